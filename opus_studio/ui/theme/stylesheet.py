"""The style sheet, made from tokens.

Selectors are kept few and flat: Qt matches every rule against every new widget, and a form makes
hundreds. Colours that change with a value's state (automatic, set, wrong) are painted by the
widgets themselves, since changing a property that a sheet looks at restyles the widget.
"""

from __future__ import annotations

from string import Template

from opus_studio.ui.theme.tokens import Tokens

SHEET_ICONS = (
    ("chevron-down", "text_dim"),
    ("chevron-down", "text_disabled"),
    ("chevron-up", "text_dim"),
    ("chevron-right", "text_dim"),
    ("check", "on_accent"),
    ("minus", "on_accent"),
    ("check", "text"),
)
"""Drawings that the sheet names, and the colour of each."""

_SURFACES = Template("""
QMainWindow, QDialog, QWidget[surface="window"] { background: $window; }
QDialog, QWidget[surface="panel"], QFrame[surface="panel"] { background: $panel; }
QWidget[surface="raised"], QFrame[surface="raised"] { background: $raised; }
QFrame[surface="line"] { background: $border; border: none; }
QFrame#output_bar { background: $raised; border: none; border-top: 1px solid $border; }
QFrame[surface="card"] {
    background: $raised; border: 1px solid $border; border-radius: ${radius_large}px;
}
QFrame[surface="error"] {
    background: $danger_soft; border: 1px solid $danger; border-radius: ${radius}px;
}
QSplitter::handle { background: $window; }
QSplitter::handle:horizontal { width: 6px; }
QSplitter::handle:vertical { height: 6px; }
QSplitter::handle:hover { background: $accent; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QToolTip {
    background: $raised; color: $text; border: 1px solid $border_strong; padding: 5px 8px;
}
QStatusBar { background: $panel; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QToolBar { background: $panel; border: none; spacing: ${space_xs}px; padding: ${space_xs}px; }
QToolBar::separator { background: $border; width: 1px; margin: 5px 4px; }
QLabel { background: transparent; }
QLabel[kind="title"] { font-size: ${font_title}px; font-weight: 600; }
QLabel[kind="display"] { font-size: ${font_display}px; font-weight: 600; }
QLabel[kind="dim"] { color: $text_dim; }
QLabel[kind="small"] { color: $text_dim; font-size: ${font_small}px; }
QLabel[kind="error"] { color: $danger; font-size: ${font_small}px; }
QLabel[kind="warning"] { color: $warning; font-size: ${font_small}px; }
QLabel:disabled { color: $text_disabled; }
""")

_BUTTONS = Template("""
QPushButton {
    background: $raised; border: 1px solid $border_strong; border-radius: ${radius}px;
    padding: 0 ${space_m}px; min-height: ${control_height}px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $pressed; }
QPushButton:focus { border: 2px solid $focus; padding: 0 11px; min-height: 26px; }
QPushButton:disabled { color: $text_disabled; background: transparent; border-color: $border; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QDialogButtonBox QPushButton { min-width: 72px; }
QDialogButtonBox QPushButton:default, QPushButton[kind="primary"] {
    background: $accent_fill; color: $on_accent; border: 2px solid $accent_fill;
    font-weight: 600; padding: 0 ${space_l}px; min-height: 32px;
}
QDialogButtonBox QPushButton:default:hover, QPushButton[kind="primary"]:hover {
    background: $accent_fill_hover; border-color: $accent_fill_hover;
}
QDialogButtonBox QPushButton:default:pressed, QPushButton[kind="primary"]:pressed {
    background: $accent_fill_pressed; border-color: $accent_fill_pressed;
}
QDialogButtonBox QPushButton:default:focus, QPushButton[kind="primary"]:focus {
    border: 2px solid $text;
}
QDialogButtonBox QPushButton:default:disabled, QPushButton[kind="primary"]:disabled {
    background: $pressed; border-color: $pressed; color: $text_dim;
}
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus { border: 2px solid $focus; }
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: ${radius}px;
    padding: 4px;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:open { background: $pressed; }
QToolButton:checked { background: $accent_soft; }
QToolButton:focus { border: 2px solid $focus; padding: 3px; }
QToolButton:disabled { color: $text_disabled; }
QToolButton::menu-indicator { image: none; }
QCheckBox, QRadioButton { spacing: ${space_s}px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 14px; height: 14px; border: 1px solid $text_dim; background: $field;
}
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $focus; }
QCheckBox::indicator:checked {
    background: $accent_fill; border-color: $accent_fill;
    image: url("${picture}-check-on_accent.svg");
}
QCheckBox::indicator:indeterminate {
    background: $accent_fill; border-color: $accent_fill;
    image: url("${picture}-minus-on_accent.svg");
}
QRadioButton::indicator:checked {
    width: 6px; height: 6px; background: $on_accent; border: 5px solid $accent_fill;
}
""")

_FIELDS = Template("""
QLineEdit[origin="auto"], QComboBox[origin="auto"] { color: $text_dim; }
QLineEdit[origin="set"], QComboBox[origin="set"] { font-weight: 600; }
QLineEdit[origin="wrong"] { color: $danger; border-color: $danger; }
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
    background: $field; border: 1px solid $border_strong; border-radius: ${radius}px;
    padding: 0 ${space_s}px; min-height: 26px;
}
QPlainTextEdit, QTextEdit { padding: ${space_xs}px; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: $text_dim; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
    border: 2px solid $focus; padding: 0 7px; min-height: 24px;
}
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
    color: $text_disabled; background: transparent; border-color: $border;
}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {
    border: none; padding: 0; background: transparent; min-height: 0;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    width: 18px; border: none; background: transparent; subcontrol-origin: border;
}
QAbstractSpinBox::up-arrow { image: url("${picture}-chevron-up-text_dim.svg"); width: 10px; }
QAbstractSpinBox::down-arrow { image: url("${picture}-chevron-down-text_dim.svg"); width: 10px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow {
    image: url("${picture}-chevron-down-text_dim.svg"); width: 14px; height: 14px;
}
QComboBox::down-arrow:disabled { image: url("${picture}-chevron-down-text_disabled.svg"); }
QComboBox QAbstractItemView {
    background: $raised; border: 1px solid $border_strong; padding: 4px; outline: none;
}
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; border-radius: 4px; }
QComboBox QAbstractItemView::item:hover,
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $text; }
QSlider { background: transparent; min-height: 22px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $pressed; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
    width: 12px; height: 12px; margin: -5px 0; border-radius: 7px;
    background: $raised; border: 2px solid $accent;
}
QSlider::handle:horizontal:focus { background: $accent; border-color: $text; }
QProgressBar {
    background: $pressed; border: none; border-radius: 3px; min-height: 6px; max-height: 6px;
    color: transparent;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
""")

_LISTS = Template("""
QMenu { background: $raised; border: 1px solid $border_strong; padding: 5px; }
QMenu::item { padding: 6px 24px 6px 10px; border-radius: 4px; background: transparent; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $text_disabled; }
QMenu::separator { height: 1px; background: $border; margin: 5px 6px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }
QMenu::indicator:checked { image: url("${picture}-check-text.svg"); }
QMenu::icon { padding-left: 8px; }
QMenu::right-arrow { image: url("${picture}-chevron-right-text_dim.svg"); width: 12px; }
QMenuBar { background: $panel; border-bottom: 1px solid $border; }
QMenuBar::item { padding: 5px 10px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QAbstractItemView {
    background: $panel; border: none; outline: none; alternate-background-color: $panel;
    selection-background-color: $accent_soft; selection-color: $text;
}
QTableView, QTreeView { gridline-color: $border; }
QListView::item, QTableView::item, QTreeView::item { padding: 4px 6px; border: none; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTableView::item:selected, QTreeView::item:selected {
    background: $accent_soft; color: $text;
}
QHeaderView { background: $panel; }
QHeaderView::section {
    background: $panel; color: $text_dim; border: none; border-bottom: 1px solid $border;
    padding: 6px; font-size: ${font_small}px; font-weight: 600; text-align: left;
}
QTabBar::tab {
    background: transparent; color: $text_dim; padding: 7px 12px; border: none;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { background: $hover; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QGroupBox {
    border: 1px solid $border; border-radius: ${radius}px; margin-top: 20px; padding: 8px;
}
QGroupBox::title {
    subcontrol-origin: margin; left: 2px; color: $text_dim; font-size: ${font_small}px;
}
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $border_strong; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text_dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(theme: Tokens) -> str:
    """The whole application's style sheet in one theme."""
    figures = {name: getattr(theme, name) for name in theme.__dataclass_fields__}
    figures["picture"] = f"opustheme:{theme.name}"
    return "".join(
        part.substitute(figures) for part in (_SURFACES, _BUTTONS, _FIELDS, _LISTS)
    ).strip()
