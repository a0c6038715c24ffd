"""Scenes of features: their numbers and images are the networks'."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Given, Images, Network
from render import HiddenImages, InputError, Names, OutputImages, Walk
from render.plot.drawings import Room
from render.plot.glyphs import Image, Label, Shape
from render.view.images.liked_images import LikedImages
from render.view.images.node_images import node_images
from render.view.images.outlines import outline
from render.view.images.strokes import DRAWN, likest, stroke
from render.view.weights import decimal, number
from scenes import features
from scenes.recordings.digits import (
    SMALL,
    STARTS,
    THIRTY,
    digit_counts,
    digit_images,
)
from tests.command import LIBRARY

ROOM = Room(552.0, 242.0)


def drawn(name, step):
    """The glyphs of a step of a scene, by their kind and key."""
    walk = LIBRARY.scenes[name]
    (steps,) = walk.draw(step).marks
    return {(type(glyph), *glyph.key): glyph for glyph in steps.fitted(ROOM).glyphs}


def texts(glyphs):
    return {glyph.text for glyph in glyphs.values() if isinstance(glyph, Label)}


def test_all_thirty_images_are_the_weights_and_sorted_they_are_the_same():
    weights = THIRTY[0].layers[0].weights[1:]
    for step in (0, 2):
        glyphs = drawn("digits_hidden", step)
        for node in range(1, 31):
            image = glyphs[Image, "weights", 1, node]
            assert np.array_equal(image.values, weights[:, node - 1].reshape(28, 28))
    places = [glyphs[Image, "weights", 1, node].centre for node in range(1, 31)]
    order = sorted(range(30), key=lambda k: (-places[k][1], places[k][0]))
    tops = abs(weights).max(axis=0)[order]
    assert (np.diff(tops) <= 0).all()
    first = order[0]
    signed = weights[abs(weights[:, first]).argmax(), first]
    assert f"{first + 1}: ${number(signed)}$" in texts(glyphs)


def test_the_node_explained_has_the_images_of_its_highest_and_lowest_sums():
    network, images = THIRTY[0], digit_images()
    heading = LIBRARY.scenes["digits_hidden"].heading(1)
    node = int(re.search(r"node (\d+) likes", heading)[1])
    first, second = network.layers
    heard = (second.weights[1:] ** 2).sum(axis=1)
    assert heard[node - 1] == heard.max()
    sums = images.inputs() @ first.weights[1:, node - 1] + first.weights[0, node - 1]
    glyphs = drawn("digits_hidden", 1)
    for row, place in enumerate((sums.argmax(), sums.argmin())):
        image = images.inputs()[place].reshape(28, 28)
        assert np.array_equal(glyphs[Image, "image", row, 0].values, image)
        product = image.ravel() * first.weights[1:, node - 1]
        assert glyphs[Image, "image", row, 1].values.ravel() == pytest.approx(product)
        value = 1 / (1 + np.exp(-sums[place]))
        words = f"sum ${decimal(sums[place])}$, gives ${decimal(value)}$"
        assert words in texts(glyphs)
        assert any(str(images.labels[place]) in t for t in texts(glyphs) if "it" in t)


def test_a_node_without_an_extreme_still_has_two_images():
    images = Images(np.zeros((2, 4, 4), np.uint8), np.array([1, 8]))
    network = Network.from_weights([np.zeros((17, 2)), np.zeros((3, 2))], "logistic")
    (image, _) = node_images(network)
    liked = LikedImages(image, network.layers[0], images)
    labels = [g.text for g in liked.glyphs(ROOM) if isinstance(g, Label)]
    assert labels.count("sum $0.00$, gives $0.50$") == 2


@pytest.mark.parametrize("name", DRAWN)
def test_a_stroke_that_is_hidden_among_noise_is_found(name):
    numbers = np.random.default_rng(0)
    weights = numbers.normal(0, 0.05, (7, 784))
    weights[4] += 3 * np.roll(stroke(name, (28, 28)), (3, -2), (0, 1)).ravel()
    found = {like.name: like for like in likest(weights, (28, 28))}[name]
    assert found.node == 5 and 0.9 < found.cosine <= 1
    unit = found.stroke.ravel() / np.linalg.norm(found.stroke)
    own = weights[4] / np.linalg.norm(weights[4])
    assert unit @ own == pytest.approx(found.cosine)


def test_strokes_are_balanced_and_nothing_is_like_weights_of_zero():
    for name in DRAWN:
        image = stroke(name, (28, 28))
        assert abs(image.sum()) < 1e-9 and abs(image).max() == 1
    assert all(like.cosine == 0 for like in likest(np.zeros((2, 784)), (28, 28)))


def test_each_output_is_an_image_of_its_thirty_weights():
    weights = THIRTY[0].layers[1].weights[1:]
    glyphs = drawn("digits_output", 0)
    for node in range(1, 11):
        image = glyphs[Image, "weights", 2, node]
        assert np.array_equal(image.values, weights[:, node - 1].reshape(5, 6))
    assert {*map(str, range(10))} <= texts(glyphs)


def test_every_pixel_of_an_output_has_its_node_its_number_and_its_weight():
    weights = THIRTY[0].layers[1].weights[1:, 3]
    glyphs = drawn("digits_output", 2)
    for node, weight in enumerate(weights.tolist(), start=1):
        assert glyphs[Image, "pixel", node].values.item() == weight
        assert f"{node}: ${decimal(weight)}$" in texts(glyphs)
        is_end = weight in (weights.max(), weights.min())
        assert glyphs[Label, "word", 1, node].emphasis == is_end
    liked, disliked = weights.argmax() + 1, weights.argmin() + 1
    heading = LIBRARY.scenes["digits_output"].heading(2)
    assert heading == f"The output for 3 likes node {liked} most, node {disliked} least"


def test_networks_of_each_size_have_their_images_and_what_was_counted():
    networks = {30: THIRTY, **SMALL}
    for step, (n, network) in enumerate(networks.items()):
        glyphs = drawn("digits_small", step)
        weights = network[0].layers[0].weights[1:]
        assert len([key for key in glyphs if key[:2] == (Image, "weights")]) == n
        image = glyphs[Image, "weights", 1, n].values
        assert np.array_equal(image.ravel(), weights[:, -1])
        rights = digit_counts()[f"right_{n}"] / 100
        assert f"{rights.min():.1f}\N{EN DASH}{rights.max():.1f}" in texts(glyphs)
        heading = LIBRARY.scenes["digits_small"].heading(step)
        assert heading == f"{n} hidden nodes: {rights[0]:.1f}% of test images right"
        bar = glyphs[Shape, "row", n, "bar"]
        zero, whole = (
            glyphs[Label, "tick", tick].bounds.mean(axis=0)[0] for tick in (0, 100)
        )
        share = (bar.bounds[:, 0].mean() - zero) / (whole - zero)
        middle = (rights.min() + rights.max()) / 200
        assert share == pytest.approx(middle, abs=0.01)
    for n, single in {10: 93.43, 5: 86.65, 4: 83.73, 3: 58.75, 2: 22.80}.items():
        assert f"{single:.2f}" in texts(glyphs)
        assert features.PUBLISHED[n] == single


@given(st.integers(0, 2**30 - 1))
def test_an_outline_has_a_side_wherever_a_chosen_pixel_ends(bits):
    chosen = np.array([bits >> k & 1 for k in range(30)], bool).reshape(5, 6)
    sides = list(outline(("a",), chosen, (60.0, 50.0), (120.0, 100.0)))
    assert len({side.key for side in sides}) == len(sides)
    padded = np.pad(chosen, 1).astype(int)
    ends = abs(np.diff(padded, axis=0)).sum() + abs(np.diff(padded, axis=1)).sum()
    assert sum(sum(side.size) for side in sides) == pytest.approx(20 * ends)
    for side in sides:
        assert 0 in side.size
        assert (side.bounds >= 0).all() and (side.bounds <= (120, 100)).all()


def test_spreads_of_weights_that_are_never_used_are_those_of_the_networks():
    never = digit_counts()["never_lit"].astype(bool)
    assert never.sum() == 67
    last = texts(drawn("digits_initialisation", len(STARTS)))
    for step, (name, file) in enumerate(STARTS.items()):
        weights = file[0].layers[0].weights[1:]
        unused = f"{number(float(weights[never].std()))}"
        glyphs = drawn("digits_initialisation", step)
        assert {f"spread now: ${unused}$ outlined", "node 1, outlined"} <= texts(glyphs)
        assert f"${number(float(weights[~never].std()))}$ elsewhere" in texts(glyphs)
        heading = LIBRARY.scenes["digits_initialisation"].heading(step)
        start = "With L2" if "L2" in name else "Without L2"
        assert heading.startswith(f"{start}: unused weights ") and start in last
        assert heading.endswith(unused) and ("keep" in heading) == ("L2" not in name)
        large = glyphs[Image, "large", 0].values
        assert np.array_equal(large.ravel(), weights[:, 0])


@pytest.mark.parametrize(
    ("view", "sizes"),
    [
        (HiddenImages(digit_images()), (16, 3, 2)),
        (HiddenImages(digit_images()), (784, 3)),
        (OutputImages((28, 28), 1, Names()), (784, 3)),
        (OutputImages((28, 28), 4, Names()), (784, 3, 3)),
        (OutputImages((4, 4), 1, Names()), (15, 3, 3)),
    ],
)
def test_networks_of_other_layers_are_refused(view, sizes):
    weights = [np.zeros((n + 1, m)) for n, m in pairwise(sizes)]
    network = Network.from_weights(weights, "tanh")
    with pytest.raises(InputError, match="layers"):
        Walk(Given([network]), view)


def test_accuracies_of_other_sizes_are_refused():
    view = LIBRARY.scenes["digits_small"].view
    with pytest.raises(InputError, match="hidden nodes"):
        type(view)(view.networks, view.accuracies[1:], 10_000, (28, 28))
