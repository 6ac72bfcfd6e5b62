"""Library: a bookcase, its doors and drawers, and what stands on its shelves.

The case stands on the floor, its back (towards a wall) at -Z, its front at +Z; the overall size is
that of the case with crown and base, without handles and rolling ladder. `assets` and
`fitting_assets` say what can be chosen, `cases` and `frames` build the layouts (from `case`,
`trim`, `pilasters`, `fronts`, `rolling_ladder`), `filling` and `arrange` fill the shelves.
"""

from __future__ import annotations

from opus_studio.engine.components.bookcase.assets import (
    LAYOUT,
    CabinetLayout,
    LadderLayout,
    OpenLayout,
    StaggeredLayout,
    WallLayout,
)
from opus_studio.engine.components.bookcase.cases import base_case, open_case
from opus_studio.engine.components.bookcase.context import BookcaseContext, Made
from opus_studio.engine.components.bookcase.filling import filling
from opus_studio.engine.components.bookcase.fitting_assets import FILLING, FRONT, HANDLE
from opus_studio.engine.components.bookcase.frames import ladder_shelf, staggered
from opus_studio.engine.components.bookcase.templates import TEMPLATES
from opus_studio.engine.components.bookcase.trim_assets import BASE, CROWN
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import Model, Resolved

_FINE = 18_000
"""Triangles above which a bookcase is made with simpler edges, so that books find room."""


_LARGE = 4.0
"""Square metres of front above which the same holds for a case with doors."""


def build(resolved: Resolved) -> Scene:
    """The bookcase, its origin on the floor at the centre of its overall size."""
    # A wall of doors and pilasters is known to have too many parts before it is made.
    layout = resolved[LAYOUT]
    wide = isinstance(layout, CabinetLayout | WallLayout)
    large = wide and layout.overall_width * layout.overall_height > _LARGE
    context = BookcaseContext(resolved, fine=not large)
    children, made = _furniture(context)
    taken = _triangles(children)
    if context.fine and taken > _FINE:
        context = BookcaseContext(resolved, fine=False)
        children, made = _furniture(context)
        taken = _triangles(children)
    children += filling(context, made.cells, taken)
    return Scene(Node("Library", children=tuple(children)), size_nodes=("Case",))


def _furniture(context: BookcaseContext) -> tuple[list[Node], Made]:
    """The bookcase without what stands on its shelves."""
    made = _layout(context)
    children = [Node("Case", children=tuple(made.case))]
    if made.fronts:
        children.append(Node("Fronts", children=tuple(made.fronts), slot=FRONT.name))
    return [*children, *made.beside], made


def _triangles(children: list[Node]) -> int:
    return Scene(Node("Library", children=tuple(children))).triangle_count


def _layout(context: BookcaseContext) -> Made:
    layout = context.resolved[LAYOUT]
    if isinstance(layout, OpenLayout):
        return open_case(context, layout)
    if isinstance(layout, CabinetLayout | WallLayout):
        return base_case(context, layout)
    if isinstance(layout, LadderLayout):
        return ladder_shelf(context, layout)
    if isinstance(layout, StaggeredLayout):
        return staggered(context, layout)
    raise TypeError(f"There is no layout of {type(layout).__name__}.")


MODEL = Model(
    name="Library",
    display_name="Bookcase",
    category="Furniture",
    description="A bookcase: open, with a cupboard, leaning, staggered or from wall to wall, "
    "filled with books and objects.",
    slots=(LAYOUT, CROWN, BASE, FRONT, HANDLE, FILLING),
    build=build,
    templates=TEMPLATES,
)
