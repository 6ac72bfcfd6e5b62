"""The bookcase as its user meets it: sizes, words, doors that open, shelves that fill."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from opus_studio.engine import catalog
from opus_studio.engine.color import color, srgb
from opus_studio.engine.components.bookcase import MODEL
from opus_studio.engine.components.shared.books import ANTIQUES, HARDBACKS, PAPERBACKS, book
from opus_studio.engine.components.shared.carcass import bays, sag_limit
from opus_studio.engine.geometry import check, check_scene
from opus_studio.engine.materials import finish
from opus_studio.engine.scene import Node, Scene
from opus_studio.engine.schema import SIZES, STYLES, Request

LAYOUTS = ("open", "cabinet", "ladder", "staggered", "wall")
FILLINGS = ("mixed", "books", "antique", "display")
LAYOUT = "furniture_library_layouts"
TRIMS = (
    ("flush", "plinth"),
    ("cap", "skirting"),
    ("cornice", "feet"),
    ("cornice", "floor"),
    ("flush", "skirting"),
)


def made(seed: int = 1, keywords: dict[str, tuple[str, ...]] | None = None, **values: Any) -> Scene:
    parameters = {key.replace("__", "/"): value for key, value in values.items()}
    request = Request("Library", seed=seed, keywords=keywords or {}, parameters=parameters)
    return catalog.build(catalog.resolve_request(request))


def digest(scene: Scene) -> str:
    """Everything that is drawn: meshes, where they stand, what they wear."""
    hashed = hashlib.sha256()
    for placed in scene.placed():
        hashed.update(placed.part.mesh.positions.tobytes())
        hashed.update(np.round(placed.matrix, 6).tobytes())
        hashed.update(repr(placed.part.material).encode())
    return hashed.hexdigest()


def nodes(scene: Scene, start: str) -> list[Node]:
    found: list[Node] = []

    def walk(node: Node) -> None:
        if node.name.startswith(start):
            found.append(node)
        for child in node.children:
            walk(child)

    walk(scene.root)
    return found


@pytest.mark.parametrize("seed", range(25))
def test_a_random_bookcase_is_sound(seed: int):
    resolved = catalog.resolve_request(Request("Library", seed=seed))
    scene = catalog.build(resolved)
    report = check_scene(scene)
    assert report.ok, str(report)
    assert report.triangles <= 60_000
    assert scene.bounds[0, 1] == pytest.approx(0.0, abs=1e-4)
    names = [material.name for material in scene.materials]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("size", [(0.5, 0.7, 0.25), (1.1, 1.7, 0.33), (3.0, 2.5, 0.40)])
def test_the_overall_size_is_exact(layout: str, size: tuple[float, float, float]):
    if layout == "wall":
        size = (max(size[0], 0.9), max(size[1], 1.6), max(size[2], 0.32))
    key = f"{LAYOUT}_{layout}__overall_"
    for crown, base in TRIMS:
        scene = made(
            3,
            {"library_crown": (crown,), "library_base": (base,), "library_filling": ("empty",)},
            **dict(zip((key + "width", key + "height", key + "depth"), size, strict=True)),
        )
        assert scene.size == pytest.approx(size, abs=1e-3), (crown, base)


@pytest.mark.parametrize("filling", FILLINGS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_largest_full_bookcase_stays_within_the_budget(layout: str, filling: str):
    key = f"{LAYOUT}_{layout}__"
    scene = made(
        2,
        **{
            key + "overall_width": 3.0,
            key + "overall_height": 2.5,
            key + "overall_depth": 0.4,
            key + "shelf_spacing": 0.26,
            f"library_filling_{filling}__fill_ratio": 1.0,
        },
    )
    triangles = scene.triangle_count
    assert triangles <= 60_000


def test_the_same_seed_makes_the_same_bookcase_and_another_seed_another():
    assert digest(made(7)) == digest(made(7))
    assert digest(made(7)) != digest(made(8))


@pytest.mark.parametrize("template", [template.name for template in MODEL.templates])
def test_a_template_changes_the_bookcase_and_is_sound(template: str):
    scene = made(5, {"*": (template,)})
    assert digest(scene) != digest(made(5))
    assert check_scene(scene).ok, str(check_scene(scene))


def test_templates_differ_from_each_other():
    looks = {digest(made(5, {"*": (template.name,)})) for template in MODEL.templates}
    assert len(looks) == len(MODEL.templates)


@pytest.mark.parametrize("words", [SIZES, STYLES])
def test_style_and_size_words_change_the_bookcase(words: tuple[str, ...]):
    looks = [digest(made(4, {"*": (word,)})) for word in words]
    assert len(set(looks)) == len(words)


def test_size_words_order_the_width():
    for layout in LAYOUTS:
        widths = [made(6, {"*": (word,), LAYOUT: (layout,)}).size[0]
                  for word in ("small", "medium", "large")]  # fmt: skip
        assert widths == sorted(widths)
        assert widths[0] < widths[2]


@pytest.mark.parametrize("slot", MODEL.slots, ids=lambda slot: slot.name)
def test_every_asset_of_a_slot_looks_different(slot: Any):
    layout = {} if slot.name == LAYOUT else {LAYOUT: ("cabinet", "large")}
    looks = {digest(made(9, {**layout, slot.name: (slot.short_name(asset),)}))
             for asset in slot.assets}  # fmt: skip
    assert len(looks) == len(slot.assets)


def test_more_fill_means_more_books():
    counts = [
        len(nodes(made(3, {LAYOUT: ("open",)}, library_filling_books__fill_ratio=fill), "Book "))
        for fill in (0.0, 0.3, 0.6, 1.0)
    ]
    assert counts[0] == 0
    assert all(few < many for few, many in pairwise(counts))


@pytest.mark.parametrize("seed", range(6))
def test_books_stay_within_the_case(seed: int):
    scene = made(seed, {LAYOUT: ("open",)}, library_filling_mixed__fill_ratio=1.0)
    books = [p for p in scene.placed() if p.node.name.startswith("Book ")]
    case = [p for p in scene.placed() if p.slot in (LAYOUT, "library_crown", "library_base")]
    low = np.min([_box(p)[0] for p in case], axis=0)
    high = np.max([_box(p)[1] for p in case], axis=0)
    assert books
    for placed in books:
        box = _box(placed)
        assert (box[0] >= low - 1e-3).all()
        assert (box[1] <= high + 1e-3).all()


def _box(placed: Any) -> np.ndarray:
    points = placed.part.mesh.positions @ placed.matrix[:3, :3].T + placed.matrix[:3, 3]
    return np.stack([points.min(0), points.max(0)])


def test_doors_swing_out_about_their_hinges_and_drawers_slide():
    words = {LAYOUT: ("farmhouse_dresser",), "library_filling": ("empty",)}
    shut = made(2, words)
    opened = made(
        2,
        words,
        library_front_panelled__opening_angle=90,
        library_front_panelled__drawer_opening=0.8,
    )
    assert opened.size == pytest.approx(shut.size, abs=1e-6)
    assert opened.bounds[1, 2] > shut.bounds[1, 2] + 0.15
    before, after = nodes(shut, "Door 1 left")[0], nodes(opened, "Door 1 left")[0]
    assert before.translation == after.translation
    assert before.rotation != after.rotation
    still, pulled = nodes(shut, "Drawer 1")[0], nodes(opened, "Drawer 1")[0]
    assert pulled.translation[2] - still.translation[2] > 0.15


def test_the_rolling_ladder_does_not_count_in_the_size():
    plain = made(2, furniture_library_layouts_wall__rolling_ladder=False)
    ladder = made(2, furniture_library_layouts_wall__rolling_ladder=True)
    assert ladder.size == pytest.approx(plain.size, abs=1e-6)
    assert nodes(ladder, "Rolling ladder")
    assert not nodes(plain, "Rolling ladder")


def test_a_colour_paints_what_it_names():
    navy, mustard = color("navy"), color("mustard")
    words = {LAYOUT: ("cabinet",), "library_front": ("flat",)}
    asked = {"Library__color_rgb": srgb(navy), "library_front__color_rgb": srgb(mustard)}
    scene = made(2, words, **asked)
    worn = {
        placed.slot: placed.part.material
        for placed in scene.placed()
        if not finish(placed.part.material.finish).variant_of
    }
    assert worn[LAYOUT].color == pytest.approx(navy, abs=1e-6)
    fronts = [p.part.material for p in scene.placed() if p.slot == "library_front"]
    assert any(m.color == pytest.approx(mustard, abs=1e-6) for m in fronts)
    books = [p.part.material.color for p in scene.placed() if p.slot == "library_filling"]
    assert any(value != pytest.approx(navy, abs=1e-6) for value in books if value)


@pytest.mark.parametrize("thickness", [0.018, 0.022, 0.025, 0.04])
def test_no_shelf_spans_further_than_it_can_bear(thickness: float):
    limit = sag_limit(thickness)
    assert limit <= 0.9
    for width in (0.5, 1.0, 1.7, 3.0):
        for wanted in (1, 3, 6):
            fields = bays(-width / 2, width / 2, thickness, wanted, limit)
            assert max(b - a for a, b in fields) <= limit + 1e-9


def test_books_are_sound_at_every_level_of_detail():
    for form in (*PAPERBACKS, *HARDBACKS, *ANTIQUES):
        for detail in (0, 1, 2):
            made_book = book(form, detail)
            for mesh in (made_book.cover, made_book.pages, made_book.print):
                assert check(mesh).ok, (form, detail, str(check(mesh)))
            size = made_book.cover.bounds[1] - made_book.cover.bounds[0]
            assert size[1] == pytest.approx(form.height, abs=1e-4)
            if form.binding != "paper":
                block = made_book.pages.bounds
                assert block[0, 1] > 0.002
                assert block[1, 1] < form.height - 0.002
