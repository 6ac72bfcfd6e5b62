"""The dialogs: settings, first start, shortcuts, reports. All are opened, none is waited for.

They know the library's settings and key; what needs the network is a callable given to them.
"""

from opus_studio.ui.dialogs.first_start import FirstStart
from opus_studio.ui.dialogs.report import ReportDialog
from opus_studio.ui.dialogs.settings_dialog import SettingsDialog
from opus_studio.ui.dialogs.shortcuts import ShortcutsDialog

__all__ = ["FirstStart", "ReportDialog", "SettingsDialog", "ShortcutsDialog"]
