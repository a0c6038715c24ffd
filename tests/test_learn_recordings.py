"""Recordings in files, and of what other libraries train."""

import io
import json
import sys
from dataclasses import replace
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import (
    OPTIMISERS,
    Data,
    Given,
    Layer,
    Network,
    Recorder,
    Recording,
    Training,
    load,
    read_recording,
    resume,
    save,
    save_recording,
)
from model.files import npz
from model.learn import recorder as recorders
from model.learn.datasets import dataset
from model.learn.recorded import thinned
from model.learn.stops import MOST_STOPS, density, is_stop
from tests.command import output_of
from tests.reading import refusal as refusal_of_network
from tests.reading import spoiled

CIRCLE = dataset("circle", points=40)
TRAINED = Training.of(
    CIRCLE, layers=(2, 3, 1), batch=9, split=0.3, steps=60, optimiser="momentum"
).run()


def saved(recording, path):
    save_recording(recording, path)
    return path


def refusal(path):
    """What is said of a file that holds no recording, in one line."""
    with pytest.raises(ValueError) as error:
        read_recording(path)
    words = str(error.value)
    assert words.startswith(f"{path} does not hold a recording: ")
    assert words.isprintable() and len(words) < 600
    return words.removeprefix(f"{path} does not hold a recording: ")


def changed(path, **arrays):
    """A file of a recording in which arrays are others; None for left out."""
    save_recording(TRAINED, path)
    with np.load(path) as file:
        found = {**file, **arrays}
    np.savez(path, **{name: x for name, x in found.items() if x is not None})
    return path


def with_facts(path, change):
    """A file of a recording with other text in it."""
    save_recording(TRAINED, path)
    with np.load(path) as file:
        facts = json.loads(str(file["recording"]))
    change(facts)
    return changed(path, recording=np.array(json.dumps(facts)))


def assert_same(one, other):
    """Everything, also what is not seen."""
    assert one == other
    assert (one.training, dict(one.versions)) == (other.training, dict(other.versions))
    assert (one.end is None) == (other.end is None)
    if one.end:
        np.testing.assert_array_equal(one.end.weights, other.end.weights)
        for a, b in zip(*(x.end.optimiser.averages for x in (one, other)), strict=True):
            np.testing.assert_array_equal(a, b)


# There and back


@pytest.mark.parametrize(
    "options",
    [
        *({"optimiser": name} for name in OPTIMISERS),
        {"normalise": False},
        {"batch": 7, "split": 0.5, "seed": 3},
        {"activations": ("relu", "tanh")},
        {"layers": (2, 2)},
    ],
)
def test_what_is_saved_is_read(tmp_path, options):
    recording = Training.of(
        CIRCLE, **{"layers": (2, 3, 1), "steps": 20, **options}
    ).run()
    found = read_recording(saved(recording, tmp_path / "a.npz"))
    assert_same(found, recording)
    assert_same(resume(found, 50), resume(recording, 50))


def test_data_of_numbers_and_names_are_read(tmp_path):
    names = ("länge", "x\ny"), "höhe"
    data = Data(CIRCLE.inputs, CIRCLE.inputs[:, :1] * 1e-7, *names)
    recording = Training.of(data, steps=3).run()
    found = read_recording(saved(recording, tmp_path / "a.npz"))
    assert_same(found, recording)
    assert (found.data.input_names, found.data.target_name) == names


def test_a_training_can_be_run_anew_from_its_recording(tmp_path):
    found = read_recording(saved(TRAINED, tmp_path / "a.npz"))
    assert_same(found.training.run(), TRAINED)


def test_a_recording_that_burst_is_read(tmp_path):
    data = Data(CIRCLE.inputs, CIRCLE.inputs[:, 0])
    training = Training.of(data, layers=(2, 1), optimiser="gradient_descent")
    burst = replace(training, optimiser=type(training.optimiser)(50.0)).run()
    assert burst.burst
    assert_same(read_recording(saved(burst, tmp_path / "a.npz")), burst)


def test_a_file_of_a_recording_is_one_of_its_last_network(tmp_path):
    path = saved(TRAINED, tmp_path / "a.npz")
    assert load(path) == TRAINED[len(TRAINED) - 1]
    with np.load(path) as file:
        assert npz.kind(file.files) == "recording"


def test_the_last_network_is_nearly_the_one_that_a_training_ends_with():
    last = TRAINED[len(TRAINED) - 1]
    scaled = (CIRCLE.inputs - TRAINED.mean) / TRAINED.sd
    shapes = [layer.weights.shape for layer in last.layers]
    parts = np.split(TRAINED.end.weights, np.cumsum([n * m for n, m in shapes])[:-1])
    weights = [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]
    exact = Network.from_weights(weights, TRAINED.activations)
    np.testing.assert_allclose(last(CIRCLE.inputs), exact(scaled), atol=1e-6)


def test_a_recording_of_two_thousand_steps_is_small(tmp_path):
    data = dataset("spiral")
    recording = Training.of(data, batch=10, split=0.5, steps=2000).run()
    path = saved(recording, tmp_path / "a.npz")
    assert recording.sizes == (2, 8, 8, 1) and len(recording) > 240
    assert path.stat().st_size < 150_000


def test_activations_of_ones_own_are_not_saved(tmp_path):
    own = replace(TRAINED.activations[0], name="own")
    recording = replace(TRAINED, activations=(own, own), training=None)
    with pytest.raises(ValueError, match=r"^activation 'own' cannot be saved$"):
        save_recording(recording, tmp_path / "a.npz")
    assert not list(tmp_path.iterdir())


# What is wrong

LAYER = TRAINED.layers[0]
STOPS = len(TRAINED)

BAD = {
    "no steps": ({"steps": None}, "there is no array steps: expected one"),
    "no losses": ({"losses": None}, "there is no array losses: expected one"),
    "no layer": ({"layer_1": None}, "there is no array layer_1: expected one"),
    "no start": ({"start": None}, "there is no array start: expected one"),
    "another": ({"bias": LAYER}, "'bias' holds float32: expected nothing"),
    "no text": ({"recording": np.zeros(3)}, "'recording' holds float64: expected text"),
    "no JSON": ({"recording": np.array("{")}, "recording is no JSON"),
    "deep": ({"recording": np.array("[" * 99_999)}, "recording is no JSON"),
    "a long number": ({"recording": np.array("9" * 9999)}, "recording is no JSON"),
    "a list": ({"recording": np.array("[]")}, "recording is not of the format nn-"),
    "texts": (
        {"recording": np.array(["{}", "{}"])},
        "expected an array recording, a text of",
    ),
    "no names": ({"activation": None}, "unknown activation ''"),
    "unknown": ({"activation": np.array("splish")}, "unknown activation 'splish'"),
    "wide": ({"layer_1": LAYER.astype(float)}, "'layer_1' holds float64: expected f4"),
    "turned": ({"layer_1": LAYER.astype(">f4")}, "'layer_1' holds >f4: expected f4"),
    "flat": ({"layer_1": LAYER[0]}, "layers of shape (3, 3): expected ("),
    "fewer": ({"layer_1": LAYER[1:]}, f"layers of shape ({STOPS - 1}, 3, 3): expected"),
    "no chain": (
        {"layer_1": LAYER[:, :, 1:]},
        "layer 1 has 2 outputs, but layer 2 has",
    ),
    "bias alone": ({"layer_1": LAYER[:, :1]}, "mean of shape (2,): expected (0,)"),
    "nan": ({"layer_2": np.full_like(TRAINED.layers[1], np.nan)}, "weights that are n"),
    "infinite": ({"losses": np.full(61, np.inf)}, "losses that are not finite"),
    "backwards": ({"steps": TRAINED.steps[::-1].copy()}, "steps that do not rise"),
    "below 0": ({"steps": TRAINED.steps - 1}, "steps of shape"),
    "far": ({"steps": TRAINED.steps * 2**40}, "losses of shape (61,): expected ("),
    "other losses": ({"losses": np.zeros(60)}, "losses of shape (60,): expected (61,)"),
    "tests": ({"test_losses": np.zeros(3)}, "test_losses: expected ("),
    "one mean": ({"mean": None}, "mean or sd: expected both, or neither"),
    "long mean": ({"mean": np.zeros(3)}, "mean of shape (3,): expected (2,)"),
    "no sd": ({"sd": np.zeros(2)}, "sd that is not above 0"),
    "nan sd": ({"sd": np.full(2, np.nan)}, "sd that is not above 0"),
    "tiny sd": ({"sd": np.full(2, 1e-310)}, "mean or sd of which no weights are fini"),
    "nan mean": ({"mean": np.full(2, np.nan)}, "mean or sd of which no weights are f"),
    "data": ({"inputs": np.zeros((40, 3))}, "data of 3 inputs: expected 2"),
    "other points": (
        {"inputs": np.zeros((9, 2))},
        "targets of shape (40,): expected (",
    ),
    "nan data": ({"inputs": np.full((40, 2), np.nan)}, "inputs[0, 0] is nan"),
    "fractions": ({"targets": np.full(40, 0.5)}, "targets[0] is 0.5: expected 0 to 1"),
    "tested": ({"test": np.zeros(3, np.uint8)}, "test of bool and shape (3,): expecte"),
    "start": ({"start": np.zeros(5)}, "start of shape (5,): expected finite numbers"),
    "end": (
        {"weights": np.full(13, np.inf)},
        "weights of shape (13,): expected finite",
    ),
    "memory": ({"averages": np.zeros((2, 13))}, "averages of shape (2, 13): expected"),
}


@pytest.mark.parametrize(("arrays", "words"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_in_one_line(tmp_path, arrays, words):
    assert refusal(changed(tmp_path / "a.npz", **arrays)).startswith(words)


FORGED = {
    "format": (lambda x: x.update(format="other"), "recording is not of the format"),
    "version": (lambda x: x.update(version=2), "version '2' of the format: expected 1"),
    "versions": (
        lambda x: x.update(versions={"numpy": 2}),
        "recording has no text cal",
    ),
    "half a sign": (lambda x: x.update(unit="\ud800"), "'utf-8' codec can't encode"),
    "unit": (lambda x: x.update(unit=3), "recording has no text called unit"),
    "data": (lambda x: x.update(data=[]), "recording has no names of data"),
    "names": (lambda x: x["data"].update(input_names="ab"), "recording has no list"),
    "three": (lambda x: x["data"].update(input_names=list("abc")), "3 names of inputs"),
    "categories": (lambda x: x["data"].update(categories=["a"]), "targets["),
    "training": (lambda x: x.update(training=[]), "recording has other settings than"),
    "settings": (lambda x: x["training"].update(more=1), "recording has other setting"),
    "no seed": (lambda x: x["training"].pop("seed"), ""),
    "steps": (lambda x: x["training"].update(steps="many"), "recording has other sett"),
    "many steps": (lambda x: x["training"].update(steps=10**30), "steps 1000000000000"),
    "batch": (lambda x: x["training"].update(batch=0.5), "recording has other setting"),
    "split": (
        lambda x: x["training"].update(split=float("nan")),
        "split nan of 40 poi",
    ),
    "splits": (
        lambda x: x["training"].update(split=[1]),
        "recording has other setting",
    ),
    "loss": (lambda x: x["training"].update(loss="\n"), "unknown loss '\\n'"),
    "losses": (lambda x: x["training"].update(loss=[]), "recording has other settings"),
    "rate": (lambda x: x["training"]["optimiser"].update(rate="\n"), "rate '\\n': exp"),
    "optimiser": (
        lambda x: x["training"]["optimiser"].pop("name"),
        "recording has oth",
    ),
    "penalty": (
        lambda x: x["training"].update(penalty=3),
        "recording has other settin",
    ),
}


@pytest.mark.parametrize(("change", "words"), FORGED.values(), ids=FORGED)
def test_forged_settings_are_said_in_one_line(tmp_path, change, words):
    path = with_facts(tmp_path / "a.npz", change)
    if words:
        assert refusal(path).startswith(words)
    else:  # it has a default
        assert read_recording(path).training.seed == 0


def test_other_files_are_no_recordings(tmp_path):
    path = tmp_path / "a.npz"
    save(TRAINED[0], path)
    words = "arrays 'activation, layer_1, layer_2': expected recording, steps, losses"
    assert refusal(path).startswith(words)
    path.write_bytes(b"not a zip file")
    assert refusal(path).startswith("it is no whole .npz file")
    assert refusal(tmp_path) == "it is a folder or a device: expected a file"
    with pytest.raises(OSError):
        read_recording(tmp_path / "b.npz")


@pytest.mark.parametrize(
    ("arrays", "words"),
    [
        ({"layer_1": LAYER[0]}, "'layer_1' of a recording: expected numbers (stops, "),
        (
            {"layer_1": np.full(LAYER.shape, "a")},
            "'layer_1' of a recording: expected n",
        ),
        ({"mean": np.zeros(3)}, "mean of shape (3,): expected numbers of sh"),
        ({"sd": np.full(2, "a")}, "sd of shape (2,): expected numbers of shape (2"),
        ({"sd": np.zeros(2)}, "layer 1 has weights that are not finite"),
        ({"layer_1": None}, "arrays 'activation, layer_2': expected activation"),
    ],
)
def test_a_last_network_that_is_none_is_said_in_one_line(tmp_path, arrays, words):
    assert refusal_of_network(changed(tmp_path / "a.npz", **arrays)).startswith(words)


@settings(deadline=None)
@given(st.data())
def test_any_bytes_may_be_lost_or_changed(tmp_path_factory, data):
    path = saved(TRAINED, tmp_path_factory.mktemp("files") / "a.npz")
    path.write_bytes(spoiled(path.read_bytes(), data))
    try:
        found = read_recording(path)
    except ValueError:
        refusal(path)
    else:
        assert_same(found, TRAINED)


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_any_bytes_of_arrays_may_be_lost_or_changed(tmp_path_factory, data):
    """The zip file is whole, so that no checksum tells."""
    path = saved(TRAINED, tmp_path_factory.mktemp("files") / "a.npz")
    with ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist()}
    name = data.draw(st.sampled_from(sorted(members)))
    members[name] = spoiled(members[name], data)
    content = io.BytesIO()
    with ZipFile(content, "w") as file:
        for member, part in members.items():
            file.writestr(member, part)
    path.write_bytes(content.getvalue())
    try:
        found = read_recording(path)
    except ValueError:
        refusal(path)
    else:
        assert isinstance(found, Recording)
        for k in range(len(found)):
            assert np.isfinite(found[k].layers[0].weights).all()


LIMITED = """
import resource, sys
from model import read_recording
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_recording(sys.argv[1])
except ValueError as error:
    print(error)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_what_would_fill_the_memory_does_not(tmp_path):
    path = changed(tmp_path / "a.npz", mean=None)
    with ZipFile(path, "a", ZIP_DEFLATED) as file, file.open("mean.npy", "w") as member:
        for _ in range(101):
            member.write(bytes(10**6))
    said, kilobytes = output_of(sys.executable, "-c", LIMITED, path).splitlines()
    assert "expected at most 100,000,000 bytes when unpacked" in said
    assert int(kilobytes) < 50_000


# Recorders


def line(slope):
    return Network.from_weights([np.array([[0.0], [slope]])], "identity")


@pytest.mark.parametrize("first", [0, 1000])
@pytest.mark.parametrize("n", [1, 2, MOST_STOPS, MOST_STOPS + 1, 1500])
def test_a_recorder_keeps_the_stops_that_a_training_does(tmp_path, n, first):
    recorder = Recorder(tmp_path / "a.npz", first=first)
    for k in range(n):
        recorder.record(line(k), k / 4)
        assert len(recorder._kept) <= MOST_STOPS
    recording = recorder.save()
    a = density(n - 1)
    steps = sorted({k for k in range(n) if is_stop(k, a)} | {n - 1})
    assert (recording.steps - first).tolist() == steps
    for stop, step in enumerate(steps):
        assert recording[stop] == line(step)
    assert len(thinned(recording, 160)) > min(n, 100) - 1  # of 160 that there may be
    np.testing.assert_array_equal(recording.losses, np.arange(n) / 4)
    assert_same(read_recording(tmp_path / "a.npz"), recording)
    with pytest.raises(ValueError, match=r"^a recording that does not say how: expect"):
        resume(recording, 10_000)


class Tensor:
    """A loss as PyTorch has it: what becomes a number by float is warned of."""

    def item(self):
        return 0.25

    def __float__(self):
        raise UserWarning("a tensor with requires_grad=True")


def test_a_loss_may_be_a_tensor_with_a_gradient(tmp_path):
    recorder = Recorder(tmp_path / "a.npz")
    recorder.record(line(1), Tensor())
    assert recorder.recording().losses.tolist() == [0.25]


def test_a_recorder_may_count_epochs_from_one():
    recorder = Recorder("a.npz", unit="epoch", first=1)
    for k in range(3):
        recorder.record(line(k), 1 / (k + 1))
    recording = recorder.recording()
    names = [recording.name(k) for k in range(3)]
    assert names == ["epoch 1", "epoch 2", "epoch 3"]
    assert recording.batch_losses.tolist() == [1, 1 / 2, 1 / 3]


@pytest.mark.filterwarnings("ignore")
def test_a_network_of_scikit_learn_is_recorded_and_left_as_it_is(tmp_path):
    from sklearn.neural_network import MLPClassifier

    test = np.arange(40) % 4 == 0
    words = CIRCLE.input_names, CIRCLE.target_name, CIRCLE.categories
    data = Data(CIRCLE.inputs, CIRCLE.targets, *words, test)
    model, twin = (MLPClassifier((5,), random_state=1) for _ in range(2))
    recorder = Recorder(tmp_path / "a.npz", data=data)
    scores = []
    for _ in range(4):
        for each in (model, twin):
            each.partial_fit(data.inputs[~test], data.targets[~test], classes=[0, 1])
        recorder.record(model, model.loss_)
        scores.append(
            [model.score(data.inputs[x], data.targets[x]) for x in (~test, test)]
        )
    for one, other in zip(model.coefs_, twin.coefs_, strict=True):
        np.testing.assert_array_equal(one, other)
    found = read_recording(tmp_path / "a.npz") if recorder.save() else None
    measured = np.column_stack([found.training_accuracies, found.test_accuracies])
    np.testing.assert_allclose(measured, scores)
    outputs = found[3](data.inputs)[:, 0]
    np.testing.assert_allclose(
        outputs, model.predict_proba(data.inputs)[:, 1], atol=1e-6
    )
    assert found.data == data


@pytest.mark.parametrize("loss", [np.nan, np.inf, -np.inf, 1e70])
def test_a_recorder_ends_where_a_loss_is_not_finite(loss):
    recorder = Recorder("a.npz")
    recorder.record(line(1), 0.5)
    recorder.record(line(2), loss)
    recorder.record(line(3), 0.25)
    recording = recorder.recording()
    assert recording.burst and recording.losses.tolist() == [0.5]
    recorder = Recorder("a.npz")
    recorder.record(line(1e40), 0.5)
    with pytest.raises(
        ValueError, match=r"^nothing was recorded: expected record\(mod"
    ):
        recorder.recording()


def test_a_recorder_is_full_at_last(monkeypatch):
    monkeypatch.setattr(recorders, "MOST_STEPS", 3)
    recorder = Recorder("a.npz")
    for k in range(3):
        recorder.record(line(k), 0)
    with pytest.warns(UserWarning, match=r"^a Recorder writes down 3 steps: this one"):
        recorder.record(line(3), 0)
    assert recorder.recording().steps.tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    ("model", "loss", "words"),
    [
        (object(), 0.5, "object is no network: expected MLPClassifier"),
        (line(1), "low", "loss of str: expected a number"),
        (line(1), None, "loss of NoneType: expected a number"),
        (
            Network([Layer(np.ones((2, 2)), "identity")]),
            1,
            "a network of layers (1, 2):",
        ),
        (
            Network([Layer(np.ones((2, 1)), "tanh")]),
            1,
            "a network of layers (1, 1): ex",
        ),
        (Network([Layer(np.ones((501, 1000)), "tanh")]), 1, "a network of 501,000 wei"),
    ],
)
def test_what_a_recorder_cannot_write_down_is_said_in_one_line(model, loss, words):
    recorder = Recorder("a.npz")
    recorder.record(line(1), 1)
    with pytest.raises(ValueError) as error:
        recorder.record(model, loss)
    assert str(error.value).startswith(words) and str(error.value).isprintable()
    assert len(recorder.recording()) == 1


def test_a_recorder_takes_what_can_be_made_a_number():
    class Tensor:
        def __float__(self):
            return 0.25

    recorder = Recorder("a.npz")
    for loss in (Tensor(), np.float32(0.25), np.array(0.25), 1):
        recorder.record(line(1), loss)
    assert recorder.recording().losses.tolist() == [0.25, 0.25, 0.25, 1]


def test_a_recorder_says_at_once_that_data_has_other_inputs():
    with pytest.raises(ValueError, match=r"^a network of 1 inputs: expected 2, as the"):
        Recorder("a.npz", CIRCLE).record(line(1), 1)
    with pytest.raises(ValueError, match=r"^first -1: expected 0 to 1,000,000$"):
        Recorder("a.npz", first=-1)


def test_a_recorder_says_at_once_that_there_is_no_folder(tmp_path):
    with pytest.raises(ValueError, match=r"expected a file in a folder that is there$"):
        Recorder(tmp_path / "none" / "a.npz")
    assert not list(tmp_path.iterdir())


def test_recordings_are_networks():
    given_ones = Given([TRAINED[k] for k in range(STOPS)])
    assert TRAINED.facts()["weights"] == given_ones.facts()["weights"]
    assert [TRAINED.stop(step) for step in (0, 7, 60, 99)] == [
        0,
        7,
        STOPS - 1,
        STOPS - 1,
    ]
