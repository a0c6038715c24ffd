"""Receptive fields: nothing makes a node higher, and checkerboards hardly matter."""

from itertools import product

import numpy as np
import pytest

from model import Family, Given, Network, four_pixel_network, receptive_fields
from render import InputError, Moment, ReceptiveFields, Walk
from render.plot.drawings import Room
from render.plot.glyphs import Line, Pixels
from tests.test_layout import check_words

SHARE = 0.05
ACTIVATIONS = [
    ("tanh", "identity"),
    ("relu", "identity"),
    ("logistic",),
    ("tanh", "softmax"),
]
WIDE, UPRIGHT = Room(552, 242), Room(300, 464)


def corners_and_more(n, seed=0):
    """All corners of the cube, and a thousand points inside."""
    corners = np.array(list(product((-1.0, 1.0), repeat=n)))
    return np.vstack([corners, np.random.default_rng(seed).uniform(-1, 1, (1000, n))])


@pytest.mark.parametrize("f", ACTIVATIONS, ids=str)
@pytest.mark.parametrize("layers", [(4, 4, 8, 4), (2, 6, 3), (6, 5, 1)])
def test_no_corner_and_no_place_inside_makes_a_node_higher(layers, f):
    for seed in range(2):
        network = Family(layers, f, 3.0).network(0, seed)
        points = corners_and_more(layers[0], seed)
        _, *values = network.nodes(points)
        fields = receptive_fields(network, SHARE)
        assert [len(layer) for layer in fields] == list(layers[1:])
        for k, layer in enumerate(fields):
            for j, field in enumerate(layer):
                found = values[k][:, j]
                extent = np.ptp(found)
                assert field.highest >= found.max() - 1e-3 * extent
                assert field.lowest <= found[: 2 ** layers[0]].min()
                _, *there = network.nodes(field.inputs[:1])
                if not field.free[0].any():
                    assert there[k][0, j] == pytest.approx(field.highest)
                for place, free in zip(field.inputs, field.free, strict=True):
                    check_place(network, k, j, place, free, field)


def check_place(network, k, j, place, free, field):
    """A node is high at a place, and is not, or is, changed by each of its inputs."""
    assert (np.abs(place) <= 1).all() and not place[free].any()
    if free.all():
        return
    for i in np.flatnonzero(~free):
        line = np.tile(place, (201, 1))
        line[:, i] = np.linspace(-1, 1, 201)
        values = list(network.nodes(line))[k + 1][:, j]
        if not free.any():  # or the others might be what they are not in line
            assert np.ptp(values) >= SHARE * (field.highest - field.lowest) * 0.99
            near = values[np.abs(line[:, i] - place[i]) <= 0.01].max()
            assert near >= values.max() - SHARE * (field.highest - field.lowest)


def test_fields_of_the_network_by_hand():
    """A column, white or white above black; the kinds; with negatives; either."""
    first, second, third, last = receptive_fields(four_pixel_network())
    columns = [[1, 0, 1, 0], [1, 0, -1, 0], [0, 1, 0, 1], [0, 1, 0, -1]]
    assert [field.inputs.tolist() for field in first] == [[c] for c in columns]
    assert [field.free.tolist() for field in first] == [
        [[not x for x in c]] for c in columns
    ]
    kinds = [[1, 1, 1, 1], [1, -1, 1, -1], [1, -1, -1, 1], [1, 1, -1, -1]]
    negatives = [[-x for x in kind] for kind in kinds]
    assert [field.inputs.tolist() for field in second] == [[kind] for kind in kinds]
    both = [p for pair in zip(kinds, negatives, strict=True) for p in pair]
    assert [field.inputs.tolist() for field in third] == [[p] for p in both]
    for field, kind, negative in zip(last, kinds, negatives, strict=True):
        assert sorted(field.inputs.tolist()) == sorted([kind, negative])
    for field in (*second, *third, *last):
        assert not field.free.any()
        assert field.highest == pytest.approx(np.tanh(2 * np.tanh(2)))


def test_a_node_that_prefers_grey_has_a_grey_field():
    """1 - |x - 0.25|, of two ReLUs, is highest at 0.25."""
    hidden = np.array([[-0.25, 0.25], [1.0, -1.0]])
    network = Network.from_weights(
        [hidden, np.array([[1.0], [-1], [-1]])], ("relu", "identity")
    )
    ((*_,), (field,)) = receptive_fields(network)
    assert field.inputs[0, 0] == pytest.approx(0.25, abs=0.01)
    assert field.highest == pytest.approx(1, abs=0.01)


def test_a_node_that_nothing_changes_is_all_checkerboard():
    (layer,) = receptive_fields(Network.from_weights([np.zeros((5, 1))], "tanh"))
    assert layer[0].free.all() and layer[0].free.shape == (1, 4)


@pytest.mark.parametrize("room", [WIDE, UPRIGHT])
@pytest.mark.parametrize("seed", range(3))
def test_pictures_in_nodes_are_their_fields(seed, room):
    network = Family((4, 4, 3), ("tanh", "identity"), 2.0).network(0, seed)
    (mark,) = ReceptiveFields().plot(Moment(network)).marks
    glyphs = mark.fitted(room).glyphs
    pictures = {g.key: g for g in glyphs if isinstance(g, Pixels)}
    fields = receptive_fields(network)
    for (_, k, j, n), glyph in pictures.items():
        if k == 0:
            assert glyph.values.ravel()[j - 1] == 1 and not glyph.free.ravel()[j - 1]
            assert glyph.free.sum() == 3
            continue
        field = fields[k - 1][j - 1]
        assert glyph.values.ravel().tolist() == field.inputs[n].tolist()
        assert glyph.free.ravel().tolist() == field.free[n].tolist()
    assert {key[1:3] for key in pictures} == {
        (k, j) for k, n in enumerate((4, 4, 3)) for j in range(1, n + 1)
    }
    for line in glyphs:
        if isinstance(line, Line):
            _, k, i, j = line.key
            assert line.strength == np.clip(network.layers[k].weights[i, j], -1, 1)


SEEDS = [0, *(pytest.param(s, marks=pytest.mark.slow) for s in range(1, 100))]


@pytest.mark.parametrize("seed", SEEDS)
def test_words_and_pictures_are_whole_with_any_weights(seed):
    network = Family((4, 4, 4, 8, 4), ("tanh", "identity"), 3.0).network(seed)
    walk = Walk(Given([network]), ReceptiveFields(), title="x")
    for size in [(1280, 720), (720, 1280), (720, 720)]:
        assert check_words(walk.draw(walk.stops - 1), size)
    for room in (WIDE, UPRIGHT, Room(552, 500)):
        glyphs = walk.view.steps(network)[-1].drawing(room).glyphs
        boxes = np.array([g.bounds for g in glyphs if isinstance(g, Pixels)])
        assert (boxes > -1e-6).all()
        assert (boxes < np.array([room.width, room.height]) + 1e-6).all()
        low, high = boxes[:, 0], boxes[:, 1] - 1e-6
        meet = (low[:, None] < high).all(axis=-1) & (low < high[:, None]).all(axis=-1)
        assert not np.triu(meet, 1).any()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"share": 0}, "share 0: expected between 0 and 1"),
        ({"shape": (0, 4)}, "shape 0 by 4: expected 1 or more rows and columns"),
        ({"strongest": -1}, "strongest -1: expected a number above 0"),
    ],
)
def test_what_cannot_be_shown_is_refused(options, words):
    with pytest.raises(InputError, match=words):
        ReceptiveFields(**options)


def test_networks_of_other_pixels_or_too_many_are_refused():
    nine = Family((9, 2), "tanh").network(0)
    with pytest.raises(InputError, match="layers 9,2: expected the first to be 4"):
        ReceptiveFields().steps(nine)
    many = Given([Family((16, 2), "tanh").network(0)])
    with pytest.raises(InputError, match="inputs 16 inputs: expected 12 at most"):
        check_words(Walk(many, ReceptiveFields((4, 4))).draw(1), (1280, 720))
    for share in (0, 1):
        with pytest.raises(ValueError, match="expected a number between 0 and 1"):
            receptive_fields(nine, share)
