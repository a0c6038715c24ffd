"""Themes: readable on what is behind them, and told apart by the colour-blind."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st

from model import Family
from render import DARK, Curves, InputError, Surfaces
from render.stage.painter import Painter
from render.style.colors import contrast, dimmed, luminance, readable
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
    ],
)
def test_a_style_that_cannot_be_painted(field):
    with pytest.raises(InputError, match=r"style .*expected"):
        Style(**field)


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
    plot = view.plot(family.network(1), "Title")
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
    again(view.plot(family.network(2), "Title"))
    np.testing.assert_array_equal(again(plot), frame)


def test_dashes_are_drawn():
    """A dashed curve leaves gaps where a solid one has none."""
    plot = Curves().plot(Family((1, 3, 2), "tanh").network(3), "")
    solid = replace(DARK, outputs=("#000000", "#ff0000", *DARK.outputs[2:]))
    dashed = replace(solid, dashes=safe(DARK).dashes)
    red = [
        int((Painter(SIZE, style)(plot) == (255, 0, 0)).all(axis=-1).sum())
        for style in (solid, dashed)
    ]
    assert 0.5 * red[0] < red[1] < 0.95 * red[0]
