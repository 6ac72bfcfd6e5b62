"""The objects of an FBX document and how they are connected.

Centimetres, Y up, X right, Z towards the viewer: what Maya writes, and what every reader takes
without a conversion (`UnitScaleFactor` 1 means centimetres).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from opus_studio.engine.export.fbx_binary import (
    CREATION_TIME,
    FILE_ID,
    VERSION,
    Long,
    Property,
    Record,
)
from opus_studio.engine.export.images import Image
from opus_studio.engine.export.prepare import Geometry, Surface

ROOT: Final = 0
"""The identifier of the scene, which the topmost models are connected to."""

UV_SET: Final = "UVMap"

CENTIMETRES: Final = 100.0
"""In a metre."""

_CREATOR: Final = "Opus Studio"
_FIRST_IDENTIFIER: Final = 1_000_000

Row: TypeAlias = tuple[Property, ...]
"""One property: name, type, label, flags, values."""


def number_row(name: str, value: float) -> Row:
    """A property that holds a number and may be animated."""
    return (name, "Number", "", "A", float(value))


def color_row(name: str, color: Iterable[float]) -> Row:
    """A property that holds linear RGB."""
    return (name, "Color", "", "A", *(float(value) for value in color))


def text_row(name: str, text: str) -> Row:
    """A property of the user's own that holds text."""
    return (name, "KString", "", "U", text)


class FbxDocument:
    """Collects objects and connections; `records` are the file's."""

    def __init__(self, comment: str) -> None:
        self._comment = comment
        self._objects: list[Record] = []
        self._connections: list[Record] = []
        self._counts: dict[str, int] = {}

    def connect(self, child: int, parent: int, slot: str = "") -> None:
        """Connect an object to another, or to a named property of another."""
        if slot:
            record = Record("C", ("OP", Long(child), Long(parent), slot))
        else:
            record = Record("C", ("OO", Long(child), Long(parent)))
        self._connections.append(record)

    def add_model(
        self,
        name: str,
        parent: int,
        translation: Sequence[float],
        rotation: Sequence[float],
        geometry: int | None,
        user_rows: Iterable[Row] = (),
    ) -> int:
        """A node of the tree.

        Args:
            name: Its name.
            parent: Another model, or `ROOT`.
            translation: Metres.
            rotation: Euler angles in degrees, X first, then Y, then Z.
            geometry: What it draws; None for a node that only holds others.
            user_rows: Further properties.
        """
        kind = "Null" if geometry is None else "Mesh"
        identifier, model = self._add("Model", "Model", name, kind)
        model.add("Version", 232)
        place = (value * CENTIMETRES for value in translation)
        rows: list[Row] = [
            ("InheritType", "enum", "", "", 1),
            ("DefaultAttributeIndex", "int", "Integer", "", -1 if geometry is None else 0),
            ("Lcl Translation", "Lcl Translation", "", "A", *(float(value) for value in place)),
            ("Lcl Rotation", "Lcl Rotation", "", "A", *(float(value) for value in rotation)),
            ("Lcl Scaling", "Lcl Scaling", "", "A", 1.0, 1.0, 1.0),
        ]
        model.children.append(_properties([*rows, *user_rows]))
        model.add("Shading", True)
        model.add("Culling", "CullingOff")
        self.connect(identifier, parent)
        if geometry is not None:
            self.connect(geometry, identifier)
        else:
            attribute, record = self._add("NodeAttribute", "NodeAttribute", name, "Null")
            record.add("TypeFlags", "Null")
            self.connect(attribute, identifier)
        return identifier

    def add_geometry(self, name: str, surfaces: Sequence[Surface]) -> int:
        """The mesh of several surfaces; surface `i` wears the model's material `i`.

        Vertices that stand in one place are one control point, so that the mesh is whole where it
        is edited; normals and UVs belong to the corners.
        """
        identifier, record = self._add("Geometry", "Geometry", name, "Mesh")
        geometries = [surface.geometry for surface in surfaces]
        starts = np.cumsum([0, *(len(geometry.positions) for geometry in geometries)])
        corners = np.concatenate(
            [
                geometry.triangles.astype(np.int32) + np.int32(start)
                for geometry, start in zip(geometries, starts[:-1], strict=True)
            ]
        )
        points, welded = _welded(np.concatenate([geometry.positions for geometry in geometries]))
        record.add("GeometryVersion", 124)
        record.add("Vertices", points.reshape(-1) * CENTIMETRES)
        polygons = welded[corners]
        polygons[:, 2] = ~polygons[:, 2]  # the last corner of a polygon is written inverted
        record.add("PolygonVertexIndex", polygons.reshape(-1))
        flat = corners.reshape(-1)
        normals = np.concatenate([geometry.normals for geometry in geometries])
        layers = [
            _corner_layer("Normal", 102, "", ("Normals", normals), ("NormalsIndex", flat)),
            _polygon_layer("Smoothing", 102, "Direct", ("Smoothing", _ones(len(corners)))),
        ]
        if any(geometry.uvs is not None for geometry in geometries):
            uvs = np.concatenate([_uvs(geometry) for geometry in geometries])
            layers.append(_corner_layer("UV", 101, UV_SET, ("UV", uvs), ("UVIndex", flat)))
        layers.append(_material_layer(geometries))
        record.children.extend(layers)
        layer = record.add("Layer", 0)
        layer.add("Version", 100)
        for element in layers:
            entry = layer.add("LayerElement")
            entry.add("Type", element.name)
            entry.add("TypedIndex", 0)
        return identifier

    def add_material(self, name: str, rows: Iterable[Row]) -> int:
        """A material with these properties."""
        identifier, record = self._add("Material", "Material", name, "")
        record.add("Version", 102)
        # Not "phong": readers then take roughness and metalness from the physical properties.
        record.add("ShadingModel", "PhysicalMaterial")
        record.add("MultiLayer", 0)
        record.children.append(_properties(rows))
        return identifier

    def add_texture(self, image: Image) -> int:
        """A texture with its image inside the file."""
        name = image.name.removesuffix(".png")
        video, clip = self._add("Video", "Video", name, "Clip")
        clip.add("Type", "Clip")
        clip.children.append(_properties([("Path", "KString", "XRefUrl", "", image.name)]))
        clip.add("UseMipMap", 0)
        clip.add("Filename", image.name)
        clip.add("RelativeFilename", image.name)
        clip.add("Content", image)
        identifier, texture = self._add("Texture", "Texture", name, "")
        texture.add("Type", "TextureVideoClip")
        texture.add("Version", 202)
        texture.add("TextureName", _qualified(name, "Texture"))
        rows: list[Row] = [
            ("UVSet", "KString", "", "", UV_SET),
            ("UseMaterial", "bool", "", "", 1),
        ]
        texture.children.append(_properties(rows))
        texture.add("Media", _qualified(name, "Video"))
        texture.add("FileName", image.name)
        texture.add("RelativeFilename", image.name)
        texture.add("ModelUVTranslation", 0.0, 0.0)
        texture.add("ModelUVScaling", 1.0, 1.0)
        texture.add("Texture_Alpha_Source", "None")
        texture.add("Cropping", 0, 0, 0, 0)
        self.connect(video, identifier)
        return identifier

    def records(self) -> list[Record]:
        """The whole file's records, in the order that readers expect."""
        return [
            _header(self._comment),
            Record("FileId", (FILE_ID,)),
            Record("CreationTime", (CREATION_TIME,)),
            Record("Creator", (_CREATOR,)),
            _global_settings(),
            _documents(),
            Record("References"),
            self._definitions(),
            Record("Objects", (), self._objects),
            Record("Connections", (), self._connections),
            Record("Takes", (), [Record("Current", ("",))]),
        ]

    def _add(self, kind: str, kind_name: str, name: str, sub_kind: str) -> tuple[int, Record]:
        identifier = _FIRST_IDENTIFIER + len(self._objects)
        record = Record(kind, (Long(identifier), _qualified(name, kind_name), sub_kind))
        self._objects.append(record)
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return identifier, record

    def _definitions(self) -> Record:
        definitions = Record("Definitions")
        definitions.add("Version", 100)
        definitions.add("Count", 1 + sum(self._counts.values()))
        for kind, count in {"GlobalSettings": 1, **self._counts}.items():
            definitions.add("ObjectType", kind).add("Count", count)
        return definitions


def _qualified(name: str, kind: str) -> str:
    """A name with its class, as the binary form writes it."""
    return f"{name}\x00\x01{kind}"


def _properties(rows: Iterable[Row]) -> Record:
    return Record("Properties70", (), [Record("P", row) for row in rows])


def _ones(count: int) -> NDArray[np.int32]:
    return np.ones(count, np.int32)


def _uvs(geometry: Geometry) -> NDArray[np.float32]:
    """V up, as FBX counts it; zeros for an untextured surface beside a textured one."""
    if geometry.uvs is None:
        return np.zeros((len(geometry.positions), 2), np.float32)
    return geometry.uvs


def _welded(positions: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    """The different points, and each vertex's number among them.

    Points are compared on a grid of 21 bits an axis, 10 micrometres or finer up to 20 m.
    """
    low = positions.min(0).astype(np.float64)
    extent = float((positions.max(0) - low).max())
    step = max(extent / (2**21 - 1), 1e-6)
    grid = np.rint((positions - low) / step).astype(np.int64)
    key = grid[:, 0] << 42 | grid[:, 1] << 21 | grid[:, 2]
    _, first, numbers = np.unique(key, return_index=True, return_inverse=True)
    return positions[first].astype(np.float64), numbers.astype(np.int32)


def _corner_layer(
    kind: str,
    version: int,
    name: str,
    values: tuple[str, NDArray[np.float32]],
    index: tuple[str, NDArray[np.int32]],
) -> Record:
    """Values of the corners of polygons, by their number in a list."""
    layer = _layer(kind, version, name, "ByPolygonVertex", "IndexToDirect")
    layer.add(values[0], values[1].reshape(-1).astype(np.float64))
    layer.add(*index)
    return layer


def _polygon_layer(
    kind: str, version: int, reference: str, values: tuple[str, NDArray[np.int32]]
) -> Record:
    """One value for each polygon."""
    layer = _layer(kind, version, "", "ByPolygon", reference)
    layer.add(*values)
    return layer


def _material_layer(geometries: Sequence[Geometry]) -> Record:
    """Which of the model's materials each polygon wears."""
    if len(geometries) == 1:
        layer = _layer("Material", 101, "", "AllSame", "IndexToDirect")
        layer.add("Materials", np.zeros(1, np.int32))
        return layer
    counts = [len(geometry.triangles) for geometry in geometries]
    numbers = np.repeat(np.arange(len(geometries), dtype=np.int32), counts)
    return _polygon_layer("Material", 101, "IndexToDirect", ("Materials", numbers))


def _layer(kind: str, version: int, name: str, mapping: str, reference: str) -> Record:
    layer = Record(f"LayerElement{kind}", (0,))
    layer.add("Version", version)
    layer.add("Name", name)
    layer.add("MappingInformationType", mapping)
    layer.add("ReferenceInformationType", reference)
    return layer


def _header(comment: str) -> Record:
    header = Record("FBXHeaderExtension")
    header.add("FBXHeaderVersion", 1003)
    header.add("FBXVersion", VERSION)
    header.add("EncryptionType", 0)
    stamp = header.add("CreationTimeStamp")
    moment = {"Version": 1000, "Year": 1970, "Month": 1, "Day": 1, "Hour": 10}
    for name, value in {**moment, "Minute": 0, "Second": 0, "Millisecond": 0}.items():
        stamp.add(name, value)
    header.add("Creator", _CREATOR)
    info = header.add("SceneInfo", _qualified("GlobalInfo", "SceneInfo"), "UserData")
    info.add("Type", "UserData")
    info.add("Version", 100)
    data = info.add("MetaData")
    data.add("Version", 100)
    for name in ("Title", "Subject", "Author", "Keywords", "Revision"):
        data.add(name, "")
    data.add("Comment", comment)
    return header


def _global_settings() -> Record:
    def whole(name: str, value: int) -> Row:
        return (name, "int", "Integer", "", value)

    def factor(name: str) -> Row:
        return (name, "double", "Number", "", 1.0)

    axes = {
        "UpAxis": 1,
        "UpAxisSign": 1,
        "FrontAxis": 2,
        "FrontAxisSign": 1,
        "CoordAxis": 0,
        "CoordAxisSign": 1,
        "OriginalUpAxis": 1,
        "OriginalUpAxisSign": 1,
    }
    settings = Record("GlobalSettings")
    settings.add("Version", 1000)
    rows: list[Row] = [
        *(whole(name, value) for name, value in axes.items()),
        factor("UnitScaleFactor"),
        factor("OriginalUnitScaleFactor"),
        ("DefaultCamera", "KString", "", "", "Producer Perspective"),
        ("TimeMode", "enum", "", "", 11),
        ("CustomFrameRate", "double", "Number", "", -1.0),
    ]
    settings.children.append(_properties(rows))
    return settings


def _documents() -> Record:
    documents = Record("Documents")
    documents.add("Count", 1)
    document = documents.add("Document", Long(1), "Scene", "Scene")
    rows: list[Row] = [
        ("SourceObject", "object", "", ""),
        ("ActiveAnimStackName", "KString", "", "", ""),
    ]
    document.children.append(_properties(rows))
    document.add("RootNode", Long(ROOT))
    return documents
