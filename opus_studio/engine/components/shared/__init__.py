"""Building blocks that several models share: joinery, glazing, louvres, hinges and handles.

Each function makes meshes or small branches in a frame of its own, described in its docstring;
nothing here knows of a model, a request or a random number. May import the geometry kernel and
the scene, nothing of `components` beside it.
"""
