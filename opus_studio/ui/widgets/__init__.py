"""Small widgets that several panes share. Imports Qt and `ui.theme` only.

They paint themselves from the theme's tokens and are reachable by keyboard; whoever makes one
gives it an object name and an accessible name where the class does not ask for them.
"""

from opus_studio.ui.widgets.chip import Chip
from opus_studio.ui.widgets.elided_label import ElidedLabel
from opus_studio.ui.widgets.empty_state import EmptyState, LoadingState
from opus_studio.ui.widgets.flow_layout import FlowLayout
from opus_studio.ui.widgets.icon_button import icon_button
from opus_studio.ui.widgets.quiet import QuietComboBox, QuietSpinBox
from opus_studio.ui.widgets.search_field import SearchField
from opus_studio.ui.widgets.segmented import SegmentedControl
from opus_studio.ui.widgets.spinner import Spinner
from opus_studio.ui.widgets.swatch import Swatch
from opus_studio.ui.widgets.switch import Switch

__all__ = [
    "Chip",
    "ElidedLabel",
    "EmptyState",
    "FlowLayout",
    "LoadingState",
    "QuietComboBox",
    "QuietSpinBox",
    "SearchField",
    "SegmentedControl",
    "Spinner",
    "Swatch",
    "Switch",
    "icon_button",
]
