"""A new data file: what to fill in, with the guiding questions as comments, in a locale's words."""

from __future__ import annotations

from bmcgen.compose.phrases import phrase
from bmcgen.diagnostics import Place
from bmcgen.load.assets import Assets
from bmcgen.load.layout import read_layout
from bmcgen.load.locale import read_canvas, read_locale
from bmcgen.load.syntax import quoted


def starter(layout_name: str, locale: str, assets: Assets, file: str) -> str:
    """The YAML text of a starter file for a layout, which `make` accepts as it is. `file` is what it will be called."""
    where = Place(layout_name)
    layout = read_layout(assets, layout_name, where)
    words = read_locale(assets, locale, where)
    blocks = [block.name for block in layout.written]
    canvas = read_canvas(assets, words.language, layout.words, where, blocks)
    own = Place(f"locales/{words.language}/locale.yaml")
    say = words.starter

    lines = _comment(phrase(say["opening"], own, title=canvas.title, file=file))
    lines += ["", f"layout: {layout_name}", f"locale: {words.code}", ""]
    lines += _comment(say["fields"])
    width = max(map(len, words.fields)) + 2
    lines += [f"{key + ':':{width}}# {label}" for key, label in words.fields.items()]
    example = say["segment-example"]
    colours = ", ".join(words.colours.values())
    lines += ["", *_comment(phrase(say["segments"], own, colours=colours))]
    colour = words.colours["green"]
    lines += ["#segments:", f"#  - {{name: {_plain(example)}, colour: {colour}}}"]
    lines += ["", *_comment(phrase(say["blocks"], own, segment=_plain(example))), "blocks:"]
    for block in layout.written:
        text = canvas.blocks[block.name]
        lines += ["", *(f"  # {question}" for question in text.questions), f"  {_plain(text.title)}:"]
    return "\n".join(lines) + "\n"


def _comment(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.splitlines()]


def _plain(text: str) -> str:
    """A text as a scalar, between quotation marks if it needs them."""
    return text if all(char.isalnum() or char in " -" for char in text) else quoted(text)
