"""Layers that only have names: in which order they follow each other."""

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.files.chains import chain, natural


def linear(**sides):
    """Tensors of layers without biases: name=(inputs, outputs); __ is a dot."""
    return {
        f"{name.replace('__', '.')}.weight": np.ones((n_outputs, n_inputs), "f4")
        for name, (n_inputs, n_outputs) in sides.items()
    }


def sizes(weights):
    assert all(a.shape[1] == len(b) - 1 for a, b in pairwise(weights))
    return [len(weights[0]) - 1, *(w.shape[1] for w in weights)]


def refusal(tensors, order=()):
    with pytest.raises(ValueError) as error:
        chain(tensors, order)
    assert str(error.value).isprintable() and len(str(error.value)) < 500
    return str(error.value)


CHAINS = {
    "numbers": ({"fc10": (2, 2), "fc9": (2, 2), "fc1": (2, 2)}, "fc1 fc9 fc10"),
    "numbers inside": ({"b10__a": (2, 2), "b9__z": (2, 2)}, "b9.z b10.a"),
    "the first without": ({"fc_2": (2, 2), "fc": (2, 2)}, "fc fc_2"),
    "words": ({"out": (4, 1), "hidden": (3, 4), "body": (2, 3)}, "body hidden out"),
    "both": ({"out": (3, 1), "fc2": (3, 3), "fc1": (2, 3)}, "fc1 fc2 out"),
    "one": ({"x": (2, 2)}, "x"),
}


@pytest.mark.parametrize(("sides", "order"), CHAINS.values(), ids=CHAINS)
def test_names_and_shapes_say_an_order(sides, order):
    tensors = linear(**sides)
    for number, name in enumerate(order.split(), start=1):
        tensors[f"{name}.weight"] *= number
    assert [w[1, 0] for w in chain(tensors)] == list(range(1, len(sides) + 1))


def test_weights_are_turned_and_biases_put_first():
    weight, bias = np.array([[1, 2], [3, 4], [5, 6]], "f4"), np.array([7, 8, 9], "f2")
    [w] = chain({"weight": weight, "bias": bias})
    assert w.tolist() == [[7, 8, 9], [1, 3, 5], [2, 4, 6]]
    [w] = chain({"weight": weight})
    assert w.tolist() == [[0, 0, 0], [1, 3, 5], [2, 4, 6]]


def test_half_precision_loses_no_digit_of_a_bias():
    weight, bias = np.ones((1, 1), "f2"), np.array([1 / 3])
    assert chain({"a.weight": weight, "a.bias": bias})[0][0, 0] == 1 / 3


CODER = {"encoder__0": (4, 3), "encoder__2": (3, 1), "decoder__0": (1, 3)}
CODER |= {"decoder__2": (3, 4)}


def test_several_orders_are_asked_about_and_an_order_says():
    tensors = linear(**CODER)
    first, second = "encoder.0,encoder.2", "decoder.0,decoder.2"
    said = refusal(tensors)
    assert said.startswith("its layers chain in several ways, ")
    assert f"'{first},{second}'" in said and f"'{second},{first}'" in said
    assert "expected --order" in said
    assert sizes(chain(tensors, f"{first},{second}".split(","))) == [4, 3, 1, 3, 4]
    assert sizes(chain(tensors, f"{second},{first}".split(","))) == [1, 3, 4, 3, 1]


def test_an_order_chooses_among_heads():
    tensors = linear(body=(2, 4), actor=(4, 3), critic=(4, 1))
    assert "'actor (4 to 3), body (2 to 4), critic (4 to 1)': exp" in refusal(tensors)
    assert sizes(chain(tensors, ["body", "critic"])) == [2, 4, 1]


def test_an_order_that_is_none():
    tensors = linear(a=(2, 3), b=(3, 1))
    assert "there is no layer 'c'; expected some of 'a,b'" in refusal(tensors, ["c"])
    words = "'b (3 to 1), a (2 to 3)' do not chain"
    assert words in refusal(tensors, ["b", "a"])


def test_numbers_that_shapes_contradict():
    tensors = linear(fc1=(3, 1), fc2=(2, 3))
    words = "do not chain by their names, 'fc1 (3 to 1), fc2 (2 to 3)': expected each"
    assert words in refusal(tensors)
    assert sizes(chain(tensors, ["fc2", "fc1"])) == [2, 3, 1]


@given(st.lists(st.integers(1, 3), min_size=2, max_size=6), st.randoms())
def test_a_chain_is_found_where_there_is_one_alone(widths, random):
    names = list("abcdefg"[: len(widths) - 1])
    random.shuffle(names)
    sides = dict(zip(names, pairwise(widths), strict=True))
    fitting = [
        order
        for order in permutations(sides)
        if all(sides[a][1] == sides[b][0] for a, b in pairwise(order))
    ]
    if len(fitting) == 1:
        assert sizes(chain(linear(**sides))) == widths
    else:
        assert "in several ways" in refusal(linear(**sides))


def test_what_takes_long_to_find_is_asked_about():
    letters = [a + b for a in "abcdefghij" for b in "abcdefghijk"]
    words = "layers chain is not clear: expected --order"
    assert words in refusal(linear(**dict.fromkeys(letters, (2, 2))))
    eights = {f"x{a}": (2, 2) for a in "abcdefgh"} | {"y": (3, 4), "z": (4, 3)}
    assert "is not clear" in refusal(linear(**eights, w=(2, 2)))


OTHERS = {
    "a.weight_ih_l0": "'a' is a recurrent layer, for it has weight_ih_l0: expected ful",
    "a.weight_hh_l1_reverse": "'a' is a recurrent layer",
    "a.weight_ih": "'a' is a recurrent layer",
    "a.running_mean": "'a' is a normalisation",
    "a.num_batches_tracked": "'a' is a normalisation",
    "a.in_proj_weight": "'a' is attention",
    "a.weight_g": "'a' is a reparametrised layer",
    "a.kernel": "'a.kernel' is neither weight nor bias",
    "mean": "'mean' is neither weight nor bias",
    "a.bias": "'a.bias' without a weight",
}


@pytest.mark.parametrize(("name", "words"), OTHERS.items())
def test_other_tensors_are_refused_by_name(name, words):
    assert words in refusal({**linear(fc=(2, 1)), name: np.ones(3)})


SHAPES = {
    (3,): "'a' is a normalisation or a PReLU, for its weights are (3,): expected fully",
    (4, 1, 3, 3): "'a' is a convolution, for its weights are (4, 1, 3, 3): expected",
    (4, 1, 3): "'a' is a convolution",
    (): "'a' is a normalisation or a PReLU",
    (0, 3): "'a' has weights (0, 3), biases None: expected (n_outputs, n_inputs) and",
}


@pytest.mark.parametrize(("shape", "words"), SHAPES.items())
def test_other_shapes_are_refused_by_name(shape, words):
    assert words in refusal({"a.weight": np.ones(shape)})


def test_other_layers_are_refused_by_name():
    words = "'token_emb' is an embedding by its name"
    assert words in refusal(linear(token_emb=(3, 9)))
    biases = {"a.bias": np.ones(3)}
    assert "biases (3,): expected" in refusal(linear(a=(3, 2)) | biases)
    whole = {"a.weight": np.ones((2, 2), "i8")}
    assert "'a' holds int64: expected floats" in refusal(whole)
    for value in (np.nan, np.inf):
        biases = {"a.bias": np.array([0, value], "f2")}
        words = "'a' has weights that are not finite"
        assert words in refusal(linear(a=(3, 2)) | biases)
    assert "0 fully connected layers: expected 1 to 1000" in refusal({})


def test_numbers_in_names_count():
    names = ["step_2", "step_10", "step_010b", "step_100", "step_a"]
    assert sorted({*names}, key=natural) == names
    natural("9" * 10_000)  # more digits than int() reads
