"""Reads the listing templates of marketplaces, fills them, and reads back what the marketplace answered.

No records and no store: what goes in are the bytes of a file and rows of plain values, what comes out is a template
described column by column (`model`), the refusals to be expected (`dry_run`), a filled file (`fill`), answers
(`answers`), sales (`sales`) and a zip of photos (`photos`). A template is never opened and saved again by a
spreadsheet library: that would lose lists, colours or macros. Only the cells of its data sheet are changed.
"""
