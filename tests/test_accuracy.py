"""How many points a network is right for, and what those hear who do not see it."""

import json
import warnings
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from pptx import Presentation
from sklearn.datasets import load_iris, make_moons
from sklearn.neural_network import MLPClassifier

from model import Data, Network, save
from model.decide.classifier import n_right
from tests.command import invoke

SMALL = ("--size", "160x90")
IRIS = load_iris()
FLOWERS = ("setosa", "versicolor", "virginica")
MOONS = make_moons(60, noise=0.2, random_state=1)


def fitted(inputs, targets):
    with warnings.catch_warnings(action="ignore"):  # that it has not converged
        return MLPClassifier((6,), solver="lbfgs", random_state=0).fit(inputs, targets)


@pytest.fixture(scope="module")
def iris():
    return fitted(IRIS.data, IRIS.target)


@pytest.fixture(scope="module")
def moons():
    return fitted(*MOONS)


def write_csv(path, inputs, names):
    """Write points with the names of their categories beneath a header."""
    lines = ["a,b,c,d,kind" if inputs.shape[1] == 4 else "left,up,kind"]
    rows = zip(inputs, names, strict=True)
    lines += [",".join([*map(str, row), name]) for row, name in rows]
    Path(path).write_text("\n".join(lines))


@pytest.fixture
def files(tmp_path, monkeypatch, iris, moons):
    monkeypatch.chdir(tmp_path)
    save(Network.of(iris), "iris.npz")
    save(Network.of(moons), "moons.npz")
    write_csv("iris.csv", IRIS.data, [FLOWERS[k] for k in IRIS.target])
    write_csv("moons.csv", MOONS[0], [("high", "low")[k] for k in MOONS[1]])
    np.savetxt("bare.csv", MOONS[0], delimiter=",")
    # versicolor is the last of these names, and what was trained as the second
    others = dict(zip(FLOWERS, ("a", "z", "m"), strict=True))
    write_csv("other.csv", IRIS.data, [others[FLOWERS[k]] for k in IRIS.target])
    return tmp_path


def test_the_count_is_what_scikit_learn_finds(iris, moons):
    for classifier, inputs, targets in (
        (iris, IRIS.data, IRIS.target),
        (moons, *MOONS),
    ):
        names = [str(k) for k in range(targets.max() + 1)]
        data = Data(inputs, targets, categories=names)
        right = round(classifier.score(inputs, targets) * len(inputs))
        assert n_right(Network.of(classifier), data) == right
        assert len(inputs) / 2 < right <= len(inputs)


def test_many_points_are_counted_some_at_a_time(moons, monkeypatch):
    data = Data(*MOONS, categories=("a", "b"))
    network = Network.of(moons)
    whole = n_right(network, data)
    monkeypatch.setattr("model.decide.classifier.AT_A_TIME", 7)
    assert n_right(network, data) == whole


def right_for(classifier, inputs, targets):
    right = int((classifier.predict(inputs) == targets).sum())
    return f"right for {right} of {len(inputs)} points"


def test_descriptions_say_how_many_points_are_right(files, iris, moons):
    words = invoke("describe", "iris.npz", "--data", "iris.csv").stdout
    assert f"iris.npz is {right_for(iris, IRIS.data, IRIS.target)}\n" in words
    words = invoke("describe", "moons.npz", "--data", "moons.csv").stdout
    assert f"moons.npz is {right_for(moons, *MOONS)}\n" in words
    done = invoke("describe", "iris.npz", "--data", "other.csv", "--json")
    accuracy = json.loads(done.stdout)["accuracy"]
    swapped = np.array([0, 2, 1])[IRIS.target]
    right = int((iris.predict(IRIS.data) == swapped).sum())
    assert accuracy == {"name": "iris.npz", "right": right, "points": 150}
    assert right < 75  # so that a wrong order is noticed


@pytest.mark.parametrize(
    "command",
    [
        ["still", "iris.npz", "--axes", "3,4", "-o", "a.png"],
        ["sheet", "iris.npz", "--axes", "3,4", "-o", "a.png"],
        ["scene", "iris.npz", "--axes", "3", "--format", "png", "--hold", "0.1"],
        ["deck", "--scenes", "iris.npz", "--axes", "3,4", "--still", "-o", "a.html"],
    ],
    ids=lambda command: command[0],
)
def test_commands_close_with_how_many_points_are_right(files, iris, command):
    done = invoke(*command, *SMALL, "--data", "iris.csv")
    assert done.exit_code == 0, done.output
    line = f"render: iris.npz is {right_for(iris, IRIS.data, IRIS.target)}"
    assert done.stderr.splitlines()[-1] == line


def test_blanks_around_a_file_are_no_part_of_its_name(files, iris):
    own = ["--axes", "3,4", "--data", "iris.csv", *SMALL]
    done = invoke("deck", "--scenes", " iris.npz", "--still", "-o", "a.html", *own)
    assert done.exit_code == 0, done.output
    line = f"render: iris.npz is {right_for(iris, IRIS.data, IRIS.target)}\n"
    assert done.stderr == line


SEVERAL = "--beside --activation tanh,softmax --activation relu,softmax"


@pytest.mark.parametrize("others", ["--only 0", SEVERAL])
def test_what_is_not_shown_is_not_counted(files, iris, others):
    """Of a folder the last network would be, and of several activations the first."""
    Path("folder").mkdir()
    for name in ("1.npz", "2.npz"):
        save(Network.of(iris), f"folder/{name}")
    own = ["--axes", "3,4", "--data", "iris.csv", *SMALL, *others.split()]
    done = invoke("still", "folder", "-o", "a.png", *own)
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("iris.npz --data none.csv", "file none.csv: expected a file that can be read"),
        ("iris.npz --data moons.csv", "--data moons.csv of 2 inputs: expected 4"),
        ("iris.csv --data iris.csv", "--data iris.csv: expected a file of a network"),
        ("moons.npz --data bare.csv --target ''", "--data bare.csv: expected points w"),
        ("iris.npz --data iris.csv --target x", "iris.csv does not hold data: "),
        ("iris.npz --data iris.csv --target a", "iris.csv does not hold data: line 2"),
        ("iris.npz --activation relu", "--activation relu: expected --data"),
        ("iris.npz --data iris.npz", "iris.npz does not hold data: "),
        ("iris.npz --data .", ". lacks train-images-idx3-ubyte"),
    ],
)
def test_descriptions_refuse_in_a_line(files, command, words):
    parts = [part.strip("'") for part in command.split(" ")]
    done = invoke("describe", *parts)
    assert done.exit_code == 2 and done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"render: {words}"), done.stderr
    assert done.stdout == ""


# What those hear who do not see it


class Labels(HTMLParser):
    """The alternative texts of a page's pictures and films."""

    def __init__(self, path):
        super().__init__()
        self.labels = []
        self.feed(Path(path).read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        if tag in ("img", "video"):
            self.labels += [v for k, v in attrs if k in ("alt", "aria-label") and v]


def labels_of(path):
    """The alternative texts of a deck or a page."""
    if path.suffix == ".html":
        return Labels(path).labels
    shapes = [s for slide in Presentation(path).slides for s in slide.shapes]
    labels = (shape._element.find(".//{*}cNvPr").get("descr") for shape in shapes)
    return [label for label in labels if label]


SEEN = (
    "4 inputs, layers of 6, 3 (ReLU and softmax)",
    "Inputs: c, d.",
    "Categories: setosa, versicolor, virginica.",
    "150 points of data.",
)


@pytest.mark.parametrize("name", ["a.pptx", "a.html"])
def test_decks_say_what_is_seen_of_a_file(files, name):
    own = ["--axes", "3,4", "--data", "iris.csv", *SMALL]
    done = invoke("deck", "--scenes", "iris.npz", "--still", "-o", name, *own)
    assert done.exit_code == 0, done.output
    (label,) = labels_of(Path(name))
    assert label.startswith("Picture of ") and "iris" in label
    assert [words for words in SEEN if words not in label] == []


def test_galleries_say_what_is_seen_of_a_file(files):
    own = ["--axes", "3,4", "--data", "iris.csv", "--hold", "0.1", "--format", "gif"]
    assert invoke("scene", "iris.npz", *own, "-o", "out", *SMALL).exit_code == 0
    assert invoke("gallery", "-o", "out").exit_code == 0
    (label,) = set(labels_of(Path("out", "index.html")))
    assert [words for words in SEEN if words not in label] == []


def test_many_names_are_some_and_a_number(files):
    inputs = np.random.default_rng(0).normal(size=(5, 12))
    names = [f"column {k}" for k in range(12)]
    lines = [",".join([*names, "kind"])]
    lines += [",".join([*map(str, row), "ab"[k % 2]]) for k, row in enumerate(inputs)]
    Path("many.csv").write_text("\n".join(lines))
    np.savez("many.npz", layer_1=np.ones((13, 2)), activation="tanh")
    done = invoke("deck", "--scenes", "many.npz", "--still", "-o", "a.html",
                  "--data", "many.csv", "--view", "diagram", *SMALL)  # fmt: skip
    assert done.exit_code == 0, done.output
    (label,) = labels_of(Path("a.html"))
    assert "column 7 and 4 others." in label and "column 8" not in label
