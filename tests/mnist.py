"""MNIST, where it is: in the folder that MNIST names, or in ../shared/mnist."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("MNIST") or Path(__file__).parents[2] / "shared/mnist")

needs_mnist = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="no MNIST: set MNIST to a folder with its four files"
)
