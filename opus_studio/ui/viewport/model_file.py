"""Model files as actors, read without touching the graphics card: safe in any thread."""

from __future__ import annotations

from pathlib import Path

from vtkmodules.vtkCommonDataModel import vtkDataAssembly
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper
from vtkmodules.vtkRenderingOpenGL2 import vtkGenericOpenGLRenderWindow

from opus_studio.ui.viewport.arrays import polydata
from opus_studio.ui.viewport.gltf_slots import slots_by_node
from opus_studio.ui.viewport.looks import TextureStore, material_property
from opus_studio.ui.viewport.stage import Imported, imported

SUFFIXES = (".glb", ".gltf", ".obj", ".stl", ".ply")
"""What can be shown."""


class ModelFileError(ValueError):
    """A model file cannot be shown; the text says which and why."""


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
    actors = {".glb": _gltf, ".gltf": _gltf, ".obj": _obj, ".stl": _plain, ".ply": _plain}[suffix](
        path
    )
    result = imported(actors)
    if not result.actors:
        raise ModelFileError(f"{path.name} holds nothing that can be shown.")
    return result


def _gltf(path: Path) -> list[tuple[vtkActor, str]]:
    from vtkmodules.vtkIOImport import vtkGLTFImporter

    importer = vtkGLTFImporter()
    importer.SetFileName(str(path))
    window = vtkGenericOpenGLRenderWindow()  # asks no display and makes no context
    importer.SetRenderWindow(window)
    importer.Update()
    slots = slots_by_node(path)
    names = _node_names(importer.GetSceneHierarchy())
    actors = importer.GetImportedActors()
    for renderer in window.GetRenderers():
        renderer.RemoveAllViewProps()
    return [
        (actors.GetItemAsObject(number), slots.get(names.get(number, ""), ""))
        for number in range(actors.GetNumberOfItems())
    ]


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


def _obj(path: Path) -> list[tuple[vtkActor, str]]:
    from opus_studio.ui.viewport.wavefront import read_obj

    try:
        model = read_obj(path)
    except (OSError, ValueError, IndexError) as error:
        raise ModelFileError(f"{path.name} cannot be read: {error}") from error
    store = TextureStore()
    store.add(model.textures)
    actors = []
    for group in model.groups:
        mapper = vtkPolyDataMapper()
        mapper.SetInputData(polydata(group.mesh))
        actor = vtkActor()
        actor.SetMapper(mapper)
        actor.SetProperty(material_property(group.surface, store))
        actors.append((actor, group.surface.name))
    return actors


def _plain(path: Path) -> list[tuple[vtkActor, str]]:
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
    return [(actor, "")]
