"""Sources of networks: those that are given, chosen or one's own, and tours of them."""

import json
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Chosen, Family, Given, Layer, Network, Random, network_at
from render import (
    Addition,
    Curves,
    Diagram,
    Explanation,
    InputError,
    Moment,
    Panels,
    Surfaces,
    Tour,
)
from render.scene.variants import vary
from render.stage.painter import Painter
from tests.making import produce

SIZE = (160, 90)
FAMILY = Family((1, 4, 1), "tanh", spread=2)
SOURCE = Random(FAMILY, 40, seed=3)
ONE, OTHER = SOURCE[0], SOURCE[1]
LINE = Network.from_weights([np.array([[0.5], [0.1]])], "identity")
BENT = Network.from_weights([np.array([[0.5], [0.1]])], "tanh")
WIDE = Network.from_weights([np.array([[0.0, 1.0], [0.2, -0.2]])], "identity")


def with_weight(network, value):
    """The network with another first bias."""
    first, *others = network.layers
    weights = first.weights.copy()
    weights[0, 0] = value
    return Network([Layer(weights, first.activation), *others])


def curves_of(scene, position):
    """The values of a plot's curves, at the inputs that come with them."""
    marks = scene.draw(position).marks
    return marks[0].x, np.column_stack([mark.y for mark in marks])


# What sources say


def test_given_networks_are_those_in_their_order():
    source = Given([ONE, LINE, ONE])
    assert len(source) == 3
    assert [source[k] for k in range(3)] == [ONE, LINE, ONE]
    assert [source.name(k) for k in range(3)] == ["network 0", "network 1", "network 2"]
    named = Given([ONE, LINE], ["before", "after"])
    assert [named.name(k) for k in range(2)] == ["before", "after"]


def test_chosen_networks_keep_their_names_and_their_order():
    source = Chosen(SOURCE, [17, 3, 17])
    assert [source[k] for k in range(3)] == [SOURCE[17], SOURCE[3], SOURCE[17]]
    names = [source.name(k) for k in range(len(source))]
    assert names == ["network 17", "network 3", "network 17"]
    assert source.title == SOURCE.title == FAMILY.title
    named = Chosen(Given([ONE, LINE], ["before", "after"]), [1])
    assert (named.name(0), named[0]) == ("after", LINE)
    twice = Chosen(source, [1])
    assert (twice.name(0), twice[0]) == ("network 3", SOURCE[3])


def test_random_networks_are_those_of_the_family():
    assert [SOURCE[k] for k in (0, 39)] == [FAMILY.network(k, 3) for k in (0, 39)]
    assert (len(SOURCE), len(Random(FAMILY))) == (40, 49)


@pytest.mark.parametrize(
    "source", [SOURCE, Given([ONE, OTHER]), Chosen(SOURCE, [5, 6])], ids=str.__class__
)
def test_there_are_no_networks_beyond_the_ends(source):
    for number in (-1, len(source)):
        with pytest.raises(IndexError):
            source[number]
    for position in (-0.5, len(source), len(source) + 0.5):
        with pytest.raises(IndexError):
            network_at(source, position)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Given([]), "0 networks"),
        (lambda: Given([ONE], ["a", "b"]), "1 networks, 2 names"),
        (lambda: Chosen(SOURCE, []), "numbers"),
        (lambda: Chosen(SOURCE, [-1]), "numbers -1: expected one or more from 0 to 39"),
        (lambda: Chosen(SOURCE, [3, 40]), "numbers 3, 40"),
        (lambda: Random(FAMILY, 0), "networks 0"),
        (lambda: Random(FAMILY, 3, seed=-1), "seed -1"),
        (lambda: Random(FAMILY, 3, seed=2**32), "seed 4294967296"),
    ],
)
def test_what_no_source_can_have_is_refused(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_sources_do_not_change_with_the_lists_they_are_made_of():
    networks, names, numbers = [ONE, LINE], ["a", "b"], [1, 0]
    given = Given(networks, names)
    chosen = Chosen(given, numbers)
    networks.pop(), names.pop(), numbers.pop()
    assert (len(given), given.name(1), len(chosen)) == (2, "b", 2)


# Facts


def test_facts_say_what_decides_random_networks():
    assert SOURCE.facts() == {
        "seed": 3,
        "layers": [1, 4, 1],
        "activation": "tanh",
        "spread": 2,
    }
    mixed = Random(Family((1, 2, 3), ("relu", "softmax")), 2)
    assert mixed.facts()["activation"] == ["relu", "softmax"]


def test_facts_of_chosen_networks_are_the_sources_and_their_numbers():
    facts = Chosen(SOURCE, [17, 3]).facts()
    assert SOURCE.facts().items() <= facts.items()
    assert facts["numbers"] == [17, 3]


def test_facts_of_given_networks_say_what_they_are():
    facts = Given([ONE, OTHER], ["a", "b"]).facts()
    assert facts["names"] == ["a", "b"]
    assert (facts["layers"], facts["activation"]) == ([1, 4, 1], "tanh")
    facts = Given([ONE, LINE, BENT]).facts()
    assert facts["layers"] == [[1, 4, 1], [1, 1], [1, 1]]
    assert facts["activation"] == ["tanh", "identity", "tanh"]
    assert json.loads(json.dumps(facts)) == facts


def test_facts_of_given_networks_are_equal_if_these_are():
    again = Network.from_weights([layer.weights for layer in ONE.layers], "tanh")
    assert Given([again]).facts() == Given([ONE]).facts()
    others = [
        Given([OTHER]),
        Given([with_weight(ONE, np.nextafter(ONE.layers[0].weights[0, 0], 9))]),
        Given([ONE, ONE]),
        Given([ONE], ["another"]),
        Given([Network.from_weights([y.weights for y in ONE.layers], "relu")]),
    ]
    facts = [json.dumps(source.facts()) for source in (Given([ONE]), *others)]
    assert len(set(facts)) == len(facts)


def test_the_same_numbers_in_other_layers_are_other_networks():
    flat = np.arange(12.0) / 12
    sources = [
        Given([Network.from_weights([flat.reshape(shape)], "tanh")])
        for shape in ((2, 6), (3, 4), (4, 3), (6, 2))
    ]
    assert len({json.dumps(source.facts()) for source in sources}) == 4


# Tours of them


def test_a_tour_of_given_networks_shows_them():
    tour = Tour(Given([ONE, OTHER], ["before", "after"]), Curves())
    assert (tour.stops, tour.title, tour.caption) == (2, "", "")
    assert [tour.name(stop) for stop in range(2)] == ["before", "after"]
    for stop, network in enumerate((ONE, OTHER)):
        x, y = curves_of(tour, stop)
        np.testing.assert_array_equal(y, network(x[:, None]))
    assert tour.draw(0).title == ""
    assert replace(tour, title="Two").draw(0).title == "Two"


def test_a_tour_of_chosen_networks_has_the_title_of_all():
    tour = Tour(Chosen(SOURCE, [17, 3]), Curves())
    assert tour.title == FAMILY.title
    assert [tour.name(stop) for stop in range(tour.stops)] == [
        "network 17",
        "network 3",
    ]
    x, y = curves_of(tour, 1)
    np.testing.assert_array_equal(y, FAMILY.network(3, 3)(x[:, None]))


@pytest.mark.parametrize("source", [Given([ONE, OTHER]), Chosen(SOURCE, [0, 1])])
@pytest.mark.parametrize(("position", "share"), [(0.25, 0.25), (1.25, 0.75)])
def test_between_stops_weights_are_blended(source, position, share):
    """Beyond the last stop they go back to the first."""
    x, y = curves_of(Tour(source, Curves()), position)
    values = x[:, None]
    for a, b in zip(ONE.layers, OTHER.layers, strict=True):
        weights = (1 - share) * a.weights + share * b.weights
        values = np.tanh(np.column_stack([np.ones(len(values)), values]) @ weights)
    np.testing.assert_allclose(y, values, atol=1e-12)


@given(st.floats(0, 2, exclude_max=True))
def test_blends_lie_between_their_ends(position):
    network = network_at(Given([ONE, OTHER]), position)
    for blended, *ends in zip(network.layers, ONE.layers, OTHER.layers, strict=True):
        low, high = (
            f(*(end.weights for end in ends)) for f in (np.minimum, np.maximum)
        )
        assert ((low <= blended.weights) & (blended.weights <= high)).all()
    if position in (0, 1):
        assert network == (ONE, OTHER)[int(position)]


@pytest.mark.parametrize(
    "other", [LINE, WIDE, SOURCE[2]], ids=["f", "outputs", "depth"]
)
def test_networks_that_do_not_blend_are_cut_half_way(other):
    tour = Tour(Given([BENT, other]), Curves())
    seen = {0: BENT, 0.49: BENT, 0.5: other, 1: other, 1.49: other, 1.5: BENT}
    for position, network in seen.items():
        assert tour.network(position) == network
        x, y = curves_of(tour, position)
        np.testing.assert_array_equal(y, network(x[:, None]))


@pytest.mark.parametrize(
    ("networks", "view"),
    [
        (
            [BENT, WIDE, ONE],
            Panels((Diagram(weights=True), Curves(parts=("regions",)))),
        ),
        (
            [Family((2, 3, n), "tanh").network(n) for n in (1, 2, 3)],
            Surfaces(n_lines=11, parts=("regions",)),
        ),
    ],
)
def test_one_painter_paints_networks_of_any_sizes(networks, view):
    tour, painter = Tour(Given(networks), view), Painter(SIZE)
    for position in (0, 0.6, 1.7, 2.9, 0):
        frame = painter(tour.draw(position))
        np.testing.assert_array_equal(frame, Painter(SIZE)(tour.draw(position)))


@pytest.mark.parametrize("networks", [[LINE, Family((2, 1), "tanh").network(0)]])
def test_every_network_has_to_fit_the_view(networks):
    for order in (networks, networks[::-1]):
        with pytest.raises(InputError, match=r"layers .*expected the first to be 1"):
            Tour(Given(order), Curves())


def test_records_say_which_networks_were_given(tmp_path):
    tour = Tour(Given([ONE, LINE], ["before", "after"]), Curves(), title="Two")
    produce(tour, "two", tmp_path, ["gif"], size=SIZE)
    record = json.loads((tmp_path / "two.json").read_text("utf-8"))
    assert (record["names"], record["stop"]) == (["before", "after"], "network")
    assert record["layers"] == [[1, 4, 1], [1, 1]]
    assert record["activation"] == ["tanh", "identity"]
    assert record["weights"] == tour.networks.facts()["weights"]


def test_a_network_that_is_given_can_be_explained_and_added_up():
    names = ["mine"]
    steps = Explanation(Given([ONE], names), Curves(), ("boundaries", "regions"))
    assert steps.network == ONE
    assert steps.facts()["network"] == "mine"
    assert steps.draw(1).note.text.startswith("mine: ")
    total = Addition(Given([ONE], names), Curves())
    assert total.network == ONE and total.facts()["network"] == "mine"


def test_a_chosen_network_is_explained_though_it_is_not_clear():
    unclear = next(k for k in range(40) if Curves().n_clear_regions(SOURCE[k]) < 4)
    steps = Explanation(Chosen(SOURCE, [unclear]), Curves(), ("regions",), n_regions=4)
    assert steps.network == SOURCE[unclear]
    assert steps.facts()["network"] == f"network {unclear}"


# Variants


def test_variants_of_chosen_networks_are_the_sources():
    tour = Tour(Chosen(SOURCE, [17, 3]), Curves(), "Two of forty.")
    assert vary(tour, seed=5).networks == replace(SOURCE, seed=5)
    assert vary(tour, networks=2).networks == replace(SOURCE, n=2)
    other = vary(tour, layers=(1, 2, 2))
    assert other.networks[0] == Family((1, 2, 2), "tanh", spread=2).network(0, 3)
    assert (other.title, other.caption) == (other.networks.title, "")
    assert vary(tour, seed=5).caption == "Two of forty."
    seen = vary(tour, regions=True)  # of the view alone: the choice stays
    assert seen.networks == tour.networks
    assert "regions" in seen.view.parts


@pytest.mark.parametrize("source", [Given([ONE, OTHER]), Chosen(Given([ONE]), [0])])
@pytest.mark.parametrize(
    "options",
    [{"seed": 5}, {"networks": 3}, {"layers": (1, 2, 1)}, {"activation": "relu"}],
)
def test_networks_that_are_given_have_no_variants(source, options):
    tour, (name,) = Tour(source, Curves()), options
    with pytest.raises(InputError, match=f"{name} .*expected a .* of random networks"):
        vary(tour, **options)
    assert vary(tour, strict=False, **options) == tour
    assert vary(tour, strict=False, **options, regions=True).networks == source


# Networks and views of one's own


@dataclass(frozen=True)
class Turning:
    """Straight lines, each steeper than the one before."""

    n: int

    def __len__(self):
        return self.n

    def __getitem__(self, k):
        if not 0 <= k < self.n:
            raise IndexError(k)
        return Network.from_weights([np.array([[0.0], [k / 10]])], "identity")

    def name(self, k):
        return f"slope {k / 10}"

    def facts(self):
        return {"slopes": self.n}


class Told:
    """A view that keeps what it is told."""

    def __init__(self):
        self.moments = []

    def plot(self, moment):
        self.moments.append(moment)
        return Curves().plot(moment)


def test_networks_of_ones_own_are_toured(tmp_path):
    tour = Tour(Turning(4), Curves())
    assert (tour.stops, tour.name(3)) == (4, "slope 0.3")
    x, y = curves_of(tour, 1.5)
    np.testing.assert_allclose(y[:, 0], 0.15 * x, atol=1e-12)
    with pytest.raises(InputError, match="seed"):
        vary(tour, seed=3)
    produce(tour, "turning", tmp_path, ["gif"], size=SIZE)
    record = json.loads((tmp_path / "turning.json").read_text("utf-8"))
    assert (record["slopes"], record["stops"]) == (4, 4)


def test_views_are_told_where_they_are_among_which_networks():
    view = Told()
    tour = Tour(Turning(4), view)
    for position in (0, 2.25, 3.5):
        tour.draw(position)
        moment = view.moments.pop()
        assert isinstance(moment, Moment)
        assert (moment.position, moment.networks) == (position, tour.networks)
        assert moment.network == tour.network(position)
