"""Opus Studio: browse parametric 3D models, set values, generate textured assets.

The rooms, from the ground up (an upper one may import a lower one, never the other way round):
`engine` and `api`; `service` and `library`; `ui`; and the composition roots `app` and `cli`.
"""

__version__ = "0.2.0"
