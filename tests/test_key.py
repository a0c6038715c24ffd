"""Keys: the same for the same pictures, another for others."""

import random
import re
import shutil
import sys
from collections import defaultdict
from dataclasses import replace
from enum import Enum
from functools import partial
from operator import add
from pathlib import Path
from threading import Lock
from types import SimpleNamespace

import numpy as np
import pytest

from model import Activation, Chosen, Family, Given, Network, Random
from render import (
    Addition,
    Beside,
    Curves,
    Diagram,
    Explanation,
    Step,
    Story,
    Timeline,
    Tour,
)
from render.make.digests import file_digest
from render.make.film import Film
from render.make.key import key
from render.scene.scenes import pace_of, style_of
from render.style.themes import DARK, LIGHT
from tests.command import LIBRARY, output_of

ROOT = Path(__file__).parents[1]
networks = Random(Family((1, 5, 1), "tanh"), 3, seed=4)
many = replace(networks, n=99)
tour = Tour(networks, Curves())
film = Film(tour, Timeline(), (320, 180), DARK)


def film_of(scene, **changes):
    return replace(Film(scene, pace_of(scene), (320, 180), style_of(scene)), **changes)


def own_activation(f):
    return Activation("own", "Own", f, lower=-1, upper=1)


def given(weight=0.5, names=(), activation="tanh"):
    """A tour of a network that is there already."""
    network = Network.from_weights([np.array([[weight], [1.0]])], activation)
    return Tour(Given([network], names), Curves(), title="Given")


def beside(*numbers):
    """Tours side by side, of so many networks each."""
    return Beside([replace(tour, networks=replace(networks, n=n)) for n in numbers])


def with_family(family):
    """The tour with networks of another family, under the same words."""
    return replace(tour, networks=replace(networks, family=family))


def test_equal_films_have_one_key():
    again = Tour(Random(Family((1, 5, 1), "tanh"), 3, seed=4), Curves())
    assert key(film_of(again)) == key(film)
    tour.draw(1.5)  # what was worked out already makes no difference
    assert key(film_of(tour)) == key(film)


@pytest.mark.parametrize(
    "other",
    [
        film_of(replace(tour, networks=replace(networks, seed=5))),
        film_of(replace(tour, networks=replace(networks, n=4))),
        film_of(replace(tour, title="Another")),
        film_of(replace(tour, caption="Another")),
        film_of(with_family(Family((1, 5, 1), "relu"))),
        film_of(with_family(Family((1, 5, 1), "tanh", spread=2))),
        film_of(with_family(Family((1, 6, 1), "tanh"))),
        film_of(replace(tour, view=Curves(x=(-3, 3)))),
        film_of(tour, timeline=Timeline(hold=2)),
        film_of(tour, timeline=Timeline(loop=True)),
        film_of(tour, size=(640, 360)),
        film_of(tour, style=LIGHT),
    ],
)
def test_whatever_decides_a_pixel_changes_the_key(other):
    assert key(other) != key(film)


@pytest.mark.parametrize(
    ("one", "others"),
    [
        (given, (given(0.75), given(names=["b"]), given(activation="relu"))),
        (
            lambda: given(activation=own_activation(np.tanh)),
            (given(), given(activation=own_activation(np.sin))),
        ),
        (
            lambda: replace(tour, networks=Chosen(networks, [1, 2])),
            (
                replace(tour, networks=Chosen(networks, [1, 1])),
                replace(tour, networks=Chosen(networks, [2, 1])),
                replace(tour, networks=Chosen(replace(networks, seed=5), [1, 2])),
                replace(tour, networks=replace(networks, n=2)),
            ),
        ),
        (
            lambda: beside(3, 2),
            (beside(2, 3), beside(3, 3), beside(3, 1), beside(3), beside(3, 2, 2)),
        ),
        (
            lambda: Explanation(many, Curves(), ("regions",)),
            (
                Explanation(many, Curves(), ("boundaries", "regions")),
                Explanation(many, Curves(), ("regions",), title="Another"),
                Explanation(replace(many, seed=8), Curves(), ("regions",)),
                Explanation(many, Curves(x=(-5, 5)), ("regions",)),
                replace(tour, view=Curves(parts=("regions",))),
            ),
        ),
        (
            lambda: Addition(networks, Curves()),
            (
                Addition(Chosen(networks, [1]), Curves()),
                Addition(networks, Curves(y=(-3, 3))),
                Addition(networks, Curves(), diagram=Diagram(weights=True)),
            ),
        ),
        (
            lambda: Story("t", "c", [Step("One", (1, 1)), Step("Two", (2, 1))]),
            (
                Story("t", "c", [Step("Two", (2, 1)), Step("One", (1, 1))]),
                Story("t", "c", [Step("One", (1, 1)), Step("Two", (3, 1))]),
                Story("t", "c", [Step("One", (1, 1)), Step("Two", (2, 1), note="N")]),
            ),
        ),
    ],
    ids=["given", "an activation", "chosen", "beside", "steps", "a sum", "a story"],
)
def test_facts_decide_the_key(one, others):
    films = [Film(s, Timeline(), (320, 180), DARK) for s in (one(), one(), *others)]
    keys = [key(film) for film in films]
    assert keys[0] == keys[1] and None not in keys
    assert len(set(keys)) == len(keys) - 1


class Telling:
    """A scene that says what decides its pictures, and holds what cannot be told."""

    title, caption, stops = "telling", "", 1

    def __init__(self, fact):
        self.fact, self.lock = fact, Lock()

    def facts(self):
        return {"fact": self.fact}

    def draw(self, position):
        return tour.draw(0)


class AlsoTelling(Telling):
    def draw(self, position):
        return tour.draw(1)


@pytest.mark.parametrize("around", [lambda scene: scene, lambda scene: Beside([scene])])
def test_a_scene_of_ones_own_may_say_its_facts(around):
    made = [Telling(1), Telling(1), Telling(2), AlsoTelling(1)]
    keys = [key(film_of(around(scene))) for scene in made]
    assert None not in keys and keys[0] == keys[1]
    assert len(set(keys)) == 3  # other code draws otherwise, whatever it says
    assert key(film_of(around(Telling(Lock())))) is None


def test_every_scene_has_a_key_of_its_own_in_every_process():
    keys = {name: key(film_of(scene)) for name, scene in LIBRARY.scenes.items()}
    assert None not in keys.values()
    assert len(set(keys.values())) == len(keys)
    code = (
        "from tests.test_key import *\n"
        "for n, s in LIBRARY.scenes.items(): print(n, key(film_of(s)))"
    )
    env = {"PYTHONHASHSEED": "7", "PYTHONPATH": ":".join(sys.path)}
    others = output_of(sys.executable, "-c", code, env=env)
    assert dict(line.split() for line in others.splitlines()) == keys


OWN = {
    "own.py": """
from functools import partial

import far
import helper
from base import Base
from render import Curves, Tour
from model import Family, Random

start = Tour(Random(Family((1, 3, 1), "tanh"), 2), Curves())
NUMBER = int(open("number").read())


class Mine(Base):
    title = "mine"
    pic = partial(far.pic, 0)

    def draw(self, position):
        return helper.shift(start.draw(NUMBER and position))


mine = Mine()
""",
    "helper.py": "def shift(plot):\n    return plot\n",
    "lib/base.py": """
class Base:
    caption, stops = "", 2

    def nothing(self):
        return 0
""",
    "lib/far.py": "def pic(position, plot):\n    return plot\n",
    "number": "3",
}


def key_of_own(folder):
    """In a process of its own, as modules stay loaded."""
    code = (
        "from tests.command import LIBRARY; from tests.test_key import *\n"
        "print(key(film_of(LIBRARY.find('own.py:mine')[1])))"
    )
    env = {"PYTHONPATH": ":".join([*sys.path, str(folder / "lib")])}
    return output_of(sys.executable, "-c", code, env=env, cwd=folder).strip()


CHANGES = {
    "nothing": (None, "", ""),
    "a helper beside it": ("helper.py", "plot\n", "plot  # changed\n"),
    "a base class": ("lib/base.py", "return 0", "return 1"),
    "a helper elsewhere": ("lib/far.py", "return plot", "return plot  # changed"),
    "a method": ("own.py", "helper.shift", "1 and helper.shift"),
    "an attribute": ("own.py", '"mine"', '"Mine"'),
    "what partial holds": ("own.py", "partial(far.pic, 0)", "partial(far.pic, 1)"),
    "a number read when it is run": ("number", "3", "4"),
}


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory):
    """The key of a scene of one's own."""
    folder = tmp_path_factory.mktemp("own")
    write_own(folder)
    return key_of_own(folder)


def write_own(folder):
    (folder / "lib").mkdir()
    for file, text in OWN.items():
        (folder / file).write_text(text)


RARE = ("a method", "an attribute", "what partial holds")


@pytest.mark.parametrize(
    "what",
    [pytest.param(x, marks=[pytest.mark.slow] * (x in RARE)) for x in CHANGES],
)
def test_the_code_of_ones_own_scenes_counts_and_what_it_imports(
    unchanged, tmp_path, what
):
    write_own(tmp_path)
    file, old, new = CHANGES[what]
    if file:
        text = (tmp_path / file).read_text()
        assert old in text
        (tmp_path / file).write_text(text.replace(old, new))
    assert (key_of_own(tmp_path) == unchanged != "None") == (not file)


OF_A_TOUR = """
from model import Family
from render import Beside, Curves, Tour


class Networks:
    def __len__(self):
        return 2

    def __getitem__(self, k):
        return Family((1, 3, 1), "tanh").network(k)

    def name(self, k):
        return f"network {k}"

    def facts(self):
        return {}


class View:
    def plot(self, moment):
        return Curves().plot(moment)


alone = Tour(Networks(), Curves())
seen = Tour(Networks(), View())
both = Beside([alone, seen])
"""


def keys_in(folder, text):
    """The keys of the scenes in a script, by name."""
    folder.mkdir()
    (folder / "own.py").write_text(text)
    found = (
        (n, LIBRARY.find(f"{folder}/own.py:{n}")) for n in ("alone", "seen", "both")
    )
    return {name: key(film_of(scene)) for name, (_, scene) in found}


def test_the_code_of_ones_own_networks_and_views_counts(tmp_path):
    before = keys_in(tmp_path / "before", OF_A_TOUR)
    assert len(set(before.values())) == 3 and None not in before.values()
    assert keys_in(tmp_path / "again", OF_A_TOUR) == before
    other = OF_A_TOUR.replace("network(k)", "network(k, 5)")
    changed = keys_in(tmp_path / "networks", other)
    assert [name for name in before if changed[name] == before[name]] == []
    other = OF_A_TOUR.replace("Curves().plot", "Curves((-2, 2)).plot")
    changed = keys_in(tmp_path / "views", other)
    assert changed["seen"] != before["seen"] and changed["both"] != before["both"]


ROOMS = {  # and whether a change to its code has films made anew
    "model/network.py": True,
    "render/stage/box.py": True,
    "render/encode/palette.py": True,
    "render/make/pool.py": False,
    "render/cli/films.py": False,
    "render/embed/gallery.py": False,
}


@pytest.mark.slow
def test_code_counts_in_the_rooms_that_pictures_go_through(tmp_path):
    for package in ("model", "render", "scenes"):
        shutil.copytree(ROOT / package, tmp_path / package)
    code = "from render.make.digests import *; print(program_digest(NOT_PAINTING))"

    def digest():
        command = [sys.executable, "-c", code]
        return output_of(*command, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)})

    before = digest()
    for file, counts in ROOMS.items():
        with (tmp_path / file).open("a") as module:
            module.write("\n# changed\n")
        assert (digest() != before) == counts, file
        before = digest()


class Holding:
    title, caption, stops = "holding", "", 1

    def __init__(self, held):
        self.held = held

    def draw(self, position):
        return tour.draw(0)


def test_a_scene_that_holds_what_cannot_be_told_has_no_key():
    assert key(film_of(Holding(x for x in [1]))) is None
    around = Holding(None)
    around.held = [around]
    assert key(film_of(around)) is None
    with Path(__file__).open() as file:
        for untold in (file, Lock(), sys._getframe(), np.array([Lock()])):
            assert key(film_of(Holding(untold))) is None
            assert key(film_of(Holding({"within": [untold]}))) is None


def test_values_of_many_kinds_are_told_apart():
    values = [
        *(None, 1, True, 1.0, "1", b"1", (1,), [1], {1}, {1: 2}, {2: 1}, np.float32(1)),
        *(
            np.zeros(3),
            np.zeros((3, 1)),
            np.ones(3),
            Network.from_weights([np.eye(2)], "tanh"),
            Network.from_weights([np.eye(2)], "relu"),
        ),
        *(Activation("a", "", np.tanh), Activation("a", "", np.sin)),
        *(adding(1), adding(2), np.tanh, dict, key, Holding(1), Holding(2)),
        *(partial(add, 1), partial(add, 2), partial(adding, 1), SimpleNamespace(a=1)),
        *(random.Random(1), random.Random(2), random.Random(1).random),
        *(defaultdict(int), defaultdict(list), Path("a")),
        *(Color.RED, Color.BLUE, Shade.RED, Color, Shade),
        *(re.compile("a"), re.compile("b"), re.compile("a", re.IGNORECASE)),
        *(np.ma.array([1, 2], mask=[0, 1]), np.ma.array([1, 2], mask=[1, 0])),
        *(Titled, type("Titled", (Titled,), {"title": "x"})),
    ]
    keys = [key(film_of(Holding(value))) for value in values]
    assert None not in keys and len(set(keys)) == len(values)
    assert key(film_of(Holding({"b": 1, "a": 2}))) == key(
        film_of(Holding({"a": 2, "b": 1}))
    )


class Titled:
    title = "t"


class Color(Enum):
    RED, BLUE = 1, 2


class Shade(Enum):
    RED, BLUE = 1, 2


@pytest.mark.parametrize("make", [lambda: Color(1), lambda: re.compile("a+")])
def test_members_of_enums_and_patterns_have_keys(make):
    keys = {key(film_of(Holding(make()))) for _ in range(2)}
    assert len(keys) == 1 and None not in keys


def made_of(text):
    """A function, and a class, whose text is in no file."""
    known = {}
    exec(f"def f(x): return {text}\nclass C:\n    def f(self): return {text}", known)
    return known["f"], known["C"]


def test_code_in_no_file_counts_too():
    keys = {key(film_of(Holding(it))) for t in ("1", "2") for it in made_of(t)}
    assert len(keys) == 4 and None not in keys


def test_a_cell_that_is_empty_has_no_key():
    def f():
        return missing

    assert key(film_of(Holding(f))) is None
    missing = 1


def adding(n):
    return lambda x: x + n


def test_a_digest_sees_every_byte_and_every_name(tmp_path):
    (tmp_path / "a").mkdir()
    seen = set()
    for name, content in [("1", b"x"), ("1", b"y"), ("2", b"y"), ("1", b"")]:
        (tmp_path / "a" / name).write_bytes(content)
        seen |= {file_digest(tmp_path / "a"), file_digest(tmp_path / "a" / name)}
    assert len(seen) == 7  # y is y under both names
