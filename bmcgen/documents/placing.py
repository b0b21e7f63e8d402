"""Whether all that was written has a place on the sheets it is printed on."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.diagnostics import Problems, error
from bmcgen.kinds import kind_of
from bmcgen.model.content import Content
from bmcgen.model.layout import Layout, Sheet


def check_places(content: Content, layout: Layout, sheets: Sequence[Sheet]) -> None:
    """`Problems` for anything written that the layout would not print anywhere."""
    strips = [block for sheet in sheets for block in sheet.strips]
    kinds = [kind_of(block.kind) for block in strips]
    lines = [field.name for block in strips for field in block.fields]
    rest, titled = any(kind.says_rest for kind in kinds), any(kind.says_title for kind in kinds)
    problems = []
    for key, typed in content.fields.items():
        if key not in lines and not rest and not (key == "title" and titled):
            problems.append(error("no-place", f'{layout.name} has no place for "{key}"', typed.where))
    known = [block.name for block in layout.written]
    for name, held in content.blocks.items():
        if name not in known and held:
            problems.append(error("no-place", f'{layout.name} has no place for what "{name}" holds', content.where))
    if problems:
        raise Problems(problems)
