"""The window: catalogue, form, jobs, viewport and dialogs, and the controllers that join them.

May import the library and the API's messages; the engine through `ui/preview` only. The panes know
nothing of each other: `main_window` places them, `controllers` connects them.
"""
