"""The kit that pages are built from. Every widget takes a `Text` (or words, or a callable) and says it again.

labels    Label, IconLabel, Icon, Badge, Keycap, Avatar
buttons   Button(text, kind, icon, key)
fields    TextBox, NumberBox, PassphraseBox, TextArea, ComboBox; all with ``set_state``
choice    Segments (one), Chips (several), Chip, ChoiceCard
date_or_age  DateBox, DateOrAge
labelled  LabelledEditor(label, editor, required, hint): ``show_message(state, text)``, ``clear_message()``
search    SearchBox
cards     Card, InfoStrip, EmptyState, Parts, Progress, surface, line, tile, in_row
frame     PageHead, StepBar, TabBar, Scroll, SidePanel, Footer
tables    Table, Cell and the role CELL
flow      FlowLayout
"""
