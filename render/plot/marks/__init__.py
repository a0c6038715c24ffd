"""Marks: what is to be seen in plots, a kind in each module."""
