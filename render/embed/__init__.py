"""Embedding: scenes in slides and pages."""
