"""`render train`: from data to a recording, and from that to a film."""

import json
import signal
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model import Family, GradientDescent, Training, load, read_recording
from model.learn.datasets import DATASETS, dataset
from render.cli.selection import select
from render.make.film import Film
from render.make.key import key
from render.plot.marks.points import Points
from render.plot.titles import as_title
from render.scene.scenes import name_of, pace_of, poster_of
from render.style.themes import DARK
from render.view.curves import Curves
from render.view.diagrams import Diagram
from render.view.losses import Losses
from render.view.maps import Maps
from tests.bench.samples import Samples
from tests.command import LIBRARY, LONG, RENDER
from tests.test_bad_input import drawn, folder, layers, names, numbers, some

SHORT = ("--steps", "12")
ILL = "age;dose;sick\n" + "".join(
    f"{40 + 3 * k};{500 - 20 * k};{'yes' if k % 3 else 'no'}\n" for k in range(20)
)


@pytest.fixture
def train(run):
    """Run the command in a folder of its own, and read what it writes."""

    def call(*arguments, out="out.npz"):
        result = run("train", *arguments, "-o", out)
        assert (result.exit_code, result.stderr) == (0, ""), result.stderr
        assert result.stdout.splitlines()[0] == out
        return read_recording(out), result.stdout

    return call


def right(network, data, numbers):
    """The share of some points whose category a network says, by its outputs alone."""
    outputs = network(data.inputs[numbers])
    if outputs.shape[1] == 1:
        last = network.layers[-1].activation
        said = outputs[:, 0] > (last.lower + last.upper) / 2
    else:
        said = outputs.argmax(axis=1)
    return (said == data.targets[numbers]).mean()


def weights_of(recording):
    return [layer.weights for layer in recording[len(recording) - 1].layers]


# What is learned


@pytest.mark.parametrize("name", DATASETS)
def test_a_name_is_enough(train, name):
    recording, _ = train("--data", name, *SHORT)
    expected = dataset(name)
    network = recording[len(recording) - 1]
    assert network.sizes[0] == expected.n_inputs
    assert network.sizes[-1] == max(1, len(expected.categories) - 1) or (
        network.sizes[-1] == len(expected.categories) == 3
    )
    np.testing.assert_array_equal(recording.data.inputs, expected.inputs)
    assert (recording.steps[0], recording.steps[-1]) == (0, 12)
    assert load("out.npz") == network


def test_a_file_is_enough_too(train, run):
    Path("my.csv").write_text(ILL)
    recording, words = train("--data", "my.csv", *SHORT)
    assert "normalised" in words
    assert recording.data.input_names == ("age", "dose")
    assert recording.data.categories == ("no", "yes")
    result = run("still", "out.npz", "--stop", "last", "-o", "a.png")
    assert (result.exit_code, result.stdout) == (0, "a.png\n"), result.stderr


def test_the_column_of_targets_is_asked_for(train):
    Path("my.csv").write_text("sick,age,dose\n" + "no,40,5\nyes,50,6\n" * 9)
    recording, _ = train("--data", "my.csv", "--target", "sick", *SHORT)
    assert recording.data.input_names == ("age", "dose")
    assert recording.data.target_name == "sick"


def test_options_are_heeded(train):
    options = "--data spiral --layers 2,8,8,1 --activation tanh,logistic --batch 10"
    options += " --optimizer adam --rate 0.03 --l2 0.001 --steps 20 --split 0.5"
    options += " --turns 1 --noise 0.3 --points 90 --seed 7 --start he --normalize"
    recording, _ = train(*options.split())
    training = recording.training
    assert training.start.sizes == (2, 8, 8, 1)
    assert [y.activation.name for y in training.start.layers] == [
        *("tanh", "tanh", "logistic")
    ]
    assert (training.batch, training.steps, training.seed) == (10, 20, 7)
    assert (training.optimiser.rate, training.penalty.l2) == (0.03, 0.001)
    assert training.normalise and training.split == 0.5
    assert recording.data.test.sum() == 45
    expected = dataset("spiral", turns=1, noise=0.3, points=90, seed=7)
    np.testing.assert_array_equal(recording.data.inputs, expected.inputs)
    again, _ = train(*options.split(), "--force")
    assert again.facts() == recording.facts()


def test_epochs_are_as_many_steps_as_there_are_batches(train):
    recording, _ = train("--data", "jump", "--batch", "30", "--epochs", "3")
    assert recording.steps[-1] == 3 * 4  # of 100 points, the last batch has 10


def test_losses_and_accuracies_are_said(train):
    recording, words = train("--data", "moons", "--split", "0.4", "--steps", "60")
    network, data = recording[len(recording) - 1], recording.data
    shares = [f"{right(network, data, side):.1%}" for side in (~data.test, data.test)]
    assert f"right: {shares[0]}, of test points {shares[1]}" in words
    y = network(data.inputs)[:, 0]
    costs = -np.where(data.targets == 1, np.log(y), np.log(1 - y))
    losses = [costs[side].mean() for side in (~data.test, data.test)]
    said = words.partition("loss after 60 steps")[2].splitlines()[0]
    said = [float(word.rstrip(",")) for word in said.split() if word[0].isdigit()]
    assert said == pytest.approx(losses, rel=1e-3)
    assert "inputs were normalised" in words and "burst" not in words
    _, words = train("--data", "moons", "--no-normalize", *SHORT, "--force")
    assert "normalised" not in words


def test_gradients_are_those_of_one_sample_after_the_other():
    data = dataset("xor", points=40)
    start = Family((2, 5, 4, 1), ("tanh", "logistic")).network(0)
    options = {"optimiser": GradientDescent(0.3), "normalise": False, "steps": 25}
    recording = Training(start, data, **options).run()
    plain = Samples([layer.weights for layer in start.layers])
    for _ in range(25):
        plain.epoch(data.inputs, data.targets, np.arange(40), 40, 0.3)
    own = np.concatenate([weights.ravel() for weights in plain.layers()])
    np.testing.assert_allclose(recording.end.weights, own, rtol=1e-9, atol=1e-12)


def test_going_on_ends_where_one_run_does(train):
    options = ("--data", "circle", "--batch", "50", "--split", "0.2")
    whole, _ = train(*options, "--steps", "90", out="whole.npz")
    train(*options, "--steps", "37", out="part.npz")
    on, _ = train("--resume", "part.npz", "--steps", "90", out="on.npz")
    for own, other in zip(weights_of(whole), weights_of(on), strict=True):
        np.testing.assert_array_equal(own, other)
    np.testing.assert_array_equal(whole.losses, on.losses)
    epochs, _ = train("--resume", "part.npz", "--epochs", "6", out="epochs.npz")
    assert epochs.steps[-1] == 6 * 8  # 400 points to train on, 50 in a batch
    doubled, _ = train("--resume", "part.npz", out="part.npz")
    assert doubled.steps[-1] == 74


def test_a_training_that_bursts_ends_at_its_last_finite_step(train):
    options = ("--optimizer", "gradient_descent", "--rate", "1e5", "--steps", "500")
    recording, words = train(
        *("--data", "plane", "--layers", "2,4,1", "--activation", "relu,identity"),
        *options,
    )
    (line,) = [line for line in words.splitlines() if "burst" in line]
    assert f"{recording.steps[-1]} step" in line and recording.steps[-1] < 500
    assert all(np.isfinite(w).all() for w in weights_of(recording))


# Files


def test_nothing_is_overwritten_unless_forced(run):
    Path("a.npz").write_bytes(b"mine")
    result = run("train", "--data", "xor", *SHORT, "-o", "a.npz")
    assert result.exit_code == 2 and Path("a.npz").read_bytes() == b"mine"
    assert result.stderr == (
        "render: --out a.npz: expected a new file, or --force, for it is there "
        "already\n"
    )
    result = run("train", "--data", "xor", *SHORT, "-o", "a.npz", "--force")
    assert result.exit_code == 0 and len(read_recording("a.npz"))


def is_training(process):
    """Whether a process is where it catches SIGALRM, as it does while it trains."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    caught = int(status.partition("SigCgt:")[2].split()[0], 16)
    return bool(caught >> (signal.SIGALRM - 1) & 1)


def test_ctrl_c_leaves_no_file_and_says_so(tmp_path):
    command = [*RENDER, "train", "--data", "spiral", "--steps", "1000000"]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    process = subprocess.Popen([*command, "-o", "a.npz"], cwd=tmp_path, **options)
    end = time.monotonic() + LONG
    while not is_training(process) and time.monotonic() < end:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=LONG)
    assert (process.returncode, stdout) == (130, "")
    assert stderr == "render: a.npz is not written\nrender: interrupted\n"
    assert list(tmp_path.iterdir()) == []


def test_a_recording_is_described(run, train):
    train("--data", "three_arms", "--split", "0.5", *SHORT)
    words = run("describe", "out.npz").stdout
    assert words.startswith("out.npz: recording\n  ")
    for part in (
        "step 0 to 12",
        "    input 2: ",
        "arm 1 (",
        "loss after 12 steps",
        "layer 1: 2 to ",
    ):
        assert part in words
    facts = json.loads(run("describe", "out.npz", "--json").stdout)
    assert facts["kind"] == "recording" and facts["results"]["last"] == 12
    assert facts["data"]["points"] == 500 and facts["outputs"] == 3


# Films


def scene_of(spec, **options):
    ((_, scene),) = select(LIBRARY, [spec], options).items()
    return scene


@pytest.mark.parametrize(
    ("name", "kind"), [("moons", Maps), ("wiggle", Curves), ("three_arms", Maps)]
)
def test_a_recording_is_a_tour_along_its_steps(train, name, kind):
    recording, _ = train("--data", name, "--steps", "50", "--split", "0.5")
    tour = scene_of("out.npz")
    assert (tour.stops, poster_of(tour)) == (len(recording), len(recording) - 1)
    assert name_of(tour, tour.stops - 1) == "step 50"
    view, losses = tour.view.views
    assert isinstance(view, kind) and view.data == recording.data
    assert isinstance(losses, Losses)
    plot = tour.draw(tour.stops - 1)
    ((shown, _),) = (panels.plots for panels in plot.plots)
    (points,) = (mark for mark in shown.marks if type(mark) is Points)
    np.testing.assert_array_equal(points.hollow, recording.data.test)
    note = as_title(plot.note).text
    assert "Rings: test data." in str(note)
    assert as_title(plot.plots[0].title).text.startswith("step 50: loss ")


def test_a_film_of_a_recording_has_at_most_300_pictures(train):
    for steps in (1, 2, 40, 3000):
        recording, _ = train("--data", "line", "--steps", steps, "--force")
        tour = scene_of("out.npz")
        film = Film(tour, pace_of(tour), (64, 64), DARK)
        positions = [shot.position for shot in film.shots]
        assert len(positions) <= 300
        assert film.stride >= 4 and film.stride % film.timeline.steps == 0
        assert set(range(len(recording))) <= set(positions)


def test_films_have_the_same_key_as_long_as_the_recording_is_the_same(train):
    keys = []
    for seed in ("1", "1", "2"):
        train("--data", "xor", "--seed", seed, *SHORT, "--force")
        tour = scene_of("out.npz")
        keys.append(key(Film(tour, pace_of(tour), (64, 64), DARK)))
    assert keys[0] == keys[1] != keys[2]
    assert None not in keys


def test_views_and_data_may_be_others(train):
    train("--data", "moons", *SHORT)
    tour = scene_of("out.npz", view=("diagram", "map"))
    assert [type(view) for view in tour.view.views] == [Diagram, Maps]
    Path("other.csv").write_text("a,b,kind\n1,2,no\n3,4,yes\n")
    tour = scene_of("out.npz", data="other.csv")
    assert len(tour.view.views[0].data) == 2
    Path("my.csv").write_text(ILL)
    train("--data", "my.csv", *SHORT, out="my.npz")
    assert scene_of("my.npz", axes=("dose",)).view.data.n_inputs == 1


# What is wrong

BAD = {
    "--data spirl": "--data spirl: expected circle, xor, gaussians, spiral, moons, ",
    "--data none.csv": "file none.csv: expected a file that can be read",
    "--data bad.csv": "bad.csv does not hold data: line 2: ",
    "--data .": ". lacks train-images-idx3-ubyte, ",
    "--data moon": "--data moon: expected circle, ",
    "--data xor --target x": "--target x: expected --data, a file with such a column",
    "--data my.csv --target x": "my.csv does not hold data: no column is called 'x'",
    "--data my.csv --turns 2": "--turns 2.0: expected a data set of the program's own",
    "--data xor --turns 2": "--turns 2.0: expected none, for xor has points, noise",
    "--data spiral --turns 0": "--turns 0: expected above 0, to 10",
    "--data spiral --turns nan": "--turns nan: expected above 0, to 10",
    "--data xor --noise -1": "--noise -1: expected 0 to 100",
    "--data xor --points 1": "--points 1: expected 2 to 1,000,000",
    "--data xor --points 1e3": "Invalid value for '--points': '1e3' is not a valid i",
    "--data xor --layers 1,3,1": "a network of 1 inputs: expected 2, as the data has",
    "--data xor --layers 2": "--layers 2: expected two or more numbers of nodes",
    "--data xor --layers 2,,1": "--layers 2,,1: expected two or more numbers of nodes",
    "--data three_arms --layers 2,3,1": "1 output: expected 3, one for each category",
    "--data xor --activation tan": "--activation tan: expected identity (linear), ",
    "--data xor --activation softmax,tanh": "",
    "--data xor --activation tanh,tanh,tanh,tanh,tanh": "",
    "--data xor --loss absolute": "Invalid value for '--loss': 'absolute' is not one ",
    "--data xor --loss softmax": "softmax cross-entropy after logistic: expected s",
    "--data plane --loss logistic": "logistic cross-entropy after identity: expected",
    "--data xor --optimizer sgd": "Invalid value for '--optimizer': 'sgd' is not one",
    "--data xor --rate 0": "--rate 0.0: expected above 0",
    "--data xor --rate -1": "--rate -1.0: expected above 0",
    "--data xor --rate nan": "--rate nan: expected above 0",
    "--data xor --rate inf": "--rate inf: expected above 0",
    "--data xor --batch 0": "--batch 0: expected ",
    "--data xor --batch -3": "--batch -3: expected ",
    "--data xor --l1 -1": "--l1 -1.0: expected 0 or more",
    "--data xor --l2 nan": "--l2 nan: expected 0 or more",
    "--data xor --steps -1": "--steps -1: expected ",
    "--data xor --steps 99999999999": "--steps 99999999999: expected ",
    "--data xor --epochs -1": "--epochs -1: expected ",
    "--data xor --epochs 2 --steps 2": "--epochs 2: expected no --steps beside it",
    "--data xor --split 1": "--split 1.0 of 500 points: expected 0, or a share that",
    "--data xor --split -0.1": "--split -0.1 of 500 points: expected 0, or a share ",
    "--data xor --split nan": "--split nan of 500 points: expected 0, or a share ",
    "--data xor --split 0.0001": "--split 0.0001 of 500 points: expected 0, or a ",
    "--data xor --seed -1": "--seed -1: expected 0 to 4294967295",
    "--data xor --seed x": "Invalid value for '--seed': 'x' is not a valid integer",
    "--data my.csv --seed 4294967296": "--seed 4294967296: expected ",
    "--data xor --start zero": "Invalid value for '--start': 'zero' is not one of ",
    "--resume none.npz": "file none.npz: expected a file that can be read",
    "--resume my.csv": "my.csv does not hold a recording: ",
    "--resume old.npz --data xor": "--data that is given: expected no --resume",
    "--resume old.npz --rate 1": "--rate that is given: expected no --resume",
    "--resume old.npz --normalize": "--normalize that is given: expected no --resume",
    "--resume old.npz --steps 3": "--steps 3: expected ",
    "--resume old.npz --steps 3 --epochs 2": "--epochs 2: expected no --steps",
    "": "--data of nothing: expected circle, xor, ",
}


@pytest.mark.parametrize("words", BAD)
def test_what_is_wrong_is_one_line_and_nothing_is_written(words):
    with folder(**{"my.csv": ILL.encode(), "bad.csv": b"a,b\nx,1\n"}) as ask:
        if "old" in words:
            options = "--data xor --points 9 --steps 5 -o old.npz"
            assert ask("train", *options.split()).exit_code == 0
        result = ask("train", *words.split(), "-o", "a.npz")
        assert result.exit_code == 2, result.output
        assert result.stderr.startswith(f"render: {BAD[words]}"), result.stderr


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("a", "--out a: expected a name that ends in .npz"),
        ("a.csv", "--out a.csv: expected a name that ends in .npz"),
        ("none/a.npz", "--out none/a.npz: expected a file in a folder that exists"),
        ("folder.npz", "--out folder.npz: expected a file, which is a folder"),
        ("", "--out .: expected a name that ends in .npz"),
    ],
)
def test_places_where_no_recording_can_be(out, words):
    with folder() as ask:
        Path("folder.npz").mkdir()
        result = ask("train", "--data", "xor", *SHORT, "--out", out)
        assert result.exit_code == 2 and result.stderr.startswith(f"render: {words}")


OPTIONS = {
    "data": st.one_of(names, st.sampled_from(sorted(DATASETS))),
    "target": names,
    "noise": numbers,
    "turns": numbers,
    "split": numbers,
    "activation": names,
    "start": names,
    "layers": layers,
    "loss": names,
    "optimizer": names,
    "rate": numbers,
    "batch": numbers,
    "l1": numbers,
    "l2": numbers,
    "seed": numbers,
    "resume": names,
}


@some
@given(drawn(OPTIONS))
@example(["--rate=1e400"])
@example(["--noise=1e-400", "--split=0.5"])
@example(["--l1=1000000", "--l2=1000000"])
def test_any_options(options):
    with folder(file=b"") as ask:
        common = ("--data", "spiral", "--points", "12", "--layers", "2,2,1")
        ask("train", *common, "--steps", "3", *options, "-o", "a.npz")
