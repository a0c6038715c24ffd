"""Trainings: what they start from, what they come to, and how they are told of."""

import json
import pickle
import warnings
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from model import (
    INITIALISATIONS,
    LOSSES,
    OPTIMISERS,
    Adam,
    Classifier,
    Data,
    Family,
    GradientDescent,
    Momentum,
    Network,
    Penalty,
    Training,
    epoch_steps,
    gradients,
    initial_network,
    network_at,
    resume,
    save_recording,
    split,
)
from model.learn.batches import batches
from model.learn.datasets import dataset
from model.learn.sides import Side
from model.learn.stops import MOST_STOPS, density, is_stop, n_stops
from model.learn.targets import targets_of

RNG = np.random.default_rng(7)
X = RNG.normal(size=(60, 2))
NOISE = RNG.normal(size=60)
NUMBERS = Data(X, X @ [2.0, -1.0] + 0.5 + 0.3 * NOISE)
TWO = Data(X, np.where(X @ [2.0, -1.0] + NOISE > 0, "yes", "no"))
THREE = Data(X, np.digitize(X[:, 0] + 0.3 * NOISE, [-0.5, 0.5]))
QUICK = {"steps": 20, "layers": (2, 3, 1)}


def last_of(recording):
    return recording[len(recording) - 1]


# First weights


@pytest.mark.parametrize("name", INITIALISATIONS)
def test_the_same_seed_makes_the_same_network(name):
    one, again = (initial_network((2, 9, 1), "tanh", name, seed=4) for _ in range(2))
    assert one == again
    assert one != initial_network((2, 9, 1), "tanh", name, seed=5)


def test_uniform_weights_are_those_of_random_networks():
    network = initial_network((2, 5, 1), "tanh", "uniform", seed=3)
    assert network == Family((2, 5, 1), "tanh").network(0, 3)


@pytest.mark.parametrize(
    ("name", "spread", "bias"),
    [
        ("uniform", 1 / 3**0.5, 1 / 3**0.5),
        ("normal", 1, 1),
        ("scaled", 1 / 400**0.5, 1),
        ("he", (2 / 400) ** 0.5, 0),
        ("glorot", (2 / 700) ** 0.5, 0),  # uniform on the root of 6 / (n + m) around 0
    ],
)
def test_weights_have_the_spread_that_their_name_stands_for(name, spread, bias):
    (layer,) = initial_network((400, 300), "tanh", name).layers
    weights = layer.weights
    assert weights[1:].std() == pytest.approx(spread, rel=0.01)
    assert weights[1:].mean() == pytest.approx(0, abs=0.01 * spread)
    assert weights[0].std() == pytest.approx(bias, rel=0.15)


def test_normal_weights_are_normal():
    """As many lie within one and two deviations as a normal distribution says."""
    (layer,) = initial_network((200, 200), "tanh", "normal").layers
    for deviations, share in ((1, 0.6827), (2, 0.9545)):
        within = (np.abs(layer.weights) < deviations).mean()
        assert within == pytest.approx(share, abs=0.01)


def test_unknown_initialisations_are_named():
    with pytest.raises(
        ValueError, match=r"^unknown initialisation 'xavier': expected un"
    ):
        initial_network((2, 1), "tanh", "xavier")


# Splits


@given(
    st.lists(st.integers(0, 3), min_size=4, max_size=60),
    st.floats(0.05, 0.95),
    st.integers(0, 99),
)
def test_splits_are_even_and_of_each_category(numbers, share, seed):
    data = Data(np.zeros((len(numbers), 1)), numbers, categories="abcd")
    n_test = round(share * len(data))
    if not 0 < n_test < len(data):
        return
    training, test = split(data, share, seed)
    assert sorted([*training, *test]) == list(range(len(data)))
    assert len(test) == n_test
    assert (np.diff(training) > 0).all() and (np.diff(test) > 0).all()
    for number in set(numbers):
        expected = share * numbers.count(number)
        assert abs((data.targets[test] == number).sum() - expected) <= 1.5
    np.testing.assert_array_equal(split(data, share, seed)[1], test)


def test_other_seeds_make_other_splits():
    tests = {tuple(split(NUMBERS, 0.5, seed)[1]) for seed in range(20)}
    assert len(tests) == 20
    shares = np.bincount(np.concatenate(list(tests)), minlength=60) / 20
    assert shares.min() > 0.05 and shares.max() < 0.95


def test_without_a_share_there_are_no_points_to_test_with():
    training, test = split(TWO, 0)
    assert (len(training), len(test)) == (60, 0)


@pytest.mark.parametrize("share", [-0.1, 1, 1.5, np.nan, 0.001, 0.999])
def test_shares_leave_points_on_both_sides(share):
    with pytest.raises(
        ValueError, match=r"^split .* of 60 points: expected 0, or a sh"
    ):
        split(TWO, share)


# Batches


@given(
    st.integers(1, 30),
    st.none() | st.integers(1, 40),
    st.integers(0, 9),
    st.integers(0, 70),
)
def test_in_each_epoch_each_point_is_in_one_batch(n, size, seed, first):
    points = np.arange(float(n))[None]
    side = Side(points, -points, None)
    steps = epoch_steps(n, size)
    found = batches(side, size, seed)
    epochs = [[next(found) for _ in range(steps)] for _ in range(3)]
    for epoch in epochs:
        inputs = np.concatenate([x[0] for x, _ in epoch])
        assert sorted(inputs) == list(range(n))
        np.testing.assert_array_equal(inputs, -np.concatenate([t[0] for _, t in epoch]))
        assert all(x.shape[1] == min(size or n, n) for x, _ in epoch[:-1])
    later, found = batches(side, size, seed, first), batches(side, size, seed)
    for _ in range(first):
        next(found)
    for _ in range(3):
        np.testing.assert_array_equal(next(later)[0], next(found)[0])


def test_epochs_and_seeds_have_orders_of_their_own():
    points = np.arange(12.0)[None]
    side = Side(points, points, None)
    orders = set()
    for seed in range(5):
        found = batches(side, 6, seed)
        orders |= {(*next(found)[0][0], *next(found)[0][0]) for _ in range(4)}
    assert len(orders) == 20


# Stops


@given(st.integers(0, 3000), st.integers(1, 150))
def test_stops_are_counted_rightly(last, a):
    assert n_stops(last, a) == len({k for k in range(last) if is_stop(k, a)} | {last})


@given(st.integers(0, 10**6), st.integers(60, 300))
def test_as_many_stops_as_there_is_room_for(last, most):
    a = density(last, most)
    assert n_stops(last, a) <= most
    assert a == most // 2 or n_stops(last, a + 1) > most


@given(st.integers(0, 10**6), st.integers(1, 150), st.integers(1, 150))
def test_sparser_stops_are_among_denser_ones(step, one, other):
    assert is_stop(step, max(one, other)) or not is_stop(step, min(one, other))


def test_stops_are_dense_at_first_and_sparse_later():
    recording = Training.of(NUMBERS, layers=(2, 1), steps=1000).run()
    spaces = np.diff(recording.steps)
    assert recording.steps[0] == 0 and recording.steps[-1] == 1000
    assert (spaces[:90] == 1).all() and (np.diff(spaces[:-1]) >= 0).all()
    assert 200 < len(recording) <= MOST_STOPS


# What is learned


def test_a_linear_fit_is_that_of_least_squares():
    with_ones = np.column_stack([np.ones(60), X])
    expected, *_ = np.linalg.lstsq(with_ones, NUMBERS.targets, rcond=None)
    start = initial_network((2, 1), "identity")
    for normalise in (False, True):
        training = Training(
            start,
            NUMBERS,
            optimiser=GradientDescent(0.2),
            normalise=normalise,
            steps=300,
        )
        recording = training.run()
        (layer,) = last_of(recording).layers
        np.testing.assert_allclose(layer.weights[:, 0], expected, rtol=1e-6)
        residues = NUMBERS.targets - with_ones @ expected
        assert recording.losses[-1] == pytest.approx((residues**2).mean(), rel=1e-12)


def test_a_ridge_costs_what_penalties_say():
    """(X'X / n + l2 / 2) w = X'y / n, of centred numbers: the bias costs nothing."""
    y, x = NUMBERS.targets - NUMBERS.targets.mean(), X - X.mean(axis=0)
    expected = np.linalg.solve(x.T @ x / 60 + 0.25 * np.eye(2), x.T @ y / 60)
    training = Training(
        initial_network((2, 1), "identity"),
        NUMBERS,
        optimiser=Momentum(0.05),
        penalty=Penalty(l2=0.5),
        steps=800,
        normalise=False,
    )
    (layer,) = last_of(training.run()).layers
    np.testing.assert_allclose(layer.weights[1:, 0], expected, rtol=1e-6)


def test_an_l1_penalty_holds_a_weight_at_zero():
    """Where the slope of the loss is less than l1, as it is for |w| (w - 0.1)^2."""
    data = Data([[-1.0], [1.0]], [-0.1, 0.1])
    start = Network.from_weights([np.array([[0.0], [0.5]])], "identity")
    training = Training(
        start,
        data,
        "squared",
        GradientDescent(0.001),
        penalty=Penalty(l1=0.3),
        steps=2000,
    )
    weight = last_of(training.run()).layers[0].weights[1, 0]
    best = minimize_scalar(lambda w: (w - 0.1) ** 2 + 0.3 * abs(w)).x
    assert abs(best) < 1e-6 and abs(weight) <= 0.001


@pytest.mark.parametrize("data", [TWO, THREE], ids=["two", "three"])
def test_a_logistic_fit_is_that_of_scikit_learn(data):
    """Its C counts points: it is 1 / (l2 n)."""
    from sklearn.linear_model import LogisticRegression

    l2 = 0.02
    model = LogisticRegression(C=1 / (l2 * 60), tol=1e-10).fit(X, data.targets)
    recording = Training.of(
        data,
        layers=(2, 1 if data is TWO else 3),
        optimiser=Momentum(0.3),
        penalty=Penalty(l2=l2),
        steps=2000,
        normalise=False,
    ).run()
    places = RNG.normal(size=(50, 2))
    expected = model.predict_proba(places)
    outputs = last_of(recording)(places)
    if data is TWO:
        expected = expected[:, 1:]
    np.testing.assert_allclose(outputs, expected, atol=2e-6)
    assert recording.training_accuracies[-1] == model.score(X, data.targets)


def test_the_first_steps_are_those_of_gradients_by_hand():
    """w - rate g, three times over, of gradients that are worked out on their own."""
    network = initial_network((2, 3, 1), ("tanh", "logistic"), seed=2)
    recording = Training(
        network, TWO, optimiser=GradientDescent(0.3), steps=3, normalise=False
    ).run()
    targets = TWO.targets[:, None]
    for stop in range(4):
        found = gradients(network, X, targets)
        assert recording.losses[stop] == pytest.approx(found.loss, rel=1e-12)
        layers = zip(network.layers, recording[stop].layers, strict=True)
        for layer, recorded in layers:
            np.testing.assert_allclose(recorded.weights, layer.weights, rtol=1e-6)
        steps = zip(network.layers, found.weights, strict=True)
        weights = [layer.weights - 0.3 * slope for layer, slope in steps]
        network = Network.from_weights(weights, ("tanh", "logistic"))


def test_a_batch_of_one_point_is_learned_alone():
    network = initial_network((2, 3, 1), ("tanh", "logistic"))
    training = Training(
        network, TWO, optimiser=GradientDescent(0.1), batch=1, steps=1, normalise=False
    )
    recording = training.run()
    moved = recording[1].layers[0].weights - recording[0].layers[0].weights
    alone = [
        -0.1 * gradients(network, x[None], [[t]]).weights[0]
        for x, t in zip(X, TWO.targets, strict=True)
    ]
    assert min(np.abs(moved - change).max() for change in alone) < 1e-6


def test_normalised_inputs_are_those_of_data_that_is_normalised():
    data = Data(X * [20.0, 3.0] + [50.0, -7.0], TWO.targets, categories=TWO.categories)
    inside = (data.inputs - data.inputs.mean(axis=0)) / data.inputs.std(axis=0)
    other = Data(inside, TWO.targets, categories=TWO.categories)
    one = Training.of(data, **QUICK).run()
    two = Training.of(other, **QUICK, normalise=False).run()
    assert one.normalised and not two.normalised
    np.testing.assert_allclose(one.losses, two.losses, rtol=1e-9)
    for k in (0, 20):
        found, expected = one[k](data.inputs), two[k](inside)
        np.testing.assert_allclose(found, expected, atol=1e-6)


def test_means_are_those_of_the_points_to_train_on():
    recording = Training.of(TWO, **QUICK, split=0.5).run()
    inputs = TWO.inputs[~recording.data.test]
    np.testing.assert_allclose(recording.mean, inputs.mean(axis=0))
    np.testing.assert_allclose(recording.sd, inputs.std(axis=0))


def test_an_input_that_is_always_the_same_is_only_moved():
    inputs = np.column_stack([X, np.full(60, 0.1), X[:, 0] * 1e-200])
    data = Data(inputs, NUMBERS.targets)
    recording = Training.of(data, layers=(4, 2, 1), steps=20).run()
    assert recording.sd[2:].tolist() == [1, 1]
    assert recording.mean[2] == pytest.approx(0.1)
    assert np.isfinite(last_of(recording)(data.inputs)).all()


def test_what_is_measured_is_what_recorded_networks_do():
    for data in (TWO, THREE):
        training = Training.of(data, split=0.4, batch=7, steps=300, seed=3)
        recording = training.run()
        sides = training.sides
        np.testing.assert_array_equal(np.flatnonzero(recording.data.test), sides[1])
        targets = training.targets()
        for k in (0, 40, len(recording) - 1):
            network = recording[k]
            for name, side in zip(("training", "test"), sides, strict=True):
                loss = gradients(network, X[side], targets[side]).loss
                measured = getattr(recording, f"{name}_losses")[k]
                assert measured == pytest.approx(loss, rel=1e-4)
                winner = Classifier(network)(X[side])
                if data is TWO:  # the second category is above the threshold
                    winner = 1 - winner
                share = (winner == data.targets[side]).mean()
                assert getattr(recording, f"{name}_accuracies")[k] == pytest.approx(
                    share
                )


@given(st.integers(1, 50), st.integers(2, 50))
def test_a_sample_is_spread_evenly_over_all_points(n, most):
    points = np.arange(float(n))[None]
    sample = Side(points, -points, points[0].astype(int)).sample(most)
    assert len(sample) == min(n, most)
    np.testing.assert_array_equal(sample.inputs, -sample.targets)
    np.testing.assert_array_equal(sample.inputs[0], sample.numbers)
    assert sample.numbers[0] == 0 and sample.numbers[-1] == n - 1
    assert np.ptp(np.diff(sample.numbers)) <= 1 if len(sample) > 1 else True


def test_numbers_have_losses_and_no_accuracies():
    recording = Training.of(NUMBERS, **QUICK, split=0.25).run()
    assert recording.training_accuracies.size == recording.test_accuracies.size == 0
    assert recording.test_losses.shape == recording.steps.shape
    whole = Training.of(NUMBERS, **QUICK).run()
    assert whole.test_losses.size == 0 and whole.data.test is None
    np.testing.assert_allclose(whole.training_losses, whole.losses[whole.steps])


def test_data_may_say_which_points_are_for_testing():
    test = np.arange(60) % 3 == 0
    words = TWO.input_names, TWO.target_name, TWO.categories
    data = Data(X, TWO.targets, *words, test)
    recording = Training.of(data, **QUICK).run()
    np.testing.assert_array_equal(recording.data.test, test)
    np.testing.assert_allclose(recording.mean, X[~test].mean(axis=0))
    with pytest.raises(
        ValueError, match=r"^split 0.5: expected 0, for the data says wh"
    ):
        Training.of(data, split=0.5)


# Defaults


@pytest.mark.parametrize(
    ("data", "sizes", "last"),
    [
        (TWO, (2, 8, 8, 1), "logistic"),
        (THREE, (2, 8, 8, 3), "softmax"),
        (NUMBERS, (2, 8, 8, 1), "identity"),
        (Data(X, X), (2, 8, 8, 2), "identity"),
    ],
)
def test_a_network_suits_its_data(data, sizes, last):
    training = Training.of(data)
    assert training.start.sizes == sizes
    assert [f.activation.name for f in training.start.layers] == ["tanh", "tanh", last]
    assert Training.of(data, layers=(2, sizes[-1])).start.sizes == (2, sizes[-1])


def test_epochs_are_told_in_steps():
    assert Training.of(TWO, epochs=5).steps == 5
    assert Training.of(TWO, epochs=5, batch=7).steps == 5 * 9
    assert Training.of(TWO, epochs=5, batch=7, split=0.5).steps == 5 * 5
    assert Training.of(TWO, batch=7).epoch == 9


# Targets


@pytest.mark.parametrize(
    ("data", "sizes", "last", "expected"),
    [
        (TWO, (2, 1), "logistic", {0: [0], 1: [1]}),
        (TWO, (2, 1), "tanh", {0: [-1], 1: [1]}),
        (TWO, (2, 1), "identity", {0: [-1], 1: [1]}),
        (TWO, (2, 2), "softmax", {0: [1, 0], 1: [0, 1]}),
        (THREE, (2, 3), "softmax", {0: [1, 0, 0], 2: [0, 0, 1]}),
        (THREE, (2, 3), "tanh", {1: [-1, 1, -1]}),
        (THREE, (2, 1), "identity", {0: [0], 1: [1], 2: [2]}),
    ],
)
def test_categories_are_bounds_of_outputs(data, sizes, last, expected):
    network = initial_network(sizes, last)
    targets = targets_of(data, network, LOSSES["squared"])
    assert targets.shape == (60, sizes[-1])
    for number, row in expected.items():
        assert (targets[data.targets == number] == row).all()


# What goes on, and what ends


@settings(max_examples=10, deadline=None)
@given(
    first=st.integers(1, 300),
    more=st.integers(1, 300),
    batch=st.none() | st.integers(1, 40),
    optimiser=st.sampled_from(sorted(OPTIMISERS)),
    share=st.sampled_from([0.0, 0.3]),
)
def test_what_is_resumed_is_one_run_to_the_last_bit(
    first, more, batch, optimiser, share
):
    options = {
        "batch": batch,
        "optimiser": optimiser,
        "split": share,
        "layers": (2, 3, 1),
    }
    part = Training.of(TWO, steps=first, **options).run()
    one = Training.of(TWO, steps=first + more, **options).run()
    two = resume(part, first + more)
    assert one == two and one.training == two.training
    assert one.end.weights.tobytes() == two.end.weights.tobytes()
    averages = [np.array(x.end.optimiser.averages).tobytes() for x in (one, two)]
    assert averages[0] == averages[1]


def test_the_same_training_is_the_same_to_the_byte(tmp_path):
    for path in ("a.npz", "b.npz"):
        save_recording(Training.of(TWO, batch=9, split=0.2).run(), tmp_path / path)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    others = [
        Training.of(TWO, **QUICK, seed=1),
        Training.of(TWO, **QUICK, batch=5),
        Training.of(TWO, **QUICK, penalty=Penalty(l2=0.1)),
        Training.of(TWO, **QUICK, optimiser=Adam(0.02)),
        Training.of(TWO, **QUICK, initialisation="he"),
        Training.of(TWO, **QUICK, activations="tanh"),
        Training.of(TWO, **QUICK),
    ]
    assert len({training.run() for training in others}) == len(others)


@pytest.mark.parametrize("batch", [None, 7])
@pytest.mark.parametrize("rate", [30.0, 1e5])
def test_a_training_that_bursts_ends_at_its_last_finite_step(rate, batch):
    training = Training.of(
        NUMBERS,
        layers=(2, 4, 1),
        activations="identity",
        batch=batch,
        optimiser=GradientDescent(rate),
        steps=500,
        split=0.2,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        recording = training.run()
    assert recording.burst
    last = recording.steps[-1]
    assert 0 < last < 500 and len(recording.losses) == last + 1
    for name in ("losses", "training_losses", "test_losses"):
        assert np.isfinite(getattr(recording, name)).all()
    assert np.isfinite(last_of(recording)(X)).all()
    shorter = replace(training, steps=int(last)).run()
    assert not shorter.burst and shorter.losses[-1] == recording.losses[-1]
    assert replace(training, steps=int(last) + 1).run().burst
    with pytest.raises(
        ValueError, match=r"^a recording that burst: expected one that c"
    ):
        resume(recording, 1000)


def test_what_is_beyond_all_bounds_at_the_start_is_refused():
    network = Network.from_weights([np.full((3, 1), 1e50)], "identity")
    with pytest.raises(
        ValueError, match=r"^the loss of the first network: expected a f"
    ):
        Training(network, NUMBERS).run()


def test_progress_is_told_and_may_end_it():
    told = []
    Training.of(TWO, layers=(2, 1), steps=250).run(told.append)
    assert told == [0, 100, 200, 250]

    def interrupt(step):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Training.of(TWO, layers=(2, 1)).run(interrupt)


def test_steps_that_are_made_cannot_be_resumed():
    recording = Training.of(TWO, **QUICK).run()
    for steps in (20, 3):
        with pytest.raises(ValueError, match=f"^steps {steps}: expected more than 20"):
            resume(recording, steps)


def test_a_recording_is_networks_that_blend():
    recording = Training.of(TWO, **QUICK).run()
    assert (len(recording), recording.sizes) == (21, (2, 3, 1))
    assert [recording.name(k) for k in (0, 20)] == ["step 0", "step 20"]
    half = network_at(recording, 3.5).layers[0].weights
    ends = [recording[k].layers[0].weights for k in (3, 4)]
    np.testing.assert_allclose(half, (ends[0] + ends[1]) / 2)
    assert json.loads(json.dumps(recording.facts()))["layers"] == [2, 3, 1]
    assert pickle.loads(pickle.dumps(recording)) == recording
    for beyond in (-1, 21):
        with pytest.raises(IndexError):
            recording[beyond]
    with pytest.raises(ValueError):
        recording.layers[0][0] = 0


# What does not fit


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"steps": 0}, "steps 0: expected 1 to 1,000,000"),
        ({"steps": 10**7}, "steps 10000000: expected 1 to 1,000,000"),
        ({"epochs": 0}, "epochs 0: expected 1 to 1,000,000"),
        ({"batch": 0}, "batch 0: expected 1 to 1,000,000"),
        ({"seed": -1}, "seed -1"),
        ({"split": 1.0}, "split 1.0 of 60 points: expected 0, or a share that leaves"),
        (
            {"loss": "hinge"},
            "unknown loss 'hinge': expected squared, logistic, softmax",
        ),
        ({"loss": "softmax"}, "softmax cross-entropy after logistic: expected softmax"),
        ({"optimiser": "sgd"}, "unknown optimiser 'sgd': expected gradient_descent, m"),
        ({"layers": (3, 1)}, "a network of 3 inputs: expected 2, as the data has"),
        ({"layers": (2, 4)}, "4 outputs: expected 2, one for each category"),
        ({"layers": (2,)}, "sizes (2,): expected two or more"),
        ({"layers": (2, 9000, 1000, 1)}, "a network of 9,029,001 weights: expected at"),
        ({"layers": (2, 10**9, 10**9, 1)}, "a network of 1,00"),
        ({"layers": (2, 900, 900, 1), "steps": 10**6}, "a training of 106 MB: expec"),
        ({"layers": (2,) * 1002}, "1,002 layers: expected at most 1,000"),
        ({"activations": "swoosh"}, "unknown activation 'swoosh'"),
    ],
)
def test_what_does_not_fit_is_said_in_one_line(options, words):
    with pytest.raises(ValueError) as error:
        Training.of(TWO, **options)
    assert str(error.value).startswith(words) and str(error.value).isprintable()


@pytest.mark.parametrize(
    ("data", "options", "words"),
    [
        (
            Data(np.zeros((900_000, 9)), np.zeros(900_000)),
            {"layers": (9, 900, 900, 1), "batch": 10},
            "a training of 141 MB: expected at most 100 MB, with fewer points, weights",
        ),
        (
            Data(np.zeros((10**5, 2)), np.zeros(10**5)),
            {"layers": (2, 500, 1), "batch": None},
            "batches of 100,000 points: expected at most 79,522, of so many nodes; say",
        ),
        (Data(X, ["a"] * 60), {}, "data of 1 category: expected two or more, to tell"),
        (Data(X), {}, "data without targets: expected some, to learn from"),
        (
            Data(X, X),
            {"layers": (2, 3)},
            "3 outputs: expected 2, as many as the data h",
        ),
        (THREE, {"layers": (2, 2)}, "2 outputs: expected 3, one for each category"),
        (
            Data(X, np.array(list("abc"))[np.arange(60) % 3]),
            {"layers": (2, 1)},
            "1 output: expected 3, one for each category",
        ),
        (
            NUMBERS,
            {"activations": "logistic"},
            "a target of ",
        ),
        (
            Data(X, np.full((60, 2), 0.4)),
            {"activations": ("tanh", "softmax")},
            "targets that add up to 0.8: expected 1, or the squared loss",
        ),
        (
            Data(X, TWO.targets, categories=("no", "yes"), test=np.ones(60, bool)),
            {},
            "data all of which is for testing: expected some to train on",
        ),
    ],
)
def test_data_that_cannot_be_learned_is_said_in_one_line(data, options, words):
    with pytest.raises(ValueError) as error:
        Training.of(data, **options)
    assert str(error.value).startswith(words) and str(error.value).isprintable()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize(
    ("name", "share"), [("moons", 0.97), ("circle", 0.97), ("spiral", 0.95)]
)
def test_categories_are_told_apart_where_nothing_was_learned(name, share, seed):
    """A spiral of one turn and three quarters, with noise 0.1, by sixteen nodes."""
    training = Training.of(
        dataset(name, seed=seed),
        split=0.5,
        seed=seed,
        optimiser=Adam(0.01),
        penalty=Penalty(l2=1e-4),
        steps=3000,
    )
    assert training.run().test_accuracies[-1] >= share
