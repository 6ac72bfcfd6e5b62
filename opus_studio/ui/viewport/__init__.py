"""The viewport: a model drawn in the window, and the same picture without a display.

`pane.ViewportPane` is what a window places. The pane's widgets know plain figures and pictures only
(`displayed_model`, `appearance`, `camera`); what draws is `view_renderer`, in a `render_thread`,
and nothing that the graphics card holds is touched outside that thread. `offscreen` draws files and
previews with the same code for the command line and for thumbnails. May import the preview's
results, the theme and VTK; never the engine.
"""
