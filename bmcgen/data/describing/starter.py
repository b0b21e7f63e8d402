"""A new data file: what to fill in, with the guiding questions as comments, in a locale's words."""

from __future__ import annotations

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.pairs import SIGN, read_languages
from bmcgen.assets.localisation.words import read_canvas
from bmcgen.assets.phrases import phrase
from bmcgen.diagnostics import Place
from bmcgen.kinds import kind_of
from bmcgen.model.layout import Block, Layout
from bmcgen.model.locale import BlockWords, CanvasWords, Locale
from bmcgen.model.parts import parts_of
from bmcgen.source.json_schema import modeline
from bmcgen.source.verbatim import quoted


def starter(layout_name: str, locale: str, assets: Assets, file: str, *, pointing: bool = False) -> str:
    """The YAML text of a starter file for a layout, which `make` accepts as it is. `file` is what it will be called.
    One that is `pointing` tells editors which schema it has.
    """
    where = Place(layout_name)
    layout = read_layout(assets, layout_name, where)
    words, second = read_languages(assets, locale, Place("--locale"))
    codes = SIGN.join(each.code for each in (words, second) if each)
    canvas = read_canvas(assets, words.language, layout, whole=True)
    own = Place(f"locales/{words.language}/locale.yaml")
    say = words.starter

    lines = _comment(phrase(say["opening"], own, title=canvas.title, file=file))
    lines += [modeline(layout_name)] if pointing else []
    lines += ["", f"layout: {layout_name}", f"locale: {codes}", ""]
    lines += _comment(say["fields"])
    titles = [canvas.blocks[block.name].title for block in layout.blocks if kind_of(block.kind).names_title]
    labels = {**words.fields, **canvas.fields, **({"title": titles[0]} if titles else {})}
    if not any(kind_of(block.kind).says_tagline for block in layout.blocks):
        labels.pop("tagline")
    width = max(map(len, labels)) + 2
    lines += [f"{key + ':':{width}}# {label}" for key, label in labels.items()]
    lines += _about_words(words, canvas, layout)
    if any(kind_of(block.kind).segments for block in layout.written):
        lines += _about_notes(words)
    if layout.written:
        lines += ["", "blocks:"]
    for block in layout.written:
        lines += ["", *_block(block, canvas.blocks[block.name], words)]
        for part in parts_of(layout, block.name):
            lines += [f"    {_plain(canvas.blocks[part].title)}:"]
    return "\n".join(lines) + "\n"


def _about_words(words: Locale, canvas: CanvasWords, layout: Layout) -> list[str]:
    """How to say something otherwise on this sheet, with what it says now."""
    if not words.starter.get("words") or not layout.written:
        return []
    title = canvas.blocks[layout.written[0].name].title
    label = {**words.fields, **canvas.fields}["designed-for"]
    example = ["words:", f"  fields: {{designed-for: {_plain(label)}}}", "  blocks:"]
    example.append(f"    {_plain(title)}: {{title: {_plain(title)}}}")
    return ["", *_comment(words.starter["words"]), *(f"#{line}" for line in example)]


def _about_notes(words: Locale) -> list[str]:
    say, own = words.starter, Place(f"locales/{words.language}/locale.yaml")
    example, colours = _plain(say["segment-example"]), ", ".join(words.colours.values())
    lines = ["", *_comment(phrase(say["segments"], own, colours=colours))]
    lines += ["#segments:", f"#  - {{name: {example}, colour: {words.colours['green']}}}"]
    return [*lines, "", *_comment(phrase(say["blocks"], own, segment=example))]


def _block(block: Block, text: BlockWords, words: Locale) -> list[str]:
    """A block's key, with what there is to ask and to choose as comments, and its own keys where it has any."""
    own = Place(f"locales/{words.language}")
    asked = [*text.questions]
    kind, starting = kind_of(block.kind), _Starting(words)
    if text.hint:
        least, most = kind.entries_asked(block)
        asked.append(phrase(text.hint, own, least=least, most=most))
    if comment := kind.starter_comment(text, starting):
        asked.append(comment)
    return [
        *(f"  # {line}" for line in asked),
        f"  {_plain(text.title)}:",
        *(f"    {line}" for line in kind.starter(text, starting)),
    ]


class _Starting:
    """Phrases for starter files in a locale's words."""

    def __init__(self, words: Locale) -> None:
        self.words, self.where = words, Place(f"locales/{words.language}")

    def comment(self, key: str, **values: str) -> str:
        return phrase(self.words.starter[key], self.where, **values)

    def plain(self, text: str) -> str:
        return _plain(text)


def _comment(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.splitlines()]


def _plain(text: str) -> str:
    """A text as a scalar, between quotation marks if it needs them."""
    return text if all(char.isalnum() or char in " -/" for char in text) else quoted(text)
