"""Model files as actors, read without touching the graphics card: safe in any thread."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from vtkmodules.vtkCommonDataModel import vtkDataAssembly
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper
from vtkmodules.vtkRenderingOpenGL2 import vtkGenericOpenGLRenderWindow

from opus_studio.ui.viewport.cancellation import never
from opus_studio.ui.viewport.displayed_model import ModelFileError
from opus_studio.ui.viewport.gltf_facts import read_facts
from opus_studio.ui.viewport.materials import TextureStore, material_property
from opus_studio.ui.viewport.meshes import polydata
from opus_studio.ui.viewport.model_scene import Imported
from opus_studio.ui.viewport.model_statistics import measured, size_beside

SUFFIXES = (".glb", ".gltf", ".obj", ".stl", ".ply")
"""What can be shown."""

_Read: TypeAlias = tuple[list[tuple[vtkActor, str]], int]
"""Actors, each with its slot, and how many materials they wear."""


def import_model(path: Path) -> Imported:
    """Read a file. Releases the interpreter lock while VTK decodes.

    Raises:
        ModelFileError: There is no such file, it is of another kind, or nothing is in it.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        allowed = ", ".join(SUFFIXES)
        raise ModelFileError(f"{path.name} cannot be shown; it can be one of {allowed}.")
    if not path.is_file():
        raise ModelFileError(f"There is no file {path}.")
    read = {".glb": _gltf, ".gltf": _gltf, ".obj": _obj, ".stl": _plain, ".ply": _plain}[suffix]
    actors, materials = read(path)
    result = measured(actors, materials, size_beside(path))
    if not result.actors:
        raise ModelFileError(f"{path.name} holds nothing that can be shown.")
    return result


def _gltf(path: Path) -> _Read:
    from vtkmodules.vtkIOImport import vtkGLTFImporter

    importer = vtkGLTFImporter()
    importer.SetFileName(str(path))
    window = vtkGenericOpenGLRenderWindow()  # asks no display and makes no context
    importer.SetRenderWindow(window)
    importer.Update()
    facts = read_facts(path)
    names = _node_names(importer.GetSceneHierarchy())
    actors = importer.GetImportedActors()
    for renderer in window.GetRenderers():
        renderer.RemoveAllViewProps()
    found = [
        (actors.GetItemAsObject(number), facts.slots.get(names.get(number, ""), ""))
        for number in range(actors.GetNumberOfItems())
    ]
    return found, facts.materials


def _node_names(hierarchy: vtkDataAssembly | None) -> dict[int, str]:
    """The name of the node under which each actor, by its number, was imported."""
    names: dict[int, str] = {}
    waiting = [hierarchy.GetRootNode()] if hierarchy is not None else []
    while waiting:
        node = waiting.pop()
        for child in hierarchy.GetChildNodes(node, False):
            number = hierarchy.GetAttributeOrDefault(child, "flat_actor_id", -1)
            if number >= 0:
                names[number] = hierarchy.GetAttributeOrDefault(node, "label", "")
            waiting.append(child)
    return names


def _obj(path: Path) -> _Read:
    from opus_studio.ui.viewport.image_maps import decode_sets
    from opus_studio.ui.viewport.wavefront import read_obj

    try:
        model = read_obj(path, never)
    except (OSError, ValueError, IndexError) as error:
        raise ModelFileError(f"{path.name} cannot be read: {error}") from error
    sets = {group.slot: group.images for group in model.groups if group.images is not None}
    store = TextureStore()
    store.add(decode_sets(sets, never))
    actors = []
    for group in model.groups:
        mapper = vtkPolyDataMapper()
        mapper.SetInputData(polydata(group.mesh))
        actor = vtkActor()
        actor.SetMapper(mapper)
        textured = replace(group.surface, texture=group.slot if group.slot in sets else "")
        actor.SetProperty(material_property(textured, store))
        actors.append((actor, group.slot))
    return actors, len({group.surface for group in model.groups})


def _plain(path: Path) -> _Read:
    from vtkmodules.vtkFiltersCore import vtkPolyDataNormals
    from vtkmodules.vtkIOGeometry import vtkSTLReader
    from vtkmodules.vtkIOPLY import vtkPLYReader

    reader = vtkSTLReader() if path.suffix.lower() == ".stl" else vtkPLYReader()
    reader.SetFileName(str(path))
    normals = vtkPolyDataNormals()
    normals.SetInputConnection(reader.GetOutputPort())
    normals.SetFeatureAngle(30)
    normals.Update()
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(normals.GetOutput())
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.GetProperty().SetColor(0.45, 0.45, 0.45)
    return [(actor, "")], 1
