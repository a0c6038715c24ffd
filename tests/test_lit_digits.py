"""Networks of hundreds of inputs, lit: values, links and words are their own."""

from collections import Counter

import numpy as np
import pytest

from model import UNKNOWN, Family, Given, Images, Layer, Network
from render import Activations, ImageNeurons, InputError, Moment, Names, Walk
from render.make.key import key
from render.plot.drawings import Room
from render.plot.glyphs import Image, Label, Line, Pixels, Shape
from scenes import digits
from scenes.recordings import counting_noise
from scenes.recordings.digits import SIXTEEN, digit_counts, digit_images
from tests.command import LIBRARY
from tests.test_key import film_of
from tests.test_layout import check_words

WIDE, UPRIGHT, SQUARE = Room(552, 242), Room(300, 464), Room(552, 500)
ROOMS = pytest.mark.parametrize("room", [WIDE, UPRIGHT, SQUARE])
NETWORK, IMAGES = SIXTEEN[0], digit_images()
NAMES = Names(classes=tuple("0123456789"))
THREE = IMAGES.some([digits.clearest(3)])
SCENES = [name for name in LIBRARY.scenes if name in vars(digits)]


def of_kind(kind, drawing):
    return {glyph.key: glyph for glyph in drawing.glyphs if isinstance(glyph, kind)}


def by_hand(network, pixels):
    """The values of each layer's nodes, the pixels first, one node at a time."""
    layers = [list(map(float, pixels))]
    for layer in network.layers:
        sums = [
            float(column[0])
            + sum(w * x for w, x in zip(column[1:], layers[-1], strict=True))
            for column in layer.weights.T
        ]
        layers.append([1 / (1 + np.exp(-v)) for v in sums])
    return layers


def strongest(network, values, k, j, n):
    """The n links into a node from layer k with the largest products: (i, product)."""
    weights = network.layers[k].weights[1:, j]
    products = [
        (i, w * x) for i, (w, x) in enumerate(zip(weights, values[k], strict=True))
    ]
    return sorted(products, key=lambda link: (-abs(link[1]), link[0]))[:n]


def on_the_way(network, values, n):
    """All links on the ways to the answer, outputs first: {(k, i, j): product}."""
    links, nodes = {}, [int(np.argmax(values[-1]))]
    for k in reversed(range(len(network.layers))):
        found = [
            (i, j, x) for j in nodes for i, x in strongest(network, values, k, j, n)
        ]
        links |= {(k, i, j): x for i, j, x in found}
        nodes = sorted({i for i, _, _ in found})
    return links


@ROOMS
@pytest.mark.parametrize("place", [digits.clearest(7), digits.surest_mistake()])
def test_nodes_and_numbers_are_the_networks_and_the_picture_is_the_image(room, place):
    image = IMAGES.some([place])
    step = Activations(image, names=NAMES).steps(NETWORK)[-1]
    values = by_hand(NETWORK, image.inputs()[0])
    drawing = step.drawing(room)
    (picture,) = of_kind(Image, drawing).values()
    np.testing.assert_allclose(picture.values, IMAGES.pixels[place] / 255)
    assert (picture.form, picture.strongest) == ("light", 1.0)
    lit, labels = of_kind(Pixels, drawing), of_kind(Label, drawing)
    assert len(lit) == 16 + 16 + 10
    for (_, k, j), disc in lit.items():
        assert disc.values.item() == pytest.approx(2 * values[k][j - 1] - 1)
        number = float(labels["number", k, j].text.strip("$"))
        assert abs(number - values[k][j - 1]) <= 0.00501
    answer = int(np.argmax(values[-1]))
    new = {key for key, label in labels.items() if label.emphasis}
    assert new - {("number", 3, answer + 1)} == {("name", answer + 1)}
    assert labels["name", answer + 1].text == str(answer)
    assert labels["count", 0].text == "784 pixels"


@ROOMS
@pytest.mark.parametrize("most", [1, 3])
def test_lines_in_the_end_are_the_strongest_on_the_ways_to_the_answer(room, most):
    step = Activations(THREE, most=most, names=NAMES).steps(NETWORK)[-1]
    values = by_hand(NETWORK, THREE.inputs()[0])
    links = on_the_way(NETWORK, values, most)
    drawing = step.drawing(room)
    lines = of_kind(Line, drawing)
    assert {key[1:] for key in lines} == set(links)
    for (_, k, i, j), line in lines.items():
        assert (line.strength < 0) == (links[k, i, j] < 0)
    for k in range(3):  # as wide as they are strong, the strongest of each layer whole
        own = sorted(
            (abs(x), abs(lines["edge", *at].strength))
            for at, x in links.items()
            if at[0] == k
        )
        widths = [width for _, width in own]
        assert widths == sorted(widths) and widths[-1] == pytest.approx(1)
    (picture,) = of_kind(Image, drawing).values()
    marks = {
        key[1]: mark
        for key, mark in of_kind(Shape, drawing).items()
        if key[0] == "pixel"
    }
    assert set(marks) == {i for k, i, _ in links if k == 0}
    for number, mark in marks.items():  # a line begins in the middle of its pixel
        row, column = divmod(number, 28)
        left, top = picture.bounds[0, 0], picture.bounds[1, 1]
        unit = picture.size[0] / 28
        middle = left + (column + 0.5) * unit, top - (row + 0.5) * unit
        assert mark.centre == pytest.approx(middle)
        starts = [line.start for key, line in lines.items() if key[1:3] == (0, number)]
        assert starts and all(start == pytest.approx(middle) for start in starts)


def test_a_layer_that_lights_up_has_the_strongest_link_into_each_of_its_nodes():
    values = by_hand(NETWORK, THREE.inputs()[0])
    first, *steps = Activations(THREE, names=NAMES).steps(NETWORK)[:4]
    assert not of_kind(Line, first.drawing(WIDE)) and not of_kind(
        Pixels, first.drawing(WIDE)
    )
    for k, step in enumerate(steps):
        drawing = step.drawing(WIDE)
        links = {
            (k, strongest(NETWORK, values, k, j, 1)[0][0], j)
            for j in range(NETWORK.sizes[k + 1])
        }
        assert {key[1:] for key in of_kind(Line, drawing)} == links
        assert Counter(key[1] for key in of_kind(Pixels, drawing)) == {
            layer: NETWORK.sizes[layer] for layer in range(1, k + 2)
        }


def test_lines_may_be_weights_alone():
    step = Activations(THREE, links="weights", most=2, names=NAMES).steps(NETWORK)[-1]
    answer = step.winners[0]
    weights = NETWORK.layers[-1].weights[1:, answer].tolist()
    order = sorted(range(16), key=lambda i: -abs(weights[i]))
    drawn = {key[2] for key in of_kind(Line, step.drawing(WIDE)) if key[1] == 2}
    assert drawn == set(order[:2])


@ROOMS
def test_layers_too_long_are_left_out_but_for_a_few_and_counted(room):
    network = Family((784, 40, 10), "logistic").network(0)
    drawing = Activations(THREE, names=NAMES).steps(network)[-1].drawing(room)
    shown = {key[2] for key in of_kind(Pixels, drawing) if key[1] == 1}
    way = {
        i
        for k, i, _ in on_the_way(network, by_hand(network, THREE.inputs()[0]), 3)
        if k == 1
    }
    assert len(shown) < 16 and {i + 1 for i in way} <= shown
    labels, (dots,) = (
        of_kind(Label, drawing),
        [shape for shape in of_kind(Shape, drawing).values() if shape.form == "dots"],
    )
    assert labels["count", 1].text == "of 40"
    values = by_hand(network, THREE.inputs()[0])
    links, lines = on_the_way(network, values, 3), of_kind(Line, drawing)
    assert {key[1:] for key in lines} == set(links)
    lit = Activations(THREE, names=NAMES).steps(network)[2].drawing(room)
    x, y = dots.centre
    for (_, k, i, _), line in of_kind(Line, lit).items():
        if k == 1 and i + 1 not in shown:  # it leaves the layer where the dots are
            assert line.start[0 if room.is_upright else 1] == pytest.approx(
                x if room.is_upright else y
            )


@ROOMS
def test_inputs_without_a_shape_are_a_column_with_its_count(room):
    rng = np.random.default_rng(3)
    at = tuple(rng.uniform(-1, 1, 200).tolist())
    network = Family((200, 5, 2), "tanh").network(1)
    view = Activations(at, names=Names())
    (mark,) = view.plot(Moment(network)).marks
    drawing = mark.fitted(room)
    assert not of_kind(Image, drawing)
    assert of_kind(Label, drawing)["count", 0].text == "of 200"
    values = [at, *(row[0] for row in list(network.nodes(np.array([at])))[1:])]
    for (_, k, j), node in of_kind(Pixels, drawing).items():
        assert node.values.item() == pytest.approx(values[k][j - 1])
    assert set(on_the_way(network, values, 3)) == {
        key[1:] for key in of_kind(Line, drawing)
    }


def test_logistic_nodes_run_from_black_for_0_in_small_networks_too():
    network = Network(
        [Layer(np.zeros((3, 2)), "logistic"), Layer(np.ones((3, 1)), "tanh")]
    )
    view = Activations((1.0, -1.0), names=Names())
    (*_, step) = view.steps(network)
    lit = of_kind(Pixels, step.drawing(WIDE))
    assert [lit["lit", 1, j].values.item() for j in (1, 2)] == [0, 0]  # 0.5 is grey
    assert lit["lit", 0, 1].values.item() == 1 and lit["lit", 0, 2].values.item() == -1
    assert "logistic: Black: 0. White: 1." in step.note


def test_headings_say_what_is_right_and_what_is_not():
    others = IMAGES.some([digits.clearest(7), digits.surest_mistake()])
    steps = Activations(THREE, others, names=NAMES).steps(NETWORK)
    answer = int(digits.outputs()[digits.surest_mistake()].argmax())
    truth = int(IMAGES.labels[digits.surest_mistake()])
    assert answer != truth
    assert [step.heading for step in steps[-3:]] == [
        "The highest output is the answer: 3",
        "Another picture, and the answer is 7",
        f"A mistake: for this {truth} the answer is {answer}",
    ]
    nameless = Activations(THREE).steps(NETWORK)[-1]
    assert nameless.heading == "The highest output is the answer: output 3"
    nobody_knows = Images(others.pixels[1:], [UNKNOWN])
    step = Activations(nobody_knows, names=NAMES).steps(NETWORK)[-1]
    assert step.heading == f"The highest output is the answer: {answer}"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"at": IMAGES.some([0, 1])}, "2 images of 28 by 28: expected one image"),
        ({"others": ((1.0,) * 3,)}, "at 1.0,1.0,1.0: expected 784 finite numbers"),
        ({"most": 0}, "most 0: expected 1 or more links into a node"),
        ({"span": (1.0, 1.0)}, "expected two numbers, the lower one first"),
    ],
)
def test_what_cannot_be_lit_is_refused(change, words):
    with pytest.raises(InputError, match=words):
        Activations(**{"at": THREE, **change})


def test_categories_without_an_output_and_small_rooms_are_refused():
    with pytest.raises(InputError, match="expected an output for category 3"):
        Walk(Given([Family((784, 2), "logistic").network(0)]), Activations(THREE))
    step = Activations(THREE, names=NAMES).steps(NETWORK)[-1]
    with pytest.raises(
        InputError, match="expected more for nodes of 784,16,16,10: a la"
    ):
        step.drawing(Room(150, 90))


# The scenes


def test_titles_are_short():
    scenes = [LIBRARY.scenes[name] for name in SCENES]
    headings = [scene.heading(stop) for scene in scenes for stop in range(scene.stops)]
    assert len(SCENES) == 5 and max(map(len, headings)) <= 60


@pytest.mark.slow  # some of the stops are looked at in test_layout.py
@pytest.mark.parametrize("name", SCENES)
def test_words_of_all_stops_are_whole(name):
    scene = LIBRARY.scenes[name]
    for stop in range(scene.stops):
        size = [(1280, 720), (720, 1280), (720, 720)][stop % 3]
        assert check_words(scene.draw(stop), size)


def test_lit_pixels_that_threes_share_are_counted():
    view = LIBRARY.scenes["digits_threes"].view
    lit = [
        {(i, j) for (i, j), value in np.ndenumerate(pixels) if value >= 128}
        for pixels in (*view.images.pixels, *view.other.pixels)
    ]
    assert set(view.images.labels) == {3} and view.other.labels[0] != 3
    steps = view.steps(NETWORK)
    texts = {
        label.text
        for step in steps
        for label in of_kind(Label, step.drawing(WIDE)).values()
    }
    for k in range(3):
        assert f"{'ABC'[k]}: {len(lit[k])} lit pixels" in texts
    for a, b in ((0, 1), (0, 2), (1, 2), (0, 3)):
        both, some = len(lit[a] & lit[b]), len(lit[a] | lit[b])
        share = f"{100 * both / some:.0f}%, {both} of {some}"
        assert f"{'ABCD'[a]} and {'ABCD'[b]}: {share}" in texts
    every = len(lit[0] & lit[1] & lit[2]), len(lit[0] | lit[1] | lit[2])
    assert steps[2].heading.endswith("share {} of {} lit pixels".format(*every))
    more = len(lit[0] & lit[3]) / len(lit[0] | lit[3])
    pairs = [
        len(lit[a] & lit[b]) / len(lit[a] | lit[b]) for a, b in ((0, 1), (0, 2), (1, 2))
    ]
    assert more > max(pairs)  # the title says so
    assert f"{100 * more:.0f}%" in steps[3].heading
    assert steps[3].heading.endswith(f"at most {100 * max(pairs):.0f}%")


@ROOMS
def test_an_image_becomes_neurons_with_its_numbers(room):
    view = LIBRARY.scenes["digits_neurons"].view
    pixels = view.image.pixels[0] / 255
    steps = view.steps(NETWORK)
    window = of_kind(Pixels, steps[1].drawing(room))["window",].values
    row, column = view._corner
    np.testing.assert_allclose(
        window, 2 * pixels[row : row + 7, column : column + 7] - 1
    )
    neurons = of_kind(Pixels, steps[2].drawing(room))["neurons",]
    np.testing.assert_allclose(neurons.values, 2 * pixels - 1)
    assert neurons.form == "circle"
    row, column = view._stretch
    for step in steps[3:]:
        lit = of_kind(Pixels, step.drawing(room))
        shown = [glyph.values.item() for key, glyph in sorted(lit.items())]
        np.testing.assert_allclose(shown, 2 * pixels[row, column : column + 13] - 1)
        labels = of_kind(Label, step.drawing(room))
        assert [labels["name", j].text for j in range(1, 11)] == list("0123456789")


def test_neurons_are_of_one_image_and_networks_with_layers_between():
    with pytest.raises(InputError, match="image 2 of 28 rows: expected one, of 13"):
        ImageNeurons(IMAGES.some([0, 1]))
    for sizes, words in (((9, 3, 2), "the first to be 784"), ((784, 2), "one between")):
        with pytest.raises(InputError, match=words):
            ImageNeurons(THREE, NAMES).steps(Family(sizes, "logistic").network(0))


def test_the_whole_function_has_as_many_numbers_as_are_counted():
    scene = LIBRARY.scenes["digits_function"]
    assert "13,002 numbers" in scene.heading(2)
    assert 784 * 16 + 16 + 16 * 16 + 16 + 16 * 10 + 10 == 13_002
    *_, last = scene.view.steps(NETWORK)
    outputs = by_hand(NETWORK, scene.view.images.inputs()[-1])[-1]
    lit = of_kind(Pixels, last.drawing(WIDE))
    assert len(lit) == 10  # the nodes between are in the box
    for (_, _, j), disc in lit.items():
        assert disc.values.item() == pytest.approx(2 * outputs[j - 1] - 1)


def test_answers_to_noise_are_the_networks():
    view = LIBRARY.scenes["digits_noise"].view
    steps = view.steps(NETWORK)
    for step, images in ((steps[1], view.drawn), (steps[3], view.shuffled)):
        labels = of_kind(Label, step.drawing(WIDE))
        texts = [la.text for key, la in sorted(labels.items()) if key[0] == "answer"]
        for text, pixels in zip(texts, images.pixels, strict=True):
            outputs = by_hand(NETWORK, pixels.ravel() / 255)[-1]
            assert text == f"{np.argmax(outputs)}: {max(outputs):.2f}"
    mixed, numbers = view.shuffled.pixels, IMAGES.numbers.tolist()
    whole = [np.sort(image.ravel()).tolist() for image in IMAGES.pixels]
    assert all(np.sort(pixels.ravel()).tolist() in whole for pixels in mixed)
    assert len(numbers) == len(set(numbers))
    counts = [digit_counts()[f"{name}_sure"].tolist() for name in ("noise", "shuffled")]
    assert list(map(list, view.counts)) == counts


def test_noise_that_networks_are_sure_of_is_counted(monkeypatch):
    """Of a few pictures, one at a time; a bias of 3 makes a sure output of any."""
    monkeypatch.setattr(counting_noise, "N_DRAWN", 40)
    sure = Network([Layer(np.vstack([[3.0, 0.0], np.zeros((784, 2))]), "logistic")])
    networks = dict.fromkeys(counting_noise.NOISY, sure) | {"digits_16_16": NETWORK}
    images = IMAGES.some(list(range(30)))
    counts = counting_noise.noise_counts(networks, images.inputs(), images.labels)
    where = list(counting_noise.NOISY).index("digits_16_16")
    noise = [counting_noise.noise(k) for k in range(40)]
    mixed = [
        counting_noise.shuffled(image.ravel(), k)
        for k, image in enumerate(images.pixels)
    ]
    for name, pictures in (("noise", noise), ("shuffled", mixed)):
        highest = [max(by_hand(NETWORK, pixels / 255)[-1]) for pixels in pictures]
        expected = [len(pictures)] * len(counting_noise.NOISY)
        expected[where] = sum(x > 0.9 for x in highest)
        assert counts[f"{name}_sure"].tolist() == expected
        if name == "noise":
            assert counts["noise_surest"] == [np.argmax(highest)]
    assert (
        noise[0].min() == 0
        and noise[0].max() == 255
        and len(set(map(bytes, noise))) == 40
    )


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_has_the_same_key_before_and_after_it_is_drawn(name):
    """What a view keeps for itself would be in its facts, and make films anew."""
    scene = vars(digits)[name].make()
    film = film_of(scene)
    before = key(film)
    for step in scene.view.steps(NETWORK):
        step.drawing(WIDE)
    assert before == key(film) is not None
