"""Clashes: a file beside a user's script that hides one of this program's packages."""

import model

if not hasattr(model, "Network"):
    words = "hides this program's package `model`: give it another name"
    raise ImportError(f"{model.__file__} {words}")
