"""FBX 7.4, binary, with the textures inside.

The classic material properties, which every reader knows, stand beside those of 3ds Max's Physical
Material, from which Blender, Unreal and others take roughness and metalness. Roughness and
metalness are grey maps of their own: FBX knows no packed ones.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

from opus_studio.engine.export.fbx_binary import write_file
from opus_studio.engine.export.fbx_document import (
    ROOT,
    FbxDocument,
    Row,
    color_row,
    number_row,
    text_row,
)
from opus_studio.engine.export.images import ImageKey, split_maps
from opus_studio.engine.export.job import ExportJob
from opus_studio.engine.export.prepare import PreparedMaterial, PreparedNode

_PHYSICAL: Final = "3dsMax|Parameters|"

# Class and super class of the Physical Material in 3ds Max, by which readers recognise it.
_CLASS_ID: Final = (1030429932, -559038463)
_SUPER_CLASS_ID: Final = 3072

_WHITE: Final = (1.0, 1.0, 1.0)
_BLACK: Final = (0.0, 0.0, 0.0)


def write_fbx(job: ExportJob) -> tuple[Path, ...]:
    """Write `<name>.fbx`: one file, centimetres, Y up."""
    path = job.file("fbx")
    document = _Writer(job).document
    with path.open("wb") as file:
        write_file(file, document.records())
    return (path,)


class _Writer:
    """Fills a document from a job."""

    def __init__(self, job: ExportJob) -> None:
        self._job = job
        self.document = FbxDocument(job.extras_text)
        self._textures: dict[ImageKey, int] = {}
        self._materials = {id(m): self._add_material(m) for m in job.scene.materials}
        self._geometries = [
            self.document.add_geometry(body.name, body.surfaces) for body in job.scene.bodies
        ]
        facts = (text_row("opus_studio", job.extras_text),) if job.extras else ()
        self._add_node(job.scene.root, ROOT, facts)

    def _add_node(self, node: PreparedNode, parent: int, facts: tuple[Row, ...] = ()) -> None:
        if node.slot:
            facts = (*facts, text_row("slot", node.slot))
        body = node.body
        model = self.document.add_model(
            node.name,
            parent,
            node.translation,
            euler_degrees(node),
            None if body is None else self._geometries[body.index],
            facts,
        )
        for surface in () if body is None else body.surfaces:
            self.document.connect(self._materials[id(surface.material)], model)
        for child in node.children:
            self._add_node(child, model)

    def _add_material(self, material: PreparedMaterial) -> int:
        identifier = self.document.add_material(
            material.name, [*_classic_rows(material), *_physical_rows(material)]
        )
        for classic, physical, key in _slots(material):
            texture = self._texture(key)
            self.document.connect(texture, identifier, _PHYSICAL + physical)
            self.document.connect(texture, identifier, classic)
        return identifier

    def _texture(self, key: ImageKey) -> int:
        if key not in self._textures:
            self._textures[key] = self.document.add_texture(self._job.images[key])
        return self._textures[key]


def euler_degrees(node: PreparedNode) -> tuple[float, float, float]:
    """A node's rotation as angles about X, then Y, then Z, degrees."""
    m = node.matrix
    sine = -float(m[2, 0])
    if abs(sine) > 1.0 - 1e-12:  # X and Z turn about one axis: Z is left at nought
        return (
            math.degrees(math.atan2(-float(m[1, 2]), float(m[1, 1]))),
            math.degrees(math.copysign(math.pi / 2, sine)),
            0.0,
        )
    return (
        math.degrees(math.atan2(float(m[2, 1]), float(m[2, 2]))),
        math.degrees(math.asin(sine)),
        math.degrees(math.atan2(float(m[1, 0]), float(m[0, 0]))),
    )


def _slots(material: PreparedMaterial) -> list[tuple[str, str, ImageKey]]:
    """Classic slot, physical slot and image of each map of a material."""
    maps = split_maps(material)
    if maps is None:
        return []
    slots = [
        ("DiffuseColor", "base_color_map", maps.base_color),
        ("NormalMap", "bump_map", maps.normal),
        ("ShininessExponent", "roughness_map", maps.roughness),
        ("ReflectionFactor", "metalness_map", maps.metallic),
    ]
    if maps.opacity is not None:
        slots.append(("TransparentColor", "cutout_map", maps.opacity))
    return slots


def _base_color(material: PreparedMaterial) -> tuple[float, float, float]:
    """White under a map, which carries the colour already."""
    if material.look.texture_key is not None:
        return _WHITE
    r, g, b, _ = material.look.base_color_factor
    return (r, g, b)


def _classic_rows(material: PreparedMaterial) -> list[Row]:
    """What readers without physical materials understand."""
    look = material.look
    color = _base_color(material)
    opacity = look.base_color_factor[3]
    # Blender's reader takes the roughness as 1 - sqrt(shininess) / 10.
    shininess = 100.0 * (1.0 - look.roughness_factor) ** 2
    return [
        color_row("DiffuseColor", color),
        number_row("DiffuseFactor", 1.0),
        color_row("EmissiveColor", look.emission),
        number_row("EmissiveFactor", look.emission_strength),
        color_row("SpecularColor", (0.5, 0.5, 0.5)),
        number_row("SpecularFactor", 0.25),
        number_row("Shininess", shininess),
        number_row("ShininessExponent", shininess),
        number_row("ReflectionFactor", look.metallic_factor),
        color_row("TransparentColor", color if opacity < 1.0 else _BLACK),
        number_row("TransparencyFactor", 1.0 - opacity),
        number_row("Opacity", opacity),
    ]


def _physical_rows(material: PreparedMaterial) -> list[Row]:
    """The parameters of 3ds Max's Physical Material."""
    look = material.look
    color = _base_color(material)

    def share(name: str, value: float) -> Row:
        return (_PHYSICAL + name, "Float", "", "A", float(value))

    def tone(name: str, rgb: tuple[float, float, float]) -> Row:
        values = (float(value) for value in rgb)
        return (_PHYSICAL + name, "ColorAndAlpha", "", "A", *values, 1.0)

    def whole(name: str, value: int) -> Row:
        return (name, "int", "Integer", "", value)

    return [
        ("3dsMax", "Compound", "", ""),
        whole("3dsMax|ClassIDa", _CLASS_ID[0]),
        whole("3dsMax|ClassIDb", _CLASS_ID[1]),
        whole("3dsMax|SuperClassID", _SUPER_CLASS_ID),
        ("3dsMax|Parameters", "Compound", "", ""),
        share("base_weight", 1.0),
        tone("base_color", color),
        share("roughness", look.roughness_factor),
        share("metalness", look.metallic_factor),
        share("cutout", look.base_color_factor[3]),
        share("transparency", look.transmission),
        tone("trans_color", color),
        share("trans_ior", look.ior),
        share("emission", look.emission_strength if any(look.emission) else 0.0),
        tone("emit_color", look.emission),
        share("bump_map_amt", 1.0),
    ]
