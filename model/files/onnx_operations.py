"""What the operations of ONNX graphs do to values of layers, and to constants.

Each is a function of a node and its inputs, values, constant arrays or None where one
is left out. It raises UnreadError for what no layers do, and TypeError, LookupError or
ValueError for inputs that are not what they should be.
"""

from collections.abc import Mapping

from model.files.onnx_curves import CURVES
from model.files.onnx_inputs import Operation
from model.files.onnx_layers import LAYERS
from model.files.onnx_shapes import SHAPES

OPERATIONS: Mapping[str, Operation] = {**LAYERS, **CURVES, **SHAPES}
