"""The one style sheet, made from a theme's tokens. It dresses what Qt paints, not our own widgets."""

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samarth_desktop.gui.theme.theme import Theme

_SHEET = Template("""
QWidget#page, QMainWindow, QDialog, QMessageBox { background: $paper; }
QLabel { color: $ink; background: transparent; }
QLabel[tone="ink2"] { color: $ink2; }
QLabel[tone="prim"] { color: $prim; }
QLabel[tone="tint_ink"] { color: $tint_ink; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="err"] { color: $err; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="on_hero"] { color: $on_hero; }
QLabel[tone="nav_ink"] { color: $nav_ink; }
QLabel[tone="nav_ink2"] { color: $nav_ink2; }
QLabel[tone="disabled"] { color: $disabled; }
QLabel:disabled { color: $disabled; }

QFrame[surface="card"] { background: $card; border: 1px solid $line; border-radius: 8px; }
QFrame[surface="sunk"] { background: $sunk; border: 0; }
QFrame[surface="tint"] { background: $tint; border: 0; border-radius: 6px; }
QFrame[surface="warn"] { background: $warn_back; border: 1px solid $warn_line; border-radius: 6px; }
QFrame[surface="err"] { background: $err_back; border: 1px solid $err; border-radius: 6px; }
QFrame[surface="ok"] { background: $ok_back; border: 0; border-radius: 6px; }
QFrame[surface="door-ok"] { background: $ok_back; border: 2px solid $ok; border-radius: 8px; }
QFrame[surface="door-warn"] { background: $warn_back; border: 2px solid $warn_line; border-radius: 8px; }
QFrame[surface="door-err"] { background: $err_back; border: 2px solid $err; border-radius: 8px; }
QFrame[surface="door-tint"] { background: $tint; border: 2px solid $prim; border-radius: 8px; }
QFrame[surface="door-card"] { background: $card; border: 2px solid $line; border-radius: 8px; }
QFrame[surface="door-foot"] { background: $card; border: 0;
  border-bottom-left-radius: 6px; border-bottom-right-radius: 6px; }
QFrame[surface="hero"] { background: $hero; border: 0; border-radius: 8px; }
QLineEdit[surface="door"], QLineEdit[surface="door"]:focus { min-height: 48px; max-height: 48px; }
QFrame[surface="bar"] { background: $card; border: 0; border-bottom: 1px solid $line; }
QFrame[surface="foot"] { background: $card; border: 0; border-top: 1px solid $line; }
QFrame[surface="keys"] { background: $sunk; border: 0; border-top: 1px solid $line; }
QFrame[surface="status"] { background: $sunk; border: 0; border-top: 1px solid $line; }
QFrame[surface="side"] { background: $sunk; border: 0; border-left: 1px solid $line; }
QFrame[surface="detail"] { background: $card; border: 0; border-left: 1px solid $line; }
QFrame[surface="head"] { background: transparent; border: 0; border-bottom: 1px solid $line; }
QListWidget[surface="rows"] { background: transparent; border: 0; border-top: 1px solid $line; outline: 0; }
QListWidget[surface="rows"]::item { padding: 8px 12px; border-bottom: 1px solid $line; color: $ink; }
QListWidget[surface="rows"]::item:selected { background: $tint; border-left: 4px solid $prim; color: $ink; }
QFrame[surface="line"] { background: $line; border: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
  background: $field; color: $ink; border: 1px solid $ctl; border-radius: 6px; padding: 0 11px;
  selection-background-color: $prim; selection-color: $on_prim; placeholder-text-color: $ink2; }
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 36px; max-height: 36px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {
  border-color: $prim; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QComboBox:on {
  border: 2px solid $prim; padding: 0 10px; min-height: 34px; max-height: 34px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $prim; padding: 5px 7px; }
QLineEdit[state="error"], QComboBox[state="error"], QAbstractSpinBox[state="error"] {
  border: 2px solid $err; padding: 0 10px; min-height: 34px; max-height: 34px; }
QPlainTextEdit[state="error"] { border: 2px solid $err; padding: 5px 7px; }
QLineEdit[state="error"]:focus, QComboBox[state="error"]:focus, QPlainTextEdit[state="error"]:focus {
  border: 2px solid $prim; background: $err_back; }
QLineEdit[state="warning"], QComboBox[state="warning"], QAbstractSpinBox[state="warning"] {
  border: 2px solid $warn_line; padding: 0 10px; min-height: 34px; max-height: 34px; }
QPlainTextEdit[state="warning"] { border: 2px solid $warn_line; padding: 5px 7px; }
QLineEdit[state="warning"]:focus, QComboBox[state="warning"]:focus, QPlainTextEdit[state="warning"]:focus {
  border: 2px solid $prim; background: $warn_back; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
  background: $disabled_back; color: $disabled; border-color: $line; }
QLineEdit:read-only { background: $zebra; }
QLineEdit[surface="cell"], QComboBox[surface="cell"], QLineEdit[surface="cell"]:focus,
QComboBox[surface="cell"]:focus {
  min-height: 0; max-height: 200px; border: 2px solid $prim; border-radius: 0; padding: 0 8px; }
QComboBox { padding-right: 34px; combobox-popup: 0; }
QComboBox:focus, QComboBox:on { padding-right: 33px; }
QComboBox::drop-down { border: 0; width: 0; }
QComboBox::down-arrow { image: none; width: 0; }
QComboBox QLineEdit, QComboBox QLineEdit:focus {
  border: 0; background: transparent; padding: 0; min-height: 30px; max-height: 30px; }

QComboBox QAbstractItemView, QMenu, QListView[surface="popup"] {
  background: $card; color: $ink; border: 1px solid $ctl; border-radius: 6px; padding: 4px; outline: 0;
  selection-background-color: $tint; selection-color: $tint_ink; }
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0 8px; border-radius: 4px; color: $ink; }
QComboBox QAbstractItemView::item:selected { background: $tint; color: $tint_ink; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; min-height: 22px; }
QMenu::item:selected { background: $tint; color: $tint_ink; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 10px; }

QCheckBox, QRadioButton { color: $ink; spacing: 10px; min-height: 28px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }

QTableView, QListView, QTreeView {
  background: $card; alternate-background-color: $zebra; color: $ink; border: 1px solid $line;
  border-radius: 8px; outline: 0; gridline-color: $line;
  selection-background-color: $tint; selection-color: $ink; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 1px solid $prim; }
QHeaderView { background: $sunk; border: 0; border-top-left-radius: 8px; border-top-right-radius: 8px; }
QHeaderView::section {
  background: $sunk; color: $ink; border: 0; border-bottom: 1px solid $line; padding: 0 10px; }
QHeaderView::section:first { border-top-left-radius: 7px; }
QHeaderView::section:last { border-top-right-radius: 7px; }
QTableCornerButton::section { background: $sunk; border: 0; }

QScrollArea, QScrollArea > QWidget > QWidget#scrolled { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $ctl; min-height: 32px; border-radius: 4px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: $ctl; min-width: 32px; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: $prim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QToolTip { background: $ink; color: $card; border: 0; padding: 6px 8px; }
QPushButton { background: $card; color: $ink; border: 1px solid $ctl; border-radius: 6px; padding: 0 16px;
  min-height: 36px; font-weight: 600; }
QPushButton:hover { border-color: $prim; }
QPushButton:focus { border: 2px solid $prim; padding: 0 15px; min-height: 34px; }
QPushButton:default { background: $prim; color: $on_prim; border-color: $prim; }
QPushButton[role="key"] { border-radius: 4px; padding: 0 2px; min-height: 0; font-size: 17px; font-weight: 400; }
QPushButton[role="key"]:pressed, QPushButton[role="key"]:checked {
  background: $tint; color: $tint_ink; border-color: $prim; }
QMainWindow::separator { width: 0; height: 0; }
QPushButton:disabled { background: $disabled_back; color: $disabled; border-color: $line; }
QCalendarWidget QWidget { background: $card; color: $ink; }
QCalendarWidget QAbstractItemView { selection-background-color: $prim; selection-color: $on_prim; border: 0; }
QCalendarWidget QToolButton { background: $card; color: $ink; border: 0; min-height: 32px; padding: 0 8px; }
""")


def stylesheet(theme: "Theme") -> str:
    """The style sheet of `theme`."""
    return _SHEET.substitute({name: getattr(theme, name) for name in theme.__dataclass_fields__})
