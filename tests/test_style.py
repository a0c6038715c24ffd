"""Themes: readable on what is behind them, and told apart by the colour-blind."""

from dataclasses import replace
from itertools import combinations, pairwise

import matplotlib
import numpy as np
import pytest
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import PathPatch

from model import Family, Network, Random
from render import DARK, Curves, InputError, Moment, Surfaces, Tour
from render.plot.glyphs import ink_on
from render.plot.marks.contours import Contours
from render.stage.figures import set_stage
from render.stage.floor import category_colors
from render.stage.painter import Painter
from render.style.colors import contrast, dimmed, luminance, readable
from render.style.heights import shares
from render.style.palettes import DASHES
from render.style.styles import Style
from render.style.themes import PRINT, THEMES, TRANSPARENT, safe
from render.view.diagrams import Diagram

STYLES = THEMES | {f"{name}, safe": safe(style) for name, style in THEMES.items()}
every_style = pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
every_theme = pytest.mark.parametrize("style", THEMES.values(), ids=THEMES)
SIZE = (320, 180)
COLORS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def behind(style):
    """What may lie behind a picture."""
    return ["#000000", "#ffffff"] if style.is_clear else [style.background]


def least_contrast(colors, style):
    return min(
        Color(color).contrast(ground, method="wcag21")
        for color in colors
        for ground in behind(style)
    )


def seen(color, kind):
    """A colour as people see it: all of them, the colour-blind, or on a grey page."""
    if kind == "grey":
        return Color(color).filter("grayscale")
    return Color(color).filter(kind, 1, method="machado") if kind else Color(color)


def least_difference(colors, kinds):
    return min(
        seen(one, kind).delta_e(seen(other, kind), method="2000")
        for kind in kinds
        for one, other in combinations(colors, 2)
    )


COLOR_BLIND = (None, "protan", "deutan", "tritan")


def lightness(color):
    """L* of CIE 1976, D65, of sRGB from 0 to 255."""
    parts = [float(part) / 255 for part in color]
    light = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    y = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
    return 116 * y ** (1 / 3) - 16 if y > (6 / 29) ** 3 else y * (29 / 3) ** 3


@given(COLORS, COLORS)
def test_contrast_is_what_a_library_says(one, other):
    expected = Color(one).contrast(other, method="wcag21")
    assert contrast(one, other) == pytest.approx(expected, rel=1e-3)


@given(st.lists(COLORS, min_size=1, max_size=5), st.floats(0.05, 1))
def test_dimmed_colours_are_no_lighter_and_keep_their_hue(colors, lightest):
    given = np.array([Color(color).coords() for color in colors])
    made = dimmed(given, lightest)
    for before, after, color in zip(given, made, colors, strict=True):
        assert Color("srgb", after).luminance() <= lightest + 2e-3
        if luminance(color) <= lightest:
            np.testing.assert_array_equal(before, after)
            continue
        lights = [
            Color("srgb", part).convert("srgb-linear") for part in (before, after)
        ]
        ratio = np.array(lights[1].coords()) / np.maximum(lights[0].coords(), 1e-12)
        lit = np.array(lights[0].coords()) > 1e-3
        assert np.ptp(ratio[lit]) < 1e-3


@every_style
def test_text_stands_out_from_the_background(style):
    assert least_contrast([style.text], style) >= 4.5
    on_card = Color(style.card_text).contrast(style.card, method="wcag21")
    accent = Color(style.card_accent).contrast(style.card, method="wcag21")
    assert min(on_card, accent) >= 4.5


@every_theme
def test_cards_are_panels_in_the_colours_of_their_theme(style):
    grounds = ["#ffffff"] if style.is_clear else behind(style)
    (apart,) = [Color(style.card).contrast(g, method="wcag21") for g in grounds]
    assert 1.1 < apart < 2  # seen, and no more
    light, ground = luminance(style.card), luminance(grounds[0])
    assert light > ground if ground < 0.18 else light < ground
    hues = [Color(c).get("oklch.hue") for c in (style.card_accent, style.accent)]
    assert abs(hues[0] - hues[1]) < 15  # what is new is amber here, too


@every_style
def test_lines_stand_out_from_the_background(style):
    lines = [style.frame, style.zero, style.divider, style.line, style.accent]
    assert least_contrast([*lines, style.layer_frame, *style.signs], style) >= 3
    assert least_contrast(style.outputs, style) >= 3


@every_style
def test_letters_stand_out_from_their_bars(style):
    for bar in style.outputs:
        assert Color(bar).contrast(readable(bar), method="wcag21") >= 4.5


@every_style
def test_there_are_as_many_colours_everywhere_and_all_differ(style):
    assert len(style.outputs) == len(DARK.outputs) == 10
    assert least_difference(style.outputs, [None]) > 9.5
    assert len(style.dashes) in (0, len(style.outputs))
    assert len(set(style.dashes)) == len(style.dashes)


@pytest.mark.parametrize("name", THEMES)
def test_safe_colours_are_told_apart_by_the_colour_blind(name):
    style = safe(THEMES[name])
    two, three, ten = (
        least_difference(style.outputs[:n], COLOR_BLIND) for n in (2, 3, 10)
    )
    assert (two > 40, three > 15, ten > 7.5) == (True, True, True)
    assert least_difference(style.signs, COLOR_BLIND) > 25
    assert style.dashes  # the second cue


def test_the_original_colours_are_not_told_apart_by_all():
    assert least_difference(DARK.outputs[:3], COLOR_BLIND) < 10


def test_safe_heights_are_told_apart_by_the_colour_blind():
    for name in THEMES:
        tones = matplotlib.colormaps[safe(THEMES[name]).colormap]([0.08, 0.5, 0.92])
        assert least_difference([Color("srgb", t[:3]) for t in tones], COLOR_BLIND) > 20


# A network of two inputs that gives one value everywhere, by its sum; and the values.
LEVELS = {
    "tanh": ((-100.0, -1.0), (0.0, 0.0), (100.0, 1.0)),
    "logistic": ((-100.0, 0.0), (0.0, 0.5), (100.0, 1.0)),
    "relu": ((-1.0, 0.0), (2.0, 2.0), (4.0, 4.0)),
    "identity": ((-2.0, -2.0), (0.0, 0.0), (2.0, 2.0)),
}
REACHES = {"tanh": 1, "logistic": 1, "relu": 4, "identity": 2}


def level(v, activation):
    return Network.from_weights([np.array([[v], [0], [0]])], activation)


def surface_color(network, painter):
    """The colour of a level surface, 0 to 255."""
    plot = Surfaces(n_lines=5).plot(Moment(network))
    frame, without = (
        painter(p)[..., :3].astype(int) for p in (plot, replace(plot, marks=()))
    )
    return np.median(frame[np.abs(frame - without).max(axis=-1) > 3], axis=0)


def expected_color(style, value, reach):
    """The colour of a value in a map that runs from -reach to reach, 0 to 255."""
    place = (value + reach) / (2 * reach)
    if isinstance(style.colormap, str):
        return 255 * np.array(matplotlib.colormaps[style.colormap](place)[:3])
    before, share = divmod(place * (len(style.colormap) - 1), 1)
    ends = [to_rgb(style.colormap[min(int(before) + k, 16)]) for k in (0, 1)]
    return 255 * ((1 - share) * np.array(ends[0]) + share * np.array(ends[1]))


@pytest.mark.parametrize(
    ("style", "activation"),
    [
        pytest.param(style, activation, id=f"{name}-{activation}")
        for i, (name, style) in enumerate(STYLES.items())
        for j, activation in enumerate(LEVELS)
        if (i + j) % 2 == 0
    ],
)
def test_a_value_has_one_colour_everywhere(style, activation):
    """Zero the map's middle; on surfaces, contours and pictures of nodes."""
    reach, painter = REACHES[activation], Painter(SIZE, style)
    for v, value in LEVELS[activation]:
        expected = expected_color(style, value, reach)
        network = level(v, activation)
        found = surface_color(network, painter)
        assert np.abs(found - expected).max() <= 4  # it has 256 colours
        plot = Diagram(pictures=True).plot(Moment(network))
        frame = Painter(SIZE, style)(plot)[..., :3].astype(int)
        assert (np.abs(frame - expected).max(axis=-1) <= 4).sum() > 100
    slope = Network.from_weights([np.array([[0.0], [1.0], [0.0]])], activation)
    plot = Surfaces().plot(Moment(slope))
    _, stage = set_stage(plot, SIZE, style)
    (mark,) = (mark for mark in plot.marks if isinstance(mark, Contours))
    heavy = [line.level for line in mark.lines if line.level == mark.threshold]
    levels = [line.level for line in mark.lines if line.level != mark.threshold]
    colors = next(
        a.get_color() for a in stage.show(plot) if isinstance(a, LineCollection)
    )
    assert len(colors) == len(levels) + 2 * len(heavy)  # with what is around these
    colors = [*colors[: len(levels)], *colors[len(levels) + len(heavy) :]]
    for contour, color in zip(levels + heavy, colors, strict=True):
        plain = expected_color(style, contour, reach) / 255
        expected = dimmed(plain[None], style.lightest)[0]
        assert np.abs(color[:3] - expected).max() < 0.01


@every_theme
@pytest.mark.parametrize("activation", LEVELS)
def test_the_highest_and_the_lowest_are_told_apart_in_grey(style, activation):
    painter, ends = Painter(SIZE, style), (LEVELS[activation][k] for k in (0, -1))
    pit, peak = (surface_color(level(v, activation), painter) for v, _ in ends)
    assert abs(lightness(peak) - lightness(pit)) >= 20


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_the_middle_is_zero_wherever_there_is_one(low, size):
    high = low + size
    places = shares(np.array([low, low + size / 2, high]), (low, high))
    assert places[0] < places[1] < places[2]
    if low <= 0 <= high:
        assert shares(np.array([0.0]), (low, high)) == 0.5
        reach = max(-low, high)
        np.testing.assert_allclose(np.diff(places), size / reach / 4, rtol=1e-6)
    else:  # all of the map, for it need not tell zero
        np.testing.assert_allclose(places, [0, 0.5, 1], atol=1e-6)


@pytest.mark.parametrize("name", ["dark", "retro", "light", "transparent"])
def test_heights_go_from_red_through_yellow_to_green_without_a_band(name):
    tones = THEMES[name].colormap
    hues = [Color(tones[k]).convert("lch-d65").get("hue") for k in (0, 8, 16)]
    assert (20 < hues[0] < 45, 80 < hues[1] < 105, 135 < hues[2] < 165) == (True,) * 3
    light = [lightness(255 * np.array(to_rgb(tone))) for tone in tones]
    assert (np.diff(light[:9]) > 0).all() and (np.diff(light[8:]) < 0).all()
    steps = [Color(a).delta_e(Color(b), method="2000") for a, b in pairwise(tones)]
    for half in (steps[:8], steps[8:]):
        assert max(half) < 1.15 * min(half)


@pytest.mark.parametrize("name", ["black", "white"])
def test_clear_heights_stand_out_from_any_background(name):
    ends = TRANSPARENT.colormap[0], TRANSPARENT.colormap[-1]
    ground = Color(name)
    assert min(Color(end).contrast(ground, method="wcag21") for end in ends) >= 3


# Print is left out: there both are told apart by lightness, and share some colours.
@pytest.mark.parametrize("name", ["dark", "retro", "light", "transparent"])
def test_weights_share_no_colour_with_heights_or_with_what_is_new(name):
    style = THEMES[name]
    for sign in map(Color, style.signs):
        for tone in style.colormap:
            assert sign.delta_e(Color(tone), method="2000") > 25
        assert sign.delta_e(Color(style.accent), method="2000") > 30
    assert least_difference(style.signs, [None]) > 25
    assert least_difference(style.signs, COLOR_BLIND) > 15


@every_theme
@pytest.mark.parametrize("n_outputs", [1, 2, 3])
def test_categories_on_the_floor_look_like_their_bars(style, n_outputs):
    floor = [Color("srgb", list(c)) for c in category_colors(style, n_outputs)]
    assert len(floor) == max(2, n_outputs)
    bars = [Color(color) for color in style.outputs[: len(floor)]]
    for k, color in enumerate(floor):
        apart = [color.delta_e(bar, method="2000") for bar in bars]
        assert apart[k] < 10 and all(
            a > 1.5 * apart[k] for j, a in enumerate(apart) if j != k
        )
    assert least_difference(floor, [None]) > 15


def test_a_style_may_have_a_colour_map_of_its_own():
    for colormap, expected in [
        (("#000000", "#0000ff"), (0, 0, 127.5)),
        (("#ff0000", "#123456", "#00ff00"), (0x12, 0x34, 0x56)),
        ("gray", (128, 128, 128)),
    ]:
        painter = Painter(SIZE, replace(DARK, colormap=colormap))
        found = surface_color(level(0.0, "tanh"), painter)
        assert np.abs(found - expected).max() <= 3


def test_print_is_told_apart_in_grey():
    assert least_difference(PRINT.outputs[:3], ["grey"]) > 10
    tones = matplotlib.colormaps[PRINT.colormap](np.linspace(0, 1, 65))[:, :3]
    lightness = [Color("srgb", tone).luminance() for tone in tones]
    assert (np.diff(lightness) > 0).all()  # higher is lighter, without exception
    assert PRINT.dashes and PRINT.background == "#ffffff"


@pytest.mark.parametrize(
    "field",
    [
        {"background": "white"},
        {"background": "#fff"},
        {"text": "#ffffff80"},
        {"outputs": ("C0",) * 10},
        {"pane": "#zzzzzz"},
        {"dashes": ((), (1.0, 1.0))},
        {"dashes": ((1.0, 1.0, 1.0),) * 10},  # strokes and gaps in turn
        {"dashes": ((1.0,),) * 10},
        {"outputs": ("#ffffff", "white")},
        {"signs": ("#ffffff", "#00000")},
    ],
)
def test_a_style_that_cannot_be_painted(field):
    with pytest.raises(InputError, match=r"style .*expected") as error:
        Style(**field)
    assert "\n" not in str(error.value)


BAD = [-0.1, 1.1, float("nan"), float("inf"), -float("inf")]
SHARES = ("lightest", "depth", "area", "dusk", "margin", "shade", "shine")
SIZES = ("title_size", "label_size", "small_size")


@pytest.mark.parametrize(
    "field",
    [
        *({"outputs": ("#123456",) * n} for n in (0, 1)),
        *({"signs": ("#123456",) * n} for n in (0, 1, 3)),
        *({"colormap": ("#123456",) * n} for n in (0, 1)),
        *({"colormap": value} for value in ("RdYlGm", "", ("#123456", "red"), None)),
        *({name: value} for name in SHARES for value in BAD),
        *({name: value} for name in SIZES for value in (*BAD[2:], 0, 0.9, -5.0, 101.0)),
        *({"curve_width": value} for value in (*BAD[2:], 0, 101.0)),
    ],
    ids=str,
)
def test_a_field_that_no_style_has_is_named_in_a_line(field):
    ((name, _),) = field.items()
    with pytest.raises(InputError, match=rf"^{name} .*: expected ") as error:
        Style(**field)
    assert "\n" not in str(error.value)


def grays(n):
    """So many colours, all of them others."""
    return tuple(f"#{k:02x}{k:02x}ff" for k in range(n))


@pytest.mark.parametrize("n", [2, 3, 10, 11, 40])
@pytest.mark.parametrize("dashed", [False, True])
def test_there_may_be_any_number_of_outputs_from_two_on(n, dashed):
    own = tuple((1.0 + k, 1.0) for k in range(n))  # as many dashes, all of them others
    style = Style(outputs=grays(n), dashes=own if dashed else ())
    for k in range(n):
        assert style.color(k) == style.outputs[k]
        assert style.dash(k) == (own[k] if dashed else ())
    for k in range(3 * n):  # then colours come again
        assert style.color(k) == style.outputs[k % n]
    # Until all of each colour's dashes are used, no two outputs look alike.
    most = n * (n if dashed else len(DASHES))
    looks = {(style.color(k), style.dash(k)) for k in range(most)}
    assert len(looks) == most
    style.color(10**6), style.dash(10**6)


@every_style
def test_a_hundred_outputs_all_look_different(style):
    assert len({(style.color(k), style.dash(k)) for k in range(100)}) == 100


@every_style
def test_a_network_of_more_outputs_than_colours_is_painted(style):
    tour = Tour(Random(Family((1, 3, 23), "tanh"), 2), Curves())
    _, stage = set_stage(tour.draw(0), SIZE, style)
    lines = [a for a in stage.show(tour.draw(0)) if isinstance(a, PathPatch)]
    looks = {(to_hex(a.get_edgecolor()), str(a.get_linestyle())) for a in lines}
    assert len(lines) == len(looks) == 23
    assert [to_hex(line.get_edgecolor()) for line in lines[:13]] == [
        *style.outputs,
        *style.outputs[:3],
    ]
    painter = Painter(SIZE, style)
    assert (painter(tour.draw(0)) != painter(tour.draw(1))).any()
    for k in (4, 14):  # the same colour, but with other gaps
        curve = tour.draw(0).marks[k]
        only = replace(tour.draw(0), marks=(replace(curve, series=k),))
        other = replace(only, marks=(replace(curve, series=18 - k),))
        assert (painter(only) != painter(other)).any()


def test_two_colours_are_enough_to_paint_with():
    style = replace(DARK, outputs=("#ff0000", "#00ff00"))
    for family, view in [
        (Family((1, 5, 5), "tanh"), Curves(parts=("boundaries", "regions", "margin"))),
        (Family((2, 5, 3), "tanh"), Surfaces(n_lines=11, parts=("regions",))),
        (Family((1, 3, 4), "tanh"), Diagram(pictures=True)),
    ]:
        frame = Painter(SIZE, style)(view.plot(Moment(family.network(1))))
        for color in (frame[..., 0], frame[..., 1]):
            assert color.max() > 150


def test_an_opaque_background_may_say_so():
    assert not Style(background="#000000ff").is_clear


@pytest.mark.parametrize(
    ("family", "view"),
    [
        (Family((1, 5, 2), "tanh"), Curves()),
        (Family((2, 5, 1), "tanh"), Surfaces()),
        (Family((2, 3, 1), "tanh"), Diagram(weights=True, pictures=True)),
    ],
    ids=["curves", "surfaces", "diagram"],
)
def test_a_clear_frame_shows_what_lies_behind(family, view):
    """On a ground it is what the same style paints on that ground."""
    plot = replace(view.plot(Moment(family.network(1))), title="Title")
    frame = Painter(SIZE, TRANSPARENT)(plot).astype(float)
    assert frame.shape == (180, 320, 4)
    assert frame[:3, :, 3].max() == 0 and frame[..., 3].max() == 255
    for ground in ("#000000", "#ffffff"):
        painted = Painter(SIZE, replace(TRANSPARENT, background=ground))(plot)
        share = frame[..., 3:] / 255
        behind = np.array(Color(ground).coords()) * 255
        over = frame[..., :3] * share + behind * (1 - share)
        assert np.abs(over - painted).max() <= 6
    again = Painter(SIZE, TRANSPARENT)
    again(replace(view.plot(Moment(family.network(2))), title="Title"))
    np.testing.assert_array_equal(again(plot), frame)


def test_dashes_are_drawn():
    """A dashed curve leaves gaps where a solid one has none."""
    plot = Curves().plot(Moment(Family((1, 3, 2), "tanh").network(3)))
    solid = replace(DARK, outputs=("#000000", "#ff0000", *DARK.outputs[2:]))
    dashed = replace(solid, dashes=safe(DARK).dashes)
    red = [
        int((Painter(SIZE, style)(plot) == (255, 0, 0)).all(axis=-1).sum())
        for style in (solid, dashed)
    ]
    assert 0.5 * red[0] < red[1] < 0.95 * red[0]


def test_numbers_stand_out_from_pixels_of_any_value():
    for value in np.linspace(-1, 1, 201):
        grey = (
            f"#{round(255 * (value + 1) / 2):02x}"
            + 2 * f"{round(255 * (value + 1) / 2):02x}"
        )
        ink = {"black": "#000000", "white": "#ffffff"}[ink_on(value)]
        assert contrast(ink, grey) >= 4.5
