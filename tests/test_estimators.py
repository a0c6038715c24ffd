"""Networks of other libraries, against what these say themselves.

scikit-learn is there for all tests; those of PyTorch and Keras are skipped where they
are not installed.
"""

from pathlib import Path

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import MaxAbsScaler, MinMaxScaler, StandardScaler

from model import Classifier, Network, load, read_data, save, sliced

FIXTURES = Path(__file__).parent / "fixtures" / "scikit"
RNG = np.random.default_rng(0)
X = RNG.normal(size=(60, 3)) * [0.02, 1.0, 300.0] + [5.0, 0.0, -900.0]
STANDARD = (X - X.mean(axis=0)) / X.std(axis=0)
SUM = STANDARD.sum(axis=1)
TARGETS = {
    "two": np.where(SUM > 0, "yes", "no"),
    "three": np.digitize(SUM, [-1, 1]),
    "labels": (STANDARD[:, :2] > 0).astype(int),
}
NEW = RNG.normal(size=(40, 3)) * [0.05, 2.0, 500.0] + [5.0, 0.0, -900.0]

# What Keras does with numpy's new versions.
older = pytest.mark.filterwarnings("ignore:__array__ implementation")
unfinished = pytest.mark.filterwarnings("ignore:Stochastic Optimizer")


def close(network, inputs, expected, atol=1e-12):
    """That a network gives what is expected, one output in each column."""
    expected = np.asarray(expected)
    np.testing.assert_allclose(
        network(inputs), expected.reshape(len(inputs), -1), rtol=1e-12, atol=atol
    )


def refusal(thing):
    """What is said of what is no network: always one line."""
    with pytest.raises(ValueError) as error:
        Network.of(thing)
    words = str(error.value)
    assert words.isprintable() and len(words) < 500
    return words


def probabilities(estimator, inputs):
    """Those of each output: of two categories, the second's alone."""
    given = estimator.predict_proba(inputs)
    return given[:, 1] if len(given[0]) == 2 and estimator.n_outputs_ == 1 else given


# scikit-learn


@unfinished
@pytest.mark.parametrize("activation", ["identity", "logistic", "tanh", "relu"])
@pytest.mark.parametrize("target", TARGETS)
def test_a_classifier_gives_the_same_probabilities(activation, target):
    estimator = MLPClassifier((5, 4), activation=activation, max_iter=9, random_state=0)
    estimator.fit(STANDARD, TARGETS[target])
    network = Network.of(estimator)
    close(network, STANDARD, probabilities(estimator, STANDARD))
    names = {"two": "logistic", "three": "softmax", "labels": "logistic"}
    given = [layer.activation.name for layer in network.layers]
    assert given == [activation, activation, names[target]]


@unfinished
@pytest.mark.parametrize("sizes", [(), (4,), (3, 2, 5)])
@pytest.mark.parametrize("y", [SUM, STANDARD[:, :2]], ids=["one", "two"])
def test_a_regressor_predicts_the_same(sizes, y):
    estimator = MLPRegressor(hidden_layer_sizes=sizes, max_iter=9, random_state=0).fit(
        STANDARD, y
    )
    network = Network.of(estimator)
    assert network.sizes == (3, *sizes, y[0].size)
    close(network, STANDARD, estimator.predict(STANDARD))


@unfinished
def test_networks_of_32_bits_are_read():
    x = STANDARD.astype(np.float32)
    estimator = MLPClassifier(random_state=0, max_iter=9).fit(x, TARGETS["three"])
    assert estimator.coefs_[0].dtype == np.float32
    close(Network.of(estimator), x, estimator.predict_proba(x), atol=1e-5)


SCALERS = {
    "standard": [StandardScaler()],
    "no mean": [StandardScaler(with_mean=False)],
    "no deviation": [StandardScaler(with_std=False)],
    "neither": [StandardScaler(with_mean=False, with_std=False)],
    "least and most": [MinMaxScaler()],
    "a range": [MinMaxScaler((-3, 0.5))],
    "both": [MinMaxScaler((2, 9)), StandardScaler()],
    "three": [StandardScaler(), MinMaxScaler((-1, 1)), StandardScaler()],
    "none": [],
    "left out": ["passthrough", StandardScaler(), None],
    "nested": [make_pipeline(StandardScaler(), MinMaxScaler())],
}


@unfinished
@pytest.mark.parametrize("scalers", SCALERS.values(), ids=SCALERS)
def test_scalers_go_into_the_first_layer(scalers):
    estimator = MLPClassifier((5, 4), activation="tanh", max_iter=20, random_state=0)
    pipeline = make_pipeline(*scalers, estimator).fit(X, TARGETS["three"])
    network = Network.of(pipeline)
    assert network.sizes == (3, 5, 4, 3)
    # Sums of terms of a thousand are right to 1e-13 of these.
    close(network, NEW, pipeline.predict_proba(NEW), atol=1e-12)


@unfinished
def test_a_column_that_never_changes_is_scaled_as_it_is_there():
    x = np.column_stack([X[:, 0], np.full(len(X), 7.0)])
    scaled = make_pipeline(StandardScaler(), MinMaxScaler(), MLPRegressor(max_iter=9))
    scaled.fit(x, SUM)
    close(Network.of(scaled), x, scaled.predict(x))


@unfinished
def test_an_estimator_may_be_trained_on():
    estimator = MLPRegressor(hidden_layer_sizes=(4,), random_state=0)
    estimator.partial_fit(STANDARD, SUM)
    before = estimator.predict(STANDARD)
    network = Network.of(estimator)
    estimator.partial_fit(STANDARD, SUM)
    close(network, STANDARD, before)
    assert not np.array_equal(estimator.predict(STANDARD), before)


def fitted(*steps):
    return make_pipeline(*steps).fit(X, TARGETS["three"])


REFUSED = {
    "another step": (
        lambda: fitted(StandardScaler(), PCA(2), MLPClassifier(max_iter=9)),
        "PCA before a network: expected StandardScaler or MinMaxScaler before MLPClas",
    ),
    "another scaler": (
        lambda: fitted(MaxAbsScaler(), MLPClassifier(max_iter=9)),
        "MaxAbsScaler before a network: expected",
    ),
    "cut inputs": (
        lambda: fitted(MinMaxScaler(clip=True), MLPClassifier(max_iter=9)),
        "MinMaxScaler with clip=True: expected clip=False",
    ),
    "no network": (
        lambda: fitted(StandardScaler(), LogisticRegression()),
        "LogisticRegression is no network: expected MLPClassifier or MLPRegressor",
    ),
    "a scaler alone": (
        lambda: StandardScaler().fit(X),
        "StandardScaler is no network: expected MLPClassifier or MLPRegressor",
    ),
    "no steps": (
        lambda: Pipeline([("scale", "passthrough")]),
        "a Pipeline without steps: expected MLPClassifier or MLPRegressor",
    ),
    "not fitted": (
        lambda: make_pipeline(StandardScaler(), MLPClassifier()),
        "MLPClassifier is not fitted: expected one after fit(X, y)",
    ),
    "half fitted": (
        lambda: make_pipeline(StandardScaler(), fitted(MLPClassifier(max_iter=9))),
        "StandardScaler is not fitted: expected one after fit(X)",
    ),
    "another activation": (
        lambda: MLPRegressor("poisson", max_iter=9).fit(STANDARD, SUM**2),
        "unknown activation 'exp'; choose",
    ),
    "a file's name": (lambda: "net.npz", "str is no network: expected MLPClassifier"),
    "nothing": (lambda: None, "NoneType is no network"),
    "weights": (lambda: [np.ones((2, 1))], "list is no network"),
    "a class": (lambda: int, "type is no network"),
}


@unfinished
@pytest.mark.parametrize(("make", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_network_is_refused_by_name(make, words):
    assert words in refusal(make())


class Louder(StandardScaler):
    def transform(self, X, copy=None):  # noqa: N803 - its ancestor's name
        return 2 * super().transform(X, copy)


class Named(StandardScaler):
    """The same under another name."""


@unfinished
def test_a_subclass_is_what_it_does():
    named = fitted(Named(), MLPClassifier(max_iter=9))
    close(Network.of(named), X, named.predict_proba(X))
    louder = fitted(Louder(), MLPClassifier(max_iter=9))
    assert "Louder before a network" in refusal(louder)


# From data in a file to a network in one


def test_a_network_of_iris_is_the_one_that_scikit_learn_has_trained():
    said = read_data(FIXTURES / "probabilities.npz")
    close(load(FIXTURES / "iris.npz"), said.inputs, said.targets)


@unfinished
def test_what_is_read_is_fitted_saved_and_loaded(tmp_path):
    data = read_data(FIXTURES / "iris.csv", "species")
    pipeline = make_pipeline(StandardScaler(), MLPClassifier(max_iter=50))
    pipeline.fit(data.inputs, np.array(data.categories)[data.targets])
    save(Network.of(pipeline), tmp_path / "iris.npz")
    network = load(tmp_path / "iris.npz")
    close(network, data.inputs, pipeline.predict_proba(data.inputs))
    numbers = Classifier(network)(data.inputs)
    names = [data.categories[k] for k in numbers]
    assert names == pipeline.predict(data.inputs).tolist()
    # The plane of the two petals, through the mean of the other inputs.
    middle = data.middle()
    points = np.tile(middle, (50, 1))
    points[:, 2:] = data.inputs[::3, 2:]
    plane = sliced(network, (2, 3), middle)
    close(plane, points[:, 2:], pipeline.predict_proba(points))


# PyTorch


@pytest.fixture
def torch():
    return pytest.importorskip("torch")


@pytest.fixture
def nn(torch):
    torch.manual_seed(0)
    return torch.nn


def given_by(torch, module, inputs):
    """What a module gives once it is trained."""
    module = module.double().eval()
    with torch.no_grad():
        return module(torch.as_tensor(inputs)).numpy()


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda nn: nn.Identity(), "identity"),
        (lambda nn: nn.Sigmoid(), "logistic"),
        (lambda nn: nn.Tanh(), "tanh"),
        (lambda nn: nn.ReLU(inplace=True), "relu"),
        (lambda nn: nn.LeakyReLU(), "leaky_relu"),
        (lambda nn: nn.ELU(), "elu"),
        (lambda nn: nn.GELU(), "gelu_erf"),
        (lambda nn: nn.GELU("tanh"), "gelu"),
        (lambda nn: nn.SiLU(), "silu"),
        (lambda nn: nn.Softplus(), "softplus"),
        (lambda nn: nn.Mish(), "mish"),
        (lambda nn: nn.Softmax(), "softmax"),
        (lambda nn: nn.Softmax(dim=-1), "softmax"),
    ],
)
@pytest.mark.filterwarnings("ignore:Implicit dimension choice")
def test_a_sequential_of_torch_gives_the_same(torch, nn, make, name):
    first = nn.Tanh() if name == "softmax" else make(nn)
    net = nn.Sequential(nn.Linear(3, 5), first, nn.Linear(5, 4, bias=False), make(nn))
    assert Network.of(net).layers[-1].activation.name == name
    expected = given_by(torch, net, STANDARD)
    # Beyond 20, PyTorch's softplus leaves out 2e-9.
    close(Network.of(net), STANDARD, expected, 1e-8 if name == "softplus" else 1e-12)


def test_sequentials_lie_in_others_and_modules_stand_twice(torch, nn):
    tanh = nn.Tanh()
    block = nn.Sequential(nn.Linear(6, 6), tanh, nn.AlphaDropout())
    net = nn.Sequential(
        nn.Flatten(), nn.Linear(3, 6), tanh, block, block, nn.Dropout(), nn.Linear(6, 2)
    )
    network = Network.of(net.train())
    assert network.sizes == (3, 6, 6, 6, 2)
    assert [y.activation.name for y in network.layers] == ["tanh"] * 3 + ["identity"]
    assert net.training
    close(
        Network.of(net.double()), STANDARD, given_by(torch, net, STANDARD), atol=1e-12
    )


def test_torch_networks_of_fewer_bits(torch, nn):
    net = nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 2))
    with torch.no_grad():
        expected = net(torch.as_tensor(STANDARD, dtype=torch.float32)).numpy()
    close(Network.of(net), STANDARD, expected, atol=1e-5)
    halved = net.bfloat16()
    close(Network.of(halved), STANDARD, given_by(torch, halved, STANDARD))


def test_a_subclass_of_torch_is_what_it_does(torch, nn):
    class Same(nn.Sequential):
        pass

    class Other(nn.Sequential):
        def forward(self, x):
            return super().forward(x) + 1

    class Loud(nn.Linear):
        def forward(self, x):
            return 2 * super().forward(x)

    net = Same(nn.utils.parametrizations.weight_norm(nn.Linear(3, 2)))
    close(Network.of(net.double()), STANDARD, given_by(torch, net, STANDARD))
    assert refusal(Other(nn.Linear(3, 2))).startswith("Other is no Sequential: exp")
    assert "layer '0' is Loud: expected Seq" in refusal(nn.Sequential(Loud(3, 2)))


def test_what_torch_has_and_no_network_is_refused_by_name(torch, nn):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.fc1, self.fc2 = nn.Linear(2, 3), nn.Linear(3, 1)

        def forward(self, x):
            return self.fc2(self.fc1(x).relu())

    words = refusal(Net())
    assert "Net is no Sequential: expected torch.nn.Sequential(net.fc1, net.fc2)" in (
        words
    )
    assert 'torch.save(net.state_dict(), "net.pt")' in words
    linear = nn.Linear(3, 3)
    for parts, words in [
        ([linear, nn.BatchNorm1d(3)], "layer '1' is BatchNorm1d: expected Sequential"),
        ([nn.Sequential(nn.Conv1d(3, 3, 1))], "layer '0.0' is Conv1d: expected"),
        ([linear, nn.PReLU()], "layer '1' is PReLU"),
        ([linear, nn.LeakyReLU(0.2)], "LeakyReLU with negative_slope=0.2: expected 0."),
        ([linear, nn.ELU(2.0)], "layer '1' is ELU with alpha=2.0: expected 1.0"),
        ([linear, nn.Softplus(3)], "layer '1' is Softplus with beta=3"),
        ([linear, nn.Softmax(0)], "Softmax with dim=0: expected 1 or -1 or None"),
        ([nn.Flatten(0), linear], "layer '0' is Flatten with start_dim=0: expected 1"),
        ([nn.Tanh(), linear], "layer '0', tanh, comes first: expected one activation"),
        ([linear, nn.ReLU(), nn.Tanh()], "layer '2' applies tanh after relu"),
        ([linear, nn.Softmax(1), linear], "softmax in layer 1"),
        ([linear, nn.Linear(4, 1)], "layer 1 has 3 outputs, but layer 2 has weights"),
        ([nn.LazyLinear(3)], "layer '0' has no weights yet"),
        ([nn.ReLU()], "layer '0', relu, comes first"),
        ([], "a network without weights"),
    ]:
        assert words in refusal(nn.Sequential(*parts))
    broken = nn.Sequential(nn.Linear(1, 1))
    with torch.no_grad():
        broken[0].weight[:] = torch.nan
    assert "layer '0' has weights that are not finite" in refusal(broken)


# Keras


@pytest.fixture
def keras():
    keras = pytest.importorskip("keras")
    keras.utils.set_random_seed(0)
    return keras


def said_by(model, inputs):
    return np.asarray(model(np.asarray(inputs, np.float32), training=False))


@older
@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda layers: layers.Dense(4), "identity"),
        (lambda layers: layers.Dense(4, "sigmoid"), "logistic"),
        (lambda layers: layers.Dense(4, "tanh"), "tanh"),
        (lambda layers: layers.Dense(4, "relu", use_bias=False), "relu"),
        (lambda layers: layers.Dense(4, "elu"), "elu"),
        (lambda layers: layers.Dense(4, "gelu"), "gelu_erf"),
        (lambda layers: layers.Dense(4, "swish"), "silu"),
        (lambda layers: layers.Dense(4, "softplus"), "softplus"),
        (lambda layers: layers.Dense(4, "mish"), "mish"),
        (lambda layers: layers.Dense(4, "softmax"), "softmax"),
        (
            lambda layers: layers.Dense(4, layers.LeakyReLU(negative_slope=0.01)),
            "leaky_relu",
        ),
    ],
)
def test_a_sequential_of_keras_gives_the_same(keras, make, name):
    layers = keras.layers
    net = keras.Sequential(
        [keras.Input((3,)), layers.Dense(5, "tanh", bias_initializer="normal")]
    )
    net.add(make(layers))
    network = Network.of(net)
    assert (network.sizes, network.layers[-1].activation.name) == ((3, 5, 4), name)
    close(network, STANDARD, said_by(net, STANDARD), atol=1e-5)


@older
@pytest.mark.parametrize("name", ["ReLU", "LeakyReLU", "ELU", "Softmax"])
def test_activations_of_keras_that_are_layers(keras, name):
    layers = keras.layers
    settings = {"negative_slope": 0.01} if name == "LeakyReLU" else {}
    last = getattr(layers, name)(**settings)
    net = keras.Sequential(
        [
            keras.Input((3, 1)),
            layers.Flatten(),
            layers.Dense(4),
            layers.Activation("silu"),
            layers.Dropout(0.5),
            layers.GaussianNoise(1.0),
            keras.Sequential([layers.Dense(3), last]),
        ]
    )
    expected = said_by(net, STANDARD[:, :, None])
    network = Network.of(net)
    assert network.layers[0].activation.name == "silu"
    close(network, STANDARD, expected, atol=1e-5)


@older
def test_a_functional_whose_layers_form_a_chain(keras):
    layers = keras.layers
    inputs = keras.Input((3,))
    inner = keras.Sequential([keras.Input((6,)), layers.Dense(4, "relu")])
    outputs = layers.Dense(2, "softmax")(inner(layers.Dense(6, "tanh")(inputs)))
    net = keras.Model(inputs, outputs)
    assert Network.of(net).sizes == (3, 6, 4, 2)
    close(Network.of(net), STANDARD, said_by(net, STANDARD), atol=1e-5)


@older
def test_what_keras_has_and_no_network_is_refused_by_name(keras):
    layers = keras.layers
    dense = layers.Dense(3, name="dense")

    class Net(keras.Model):
        def __init__(self):
            super().__init__()
            self.dense = layers.Dense(3)

        def call(self, x):
            return self.dense(x)

    class Loud(layers.Dense):
        def call(self, x):
            return 2 * super().call(x)

    assert refusal(Net()).startswith("Net is no Sequential: expected keras.Sequential")
    assert refusal(dense).startswith("Dense is no Sequential")
    for parts, words in [
        ([dense, layers.BatchNormalization(name="b")], "layer 'b' is BatchNormaliz"),
        ([dense, Loud(2, name="l")], "layer 'l' is Loud: expected Dense, Activation"),
        ([dense, layers.LeakyReLU(name="r")], "'r' is LeakyReLU with negative_slope="),
        ([dense, layers.ELU(2.0, name="e")], "layer 'e' is ELU with alpha=2.0: exp"),
        ([dense, layers.ReLU(6.0, name="r")], "'r' is ReLU with max_value=6.0: expec"),
        ([layers.Dense(2, "leaky_relu")], "'leaky_relu', whose slope is not 0.01"),
        ([layers.Dense(2, "selu")], "has activation 'selu': expected linear, relu, s"),
        ([layers.Dense(2, keras.ops.square)], "has activation 'square'"),
        ([dense, layers.Activation("exponential")], "has activation 'exponential'"),
        ([layers.ReLU(name="r"), dense], "layer 'r', relu, comes first"),
        ([dense, layers.ReLU(), layers.ELU(name="e")], "layer 'e' applies elu after "),
        ([layers.Dense(2, "softmax"), layers.Dense(1)], "softmax in layer 1"),
    ]:
        net = keras.Sequential([keras.Input((3,)), *parts])
        assert words in refusal(net)
    assert "has no weights yet: expected a network after build" in refusal(
        keras.Sequential([layers.Dense(2)])
    )


@older
def test_networks_of_keras_that_are_no_chains_are_refused(keras):
    layers = keras.layers
    inputs = keras.Input((3,), name="in")
    hidden = layers.Dense(3, name="hidden")(inputs)
    skip = layers.Add(name="add")([inputs, hidden])
    assert "layer 'add' takes ['in', 'hidden']: expected 'hidden' alone" in refusal(
        keras.Model(inputs, skip)
    )
    both = keras.Model(inputs, [hidden, layers.Dense(1, name="out")(hidden)])
    assert "a Functional from ['in'] to ['hidden', 'out']: expected one" in refusal(
        both
    )
    twice = layers.Dense(3, name="again")
    assert "layer 'again' takes" in refusal(keras.Model(inputs, twice(twice(hidden))))
