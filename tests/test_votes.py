"""How hidden nodes are used: likes, votes and mistakes, and pictures of them."""

import math
import re
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import (
    Family,
    Layer,
    Network,
    alike,
    contributions,
    cosines,
    disliked,
    liked,
    read_mnist,
    with_nodes,
)
from render import Hope, InputError, Likes, Mistakes
from render.plot.blending import blend_glyphs
from render.plot.drawings import Room
from render.plot.glyphs import Image, Label, Shape
from render.view.images import hand_drawn
from scenes.recordings.counting_votes import parts_of_30
from scenes.recordings.digits import THIRTY, digit_counts, digit_images
from tests.command import LIBRARY
from tests.mnist import FOLDER, needs_mnist

NAMES = ("digits_hope", "digits_recognised", "digits_parts", "digits_mistakes")
SCENES = {name: LIBRARY.scenes[name] for name in NAMES}
WIDE = Room(552.0, 242.0)
ROOMS = (WIDE, Room(277.0, 500.0), Room(552.0, 490.0), Room(1012.0, 242.0))
LABELS = (980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009)  # of MNIST's 10,000
NETWORK = THIRTY[0]
HIDDEN, LAST = (layer.weights[1:] for layer in NETWORK.layers)
seeds = st.integers(0, 10_000)
every_scene = pytest.mark.parametrize("name", NAMES)


def steps_of(name):
    return SCENES[name].view.steps(SCENES[name].networks[0])


def glyphs_of(drawing, kind, word):
    """The glyphs of a kind whose keys begin with a word, by the rest of these."""
    return {
        g.key[1:]: g for g in drawing.glyphs if isinstance(g, kind) and g.key[0] == word
    }


def number_in(label):
    """The last number of a label."""
    return float(label.text.replace("$", "").split()[-1])


def near(value):
    """A number, as its three figures or two decimals show it."""
    return pytest.approx(value, abs=0.00501, rel=0.0051)


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=40), st.integers(1, 5))
def test_likes_are_the_first_of_a_plain_sort_and_dislikes_the_last(weights, n):
    pairs = sorted((weight, -place) for place, weight in enumerate(weights))
    highest = [-place for _, place in reversed(pairs)][:n]
    lowest = sorted(range(len(weights)), key=lambda place: (weights[place], place))[:n]
    assert list(liked(np.array(weights, float), n)) == highest
    assert list(disliked(np.array(weights, float), n)) == lowest


@given(seeds, st.sampled_from([(4, 3, 2), (3, 5, 4, 3), (2, 2)]))
def test_contributions_add_up_to_the_sum_without_its_bias(seed, sizes):
    network = Family(sizes, "logistic").network(0, seed)
    point = np.random.default_rng(seed).uniform(-2, 2, sizes[0])
    votes, last = contributions(network, point), network.layers[-1]
    assert votes.shape == sizes[-2:]
    outputs = 1 / (1 + np.exp(-(votes.sum(axis=0) + last.weights[0])))
    np.testing.assert_allclose(network(point[None])[0], outputs, rtol=1e-12)


@given(seeds)
def test_cosines_are_those_of_plain_vectors(seed):
    layer = Family((5, 4), "tanh").network(0, seed).layers[0]
    found = cosines(layer)
    for a, b in combinations(range(4), 2):
        one, other = (layer.weights[1:, k].tolist() for k in (a, b))
        dot = math.fsum(x * y for x, y in zip(one, other, strict=True))
        expected = dot / math.hypot(*one) / math.hypot(*other)
        assert found[a, b] == found[b, a] == pytest.approx(expected, abs=1e-12)
    np.testing.assert_allclose(np.diag(found), 1.0)
    assert not cosines(Layer(np.zeros((3, 2)), "tanh")).any()


def test_the_pair_most_alike_is_the_best_of_all_pairs():
    for digit in range(10):
        pairs = {
            (a, b): HIDDEN[:, a] @ HIDDEN[:, b]
            / np.linalg.norm(HIDDEN[:, a]) / np.linalg.norm(HIDDEN[:, b])
            for a in range(30) for b in range(30)
            if LAST[a, digit] > 0 > LAST[b, digit]
        }  # fmt: skip
        one, other, cosine = alike(NETWORK, digit)
        assert (one, other) == max(pairs, key=pairs.get)
        assert cosine == pytest.approx(pairs[one, other], abs=1e-12)


def test_an_output_that_only_likes_has_no_such_pair():
    network = Family((2, 2, 1), "tanh").network(0)
    only = with_nodes(network, ())
    with pytest.raises(ValueError, match="output 0: expected weights above and below"):
        alike(only, 0)


@given(seeds, st.sets(st.integers(0, 4)))
def test_some_nodes_alone_are_as_if_the_others_were_nought(seed, nodes):
    network = Family((3, 5, 2), "tanh").network(0, seed)
    points = np.random.default_rng(seed).uniform(-2, 2, (7, 3))
    values = network.layers[0](points)
    values[:, [k for k in range(5) if k not in nodes]] = 0.0
    found = with_nodes(network, tuple(nodes))(points)
    np.testing.assert_allclose(found, network.layers[1](values), atol=1e-15)


def test_confusions_have_a_row_for_each_label():
    table = digit_counts()["confusions_30"]
    assert tuple(table.sum(axis=1)) == LABELS
    assert (table >= 0).all()


@needs_mnist
def test_what_is_counted_over_all_images_is_what_these_give():
    """Hidden nodes are set to nought by hand, and sums are products of matrices."""
    _, test = read_mnist(FOLDER)
    inputs, labels = test.inputs(), test.labels
    counts = digit_counts()
    first, last = NETWORK.layers
    values = 1 / (1 + np.exp(-(inputs @ HIDDEN + first.weights[0])))
    sums = values @ LAST + last.weights[0]
    table = np.zeros((10, 10), int)
    np.add.at(table, (labels, sums.argmax(axis=1)), 1)
    np.testing.assert_array_equal(counts["confusions_30"], table)
    for node in range(30):
        answers = (sums - values[:, [node]] * LAST[[node]]).argmax(axis=1)
        assert counts["without_right"][node] == (answers == labels).sum()
    for digit in range(10):
        order = sorted(range(30), key=lambda k: LAST[k, digit])
        few = np.array(order[:3] + order[-3:])
        alone = values[:, few] @ LAST[few] + last.weights[0]
        assert counts["six_right"][digit] == (alone.argmax(axis=1) == labels).sum()
        own = labels == digit
        for name, own_sums in (("30", sums[:, digit]), ("six", alone[:, digit])):
            assert counts[f"own_yes_{name}"][digit] == (own_sums[own] > 0).sum()
            assert counts[f"other_yes_{name}"][digit] == (own_sums[~own] > 0).sum()


def test_counts_of_a_small_network_by_hand():
    """One hidden node that is always one half decides: all six are it, or none."""
    weights = np.zeros((7, 2))
    weights[1] = 4.0, -4.0
    hidden = Layer(np.zeros((2, 6)), "logistic")
    network = Network([hidden, Layer(weights, "logistic")])
    counts = parts_of_30({"digits_30": network}, np.ones((3, 1)), np.array([0, 0, 1]))
    assert counts["own_yes_30"].tolist() == counts["own_yes_six"].tolist() == [2, 0]
    assert counts["other_yes_30"].tolist() == [1, 0]
    assert counts["six_right"].tolist() == [2, 2]
    assert counts["without_right"].tolist() == [2] * 6  # ties are the first's


@pytest.mark.parametrize("digit", range(10))
def test_a_digit_is_shown_with_its_own_nodes_and_weights(digit):
    drawing = steps_of("digits_recognised")[digit].drawing(WIDE)
    order = sorted(range(30), key=lambda k: LAST[k, digit])
    chosen = order[:3] + order[-3:]
    images = glyphs_of(drawing, Image, "node")
    assert {key[0] for key in images} == set(chosen)
    for (node,), image in images.items():
        np.testing.assert_array_equal(image.values, HIDDEN[:, node].reshape(28, 28))
        label = glyphs_of(drawing, Label, "node")[node, 0]
        assert label.text.startswith(f"node {node + 1}: ")
        assert number_in(label) == near(LAST[node, digit])
    (own,) = glyphs_of(drawing, Image, "own").values()
    np.testing.assert_array_equal(own.values.ravel(), LAST[:, digit])
    assert own.strongest == np.abs(LAST).max()
    marks = glyphs_of(drawing, Shape, "mark")
    for node in chosen:
        row, column = divmod(node, 6)
        (left, low), (right, high) = own.bounds
        x, y = marks[(node,)].centre
        assert x == pytest.approx(left + (column + 0.5) / 6 * (right - left))
        assert y == pytest.approx(high - (row + 0.5) / 5 * (high - low))


def test_shares_of_negative_weights_are_counted():
    for digit, step in enumerate(steps_of("digits_recognised")):
        drawing = step.drawing(WIDE)
        labels = glyphs_of(drawing, Label, "share")
        negative = sum(x < 0 for x in LAST[:, digit].tolist())
        every = sum(x < 0 for x in LAST.ravel().tolist())
        assert (
            labels["digit",].text == f"output {digit}: {negative / 0.3:.0f}% negative"
        )
        assert labels["average",].text == f"all outputs: {every / 3:.0f}% negative"
        bars = glyphs_of(drawing, Image, "share")
        assert (bars["digit",].values < 0).sum() == negative
        assert (np.diff(bars["average",].values) >= 0).all()


def test_votes_are_sorted_and_add_up_to_the_output():
    view = SCENES["digits_parts"].view
    point = view.image.inputs()[0]
    outputs = NETWORK(point[None])[0]
    first, second, *_ = np.argsort(-outputs)
    values = 1 / (1 + np.exp(-(point @ HIDDEN + NETWORK.layers[0].weights[0])))
    for step, digit in zip(steps_of("digits_parts"), (first, second), strict=False):
        votes = values * LAST[:, digit]
        drawing = step.drawing(WIDE)
        bars = glyphs_of(drawing, Image, "bar")
        labels = glyphs_of(drawing, Label, "value")
        shown = [node for (node,) in bars if node >= 0]
        order = np.argsort(-votes).tolist()
        assert shown == order[:7] + order[-7:]
        total = sum(votes[shown])
        scale = [bars[(node,)].size[1] / abs(votes[node]) for node in shown]
        np.testing.assert_allclose(scale, scale[0])
        for node in shown:
            assert number_in(labels[(node,)]) == near(votes[node])
            assert (bars[(node,)].values > 0) == (votes[node] > 0)
        assert number_in(labels[(-1,)]) == near(votes.sum() - total)
        rows = [number_in(row) for row in glyphs_of(drawing, Label, "sum").values()]
        bias = NETWORK.layers[-1].weights[0, digit]
        assert rows[0] == near(votes[votes > 0].sum())
        assert rows[1] == near(votes[votes < 0].sum())
        assert rows[2:4] == [near(bias), near(votes.sum() + bias)]
        assert rows[4] == pytest.approx(outputs[digit], abs=0.000501)
        assert str(digit) in step.heading


def test_nodes_that_are_gone_cost_what_was_counted():
    step = steps_of("digits_parts")[3]
    counts, drawing = digit_counts(), step.drawing(WIDE)
    right = int(np.trace(counts["confusions_30"]))
    labels = glyphs_of(drawing, Label, "value")
    lost = {node: number_in(label) for (node,), label in labels.items()}
    assert [right - lost[k] for k in range(30)] == counts["without_right"].tolist()
    numbers = list(map(float, re.findall(r"\d+\.\d", step.heading)))
    assert numbers == [
        round((right - max(lost.values())) / 100, 1),
        round(right / 100, 1),
    ]


def test_six_nodes_alone_say_what_was_counted():
    step, counts = steps_of("digits_parts")[4], digit_counts()
    drawing = step.drawing(WIDE)
    others = [10_000 - n for n in LABELS]
    rows = {
        "own six": counts["own_yes_six"] / LABELS,
        "own all": counts["own_yes_30"] / LABELS,
        "other six": counts["other_yes_six"] / others,
        "other all": counts["other_yes_30"] / others,
        "right": counts["six_right"] / 10_000,
    }
    for row, shares in rows.items():
        labels = glyphs_of(drawing, Label, row)
        found = [number_in(labels[(k,)]) for k in range(10)]
        np.testing.assert_allclose(found, 100 * shares, atol=0.0501)
    worst = int(np.argmax(rows["other six"]))
    assert f"for {worst} says yes to {rows['other six'][worst]:.0%}" in (
        step.heading.replace("\N{NO-BREAK SPACE}", "")
    )


def test_mistakes_are_shown_with_what_they_are_and_what_is_said():
    images = digit_images()
    for number in (0, 3):
        drawing = steps_of("digits_mistakes")[number].drawing(WIDE)
        shown = glyphs_of(drawing, Image, "image")
        assert len(shown) == 8
        for (place,), image in shown.items():
            (k,) = np.flatnonzero(images.numbers == place)
            np.testing.assert_array_equal(image.values, images.pixels[k] / 255)
            outputs = NETWORK(images.inputs()[[k]])[0].tolist()
            answer = outputs.index(max(outputs))
            label = glyphs_of(drawing, Label, "image")[place, 0]
            truth = int(images.labels[k])
            assert answer != truth
            assert re.match(f"an? {truth}, it says {answer}: ", label.text)
            assert number_in(label) == near(max(outputs))


def test_ten_outputs_and_their_sum_are_the_networks():
    images, step = digit_images(), steps_of("digits_mistakes")[1]
    drawing = step.drawing(WIDE)
    labels = glyphs_of(drawing, Label, "output")
    bars = glyphs_of(drawing, Shape, "output")
    sums = NETWORK(images.inputs()).sum(axis=1)
    for (place,) in glyphs_of(drawing, Image, "image"):
        (k,) = np.flatnonzero(images.numbers == place)
        outputs = NETWORK(images.inputs()[[k]])[0]
        for digit, output in enumerate(outputs):
            assert number_in(labels[place, digit]) == near(output)
            sizes = [bars[place, digit, form].size[0] for form in ("bar", "box")]
            assert sizes[0] / sizes[1] == pytest.approx(output)
        assert number_in(labels[place, 10]) == near(sums[k])
        assert f"{sums[k]:.2f}" in step.heading


def test_the_table_has_every_count_and_marks_the_largest():
    drawing = steps_of("digits_mistakes")[2].drawing(WIDE)
    table = digit_counts()["confusions_30"]
    labels = glyphs_of(drawing, Label, "cell")
    found = np.zeros((10, 10), int)
    for cell, label in labels.items():
        found[cell] = int(label.text)
    np.testing.assert_array_equal(found, table)
    wrong = table * (1 - np.eye(10, dtype=int))
    marked = [g.key[1:] for g in drawing.glyphs if g.key[0] == "cell" and g.emphasis]
    assert sorted(wrong[cell] for cell in marked) == sorted(wrong.ravel())[-5:]
    (image,) = glyphs_of(drawing, Image, "table").values()
    np.testing.assert_array_equal(image.values, wrong)
    for (row, column), label in labels.items():
        x, y = image.pixel(10 * row + column)
        assert label.bounds.mean(axis=0) == pytest.approx((x, y), abs=2.5)


def test_pieces_drawn_by_hand_add_up_to_what_they_are_pieces_of():
    loop, line = hand_drawn.loop(), hand_drawn.line()
    np.testing.assert_array_equal(sum(hand_drawn.loop_pieces()), loop)
    np.testing.assert_array_equal(sum(hand_drawn.line_pieces()), line)
    assert all(
        piece.any() for piece in hand_drawn.loop_pieces() + hand_drawn.line_pieces()
    )
    nine = hand_drawn.together(loop, line)
    assert nine.min() >= 0 and nine.max() == 1 and nine.shape == (28, 28)
    np.testing.assert_array_equal(hand_drawn.turned(hand_drawn.turned(nine)), nine)
    # The loop is around black and above the middle; turned, it is below.
    assert loop[8, 14] == loop[0, 0] == 0 and loop[:14].sum() > 0.8 * loop.sum()
    assert hand_drawn.turned(loop)[14:].sum() > 0.8 * loop.sum()


def test_the_hope_says_that_it_is_drawn_by_hand_until_nodes_are_learned():
    *hoped, learned = steps_of("digits_hope")
    assert all(step.note.startswith("Drawn by hand") for step in hoped)
    assert learned.note.startswith("Computed")
    images = glyphs_of(learned.drawing(WIDE), Image, "weights")
    order = sorted(range(30), key=lambda k: -LAST[k, 9])[:3]
    for (slot,), image in images.items():
        np.testing.assert_array_equal(image.values.ravel(), HIDDEN[:, order[slot]])
    drawing = hoped[-1].drawing(WIDE)
    loop = hand_drawn.loop()
    for (part,), label in glyphs_of(drawing, Label, "sum").items():
        picture = glyphs_of(drawing, Image, "part")[(part,)].values
        assert number_in(label) == pytest.approx((loop * picture).sum(), abs=0.0501)


def inside(bounds, others, slack=0.0):
    """Whether bounds (2, 2) are inside each of others (n, 2, 2)."""
    low, high = bounds
    return ((others[:, 0] - slack <= low) & (high <= others[:, 1] + slack)).all(axis=1)


@every_scene
@pytest.mark.parametrize("room", ROOMS, ids=lambda room: f"{room.width:.0f}")
def test_all_is_in_the_room_and_no_words_are_on_a_pictures_edge(name, room):
    whole = np.array([[(0.0, 0.0), (room.width, room.height)]])
    for step in steps_of(name):
        glyphs = step.drawing(room).glyphs
        assert all(inside(glyph.bounds, whole, 1.0) for glyph in glyphs)
        boxes = np.array([g.bounds for g in glyphs if isinstance(g, Image)])
        for label in (g for g in glyphs if isinstance(g, Label)):
            low, high = label.bounds
            apart = ((boxes[:, 0] >= high) | (boxes[:, 1] <= low)).any(axis=1)
            assert (apart | inside(label.bounds, boxes)).all(), label.text


@every_scene
def test_half_way_something_stays(name):
    steps = steps_of(name)
    for one, other in zip(steps, (*steps[1:], steps[0]), strict=True):
        half = blend_glyphs(one.drawing(WIDE).glyphs, other.drawing(WIDE).glyphs, 0.5)
        assert any(isinstance(g, Image) and g.opacity > 0.25 for g in half), one.heading


@every_scene
def test_too_small_a_room_is_refused_in_one_line(name):
    for step in steps_of(name):
        with pytest.raises(InputError, match="room of 200 by 90 points: expected"):
            step.drawing(Room(200.0, 90.0))


def test_other_networks_are_refused_in_one_line():
    other = Family((4, 3, 2), "logistic").network(0)
    views = (
        Hope(),
        Likes(),
        SCENES["digits_parts"].view,
        SCENES["digits_mistakes"].view,
    )
    for view in views:
        with pytest.raises(InputError, match="layers 4,3,2: expected one hidden layer"):
            view.steps(other)
    with pytest.raises(InputError, match="layers 784,30,10: expected 3 times 3"):
        Likes(grid=(3, 3)).steps(NETWORK)
    with pytest.raises(InputError, match="confusions not square"):
        Mistakes(digit_images(), ((1, 2),))
    with pytest.raises(InputError, match="images all named right"):
        image, none = SCENES["digits_parts"].view.image, ((0,) * 10,) * 10
        Mistakes(image, none).steps(NETWORK)
    with pytest.raises(InputError, match="confusions of 2 digits: expected 10"):
        Mistakes(digit_images(), ((1, 2), (2, 1))).steps(NETWORK)
    with pytest.raises(InputError, match="layers 784,9,10: expected 784,30,10"):
        SCENES["digits_parts"].view.steps(Family((784, 9, 10), "logistic").network(0))
