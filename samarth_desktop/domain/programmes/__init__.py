"""Programmes as data: model, files, wording."""
