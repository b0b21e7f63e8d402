"""The elements of a document in Markdown (CommonMark, and tables as GitHub has them)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bmcgen.pages.structure.whole import HEADINGS, Node, Words, words_of
from bmcgen.source.writing.marked import heading, marked

_STYLES = {"bold": "**", "italic": "*"}
_PLAIN = (*HEADINGS, "TH", "Lbl")


def shown(node: Node) -> Iterator[str]:
    """An element as parts of a text, between which there are empty lines."""
    role = node.role
    if role in HEADINGS:
        yield f"{'#' * int(role[1])} {heading(words_of(node))}"
    elif role == "L":
        yield from _list(node)
    elif role == "Table":
        yield _table(node)
    elif role == "BlockQuote":
        yield quoted([_line(node), *(part for kid in _blocks(node) for part in shown(kid))])
    elif role == "Figure" and node.alt:
        yield f"*{marked(node.alt.replace(chr(10), ' '))}*"
    else:
        yield from filter(None, (_line(node), marked(node.alt) if node.state else ""))
        for each in _blocks(node):
            yield from shown(each)


def _blocks(node: Node) -> list[Node]:
    return [each for each in node.kids if each.role not in ("Span", "Link", "Lbl")]


def _line(node: Node) -> str:
    """The words of an element and of what stands on the line with them."""
    parts: list[str] = []
    for each in node.held:
        if isinstance(each, Words):
            parts.append(_styled(each, node.role in _PLAIN))
        elif each.role in ("Span", "Link", "Lbl"):
            own = marked(each.alt) if each.alt else _line(each)
            pictures = " ".join(marked(kid.alt) for kid in _blocks(each) if kid.alt)
            parts.append(f" {own or pictures} ")
    lines = [" ".join(line.removesuffix("\\").split()) for line in "".join(parts).strip("\n\\ ").split("\n")]
    return "\\\n".join(filter(None, lines))


def _styled(words: Words, plain: bool) -> str:
    text = words.text.strip()
    if not text:
        return words.text
    before, _, after = words.text.partition(text)
    sign = "" if plain or "\n" in text else "".join(_STYLES[style] for style in words.style.split())
    return f"{before}{sign}{marked(text)}{sign[::-1]}{after}"


def _list(node: Node) -> Iterator[str]:
    """A list; headings among its entries part it."""
    items: list[str] = []
    count = 0
    for each in node.kids:
        if each.role != "LI":
            if items:
                yield "\n".join(items)
            items = []
            yield from shown(each)
            continue
        count += 1
        label, rest = _labelled(each)
        numbered = label.rstrip(".)") == str(count)
        begun = f"{count}. " if numbered else "- "
        parts = [part for kid in rest for part in shown(kid)] or [""]
        if label and not numbered:
            parts[0] = f"{_label(label)} {parts[0]}".rstrip()
        items.append(_indented(begun, parts))
    if items:
        yield "\n".join(items)


def _labelled(entry: Node) -> tuple[str, list[Node]]:
    """What an entry begins with, said in words, and what it holds."""
    kids = entry.kids
    own = Node("P", held=[each for each in entry.held if isinstance(each, Words)])
    rest = [own, *kids] if own.held else kids
    if not kids or kids[0].role != "Lbl":
        return "", rest
    rest = [each for each in rest if each is not kids[0]]
    state = next((each.alt for each in kids[0].every() if each.state), "")
    if state:
        words = " ".join(map(words_of, rest))
        return "", [Node("P", held=[Words(state)]), *([] if state.startswith(words) else rest)]
    label = kids[0]
    said = [" ".join(label.own.split()), *map(words_of, label.kids)]
    return label.alt or " / ".join(filter(None, said)), rest


def _label(label: str) -> str:
    return f"**{heading(label)}:**"


def _indented(begun: str, parts: Sequence[str]) -> str:
    """The parts of an entry below one another; a list in it stands close to what it belongs to."""
    space = " " * len(begun)
    text = "\n\n".join(parts).replace("\n\n- ", "\n- ")
    return begun + text.replace("\n", f"\n{space}").replace(f"\n{space}\n", "\n\n")


def _table(node: Node) -> str:
    rows = [(group.role, row) for group in node.kids for row in group.kids if row.role == "TR"]
    wide = max(sum(cell.span for cell in row.kids) for _, row in rows)
    heads = [row for role, row in rows if role == "THead"]
    lines = [_row(heads[0], wide) if heads else "|" + "  |" * wide, "|" + " --- |" * wide]
    lines += [_row(row, wide) for _, row in rows if not heads or row is not heads[0]]
    return "\n".join(lines)


def _row(row: Node, wide: int) -> str:
    cells: list[str] = []
    for cell in row.kids:
        parts = "\n".join(shown(Node("TD", held=cell.held))).replace("\\\n", "\n").split("\n")
        said = "<br>".join(filter(None, parts)).replace("|", "\\|")
        cells.append(f"**{said}**" if said and cell.scope == "Row" else said)
        cells += [""] * (cell.span - 1)
    cells += [""] * (wide - len(cells))
    return "|" + "|".join(f" {each} " for each in cells) + "|"


def quoted(parts: Iterable[str]) -> str:
    """A block quote."""
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(filter(None, parts)).split("\n"))
