"""Encoding: from frames to files, with a module for each format."""
