"""Decisions: which category wins, and exactly where that changes."""
