"""MNIST's files: read as they are, and refused in a line where they are not MNIST's."""

import gzip
import hashlib
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import (
    Images,
    Training,
    digits,
    read_data,
    read_mnist,
    read_recording,
    save_recording,
)
from model.files import idx, mnist
from model.files.content import MOST_BYTES
from scenes.recordings.digits import digit_images
from tests.command import invoke
from tests.mnist import FOLDER, needs_mnist


def packed(*shape: int, kind: int = 8, values: bytes | None = None) -> bytes:
    """An IDX file, written as its makers describe it."""
    count = int(np.prod(shape))
    values = bytes(range(256)) * (count // 256 + 1) if values is None else values
    head = struct.pack(">HBB", 0, kind, len(shape)) + struct.pack(
        f">{len(shape)}I", *shape
    )
    return head + values[:count]


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4))
def test_an_array_comes_back_from_its_file(shape):
    array = np.arange(np.prod(shape), dtype=np.uint8).reshape(shape)
    content = packed(*shape, values=array.tobytes())
    assert idx.content_of(array) == content
    for file in (content, gzip.compress(content)):
        assert np.array_equal(idx.array_in(file), array)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no IDX file"),
        (b"\x00\x00\x08", "no IDX file"),
        (packed(2, 3, kind=13), "no IDX file"),
        (packed(2, 3)[:-1], "5 bytes of values: expected 6"),
        (packed(2, 3) + b"\0", "7 bytes of values: expected 6"),
        (b"\x00\x00\x08\x00", "0 dimensions"),
        (b"\x00\x00\x08\xff" + bytes(2000), "255 dimensions"),
        (b"\x00\x00\x08\x03" + b"\xff" * 12, "0 bytes of values"),
        (gzip.compress(packed(2, 3))[:-4], "cut short"),
        (gzip.compress(packed(2, 3))[:10] + b"\x07" * 9, "broken"),
        (gzip.compress(bytes(MOST_BYTES + 1)), "at most 100,000,000 bytes"),
    ],
    ids=range(11),
)
def test_forged_files_are_refused_in_a_line(content, words):
    with pytest.raises(ValueError, match=words) as refused:
        idx.array_in(content)
    assert "\n" not in str(refused.value)


def refused(*arguments) -> str:
    """The one line in which a command is refused."""
    result = invoke(*arguments)
    assert result.exit_code
    assert result.output.strip().count("\n") == 0
    return result.output


def small_mnist(folder: Path) -> dict[str, str]:
    """Six digits of four pixels as MNIST's files, and the digests of these."""
    rng, digests = np.random.default_rng(3), {}
    for name, (file, _) in mnist.PARTS.items():
        shape = (40, 2, 2) if name.startswith("x") else (40,)
        array = rng.integers(0, 10, shape, dtype=np.uint8)
        content = idx.content_of(array)
        digests[name] = hashlib.md5(content).hexdigest()
        (folder / f"{file}.gz").write_bytes(gzip.compress(content))
    return digests


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder whose files are taken for MNIST's."""
    digests = small_mnist(tmp_path)
    parts = {name: (file, digests[name]) for name, (file, _) in mnist.PARTS.items()}
    monkeypatch.setattr(mnist, "PARTS", parts)
    return tmp_path


def test_packed_plain_and_dotted_names_and_kerass_file_say_the_same(folder, tmp_path):
    training, test = read_mnist(folder)
    arrays = {}
    for name, (file, _) in mnist.PARTS.items():
        content = gzip.decompress((folder / f"{file}.gz").read_bytes())
        arrays[name] = idx.array_in(content)
        (folder / f"{file}.gz").unlink()
        (folder / file.replace("-idx", ".idx")).write_bytes(content)
    assert read_mnist(folder) == (training, test)
    np.savez(tmp_path / "mnist.npz", **arrays)
    assert read_mnist(tmp_path / "mnist.npz") == (training, test)
    assert np.array_equal(training.pixels, arrays["x_train"])
    assert np.array_equal(test.labels, arrays["y_test"])


def test_digits_as_data_are_pixels_from_0_to_1_and_test_images_test(folder):
    training, test = read_mnist(folder)
    data = read_data(folder)
    assert data == digits(training, test)
    assert data.categories == tuple("0123456789")
    assert data.test.sum() == len(test)
    assert np.array_equal(data.inputs[~data.test] * 255, training.pixels.reshape(40, 4))
    assert np.array_equal(data.targets[data.test], test.labels)


def test_a_folder_that_lacks_a_file_and_changed_files_are_refused(folder):
    labels = folder / "t10k-labels-idx1-ubyte.gz"
    content = bytearray(gzip.decompress(labels.read_bytes()))
    content[-1] ^= 1
    labels.write_bytes(gzip.compress(bytes(content)))
    with pytest.raises(ValueError, match=r"t10k-labels-idx1-ubyte of MD5 .*: expected"):
        read_mnist(folder)
    labels.unlink()
    with pytest.raises(ValueError, match="lacks t10k-labels-idx1-ubyte: expected"):
        read_mnist(folder)


def test_digits_are_trained_on_by_their_folder(folder, tmp_path):
    out = tmp_path / "small.npz"
    trained = invoke(
        "train", "--data", folder, "--layers", "4,3,10", "--steps", "20", "-o", out
    )
    assert trained.exit_code == 0, trained.output
    recording = read_recording(out)
    assert recording.sizes == (4, 3, 10)
    assert not recording.normalised  # pixels are not
    words = refused(
        "train", "--data", folder / "none.gz", "--layers", "4,3,10", "-o", "new.npz"
    )
    assert "a folder" in words


def test_an_empty_folder_is_refused_with_where_digits_are_to_be_had(tmp_path):
    out = tmp_path / "out.npz"
    words = refused("train", "--data", tmp_path, "--layers", "784,30,10", "-o", out)
    assert "lacks train-images-idx3-ubyte" in words
    assert "torchvision.datasets.MNIST" in words
    assert not out.exists()


def test_a_recording_of_very_much_data_has_none_of_it_and_cannot_go_on(tmp_path):
    images = Images(np.zeros((13_000, 28, 28), np.uint8), np.arange(13_000) % 10)
    data = digits(images, images.some([0]))
    training = Training.of(data, (784, 2, 10), steps=2, normalise=False)
    assert training.batch is None  # all points are few enough for one batch
    save_recording(training.run(), tmp_path / "large.npz")
    read = read_recording(tmp_path / "large.npz")
    assert read.data is None
    assert read.end is None
    assert (tmp_path / "large.npz").stat().st_size < 100_000


def test_more_points_than_a_batch_may_have_come_in_batches():
    data = digits(
        *(
            Images(np.zeros((n, 28, 28), np.uint8), np.arange(n) % 10)
            for n in (51_000, 1)
        )
    )
    assert Training.of(data, (784, 2, 10), normalise=False).batch == 32


def test_the_best_epoch_is_recorded_with_the_others():
    rng = np.random.default_rng(5)
    images = Images(rng.integers(0, 256, (60, 3, 3), np.uint8), np.arange(60) % 3)
    data = digits(images, images.some(np.arange(12)))
    training = Training.of(data, (9, 4, 10), epochs=3, batch=8, normalise=False)
    epochs, steps = training.run_epochs(), training.run()
    assert epochs.steps.tolist() == [0, 1, 2, 3]
    assert epochs.name(2) == "epoch 2"
    for k, step in enumerate((0, 8, 16, 24)):
        place = steps.steps.tolist().index(step)
        for one, other in zip(epochs.layers, steps.layers, strict=True):
            assert np.array_equal(one[k], other[place])
        assert epochs.losses[k] == steps.training_losses[place]


@needs_mnist
def test_the_images_that_are_kept_are_mnists():
    kept, (_, test) = digit_images(), read_mnist(FOLDER)
    assert np.array_equal(kept.pixels, test.pixels[kept.numbers])
    assert np.array_equal(kept.labels, test.labels[kept.numbers])
    assert len(set(kept.numbers.tolist())) == len(kept)
    assert max(np.bincount(kept.labels)) <= 100
