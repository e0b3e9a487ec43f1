"""Consent of the person."""
