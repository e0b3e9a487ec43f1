"""Seals and signatures: made, found, checked."""
