"""Office files as people make them, built when they are needed: no program keeps them the same byte by byte."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

import docx
import openpyxl
import pptx
from docx.oxml import parse_xml
from pptx.util import Cm

from tests.conftest import SAMPLES


def _saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_headings() -> bytes:
    document = docx.Document()
    document.add_heading("Business Model Canvas – Clay Lane Pottery", 0)
    document.add_paragraph("Date: 2026-02-01")
    for title, points in (
        ("Customer Segments", ["People with a kiln at home", "Schools"]),
        ("Value Propositions", ["Clay by the bucket"]),
        ("Channels", ["Open day"]),
        ("Cost Structure", ["Clay", "Gas"]),
    ):
        document.add_heading(title, 1)
        for point in points:
            document.add_paragraph(point, style="List Bullet")
    document.add_paragraph("Repairs", style="List Bullet")
    document.add_paragraph("wheels", style="List Bullet 2")
    document.add_paragraph("kiln", style="List Bullet 2")
    bold = document.add_paragraph(style="List Bullet")
    bold.add_run("Rent: ").bold = True
    bold.add_run("£300 a month")
    document.sections[0].footer.paragraphs[0].text = "Page of the pottery"
    return _saved(document)


def word_table() -> bytes:
    document = docx.Document()
    document.add_heading("Fährverein", 1)
    table = document.add_table(rows=3, cols=5)
    cells = (
        (0, 0, "Schlüsselpartner\nHafenamt\nWerft"),
        (0, 1, "Schlüsselaktivitäten\nFahren"),
        (0, 2, "Wertangebote\nIn sieben Minuten drüben"),
        (0, 3, "Kundenbeziehungen\nMan grüßt sich"),
        (0, 4, "Kundensegmente\nPendler\nRadfahrer"),
        (1, 1, "Schlüsselressourcen\nEin Boot"),
        (1, 3, "Kanäle\nFahrplan am Steg"),
        (2, 0, "Kostenstruktur\nDiesel\nZwei Kapitäne"),
        (2, 3, "Einnahmequellen\n2 € die Fahrt"),
    )
    for row, column, text in cells:
        table.cell(row, column).text = text
    for column in (0, 2, 4):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(2, 0).merge(table.cell(2, 2))
    table.cell(2, 3).merge(table.cell(2, 4))
    return _saved(document)


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_changes() -> bytes:
    """Tracked changes, a hidden run, a content control, a link: what is shown is read."""
    document = docx.Document()
    for title in ("Customer Segments", "Value Propositions", "Channels"):
        document.add_heading(title, 1)
        document.add_paragraph(f"Note under {title.lower()}", style="List Bullet")
    paragraph = document.add_paragraph("Kept ", style="List Bullet")._p
    paragraph.append(parse_xml(f'<w:ins {_W} w:id="1" w:author="a"><w:r><w:t>inserted</w:t></w:r></w:ins>'))
    paragraph.append(parse_xml(f'<w:del {_W} w:id="2" w:author="a"><w:r><w:delText>gone</w:delText></w:r></w:del>'))
    moved = f'<w:moveFrom {_W} w:id="3" w:author="a"><w:r><w:t>elsewhere</w:t></w:r></w:moveFrom>'
    paragraph.append(parse_xml(moved))
    paragraph.append(parse_xml(f"<w:r {_W}><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"))
    control = f"<w:sdt {_W}><w:sdtContent><w:p><w:r><w:t>In a control</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(len(document.element.body) - 1, parse_xml(control))
    return _saved(document)


def _sheet(rows: Iterable[Iterable[object]], title: str = "Sheet1") -> Any:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    return book


def excel_rows() -> bytes:
    book = _sheet(
        [
            ["Title", "Ladder Library"],
            ["Version", 3],
            [],
            ["Block", "Note", "Segment", "Status", "Amount"],
            ["Customer Segments", "People with gutters", "Houses", "proven"],
            ["Value Propositions", "A ladder within the hour", "Houses", "assumption"],
            ["Channels", "Phone"],
            ["Revenue Streams", "A day", "", "", "£6"],
            ["Cost Structure", "Ladders", "", "", 240],
        ]
    )
    return _saved(book)


def excel_columns() -> bytes:
    book = _sheet(
        [
            ["Klantsegmenten", "Waardepropositie", "Kanalen", "Kostenstructuur"],
            ["Hondenbezitters", "Een bad voor de hond", "Prikbord", "Water"],
            ["Trimsalons", None, "Telefoon", "=B2&C2"],
        ],
        "Canvas",
    )
    hidden = book.create_sheet("Geheim")
    hidden.append(["Prijzen"])
    hidden.sheet_state = "hidden"
    return _saved(book)


def slides_bullets() -> bytes:
    deck = pptx.Presentation()
    for title, points in (
        ("Customer Segments", ["Anglers", "Their children"]),
        ("Value Propositions", ["Bait at five in the morning"]),
        ("Channels", ["A machine at the pier"]),
    ):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(points)
    slide.notes_slide.notes_text_frame.text = "Say how the machine works"
    return _saved(deck)


def slides_boxes() -> bytes:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])

    def box(x: float, y: float, w: float, h: float, text: str) -> None:
        slide.shapes.add_textbox(Cm(x), Cm(y), Cm(w), Cm(h)).text_frame.text = text

    box(0, 0, 10, 1, "Kite School")
    for column, name in enumerate(("Key Partners", "Value Propositions", "Customer Segments")):
        box(column * 8, 2, 8, 10, name)
    box(1, 4, 4, 1, "Beach guards")
    box(9, 4, 4, 1, "Flying on the first day")
    box(17, 4, 4, 1, "Holiday guests")
    box(17, 6, 4, 1, "Students")
    return _saved(deck)


def packed_drawing() -> bytes:
    """The same drawing as diagrams.net stores it: compressed."""
    text = (SAMPLES / "import" / "boxes.drawio").read_text(encoding="utf-8")
    model = text[text.index("<mxGraphModel>") : text.index("</diagram>")]
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = machine.compress(quote(model, safe="").encode()) + machine.flush()
    return f'<mxfile><diagram name="Canvas">{base64.b64encode(data).decode()}</diagram></mxfile>'.encode()


def word_personas() -> bytes:
    """Two persons, each with a heading, lines of a label and a value, and lists."""
    document = docx.Document()
    document.add_heading("Persona's voor de bibliotheek", 0)
    people = (
        (
            "Persona 1 – Willemijn",
            "67",
            "Gepensioneerd lerares",
            ["Elke week een nieuwe roman"],
            ["Kleine letters"],
            "gemiddeld",
        ),
        (
            "Persona 2 – Daan",
            "16",
            "Scholier",
            ["Een stille plek", "Snelle wifi"],
            ["Boetes"],
            "hoog, programmeert zelf",
        ),
    )
    for name, age, role, goals, pains, skills in people:
        document.add_heading(name, 1)
        for label, value in (("Leeftijd", age), ("Beroep", role), ("Digitale vaardigheden", skills)):
            line = document.add_paragraph()
            line.add_run(f"{label}: ").bold = True
            line.add_run(value)
        for heading, points in (("Behoeften", goals), ("Knelpunten", pains)):
            document.add_heading(heading, 2)
            for point in points:
                document.add_paragraph(point, style="List Bullet")
        document.add_heading("Succes betekent", 2)
        document.add_paragraph("Hij of zij komt terug. En neemt iemand mee.")
    return _saved(document)


def word_persona_table() -> bytes:
    """One person in a table of labels and values."""
    document = docx.Document()
    document.add_heading("Persona: Dr. Aylin Kaya", 1)
    rows = (
        ("Alter", "41"),
        ("Position", "Oberärztin"),
        ("Wohnort", "Kassel"),
        ("Zitat", "„Erst die Übergabe, dann der Kaffee.“"),
        ("Ziele", "Pünktliche Übergaben\nWeniger Papier"),
        ("Herausforderungen", "Zu viele Systeme; kein Netz im Keller"),
        ("Zeitdruck", "9/10"),
        ("Hintergrund", "Seit zwölf Jahren am selben Haus. Leitet ein Team von acht."),
        ("Lieblingswerkzeug", "Ein Kugelschreiber mit vier Farben"),
    )
    table = document.add_table(rows=len(rows), cols=2)
    for number, (label, value) in enumerate(rows):
        table.cell(number, 0).text, table.cell(number, 1).text = label, value
    return _saved(document)


PEOPLE: dict[str, Callable[[], bytes]] = {
    "word-personas.docx": word_personas,
    "word-table.docx": word_persona_table,
}
BUILT: dict[str, Callable[[], bytes]] = {
    "word-headings.docx": word_headings,
    "word-table.docx": word_table,
    "word-changes.docx": word_changes,
    "excel-rows.xlsx": excel_rows,
    "excel-columns.xlsx": excel_columns,
    "slides-bullets.pptx": slides_bullets,
    "slides-boxes.pptx": slides_boxes,
    "packed.drawio": packed_drawing,
}
