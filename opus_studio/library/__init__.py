"""The library: what the user owns.

The job history, the downloaded assets, favourites, presets, settings and the key. Everything is
kept on this machine: rows in SQLite, settings in one JSON file, the key in the system's key store.

This room may import `opus_studio.api`. It knows no Qt and no engine; whoever wants to follow it
subscribes a plain callback (see `observers.Observers`).
"""
