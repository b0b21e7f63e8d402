"""Forms that come back, and PDFs that carry their data, as the trees of data files."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from urllib.parse import unquote

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout, served
from bmcgen.assets.localisation.locales import language_of
from bmcgen.assets.localisation.pairs import first_of
from bmcgen.assets.localisation.words import read_canvas
from bmcgen.data.carried import PARTLY
from bmcgen.data.content import read_contents
from bmcgen.data.fields import LIMITS, OWN_LIMIT, own_fields
from bmcgen.diagnostics import Diagnostic, Place, Problems, error, notice
from bmcgen.importing.found import Finding, Left
from bmcgen.importing.outline import Words
from bmcgen.importing.pdf.held import FORM, Held, held_in
from bmcgen.kinds import kind_of
from bmcgen.model.content import FIELDS
from bmcgen.model.layout import Layout
from bmcgen.model.locale import CanvasWords
from bmcgen.model.parts import parts_of
from bmcgen.source.names import clean
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence, lines_of, mapping, only, parse_documents, said, sequence

VERSION = "1"


class Returned(Finding):
    """What came back, and how much of it, in words."""

    told: str = ""

    @property
    def summary(self) -> str:
        return self.told


def read_pdf(
    data: bytes, name: str, assets: Assets, *, keep_all: bool = False
) -> tuple[Mapping, Finding, tuple[Diagnostic, ...]]:
    """The tree of a data file, what was found, and what there is to say; with `keep_all`, what would be left out is
    noted in the first block of notes. `Problems` for a PDF that holds neither a form of ours nor data.
    """
    held = held_in(data, name)
    if held.source:
        return _carried(held, name, assets)
    finding = Returned()
    sheets = [_sheet(form, typed, name, assets, finding, keep_all) for form, typed in held.forms.items()]
    finding.told = f"{_extent(sheets)}, {_many(len(sheets), 'form')}"
    if not any(sheet.get("blocks") for sheet in sheets):
        held.said.append(notice("blank-form", "no block of this form is filled in", Place(name)))
    tree = sheets[0] if len(sheets) == 1 else mapping([("sheets", sequence(sheets))])
    return tree, finding, tuple(held.said)


def _extent(sheets: AnySequence[Mapping]) -> str:
    blocks = sum(len(found.pairs) for sheet in sheets if isinstance(found := sheet.get("blocks"), Mapping))
    return f"{_many(sum(map(_counted, sheets)), 'text')} in {_many(blocks, 'block')}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _counted(sheet: Mapping) -> int:
    """How many texts there are in the blocks of a sheet; notes and their headings are one."""
    waiting: list[Node] = [value for key, value in sheet.pairs if key.text == "blocks"]
    count = 0
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            count += 1
        elif isinstance(node, Sequence):
            waiting += node.items
        elif node.get("text") is not None:
            count += 1
        else:
            waiting += [value for key, value in node.pairs if key.text != "group"]
    return count


def _carried(held: Held, name: str, assets: Assets) -> tuple[Mapping, Finding, tuple[Diagnostic, ...]]:
    """The data that a document was made from. It is read like any data file, for anybody can have written it."""
    source = only(parse_documents(held.source, name))
    read_contents([source], name, assets)
    tree = source.tree
    assert isinstance(tree, Mapping)
    finding = Returned()
    finding.told = f"the data it was made from: {_extent([tree])}"
    if held.about == PARTLY:
        hint = "put the file of a picture beside the data file, and name it there"
        message = "what is no text, such as a picture, is on the page and not in the data"
        held.said.append(notice("no-picture", message, Place(name), hint))
    return tree, finding, tuple(held.said)


def _sheet(form: str, typed: dict[str, str], name: str, assets: Assets, finding: Finding, keep_all: bool) -> Mapping:
    """The data of one form; `typed` goes by the names of its fields."""
    here, match = Place(name), FORM.fullmatch(form)
    assert match
    if match["version"] != VERSION:
        message = f"this form was made by another version of bmcgen ({match['version']})"
        raise Problems([error("unknown-form", message, here, "read it with that version")])
    code, called = unquote(match["locale"]), unquote(match["layout"])
    if called not in assets.names("layouts") and not served(assets, called):
        message = f'this is a form of the layout "{called}", which is not known here'
        raise Problems([error("unknown-layout", message, here, "name the folder that it is in with --assets")])
    layout = read_layout(assets, called, here)
    canvas = read_canvas(assets, language_of(assets, first_of(code), here), layout)
    locale = code.replace("_", "-")
    pairs: list[tuple[str, Node]] = [("layout", said(_data_of(layout))), ("locale", said(locale))]
    pairs += _fields(typed, finding, here, (*FIELDS, *own_fields(layout)))
    segments: dict[str, str] = {}
    blocks: list[tuple[str, Node]] = []
    for block in {each.name: each for each in layout.written}.values():
        path = f"blocks/{block.name}"
        own = {key[len(path) :].removeprefix("/"): text for key, text in typed.items() if _is_in(key, path)}
        node = kind_of(block.kind).filled_in(own, canvas.blocks[block.name], segments)
        if parts := parts_of(layout, block.name):
            node = _in_parts(node, {part: own.pop(part, "") for part in parts}, canvas)
        if node is not None:
            blocks.append((canvas.blocks[block.name].title, node))
        finding.left += _left({f"{path}/{key}".rstrip("/"): text for key, text in own.items()}, here)
    known = [f"blocks/{block.name}" for block in layout.written]
    rest = {key: text for key, text in typed.items() if not any(_is_in(key, path) for path in known)}
    finding.left += _left({key: text for key, text in rest.items() if not key.startswith("fields/")}, here)
    if keep_all and finding.left:
        blocks = _noted(blocks, layout, canvas, finding)
    if segments:
        pairs.append(("segments", sequence(map(said, segments.values()))))
    return mapping([*pairs, *([("blocks", mapping(blocks))] if blocks else [])])


def _in_parts(rest: Node | None, typed: AnyMapping[str, str], canvas: CanvasWords) -> Node | None:
    """What was typed into the parts of a block, each under the heading that names it, after what belongs to none."""
    items: list[Node] = [*rest.items] if isinstance(rest, Sequence) else []
    for part, text in typed.items():
        if lines := lines_of(text):
            items.append(mapping([("group", said(canvas.blocks[part].title)), ("notes", sequence(lines))]))
    return sequence(items) if items else None


def _noted(
    blocks: list[tuple[str, Node]], layout: Layout, canvas: CanvasWords, finding: Finding
) -> list[tuple[str, Node]]:
    """The blocks with notes of all that would be left out, in the first of those that hold notes."""
    titles = [canvas.blocks[block.name].title for block in layout.written if kind_of(block.kind).segments]
    if not titles:
        return blocks
    found = dict(blocks)
    held = found.get(titles[0])
    notes = [said(each.words.text) for each in finding.left]
    found[titles[0]] = sequence([*(held.items if isinstance(held, Sequence) else ()), *notes])
    finding.left.clear()
    return [(title, found[title]) for title in dict.fromkeys([*titles, *found]) if title in found]


def _data_of(layout: Layout) -> str:
    """The layout that the data is of: of a form that prints the data of a canvas, the canvas."""
    if layout.canvas and all(kind_of(block.kind).data for block in layout.written):
        return layout.canvas.name
    return layout.name


def _is_in(key: str, path: str) -> bool:
    return key == path or key.startswith(f"{path}/")


def _fields(
    typed: AnyMapping[str, str], finding: Finding, here: Place, known: tuple[str, ...]
) -> list[tuple[str, Node]]:
    """The masthead. What is longer than it holds is told, and kept as a comment."""
    found: list[tuple[str, Node]] = []
    for path, text in typed.items():
        key = path.removeprefix("fields/")
        if key == path or not clean(text):
            continue
        value = " ".join(text.split("\n")).strip()
        if key in known and len(clean(value)) <= LIMITS.get(key, OWN_LIMIT):
            found.append((key, said(value)))
        else:
            finding.left += _left({path: text}, here)
    return sorted(found, key=lambda pair: known.index(pair[0]))


def _left(texts: AnyMapping[str, str], here: Place) -> list[Left]:
    """What was typed into fields that the layout does not have."""
    return [Left("field of no block", Words(f"{key}: {text}", here)) for key, text in texts.items() if clean(text)]
