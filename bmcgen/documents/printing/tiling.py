"""The paper that sheets are cut into parts for."""

from __future__ import annotations

from bmcgen.assets.papers import paper_of
from bmcgen.assets.phrases import phrase
from bmcgen.diagnostics import Place, Problems, error
from bmcgen.geometry import MM
from bmcgen.model.locale import Locale
from bmcgen.model.page import Tiles

TILE_BAND = 9 * MM
LEAST_TILE = 30 * MM
RULED = 100, 50, 20
"""The lengths in millimetres of the line to check the scale with: the longest that leaves room for words beside it."""
BESIDE_LINE = 25 * MM


def tiles_of(name: str, overlap: float, margin: float, words: Locale) -> Tiles:
    """The paper that sheets are cut into parts for, with the words of its assembly map."""
    where = Place("--tiles")
    paper = paper_of(name, where)
    room = min(paper.width, paper.height) - 2 * margin - TILE_BAND
    if room < LEAST_TILE:
        message = f"margins of {margin / MM:g} mm leave too little of a sheet of {paper.name}"
        raise Problems([error("bad-margin", message, Place("--printer-margin"), "most printers need 5 mm")])
    if overlap >= room / 2:
        message = f"an overlap of {overlap / MM:g} mm leaves nothing of a sheet of {paper.name}"
        raise Problems([error("bad-overlap", message, Place("--overlap"), "10 mm is enough for gluing")])
    own = Place(f"locales/{words.language}/locale.yaml")
    ruled = next((each for each in RULED if each * MM <= room - BESIDE_LINE), RULED[-1])
    steps = (
        phrase(words.words["tiles-print"], own, length=ruled),
        words.words["tiles-cut"],
        phrase(words.words["tiles-glue"], own, overlap=f"{overlap / MM:.0f}"),
    )
    return Tiles(
        paper.width,
        paper.height,
        margin,
        overlap,
        ruled * MM,
        words.words["tiles-title"],
        steps,
        phrase(words.words["tiles-ruler"], own, length=ruled),
    )
