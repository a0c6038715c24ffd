"""Networks of one's own: what a library trained is what is drawn."""

import re
import runpy
import shlex
import warnings
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from model import (
    Classifier,
    Family,
    Network,
    Random,
    activations,
    creases,
    load,
    read_data,
    regions,
    save,
)
from render import (
    DARK,
    Curves,
    Diagram,
    ExplicitDiagram,
    InputError,
    Moment,
    Surfaces,
    Tour,
)
from render.plot.drawings import Room
from render.plot.glyphs import Label, Line, Picture, Shape
from render.stage.figures import draw
from render.view.equations import equations
from tests.command import invoke
from tests.pages import blocks, commands, write_files

LINE = np.linspace(-3, 3, 60)[:, None]
KINDS = {
    "regressor": 3 * np.sin(LINE[:, 0]),
    "two classes": (abs(LINE[:, 0]) < 1).astype(int),
    "three classes": np.digitize(LINE[:, 0], [-1, 1]),
}
every_kind = pytest.mark.parametrize("kind", KINDS)


def recipe(word):
    """The one block of Python in README and the pages with a word in it."""
    [found] = [code for code in blocks("python") if word in code]
    return found


def write_by(word, folder, monkeypatch, **names):
    """Run a page's recipe, without the training in it, and read what it writes."""
    monkeypatch.chdir(folder)
    _, blank, rest = recipe(word).partition("model.fit(x, 2 * np.sin(x[:, 0]))")
    code = rest if blank else recipe(word)
    exec(compile(code, "a page", "exec"), {"np": np, **names})
    return load("my_network.npz")


def test_the_recipe_for_a_regressor_as_it_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("my_network.py").write_text(recipe("MLPRegressor("))
    model = runpy.run_path("my_network.py")["model"]
    network = load("my_network.npz")
    assert [layer.activation.name for layer in network.layers] == ["tanh", "identity"]
    at = np.array([[1.6], [-4.7], [5.9]])
    np.testing.assert_allclose(network(at)[:, 0], model.predict(at), rtol=1e-9)
    assert network(at)[0, 0] == pytest.approx(2.07, abs=0.005)
    assert abs(network(at)).max() > 1  # what no tanh reaches


@every_kind
@pytest.mark.parametrize(
    "hidden", [("tanh", (5,)), ("relu", (6, 4)), ("logistic", (3,))]
)
def test_recipes_give_what_the_library_computes(tmp_path, monkeypatch, kind, hidden):
    from sklearn.neural_network import MLPClassifier, MLPRegressor

    f, sizes = hidden
    make = MLPRegressor if kind == "regressor" else MLPClassifier
    model = make(hidden_layer_sizes=sizes, activation=f, random_state=0, max_iter=5)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it has not converged: nor need it
        model.fit(LINE, KINDS[kind])
    network = write_by("MLPRegressor(", tmp_path, monkeypatch, model=model)
    if kind == "regressor":
        expected = model.predict(LINE)[:, None]
    else:
        expected = model.predict_proba(LINE)
        expected = expected[:, 1:] if kind == "two classes" else expected
    np.testing.assert_allclose(network(LINE), expected, rtol=1e-7, atol=1e-12)
    if kind == "three classes":
        assert np.array_equal(Classifier(network)(LINE), model.predict(LINE))


@pytest.mark.skipif(find_spec("torch") is None, reason="no PyTorch")
@every_kind
def test_the_recipe_for_pytorch(tmp_path, monkeypatch, kind):
    import torch

    torch.manual_seed(0)
    n = 3 if kind == "three classes" else 1
    linear = [torch.nn.Linear(*sides) for sides in ((1, 4), (4, 5), (5, n))]
    first, second, last = linear
    model = torch.nn.Sequential(first, torch.nn.ReLU(), second, torch.nn.ReLU(), last)
    ends = {
        "regressor": ("identity", lambda y: y),
        "two classes": ("logistic", torch.sigmoid),
        "three classes": ("softmax", lambda y: torch.softmax(y, 1)),
    }
    name, head = ends[kind]
    write_by("torch.nn.Linear)", tmp_path, monkeypatch, model=model, torch=torch)
    network = load("my_network.npz", ("relu", name))
    expected = head(model(torch.tensor(LINE, dtype=torch.float32))).numpy(force=True)
    np.testing.assert_allclose(network(LINE), expected, rtol=1e-4, atol=1e-6)


@pytest.mark.skipif(find_spec("keras") is None, reason="no Keras")
@every_kind
def test_the_recipe_for_keras(tmp_path, monkeypatch, kind):
    import keras

    n = 3 if kind == "three classes" else 1
    ends = {"regressor": None, "two classes": "sigmoid", "three classes": "softmax"}
    inside = keras.layers.Dense(4, "tanh"), keras.layers.Dropout(0.5)
    layers = keras.Input((1,)), *inside, keras.layers.Dense(n, ends[kind])
    model = keras.Sequential(layers)
    network = write_by("get_weights", tmp_path, monkeypatch, model=model)
    expected = model.predict(LINE, verbose=0)
    np.testing.assert_allclose(network(LINE), expected, rtol=1e-4, atol=1e-6)


# From training to picture, as README has it

every_library = pytest.mark.parametrize(
    ("library", "script", "file", "activations"),
    [
        ("sklearn", "moons.py", "moons.npz", None),
        ("torch", "moons_torch.py", "moons.pt", ("tanh", "logistic")),
        ("keras", "iris_keras.py", "iris.keras", None),
    ],
)


@every_library
def test_a_network_is_trained_and_shown(
    tmp_path, monkeypatch, library, script, file, activations
):
    if find_spec(library) is None:
        pytest.skip(f"no {library}")
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path)
    for name in dict.fromkeys(("moons.py", script)):  # the first writes data, too
        trained = runpy.run_path(name)
    if library == "sklearn":
        notebook = recipe("Given([Network.of(classifier)])").rstrip()
        *before, last = notebook.splitlines()
        exec("\n".join(before), trained)
        assert eval(last, trained).stops == 1
    data = read_data("moons.csv" if "moons" in file else "iris.csv")
    y = load(file, activations)(data.inputs)
    chosen = y.argmax(axis=1) if y.shape[1] > 1 else y[:, 0] > 0.5
    assert np.mean(chosen == data.targets) > 0.9  # it is the network that was trained
    starts = f"describe {file}", f"scene {file} --"
    shown = [line for line in commands() if line.startswith(starts)]
    assert {line.split()[0] for line in shown} == {"describe", "scene"}
    for line in shown:
        small = ("--size", "160x90", "--format", "gif") if "scene" in line else ()
        result = invoke(*shlex.split(line), *small)
        right = r"(render: \S+ is right for (\d+) of \d+ points\n)?"
        assert re.fullmatch(right, result.stderr) and result.exit_code == 0, line


# One name, one for each layer, or two


def names_of(network):
    return [layer.activation.name for layer in network.layers]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("tanh", ["tanh", "tanh", "tanh"]),
        (["relu", "tanh", "identity"], ["relu", "tanh", "identity"]),
        (["relu", "softmax"], ["relu", "relu", "softmax"]),
        (["relu"], ["relu", "relu", "relu"]),
    ],
)
def test_names_are_of_all_layers_of_each_or_of_all_but_the_last(given, expected):
    assert [f.name for f in activations(given, 3)] == expected
    assert names_of(Family((1, 4, 5, 2), given).network(0)) == expected


@pytest.mark.parametrize(
    ("given", "n", "words"),
    [
        ("softmax", 2, "softmax in layer 1: expected in the last layer alone"),
        (["tanh", "softmax", "tanh"], 3, "softmax in layer 2"),
        (
            ["tanh"] * 4,
            3,
            "4 activations: expected one for all layers, two, or one for",
        ),
        (["tanh"] * 3, 2, "3 activations: expected one for all layers"),
        (["tanh", "splish"], 2, "unknown activation 'splish'"),
    ],
)
def test_names_that_fit_no_layers_are_named(given, n, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        activations(given, n)


WEIGHTS = {
    "layer_1": np.array([[0.5, -1.0], [2.0, 1.0]]),
    "layer_2": np.array([[0.0, 0.5], [1.0, -2.0], [3.0, 1.0]]),
    "layer_3": np.array([[1.0], [2.0], [-1.0]]),
}


def test_softmax_by_hand():
    network = Network.from_weights([[[0.0, 1.0, 2.0], [1.0, 0.0, -1.0]]], "softmax")
    powers = np.exp([1.0, 1.0, 1.0])  # at 1 all sums are 1
    np.testing.assert_allclose(network([[1.0]])[0], powers / powers.sum())
    np.testing.assert_allclose(
        network([[0.0]])[0], [0.09003057, 0.24472847, 0.66524096]
    )
    np.testing.assert_allclose(network([[-1e6]])[0], [0, 0, 1])
    np.testing.assert_allclose(network(LINE).sum(axis=1), 1)


@pytest.mark.parametrize(
    ("told", "option", "expected"),
    [
        ("tanh", [], ["tanh"] * 3),
        (["relu", "tanh", "identity"], [], ["relu", "tanh", "identity"]),
        (None, ["--activation", "relu,relu,identity"], ["relu", "relu", "identity"]),
        ("tanh", ["--activation", "tanh,identity"], ["tanh", "tanh", "identity"]),
        (["tanh"], ["--activation", "sigmoid"], ["logistic"] * 3),
    ],
)
def test_a_file_or_an_option_says_the_activations(
    tmp_path, monkeypatch, told, option, expected
):
    monkeypatch.chdir(tmp_path)
    np.savez("own.npz", **WEIGHTS, **({} if told is None else {"activation": told}))
    command = ["diagram", "own.npz", "--pictures", "-o", "own.svg"]
    assert invoke(*command, *option).exit_code == 0
    network = Network.from_weights(list(WEIGHTS.values()), expected)
    Path("expected.npz").unlink(missing_ok=True)
    save(network, "expected.npz")
    assert names_of(load("expected.npz")) == expected
    other = ["diagram", "expected.npz", "--pictures", "-o", "expected.svg"]
    assert invoke(*other).exit_code == 0
    assert Path("own.svg").read_bytes() == Path("expected.svg").read_bytes()


def test_a_file_that_says_no_activations_is_asked_about(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    np.savez("own.npz", **WEIGHTS)
    done = invoke("diagram", "own.npz", "-o", "own.svg")
    words = "own.npz does not hold a network: it names no activations: expected --act"
    assert done.exit_code == 2 and words in done.stderr
    assert not Path("own.svg").exists()


# What is drawn of mixed networks


def test_nodes_show_what_their_own_layer_computes():
    network = Network.from_weights(list(WEIGHTS.values()), ["relu", "tanh", "identity"])
    drawing = Diagram(pictures=True).drawing(network)
    x = np.linspace(-6, 6, 129)
    first = np.maximum(0, np.column_stack([2 * x + 0.5, x - 1]))
    second = np.tanh(first @ WEIGHTS["layer_2"][1:] + WEIGHTS["layer_2"][0])
    third = second @ WEIGHTS["layer_3"][1:] + WEIGHTS["layer_3"][0]
    expected = [x[:, None], first, second, third]
    pictures = [glyph for glyph in drawing.glyphs if isinstance(glyph, Picture)]
    assert len(pictures) == 1 + 2 + 2 + 1
    for glyph in pictures:
        _, layer, node = glyph.key
        np.testing.assert_allclose(
            glyph.values, expected[layer][:, node - 1], atol=1e-12
        )


@pytest.mark.parametrize("scale", [0.01, 1.0, 300.0])
def test_outputs_without_bounds_fill_their_pictures(scale):
    network = Network.from_weights([[[0.0], [scale]]], "identity")
    [own] = [
        glyph
        for glyph in Diagram(pictures=True, fitted=True).drawing(network).glyphs
        if isinstance(glyph, Picture) and glyph.key[1] == 1
    ]
    assert own.span == (-6 * scale, 6 * scale)


def test_triangles_are_where_a_layer_has_a_function():
    network = Network.from_weights(
        list(WEIGHTS.values()), ["tanh", "identity", "logistic"]
    )
    glyphs = ExplicitDiagram().drawing(network).glyphs
    found = {m.key[1] for m in glyphs if isinstance(m, Shape) and m.form == "triangle"}
    assert found == {0, 2}


def test_triangles_name_the_function_that_the_equations_give():
    names = ["relu", "tanh", "identity"]
    network = Network.from_weights(list(WEIGHTS.values()), names)
    named = {
        (glyph.key[2], glyph.text)
        for glyph in ExplicitDiagram().drawing(network).glyphs
        if isinstance(glyph, Label) and glyph.key[:2] == ("name", "function")
    }
    assert named == {(k, f"$f^{{({k + 1})}}$") for k in range(2)}
    [_, functions] = equations(network)
    assert [e.left for e in functions][:2] == ["f^{(1)}(a)", "f^{(2)}(a)"]


def test_nodes_that_jump_are_drawn_broken():
    network = Network.from_weights([[[0.5, -0.5], [1.0, 0.0]]], ["step"])
    drawing = Diagram(pictures=True).drawing(network)
    first, second = (g for g in drawing.glyphs if isinstance(g, Picture) and g.key[1])
    assert np.isnan(first.values).sum() == 1
    place = np.linspace(-6, 6, len(first.values))[np.isnan(first.values)]
    assert abs(place + 0.5) < 12 / (len(first.values) - 1)
    assert not np.isnan(second.values).any()


def test_equations_say_the_function_of_each_layer():
    network = Network.from_weights(list(WEIGHTS.values()), ["tanh", "tanh", "softmax"])
    [_, functions] = equations(network)
    assert [e.left for e in functions] == [
        r"f^{(1,\,2)}(a)",
        "f^{(3)}(a)_j",
    ]
    same = Network.from_weights(list(WEIGHTS.values()), "tanh")
    assert [e.left for e in equations(same)[1]] == ["f(a)"]
    labels = Diagram(equations="card").drawing(network).glyphs
    assert any(isinstance(m, Label) and "(3)" in m.text for m in labels)


def test_creases_after_a_smooth_layer_are_where_a_search_finds_them():
    for k in range(20):
        network = Family((1, 6, 5, 1), ["tanh", "relu", "identity"], 3).network(k)
        found = creases(network, -6, 6)
        x = np.linspace(-6, 6, 200_001)
        inner = Network(network.layers[:2])
        sums = inner.sums(x[:, None])
        turns = [
            x[i]
            for j in range(5)
            for i in np.flatnonzero(sums[:-1, j] * sums[1:, j] < 0)
        ]
        assert len(found) == len(turns)
        np.testing.assert_allclose(found, sorted(turns), atol=12 / 200_000)
        np.testing.assert_allclose(
            abs(inner.sums(found[:, None])).min(axis=1), 0, atol=1e-6
        )


def test_one_output_is_decided_by_its_own_layers_activation():
    for last, threshold in (("logistic", 0.5), ("identity", 0.0), ("tanh", 0.0)):
        network = Family((1, 6, 1), ("relu", last), 2).network(3)
        classifier = Classifier(network)
        assert classifier.threshold == threshold
        for x in regions(classifier, -6, 6).boundaries:
            assert network([[x]])[0, 0] == pytest.approx(threshold, abs=1e-6)


def test_boxes_reach_as_far_as_the_last_layers_activation():
    for last, span in (("logistic", (0, 1)), ("tanh", (-1, 1)), ("softmax", (0, 1))):
        network = Family((2, 4, 2), ("relu", last)).network(0)
        assert Surfaces().plot(Moment(network)).axes.span == span


def test_scenes_take_an_activation_for_each_layer(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    quick = ["--networks", "1", "--size", "64x64", "--format", "png"]
    for given, told in (
        ("relu,identity", ["relu", "relu", "identity"]),
        ("relu,tanh,logistic", ["relu", "tanh", "logistic"]),
        ("relu,relu,relu", "relu"),
    ):
        command = ["scene", "tanh_3layer", "--activation", given, *quick]
        assert invoke(*command).exit_code == 0
        assert f'"activation": {told!r}'.replace("'", '"') in re.sub(
            r"\s+", " ", Path("output/tanh_3layer.json").read_text()
        ).replace("[ ", "[").replace(" ]", "]")
    bad = ["scene", "tanh_3layer", "--activation", "relu,relu,relu,relu", *quick]
    done = invoke(*bad)
    assert done.exit_code == 2
    assert done.stderr.startswith(
        "render: --activation relu,relu,relu,relu: expected one"
    )
    assert Family((1, 3, 2, 1), ("relu", "identity")).title == (
        "Rectified linear and linear 3-layer 1-input 1-output"
    )
    with pytest.raises(InputError, match="layers"):
        Tour(Random(Family((2, 3, 1), ("relu", "tanh"))), Curves())


# How strong weights look


def widths(network, view):
    """Of the lines of each layer that are drawn, the widest, of the widest of all."""
    drawing = view.drawing(network, Room(900, 600))
    lines = [m for m in drawing.glyphs if isinstance(m, Line) and m.key[0] == "edge"]
    strongest = {}
    for glyph in lines:
        layer = glyph.key[1]
        strongest[layer] = max(strongest.get(layer, 0), abs(glyph.strength))
    return strongest


RNG = np.random.default_rng(0)
WIDE = [RNG.normal(size=(2, 2000)), RNG.normal(size=(2001, 1)) / np.sqrt(2000)]
FAINT = {
    "a wide layer": WIDE,
    "one layer a million times as strong": [WIDE[0][:, :5] * 1e6, WIDE[1][:6]],
    "a strong weight that is not shown": [
        WIDE[0],
        np.where(np.arange(2001) == 1000, 1e9, WIDE[1][:, 0])[:, None],
    ],
    "a strong bias that is not shown": [
        WIDE[0],
        np.insert(WIDE[1][1:], 0, 1e9, axis=0),
    ],
    "weights of nearly no size": [WIDE[0] * 1e-300, WIDE[1]],
    "many layers, each weaker": [np.full((4, 3), 10.0**-k) for k in range(6)],
}


@pytest.mark.parametrize("view", [Diagram, ExplicitDiagram])
@pytest.mark.parametrize("weights", FAINT.values(), ids=FAINT)
def test_every_layers_strongest_lines_are_seen(view, weights):
    network = Network.from_weights(weights, "tanh")
    found = widths(network, view(weights=True, strongest=None, bias="none"))
    assert found == pytest.approx(dict.fromkeys(range(len(weights)), 1.0))


def test_a_layer_of_zeros_has_no_lines():
    network = Network.from_weights([np.zeros((2, 3)), np.ones((4, 1))], "tanh")
    assert widths(network, Diagram(weights=True, strongest=None)) == {0: 0.0, 1: 1.0}
    plot = Diagram(weights=True, strongest=None).plot(Moment(network))
    draw(plot, (320, 180), DARK)


def test_a_wide_layers_lines_are_far_brighter_than_black(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    np.savez("wide.npz", layer_1=WIDE[0], layer_2=WIDE[1], activation="tanh")
    command = ["diagram", "wide.npz", "--weights", "-o", "a.png"]
    assert invoke(*command).exit_code == 0
    pixels = np.asarray(Image.open("a.png").convert("RGB"))
    between = pixels[60:620, 700:940]  # the second layer's lines
    signs = [np.multiply(to_rgb(color), 255) for color in DARK.signs]
    near = [abs(between - color).max(axis=-1).min() for color in signs]
    assert max(near) < 40
