"""UsdPreviewSurface networks for the materials of an asset.

Follows the UsdPreviewSurface specification 2.6; normal maps carry the scale (2, 2, 2, 1) and bias
(-1, -1, -1, 0) that the compliance checker wants of 8-bit maps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pxr import Gf, Sdf, Usd, UsdShade

from opus_studio.engine.export.images import TEXTURE_FOLDER, ImageKey, packed_maps
from opus_studio.engine.export.prepare import PreparedMaterial

UV_SET = "st"
"""The primvar that holds the texture coordinates."""


def define_material(stage: Usd.Stage, path: str, material: PreparedMaterial) -> UsdShade.Material:
    """Author a material with its whole network at a path."""
    return _Network(stage, path, material).material


@dataclass(frozen=True)
class _Output:
    """A map's channels to connect to."""

    shader: UsdShade.Shader

    def feed(self, surface: UsdShade.Shader, name: str, kind: Any, channel: str) -> None:
        output_kind = Sdf.ValueTypeNames.Float3 if channel == "rgb" else Sdf.ValueTypeNames.Float
        output = self.shader.CreateOutput(channel, output_kind)
        surface.CreateInput(name, kind).ConnectToSource(output)


class _Network:
    """The shaders of one material."""

    def __init__(self, stage: Usd.Stage, path: str, prepared: PreparedMaterial) -> None:
        self._stage = stage
        self._path = path
        self._prepared = prepared
        self.material = UsdShade.Material.Define(stage, path)
        self.material.GetPrim().SetDisplayName(prepared.name)
        self._surface = self._shader("Surface", "UsdPreviewSurface")
        output = self._surface.CreateOutput("surface", Sdf.ValueTypeNames.Token)
        self.material.CreateSurfaceOutput().ConnectToSource(output)
        self._author_constants()
        if packed_maps(prepared) is not None:
            self._author_maps()

    def _shader(self, name: str, identifier: str) -> UsdShade.Shader:
        shader = UsdShade.Shader.Define(self._stage, f"{self._path}/{name}")
        shader.CreateIdAttr(identifier)
        return shader

    def _set(self, name: str, kind: Any, value: object) -> None:
        self._surface.CreateInput(name, kind).Set(value)

    def _author_constants(self) -> None:
        look = self._prepared.look
        kinds = Sdf.ValueTypeNames
        if look.texture_key is None:
            self._set("diffuseColor", kinds.Color3f, Gf.Vec3f(*look.base_color_factor[:3]))
            self._set("roughness", kinds.Float, float(look.roughness_factor))
            self._set("metallic", kinds.Float, float(look.metallic_factor))
        if any(look.emission):
            emitted = [float(value * look.emission_strength) for value in look.emission]
            self._set("emissiveColor", kinds.Color3f, Gf.Vec3f(*emitted))
        if look.alpha_mode == "BLEND" and look.texture_key is None:
            self._set("opacity", kinds.Float, float(look.base_color_factor[3]))
        if look.alpha_mode == "MASK":
            self._set("opacityThreshold", kinds.Float, 0.5)
        if look.metallic_factor < 1.0 or look.texture_key is not None:
            self._set("ior", kinds.Float, float(look.ior))

    def _author_maps(self) -> None:
        maps = packed_maps(self._prepared)
        assert maps is not None
        look = self._prepared.look
        kinds = Sdf.ValueTypeNames
        coordinates = self._shader("Coordinates", "UsdPrimvarReader_float2")
        coordinates.CreateInput("varname", kinds.String).Set(UV_SET)
        source = coordinates.CreateOutput("result", kinds.Float2)

        base = self._map("BaseColor", maps.base_color, "sRGB", source)
        factor = look.base_color_factor
        if tuple(factor) != (1.0, 1.0, 1.0, 1.0):
            base.CreateInput("scale", kinds.Float4).Set(Gf.Vec4f(*(float(v) for v in factor)))
        _Output(base).feed(self._surface, "diffuseColor", kinds.Color3f, "rgb")
        if look.alpha_mode != "OPAQUE":
            _Output(base).feed(self._surface, "opacity", kinds.Float, "a")

        normal = self._map("Normal", maps.normal, "raw", source)
        normal.CreateInput("scale", kinds.Float4).Set(Gf.Vec4f(2.0, 2.0, 2.0, 1.0))
        normal.CreateInput("bias", kinds.Float4).Set(Gf.Vec4f(-1.0, -1.0, -1.0, 0.0))
        _Output(normal).feed(self._surface, "normal", kinds.Normal3f, "rgb")

        packed = self._map("OcclusionRoughnessMetallic", maps.orm, "raw", source)
        factors = (1.0, float(look.roughness_factor), float(look.metallic_factor), 1.0)
        if factors != (1.0, 1.0, 1.0, 1.0):
            packed.CreateInput("scale", kinds.Float4).Set(Gf.Vec4f(*factors))
        for name, channel in (("occlusion", "r"), ("roughness", "g"), ("metallic", "b")):
            _Output(packed).feed(self._surface, name, kinds.Float, channel)

    def _map(self, name: str, key: ImageKey, space: str, source: Any) -> UsdShade.Shader:
        kinds = Sdf.ValueTypeNames
        shader = self._shader(name, "UsdUVTexture")
        address = Sdf.AssetPath(f"{TEXTURE_FOLDER}/{key.file_name}")
        shader.CreateInput("file", kinds.Asset).Set(address)
        shader.CreateInput("sourceColorSpace", kinds.Token).Set(space)
        shader.CreateInput("wrapS", kinds.Token).Set("repeat")
        shader.CreateInput("wrapT", kinds.Token).Set("repeat")
        shader.CreateInput("st", kinds.Float2).ConnectToSource(source)
        return shader
