"""Networks against an oracle of loops, and what theory says of each family."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Activation, Family, Network, activation, blend, creases, load, save
from tests.scalars import FUNCTIONS, softmax

NODEWISE = [*FUNCTIONS]
ACTIVATIONS = [*NODEWISE, "softmax"]


@st.composite
def families(draw):
    """Families of any layers, each with an activation of its own."""
    layers = draw(st.lists(st.integers(1, 6), min_size=2, max_size=5))
    n_hidden = len(layers) - 2
    hidden = st.lists(st.sampled_from(NODEWISE), min_size=n_hidden, max_size=n_hidden)
    return Family(layers, [*draw(hidden), draw(st.sampled_from(ACTIVATIONS))])


def by_loops(network, inputs):
    """y_j = f(sum_i x_i w_ij), one number at a time, in Python's own arithmetic."""
    x = list(inputs)
    for weights, known in [(y.weights, y.activation) for y in network.layers]:
        x = [1.0, *x]
        sums = [
            sum(x[i] * weights[i][j] for i in range(len(x)))
            for j in range(len(weights[0]))
        ]
        if known.name == "softmax":
            x = softmax(sums)
        else:
            x = [FUNCTIONS[known.name](v) for v in sums]
    return x


@given(
    families(), st.integers(0, 100), st.lists(st.floats(-9, 9), min_size=6, max_size=6)
)
def test_forward_pass_equals_loops(family, k, numbers):
    network = family.network(k)
    inputs = numbers[: family.sizes[0]]
    np.testing.assert_allclose(
        network(np.array([inputs]))[0], by_loops(network, inputs), rtol=1e-9, atol=1e-12
    )


@given(families(), st.integers(0, 100))
def test_a_batch_equals_its_points(family, k):
    network = family.network(k)
    inputs = np.random.default_rng(k).uniform(-6, 6, (7, family.sizes[0]))
    alone = [network(point[None])[0] for point in inputs]
    np.testing.assert_allclose(network(inputs), alone, rtol=1e-12, atol=1e-14)
    assert network(inputs).shape == (7, family.sizes[-1])


@given(st.lists(st.integers(1, 5), min_size=2, max_size=6), st.integers(0, 50))
def test_linear_networks_of_any_depth_are_affine(layers, k):
    network = Family(layers, "identity").network(k)
    a, b = np.random.default_rng(k).uniform(-6, 6, (2, 5, layers[0]))
    np.testing.assert_allclose(
        network(0.3 * a + 0.7 * b), 0.3 * network(a) + 0.7 * network(b), atol=1e-9
    )


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_keep_their_bounds_far_out(name):
    f = activation(name)
    v = np.array([-1000.0, -1.0, 0.0, 1.0, 1000.0])
    with np.errstate(all="raise", under="ignore"):
        y = f(v)
    assert f.lower <= y.min() and y.max() <= f.upper
    assert v.tolist() == [-1000.0, -1.0, 0.0, 1.0, 1000.0]  # left alone


def test_logistic_by_hand():
    y = activation("sigmoid")(np.array([-1000.0, 0.0, np.log(3), 1000.0]))
    np.testing.assert_allclose(y, [0, 0.5, 0.75, 1], atol=1e-15)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Linear", "identity"),
        ("SIGMOID", "logistic"),
        ("ReLU", "relu"),
        ("Tanh", "tanh"),
    ],
)
def test_activations_by_the_names_people_use(name, known):
    assert activation(name).name == known


@pytest.mark.parametrize("name", ["splish", "", " _-", "tan h?", None, 3])
def test_unknown_activations_name_the_known(name):
    with pytest.raises(ValueError, match=r"choose identity .*, tanh, relu .*softmax"):
        activation(name)


def test_sizes():
    network = Family((2, 11, 9, 1), "tanh").network(0)
    assert network.sizes == (2, 11, 9, 1)


def test_networks_cannot_be_changed():
    given_weights = [np.ones((2, 1))]
    network = Network.from_weights(given_weights, "tanh")
    given_weights[0][0, 0] = 5
    assert network.layers[0].weights[0, 0] == 1
    for same in (network, pickle.loads(pickle.dumps(network))):
        with pytest.raises(ValueError, match="read-only"):
            same.layers[0].weights[0, 0] = 5
    with pytest.raises(AttributeError):
        network.layers = ()


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ([], "at least one layer"),
        ([np.ones(3)], "shape"),
        ([np.ones((1, 2))], "shape"),
        ([np.full((2, 1), np.nan)], "not finite"),
        ([np.ones((2, 3)), np.ones((3, 1))], "layer 1 has 3 outputs"),
    ],
)
def test_bad_weights_are_named(weights, words):
    with pytest.raises(ValueError, match=words):
        Network.from_weights(weights, "tanh")


@pytest.mark.parametrize("shape", [(4,), (4, 1), (4, 2), (1, 4, 3)])
def test_inputs_of_another_shape_are_named(shape):
    network, inputs = Family((3, 2, 1), "tanh").network(0), np.zeros(shape)
    for call in (network, network.sums, lambda x: list(network.nodes(x))):
        with pytest.raises(ValueError, match=r"expected \(n_points, 3\)"):
            call(inputs)


@given(families(), st.integers(0, 100))
def test_saving_and_loading_keeps_every_bit(tmp_path_factory, family, k):
    path = tmp_path_factory.mktemp("networks") / "network.npz"
    network = family.network(k)
    save(network, path)
    assert load(path) == network
    with np.load(path, allow_pickle=False) as file:  # numpy alone can read it
        names = file["activation"].ravel().tolist()
    assert names in ([f.name for f in family.activations], [family.activations[0].name])


def test_any_name_will_do_for_a_file(tmp_path):
    network = Family((1, 3, 1), "relu").network(0)
    save(network, tmp_path / "plain")
    assert load(tmp_path / "plain") == network


def test_an_activation_of_ones_own():
    cubic = Activation("cubic", "Cubic", np.cbrt)
    network = Network.from_weights([np.ones((2, 1))], cubic)
    assert pickle.loads(pickle.dumps(network)) == network
    assert network(np.array([[7.0]])) == pytest.approx(2)
    with pytest.raises(ValueError, match="cannot be saved"):
        save(network, "nowhere.npz")


@given(families(), st.integers(0, 20), st.integers(0, 2**32 - 2))
def test_a_network_does_not_depend_on_the_others_drawn(family, k, seed):
    first = family.network(k, seed)
    for other in range(5):
        family.network(other, seed)
    assert family.network(k, seed) == first
    assert family.network(k, seed + 1) != first
    assert family.network(k + 1, seed) != first


def test_drawn_networks_never_change():
    # PCG64's first integers for SeedSequence([0, 3]), worked out by hand from numpy's
    # raw stream: (raw >> 11) / 2**52 - 1. A change here changes every figure.
    network = Family((1, 2, 1), "tanh").network(3, seed=0)
    raw = np.random.Generator(np.random.PCG64([0, 3])).bit_generator.random_raw(7)
    expected = [float((int(r) >> 11) / 2**52 - 1) for r in raw]
    found = np.concatenate(
        [w.ravel() for w in (layer.weights for layer in network.layers)]
    )
    assert found.tolist() == expected
    golden = [0.7899454815796774, 0.7208288735498751, -0.3572503553249733]
    np.testing.assert_allclose(found[:3], golden, rtol=0, atol=1e-15)


@pytest.mark.parametrize(("k", "seed"), [(-1, 0), (0, 2**32), (2**32, 0)])
def test_numbers_that_would_draw_anothers_network_are_refused(k, seed):
    with pytest.raises(ValueError, match="expected 0 to"):
        Family((1, 1), "tanh").network(k, seed)


def test_weights_fill_their_range_evenly():
    weights = Family((99, 100), "tanh", spread=2.0).network(0).layers[0].weights
    assert -2 <= weights.min() < -1.99 and 1.99 < weights.max() < 2
    counts, _ = np.histogram(weights, bins=10, range=(-2, 2))
    assert abs(counts - 1000).max() < 5 * np.sqrt(
        1000 * 0.9
    )  # five standard deviations


@given(families(), st.integers(0, 50), st.data())
def test_a_spread_of_a_layer_stretches_its_weights_alone(family, k, data):
    n_layers = len(family.activations)
    spreads = data.draw(
        st.lists(st.floats(0.01, 1000), min_size=n_layers, max_size=n_layers)
    )
    own = Family(family.sizes, family.activations, spreads).network(k, 3)
    plain = family.network(k, 3)
    for spread, one, other in zip(spreads, own.layers, plain.layers, strict=True):
        assert np.array_equal(one.weights, spread * other.weights)
        assert (np.abs(one.weights) <= spread).all()


@pytest.mark.parametrize("spread", [2, 0.5, [2], (0.5, 0.5), np.array([2.0] * 3)])
def test_one_spread_is_that_of_all_layers(spread):
    number = float(np.ravel(spread)[0])
    one, all_alike = (Family((1, 4, 3, 2), "tanh", s) for s in (spread, [number] * 3))
    assert one == all_alike and hash(one) == hash(all_alike)
    weights = [
        layer.weights for layer in Family((1, 4, 3, 2), "tanh").network(5).layers
    ]
    for layer, plain in zip(one.network(5).layers, weights, strict=True):
        assert np.array_equal(layer.weights, number * plain)


def test_of_two_spreads_the_first_is_that_of_every_layer_but_the_last():
    assert Family((1, 4, 3, 2), "tanh", (5, 0.2)).spread == (5, 5, 0.2)
    assert Family((1, 4), "tanh", (5, 0.2)).spread == (0.2,)


@pytest.mark.parametrize(
    ("layers", "spread"),
    [
        ((3,), 1),
        ((1, 0, 1), 1),
        *(((1, 1), s) for s in (0, -1, np.inf, np.nan, 1001, (), (1, 2, 3), (0.0,))),
        *(((1, 3, 2, 1), s) for s in ((1, 2, 3, 4), (1, 0), (1, np.nan, 1))),
    ],
)
def test_bad_families_are_refused(layers, spread):
    with pytest.raises(ValueError, match="expected"):
        Family(layers, "tanh", spread)


@given(families(), st.floats(0, 1))
def test_blends_are_exact_at_both_ends_and_even_between(family, t):
    a, b = family.network(0), family.network(1)
    assert blend(a, b, 0) == a
    assert blend(a, b, 1) == b
    for u, v, w in zip(a.layers, b.layers, blend(a, b, t).layers, strict=True):
        expected = u.weights + t * (v.weights - u.weights)
        np.testing.assert_allclose(w.weights, expected, atol=1e-12)


def test_only_alike_networks_blend():
    a = Family((1, 2, 1), "tanh").network(0)
    for other in (Family((1, 3, 1), "tanh"), Family((1, 2, 1), "relu")):
        with pytest.raises(ValueError, match="blend"):
            blend(a, other.network(0), 0.5)


@pytest.mark.parametrize("k", range(20))
def test_relu_is_straight_between_creases_and_bent_at_them(k):
    network = Family((1, 11, 9, 2), "relu").network(k)
    places = creases(network, -6, 6)
    assert (np.diff(places) > 0).all()
    edges = np.array([-6, *places, 6])
    ends = network(edges[:, None])
    for t in (0.1, 0.5, 0.9):
        between = network((edges[:-1] + t * np.diff(edges))[:, None])
        np.testing.assert_allclose(
            between, ends[:-1] + t * np.diff(ends, axis=0), atol=1e-9
        )


def test_a_crease_by_hand():
    # f(2x - 1) has its crease at x = 1/2; one more layer, f(3 - f(2x - 1)), at x = 2.
    network = Network.from_weights([[[-1], [2]], [[3], [-1]]], "relu")
    np.testing.assert_allclose(creases(network, -6, 6), [0.5, 2.0])
    assert not len(creases(Family((1, 9, 1), "tanh").network(0), -6, 6))
