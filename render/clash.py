"""Clashes: a file beside a user's script that has the name of a package of this one."""

import model

if not hasattr(model, "Network"):
    words = "hides this program's package `model`: give it another name"
    raise ImportError(f"{model.__file__} {words}")
