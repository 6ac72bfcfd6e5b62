"""USD: a binary stage with its textures beside it, and usdz, the same in one stored zip.

Metres, Y up, UsdPreviewSurface. What several nodes draw is authored once, as an abstract prototype
inside the asset, and the nodes reference it as instances. Names keep their wording as display
names; identifiers are made of them.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pxr import Gf, Kind, Sdf, Usd, UsdGeom, UsdShade, Vt

from opus_studio.engine.export.gltf import texture_files
from opus_studio.engine.export.images import TEXTURE_FOLDER
from opus_studio.engine.export.job import ExportJob, TextureUse
from opus_studio.engine.export.prepare import Body, PreparedNode, Surface, unique_names
from opus_studio.engine.export.usd_materials import UV_SET, define_material

_ALIGNMENT: Final = 64
"""Bytes that a file inside a usdz starts at a multiple of (usdz specification)."""

_ZIP_HEADER: Final = 30
"""Bytes of a local header in a zip without its name and extra field."""

_PADDING_ID: Final = 0x1986
"""Identifier of the extra field that pads; the one that USD's own writer uses."""


def write_usd(job: ExportJob) -> tuple[Path, ...]:
    """Write `<name>.usd`, a usdc layer; the textures stand in their folder already."""
    path = job.file("usd")
    _write_layer(job, path)
    return (path, *texture_files(job, TextureUse.PACKED_BESIDE))


def write_usdz(job: ExportJob) -> tuple[Path, ...]:
    """Write `<name>.usdz`, the layer and its textures in one package."""
    path = job.file("usdz")
    keys = {
        key.file_name: key
        for material in job.scene.materials
        for key in TextureUse.PACKED_INSIDE.images(material)
    }
    with (
        tempfile.TemporaryDirectory(prefix="opus-studio-") as folder,
        zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package,
    ):
        layer = Path(folder) / f"{job.name}.usdc"
        _write_layer(job, layer)
        entry = _entry(package, layer.name, layer.stat().st_size)
        with layer.open("rb") as source, package.open(entry, "w") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        for name in sorted(keys):
            image = job.images[keys[name]]
            entry = _entry(package, f"{TEXTURE_FOLDER}/{name}", image.size)
            with package.open(entry, "w") as target:
                image.copy_to(target)
    return (path,)


def _entry(package: zipfile.ZipFile, name: str, size: int) -> zipfile.ZipInfo:
    """The next entry of a package, padded so that its content is aligned."""
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    entry.file_size = size
    start = package.start_dir + _ZIP_HEADER + len(name.encode()) + 4
    padding = -start % _ALIGNMENT
    entry.extra = _PADDING_ID.to_bytes(2, "little") + padding.to_bytes(2, "little") + bytes(padding)
    return entry


def _write_layer(job: ExportJob, path: Path) -> None:
    layer = Sdf.Layer.CreateNew(str(path), args={"format": "usdc"})
    stage = Usd.Stage.Open(layer)
    _StageWriter(job, stage).write()
    layer.Save()


class _StageWriter:
    """Authors one stage."""

    def __init__(self, job: ExportJob, stage: Usd.Stage) -> None:
        self._job = job
        self._stage = stage
        self._root = f"/{_identifier(job.scene.root.name)}"
        self._materials: dict[int, UsdShade.Material] = {}
        self._prototypes: dict[int, str] = {}

    def write(self) -> None:
        """The whole asset."""
        stage, job = self._stage, self._job
        UsdGeom.SetStageMetersPerUnit(stage, 1.0)
        UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
        root = UsdGeom.Xform.Define(stage, self._root)
        stage.SetDefaultPrim(root.GetPrim())
        Usd.ModelAPI(root).SetKind(Kind.Tokens.component)
        root.GetPrim().SetAssetInfoByKey("name", job.name)
        if job.extras:
            root.GetPrim().SetCustomDataByKey("opusStudio", job.extras_text)
        self._define_materials()
        self._define_prototypes()
        self._define_node(job.scene.root, self._root)

    def _define_materials(self) -> None:
        scope = f"{self._root}/Materials"
        UsdGeom.Scope.Define(self._stage, scope)
        materials = self._job.scene.materials
        names = unique_names((material.name for material in materials), _identifier, "_")
        for material, name in zip(materials, names, strict=True):
            shader = define_material(self._stage, f"{scope}/{name}", material)
            self._materials[id(material)] = shader

    def _define_prototypes(self) -> None:
        shared = [body for body in self._job.scene.bodies if body.uses > 1]
        if not shared:
            return
        scope = f"{self._root}/Prototypes"
        # Abstract: found by references, never drawn in its own place.
        self._stage.CreateClassPrim(scope)
        names = unique_names((body.name for body in shared), _identifier, "_")
        for body, name in zip(shared, names, strict=True):
            path = f"{scope}/{name}"
            UsdGeom.Xform.Define(self._stage, path)
            self._define_surfaces(body, path, set())
            self._prototypes[body.index] = path

    def _define_node(self, node: PreparedNode, path: str) -> None:
        xform = UsdGeom.Xform.Define(self._stage, path)
        prim = xform.GetPrim()
        if prim.GetName() != node.name:
            prim.SetDisplayName(node.name)
        if node.slot:
            prim.SetCustomDataByKey("slot", node.slot)
        if any(node.translation):
            xform.AddTranslateOp(UsdGeom.XformOp.PrecisionDouble).Set(Gf.Vec3d(*node.translation))
        if any(node.rotation[:3]):
            x, y, z, w = node.rotation
            xform.AddOrientOp(UsdGeom.XformOp.PrecisionFloat).Set(Gf.Quatf(w, x, y, z))
        taken = {"Materials", "Prototypes"} if path == self._root else set()
        if node.body is not None:
            self._define_body(node.body, path, taken)
        names = unique_names([*sorted(taken), *(c.name for c in node.children)], _identifier, "_")
        for child, name in zip(node.children, names[len(taken) :], strict=True):
            self._define_node(child, f"{path}/{name}")

    def _define_body(self, body: Body, path: str, taken: set[str]) -> None:
        """What a node draws; the names that it takes below the node are added to `taken`."""
        prototype = self._prototypes.get(body.index)
        if prototype is None:
            self._define_surfaces(body, path, taken)
            return
        prim = UsdGeom.Xform.Define(self._stage, f"{path}/Geometry").GetPrim()
        prim.GetReferences().AddInternalReference(prototype)
        prim.SetInstanceable(True)
        taken.add("Geometry")

    def _define_surfaces(self, body: Body, path: str, taken: set[str]) -> None:
        # A mesh alone has its node's name, which programs that fold the two together show.
        alone = len(body.surfaces) == 1
        own = (body.name if alone else surface.material.name for surface in body.surfaces)
        wanted = [*sorted(taken), *own]
        names = unique_names(wanted, _identifier, "_")[len(taken) :]
        for surface, name in zip(body.surfaces, names, strict=True):
            self._define_mesh(surface, f"{path}/{name}")
        taken.update(names)

    def _define_mesh(self, surface: Surface, path: str) -> None:
        geometry = surface.geometry
        mesh = UsdGeom.Mesh.Define(self._stage, path)
        mesh.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(geometry.positions))
        counts = np.full(len(geometry.triangles), 3, np.int32)
        mesh.CreateFaceVertexCountsAttr(Vt.IntArray.FromNumpy(counts))
        corners = geometry.triangles.reshape(-1).astype(np.int32)
        mesh.CreateFaceVertexIndicesAttr(Vt.IntArray.FromNumpy(corners))
        mesh.CreateNormalsAttr(Vt.Vec3fArray.FromNumpy(geometry.normals))
        mesh.SetNormalsInterpolation(UsdGeom.Tokens.vertex)
        mesh.CreateExtentAttr(Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(geometry.bounds)))
        mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
        mesh.CreateOrientationAttr(UsdGeom.Tokens.rightHanded)
        if surface.material.look.double_sided:
            mesh.CreateDoubleSidedAttr(True)
        if geometry.uvs is not None:
            _author_uvs(mesh, geometry.uvs)
        material = self._materials[id(surface.material)]
        UsdShade.MaterialBindingAPI.Apply(mesh.GetPrim()).Bind(material)


def _author_uvs(mesh: UsdGeom.Mesh, uvs: NDArray[np.float32]) -> None:
    """USD counts V upwards, as the engine does."""
    primvar = UsdGeom.PrimvarsAPI(mesh).CreatePrimvar(
        UV_SET, Sdf.ValueTypeNames.TexCoord2fArray, UsdGeom.Tokens.vertex
    )
    primvar.Set(Vt.Vec2fArray.FromNumpy(np.ascontiguousarray(uvs)))


def _identifier(name: str) -> str:
    """A name as a USD identifier: letters, digits and underscores, no digit first."""
    cleaned = re.sub(r"[^0-9A-Za-z]+", "_", name).strip("_") or "Unnamed"
    return f"_{cleaned}" if cleaned[0].isdigit() else cleaned
