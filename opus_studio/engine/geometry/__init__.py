"""The mesh kernel: everything that a model is made of. Authors of models start here.

`from opus_studio.engine import geometry as g` brings every name below. All functions are pure and
return `scene.Mesh`: metres, Y up, front +Z, watertight where a body is meant, normals hard on edges
and smooth on curves, UVs in metres with U along the grain. Bad sizes raise `ValueError`.

Which tool for what
    A board, slab, post             `bevelled_box`; hundreds at once: `boxes`; soft: `rounded_box`
    A bar of one section            `extrude`; many parallel ones: `extrusions`
    A plate with holes              `extrude` of a `Polygon`; a bevelled plan: `prism`
    A frame with mitred corners     `frame` (rectangle), `loop` (any outline, arched heads)
    A moulding along a path         `sweep`
    Anything turned                 `lathe`
    A round tube, rod, wire         `tube` (bends, round or flat ends)
    A changing section              `loft`
    Louvres, slats, boards, bars    `slats`, `boards`, `bar_grid`
    Panels                          `raised_panel`, `flat_panel`
    Legs                            `tapered_leg`, `turned_leg`, `cabriole_leg`
    Upholstery                      `cushion` (crown, sag, piping, buttons, tufting)
    Fabric                          `curtain`, `skirt`, `draped_cloth`, any grid: `sheet`
    Rope, chain, mesh, fence        `rope`, `chain`, `wire_mesh`, `chain_link`, along a `catenary`
    Leaves                          `leaf_card`, `leaves`
    Cutting solids                  `difference`, `union`, `intersection` (only where needed)

Sections
    `rectangle`, `circle`, `ellipse`, `rounded` (fillets), `offset`; drawn freely with `Outline`
    (lines and arcs); joinery and classic mouldings: `sash`, `glazing_bar`, `rebated`, `casing`,
    `skirting`, `cornice`, `handrail`, `fluted`, `moulding`. `Profile.eased` rounds hard corners.
    A section's x runs inwards or upwards from its outer edge, its y to the front.

Placing
    `translate`, `rotate`, `turn`, `mirror`, `scale`, `fit`; `merge` joins meshes; `place` repeats
    one; `quaternion` and `look_along` give a node's rotation. Repeated parts are better shared by
    several nodes than copied. `divide`, `bars`, `by_pitch`, `at_most`, `centred`, `spread`,
    `grid`, `staggered` say where repeated pieces go.

Finish
    `offsets` draws where on the finish each piece is cut; every primitive takes `uv_offset(s)`.
    `detail` 0, 1 or 2 (finest, the default) rebuilds with fewer segments.

Checking
    `check(mesh)` and `check_scene(scene)` list what is wrong in words.
"""

from opus_studio.engine.geometry.boolean import (
    difference,
    intersection,
    union,
)
from opus_studio.engine.geometry.box import (
    bevelled_box,
    boxes,
    rounded_box,
)
from opus_studio.engine.geometry.build import (
    Axis,
    Floats,
)
from opus_studio.engine.geometry.check import (
    Report,
    check,
    weld,
)
from opus_studio.engine.geometry.check_scene import (
    Overlap,
    SceneReport,
    check_scene,
)
from opus_studio.engine.geometry.cloth import (
    curtain,
    draped_cloth,
    skirt,
)
from opus_studio.engine.geometry.connected import CLEARANCE, Floating, floating
from opus_studio.engine.geometry.cushion import (
    Cushion,
    cushion,
)
from opus_studio.engine.geometry.foliage import (
    leaf_card,
    leaves,
)
from opus_studio.engine.geometry.lathe import (
    lathe,
)
from opus_studio.engine.geometry.lattice import (
    bar_grid,
    boards,
    slat_count,
    slats,
)
from opus_studio.engine.geometry.layout import (
    at_most,
    bars,
    by_pitch,
    centred,
    divide,
    grid,
    spread,
    staggered,
)
from opus_studio.engine.geometry.legs import (
    CLASSIC_TURNING,
    Turning,
    cabriole_leg,
    tapered_leg,
    turned_leg,
)
from opus_studio.engine.geometry.loft import (
    loft,
)
from opus_studio.engine.geometry.mouldings import (
    casing,
    cornice,
    fluted,
    glazing_bar,
    handrail,
    moulding,
    rebated,
    sash,
    skirting,
)
from opus_studio.engine.geometry.normals import (
    shade,
)
from opus_studio.engine.geometry.outline import (
    Outline,
    rounded,
)
from opus_studio.engine.geometry.panel import (
    flat_panel,
    raised_panel,
)
from opus_studio.engine.geometry.prism import (
    extrude,
    extrusions,
    prism,
)
from opus_studio.engine.geometry.profiles import (
    Polygon,
    Profile,
    circle,
    ellipse,
    offset,
    rectangle,
)
from opus_studio.engine.geometry.rope import (
    catenary,
    chain,
    chain_link,
    rope,
    wire_mesh,
)
from opus_studio.engine.geometry.stuffing import (
    Stuffing,
)
from opus_studio.engine.geometry.surface import (
    sheet,
)
from opus_studio.engine.geometry.sweep import (
    frame,
    loop,
    sweep,
)
from opus_studio.engine.geometry.tangents import (
    tangents,
)
from opus_studio.engine.geometry.transform import (
    EMPTY,
    fit,
    flipped,
    from_matrix,
    look_along,
    merge,
    mirror,
    multiply,
    place,
    quaternion,
    rotate,
    scale,
    translate,
    turn,
    with_uv_offset,
)
from opus_studio.engine.geometry.triangulate import (
    triangulate,
)
from opus_studio.engine.geometry.tube import (
    bent,
    tube,
)
from opus_studio.engine.geometry.uv import (
    box_project,
    offsets,
    planar,
)

__all__ = [
    "CLASSIC_TURNING",
    "CLEARANCE",
    "EMPTY",
    "Axis",
    "Cushion",
    "Floating",
    "Floats",
    "Outline",
    "Overlap",
    "Polygon",
    "Profile",
    "Report",
    "SceneReport",
    "Stuffing",
    "Turning",
    "at_most",
    "bar_grid",
    "bars",
    "bent",
    "bevelled_box",
    "boards",
    "box_project",
    "boxes",
    "by_pitch",
    "cabriole_leg",
    "casing",
    "catenary",
    "centred",
    "chain",
    "chain_link",
    "check",
    "check_scene",
    "circle",
    "cornice",
    "curtain",
    "cushion",
    "difference",
    "divide",
    "draped_cloth",
    "ellipse",
    "extrude",
    "extrusions",
    "fit",
    "flat_panel",
    "flipped",
    "floating",
    "fluted",
    "frame",
    "from_matrix",
    "glazing_bar",
    "grid",
    "handrail",
    "intersection",
    "lathe",
    "leaf_card",
    "leaves",
    "loft",
    "look_along",
    "loop",
    "merge",
    "mirror",
    "moulding",
    "multiply",
    "offset",
    "offsets",
    "place",
    "planar",
    "prism",
    "quaternion",
    "raised_panel",
    "rebated",
    "rectangle",
    "rope",
    "rotate",
    "rounded",
    "rounded_box",
    "sash",
    "scale",
    "shade",
    "sheet",
    "skirt",
    "skirting",
    "slat_count",
    "slats",
    "spread",
    "staggered",
    "sweep",
    "tangents",
    "tapered_leg",
    "translate",
    "triangulate",
    "tube",
    "turn",
    "turned_leg",
    "union",
    "weld",
    "wire_mesh",
    "with_uv_offset",
]
