"""What the user asked for and got: the table of jobs, the library of assets, variations.

The panes show the library's stores and emit what the user wants; they start no jobs and end none.
"""
