"""Views of networks whose inputs are the pixels of an image."""
