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
QFrame[surface="nav"] { background: $nav; border: 0; }
QFrame[surface="box"] { background: $field; border: 1px solid $ctl; border-radius: 6px; }
QFrame[surface="drop"] { background: $card; border: 1px solid $ctl; border-radius: 8px; }
QFrame[surface="drop"][over="true"] { background: $tint; border: 2px solid $prim; }

QFrame[badge] { border: 0; border-radius: 4px; }
QFrame[badge="ok"] { background: $ok_back; }
QFrame[badge="ok"] QLabel { color: $ok; }
QFrame[badge="warning"] { background: $warn_back; }
QFrame[badge="warning"] QLabel { color: $warn; }
QFrame[badge="error"] { background: $err_back; }
QFrame[badge="error"] QLabel { color: $err; }
QFrame[badge="info"] { background: $tint; }
QFrame[badge="info"] QLabel { color: $tint_ink; }
QFrame[badge="plain"] { background: $card; }
QFrame[badge="outline"] { background: transparent; border: 1px solid $line; }
QFrame[badge="outline"] QLabel { color: $ink2; }
QFrame[badge="count"] { background: $turmeric; border-radius: 12px; }
QFrame[badge="count"] QLabel { color: $on_turmeric; }
QLabel[role="keycap"] { color: $ink2; border: 1px solid $ctl; border-radius: 4px; }
QLabel[role="circle"] { color: $nav_ink2; border: 1px solid $nav_ink2; border-radius: 14px; }
QLabel[role="circle"][state="done"] { background: $nav_on; border: 0; }
QLabel[role="circle"][state="here"] { background: $turmeric; color: $on_turmeric; border: 0; }
QFrame[tile] { background: $tint; border: 0; border-radius: 6px; }
QFrame[tile][round="large"] { border-radius: 8px; }
QFrame[tile="on_hero"] { background: $on_hero; }
QFrame[role="part"] { background: transparent; border: 1px solid $ctl; border-radius: 3px; }
QFrame[role="part"][round="large"] { border-radius: 4px; }
QFrame[role="part"][part="done"] { background: $prim; border: 0; }
QFrame[role="part"][part="here"] { background: $turmeric; border: 1px solid $warn_line; }
QProgressBar { background: $sunk; border: 1px solid $ctl; border-radius: 4px; }
QProgressBar[round="large"] { border-radius: 5px; }
QProgressBar::chunk { background: $prim; border-radius: 3px; }
QProgressBar[tone="warn_line"] { background: $field; }
QProgressBar[tone="warn_line"]::chunk { background: $warn_line; }
QProgressBar[tone="ok"]::chunk { background: $ok; }

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

QCheckBox, QRadioButton { color: $ink; spacing: 10px; min-height: 28px; }
QCheckBox::indicator:unchecked {
  width: 12px; height: 12px; border: 1px solid $ctl; border-radius: 3px; background: $field; }
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
QPushButton { background: $card; color: $ink; border: 1px solid $ctl; border-radius: 6px; padding: 0 16px; }
QDialogButtonBox QPushButton, QFileDialog QPushButton, QMessageBox QPushButton, QPrintDialog QPushButton {
  font-weight: 600; min-height: 36px; }
QPushButton:hover { border-color: $prim; }
QPushButton:focus { border: 2px solid $prim; padding: 0 15px; }
QPushButton:default { background: $prim; color: $on_prim; border-color: $prim; }
QPushButton[kind] { padding: 0 7px; }
QPushButton[kind][ends="true"] { text-align: left; padding-left: 15px; }
QPushButton[kind]:pressed, QPushButton[kind]:checked { background: $tint; color: $tint_ink; border-color: $prim; }
QPushButton[kind="secondary"]:hover { border-color: $prim; }
QPushButton[kind="primary"] { background: $prim; color: $on_prim; border-color: $prim; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed, QPushButton[kind="primary"]:checked {
  background: $hover; color: $on_prim; border-color: $hover; }
QPushButton[kind="danger"] { color: $err; border-color: $err; }
QPushButton[kind="warning"] { color: $warn; background: $warn_back; border-color: $warn_line; }
QPushButton[kind="link"] { color: $prim; background: transparent; border-color: transparent; padding: 0 2px; }
QPushButton[kind="link"][ends="true"] { padding-left: 3px; }
QPushButton[kind="link"]:hover { background: $tint; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; padding: 0; }
QPushButton[kind="quiet"]:hover { background: $tint; }
QPushButton, QToolButton { outline: 0; }
QSlider { min-height: 24px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $ctl; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $prim; }
QSlider::handle:horizontal { width: 18px; margin: -7px 0; border-radius: 9px; background: $prim; }
QSlider::handle:horizontal:hover { background: $hover; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton[kind]:focus { border: 2px solid $prim; padding: 0 6px; }
QPushButton[kind][ends="true"]:focus { padding-left: 14px; }
QPushButton[kind="primary"]:focus { border: 3px double $on_prim; padding: 0 5px; }
QPushButton[kind="primary"][ends="true"]:focus { padding-left: 13px; }
QPushButton[kind="link"]:focus { padding: 0 1px; }
QPushButton[kind="link"][ends="true"]:focus { padding-left: 2px; }
QPushButton[kind="quiet"]:focus { padding: 0; }
QPushButton[kind="primary"]:disabled, QPushButton[kind="danger"]:disabled, QPushButton[kind="warning"]:disabled,
QPushButton[kind="secondary"]:disabled { background: $disabled_back; color: $disabled; border: 1px solid $line; }
QPushButton[kind="link"]:disabled, QPushButton[kind="quiet"]:disabled {
  background: transparent; color: $disabled; border-color: transparent; }
QPushButton[kind] QLabel[role="keycap"], QPushButton[role="card"] QLabel[role="keycap"],
QLineEdit QLabel[role="keycap"] { border-color: $line; }
QPushButton[kind="primary"] QLabel[role="keycap"] { color: $on_prim; border-color: $on_prim; }
QPushButton[kind="warning"] QLabel[role="keycap"] { color: $warn; border-color: $warn; }
QPushButton[kind="link"] QLabel[role="keycap"] { color: $prim; }
QPushButton[kind="danger"] QLabel[role="keycap"] { color: $err; }
QPushButton[kind] QLabel[role="keycap"]:disabled { color: $disabled; border-color: $line; }
QPushButton[role="icon"] { background: transparent; border: 0; border-radius: 4px; padding: 0; }
QPushButton[role="icon"]:hover, QPushButton[role="icon"]:pressed { background: $tint; }
QPushButton[role="icon"]:focus { border: 2px solid $prim; padding: 0; }
QPushButton[role="words"] { background: transparent; border: 0; color: $prim; padding: 0; text-align: left;
  border-radius: 4px; }
QPushButton[role="words"]:hover { color: $hover; }
QPushButton[role="words"]:focus { border: 2px solid $prim; padding: 0; }
QPushButton[role="tab"] { background: transparent; border: 0; border-bottom: 4px solid transparent; color: $ink2;
  border-radius: 0; padding: 0 4px 2px 4px; }
QPushButton[role="tab"][here="true"] { color: $ink; border-bottom-color: $turmeric; }
QPushButton[role="tab"]:hover { color: $ink; }
QPushButton[role="tab"]:focus { border: 2px solid $prim; border-bottom: 4px solid $prim; border-radius: 4px;
  padding: 0 2px 0 2px; }
QPushButton[role="who"] { background: transparent; border: 1px solid transparent; padding: 0; }
QPushButton[role="who"]:hover { border: 1px solid $prim; }
QPushButton[role="who"]:focus { border: 2px solid $prim; padding: 0; }
QToolButton[role="nav"] { background: transparent; border: 0; border-radius: 6px; color: $nav_ink2;
  padding: 0 8px 0 12px; }
QToolButton[role="nav"][slim="true"] { padding: 3px 0 0 0; }
QToolButton[role="nav"]:hover { background: $nav_on; }
QToolButton[role="nav"][here="true"] { background: $nav_on; color: $nav_ink; }
QToolButton[role="nav"]:focus { border: 2px solid $turmeric; padding: 0 6px 0 10px; }
QToolButton[role="nav"][slim="true"]:focus { padding: 1px 0 0 0; }
QPushButton[role="segment"] { background: $field; color: $ink; border: 1px solid $ctl; border-left: 1px solid $ctl;
  border-right: 0; border-radius: 0; padding: 0; }
QPushButton[role="segment"][place="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QPushButton[role="segment"][place="last"] { border-right: 1px solid $ctl; border-top-right-radius: 6px;
  border-bottom-right-radius: 6px; }
QPushButton[role="segment"][place="only"] { border: 1px solid $ctl; border-radius: 6px; }
QPushButton[role="segment"]:disabled { background: $disabled_back; color: $disabled; }
QPushButton[role="segment"]:checked { background: $tint; color: $tint_ink; }
QPushButton[role="segment"][strong="true"]:checked { background: $prim; color: $on_prim; }
QPushButton[role="segment"][state="error"] { border-top: 2px solid $err; border-bottom: 2px solid $err; }
QPushButton[role="segment"][state="error"][place="first"] { border-left: 2px solid $err; }
QPushButton[role="segment"][state="error"][place="last"] { border-right: 2px solid $err; }
QPushButton[role="segment"][state="warning"] { border-top: 2px solid $warn_line; border-bottom: 2px solid $warn_line; }
QPushButton[role="segment"][state="warning"][place="first"] { border-left: 2px solid $warn_line; }
QPushButton[role="segment"][state="warning"][place="last"] { border-right: 2px solid $warn_line; }
QPushButton[role="segment"]:focus { border: 2px solid $prim; padding: 0; border-radius: 6px; }
QPushButton[role="segment"][ring="true"] { border-top: 2px solid $prim; border-bottom: 2px solid $prim; padding: 0; }
QPushButton[role="segment"][ring="true"]:focus { border: 1px solid $ctl; border-right: 0; border-radius: 0;
  border-top: 2px solid $prim; border-bottom: 2px solid $prim; padding: 0; }
QPushButton[role="segment"][ring="true"][place="first"], QPushButton[role="segment"][ring="true"][place="first"]:focus {
  border-left: 2px solid $prim; border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QPushButton[role="segment"][ring="true"][place="last"], QPushButton[role="segment"][ring="true"][place="last"]:focus {
  border-right: 2px solid $prim; border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QPushButton[role="chip"] { background: $card; color: $ink; border: 1px solid $ctl; border-radius: 16px;
  padding: 0 4px; }
QPushButton[role="chip"][ends="true"] { text-align: left; padding-left: 12px; }
QPushButton[role="chip"]:hover { border-color: $prim; }
QPushButton[role="chip"][chosen="true"] { background: $tint; color: $tint_ink; border-color: $prim; }
QPushButton[role="chip"]:disabled { color: $disabled; }
QPushButton[role="chip"]:focus { border: 2px solid $prim; padding: 0 3px; }
QPushButton[role="chip"][ends="true"]:focus { padding-left: 11px; }
QPushButton[role="card"] { background: $card; border: 1px solid $line; border-radius: 8px; padding: 0; }
QPushButton[role="card"][choice="true"] { border-color: $ctl; }
QPushButton[role="card"]:hover, QPushButton[role="card"]:pressed { border-color: $prim; }
QPushButton[role="card"]:checked { background: $tint; border: 2px solid $prim; }
QPushButton[role="card"]:focus { border: 2px solid $prim; padding: 0; }
QPushButton[role="hero"] { background: $hero; border: 0; border-radius: 8px; padding: 0; }
QPushButton[role="hero"]:focus { border: 2px solid $turmeric; padding: 0; }
QLabel[role="hero"] { color: $on_hero; border: 1px solid $on_hero; border-radius: 4px; }
QFrame[tile="prim"] { background: $prim; border-radius: 14px; }
QPushButton[role="sign"] { background: transparent; color: $ink2; border: 1px solid $ctl; border-radius: 4px;
  padding: 0; }
QPushButton[role="sign"][helping="true"] { background: $tint; color: $tint_ink; border: 0; }
QFrame[role="top"] { background: $sunk; border: 0; }
QFrame[role="top"][here="true"] { background: $turmeric; }
QFrame[role="last"] { background: transparent; border: 0; border-radius: 4px; }
QFrame[role="last"][here="true"] { background: $ok_back; }
QLabel[role="laptop"] { background: $card; color: $ink2; border: 1px solid $line; border-radius: 4px; }
QFrame[role="proposal"] { background: transparent; border: 0; border-radius: 4px; }
QFrame[role="proposal"][here="true"] { background: $tint; }
QRadioButton[role="choice"] { background: $field; color: $ink; border: 1px solid $ctl; border-radius: 6px;
  padding: 0 12px; spacing: 10px; }
QRadioButton[role="choice"][noted="true"] { padding-bottom: 20px; }
QRadioButton[role="choice"]:hover { border-color: $prim; }
QRadioButton[role="choice"]:checked { background: $tint; color: $tint_ink; border: 2px solid $prim;
  padding-left: 11px; }
QRadioButton[role="choice"]:focus { border: 2px solid $prim; padding-left: 11px; }
QRadioButton[role="choice"]::indicator { width: 16px; height: 16px; border: 1px solid $ctl; border-radius: 9px;
  background: $field; }
QRadioButton[role="choice"]::indicator:checked { border-color: $prim;
  background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
    stop: 0 $prim, stop: 0.56 $prim, stop: 0.6 $field, stop: 1 $field); }
QFrame[role="here"] { background: $turmeric; border-radius: 2px; }
QLabel[role="count"] { background: $turmeric; color: $on_turmeric; border-radius: 9px; }
QPushButton[role="key"] { border-radius: 4px; padding: 0 2px; font-size: 17px; font-weight: 400; }
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
