"""Samarth Desktop: offline registration of artisans and Self-Help Groups, in Hindi and English."""

__version__ = "0.1.0"
