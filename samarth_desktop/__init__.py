"""Samarth Desktop: offline registration of artisans and Self-Help Groups, in Hindi and English."""

__version__ = "0.1.0"
__built__ = "2026-11-01"
"""The day of this version: a laptop's clock that shows an earlier day is wrong."""
