"""Workshops and fairs: the list, the door, attendance, and one workshop with all its parts."""
