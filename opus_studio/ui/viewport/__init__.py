"""The viewport: a model drawn in the window, and the same picture without a display.

`viewport_loader.ViewportHost` is what a window places: it is light, and brings `pane.ViewportPane`
once the window is painted. The pane's widgets know plain figures and pictures only (`displayed`,
`appearance`, `camera`); what draws is `view_renderer`, in a `render_thread`, and nothing that the
graphics card holds is touched outside that thread. `offscreen` draws files and previews with the
same stage for the command line and for thumbnails. May import the preview's results, the theme and
VTK; never the engine.
"""
