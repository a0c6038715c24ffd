"""Four pixels: the network by hand, its pictures, and what is shown of them."""

import math

import numpy as np
import pytest
from matplotlib.colors import to_hex

from model import FOUR_PIXELS, Data, Family, four_pixel_network
from model.pixels import BLACK_AND_WHITE
from render import (
    DARK,
    LIGHT,
    DrawingAxes,
    InputError,
    Moment,
    PixelKinds,
    PixelVector,
    Plot,
    Points,
    StudyResults,
)
from render.plot.drawings import Drawing, Room
from render.plot.glyphs import Label, Pixels
from render.scene.variants import vary
from render.stage.painter import Painter
from render.style.colors import contrast
from scenes import pixels
from tests.command import LIBRARY

KINDS = FOUR_PIXELS.categories
NETWORK = four_pixel_network()
ROOM = Room(552.0, 242.0)
ONE, TWO = math.tanh(2), math.tanh(2 * math.tanh(2))  # 0.964 and 0.959


def by_hand(a, b, c, d):
    """What the original's text says that the network computes."""
    f = math.tanh
    left, right = (f(a + c), f(a - c)), (f(b + d), f(b - d))
    found = {
        "solid": f(left[0] + right[0]),
        "vertical": f(left[0] - right[0]),
        "diagonal": f(left[1] - right[1]),
        "horizontal": f(left[1] + right[1]),
    }
    return {kind: max(x, 0) + max(-x, 0) for kind, x in found.items()}


def kind_of(a, b, c, d):
    """What a picture is, as one sees it; None if it is none of the four."""
    if a == b == c == d:
        return "solid"
    if a == c and b == d:
        return "vertical"
    if a == d and b == c:
        return "diagonal"
    return "horizontal" if a == b and c == d else None


def test_the_networks_weights_are_32_ones_of_96_and_there_is_no_bias():
    assert NETWORK.sizes == (4, 4, 4, 8, 4)
    assert [la.activation.name for la in NETWORK.layers] == [
        *("tanh", "tanh", "relu", "identity")
    ]
    weights = [layer.weights for layer in NETWORK.layers]
    assert not any(w[0].any() for w in weights)
    assert sum(w[1:].size for w in weights) == 96
    assert [int(np.abs(w).sum()) for w in weights] == [8, 8, 8, 8]
    assert {float(x) for w in weights for x in w.ravel()} == {-1.0, 0.0, 1.0}


@pytest.mark.parametrize("picture", BLACK_AND_WHITE, ids=str)
def test_a_picture_of_a_kind_is_named_and_any_other_is_a_tie_of_four(picture):
    (outputs,) = NETWORK(picture[None])
    np.testing.assert_allclose(outputs, [*by_hand(*picture).values()], rtol=1e-12)
    kind = kind_of(*picture)
    if kind is None:
        tie = math.tanh(math.tanh(2))  # 0.746
        np.testing.assert_allclose(outputs, [tie] * 4, rtol=1e-12)
    else:
        expected = [TWO if name == kind else 0.0 for name in KINDS]
        np.testing.assert_allclose(outputs, expected, rtol=1e-12, atol=1e-15)


def test_dark_above_light_layer_by_layer():
    """Layer 1: -1 + 1 = 0, and tanh(-1 - 1) = -0.964, of both columns."""
    layers = [values[0] for values in NETWORK.nodes(np.array([[-1, -1, 1, 1]]))]
    assert round(ONE, 3) == 0.964 and round(TWO, 3) == 0.959
    expected = [
        [-1, -1, 1, 1],
        [0, -ONE, 0, -ONE],
        [0, 0, 0, -TWO],
        [0, 0, 0, 0, 0, 0, 0, TWO],
        [0, 0, 0, TWO],
    ]
    for values, by_hand in zip(layers, expected, strict=True):
        np.testing.assert_allclose(values, by_hand, atol=1e-15)


def test_grey_gives_zeros():
    assert not NETWORK(np.zeros((1, 4))).any()


def test_there_are_two_pictures_of_each_kind_one_the_negative_of_the_other():
    kinds = [KINDS[k] for k in FOUR_PIXELS.targets]
    assert [kind_of(*picture) for picture in FOUR_PIXELS.inputs] == kinds
    assert sorted(kinds) == sorted(2 * KINDS)
    np.testing.assert_array_equal(FOUR_PIXELS.inputs[::2], -FOUR_PIXELS.inputs[1::2])
    assert len(np.unique(FOUR_PIXELS.inputs, axis=0)) == 8
    assert len(np.unique(BLACK_AND_WHITE, axis=0)) == 16


def numbers(drawing, kind):
    """The numbers of a drawing's labels of a kind, in the order of their keys."""
    labels = [g for g in drawing.glyphs if isinstance(g, Label) and g.key[0] == kind]
    labels.sort(key=lambda label: label.key)
    return [float(label.text.strip("$")) for label in labels]


def pictures(drawing, kind):
    glyphs = [g for g in drawing.glyphs if isinstance(g, Pixels) and g.key[0] == kind]
    return np.array([g.values.ravel() for g in sorted(glyphs, key=lambda g: g.key)])


@pytest.mark.parametrize("seed", range(5))
def test_no_weighted_sum_has_one_sign_for_both_pictures_of_a_kind(seed):
    network = Family((4, 1), "identity").network(0, seed)
    steps = PixelKinds(FOUR_PIXELS).steps(network)
    weights = network.layers[0].weights[1:, 0]
    last = steps[-1].drawing(ROOM)
    np.testing.assert_allclose(numbers(last, "weight"), weights, atol=0.00501)
    sums = numbers(last, "sum")
    by_hand = [
        sum(w * p for w, p in zip(weights, x, strict=True))
        for x in pictures(last, "picture")
    ]
    np.testing.assert_allclose(sums, by_hand, atol=0.00501)
    np.testing.assert_array_equal(sums[::2], np.negative(sums[1::2]))
    averages = pictures(steps[3].drawing(ROOM), "average")
    assert averages.shape == (4, 4) and not averages.any()


def test_all_pictures_are_seen_at_every_step_of_their_kinds():
    scene = LIBRARY.scenes["pixels_task"]
    for step in scene.view.steps(scene.networks[0]):
        np.testing.assert_array_equal(
            pictures(step.drawing(ROOM), "picture"), FOUR_PIXELS.inputs
        )


def test_kinds_are_of_pairs_of_pictures_and_sums_of_all_pixels():
    with pytest.raises(
        InputError, match="data of 3 points: expected a picture and its"
    ):
        PixelKinds(Data(np.ones((3, 4)), [0, 0, 1]))
    with pytest.raises(InputError, match="layers 4,2: expected 4,1"):
        PixelKinds(FOUR_PIXELS).steps(Family((4, 2), "identity").network(0))


def test_a_vector_has_the_numbers_of_its_picture():
    view = PixelVector((-1, -1, 1, 1), (0.5, 0, 0.75, -0.75), FOUR_PIXELS.input_names)
    *_, first, second = (s.drawing(ROOM) for s in view.steps(NETWORK))
    for drawing, point in ((first, view.at), (second, view.other)):
        assert numbers(drawing, "number") == list(point)
        assert pictures(drawing, "picture").tolist() == [list(point)]
        assert pictures(drawing, "pixel").ravel().tolist() == list(point)
    with pytest.raises(InputError, match="at of 3: expected 4 pixels"):
        PixelVector((1, 1, 1), (0,) * 4, FOUR_PIXELS.input_names)


@pytest.mark.parametrize("name", ["pixels_task", "pixels_inputs"])
def test_too_small_a_room_is_refused_in_one_line(name):
    step = LIBRARY.scenes[name].view.steps(LIBRARY.scenes[name].networks[0])[-1]
    with pytest.raises(InputError, match="room of 200 by 90 points: expected"):
        step.drawing(Room(200, 90))


def test_what_many_starts_end_with_is_what_their_networks_do():
    """Of the first start of each kind, whose recording is there, counted by hand."""
    study = pixels.starts.study
    for k, source in enumerate((pixels.plain, pixels.sparse)):
        run = source.recording
        outputs = run[len(run) - 1](FOUR_PIXELS.inputs)
        named = [KINDS[row.index(max(row))] for row in outputs.tolist()]
        kinds = [kind_of(*picture) for picture in FOUR_PIXELS.inputs]
        right = sum(a == b for a, b in zip(named, kinds, strict=True))
        weights = [w for la in run[len(run) - 1].layers for w in la.weights[1:].flat]
        assert len(weights) == 96
        first = int(np.flatnonzero(study.numbers == k)[0])
        assert study.results["right"][first] == right
        assert study.results["near_zero"][first] == sum(
            -0.05 < w < 0.05 for w in weights
        )
        assert (study.numbers == k).sum() == 50


def test_words_on_many_starts_are_counted():
    study, scene = pixels.starts.study, LIBRARY.scenes["pixels_starts"]
    right, near = (study.results[name].tolist() for name in ("right", "near_zero"))
    pairs = list(zip(study.numbers.tolist(), right, strict=True))
    all_right = [sum(pair == (k, 8) for pair in pairs) for k in (0, 1)]
    ends = [
        sorted(x for k, x in zip(study.numbers, near, strict=True) if k == n)
        for n in (0, 1)
    ]
    middles = [f"{(row[24] + row[25]) / 2:.0f}" for row in ends]
    title = "Of 96 weights {} end near zero; if weights cost (L1), {}"
    assert scene.title == title.format(*middles)
    words = "Of 50 starts {} learn all eight pictures, and {} with L1."
    assert scene.caption.endswith(words.format(*all_right))


def test_results_of_a_study_are_discs_and_crosses_where_runs_fail():
    study, view = pixels.starts.study, LIBRARY.scenes["pixels_starts"].view.views[-1]
    plot = view.plot(Moment(NETWORK))
    points = [mark for mark in plot.marks if isinstance(mark, Points)]
    assert plot.axes.x.words == study.kinds
    for k, mark in enumerate(points):
        own = study.numbers == k
        assert mark.places[:, 1].tolist() == study.results["near_zero"][own].tolist()
        assert mark.crossed.tolist() == (study.results["right"][own] < 8).tolist()
        assert (np.abs(mark.places[:, 0] - k) < 0.5).all()
    with pytest.raises(InputError, match="result speed: expected right, near_zero"):
        StudyResults(pixels.starts, "speed", "speed", 1).plot(Moment(NETWORK))


def test_a_network_by_hand_has_no_other_seed_and_a_random_one_has():
    walk, neuron = (LIBRARY.scenes[f"pixels_{name}"] for name in ("walk", "neuron"))
    with pytest.raises(InputError, match="seed 3: expected a scene of random networks"):
        vary(walk, seed=3)
    other = vary(neuron, seed=3)
    assert other.networks[0] == Family((4, 4), "tanh", biases=False).network(0, 3)


def painted(glyph, style=DARK):
    """A glyph alone in a frame, (H, W, 3), and how to find a place in it."""
    drawing = Drawing((glyph,), (552.0, 300.0))
    frame = Painter((1280, 720), style)(Plot(DrawingAxes(), (drawing,)))
    scale = 1280 / 576  # pixels a point, of a picture 8 inches wide

    def at(x, y):
        return frame[
            720 - round((y + 12) * scale), round((x + 12) * scale), :3
        ].tolist()

    return at


@pytest.mark.parametrize("style", [DARK, LIGHT])
def test_pixels_are_as_light_as_their_values(style):
    values = np.array([[-1.0, 0.0], [0.5, 7.0]])
    glyph = Pixels(("picture",), (276.0, 150.0), (100.0, 100.0), values)
    at = painted(glyph, style)
    for (row, column), value in np.ndenumerate(values.clip(-1, 1)):
        grey = at(251 + 50 * column, 175 - 50 * row)
        assert max(grey) == min(grey) == pytest.approx(127.5 * (value + 1), abs=1)
    rim, ground = (to_hex(np.array(at(*p)) / 255) for p in ((227, 175), (100, 150)))
    assert contrast(rim, ground) >= 3  # so that it is seen where it is as the ground


def test_a_free_pixel_is_a_checkerboard_of_two_greys():
    free = np.array([[1.0, 0.0], [0.0, 0.0]])
    glyph = Pixels(("picture",), (276.0, 150.0), (160.0, 160.0), np.ones((2, 2)), free)
    at = painted(glyph)
    (place, (side, _)), *_ = glyph.tiles
    greys = [
        at(place[0] + (i - 1.5) * side / 4, place[1] + (j - 1.5) * side / 4)[0]
        for i in range(4)
        for j in range(4)
    ]
    dark, light = sorted(set(greys))
    board = np.reshape(greys, (4, 4)) == light
    expected = np.indices((4, 4)).sum(axis=0) % 2 == 0
    assert (board == expected).all() or (board == ~expected).all()
    assert 0 < dark < light < 255


def test_many_pixels_leave_no_gaps_between_them():
    values = np.full((28, 28), 0.5)
    at = painted(Pixels(("picture",), (276.0, 150.0), (101.3, 101.3), values))
    row = [tuple(at(x, 151.0)) for x in np.arange(230, 322, 0.4)]
    assert set(row) == {(191, 191, 191)}
