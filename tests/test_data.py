"""Data, and the files it is read from."""

import codecs
import csv
import io
import pickle
import sys
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import load_iris

from model import Data, read_data
from model.data import span
from tests.command import output_of

X = np.array([[1.0, 10.0], [2.0, 20.0], [3.0, 40.0], [4.0, 10.0]])
WORDS = ["b", "a", "b", "c"]

numbers = st.floats(-1e100, 1e100)
whole = st.integers(-50, 50).map(float)
# Letters of all kinds, and what separates and quotes cells; no line's end is a name's.
text = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])
    | st.sampled_from(",;\t\"'"),
    min_size=1,
    max_size=8,
)


# Values


def test_data_are_what_they_are_made_of():
    data = Data(X, [0.5, 1.5, 2.5, 3.5], ["length", "width"], "price")
    assert np.array_equal(data.inputs, X) and data.inputs.dtype == float
    assert data.targets.tolist() == [0.5, 1.5, 2.5, 3.5]
    assert (data.input_names, data.target_name) == (("length", "width"), "price")
    assert (len(data), data.n_inputs, data.categories) == (4, 2, ())
    assert Data(X).targets is None
    assert Data(X.tolist(), X).targets.shape == (4, 2)
    assert Data(X, X[:, :1]).targets.shape == (4,)


def test_data_cannot_be_changed():
    x, y = X.copy(), np.arange(4) / 2
    data = Data(x, y)
    x[:], y[:] = 9, 9
    assert data == Data(X, np.arange(4) / 2)
    for array in (data.inputs, data.targets, pickle.loads(pickle.dumps(data)).inputs):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


@pytest.mark.parametrize(
    ("targets", "names", "expected"),
    [
        (WORDS, ("a", "b", "c"), [1, 0, 1, 2]),
        (np.array(WORDS, object), ("a", "b", "c"), [1, 0, 1, 2]),
        ([10, 9, 10, 9], ("9", "10"), [1, 0, 1, 0]),
        ([-1.0, 1.0, 1.0, -1.0], ("-1", "1"), [0, 1, 1, 0]),
        ([True, False, True, True], ("False", "True"), [1, 0, 1, 1]),
        (["10", "9", "9", "10"], ("10", "9"), [0, 1, 1, 0]),
    ],
)
def test_words_and_few_whole_numbers_are_categories(targets, names, expected):
    data = Data(X, targets)
    assert (data.categories, data.targets.tolist()) == (names, expected)
    assert data.targets.dtype.kind == "i"


@pytest.mark.parametrize(
    "targets",
    [[1, 4, 9, 16], [0.5, 0, 0, 0], np.arange(4) % 3, [[0, 1], [1, 0], [0, 1], [1, 1]]],
)
def test_other_numbers_are_measurements(targets):
    data = Data(X, targets)
    assert data.categories == ()
    assert np.array_equal(data.targets, targets)


def test_more_than_twenty_whole_numbers_are_measurements():
    for n, n_categories in ((20, 20), (21, 0)):
        data = Data(np.zeros((1000, 1)), np.arange(1000) % n)
        assert len(data.categories) == n_categories


def test_categories_may_be_said():
    assert Data(X, [0, 1, 0, 1], categories=()).categories == ()
    data = Data(X, [2, 0, 2, 2], categories=["no", "perhaps", "yes"])
    assert data.targets.tolist() == [2, 0, 2, 2]
    assert data.categories == ("no", "perhaps", "yes")
    data = Data(X, ["yes", "no", "yes", "yes"], categories=["no", "perhaps", "yes"])
    assert data.targets.tolist() == [2, 0, 2, 2]


BAD = {
    "no shape": (lambda: Data(3), "inputs of shape ()"),
    "a row": (lambda: Data([1, 2]), "inputs of shape (2,): expected (n_points, n_inp"),
    "no points": (lambda: Data(np.ones((0, 2))), "inputs of shape (0, 2)"),
    "no inputs": (lambda: Data(np.ones((2, 0))), "inputs of shape (2, 0)"),
    "ragged": (lambda: Data([[1], [1, 2]]), "inputs of list: expected numbers, as man"),
    "words": (lambda: Data([["a"]]), "inputs of <U1: expected numbers"),
    "a hole": (lambda: Data([[1, 2], [3, np.nan]]), "inputs[1, 1] is nan: expected a"),
    "infinity": (lambda: Data([[1], [-np.inf]]), "inputs[1, 0] is -inf: expected a nu"),
    "too large": (lambda: Data([[1e101]]), "inputs[0, 0] is 1e+101: expected a number"),
    "too many": (
        lambda: Data(np.ones((1_000_001, 1))),
        "1,000,001 points: expected at most 1,000,000",
    ),
    "other targets": (
        lambda: Data(X, [1, 2]),
        "targets of shape (2,): expected (4,) o",
    ),
    "a cube": (lambda: Data(X, np.ones((4, 1, 1))), "targets of shape (4, 1, 1)"),
    "a missing target": (
        lambda: Data(X, [1, np.nan, 1, 1]),
        "targets[1] is nan: expected a number from -1e+100 to 1e+100",
    ),
    "a missing word": (
        lambda: Data(X, np.array(["a", None, "b", "a"], object)),
        "targets[1] is None: expected a word, as others",
    ),
    "an empty word": (lambda: Data(X, ["a", "b", "", "a"]), "targets[2] is '': expec"),
    "many words": (
        lambda: Data(np.ones((101, 1)), [f"{k} apples" for k in range(101)]),
        "targets of 101 different words: expected numbers, or at most 100 categories",
    ),
    "words, not numbers": (
        lambda: Data(X, WORDS, categories=()),
        "targets that are words: expected numbers, or categories",
    ),
    "a stranger": (
        lambda: Data(X, WORDS, categories=("a", "b")),
        "a target is 'c': expected one of a, b",
    ),
    "a number beyond": (
        lambda: Data(X, [0, 1, 2, 3], categories=("a", "b", "c")),
        "targets[3] is 3: expected 0 to 2, the numbers of 3 categories",
    ),
    "two of a name": (
        lambda: Data(X, [0, 1, 1, 0], categories=("a", "a")),
        "two categories 'a': expected one of each name",
    ),
    "no booleans": (lambda: Data(X, test=[0, 1, 1, 0]), "test of int64 and shape (4,)"),
    "too few": (
        lambda: Data(X, test=[True]),
        "test of bool and shape (1,): expected (4",
    ),
    "names alone": (lambda: Data(X, categories=("a",)), "1 categories and no targets"),
    "names": (
        lambda: Data(X, None, ["a"]),
        "1 names of inputs: expected 2, one",
    ),
    "a middle": (
        lambda: Data(X).middle("mode"),
        "middle 'mode': expected mean or",
    ),
    "a row beyond": (lambda: Data(X).row(4), "row 4: expected 0 to 3"),
    "an axis": (lambda: Data(X).along([2]), "axes 2: expected some of 0 to 1"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_what_is_wrong_with_data_is_said_in_one_line(make, words):
    with pytest.raises(ValueError) as error:
        make()
    assert str(error.value).startswith(words) and str(error.value).isprintable()


def test_data_are_compared_by_value():
    one = Data(X, WORDS, ("a", "b"), "c")
    assert one == Data(X, WORDS, ("a", "b"), "c") == pickle.loads(pickle.dumps(one))
    assert hash(one) == hash(pickle.loads(pickle.dumps(one)))
    others = [
        Data(X + 1, WORDS, ("a", "b"), "c"),
        Data(X, WORDS[::-1], ("a", "b"), "c"),
        Data(X, WORDS, ("b", "a"), "c"),
        Data(X, WORDS, ("a", "b"), "d"),
        Data(X, ["b", "a", "b", "d"], ("a", "b"), "c"),
        Data(X, [1.0, 0.0, 1.0, 2.0], ("a", "b"), "c", ()),
        Data(X, None, ("a", "b"), "c"),
        Data(X[:2].reshape(4, 1), WORDS),
        *(Data(X, WORDS, ("a", "b"), "c", None, X[:, 0] > k) for k in (0, 2)),
    ]
    assert len({one.digest, *(other.digest for other in others)}) == 11
    assert one not in others and one != X.tolist()
    assert Data([[0.0]]) == Data([[-0.0]])


@given(st.data())
def test_data_come_back_from_a_pickle(data):
    n_points, n_inputs = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 3))
    inputs = data.draw(_lists(_lists(numbers, n_inputs), n_points))
    targets = data.draw(st.none() | _lists(numbers, n_points) | _lists(text, n_points))
    made = Data(inputs, targets)
    again = pickle.loads(pickle.dumps(made))
    assert again == made and again.categories == made.categories
    assert np.array_equal(again.inputs, inputs)


def _lists(values, n):
    return st.lists(values, min_size=n, max_size=n)


def test_middles_and_rows():
    data = Data(X)
    assert data.middle().tolist() == [2.5, 20.0]
    assert data.middle("median").tolist() == [2.5, 15.0]
    assert data.row(2).tolist() == [3.0, 40.0]


def test_some_inputs_of_data():
    data = Data(X, WORDS, ("length", "width"), "kind")
    width = data.along([1])
    assert np.array_equal(width.inputs, X[:, 1:])
    assert (width.input_names, width.target_name) == (("width",), "kind")
    assert np.array_equal(width.targets, data.targets)
    assert data.along([1, 0]).along([1, 0]) == data
    assert Data(X, np.arange(4) % 2, categories=()).along([0]).categories == ()


def test_which_points_are_for_testing_stays_with_them():
    test = np.array([True, False, False, True])
    data = Data(X, WORDS, test=test)
    test[0] = False
    for kept in (data, data.along([1]), pickle.loads(pickle.dumps(data))):
        assert kept.test.tolist() == [True, False, False, True]
        with pytest.raises(ValueError):
            kept.test[1] = True
    assert Data(X, WORDS).along([1]).test is None


# Ranges


@given(st.lists(numbers, min_size=1, max_size=40))
def test_a_range_is_finite_and_not_empty(values):
    low, high = span(np.array(values))
    assert np.isfinite([low, high]).all() and low < high
    assert low <= np.median(values) <= high


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=300), st.integers(0, 9))
def test_a_range_moves_and_grows_with_what_it_is_of(values, shift):
    values = np.unique(np.round(values))
    low, high = span(values)
    if len(values) > 1:
        assert span(2 * values + shift) == pytest.approx(
            (2 * low + shift, 2 * high + shift)
        )
        assert span(-values) == pytest.approx((-high, -low))


@pytest.mark.parametrize("n", [5, 20, 150, 10_000])
@pytest.mark.parametrize("side", [-1, 1])
def test_a_far_outlier_does_not_squeeze_the_others(n, side):
    values = np.random.default_rng(n).uniform(-1, 1, n)
    far = np.append(values, side * 1000.0)
    low, high = span(far)
    assert low < values.min() and values.max() < high
    assert high - low < 3.5
    both = np.append(far, -side * 1000.0)
    assert np.ptp(span(both)) < 3.5


@pytest.mark.parametrize("n", [1, 2, 10, 150, 3000])
def test_all_of_ordinary_data_are_seen(n):
    rng = np.random.default_rng(n)
    for values in (
        rng.normal(size=n),
        rng.uniform(size=n),
        rng.integers(0, 2, n),
        np.append(rng.normal(size=n), rng.normal(1000, 1, n // 20 + 2)),  # two heaps
        np.arange(n) ** 2,
    ):
        low, high = span(np.asarray(values, float))
        assert low < values.min() and values.max() < high
        spread = np.ptp(values)
        assert high - low <= 1.1001 * spread or spread == 0


def test_what_never_changes_has_a_range():
    assert span(np.zeros(3)) == (-1, 1)
    assert span(np.full(9, 8.0)) == (4, 12)
    assert span(np.array([-0.01])) == (-0.015, -0.005)
    low, high = span(np.array([1e9, 1e9 + 1e-7]))
    assert high - low == pytest.approx(1e9)


def test_ranges_are_those_of_each_input():
    assert Data(X).ranges() == (span(X[:, 0]), span(X[:, 1]))
    assert span(X[:, 0]) == pytest.approx((0.85, 4.15))


# Text files


def read(tmp_path, content, target=None, name="a.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_data(path, target)


def refusal(tmp_path, content, target=None, name="a.csv"):
    """What is said of a file, without its name; always one line, and not much."""
    with pytest.raises(ValueError) as error:
        read(tmp_path, content, target, name)
    words = str(error.value)
    assert words.isprintable() and len(words) < 500
    start = f"{tmp_path / name} does not hold data: "
    assert words.startswith(start)
    return words.removeprefix(start)


NAMED = "length,width,kind\n1,2.5,a\n3,4,b\n5,6,a\n"
EXPECTED = Data(
    [[1, 2.5], [3, 4], [5, 6]], ["a", "b", "a"], ("length", "width"), "kind"
)


@pytest.mark.parametrize(
    "content",
    [
        NAMED,
        NAMED.replace(",", ";"),
        NAMED.replace(",", ";").replace("2.5", "2,5"),
        NAMED.replace(",", "\t"),
        NAMED.replace("\n", "\r\n"),
        NAMED.replace("\n", "\r"),
        NAMED.replace("\n", "\n\n") + " \n,,\n",
        "\n" + NAMED.replace(",", ";"),
        " \r\n\r\n" + NAMED.replace(",", "\t"),
        NAMED.rstrip(),
        NAMED.replace(",", " , "),
        "# " + NAMED,
        codecs.BOM_UTF8 + NAMED.encode(),
        NAMED.replace(",", "\t").encode("utf-16"),
        codecs.BOM_UTF16_BE + NAMED.encode("utf-16-be"),
        '"length","width","kind"\r\n"1","2.5","a"\r\n3,4,"b"\r\n5,6,a',
        "," + NAMED.replace("\n", "\n7,", 3),
        "length,width,kind\n1e0,2.5,a\n+3,4.,b\n 5,6.0 ,a\n",
    ],
)
def test_files_as_programs_write_them(tmp_path, content):
    assert read(tmp_path, content) == EXPECTED


def test_files_without_names(tmp_path):
    data = read(tmp_path, NAMED.partition("\n")[2])
    assert data == Data(EXPECTED.inputs, ["a", "b", "a"])
    data = read(tmp_path, "1,5;2,5;0\n3,5;4,5;1\n")
    assert data == Data([[1.5, 2.5], [3.5, 4.5]], [0, 1])


def test_targets_are_the_last_column_or_the_one_that_is_asked_for(tmp_path):
    content = "a,b,c\n1,2,3\n4,5,6\n7,8,9\n"
    for target, name in ((None, "c"), ("a", "a"), (2, "b"), ("2", "b")):
        data = read(tmp_path, content, target)
        k = "abc".index(name)
        others = [i for i in range(3) if i != k]
        assert data.target_name == name
        assert data.input_names == tuple("abc"[i] for i in others)
        assert data.targets.tolist() == [1 + k, 4 + k, 7 + k]
        assert data.inputs[0].tolist() == [1 + i for i in others]
    data = read(tmp_path, content, "")
    assert (data.targets, data.n_inputs) == (None, 3)
    words = read(tmp_path, "setosa,1,2\nvirginica,3,4\n", 1)
    assert (words.categories, words.n_inputs) == (("setosa", "virginica"), 2)


def test_a_target_that_is_named_has_names_above_it(tmp_path):
    data = read(tmp_path, "2019,2020,y\n1,2,3\n4,5,6\n", "y")
    assert (data.input_names, len(data)) == (("2019", "2020"), 2)


def test_categories_are_words_or_whole_numbers(tmp_path):
    content = "x,y\n1,2\n2,10\n3,2\n4,10\n"
    assert read(tmp_path, content).categories == ("2", "10")
    assert read(tmp_path, content.replace("10", "1.5")).categories == ()
    mixed = read(tmp_path, content.replace("10", "ten"))
    assert mixed.categories == ("2", "ten")
    commas = 'x;y\n1,5;"a, b"\n2;c\n'
    assert read(tmp_path, commas).categories == ("a, b", "c")


@pytest.mark.parametrize("name", ["a.tsv", "a.txt", "a.CSV"])
def test_ends_of_names_of_text_files(tmp_path, name):
    assert read(tmp_path, NAMED, name=name) == EXPECTED


def test_letters_of_older_programs(tmp_path):
    content = "länge;größe;façade\n1,5;2;ä\n3;4;é\n"
    for encoding in ("utf-8", "latin-1", "cp1252", "utf-16"):
        data = read(tmp_path, content.encode(encoding))
        assert data.input_names == ("länge", "größe")
        assert (data.target_name, data.categories) == ("façade", ("ä", "é"))


def test_lines_are_counted_as_editors_count_them(tmp_path):
    content = 'x,y\n\n1,"a\nb"\n2,c\n\n?,c\n'
    assert refusal(tmp_path, content).startswith("line 7: 'x' is missing")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "it is empty: expected a point in each line"),
        ("\n \n,,\n", "it is empty"),
        ("a,b\n", "it has names and no points: expected a point in each line"),
        ("a,b\n1,2,3\n", "line 2 has 3 cells: expected 2, as in the first line"),
        ("1,2\n3\n", "line 2 has 1 cells: expected 2, as in the first line"),
        ("a,b\n1,2\n,3\n", "line 3: 'a' is missing: expected a number"),
        ("a,b\n1,2\nNaN,3\n", "line 3: 'a' is missing: expected a number"),
        ("a,b\n1,2\nN/A,3\n", "line 3: 'a' is missing: expected a number"),
        ("1,,3\n", "line 1: 'column 2' is missing: expected a number"),
        ("a,b\n1,2\n3,\n", "line 3: 'b' is missing: expected a number, or at most 100"),
        ("a,b\n1,x\n3,null\n", "line 3: 'b' is missing"),
        ("a,b\nred,2\n", "line 2: 'a' is 'red': expected a number"),
        ("1,red,3\n", "line 1: 'column 2' is 'red': expected a number"),
        ("a,b\n1_000,2\n", "line 2: 'a' is '1_000': expected a number"),
        ("a,b\n1,2\ninf,2\n", "line 3: 'a' is 'inf': expected a number from -1e+100 t"),
        ("a,b\n1,2\n1,-1e300\n", "line 3: 'b' is '-1e+300': expected a number from"),
        ('a,b\n"1,5",2\n', "line 2: 'a' is '1,5': expected a number"),
        ("a;b\n1.000,5;2\n", "line 2: 'a' is '1.000,5': expected a number"),
        ('a,b\n1,"2\n', "line 2: unexpected end of data: expected cells whose quotes"),
        ('a,b\n"1"2,3\n', "line 2: ',' expected after '\"'"),
        ("a\n1\n", "a column alone, 'a': expected inputs and a target, with commas, s"),
        (
            "1 2 3\n",
            "a column alone, '1 2 3': expected inputs and a target, with",
        ),
        (b"PK\3\4\0\0", "it is no text: expected lines of numbers"),
        (
            "1," * 600_000,
            "line 1 is too long: expected fewer than 1,000,000 char",
        ),
        ("a,b\n1," + "x" * 140_000, "line 2: field larger than field limit (131072)"),
        ("a\tb\n1\t\x1b[2J" + "z" * 500 + "\n\t2", "line 3: 'a' is missing"),
        ("\x1b,b\n\x07\x07" + "z" * 500, "line 2 has 1 cells"),
        ("\x1b,b\n\x07\x07" + "z" * 500 + ",1", r"line 2: '\x1b' is '\x07\x07zzz"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, content, words):
    assert refusal(tmp_path, content).startswith(words)


def test_many_words_are_no_categories(tmp_path):
    lines = [f"{k},{k}" for k in range(200)]
    lines[150] = "150,1o5"
    content = "x,price\n" + "\n".join(lines)
    assert refusal(tmp_path, content) == (
        "line 152: 'price' is '1o5': expected a number, or at most 100 different words"
    )


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (
            "size",
            "no column is called 'size': expected one of 'length, width, kin",
        ),
        (4, "no column is called '4': expected one of"),
        (0, "no column is called '0'"),
        ("9" * 5000, "no column is called '9999"),
        ("-1", "no column is called '-1'"),
        (1, "line 2: 'kind' is 'a': expected a number"),
    ],
)
def test_a_target_that_is_not_there(tmp_path, target, words):
    assert refusal(tmp_path, NAMED, target).startswith(words)


def test_two_columns_of_one_name(tmp_path):
    words = refusal(tmp_path, "a,a,b\n1,2,3\n", "a")
    assert words.startswith("2 columns are called 'a': expected one of 'a, a, b', or a")
    assert read(tmp_path, "a,a,b\n1,2,3\n").input_names == ("a", "a")


def test_other_files_are_refused(tmp_path):
    for name, words in (
        ("a.xlsx", "its name ends in '.xlsx': expected .csv, .tsv, .txt or .npz"),
        ("a", "its name ends in '': expected"),
    ):
        assert refusal(tmp_path, b"", name=name).startswith(words)
    with pytest.raises(OSError, match="none"):
        read_data(tmp_path / "none.csv")
    with pytest.raises(ValueError, match="it is a folder or a device"):
        read_data("/dev/zero")


@given(st.data())
def test_what_is_written_is_read(tmp_path_factory, data):
    n_points, n_inputs = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 3))
    inputs = data.draw(_lists(_lists(numbers, n_inputs), n_points))
    word = text.map(str.strip).filter(lambda word: word and not _is_special(word))
    targets = data.draw(_lists(word, n_points) | _lists(numbers, n_points))
    names = [*data.draw(_lists(word, n_inputs)), data.draw(word)]
    names[0] = names[0].lstrip("# ")
    if not names[0] or _is_special(names[0]):
        names[0] = "x"
    separator, comma = data.draw(st.sampled_from([(",", "."), (";", ","), ("\t", ".")]))
    end, encoding = data.draw(
        st.tuples(
            st.sampled_from(["\n", "\r\n"]),
            st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
        )
    )
    file = io.StringIO()
    writer = csv.writer(
        file, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_NONNUMERIC
    )
    writer.writerow(names)
    for row, target in zip(inputs, targets, strict=True):
        cells = [repr(x).replace(".", comma) for x in row]
        known = (
            repr(target).replace(".", comma) if isinstance(target, float) else target
        )
        writer.writerow([*cells, known])
    path = tmp_path_factory.mktemp("data") / "a.csv"
    path.write_bytes(file.getvalue().encode(encoding))
    assert read_data(path) == Data(inputs, targets, names[:-1], names[-1])


def _is_special(word):
    """Whether a word stands for a number, or for nothing."""
    try:
        float(word.replace(",", "."))
    except ValueError:
        return word.lower() in ("?", "-", "na", "n/a", "nan", "null", "none")
    return True


@given(
    st.binary(max_size=60) | st.text("12,;\t\n\r\" .-ea_'", max_size=60).map(str.encode)
)
def test_anything_is_data_or_refused_in_one_line(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("data") / "a.csv"
    path.write_bytes(content)
    for target in (None, "", 1, "a"):
        try:
            data = read_data(path, target)
        except ValueError as error:
            assert str(error).isprintable() and len(str(error)) < 500
        else:
            assert len(data) <= content.count(b"\n") + content.count(b"\r") + 1


def test_ten_thousand_points_are_read_in_a_moment(tmp_path):
    rng = np.random.default_rng(0)
    rows = "\n".join(
        ",".join(map(repr, row)) for row in rng.normal(size=(10_000, 10)).tolist()
    )
    path = tmp_path / "a.csv"
    path.write_text(rows)
    start = time.process_time()
    assert len(read_data(path)) == 10_000
    assert time.process_time() - start < 1  # a tenth of that, mostly


LIMITED = """
import resource, sys
from model import read_data
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_data(sys.argv[1])
except ValueError as error:
    print(error)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"1,2\n" * 1_000_001, "expected at most 1,000,000 points"),
        (b"," * 50_000_000, "line 1 is too long"),
        ("é".encode() * 25_000_000, "line 1 is too long"),
        (b'"' * 30_000_000, "line 1 is too long"),
        (b"1\n" * 50_000_001, "expected a file of at most 100,000,000 bytes"),
    ],
)
def test_what_would_fill_the_memory_does_not(tmp_path, content, words):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    said, kilobytes = output_of(sys.executable, "-c", LIMITED, path).splitlines()
    assert words in said
    assert int(kilobytes) < 250_000


# Arrays


def test_data_in_arrays(tmp_path):
    y = np.array([0, 1, 0, 1])
    for names in (("X", "y"), ("x", "targets"), ("inputs", "labels")):
        path = tmp_path / "a.npz"
        np.savez(path, **dict(zip(names, (X, y), strict=True)))
        assert read_data(path) == Data(X, y)
        assert read_data(path, "") == Data(X)
    np.savez(path, X=X.astype("f4"), y=np.array(WORDS))
    assert read_data(path) == Data(X, WORDS)
    np.savez(path, X=X)
    assert read_data(path) == Data(X)
    np.savez(path, X=X, y=y, kind=WORDS)
    assert read_data(path, "kind") == Data(X, WORDS)


@pytest.mark.parametrize(
    ("arrays", "words"),
    [
        (
            {"X": X, "x": X},
            "arrays 'X, x': expected X or x or inputs, and y or tar",
        ),
        ({"y": X}, "arrays 'y': expected X"),
        ({"X": X, "y": X, "labels": X}, "arrays 'X, labels, y': expected"),
        ({"x_train": X, "y_train": X}, "arrays 'x_train, y_train': expected X or"),
        ({"X": X, "y": [1, 2]}, "targets of shape (2,): expected (4,)"),
        ({"X": X * np.nan}, "inputs[0, 0] is nan: expected"),
        ({"X": [["a"]]}, "inputs of <U1: expected numbers"),
        ({"X": np.zeros((4, 4_000_000), "i1")}, "expected at most 12,500,000 numbers"),
    ],
)
def test_arrays_that_hold_no_data(tmp_path, arrays, words):
    path = tmp_path / "a.npz"
    np.savez_compressed(path, **arrays)
    assert refusal(tmp_path, path.read_bytes(), name="a.npz").startswith(words)


def test_targets_that_are_no_array(tmp_path):
    np.savez(tmp_path / "a.npz", X=X)
    with pytest.raises(ValueError, match="no array 'kind': expected one of X"):
        read_data(tmp_path / "a.npz", "kind")


# A set of data that everybody knows


def test_iris_as_scikit_learn_has_it(tmp_path):
    iris = load_iris()
    names = [name.removesuffix(" (cm)") for name in iris.feature_names]
    lines = [",".join([*names, "species"])]
    lines += [
        ",".join([*map(str, row), iris.target_names[k]])
        for row, k in zip(iris.data.tolist(), iris.target, strict=True)
    ]
    data = read(tmp_path, "\n".join(lines), "species")
    assert np.array_equal(data.inputs, iris.data)
    assert np.array_equal(data.targets, iris.target)
    assert data.categories == tuple(iris.target_names)
    assert data == Data(iris.data, iris.target, names, "species", iris.target_names)
    for (low, high), column in zip(data.ranges(), iris.data.T, strict=True):
        assert low < column.min() and column.max() < high
