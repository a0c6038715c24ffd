"""Views of trainings in step and of studies: what they show is what was measured."""

from dataclasses import replace

import numpy as np
import pytest

import scenes.recordings.__main__ as recordings
from model import (
    Data,
    GradientDescent,
    Network,
    Recorded,
    Recording,
    Runs,
    Studied,
    Study,
    Training,
    flat_shares,
    gradients,
    layer_slopes,
    network_at,
    save_study,
)
from model.learn.datasets import dataset
from render import (
    Band,
    Curve,
    Curves,
    Dividers,
    FirstLayer,
    InputError,
    Landscapes,
    LayerSlopes,
    Lesson,
    Losses,
    Moment,
    OneRun,
    Panels,
    Points,
    RenderError,
    RunCurves,
    StudyEnds,
    StudyLosses,
)
from render.plot.titles import as_title
from render.view.scales import loss_places, step_places
from scenes import choices

EARLY = 50  # steps that agree on any machine
WIGGLE = dataset("wiggle", points=30)
CIRCLE = dataset("circle", points=30)


def training(layers, seed=0, rate=0.05, steps=60, data=WIGGLE, **options):
    descent = GradientDescent(rate)
    return Training.of(
        data, layers, optimiser=descent, seed=seed, steps=steps, **options
    )


ONE, OTHER = (training((1, 6, 1), seed).run() for seed in (1, 2))
RUNS = Runs.of({"one": ONE, "other": OTHER})
KINDS = {
    name: [training(layers, seed, split=0.4) for seed in range(4)]
    for name, layers in {"narrow": (1, 3, 1), "deep": (1, 3, 2, 1)}.items()
}
STUDY = Study.of(KINDS)


@pytest.fixture(scope="module")
def studied(tmp_path_factory):
    path = tmp_path_factory.mktemp("study") / "kinds.npz"
    save_study(STUDY, path)
    return Studied(path, lambda: KINDS)


def plot_at(view, position, networks=RUNS):
    return view.plot(Moment(network_at(networks, position), position, networks))


def of_kind(kind, plot):
    return [mark for mark in plot.marks if type(mark) is kind]


# Runs


def test_losses_of_runs_go_through_what_was_measured_up_to_the_present():
    plot = plot_at(Losses(logarithmic=True), 20)
    whole, past = of_kind(Curve, plot)[::2], of_kind(Curve, plot)[1::2]
    for run, curve, before in zip((ONE, OTHER), whole, past, strict=True):
        np.testing.assert_array_equal(curve.x, step_places(run.steps))
        np.testing.assert_array_equal(curve.y, np.log10(run.training_losses))
        assert curve.depth < 1 == before.depth
        np.testing.assert_array_equal(before.y[:20], curve.y[:20])
        assert before.x[-1] == step_places(run.steps[20])
    assert [curve.name for curve in whole] == ["one", "other"]
    ends = [points.places[0, 1] for points in of_kind(Points, plot)]
    np.testing.assert_allclose(
        ends, [np.log10(r.training_losses[20]) for r in RUNS.recordings]
    )


def test_a_run_that_bursts_does_not_decide_the_axis():
    burst = training((1, 6, 1), rate=1e3, steps=60).run()
    assert burst.burst
    runs = Runs.of({"right": ONE, "high": burst})
    plot = plot_at(Losses(), 40, runs)
    first = max(ONE.training_losses[0], burst.training_losses[0])
    assert 10**plot.axes.y.high < 1000 * first
    (point,) = of_kind(Points, plot)[1].places
    assert point[0] == step_places(burst.steps[-1])  # it stays where it ended


def test_one_run_is_shown_as_if_it_were_alone():
    view = Curves(data=WIGGLE)
    alone = plot_at(view, 7.5, OTHER)
    shown = plot_at(OneRun(1, view), 7.5)
    assert as_title(shown.title).text == "other"
    for mark, other in zip(of_kind(Curve, alone), of_kind(Curve, shown), strict=True):
        np.testing.assert_array_equal(mark.y, other.y)


def test_curves_of_runs_are_their_networks_outputs():
    plot = plot_at(RunCurves(WIGGLE), 12.25)
    for run, curve in zip((ONE, OTHER), of_kind(Curve, plot), strict=True):
        expected = network_at(run, 12.25)(curve.x[:, None])[:, 0]
        np.testing.assert_allclose(curve.y, expected, rtol=1e-12)
    (points,) = of_kind(Points, plot)
    np.testing.assert_array_equal(points.places[:, 1], WIGGLE.targets)


def test_curves_of_runs_need_a_number_for_each_point():
    two = Data(WIGGLE.inputs, np.zeros((30, 2)), categories=())
    for data in (CIRCLE, CIRCLE.along([0]), Data(WIGGLE.inputs), two):
        with pytest.raises(InputError):
            RunCurves(data)


def test_curves_of_runs_break_where_they_jump_and_have_rings_of_test_points():
    weights = [np.array([[0.1], [1.0]]), np.array([[-0.5], [1.0]])]
    network = Network.from_weights(weights, ("step", "identity"))
    layers = [np.stack([layer.weights] * 2) for layer in network.layers]
    run = Recording(layers, ("step", "identity"), [0, 1], [1.0, 1.0])
    data = replace(WIGGLE, test=np.arange(30) < 8)
    plot = plot_at(RunCurves(data), 1, run)
    ((curve,), (points,)) = of_kind(Curve, plot), of_kind(Points, plot)
    assert curve.x[np.isnan(curve.y)] == pytest.approx([-0.1])
    assert {*curve.y[~np.isnan(curve.y)]} == {-0.5, 0.5}
    np.testing.assert_array_equal(points.hollow, data.test)
    assert plot.note == "Discs: data. Rings: test data."


def test_slopes_of_layers_are_means_of_their_sizes():
    targets = ONE.training.targets()
    inputs = (WIGGLE.inputs - ONE.mean) / ONE.sd
    slopes = layer_slopes(ONE)
    for stop in (0, len(ONE) - 1):
        found = gradients(ONE.trained(stop), inputs, targets)
        expected = [np.abs(w[1:]).sum() / w[1:].size for w in found.weights]
        np.testing.assert_allclose(slopes[stop], expected, rtol=1e-12)
    plot = plot_at(LayerSlopes(), 5)
    np.testing.assert_allclose(10 ** of_kind(Curve, plot)[0].y, slopes[5])
    between = plot_at(LayerSlopes(), 5.5)
    ends = np.log10(slopes[5:7])
    np.testing.assert_allclose(of_kind(Curve, between)[0].y, ends.mean(axis=0))


def test_slopes_need_a_recording_that_says_how_it_was_trained():
    bare = replace(training((1, 2, 1), seed=9).run(), training=None, end=None)
    with pytest.raises(InputError, match="how it was trained"):
        plot_at(LayerSlopes(), 0, bare)


def test_shares_of_flat_slopes_are_counted_node_by_node_and_point_by_point():
    spread = Data(50 + 20 * WIGGLE.inputs, WIGGLE.targets, categories=())
    run = training((1, 6, 1), data=spread, normalise=False, rate=1e-4).run()
    weights, count = run.layers[0][0].astype(float), 0
    for (x,) in spread.inputs:
        for bias, slope in weights.T:
            count += 1 - np.tanh(bias + slope * x) ** 2 < 0.01
    assert flat_shares(run)[0] == pytest.approx(count / (30 * 6)) and count
    plot = plot_at(FirstLayer(spread), 0, run)
    assert as_title(plot.title).text.strip() == f"{count / 180:.0%} of slopes flat"
    with pytest.raises(InputError, match=r"of 2 trainings: .* OneRun\(0, FirstLayer"):
        plot_at(FirstLayer(spread), 0)
    curves = of_kind(Curve, plot)
    assert len(curves) == 6
    expected = np.tanh(weights[0] + np.outer(curves[0].x, weights[1]))
    np.testing.assert_allclose(np.array([c.y for c in curves]).T, expected)


# Studies


@pytest.mark.parametrize("test", [False, True])
def test_bands_hold_all_runs_and_lines_are_medians(studied, test):
    stop = STUDY.steps.searchsorted(30)
    plot = plot_at(StudyLosses(studied, test, logarithmic=True), 30)
    x = step_places(STUDY.steps)
    for k in (0, 1):
        losses = np.log10(STUDY.of_kind(k, test))
        whole, past = of_kind(Band, plot)[2 * k : 2 * k + 2]
        low, high = whole.outline[: len(x)], whole.outline[len(x) :][::-1]
        np.testing.assert_allclose(low, np.c_[x, losses.min(axis=0)])
        np.testing.assert_allclose(high, np.c_[x, losses.max(axis=0)])
        assert whole.opacity < past.opacity
        assert past.outline[:, 0].max() == pytest.approx(x[stop])
        curve = of_kind(Curve, plot)[2 * k]
        medians = np.log10(np.median(STUDY.of_kind(k, test), axis=0))
        np.testing.assert_allclose(curve.y, medians)
        assert curve.name == STUDY.kinds[k]
        (place,) = of_kind(Points, plot)[k].places
        np.testing.assert_allclose(place, [x[stop], medians[stop]])


def test_bands_end_where_the_last_run_bursts(tmp_path):
    losses = np.array([[1.0, 2.0, np.nan], [1.0, 4.0, 8.0], [1.0, 1.0, 1.0]])
    study = Study(("a",), ((1, 1),), [0, 0, 0], [0, 1, 2], losses, np.zeros((3, 0)))
    save_study(study, tmp_path / "a.npz")
    view = StudyLosses(Studied(tmp_path / "a.npz", dict), logarithmic=False)
    band = of_kind(Band, plot_at(view, 60))[0]
    np.testing.assert_array_equal(band.outline[:, 1], [1, 1, 1, 8, 4, 1])


@pytest.mark.parametrize("against, sizes", [("weights", (10, 17)), ("nodes", (3, 5))])
def test_ends_are_the_losses_at_the_moment_over_sizes(studied, against, sizes):
    plot = plot_at(StudyEnds(studied, against, logarithmic=False), 30)
    stop = STUDY.steps.searchsorted(30)
    for k, size in enumerate(sizes):
        points = of_kind(Points, plot)[k]
        np.testing.assert_allclose(points.places[:, 1], STUDY.of_kind(k)[:, stop])
        assert points.places[:, 0].mean() == pytest.approx(size)
        bar = of_kind(Curve, plot)[2 * k + 1]
        np.testing.assert_allclose(bar.y, np.median(STUDY.of_kind(k)[:, stop]))
    with pytest.raises(InputError, match="weights or nodes"):
        StudyEnds(studied, "depth")


@pytest.mark.parametrize("view", [StudyLosses, StudyEnds])
def test_losses_of_a_study_are_marked_only_where_they_were_measured(view):
    kept = [0, 3, 40, 60]
    few = Study(
        STUDY.kinds,
        STUDY.sizes,
        STUDY.numbers,
        STUDY.steps[kept],
        STUDY.losses[:, kept],
        STUDY.test_losses[:, kept],
    )
    shown = view(few, logarithmic=False)
    for position, step in ((0, 0), (2.9, 0), (3, 3), (39.5, 3), (40, 40), (60, 60)):
        for k, points in enumerate(of_kind(Points, plot_at(shown, position))):
            here = STUDY.of_kind(k)[:, step]
            if view is StudyLosses:
                here = [np.median(here)]
                assert points.places[0, 0] == step_places(step)
            np.testing.assert_allclose(points.places[:, 1], here)


@pytest.mark.parametrize("view", [StudyLosses, StudyEnds])
@pytest.mark.parametrize("logarithmic", [None, True])
def test_what_a_study_does_not_have_is_said_in_a_line(view, logarithmic, tmp_path):
    untested = replace(STUDY, test_losses=np.zeros((len(STUDY), 0)))
    shown = view(untested, test=True, logarithmic=logarithmic)
    with pytest.raises(InputError, match="the study has no test points"):
        plot_at(shown, 0)
    with pytest.raises(RenderError, match=r"study .*none\.npz cannot be read"):
        plot_at(view(Studied(tmp_path / "none.npz", dict)), 0)


# Loops


LOOPING = {
    "landscape": Landscapes(n_lines=5),
    "losses": Losses(),
    "curves": RunCurves(WIGGLE),
    "slopes": LayerSlopes(),
    "one": OneRun(1, Curves(data=WIGGLE)),
    "study": StudyLosses(STUDY),
    "ends": StudyEnds(STUDY),
}


@pytest.mark.parametrize("view", LOOPING.values(), ids=LOOPING)
def test_beyond_the_last_stop_all_that_moves_goes_back_to_the_first(view):
    short = training((1, 6, 1), 2, steps=30).run()
    runs = Runs.of({"one": ONE, "short": short})

    def moving(position):
        marks = plot_at(view, position, runs).marks
        discs = [mark.places for mark in marks if isinstance(mark, Points)]
        lines = [mark.x for mark in marks if isinstance(mark, Dividers)]
        ends = [m.y[-1:] for m in marks if isinstance(m, Curve)]
        return np.concatenate([*map(np.ravel, (*discs, *lines, *ends))])

    np.testing.assert_allclose(moving(61 - 1e-9), moving(0), atol=1e-6)
    assert not np.allclose(moving(60.5), moving(60), atol=1e-3)


def test_a_path_goes_back_along_itself_and_its_dot_to_the_first_network():
    view = Landscapes(n_lines=5)

    def path(position):
        (paths, dot) = plot_at(view, position, ONE).marks[-2:]
        return np.concatenate(paths.lines or [np.zeros((0, 3))]), dot.places[0]

    whole, half, (few, _) = path(60), path(60.5), path(60.999)
    assert len(whole[0]) > len(half[0]) > len(few)
    np.testing.assert_array_equal(half[0], whole[0][: len(half[0])])
    between = (whole[1] + path(0)[1])[:2] / 2
    np.testing.assert_allclose(half[1][:2], between)


# Lessons


def lesson(view, networks=RUNS, **options):
    return Lesson(networks=networks, view=view, **options)


def test_lessons_say_what_was_measured_of_their_runs():
    def measures(runs):
        return {"end": f"{runs.recordings[0].training_losses[-1]:.3f}"}

    scene = lesson(Losses(), headline="{end} after {steps}", measures=measures)
    assert scene.title == f"{ONE.training_losses[-1]:.3f} after 60"
    assert (scene.stops, scene.name(7), scene.heading(7)) == (61, "step 7", "step 7")
    assert scene.varied(title="{own}").title == "{own}"
    few = scene.varied(networks=12)
    assert few.stops <= 12 and few.title == scene.title
    assert [few.name(k) for k in (0, few.stops - 1)] == ["step 0", "step 60"]
    assert of_kind(Curve, few.draw(3).plots[0])


def test_lessons_are_known_by_their_recordings_and_studies(studied, tmp_path):
    view = Panels((Losses(), StudyLosses(studied)))
    scene = lesson(view)
    assert scene.facts() == lesson(view).facts()
    other = Study.of({name: kind[:2] for name, kind in KINDS.items()})
    path = tmp_path / "kinds.npz"
    save_study(other, path)
    changed = Panels((Losses(), StudyLosses(Studied(path, dict))))
    assert lesson(changed).facts() != scene.facts()
    moved = tmp_path / "moved.npz"  # another place is the same study
    save_study(STUDY, moved)
    again = Panels((Losses(), StudyLosses(Studied(moved, dict))))
    assert lesson(again).facts() == scene.facts()
    swapped = Runs.of({"one": OTHER, "other": ONE})
    assert lesson(view, swapped).facts() != scene.facts()


def test_what_is_missing_is_said_in_a_line(tmp_path):
    lost = Recorded(tmp_path / "lost.npz", training((1, 2, 1)))
    scene = lesson(Losses(), Runs.of({"lost": lost}))
    with pytest.raises(RenderError, match="cannot be read"):
        scene.stops  # noqa: B018

    def measures(runs):
        return {"x": str(Studied(tmp_path / "none.npz", dict).study)}

    with pytest.raises(RenderError, match="cannot be read"):
        lesson(Losses(), headline="{x}", measures=measures).title  # noqa: B018


def test_views_of_trainings_refuse_other_networks():
    network = ONE[0]
    for view in (Losses(), LayerSlopes(), RunCurves(WIGGLE), OneRun(0, Curves())):
        with pytest.raises(InputError, match="a recording"):
            view.plot(Moment(network))


STUDIES = {s.path.stem: s for s in recordings.every() if isinstance(s, Studied)}


@pytest.mark.parametrize("name", STUDIES)
def test_studies_hold_the_trainings_that_scripts_say(name):
    studied = STUDIES[name]
    study, kinds = studied.study, studied.trainings()
    assert study.kinds == tuple(kinds) and len(study.steps) <= studied.stops
    early = study.steps <= EARLY
    for number, trainings in enumerate(kinds.values()):
        assert study.settings[number] == trainings[0].settings()
        assert study.sizes[number] == trainings[0].start.sizes
        assert len(study.of_kind(number)) == len(trainings) >= 10
        for k in (0, 9):
            begun = begun_anew(trainings[k]).training_losses[study.steps[early]]
            losses = study.of_kind(number)[k][early]
            np.testing.assert_allclose(begun, losses, rtol=1e-9)


def begun_anew(training):
    """The first steps of a training, all recorded."""
    names = ("loss", "optimiser", "batch", "penalty", "seed", "split", "normalise")
    same = {name: getattr(training, name) for name in names}
    return Training(training.start, training.data, steps=EARLY, **same).run()


def test_the_scenes_words_agree_with_what_they_are_computed_from():
    """That kinds are in the order that headlines and captions have them in."""
    beginnings, depths = choices.beginnings.study, choices.depths.study
    assert (beginnings.losses[:, -1] < 0.01).all()  # all learn what they train on
    medians = [np.median(beginnings.of_kind(k, test=True)[:, -1]) for k in range(3)]
    assert medians[1] > 10 * medians[2]
    assert depths.sizes == tuple(choices.DEPTHS.values())
    assert [depths.n_weights(k) for k in range(3)] == [301, 61, 140]
    sigmoid, relu, adam = choices.sigmoid_or_relu.networks.recordings
    assert sigmoid.training_losses[-1] == pytest.approx(np.log(2), abs=0.01)
    assert max(relu.training_losses[-1], adam.training_losses[-1]) < 0.01
    assert isinstance(sigmoid, Recording) and loss_places(1.0, True) == 0
