"""The form of a person: consent, identity, address, work, papers and bank."""

from samarth_desktop.gui.pages.artisan_form.page import ArtisanForm

__all__ = ["ArtisanForm"]
