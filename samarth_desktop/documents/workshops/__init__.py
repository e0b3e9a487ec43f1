"""The papers of a workshop: attendance sheet, badges, registration forms, the funder's report."""
