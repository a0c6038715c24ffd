"""Categories, regions and decision maps, against searches made another way."""

from itertools import pairwise
from operator import mul

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from model import Classifier, Family, Network, atlas, categories, margins, regions
from render import Bars, Curves, Moment
from tests.scalars import FUNCTIONS

LOW, HIGH = -6.0, 6.0
CLOSE = 1e-9 * (HIGH - LOW)
LAYERS = [(1, 1), (1, 11, 9, 1), (1, 100, 1), (1, 11, 9, 2), (1, 11, 9, 3), (1, 9, 10)]


def network(*layers, activation="identity"):
    return Network.from_weights(
        [np.array(weights, dtype=float) for weights in layers], activation
    )


def line(slope, intercept, activation="identity"):
    return network([[intercept], [slope]], activation=activation)


# Of these the highest sum has the highest output, however outputs are rounded; all but
# softmax are of zero at the threshold's sum, too.
ORDERLY = ["identity", "logistic", "tanh", "leaky_relu", "elu", "softplus", "softmax"]


def sums_at(network, x):
    """The last layer's sums, worked out with Python's own numbers."""
    values = [*map(float, np.atleast_1d(x))]
    for layer in network.layers:
        columns = layer.weights.T.tolist()
        sums = [bias + sum(map(mul, values, column)) for bias, *column in columns]
        values = [FUNCTIONS.get(layer.activation.name, float)(v) for v in sums]
    return sums


def category_at(classifier, x):
    """Worked out with Python's own numbers, one point at a time."""
    sums, last = (
        sums_at(classifier.network, x),
        classifier.network.layers[-1].activation,
    )
    if len(sums) > 1:
        scores = sums if last.name in ORDERLY else [*map(FUNCTIONS[last.name], sums)]
        return scores.index(max(scores))
    if last.name == "softmax":
        return 0 if classifier.threshold < 1 else 1
    f = FUNCTIONS[last.name]
    if last.name in ORDERLY and classifier.threshold == f(0.0):
        return 0 if sums[0] > 0 else 1
    return 0 if f(sums[0]) > classifier.threshold else 1


def mixed(sizes, k):
    """A random network, each of its layers with any of the activations there are."""
    rng = np.random.default_rng([k, *sizes])
    hidden = rng.choice([*FUNCTIONS], len(sizes) - 2).tolist()
    last = rng.choice([*FUNCTIONS, "softmax"])
    return Family(sizes, [*hidden, str(last)], rng.choice([0.5, 1, 3])).network(k)


def searched(classifier, n=20_011):
    """Boundaries: wherever two dense samples differ, brentq, or else halving."""
    x = np.linspace(LOW, HIGH, n)
    seen = classifier(x[:, None])
    return np.array(
        [
            crossing(classifier, x[i], x[i + 1], seen[i], seen[i + 1])
            for i in np.flatnonzero(seen[1:] != seen[:-1])
        ]
    )


def crossing(classifier, low, high, before, after):
    def gap(x):
        scores = classifier.scores(classifier.network.sums(np.array([[x]])))[0]
        return scores[before] - scores[after]

    if gap(low) * gap(high) < 0:
        return brentq(gap, low, high, xtol=1e-14)
    for _ in range(50):  # they are tied at one end: a ReLU's flat stretch
        middle = (low + high) / 2
        stays = classifier(np.array([[middle]]))[0] == before
        low, high = (middle, high) if stays else (low, middle)
    return low


# One input


@pytest.mark.parametrize("activation", ["tanh", "logistic", "relu", "identity"])
@pytest.mark.parametrize("layers", LAYERS, ids=str)
def test_boundaries_are_where_a_search_finds_them(layers, activation):
    found = 0
    for k in range(25):
        classifier = Classifier(Family(layers, activation).network(k))
        own, other = regions(classifier, LOW, HIGH), searched(classifier)
        assert len(own.boundaries) == len(other), k
        np.testing.assert_allclose(own.boundaries, other, atol=CLOSE)
        found += len(other)
    assert found > 0 or layers[-1] == 1


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_any_threshold_will_do(activation):
    for k in range(40):
        classifier = Classifier(Family((1, 11, 9, 1), activation).network(k), 0.3)
        found = regions(classifier, LOW, HIGH).boundaries
        np.testing.assert_allclose(found, searched(classifier), atol=CLOSE)
        np.testing.assert_allclose(classifier.network(found[:, None]), 0.3, atol=1e-9)


@settings(max_examples=60)
@given(
    st.sampled_from(["tanh", "logistic", "relu", "identity"]),
    st.sampled_from([(1, 11, 9, 1), (1, 7, 3), (1, 5, 10)]),
    st.integers(0, 10**6),
    st.lists(st.floats(0.001, 0.999), min_size=3, max_size=3),
)
def test_inside_a_region_the_category_is_the_regions(activation, layers, k, shares):
    classifier = Classifier(Family(layers, activation).network(k))
    found = regions(classifier, LOW, HIGH)
    assert found.edges[0] == LOW and found.edges[-1] == HIGH
    assert (found.widths > 0).all()
    assert (np.diff(found.categories) != 0).all()
    ends = pairwise(found.edges)
    for (low, high), category in zip(ends, found.categories, strict=True):
        for share in shares:
            assert category_at(classifier, low + share * (high - low)) == category


@settings(max_examples=100)
@given(
    st.sampled_from([(1, 1), (1, 11, 9, 1), (1, 7, 3), (1, 4, 4, 4, 2), (1, 5, 10)]),
    st.integers(0, 10**6),
    st.lists(st.floats(0.001, 0.999), min_size=3, max_size=3),
)
def test_mixed_networks_have_the_category_of_each_region(sizes, k, shares):
    classifier = Classifier(mixed(sizes, k))
    found = regions(classifier, LOW, HIGH)
    assert (np.diff(found.categories) != 0).all()
    ends = pairwise(found.edges)
    for (low, high), category in zip(ends, found.categories, strict=True):
        for share in shares:
            assert category_at(classifier, low + share * (high - low)) == category


@pytest.mark.parametrize("sizes", [(1, 1), (1, 11, 9, 1), (1, 11, 9, 2), (1, 5, 10)])
def test_mixed_networks_change_where_a_search_finds_that_they_do(sizes):
    found = 0
    for k in range(40):
        classifier = Classifier(mixed(sizes, k))
        own, other = regions(classifier, LOW, HIGH).boundaries, searched(classifier)
        near = np.append(own, np.inf)[np.searchsorted(own, other - CLOSE)]
        np.testing.assert_allclose(near, other, atol=CLOSE)
        for place in own:  # of which a search misses the narrowest
            sides = place - 2 * CLOSE, place + 2 * CLOSE
            before, after = (category_at(classifier, side) for side in sides)
            assert before != after
        found += len(own)
    assert found >= 15


@pytest.mark.parametrize(
    ("last", "start"),
    [("identity", 0.300001), ("tanh", 0.300001), ("softmax", 0.300001), ("step", 0.3)],
)
def test_boundaries_at_jumps_are_exactly_there(last, start):
    steps = [[-0.3, -0.300001, -2], [1, 1, 1]]  # at 0.3, 0.300001 and 2
    after = [[-1, 0], [1, 0.5], [0.5, 0], [-1, 0]]
    classifier = Classifier(network(steps, after, activation=["step", last]))
    sums = classifier.network.sums([[0.0], [0.3000005], [1.0], [3.0]]).tolist()
    assert sums == [[-1, 0], [0, 0.5], [0.5, 0.5], [-0.5, 0.5]]
    found = regions(classifier, LOW, HIGH)
    np.testing.assert_allclose(found.boundaries, [start, 2.0], atol=CLOSE)
    assert found.categories.tolist() == [1, 0, 1]


def test_a_pulse_between_two_samples_is_found():
    steps = [[-0.3, -0.300001], [1, 1]]
    pulse = network(steps, [[-0.5], [1], [-1]], activation=["step", "identity"])
    found = regions(Classifier(pulse), LOW, HIGH)
    np.testing.assert_allclose(found.boundaries, [0.3, 0.300001], atol=CLOSE)
    assert found.categories.tolist() == [1, 0, 1]


@given(st.floats(0.1, 5), st.floats(-0.5, 0.5), st.booleans())
def test_a_line_crosses_zero_at_minus_b_over_m(slope, intercept, down):
    slope = -slope if down else slope
    found = regions(Classifier(line(slope, intercept)), LOW, HIGH)
    np.testing.assert_allclose(found.boundaries, [-intercept / slope], atol=CLOSE)
    assert found.categories.tolist() == ([0, 1] if down else [1, 0])


def test_a_logistic_is_cut_at_a_half_and_the_others_at_zero():
    thresholds = {
        name: Classifier(line(1, 0, name)).threshold
        for name in ("identity", "logistic", "tanh", "relu")
    }
    assert thresholds == {"identity": 0, "logistic": 0.5, "tanh": 0, "relu": 0}


def test_a_constant_is_one_region():
    for value, category in [(0.5, 0), (0.0, 1), (-0.5, 1)]:
        found = regions(Classifier(line(0, value)), LOW, HIGH)
        assert found.edges.tolist() == [LOW, HIGH]
        assert found.categories.tolist() == [category]


def test_outputs_that_are_equal_everywhere_are_the_firsts():
    for activation in ("tanh", "logistic", "relu", "identity"):
        weights = [
            np.array(layer.weights)
            for layer in Family((1, 9, 3), activation).network(4).layers
        ]
        weights[-1][:] = weights[-1][:, :1]
        found = regions(
            Classifier(Network.from_weights(weights, activation)), LOW, HIGH
        )
        assert found.categories.tolist() == [0]


def test_a_crossing_on_the_intervals_end_is_none():
    assert regions(Classifier(line(1, 6)), LOW, HIGH).categories.tolist() == [0]
    assert regions(Classifier(line(-1, -6)), LOW, HIGH).categories.tolist() == [1]
    assert regions(Classifier(line(-1, 6)), LOW, HIGH).categories.tolist() == [0]


def absolute(offset):
    """|x| - offset, which touches zero, or crosses it twice: ReLUs and a sum."""
    hidden = np.array([[0.0, 0.0, 1.0], [1.0, -1.0, 0.0]])
    first = Network.from_weights([hidden], "relu")

    class Sum(Network):
        def sums(self, inputs):
            return first(inputs) @ [[1.0], [1.0], [-offset]]

    return Sum.from_weights([np.array([[0.0], [1.0]])], "identity")


def test_a_touch_is_no_crossing_but_a_hair_lower_is_two():
    assert len(regions(Classifier(absolute(0.0)), LOW, HIGH)) == 1
    for depth in (1e-6, 1e-4, 0.01, 1.0):
        found = regions(Classifier(absolute(depth)), LOW, HIGH)
        np.testing.assert_allclose(found.boundaries, [-depth, depth], atol=CLOSE)


@settings(max_examples=60)
@given(st.floats(-5.8, 5.8), st.floats(1e-6, 0.1))
def test_a_smooth_dip_is_found_however_narrow(place, half):
    class Bowl(Network):  # (x - place)^2 - half^2, but tamed far away
        def sums(self, inputs):
            return np.tanh((inputs - place) ** 2 - half**2)

    found = regions(
        Classifier(Bowl.from_weights([np.eye(2)[:, :1]], "identity")), LOW, HIGH
    )
    # Bound by rounding: near the bottom the values themselves are half squared.
    np.testing.assert_allclose(
        found.boundaries, [place - half, place + half], atol=CLOSE + 1e-15 / half
    )


def test_a_flat_stretch_belongs_to_the_category_that_ties_give_it():
    ramp = network([[-1.0], [1.0]], activation="relu")  # 0 up to 1, then rising
    found = regions(Classifier(ramp), LOW, HIGH)
    np.testing.assert_allclose(found.boundaries, [1.0], atol=CLOSE)
    assert found.categories.tolist() == [1, 0]
    # Two ramps, from -1 down to the left and from 1 up to the right; a tie between.
    two = network([[-1.0, -1.0], [-1.0, 1.0]], activation="relu")
    found = regions(Classifier(two), LOW, HIGH)
    np.testing.assert_allclose(found.boundaries, [1.0], atol=CLOSE)
    assert found.categories.tolist() == [0, 1]


def test_a_third_category_between_two_samples_is_found():
    # y = -x, y = x and, highest only within 1e-5 of zero, y = 1e-5.
    tent = network([[0.0, 0.0, 1e-5], [-1.0, 1.0, 0.0]])
    found = regions(Classifier(tent), LOW, HIGH)
    np.testing.assert_allclose(found.boundaries, [-1e-5, 1e-5], atol=CLOSE)
    assert found.categories.tolist() == [0, 2, 1]


RELUS = [  # rounding decides who leads where several outputs leave zero
    ((1, 16, 16, 3), 1, seed, k)
    for seed, k in [(17, 2), (36, 27), (66, 20), (2, 39), (2, 48), (3, 14), (6, 43)]
] + [((1, 100, 3), 3, 0, 633008), ((1, 11, 9, 3), 1, 0, 1265)]


@pytest.mark.parametrize(("layers", "spread", "seed", "k"), RELUS)
def test_where_rounding_decides_the_right_category_is_found(layers, spread, seed, k):
    classifier = Classifier(Family(layers, "relu", spread).network(k, seed))
    plot = Curves(parts=("regions",)).plot(Moment(classifier.network))
    (bars,) = (mark for mark in plot.marks if isinstance(mark, Bars))
    for found in (regions(classifier, LOW, HIGH), bars.regions):
        middles = (found.edges[1:] + found.edges[:-1]) / 2
        assert (classifier(middles[:, None]) == found.categories).all()


def test_hundreds_of_rectified_networks_with_ties():
    family = Family((1, 16, 16, 3), "relu")
    for k in range(800):
        classifier = Classifier(family.network(k))
        found = regions(classifier, LOW, HIGH)
        middles = (found.edges[1:] + found.edges[:-1]) / 2
        assert (classifier(middles[:, None]) == found.categories).all()


# Scores


def test_ties_are_the_firsts_and_a_threshold_must_be_passed():
    assert categories(np.array([[1.0, 2.0, 2.0], [0.0, 0.0, 0.0]])).tolist() == [1, 0]
    at_zero = Classifier(line(1, 0))
    assert at_zero(np.array([[-1e-300], [0.0], [1e-300]])).tolist() == [1, 1, 0]


def test_the_margin_is_the_winners_lead_over_the_next():
    scores = np.array([[0.9, -0.2, 0.4], [0.1, 0.1, 0.0]])
    np.testing.assert_allclose(margins(scores), [0.5, 0.0], atol=1e-15)
    classifier = Classifier(line(2, 0), threshold=0.5)
    sums = classifier.network.sums(np.array([[1.0], [0.0]]))
    np.testing.assert_allclose(margins(classifier.scores(sums)), [1.5, 0.5], atol=1e-12)


def test_the_two_highest_outputs_are_told():
    classifier = Classifier(Family((1, 4), "softmax").network(0))
    outputs = np.array([[[0.1, 0.2, 0.5, 0.2]], [[0.4, 0.0, 0.2, 0.4]]])
    assert classifier.top_two(outputs).tolist() == [[[0.5, 0.2]], [[0.4, 0.4]]]
    single = Classifier(line(1, 0, "logistic"))
    assert single.top_two(np.array([[0.7], [0.5], [0.1]])).tolist() == [
        [0.7, 0.5],
        [0.5, 0.5],
        [0.5, 0.1],
    ]


def test_outputs_that_are_all_alike_are_decided_by_their_sums():
    x = np.array([[-1.0], [1.0]])
    # 1 and 1, as both are rounded.
    saturated = network([[50, 50], [1, -1]], activation="tanh")
    assert saturated(x).tolist() == [[1, 1], [1, 1]]
    # A half and a half, of sums too small to tell.
    tiny = network([[0, 0], [0, 1e-20]], activation="softmax")
    assert tiny(x).tolist() == [[0.5, 0.5], [0.5, 0.5]]
    single = line(1e-20, 0, "logistic")
    assert single(x).tolist() == [[0.5], [0.5]]
    for alike, expected in ((saturated, [1, 0]), (tiny, [0, 1]), (single, [1, 0])):
        found = regions(Classifier(alike), LOW, HIGH)
        assert found.categories.tolist() == expected
        np.testing.assert_allclose(found.boundaries, [0], atol=CLOSE)
        assert Classifier(alike)(x).tolist() == expected


def test_a_narrow_region_of_a_softmax_is_found_though_it_is_certain_all_around():
    class Bowl(Network):
        def sums(self, inputs):
            depth = 1e9 * ((inputs - 0.1234) ** 2 - 1e-8)
            return np.hstack([depth, 0 * depth])

    bowl = Bowl.from_weights([np.zeros((2, 2))], "softmax")
    found = regions(Classifier(bowl), LOW, HIGH)
    np.testing.assert_allclose(found.boundaries, [0.1233, 0.1235], atol=CLOSE)
    assert found.categories.tolist() == [0, 1, 0]


def test_another_threshold_is_compared_with_the_output():
    for last, at in (("logistic", np.log(3)), ("softplus", np.log(np.exp(0.75) - 1))):
        found = regions(Classifier(line(1, 0, last), 0.75), LOW, HIGH)
        np.testing.assert_allclose(found.boundaries, [at], atol=CLOSE)
    always = Classifier(line(1, 0, "softmax"), 1.0)  # whose one output is 1
    assert regions(always, LOW, HIGH).categories.tolist() == [1]


def test_sums_beyond_all_numbers_are_decided():
    with np.errstate(all="raise"):
        scores = Classifier(network([[0, 0], [1, -1]])).scores(
            np.array([[np.inf, -np.inf], [-1.7e308, 1.7e308]])
        )
        assert categories(scores).tolist() == [0, 1]
        assert np.isfinite(margins(scores)).all()


@pytest.mark.parametrize("threshold", [np.nan, np.inf])
def test_thresholds_are_numbers_and_of_one_output(threshold):
    with pytest.raises(ValueError, match="expected a number"):
        Classifier(line(1, 0), threshold)
    with pytest.raises(ValueError, match="no threshold"):
        Classifier(Family((1, 2), "tanh").network(0), 0.0)


# Two inputs


def map_of(classifier, lines=61):
    x = np.linspace(LOW, HIGH, lines)
    points = np.stack(np.meshgrid(x, x, indexing="ij"), axis=-1).reshape(-1, 2)
    sums = classifier.network.sums(points).reshape(lines, lines, -1)
    return x, atlas(classifier, x, x, sums)


def winding(ring, points):
    """How often a ring goes round each point: angles, added up."""
    gaze = ring[None] - points[:, None]
    angles = np.arctan2(gaze[..., 1], gaze[..., 0])
    turns = (np.diff(angles, axis=1) + np.pi) % (2 * np.pi) - np.pi
    return np.round(turns.sum(axis=1) / (2 * np.pi))


def painted(found, points):
    """The category of the last area that each point is in."""
    categories = np.full(len(points), -1)
    for area in found.areas:
        turns = sum(winding(ring, points) for ring in area.rings)
        assert set(turns) <= {0, -1}  # outlines one way round, holes the other
        categories[turns != 0] = area.category
    return categories


@pytest.mark.parametrize("activation", ["tanh", "logistic", "relu", "identity"])
@pytest.mark.parametrize("outputs", [1, 2, 3, 7])
def test_boundaries_over_two_inputs_lie_on_the_true_ones(activation, outputs):
    for k in range(6):
        classifier = Classifier(Family((2, 11, 9, outputs), activation).network(k))
        _, found = map_of(classifier)
        check_boundaries(classifier, found)


@pytest.mark.parametrize("outputs", [1, 2, 3, 7])
def test_boundaries_of_mixed_networks_lie_on_the_true_ones(outputs):
    lines = 0
    for k in range(25):
        classifier = Classifier(mixed((2, 6, 5, outputs), k))
        _, found = map_of(classifier)
        check_boundaries(classifier, found)
        lines += len(found.boundaries)
    assert lines > 10


def check_boundaries(classifier, found):
    """All around each point of a boundary there is more than one category."""
    for points in found.boundaries:
        around = [
            classifier(points + 1e-6 * np.array([np.cos(a), np.sin(a)]))
            for a in np.linspace(0, 2 * np.pi, 24, endpoint=False)
        ]
        assert (np.ptp(around, axis=0) > 0).all()


def test_a_step_has_its_boundary_on_the_grids_lines():
    # step(x_1 - 0.31) + step(x_2 + 1.27) is 2 in one quarter of the map.
    both = network([[-0.31, 1.27], [1, 0], [0, 1]], [[-1.5], [1], [1]])
    both = Network.from_weights([y.weights for y in both.layers], ["step", "identity"])
    _, found = map_of(Classifier(both))
    (line,) = found.boundaries
    step = 0.2  # the grid's, beside the corner
    for axis, place in ((0, 0.31), (1, -1.27)):
        off, other = abs(line[:, axis] - place), line[:, 1 - axis]
        far = other > (-1.27, 0.31)[axis] + step
        assert far.sum() > 20 and off[far].max() < 1e-7 * step


@pytest.mark.parametrize("activation", ["tanh", "relu", "any"])
@pytest.mark.parametrize("outputs", [1, 2, 4])
def test_areas_hold_what_the_network_says(activation, outputs):
    points = np.random.default_rng(outputs).uniform(LOW, HIGH, (400, 2))
    wrong = 0
    for k in range(8):
        if activation == "any":
            classifier = Classifier(mixed((2, 5, 4, outputs), k))
        else:
            classifier = Classifier(Family((2, 11, 9, outputs), activation).network(k))
        x, found = map_of(classifier)
        grid = np.stack(np.meshgrid(x, x, indexing="ij"), -1).reshape(-1, 2)
        categories = found.categories.ravel()
        np.testing.assert_array_equal(categories, classifier(grid))
        for i in range(0, len(grid), 97):
            assert category_at(classifier, grid[i]) == categories[i]
        off = painted(found, points) != classifier(points)
        # Between grid lines boundaries are straight: only beside them may areas err.
        near = np.zeros(len(points), dtype=bool)
        for line_points in found.boundaries:
            gaps = np.linalg.norm(points[:, None] - line_points[None], axis=-1)
            near |= gaps.min(axis=1) < 0.2  # a grid step
        assert not (off & ~near).any()
        wrong += off.sum()
    assert wrong < 0.005 * 8 * len(points)


def test_a_straight_boundary_is_straight_and_an_island_is_closed():
    plane = Classifier(network([[0.5], [1.0], [-2.0]], activation="logistic"))
    _, found = map_of(plane)
    (boundary,) = found.boundaries
    np.testing.assert_allclose(0.5 + boundary @ [1.0, -2.0], 0, atol=1e-8)

    class Hill(Network):
        def sums(self, inputs):
            return 4 - (inputs**2).sum(axis=1, keepdims=True)

    _, found = map_of(Classifier(Hill.from_weights([np.zeros((3, 1))], "identity")))
    (shore,) = found.boundaries
    np.testing.assert_allclose(np.linalg.norm(shore, axis=1), 2, atol=1e-8)
    assert (shore[0] == shore[-1]).all()
    sea = found.areas[1]
    assert (
        sea.category == 1 and len(sea.rings) == 2
    )  # around, and a hole for the island


@pytest.mark.parametrize("outputs", [3, 5, 10])
def test_every_stretch_of_a_boundary_is_there_once(outputs):
    for k in range(6):
        classifier = Classifier(Family((2, 11, 9, outputs), "tanh").network(k))
        _, found = map_of(classifier)
        stretches = [
            tuple(sorted(map(tuple, np.round(ends, 6))))
            for points in found.boundaries
            for ends in pairwise(points)
        ]
        assert len(set(stretches)) == len(stretches)
        # None is missing: there is a point on each edge of the grid that is divided;
        # two, if a third category wins between its ends.
        changes = [(np.diff(found.categories, axis=i) != 0).sum() for i in (0, 1)]
        ends = {point for stretch in stretches for point in stretch}
        assert sum(changes) <= len(ends) <= 1.02 * sum(changes)


def test_a_map_of_one_category_has_no_boundaries():
    _, found = map_of(Classifier(network([[0.5], [0.0], [0.0]])))
    assert found.boundaries == ()
    assert [area.category for area in found.areas] == [0]
