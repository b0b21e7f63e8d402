"""Signs on notes are told apart by everybody: those who see colours differently, and those with a grey print."""

from itertools import combinations

import pytest

from bmcgen.assets.finder import Assets
from bmcgen.assets.themes import read_theme
from bmcgen.data.content import read_contents
from bmcgen.diagnostics import Place
from bmcgen.drawing.signs import PATTERNS
from bmcgen.model.content import COLOURS, Segment
from bmcgen.model.layout import Colour, Theme
from bmcgen.source.from_python import from_value
from tests.conftest import canvas

# Machado, Oliveira and Fernandes: A Physiologically-based Model for Simulation of Color Vision Deficiency (2009), at
# full severity.
EYES = {
    "ordinary": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
THEMES = ("classic", "colour", "ink", "contrast")
LEAST = 10.0
Lab = tuple[float, float, float]


def lab(colour: Colour, eyes: str) -> Lab:
    """CIE L*a*b* (D65) of a colour as these eyes see it."""
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in colour.rgb]
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in EYES[eyes]]
    rows = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.072175), (0.0193339, 0.119192, 0.9503041))
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (
        part ** (1 / 3) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29
        for part in (sum(a * b for a, b in zip(row, seen, strict=True)) / w for row, w in zip(rows, white, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Colour, other: Colour) -> float:
    """The least CIE76 difference of two colours for any of the eyes."""
    found = []
    for eyes in EYES:
        pairs = zip(lab(one, eyes), lab(other, eyes), strict=True)
        found.append(sum((a - b) ** 2 for a, b in pairs) ** 0.5)
    return min(found)


def theme(name: str) -> Theme:
    return read_theme(Assets(), name, Place("test"))


def segments(*declared: object) -> tuple[Segment, ...]:
    source = from_value(canvas(segments=[*declared]))
    return read_contents([source], "data", Assets())[0].segments


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("times", [1, 2, 3])
def test_two_segments_differ_in_colour_for_all_eyes_or_in_pattern(name: str, times: int) -> None:
    """Up to 26 segments in the colours they take by themselves, and each colour as often as anybody may choose it."""
    look = theme(name).notes
    usual = segments(*map(str, range(26)))
    chosen = segments(*({"name": f"{colour}{n}", "colour": colour} for n in range(times) for colour in COLOURS[:8]))
    for found in (usual, chosen):
        for one, other in combinations(found, 2):
            if one.pattern == other.pattern:
                assert difference(look[one.colour].strong, look[other.colour].strong) >= LEAST, (one.name, other.name)


def test_nine_segments_have_nine_patterns() -> None:
    assert len({each.pattern for each in segments(*map(str, range(9)))}) == len(PATTERNS) == 9


@pytest.mark.parametrize("name", THEMES)
def test_the_edge_of_a_segment_stands_out_from_all_it_can_lie_on(name: str) -> None:
    look = theme(name)
    grounds = [look.colours["paper"], *look.tints.values(), *(each.tint for each in look.notes.values())]
    for each in look.notes.values():
        assert min(difference(each.strong, ground) for ground in grounds) >= LEAST


@pytest.mark.parametrize("name", THEMES)
def test_a_note_stands_out_from_its_block(name: str) -> None:
    look = theme(name)
    for each in look.notes.values():
        for ground in (*look.tints.values(),) or (look.colours["paper"],):
            assert max(difference(each.edge, ground), difference(each.tint, ground)) >= LEAST
