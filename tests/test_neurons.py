"""One neuron of hundreds of inputs: its images, edges by hand, and the matrix."""

import math
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import EDGES, Images, Layer, Network, edge_network, edge_votes, read_mnist
from render import (
    BiasShift,
    EdgesByHand,
    ImageSum,
    InputError,
    LearnedEdges,
    MatrixForm,
    Parameters,
)
from render.plot.drawings import Room
from render.plot.glyphs import Image, Label, Line, Shape
from render.view.images.edges_by_hand import sketch
from render.view.matrices import Matrix
from scenes.recordings.counting_neurons import neuron_counts
from scenes.recordings.digits import SIXTEEN, digit_counts
from tests.command import LIBRARY
from tests.mnist import FOLDER, needs_mnist

WIDE, UPRIGHT, SQUARE = Room(552.0, 242.0), Room(300.0, 480.0), Room(552.0, 480.0)
ROOMS = [
    pytest.param(room, id=f"{room.width:.0f}x{room.height:.0f}")
    for room in (WIDE, UPRIGHT, SQUARE)
]


def drawn(name, step, room=WIDE):
    """The glyphs of a step of a scene, by kind and key."""
    walk = LIBRARY.scenes[name]
    glyphs = walk.view.steps(walk.networks[0])[step].drawing(room).glyphs
    return {(type(glyph), glyph.key): glyph for glyph in glyphs}


def number(label):
    return float(label.text.strip("$"))


def logistic(total):
    return 1 / (1 + math.exp(-total))


# Images, weights and products


def test_products_of_image_and_weights_add_up_to_the_sum_that_is_written():
    walk = LIBRARY.scenes["digits_weights"]
    glyphs = drawn("digits_weights", 4)
    image, weights, products = (
        glyphs[Image, (name,)].values for name in ("image", "weights", "products")
    )
    layer = SIXTEEN[0].layers[0]
    column = layer.weights[:, walk.view.node - 1]
    np.testing.assert_array_equal(image, walk.view.image.pixels[0] / 255)
    np.testing.assert_array_equal(weights.ravel(), column[1:])
    by_hand = [
        [p * w for p, w in zip(*rows, strict=True)]
        for rows in zip(image, weights, strict=True)
    ]
    np.testing.assert_array_equal(products, by_hand)
    terms = [term for row in by_hand for term in row]
    total = math.fsum(terms)
    expected = {
        "positive": math.fsum(term for term in terms if term > 0),
        "negative": math.fsum(term for term in terms if term < 0),
        "weighted sum": total,
        "bias": column[0],
        "answer": logistic(total + column[0]),
    }
    for name, value in expected.items():
        written = number(glyphs[Label, ("number", name)])
        assert written == pytest.approx(value, abs=0.0051 if abs(value) < 10 else 0.051)


def test_sixteen_images_are_those_of_the_edges_and_then_of_the_layer():
    walk = LIBRARY.scenes["digits_sixteen"]
    pixels = walk.view.image.inputs()[0]
    layer = SIXTEEN[0].layers[0]
    values = layer(pixels[None])[0]
    for step, source in ((0, edge_network().layers[0]), (1, layer), (2, layer)):
        glyphs = drawn("digits_sixteen", step, SQUARE)
        for k in range(16):
            image = glyphs[Image, ("weights", k)]
            times = pixels if step == 2 else 1.0
            expected = times * source.weights[1:, k]
            np.testing.assert_array_equal(image.values.ravel(), expected)
            text = glyphs[Label, ("name", k)].text.split(": ")
            assert text[0] == str(k + 1)
            if step == 2:
                assert float(text[1].strip("$")) == pytest.approx(values[k], abs=0.0051)
        scales = {g.strongest for g in glyphs.values() if isinstance(g, Image)}
        assert len(scales) == 1


# Edges by hand


def stroke(*edges):
    """An image of pixels that are light where edges go, and one pixel around."""
    image = np.zeros((28, 28))
    for edge in edges:
        for share in np.linspace(0, 1, 50):
            x, y = (
                a + share * (b - a) for a, b in zip(edge.start, edge.end, strict=True)
            )
            row, column = round(y), round(x)
            image[row - 1 : row + 2, column - 1 : column + 2] = 1.0
    return image.ravel()


def test_each_edge_answers_most_to_its_own_stroke():
    layer = edge_network().layers[0]
    sums = layer.sums(np.array([stroke(edge) for edge in EDGES]))
    np.testing.assert_array_equal(sums.argmax(axis=0), np.arange(len(EDGES)))
    np.testing.assert_array_equal(sums.argmax(axis=1), np.arange(len(EDGES)))
    assert (np.diag(sums) > 0).all()  # its answer is above one half


def test_an_edge_likes_a_stroke_and_neither_darkness_nor_a_blot():
    layer = edge_network().layers[0]
    weights = layer.weights[1:]
    np.testing.assert_allclose(np.maximum(weights, 0).sum(axis=0), 25.0)
    np.testing.assert_allclose(np.minimum(weights, 0).sum(axis=0), -12.5)
    assert (layer.sums(np.zeros((1, 784))) < 0).all()
    for edge, column in zip(EDGES, weights.T, strict=True):
        (x, y), (x_end, y_end) = edge.start, edge.end
        for i in range(784):
            row, col = divmod(i, 28)
            near = min(
                math.dist((col, row), (x + t * (x_end - x), y + t * (y_end - y)))
                for t in np.linspace(0, 1, 61)
            )
            if abs(near - 2) > 0.02 and abs(near - 4) > 0.02:
                sign = 1 if near < 2 else -1 if near < 4 else 0
                assert np.sign(column[i]) == sign


def test_digits_drawn_with_their_edges_are_read():
    network, votes = edge_network(), edge_votes()
    assert network.sizes == (784, 16, 10)
    answers = np.where(votes.T > 0, 1.0, 0.0)  # as if these edges alone were found
    outputs = network.layers[1](answers)
    np.testing.assert_array_equal(outputs.argmax(axis=1), np.arange(10))
    assert (votes != 0).any(axis=1).all()  # every edge is of use


def test_strokes_are_as_wide_as_their_strengths():
    strengths = np.zeros(16)
    strengths[[0, 2]] = 1.0, -0.5
    image = sketch(strengths)
    across = image[:, 14 * 4]  # through the middle of both, from the top
    assert (across > 0).sum() > 1.5 * (across < 0).sum() > 0
    assert set(np.unique(image)) == {-1.0, 0.0, 1.0}


def test_what_edges_by_hand_say_of_an_image_is_what_is_drawn():
    walk = LIBRARY.scenes["digits_by_hand"]
    network, images = walk.networks[0], walk.view.images
    outputs = network(images.inputs())
    headings = [walk.heading(k) for k in (2, 3)]
    assert [h.rsplit(" ", 1)[1] for h in headings] == ["right", "wrong"]
    for k, row in enumerate(outputs):
        glyphs = drawn("digits_by_hand", 2 + k, UPRIGHT)
        bars = [glyphs[Shape, ("output", digit)] for digit in range(10)]
        long = max(bar.size[0] for bar in bars) / row.max()
        for bar, output in zip(bars, row, strict=True):
            assert bar.size[0] == pytest.approx(max(output * long, 0.5))
        assert [bar.emphasis for bar in bars].index(1.0) == row.argmax()
        edges = network.layers[0](images.inputs())[k]
        for place, digit in enumerate(sorted(range(10), key=lambda j: -row[j])[:2]):
            found = glyphs[Image, ("edges", place)].values
            expected = sketch(edges * edge_votes()[:, digit])
            np.testing.assert_array_equal(found, expected)
            image = glyphs[Image, ("image", place)].values.ravel()
            np.testing.assert_array_equal(image, images.inputs()[k])
        assert (row.argmax() == images.labels[k]) == (k == 0)


def test_shares_that_are_right_are_those_counted():
    counts = digit_counts()
    glyphs = drawn("digits_by_hand", 4)
    for kind, name in enumerate(("by_hand_right", "sixteen_right")):
        for digit in range(10):
            share = counts[name][digit] / counts["test_digits"][digit]
            label = glyphs[Label, ("share", digit, kind)]
            assert abs(float(label.text) - 100 * share) <= 0.5
    heading = LIBRARY.scenes["digits_by_hand"].heading(4)
    assert f"{sum(counts['by_hand_right'].tolist()):,} of 10,000" in heading


@needs_mnist
def test_counts_are_those_of_the_test_images():
    _, test = read_mnist(FOLDER)
    found = neuron_counts({"digits_16_16": SIXTEEN[0]}, test.inputs(), test.labels)
    for name, expected in found.items():
        np.testing.assert_array_equal(digit_counts()[name], expected)


# Biases


def test_a_bias_moves_where_the_answer_is_one_half():
    walk = LIBRARY.scenes["digits_bias"]
    layer, view = SIXTEEN[0].layers[0], walk.view
    own, *weights = layer.weights[:, view.node - 1].tolist()
    sums = [
        math.fsum(w * p for w, p in zip(weights, pixels, strict=True))
        for pixels in view.images.inputs().tolist()
    ]
    for step, bias in ((1, 0.0), (2, -10.0), (3, own)):
        glyphs = drawn("digits_bias", step, SQUARE)
        ticks = {
            float(key[1]): glyph.place[0]
            for (kind, key), glyph in glyphs.items()
            if kind is Label and key[0] == "tick"
        }
        (a, left), (b, right) = min(ticks.items()), max(ticks.items())

        def total(x, a=a, b=b, left=left, right=right):
            return a + (x - left) / (right - left) * (b - a)

        line = glyphs[Line, ("threshold",)]
        assert total(line.start[0]) == pytest.approx(-bias, abs=0.01)
        name = glyphs[Label, ("threshold",)].text.rsplit(" ", 1)[1]
        assert float(name.strip("$")) == pytest.approx(-bias, abs=0.0051)
        for k, own_sum in enumerate(sums):
            disc = glyphs[Shape, ("answer", k)]
            assert total(disc.centre[0]) == pytest.approx(own_sum, abs=0.01)
            answer = logistic(own_sum + bias)
            assert disc.emphasis == float(answer > 0.5)
            image = glyphs[Image, ("image", k)]
            assert image.centre[0] == pytest.approx(disc.centre[0])
        looks = [glyphs[Shape, ("answer", k)] for k in range(len(sums))]
        for one, other in combinations(looks, 2):  # all are seen
            assert math.dist(one.centre, other.centre) > 2.9 or one.size != other.size
    active = digit_counts()["sixteen_active"][view.node - 1]
    assert view.active == tuple(active) and active[1] < active[0]


# Parameters


@given(st.lists(st.integers(1, 900), min_size=3, max_size=5))
def test_parameters_are_counted(sizes):
    title = Parameters(others=(tuple(sizes),)).steps(SIXTEEN[0])[-1].heading
    plain = sum((m + 1) * n for m, n in pairwise(sizes))
    assert title.endswith(f": {plain:,} to learn")


def test_parameters_of_both_networks_are_those_published():
    walk = LIBRARY.scenes["digits_parameters"]
    (*_, total, other) = (walk.heading(k) for k in range(walk.stops))
    assert total.startswith("13,002 ") and "23,860" in other
    glyphs = drawn("digits_parameters", 4, UPRIGHT)
    weights = [
        int(glyphs[Label, ("weights", k)].text.replace(",", "")) for k in range(3)
    ]
    biases = [int(glyphs[Label, ("biases", k)].text.strip("+ ")) for k in (1, 2, 3)]
    assert weights == [784 * 16, 16 * 16, 16 * 10] and biases == [16, 16, 10]
    assert glyphs[Label, ("total",)].text == f"= {sum(weights) + sum(biases):,}"


# The matrix


@pytest.mark.parametrize("room", ROOMS)
def test_entries_of_the_matrix_are_the_weights_of_the_links_beside_it(room):
    walk = LIBRARY.scenes["digits_matrix"]
    layer, image = SIXTEEN[0].layers[0], walk.view.image.inputs()[0]
    glyphs = drawn("digits_matrix", 5, room)
    links = sorted(key[1:] for kind, key in glyphs if kind is Line and key[0] == "edge")
    pixels = sorted({i for i, _ in links})
    neurons = sorted({j for _, j in links})
    assert neurons == [1, 2, 16] and pixels == [*range(pixels[0], pixels[0] + 3)]
    values = layer(image[None])[0]
    for row, j in zip((0, 1, 3), neurons, strict=True):
        for column, i in enumerate(pixels, start=1):
            entry = number(glyphs[Label, ("entry", "matrix", row, column)])
            assert entry == pytest.approx(layer.weights[i, j - 1], abs=0.0051)
        terms = [image[i] * layer.weights[i + 1, j - 1] for i in range(784)]
        total = math.fsum([*terms, layer.weights[0, j - 1]])
        for name, value in (
            ("bias", layer.weights[0, j - 1]),
            ("sums", total),
            ("answers", values[j - 1]),
        ):
            entry = number(glyphs[Label, ("entry", name, row, 0)])
            assert entry == pytest.approx(
                value, abs=0.0051 if abs(value) < 9.9 else 0.06
            )
    for row, i in enumerate(pixels, start=1):
        entry = number(glyphs[Label, ("entry", "vector", row, 0)])
        assert entry == pytest.approx(image[i - 1], abs=0.0051)


def test_a_row_and_its_links_are_looked_at_together():
    for step, row, neuron in ((2, 0, 1), (3, 1, 2), (4, 3, 16)):
        glyphs = drawn("digits_matrix", step)
        for (kind, key), glyph in glyphs.items():
            if kind is Line and key[0] == "edge":
                assert glyph.emphasis == float(key[2] == neuron)
            if kind is Label and key[:2] == ("entry", "matrix"):
                assert glyph.emphasis == float(key[2] == row)


ENTRIES = st.one_of(
    st.floats(-999, 999).map("{:.2f}".format), st.sampled_from([r"\cdots", r"\vdots"])
)


@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_brackets_are_around_all_entries(n_rows, n_columns, data):
    rows = data.draw(
        st.lists(
            st.tuples(*[ENTRIES] * n_columns), min_size=n_rows, max_size=n_rows
        ).map(tuple)
    )
    glyphs = list(Matrix(("m",), rows, 9.5).glyphs((40.0, -7.0)))
    lines = np.array([g.bounds for g in glyphs if isinstance(g, Line)])
    low, high = lines[:, 0].min(axis=0), lines[:, 1].max(axis=0)
    inks = [g.bounds for g in glyphs if isinstance(g, Label)]
    assert len(inks) == n_rows * n_columns and len(lines) == 6
    for ink in inks:
        assert (ink[0] > low).all() and (ink[1] < high).all()
    for k, one in enumerate(inks):
        for other in inks[k + 1 :]:
            assert (one[1] < other[0]).any() or (other[1] < one[0]).any()


# What is refused

ONE = Images(np.full((1, 28, 28), 9, np.uint8), [4])
OTHER = Network([Layer(np.zeros((5, 3)), "logistic"), Layer(np.ones((4, 2)), "tanh")])
WIDER, COUNTS = Layer(np.zeros((785, 3)), "logistic"), (1,) * 10


@pytest.mark.parametrize(
    ("view", "network", "words"),
    [
        (ImageSum(ONE), OTHER, "layers 4,3,2: expected the first to be 784"),
        (ImageSum(ONE, 17), SIXTEEN[0], "node 17: expected one of 1 to 16"),
        (LearnedEdges(ONE), Network([WIDER]), "layers 784,3: expected 16 nodes"),
        (MatrixForm(ONE), OTHER, "layers 4,3,2: expected the first to be 784"),
        (MatrixForm(ONE), Network([WIDER]), "layers 784,3: expected 4 nodes or more"),
        (
            BiasShift(ONE, 0, (1, 1, 1), 1),
            SIXTEEN[0],
            "node 0: expected one of 1 to 16",
        ),
        (
            EdgesByHand(ONE, *(COUNTS,) * 3, (784, 10)),
            SIXTEEN[0],
            "expected those of the network",
        ),
        (
            Parameters(),
            Network(OTHER.layers[:1]),
            "layers 4,3: expected a hidden layer",
        ),
    ],
)
def test_networks_that_do_not_fit_are_refused_in_one_line(view, network, words):
    with pytest.raises(InputError, match=words) as caught:
        view.steps(network)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "name", ["weights", "sixteen", "by_hand", "bias", "parameters", "matrix"]
)
def test_too_small_a_room_is_refused(name):
    for step in range(LIBRARY.scenes[f"digits_{name}"].stops):
        with pytest.raises(InputError, match=r"room of .* points: expected more"):
            drawn(f"digits_{name}", step, Room(120.0, 60.0))
