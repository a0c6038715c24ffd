"""Weights as images: what is painted are the weights, and each image has its place."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

from model import (
    Family,
    Given,
    Recording,
    RecordingFile,
    save,
    save_recording,
)
from render import (
    DARK,
    LIGHT,
    Accuracies,
    InputError,
    Lesson,
    Moment,
    Names,
    Tour,
    WeightImages,
)
from render.make.pickles import pickled
from render.plot.drawings import Room
from render.stage.drawings import Labels
from render.stage.figures import draw
from render.stage.images import NodeImages
from render.stage.painter import Painter
from render.view.images.image_grid import APART, LEAST, ImageGrid
from render.view.images.node_images import rounded_up, squarest
from render.view.parts import Part
from render.view.progress import measures, progress
from render.view.weights import number
from tests.command import invoke
from tests.test_layout import check_words, texts_of

ROOMS = [(552.0, 242.0), (300.0, 480.0), (552.0, 500.0), (552.0, 130.0)]
SMALL = Family((16, 3, 2), "tanh").network(1)


def images_of(plot, size=(1280, 720)):
    """The image glyphs of a plot, as its artist has them, by their keys."""
    (artist,) = draw(plot, size, DARK).findobj(NodeImages)
    return {glyph.key: glyph for glyph in artist.glyphs}


def weights_of(network, layer, node):
    return network.layers[layer - 1].weights[1:, node - 1]


def texts_in(plot):
    """What the labels of a plot say, as it is drawn in a picture of 1280 by 720."""
    (labels,) = draw(plot, (1280, 720), DARK).findobj(Labels)
    return [word.text for word in labels.words]


def recorded(networks, **measures):
    """A recording of networks of one kind, at steps 0, 10, 20 and so on."""
    layers = zip(*([la.weights for la in net.layers] for net in networks), strict=True)
    steps = 10 * np.arange(len(networks))
    losses = np.ones(steps[-1] + 1)
    activations = (networks[0].layers[0].activation,) * len(networks[0].layers)
    weights = tuple(map(np.array, layers))
    return Recording(weights, activations, steps, losses, **measures)


@pytest.mark.parametrize("layer", [1, 2])
def test_images_on_artists_are_the_weights_of_each_node(layer):
    network = Family((784, 30, 10), "logistic").network(0)
    shape = (28, 28) if layer == 1 else (5, 6)
    plot = WeightImages(layer).plot(Moment(network))
    found = images_of(plot)
    strongest = max(abs(network.layers[layer - 1].weights[1:]).max(axis=0))
    for node in range(1, network.sizes[layer] + 1):
        glyph = found["weights", layer, node]
        assert np.array_equal(glyph.values.ravel(), weights_of(network, layer, node))
        assert glyph.values.shape == shape
        assert strongest <= glyph.strongest <= 1.1 * strongest
    assert len(found) == network.sizes[layer] + 1  # and the key


@pytest.mark.parametrize("style", [DARK, LIGHT])
def test_each_painted_pixel_has_the_nearest_colour_of_its_weight(style):
    plot = WeightImages().plot(Moment(SMALL))
    painter = Painter((640, 360), style)
    frame = painter(plot)[..., :3]
    figure = draw(plot, (640, 360), style)
    (artist,) = figure.findobj(NodeImages)
    ends = [style.signs[0], style.floor[:7], style.signs[1]]
    shades = np.linspace(-1, 1, 2001)
    colors = 255 * np.array(
        [np.interp(shades, [-1, 0, 1], c) for c in zip(*map(to_rgb, ends), strict=True)]
    )
    for node in (1, 2, 3):
        (glyph,) = (g for g in artist.glyphs if g.key == ("weights", 1, node))
        for k, weight in enumerate(weights_of(SMALL, 1, node)):
            x, y = artist.get_transform().transform(glyph.pixel(k))
            seen = frame[len(frame) - 1 - int(y), int(x)]
            share = shades[abs(colors.T - seen).sum(axis=1).argmin()]
            assert share * glyph.strongest == pytest.approx(
                weight, abs=0.01 * glyph.strongest
            )


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 200),
    st.sampled_from(ROOMS),
    st.sampled_from([(28, 28), (5, 6), (1, 40), (30, 10)]),
)
@example(154, (300.0, 480.0), (5, 6))  # full rows would be a little too small
def test_images_of_one_to_two_hundred_nodes_fit_in_any_room(n, size, shape):
    part = Part(*size, 10.0, 20.0)
    grid = ImageGrid(n, shape, part, 9.5, 18.0)
    assert 1 <= grid.shown <= n and grid.side >= LEAST - 1e-6
    wide, high = grid.size
    assert wide / high == pytest.approx(shape[1] / shape[0])
    middles = np.array([grid.place(k) for k in range(grid.shown)])
    half, ends = np.array(grid.size) / 2, np.add(size, (10, 20))
    assert (middles - half >= np.array([10, 20]) - 1e-6).all()
    assert (middles + half <= ends + 1e-6).all()
    assert max(grid.above(k)[1] for k in range(grid.shown)) + 9.5 / 2 <= ends[1]
    apart = abs(middles[:, None] - middles) - 2 * half
    are_two = ~np.eye(grid.shown, dtype=bool)
    assert (apart[are_two] >= APART - 1e-6).any(axis=-1).all()


def test_as_many_images_are_shown_as_there_is_room_for_and_the_others_counted():
    plot = WeightImages().plot(Moment(Family((64, 400, 2), "tanh").network(0)))
    found = images_of(plot)
    n = len(found) - 1
    assert 100 < n < 400
    assert f"the first {n} of 400 nodes" in texts_in(plot)
    every = WeightImages().plot(Moment(Family((64, 30, 2), "tanh").network(0)))
    texts = texts_in(every)
    assert {*map(str, range(1, 31)), "dislikes", "likes"} <= {*texts}
    assert not any("first" in text for text in texts)


@pytest.mark.parametrize(
    "size", [(1280, 720), (720, 1280), (720, 720), (320, 180), (320, 568)]
)
def test_words_of_images_are_whole_in_rooms_of_every_shape(size):
    names = Names(classes=("short", "a name that is longer"))
    network = Family((16, 3, 2), "tanh").network(0)
    for view in (WeightImages(2, names=names), WeightImages(scale="own", quantile=0.9)):
        check_words(view.plot(Moment(network)), size)


def test_no_room_at_all_is_refused_in_a_line():
    plot = WeightImages().plot(Moment(SMALL))
    with pytest.raises(InputError, match="larger picture"):
        plot.marks[0].fitted(Room(60.0, 20.0))


def test_outputs_have_their_names_and_other_nodes_numbers():
    names = Names(classes=("cat", "dog"))
    plot = WeightImages(2, names=names).plot(Moment(SMALL))
    assert {"cat", "dog"} <= {*texts_of(plot, (640, 360))}
    plot = WeightImages(1, names=names).plot(Moment(SMALL))
    assert {"1", "2", "3"} <= {*texts_of(plot, (640, 360))}


def test_an_image_with_its_own_scale_says_its_strongest_weight():
    plot = WeightImages(scale="own").plot(Moment(SMALL))
    found = images_of(plot)
    texts = " ".join(texts_of(plot, (640, 360)))
    for node in (1, 2, 3):
        top = rounded_up(float(abs(weights_of(SMALL, 1, node)).max()))
        assert found["weights", 1, node].strongest == top
        assert f"{node}: ±${number(top)}$" in texts
    assert len({glyph.strongest for glyph in found.values()}) > 2


def test_a_quantile_leaves_so_many_weights_beyond_the_strongest_colour():
    network = Family((784, 5, 2), "tanh", spread=3.0).network(0)
    plot = WeightImages(quantile=0.9).plot(Moment(network))
    top = images_of(plot)["weights", 1, 1].strongest
    beyond = np.mean(abs(network.layers[0].weights[1:]) > top)
    assert 0 < beyond <= 0.1
    assert "10% are stronger than the key's ends" in plot.note


def test_colours_mean_the_same_at_all_networks_of_a_recording_and_between():
    first, last = (Family((16, 3, 2), "tanh").network(k) for k in (0, 1))
    strong = [replace(la, weights=9 * la.weights) for la in last.layers]
    last = replace(last, layers=tuple(strong))
    run = recorded([first, last])
    lesson = Lesson(run, WeightImages())
    found = [images_of(lesson.draw(at)) for at in (0, 0.5, 1)]
    tops = {glyphs["weights", 1, 1].strongest for glyphs in found}
    assert tops == {rounded_up(float(abs(run[1].layers[0].weights[1:]).max()))}
    ends = [weights_of(run[k], 1, 2) for k in (0, 1)]
    middle = found[1]["weights", 1, 2].values.ravel()
    assert middle == pytest.approx(np.mean(ends, axis=0))
    tour = Tour(Given([first, last]), WeightImages())
    assert images_of(tour.draw(0.5))["weights", 1, 1].strongest == pytest.approx(
        tops.pop()
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"layer": 0}, "1 or more"),
        ({"layer": 3}, "1 to 2"),
        ({"shape": (0, 4)}, "1 or more"),
        ({"shape": (3, 4)}, "16 pixels"),
        ({"scale": "mine"}, "shared or own"),
        ({"quantile": 0.0}, "above 0"),
        ({"quantile": 2.0}, "at most 1"),
        ({"layer": 2, "names": Names(classes=tuple("abc"))}, "2, as"),
    ],
)
def test_other_layers_shapes_scales_and_names_are_refused(fields, words):
    with pytest.raises(InputError, match=words):
        Tour(Given([SMALL]), WeightImages(**fields))


@given(st.integers(1, 3000))
def test_the_squarest_image_has_all_pixels_and_is_no_higher_than_wide(n):
    rows, columns = squarest(n)
    assert rows * columns == n and rows <= columns
    between = range(rows + 1, int(n**0.5) + 1)
    assert not any(n % other == 0 for other in between)


@given(st.floats(0, 1e300))
def test_magnitudes_are_rounded_up_to_two_digits(strongest):
    top = rounded_up(strongest)
    assert strongest <= top and (top <= 1.11 * strongest or strongest < 1e-300)
    assert (top > 0 and float(f"{top:.1e}") == top) or strongest < 1e-300


def test_weights_of_any_size_are_painted():
    for size in (0.0, 1e-300, 1e300):
        layers = [replace(la, weights=size * la.weights) for la in SMALL.layers]
        network = replace(SMALL, layers=tuple(layers))
        frame = Painter((320, 180), DARK)(WeightImages().plot(Moment(network)))
        assert frame.std() > 0


def test_accuracies_are_a_curve_as_high_as_was_measured():
    networks = [Family((16, 3, 2), "logistic").network(k) for k in range(3)]
    shares = np.array([0.1, 0.6, 0.9])
    run = recorded(networks, test_losses=shares, test_accuracies=shares)
    plot = Accuracies().plot(Moment(run[0], 0.0, run))
    curves = [mark.y for mark in plot.marks if hasattr(mark, "is_dashed")]
    assert any(np.array_equal(y, 100 * shares) for y in curves)
    assert measures(run)["test_right"] == "90.0%"
    assert "60.0% right" in progress(run)[1]
    for other in (Given(networks), recorded(networks)):
        with pytest.raises(InputError, match="a recording with some"):
            Accuracies().plot(Moment(networks[0], 0.0, other))


def test_a_recordings_file_counts_by_what_is_in_it_wherever_it_is(tmp_path):
    paths = [tmp_path / name for name in ("a.npz", "b.npz", "c.npz")]
    for path, seed in zip(paths, (0, 0, 1), strict=True):
        network = Family((4, 3, 2), "logistic").network(seed)
        save_recording(recorded([network]), path)
    one, same, other = (pickled(RecordingFile(path)).content for path in paths)
    assert one == same != other


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A folder with networks of 16 and of 35 inputs."""
    monkeypatch.chdir(tmp_path)
    save(SMALL, tmp_path / "square.npz")
    save(Family((35, 4, 2), "tanh").network(0), tmp_path / "wide.npz")


@pytest.mark.parametrize(
    "words",
    [
        "square.npz --view weights",
        "square.npz --view weights --pixels 8x2",
        "square.npz --view weights,diagram --class-names cat,dog",
        "wide.npz --view weights --pixels 7x5",
    ],
)
def test_weights_of_ones_own_network_are_shown_as_images(files, words):
    result = invoke("still", *words.split(), "-o", "a.png", "--size", "320x180")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("wide.npz --view weights", "width and height of images of 35 inputs"),
        ("wide.npz --view weights --pixels 6x6", "--pixels 6x6: expected 35 pixels"),
        ("wide.npz --view weights --pixels 35", "WIDTHxHEIGHT"),
        ("wide.npz --view weights --pixels 0x35", "WIDTHxHEIGHT"),
        ("square.npz --pixels 4x4", "expected --view weights"),
        ("square.npz --view diagram --pixels 4x4", "expected --view weights"),
        ("square.npz --view weights --axes 1,2", "--axes 1,2: expected"),
        ("tanh_3layer --pixels 4x4", "--pixels 4x4: expected a scene that is a file"),
    ],
)
def test_images_that_cannot_be_are_refused_in_one_line(files, words, expected):
    result = invoke("still", *words.split(), "-o", "a.png")
    assert result.exit_code == 2 and expected in result.stderr
    assert result.stderr.count("\n") == 1
