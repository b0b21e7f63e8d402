"""The floor: what a plain ReportLab program costs that puts notes on an A3 poster, and does nothing else for them.

No validation, no fitting, no localisation, no tags: `python floor.py FILE.yaml… OUT/` makes a PDF of each data file.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).parents[2] / "fonts"
WIDTH, HEIGHT, MARGIN, PAD, SIZE, LEADING = 1190.55, 841.89, 36, 8, 10.5, 13
COLUMN = (WIDTH - 2 * MARGIN) / 10
TALL, HALF, BOTTOM = 500, 250, 200
TOP = HEIGHT - 80
BOXES = {  # x in columns, top, width in columns, height
    "Key partners": (0, TOP, 2, TALL),
    "Kernactiviteiten": (2, TOP, 2, HALF),
    "Key resources": (2, TOP - HALF, 2, HALF),
    "Waardeproposities": (4, TOP, 2, TALL),
    "Klantrelaties": (6, TOP, 2, HALF),
    "Kanalen": (6, TOP - HALF, 2, HALF),
    "Klantsegmenten": (8, TOP, 2, TALL),
    "Kostenstructuur": (0, TOP - TALL, 5, BOTTOM),
    "Inkomstenstromen": (5, TOP - TALL, 5, BOTTOM),
}


@cache
def width_of(word: str) -> float:
    return float(stringWidth(word, "Regular", SIZE))


def wrapped(text: str, width: float) -> list[str]:
    """Lines filled one after the other, each as far as it goes."""
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for word in text.split():
        needed = width_of(word)
        if line and used + needed > width:
            lines.append(" ".join(line))
            line, used = [], 0.0
        line.append(word)
        used += needed + width_of(" ")
    return [*lines, " ".join(line)]


def draw(canvas: Canvas, data: dict[str, Any]) -> None:
    canvas.setFont("Bold", 24)
    canvas.drawString(MARGIN, HEIGHT - 50, data["title"])
    canvas.setFont("Regular", SIZE)
    canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 50, f"{data['designed-by']}, {data['date']}")
    for title, (column, top, columns, height) in BOXES.items():
        left, width = MARGIN + column * COLUMN, columns * COLUMN
        canvas.rect(left, top - height, width, height)
        canvas.setFont("Bold", 13)
        canvas.drawString(left + PAD, top - 20, title)
        canvas.setFont("Regular", SIZE)
        y = top - 32.0
        for note in data["blocks"][title]:
            lines = wrapped(note if isinstance(note, str) else note["text"], width - 4 * PAD)
            deep = len(lines) * LEADING + PAD
            canvas.setFillColorRGB(0.93, 0.95, 0.9)
            canvas.rect(left + PAD, y - deep, width - 2 * PAD, deep, stroke=0, fill=1)
            canvas.setFillColorRGB(0.1, 0.1, 0.1)
            for index, line in enumerate(lines):
                canvas.drawString(left + 2 * PAD, y - PAD / 2 - SIZE - index * LEADING, line)
            y -= deep + 5


def main(files: list[str], out: Path) -> None:
    rl_config.useA85 = 0
    for name in ("Regular", "Bold"):
        registerFont(TTFont(name, str(FONTS / f"IBMPlexSans-{name}.ttf")))
    out.mkdir(exist_ok=True)
    for file in files:
        with open(file, encoding="utf-8") as stream:
            data = yaml.load(stream, yaml.CSafeLoader)
        canvas = Canvas(str(out / f"{Path(file).stem}.pdf"), pagesize=(WIDTH, HEIGHT))
        canvas.setTitle(data["title"])
        draw(canvas, data)
        canvas.save()


if __name__ == "__main__":
    main(sys.argv[1:-1], Path(sys.argv[-1]))
