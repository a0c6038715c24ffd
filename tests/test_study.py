"""Studies: many trainings, what came of them, and their files."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import Training
from model.learn.datasets import dataset
from model.learn.optimisers import GradientDescent
from model.learn.studied import Studied
from model.learn.study import Study
from model.learn.study_files import read_study, save_study
from tests.reading import spoiled

LINE = dataset("line", points=20)


def trainings(layers, rate=0.05, seeds=3, steps=300):
    """Trainings that differ in their seed."""
    options = {"optimiser": GradientDescent(rate), "steps": steps}
    return [Training.of(LINE, layers, seed=seed, **options) for seed in range(seeds)]


def last_loss(recording):
    return float(recording.training_losses[-1])


KINDS = {"small": trainings((1, 2, 1)), "größer": trainings((1, 6, 1), seeds=2)}
STUDY = Study.of(KINDS, {"loss": last_loss})
SPLIT = Study.of({"a": [Training.of(LINE, (1, 2, 1), split=0.5, steps=400)]}, stops=20)


def test_a_study_holds_what_each_training_came_to():
    assert (STUDY.kinds, STUDY.sizes) == (("small", "größer"), ((1, 2, 1), (1, 6, 1)))
    np.testing.assert_array_equal(STUDY.numbers, [0, 0, 0, 1, 1])
    every = [training.run() for kind in KINDS.values() for training in kind]
    for k, recording in enumerate(every):
        np.testing.assert_array_equal(STUDY.steps, recording.steps)
        expected = recording.training_losses
        np.testing.assert_array_equal(STUDY.losses[k], expected)
        assert STUDY.results["loss"][k] == expected[-1]
    np.testing.assert_array_equal(STUDY.of_kind(1), STUDY.losses[3:])
    assert not STUDY.test_losses.size
    assert [STUDY.n_weights(k) for k in (0, 1)] == [7, 19]
    assert [STUDY.n_hidden(k) for k in (0, 1)] == [2, 6]


def test_losses_over_test_points_are_kept_at_as_many_steps_as_asked_for():
    recording = Training.of(LINE, (1, 2, 1), split=0.5, steps=400).run()
    assert len(SPLIT.steps) <= 20 and SPLIT.steps[[0, -1]].tolist() == [0, 400]
    expected = recording.test_losses[[recording.stop(k) for k in SPLIT.steps.tolist()]]
    np.testing.assert_array_equal(SPLIT.of_kind(0, test=True)[0], expected)


def test_a_burst_run_has_no_losses_from_then_on():
    study = Study.of({"right": trainings((1, 1), 0.1), "high": trainings((1, 1), 1e6)})
    known = np.isfinite(study.of_kind(1))
    assert np.isfinite(study.of_kind(0)).all()
    assert known[:, 0].all() and not known[:, -1].any()


def test_runs_may_burst_at_different_steps_where_few_losses_are_kept():
    kinds = {f"{rate}": trainings((1, 1), rate) for rate in (0.1, 3.0, 2.5)}
    study = Study.of(kinds, stops=20)
    assert len(study.steps) <= 20 and study.steps[-1] == 300
    lengths = [np.isfinite(study.of_kind(k)).sum(axis=1).max() for k in range(3)]
    assert lengths[0] == len(study.steps) > lengths[2] >= lengths[1] > 2
    del kinds["0.1"]
    study = Study.of(kinds)
    assert study.steps[-1] < 300 and not np.isfinite(study.of_kind(0)[:, -1]).any()


def test_trainings_of_other_steps_are_refused_before_any_runs():
    kinds = {"a": trainings((1, 1), steps=100), "b": trainings((1, 1), steps=128)}
    with pytest.raises(ValueError, match="trainings of other steps"):
        Study.of(kinds)
    with pytest.raises(ValueError, match="expected"):
        Study.of({})
    with pytest.raises(ValueError, match="a kind without trainings"):
        Study.of({"a": KINDS["small"], "b": []})
    with pytest.raises(ValueError, match="numbers of kinds"):
        replace(STUDY, numbers=np.zeros(0))


@pytest.mark.parametrize("study", [STUDY, SPLIT])
def test_what_is_saved_is_read(tmp_path, study):
    save_study(study, tmp_path / "a.npz")
    found = read_study(tmp_path / "a.npz")
    assert found == study and dict(found.settings[0]) == study.settings[0]


def test_a_studied_training_is_made_and_read(tmp_path):
    studied = Studied(tmp_path / "a.npz", lambda: KINDS, {"loss": last_loss}, stops=30)
    with pytest.raises(OSError):
        studied.study  # noqa: B018
    assert studied.make() == studied.study
    np.testing.assert_array_equal(studied.study.results["loss"], STUDY.results["loss"])


def refusal(path):
    """What is said of a file that holds no study, in one line."""
    with pytest.raises(ValueError) as error:
        read_study(path)
    words = str(error.value)
    assert words.startswith(f"{path} does not hold a study: ")
    assert words.isprintable() and len(words) < 600
    return words


def changed(path, change=lambda facts: None, **arrays):
    """A file of a study in which arrays are others, None for left out, or its text."""
    save_study(STUDY, path)
    with np.load(path) as file:
        found = dict(file)
    facts = json.loads(str(found["study"]))
    change(facts)
    found = {**found, "study": np.array(json.dumps(facts)), **arrays}
    np.savez(path, **{name: x for name, x in found.items() if x is not None})
    return path


@pytest.mark.parametrize(
    "arrays, words",
    [
        ({"study": None}, "expected an array study"),
        ({"study": np.array("{")}, "no JSON"),
        ({"study": np.array(3.0)}, "expected an array study"),
        ({"steps": None}, "expected study, numbers, steps"),
        ({"more": np.zeros(3)}, "expected study, numbers, steps"),
        ({"losses": STUDY.losses.astype("f4")}, "losses holds float32"),
        ({"losses": STUDY.losses[:, 1:]}, "losses of shape"),
        ({"losses": STUDY.losses * np.inf}, "losses that are not finite"),
        (
            {"losses": STUDY.losses[:0], "numbers": STUDY.numbers[:0]},
            "of its shape (0,)",
        ),
        ({"numbers": STUDY.numbers + 1}, "numbers of kinds"),
        ({"steps": STUDY.steps[::-1]}, "steps that do not rise"),
        ({"result_1": np.full(5, np.nan)}, "finite numbers"),
        ({"result_1": None}, "expected study, numbers, steps"),
        ({"numbers": np.array(0)}, "numbers that are no row"),
        ({"steps": np.array(0)}, "steps that are no row"),
        ({"losses": np.array(0.0)}, "losses of shape ()"),
        ({"test_losses": STUDY.losses[:, 1:]}, "test_losses of shape"),
    ],
)
def test_forged_arrays_are_said_in_one_line(tmp_path, arrays, words):
    assert words in refusal(changed(tmp_path / "a.npz", **arrays))


@pytest.mark.parametrize(
    "name, value, words",
    [
        ("format", "another", "not of the format"),
        ("version", 2, "version '2' of the format: expected 1"),
        ("kinds", ["a"], "numbers of kinds"),
        ("kinds", "ab", "no list called kinds"),
        ("kinds", ["a", "\ud800"], "does not hold"),
        ("sizes", [[1, 2, 1]], "expected 2, one for each kind"),
        ("sizes", [[1, 2, 1], [1, 10**30]], "sizes that no network has"),
        ("sizes", [[1, 2, 1], [1, True]], "sizes that no network has"),
        ("settings", [3, 4], "no list called settings"),
        ("results", [], "expected study, numbers, steps"),
    ],
)
def test_forged_words_are_said_in_one_line(tmp_path, name, value, words):
    path = changed(tmp_path / "a.npz", lambda facts: facts.update({name: value}))
    assert words in refusal(path)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_spoiled_files_are_read_or_refused_in_one_line(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("spoiled") / "a.npz"
    save_study(STUDY, path)
    path.write_bytes(spoiled(path.read_bytes(), data))
    try:
        read_study(path)
    except ValueError:
        refusal(path)
