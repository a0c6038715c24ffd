"""Encoding: from frames to files, a module for each format."""
