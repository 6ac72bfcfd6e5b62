"""Components: one file a model, each with a `MODEL`; shared building blocks stand in `parts/`."""
