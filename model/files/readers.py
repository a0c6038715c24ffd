"""Networks in files of any kind: the end of a file's name says how it is read."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from model.activation import Activations
from model.files import keras, npz, onnx, safetensors, torch
from model.files.content import check_file, content
from model.files.stated import Stated
from model.network import Network

Reader = Callable[[bytes, Sequence[str]], Stated]  # of a file's bytes and --order
SUFFIXES: Mapping[str, Reader] = {
    ".npz": npz.stated,
    ".safetensors": safetensors.stated,
    ".pt": torch.stated,
    ".pth": torch.stated,
    ".keras": keras.stated,
    ".h5": keras.stated_in_h5,
    ".hdf5": keras.stated_in_h5,
    ".onnx": onnx.stated,
}
PICKLES = (".pkl", ".pickle", ".joblib")
EXPORT = 'model.save(model.Network.of(estimator), "model.npz")'


def load(
    path: str | Path,
    activations: Activations | None = None,
    order: Sequence[str] = (),
) -> Network:
    """The network in a file, of the kind that the end of its name says.

    Of a recording it is the last one; read_recording gives them all.

    activations: as Network takes them, in place of the file's; needed if it names none.
    order: the names of the layers, first to last, of a file whose names and shapes do
        not say it.
    Nothing in the file is run.
    Raises OSError for a file that cannot be read, and ValueError, in one line, for one
    that holds anything but a network, or weights of more than 100 MB.
    """
    try:
        return _stated(Path(path), order).network(activations)
    except ValueError as error:
        raise ValueError(f"{path} does not hold a network: {error}") from error


def stated(path: str | Path, order: Sequence[str] = ()) -> Stated:
    """What a file says of a network, its activations or not.

    Raises OSError and ValueError as load does.
    """
    try:
        return _stated(Path(path), order)
    except ValueError as error:
        raise ValueError(f"{path} does not hold a network: {error}") from error


def _stated(path: Path, order: Sequence[str]) -> Stated:
    check_file(path)
    suffix = path.suffix.lower() or ".npz"  # which save writes whatever its name
    if suffix not in SUFFIXES:
        raise ValueError(_refusal(suffix))
    return SUFFIXES[suffix](content(path), order)


def _refusal(suffix: str) -> str:
    """Why a file of another kind is not read."""
    if suffix in PICKLES:
        return f"a {suffix} file runs what is in it: expected what {EXPORT} writes"
    return f"its name ends in {suffix!r}: expected {', '.join(SUFFIXES)}"
