"""What the authors of models build with: the context of a build, and designs for models inside.

May import the schema, geometry and the scene.
"""
