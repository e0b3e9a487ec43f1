"""Programmes at work: who may join, stages, follow-ups, files of programmes."""
