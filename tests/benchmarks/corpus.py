"""Print a corpus of invented canvases and tell how full their sheets are: `python -m tests.benchmarks.corpus`.

The canvases are as crowded as real ones: half have more than 40 notes, a tenth more than 100; half of the notes are
longer than 38 characters, the longest has 400. `--json FILE` keeps the figures, `--against FILE` prints those of an
earlier state beside them, `--paper`, `--theme` and `--only` choose.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from math import exp
from pathlib import Path
from random import Random
from statistics import NormalDist, median
from typing import Any

from bmcgen import make
from bmcgen.documents.output.document import Document
from bmcgen.model.page import Line, Page, Panel
from tests.conftest import BLOCKS

COUNT = 66
SPREAD = 0.73  # of the logarithm of how many notes there are: the 90th percentile is 100 where the median is 40
LENGTHS = 0.74
WORDY = 0.25  # some people write longer notes than others
COLOURS = ("teal", "orange", "blue")
PHRASES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        (
            "Schools with a kitchen of their own",
            "Maintenance contracts",
            "Van and driver",
            "Open days",
            "A named contact",
            "Rent and energy",
            "Delivered within a day",
            "Membership, £12 a month",
            "Housing associations",
            "Workshop by the harbour",
            "Newsletter",
            "Training of apprentices",
            "Nothing to pay up front",
            "Spare parts",
            "Insurance",
            "Word of mouth",
        ),
        (
            "above all in spring",
            "together with the council",
            "since the move to the new industrial estate",
            "also for people who cannot walk far",
            "under the new procurement rules",
            "invoiced every quarter in advance",
            "to be confirmed with the accountant",
            "without a wholesaler in between",
            "on trial until the end of December",
            "for 240 households in the district",
        ),
    ),
    "de": (
        (
            "Schulen mit eigener Küche",
            "Wartungsverträge",
            "Lieferwagen mit Fahrerin",
            "Tag der offenen Tür",
            "Feste Ansprechpartner",
            "Miete und Energie",
            "Innerhalb eines Tages geliefert",
            "Mitgliedsbeitrag: 12 € im Monat",
            "Wohnungsbaugenossenschaften",
            "Werkstatt am Hafen",
            "Rundbrief",
            "Ausbildung",
            "Keine Anzahlung",
            "Ersatzteile",
            "Versicherungen",
            "Mundpropaganda",
        ),
        (
            "vor allem im Frühjahr",
            "gemeinsam mit der Stadtverwaltung",
            "seit dem Umzug ins neue Gewerbegebiet",
            "auch für Menschen, die schlecht zu Fuß sind",
            "nach den neuen Vergaberichtlinien",
            "vierteljährlich im Voraus berechnet",
            "noch mit der Steuerberatung zu klären",
            "ohne Zwischenhandel",
            "auf Probe bis Ende Dezember",
            "für 240 Haushalte im Stadtteil",
        ),
    ),
    "nl": (
        (
            "Scholen met een eigen keuken",
            "Onderhoudscontracten",
            "Bestelbus met chauffeur",
            "Open dagen",
            "Vaste contactpersoon",
            "Huur en energie",
            "Binnen een dag geleverd",
            "Lidmaatschap: € 12 per maand",
            "Woningcorporaties",
            "Werkplaats aan de haven",
            "Nieuwsbrief",
            "Opleiding van leerlingen",
            "Geen aanbetaling",
            "Reserveonderdelen",
            "Verzekering",
            "Mond-tot-mondreclame",
        ),
        (
            "vooral in het voorjaar",
            "samen met de gemeente",
            "sinds de verhuizing naar het bedrijventerrein",
            "ook voor wie slecht ter been is",
            "volgens de nieuwe aanbestedingsregels",
            "per kwartaal vooraf gefactureerd",
            "nog uit te zoeken met de accountant",
            "zonder tussenkomst van de groothandel",
            "op proef tot en met december",
            "voor 240 huishoudens in de wijk",
        ),
    ),
}


def canvas(seed: int) -> dict[str, Any]:
    """One of the canvases, as data: the same seed gives the same notes."""
    random = Random(seed)
    locale = ("en", "de", "nl")[seed % 3]
    # Spread over the quantiles, not drawn, so that a small corpus has the median it is to have.
    notes = round(40 * _quantile((seed + 0.5) / COUNT, SPREAD))
    notes = min(150, max(5, notes))
    wordy = _quantile(random.uniform(0.02, 0.98), WORDY)
    segments = [f"Segment {letter}" for letter in "ABC"[: random.choice((0, 0, 2, 3))]]
    weights = [random.gammavariate(2.0, 1.0) for _ in BLOCKS]
    blocks: dict[str, list[Any]] = {name: [] for name in BLOCKS}
    for _ in range(notes):
        text: Any = _text(random, locale, wordy)
        if segments and random.random() < 0.6:
            text = {"text": text, "segments": random.sample(segments, 1 if random.random() < 0.85 else 2)}
        blocks[random.choices(BLOCKS, weights)[0]].append(text)
    data: dict[str, Any] = {"layout": "business-model", "locale": locale, "title": f"Canvas {seed}"}
    data |= {"designed-by": "A. Author", "date": "2026-05-18"}
    if segments:
        data["segments"] = [{"name": name, "colour": c} for name, c in zip(segments, COLOURS, strict=False)]
    return data | {"blocks": {name: held for name, held in blocks.items() if held}}


def _quantile(at: float, spread: float) -> float:
    """The quantile of a lognormal distribution around 1."""
    return exp(spread * NormalDist().inv_cdf(at))


def _text(random: Random, locale: str, wordy: float) -> str:
    heads, tails = PHRASES[locale]
    length = min(400, 35 * wordy * _quantile(random.uniform(0.002, 0.9995), LENGTHS))
    text = random.choice(heads)
    while len(text) < min(length - 12, 360):
        text += f", {random.choice(tails)}"
    while len(text) > max(length, 4) + 8 and " " in text:
        text = text.rpartition(" ")[0].rstrip(",:")
    return text


def measured(document: Document) -> dict[str, Any]:
    """How many sheets a document has, in what its notes are set, and how much of the first sheet they cover."""
    letters: Counter[float] = Counter()
    faces: Counter[str] = Counter()
    notes: Counter[float] = Counter()
    looks: set[tuple[str, float]] = set()
    for page in document.pages:
        sizes: dict[int | None, float] = {}
        for line in note_lines(page):
            count = sum(len(run.text) for run in line.runs)
            letters[line.size] += count
            faces[line.runs[0].face] += count
            sizes[line.element] = line.size
            looks.add((line.runs[0].face, line.size))
        notes.update(sizes.values())
    page = document.pages[0]
    cards = [mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.edge and 1.0 < mark.radius < 12]
    condensed = sum(size > 11 and "Condensed" in face for face, size in looks)
    return {
        "sheets": len(document.pages),
        "size": median(notes.elements()),
        "mean": round(sum(size * n for size, n in letters.items()) / letters.total(), 2),
        "least": min(letters),
        "sizes": len(letters),
        "faces": len(faces),
        "condensed": condensed,
        "filled": round(sum(rect.w * rect.h for rect in cards) / (page.width * page.height), 3),
        "last": len({line.element for line in note_lines(document.pages[-1])}),
    }


def note_lines(page: Page) -> list[Line]:
    """The lines of notes: what stands in the body of an item of a block's list."""
    elements = page.elements
    found = []
    for line in page.lines():
        element = None if line.element is None else elements[line.element]
        if element and element.role == "LBody" and element.parent is not None:
            above = elements[element.parent].parent
            if above is not None and elements[above].parent is not None:
                found.append(line)
    return found


def run(seeds: Sequence[int], **asked: Any) -> list[dict[str, Any]]:
    """The figures of some of the canvases, and the seconds of processor time that each took."""
    rows = []
    make(canvas(0), **asked)
    for seed in seeds:
        data = canvas(seed)
        before = time.process_time()
        document = make(data, **asked)
        spent = time.process_time() - before
        lengths = [len(t if isinstance(t, str) else t["text"]) for held in data["blocks"].values() for t in held]
        said = {"seed": seed, "notes": len(lengths), "letters": sum(lengths), "lengths": lengths}
        rows.append({**said, **measured(document), "seconds": round(spent, 4)})
    return rows


def summary(rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    """What the figures come to."""
    lengths = [length for row in rows for length in row["lengths"]]
    notes = sorted(row["notes"] for row in rows)
    some = [row for row in rows if row["notes"] <= 100]
    many = [row for row in some if row["notes"] > 50]

    def alone(of: Sequence[dict[str, Any]]) -> str:
        return f"{sum(row['sheets'] == 1 for row in of)} of {len(of)}"

    return {
        "canvases": str(len(rows)),
        "notes: median, 90th percentile": f"{median(notes):g}, {notes[int(len(notes) * 0.9)]}",
        "characters: median, longest": f"{median(lengths):g}, {max(lengths)}",
        "up to 100 notes on one sheet": alone(some),
        "51 to 100 notes on one sheet": alone(many),
        "all on one sheet": alone(rows),
        "sheets in all": str(sum(row["sheets"] for row in rows)),
        "size of the median note: median of canvases": f"{median(row['size'] for row in rows):g} pt",
        "smallest size: median of canvases": f"{median(row['least'] for row in rows):g} pt",
        "size: mean over letters, median of canvases": f"{median(row['mean'] for row in rows):.2f} pt",
        "size: median up to 100 notes": f"{median(row['size'] for row in some):g} pt",
        "two faces on a document": str(sum(row["faces"] > 1 for row in rows)),
        "more than two sizes": str(sum(row["sizes"] > 2 for row in rows)),
        "condensed above 11 pt": str(sum(row["condensed"] > 0 for row in rows)),
        "filled: median": f"{100 * median(row['filled'] for row in rows):.1f} %",
        "a single note on the last sheet": str(sum(row["sheets"] > 1 and row["last"] < 2 for row in rows)),
        "seconds a poster: mean, worst": f"{sum(r['seconds'] for r in rows) / len(rows):.4f}, "
        f"{max(r['seconds'] for r in rows):.4f}",
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.corpus", description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--paper")
    parser.add_argument("--theme")
    parser.add_argument("--only", type=int, nargs="*", metavar="SEED")
    parser.add_argument("--each", action="store_true", help="a line for each canvas")
    asked = parser.parse_args()
    rows = run(range(COUNT) if asked.only is None else asked.only, paper=asked.paper, theme=asked.theme)
    earlier = json.loads(asked.against.read_text()) if asked.against else []
    if asked.json:
        asked.json.write_text(json.dumps(rows))
    if asked.each:
        known = {row["seed"]: row for row in earlier}
        keys = ("sheets", "size", "mean", "condensed", "filled", "last", "seconds")
        for row in rows:
            was = known.get(row["seed"], {})
            told = " ".join(f"{key} {was.get(key, '')}>{row[key]}" if was else f"{key} {row[key]}" for key in keys)
            print(f"{row['seed']:3} notes {row['notes']:3} letters {row['letters']:5} {told}")
    now, then = summary(rows), summary(earlier) if earlier else {}
    print(f"\n| what | {'before | now' if then else 'now'} |\n|---|{'---|' * (2 if then else 1)}")
    for key, value in now.items():
        print(f"| {key} | {f'{then[key]} | ' if then else ''}{value} |")


if __name__ == "__main__":
    main()
