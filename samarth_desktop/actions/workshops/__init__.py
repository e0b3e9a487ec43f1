"""Workshops and fairs: planning, the door, attendance, what comes after."""
