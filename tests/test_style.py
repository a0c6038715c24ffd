"""Themes: readable on what is behind them, and told apart by the colour-blind."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.patches import PathPatch

from model import Family, Random
from render import DARK, Curves, InputError, Moment, Surfaces, Tour
from render.stage.figures import set_stage
from render.stage.painter import Painter
from render.style.colors import contrast, dimmed, luminance, readable
from render.style.palettes import DASHES
from render.style.styles import Style
from render.style.themes import PRINT, THEMES, TRANSPARENT, safe
from render.view.diagrams import Diagram

STYLES = THEMES | {f"{name}, safe": safe(style) for name, style in THEMES.items()}
every_style = pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
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
    import matplotlib

    for name in THEMES:
        tones = matplotlib.colormaps[safe(THEMES[name]).colormap]([0.08, 0.5, 0.92])
        assert least_difference([Color("srgb", t[:3]) for t in tones], COLOR_BLIND) > 20


def test_print_is_told_apart_in_grey():
    import matplotlib

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
SIZES = ("title_size", "label_size", "tick_size")


@pytest.mark.parametrize(
    "field",
    [
        *({"outputs": ("#123456",) * n} for n in (0, 1)),
        *({"signs": ("#123456",) * n} for n in (0, 1, 3)),
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
