"""The preview's worker with the test models in the catalogue: `preview_child.py ROLE FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from opus_studio.engine import components
from opus_studio.ui.preview.worker import main

components.__path__.append(str(Path(__file__).parent / "preview_models"))

if __name__ == "__main__":
    main(*sys.argv[1:])
