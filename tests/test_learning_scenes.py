"""Scenes of trainings: what their files hold, and that words and marks are true."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import scenes.recordings.__main__ as recordings
from model import Classifier, Recorded, Runs, Training
from model.learn.datasets import dataset
from model.learn.recorded import thinned
from render import InputError, Lesson, Losses, Maps, Panels, Points
from render.errors import RenderError
from render.make.film import Film
from render.make.key import key
from render.plot.plots import Grid
from render.plot.titles import as_title
from render.scene.scenes import facts_of, heading_of, pace_of, poster_of
from render.scene.variants import vary
from render.stage.painter import Painter
from render.style.themes import DARK
from tests.command import LIBRARY

SHIPPED = {value.path.stem: value for value in recordings.every()}
RECORDED = {k: value for k, value in SHIPPED.items() if isinstance(value, Recorded)}
SCENES = {k: s for k, s in LIBRARY.scenes.items() if isinstance(s, Lesson)}
IN_STEP = {k: s for k, s in SCENES.items() if isinstance(s.networks, Runs)}
LESSONS = {k: s for k, s in SCENES.items() if k not in IN_STEP}
EARLY = 50  # steps that agree on any machine
every_recorded = pytest.mark.parametrize("name", RECORDED)
every_lesson = pytest.mark.parametrize("name", LESSONS)
every_scene = pytest.mark.parametrize("name", SCENES)


def right_of(recording, k, test):
    """How many points of one side network k gets right, and of how many: by hand."""
    network, data = recording[k], recording.data
    tests = np.zeros(len(data), bool) if data.test is None else data.test
    side = tests if test else ~tests
    outputs = network(data.inputs[side])
    if outputs.shape[1] > 1:
        found = outputs.argmax(axis=1)
    else:
        found = (outputs[:, 0] > 0.5).astype(int)
    return int((found == data.targets[side]).sum()), int(side.sum())


def squared_error(recording, k, side):
    outputs = recording[k](recording.data.inputs[side])
    return float(np.mean((outputs[:, 0] - recording.data.targets[side]) ** 2))


def plots_of(plot):
    """All plots of a grid."""
    return (
        [p for g in plot.plots for p in plots_of(g)]
        if isinstance(plot, Grid)
        else [plot]
    )


@every_recorded
def test_files_hold_the_trainings_that_scripts_say(name):
    recorded = RECORDED[name]
    recording = recorded.recording
    assert recording.training.settings() == recorded.training.settings()
    assert recording.training.start == recorded.training.start
    assert recording.data == recorded.data and not recording.burst
    assert len(recording) == len(recorded) <= recorded.stops
    assert recording.steps[0] == 0 and recording.steps[-1] == recorded.training.steps
    assert recording.sizes == recorded.sizes


@every_recorded
def test_a_training_begun_anew_has_the_same_first_losses(name):
    training = replace_steps(RECORDED[name].training, EARLY)
    losses = RECORDED[name].recording.losses[: EARLY + 1]
    np.testing.assert_allclose(training.run().losses, losses, rtol=1e-9, atol=0)


def replace_steps(training, steps):
    names = ("loss", "optimiser", "batch", "penalty", "seed", "split", "normalise")
    same = {name: getattr(training, name) for name in names}
    return Training(training.start, training.data, steps=steps, **same)


@every_recorded
def test_a_training_made_anew_ends_as_well(name):
    old, new = RECORDED[name].recording, RECORDED[name].training.run()
    assert new.training_losses[-1] < 2 * old.training_losses[-1] + 0.02
    for measure in ("training_accuracies", "test_accuracies"):
        before, after = getattr(old, measure), getattr(new, measure)
        assert np.abs(after[-1:] - before[-1:]).max(initial=0) < 0.1


def test_recordings_are_small_and_come_with_the_program():
    files = [value.path for value in SHIPPED.values()]
    every = {*Path(recordings.__file__).parent.glob("*.npz")}
    digits = {file for file in every if file.name.startswith("digit")}
    assert every - digits == {*files}
    assert sum(file.stat().st_size for file in every) < 15_000_000
    text = Path("pyproject.toml").read_text()
    assert '"scenes.recordings" = ["*.npz", "*.md"]' in text


def test_importing_scripts_reads_no_recording():
    words = """if True:
        import sys
        seen = []
        sys.addaudithook(lambda e, a: e == "open" and seen.append(str(a[0])))
        import scenes.learning, scenes.fitting, scenes.descent, scenes.choices
        import scenes.pixels, scenes.features, scenes.boundaries, scenes.richness
        print([name for name in seen if name.endswith(".npz")])
    """
    command = [sys.executable, "-c", words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_fewer_stops_are_those_of_a_shorter_training():
    training = Training.of(dataset("xor", points=40), (2, 3, 1), steps=300)
    recording = training.run()
    few = thinned(recording, 40)
    assert 20 <= len(few) <= 40 and {*few.steps} <= {*recording.steps}
    assert few.steps[0] == 0 and few.steps[-1] == 300
    for k, step in enumerate(few.steps):
        assert few[k] == recording[recording.stop(int(step))]
        assert few.training_losses[k] == recording.training_losses[recording.stop(step)]
    assert (few.losses == recording.losses).all() and few.end is recording.end


@pytest.mark.parametrize("networks", [1, 2, 3, 20, 1000])
@pytest.mark.parametrize("name", ["learn_xor", "fit_jumps"])
def test_fewer_networks_may_be_asked_for(name, networks):
    scene = LIBRARY.scenes[name]
    few = vary(scene, networks=networks)
    assert few.stops <= max(networks, 2) and few.stops <= scene.stops
    for short, whole in zip(few.runs.recordings, scene.runs.recordings, strict=True):
        assert {*short.steps} <= {*whole.steps}
        assert (short.steps[[0, -1]] == whole.steps[[0, -1]]).all()
    assert few.title == scene.title and poster_of(few) < few.stops
    few.draw(few.stops - 1)


def test_a_recording_is_made_where_it_says_and_read_again(tmp_path):
    training = Training.of(dataset("xor", points=40), (2, 3, 1), steps=30, split=0.2)
    recorded = Recorded(tmp_path / "new.npz", training, 20)
    scene = Lesson(recorded, Losses())
    with pytest.raises(RenderError, match=r"new\.npz cannot be read"):
        scene.draw(0)
    assert recorded.make() == recorded.recording == scene.recording
    assert recorded.data == recorded.recording.data


@every_lesson
def test_words_above_say_what_all_points_say(name):
    scene = LESSONS[name]
    recording = scene.recording
    for k in (0, poster_of(scene), scene.stops - 1):
        words = heading_of(scene, k)
        assert words.startswith(f"step {recording.steps[k]}: loss ")
        if recording.data is None:
            assert words.endswith(f", {recording.test_accuracies[k]:.1%} right")
        elif len(recording.data.categories):
            test = recording.data.test is not None
            right, n = right_of(recording, k, test)
            assert words.endswith(f", {right} of {n} right")
            assert ("; test loss" in words) == test
        elif recording.data.test is not None:
            loss = float(re.search(r"test loss ([\d.]+)", words)[1])
            own = squared_error(recording, k, recording.data.test)
            assert loss == pytest.approx(own, rel=0.05)
        grid = scene.draw(k)
        (inner,) = grid.plots
        text = as_title(inner.title).text
        assert " ".join(text.split()) == words


@every_scene
def test_titles_are_short_true_and_the_same_at_every_stop(name):
    scene = LIBRARY.scenes[name]
    assert len(scene.title) <= 60 and not {*"{}"} & {*scene.title, *scene.caption}
    titles = {as_title(scene.draw(k).title).text for k in (0, scene.stops // 2)}
    assert titles == {scene.title}
    for numbers in re.findall(r"(\d+) of (\d+)", scene.title):
        known = [
            right_of(recording, len(recording) - 1, test)
            for recording in scene.runs.recordings
            for test in (True, False)
        ]
        assert tuple(map(int, numbers)) in known


def test_test_loss_turns_and_ends_where_the_words_say():
    scene = IN_STEP["overfitting"]
    (free, decayed), last = scene.runs.recordings, scene.stops - 1
    test = free.data.test
    losses = [squared_error(free, k, test) for k in range(scene.stops)]
    lowest = int(np.argmin(losses))
    ends = [squared_error(run, last, test) for run in (free, decayed)]
    assert [f"{end:.2g}" for end in ends] == ["0.3", "0.096"]
    assert scene.title.endswith("test loss 0.30, not 0.096")
    assert f"from {losses[lowest]:.2g} to 0.30" in scene.caption
    assert losses[last] > 2 * losses[lowest]  # it turns
    own = [squared_error(free, k, ~test) for k in (lowest, last)]
    assert own[1] < own[0] / 10  # and the other falls on
    assert squared_error(decayed, last, test) < losses[last] / 2


def test_labels_without_a_rule_are_no_use():
    true, shuffled = IN_STEP["random_labels"].runs.recordings
    for recording in (true, shuffled):
        right, n = right_of(recording, len(recording) - 1, test=False)
        assert right == n == 60
    right, n = right_of(true, len(true) - 1, test=True)
    assert right > 0.95 * n
    right, n = right_of(shuffled, len(shuffled) - 1, test=True)
    assert abs(right / n - 0.5) < 2 * 0.5 / n**0.5  # two standard deviations
    assert (true.data.inputs == shuffled.data.inputs).all()
    study = SHIPPED["random_labels"].study
    shares = [study.results["right"][study.numbers == k] for k in (0, 1)]
    assert [len(part) for part in shares] == [10, 10]
    assert min(shares[0]) > 0.85 and np.abs(shares[1] - 0.5).max() < 3 * 0.5 / n**0.5
    assert shares[0][0] == true.test_accuracies[-1]  # of the first seed


def test_a_tanh_output_stays_below_its_ceiling():
    tanh, linear = IN_STEP["fit_outside"].runs.recordings
    x = np.linspace(-5, 5, 501)[:, None]
    assert np.abs(tanh.data.targets).max() > 1.5
    assert np.abs(tanh[len(tanh) - 1](x)).max() <= 1
    assert np.abs(linear[len(linear) - 1](x)).max() > 1.4


@pytest.mark.parametrize("name", [n for n in LESSONS if n.startswith("learn_")])
def test_crosses_are_what_the_network_gets_wrong(name):
    scene = LESSONS[name]
    recording = scene.recording
    for k in (0, scene.stops // 2, scene.stops - 1):
        marks = [m for p in plots_of(scene.draw(k)) for m in p.marks]
        (points,) = (
            m for m in marks if isinstance(m, Points) and m.crossed is not None
        )
        n = sum(right_of(recording, k, test)[0] for test in (True, False))
        seen = np.isin(recording.data.inputs[:, 0], points.places[:, 0])
        wrong = Classifier(recording[k])(recording.data.inputs)
        if recording.sizes[-1] == 1:
            wrong = 1 - wrong
        wrong = wrong != recording.data.targets
        assert (points.crossed == wrong[seen]).all() and len(wrong) - wrong.sum() == n


@every_scene
def test_films_show_recorded_steps_alone_and_not_too_many(name):
    scene = LIBRARY.scenes[name]
    pace = pace_of(scene)
    positions = [shot.position for shot in pace.shots(scene.stops)]
    recorded = [place for place in positions if place == int(place)]
    assert recorded == list(range(scene.stops)) and len(positions) <= 300
    assert pace.hold_of(0) >= 0.5 and pace.hold_of(scene.stops - 1) >= 1


@every_scene
@pytest.mark.parametrize("options", [{"seed": 3}, {"layers": (2, 3, 1)}])
def test_other_networks_are_trained_and_not_drawn(name, options):
    with pytest.raises(InputError, match="`render train` trains"):
        vary(LIBRARY.scenes[name], **options)
    assert vary(LIBRARY.scenes[name], strict=False, **options).title


def test_titles_of_users_may_have_braces():
    for name in ("learn_xor", "fit_jumps"):
        assert vary(LIBRARY.scenes[name], title="{x} }{").title == "{x} }{"


def test_a_still_is_of_the_last_stop_up_to_a_step(run, tmp_path):
    steps = LESSONS["learn_spiral"].recording.steps
    stop = int(np.flatnonzero(steps <= 411)[-1])
    small = ("--size", "320x180", "-o")
    run("still", "learn_spiral", "--at-step", "411", *small, tmp_path / "a.png")
    run("still", "learn_spiral", "--stop", stop, *small, tmp_path / "b.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


@pytest.mark.parametrize("scene", ["tanh_3layer", "network_story", "learn_xor"])
@pytest.mark.parametrize("step", ["-1", "1001", "x", "1.5", "", "9" * 30])
def test_steps_that_are_none_are_refused(run, tmp_path, scene, step):
    out = tmp_path / "a.png"
    done = run("still", scene, "--at-step", step, "-o", out)
    assert done.exit_code == 2 and "--at-step" in done.output and not out.exists()


def test_keys_know_losses(tmp_path):
    scene = LESSONS["learn_xor"]
    recording = scene.recording
    other = replace(recording, training_losses=recording.training_losses * 1.01)
    keys = {
        key(Film(replace(scene, networks=r), pace_of(scene), (64, 64), DARK))
        for r in (recording, other)
    }
    assert len(keys) == 2
    assert json.dumps(facts_of(scene)["recording"])


def test_panels_are_beside_or_below_each_other_and_notes_together():
    grid = LESSONS["learn_spiral"].draw(5.0)
    (panels,) = grid.plots
    diagram, both = panels.plots
    assert panels.down is None and both.down is None and len(both.plots) == 2
    assert not any(as_title(plot.note).text for plot in (diagram, *both.plots))
    note = as_title(grid.note).text
    for words in (
        "layers of 8, 8, 1",
        "Rings: test data.",
        "Crosses:",
        "cross-entropy",
    ):
        assert words in note
    diagram, outcome = LESSONS["learn_spiral"].view.views
    assert isinstance(outcome, Panels)
    assert any(isinstance(view, Maps) for view in outcome.views)


def test_the_disc_of_a_loss_that_left_its_axes_leaves_nothing_behind():
    scene, size = LIBRARY.scenes["learning_rates"], (320, 180)
    forward, backward = Painter(size), Painter(size)
    positions = range(16, 36)  # it leaves on the way
    frames = [forward(scene.draw(position)) for position in positions]
    others = [backward(scene.draw(position)) for position in reversed(positions)]
    for position, frame, other in zip(positions, frames, others[::-1], strict=True):
        assert np.array_equal(frame, other), position  # nothing stays of another
