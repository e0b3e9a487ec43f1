"""Labels, buttons, cards, tables, dialogs, frames."""
