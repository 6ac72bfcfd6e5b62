"""Structures: assemblies of components, one file a model, each with a `MODEL`."""
