"""Plots: what is to be seen, in data units and without a pixel."""
