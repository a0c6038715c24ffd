"""Scenes: from a position to a plot, and when each position is shown."""
