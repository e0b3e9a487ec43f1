"""The form of a Self-Help Group: group, members, meetings and savings, bank, check."""

from samarth_desktop.gui.pages.shg_form.page import ShgForm

__all__ = ["ShgForm"]
