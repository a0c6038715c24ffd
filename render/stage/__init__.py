"""Stages: from plots to pixels and vectors, with matplotlib."""
