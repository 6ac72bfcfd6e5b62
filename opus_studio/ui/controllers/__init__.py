"""Controllers: each joins panes with what the library and the API do for them.

A controller owns no widgets and no records; it hears signals, starts tasks, and tells panes.
"""
