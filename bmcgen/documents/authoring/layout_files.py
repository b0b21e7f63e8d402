"""A new layout on disk: a canvas to arrange, and its words."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import RESERVED
from bmcgen.assets.localisation.locales import language_of
from bmcgen.diagnostics import Place, Problems, error
from bmcgen.documents.output.files import write_new
from bmcgen.source.json_schema import modeline

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

_LAYOUT = """\
# What is printed where on this canvas. Change it and look:
# bmcgen make NAME --assets FOLDER --proof -o NAME.pdf
SCHEMA
# The file of its words in each locale's folder.
words: NAME
page: {paper: A3, orientation: landscape, margin: 10 mm}
papers: [A4, A3, A2, A1, A0, Letter, Tabloid]
accents: {good: customers, bad: "#8A1F5C"}   # names for colours: accents that every theme has, or colours of your own
grid:
  # A column or row is as large as it says (34 mm), or has a share of what is left (1fr). With clamp, dividers between
  # blocks of notes move within these limits; with minmax, a row grows with its words.
  columns: 2 * clamp(0.75fr, 1fr, 1.4fr)
  rows:
    - minmax(14 mm, 90 mm)
    - clamp(0.7fr, 1fr, 1.3fr)
    - clamp(50 mm, 70 mm, 100 mm)
    - minmax(7 mm, 100 mm)
  # The map of the grid: a line for each row, a name of your own choice for each area, which is a rectangle.
  areas: |
    head head
    pro  con
    next next
    foot foot
blocks:                        # what fills each area
  head:
    kind: masthead
    size: 44 pt
    fields: {designed-for: 62 mm, designed-by: 62 mm, date: 36 mm}
  # `name` is what the words and data files call a block, `number` is its place in the order of filling in.
  pro: {kind: notes, name: for, number: 1, accent: good}
  con: {kind: notes, name: against, number: 2, accent: bad}
  next: {kind: notes, name: next-steps, number: 3, prompt-columns: 2}
  foot: {kind: footer}
sizes:                         # of type, from the largest to the smallest
  note: {largest: 24 pt, smallest: 9 pt}
  prompt: {largest: 10 pt, smallest: 7 pt}
continuation: {columns: 5}     # notes that find no room go on, in this many columns
"""

_WORDS = """\
# The words of NAME. Other languages have a file of this name in their own folder: bmcgen new locale nl NAME
SCHEMA
title: "TITLE"
subject: "What it is for, in a sentence"
# Name the author of a canvas that is not yours, and its licence; both are printed and stored in the file.
#credit: "Canvas by Somebody, example.org, CC BY-SA 4.0; adapted and redrawn"
#licence: "…"
blocks:                        # by the names that the layout gives them
  for:
    title: For
    code: "+"                  # what data files may call it, too
    definition: "What speaks for it, one thing on each note."   # on its card
    questions:
      - What speaks for it, and how do we know?
  against:
    title: Against
    code: "-"
    definition: "What speaks against it, one thing on each note."
    questions:
      - What speaks against it, and how do we know?
  next-steps:
    title: Next steps
    definition: "What happens now, with a name and a day."
    questions:
      - Who does what by when?
    table:                     # on its worksheet; without one there are three general columns
      columns: {note: Step, who: "Who?", when: "By when?"}
"""


def new_layout(name: str, locale: str, assets: Assets) -> Iterator[Path]:
    """Writes a layout and its words, and yields the paths. Nothing is overwritten. `Problems` for a name that cannot be
    one, or that another layout has.
    """
    here = Place(name)
    if not _NAME.fullmatch(name) or name in RESERVED:
        hint = "small letters and figures, with hyphens between them: my-canvas"
        raise Problems([error("bad-name", f'"{name}" cannot be the name of a layout', here, hint)])
    if assets.find("layouts", name):
        raise Problems([error("exists", f'there is a layout "{name}" already', here, "give yours another name")])
    language = language_of(assets, locale, Place("--locale"))
    folder = assets.folders[0] if assets.folders[1:] else Path()
    title = name.replace("-", " ").capitalize()
    texts = {
        folder / "layouts" / f"{name}.yaml": (
            _LAYOUT.replace("NAME", name)
            .replace("FOLDER", shlex.quote(str(folder)))
            .replace("SCHEMA", modeline("layout", 1))
        ),
        folder / "locales" / language / f"{name}.yaml": (
            _WORDS.replace("NAME", name).replace("TITLE", title).replace("SCHEMA", modeline("words", 2))
        ),
    }
    if there := next((path for path in texts if path.exists()), None):
        raise Problems([error("exists", f"{there} is there already", Place(str(there)), "give yours another name")])
    for path, text in texts.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            message = f"cannot write {path}: {exc.strerror or exc}"
            raise Problems([error("cannot-write", message, Place(str(path)))]) from None
        write_new(path, text.encode())
        yield path
