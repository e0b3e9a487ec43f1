"""Certificates and cards as PDF."""
