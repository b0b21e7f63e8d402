"""How a data file wants its texts taken: the keys at its top that say so."""

from __future__ import annotations

from collections.abc import Mapping

from bmcgen.diagnostics import did_you_mean, short
from bmcgen.model.content import Manner
from bmcgen.source.names import fold
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Node, Scalar

_NO, _YES = ("no", "false", "off", "nee", "nein", "non"), ("yes", "true", "on", "ja", "oui", "sí", "si")
MANNERS: Mapping[str, tuple[tuple[str | bool, ...], str]] = {
    "markup": (("none", "light"), "light: **bold**, *italic* and bullets in notes; none: all as typed"),
    "typography": (("none", "smart"), "smart: typographic quotation marks, dashes and ellipses; none: all as typed"),
    "totals": ((True, False, *_YES, *_NO), "whether a block of amounts ends with their total"),
}
"""The keys, with the values that each may have and what these do."""


def read_manner(top: Mapping[str, Node], reader: Reader) -> Manner:
    """What those of the keys say that are there."""
    return Manner(
        markup=_is("markup", ("light",), ("none",), top, reader),
        smart=_is("typography", ("smart",), ("none",), top, reader),
        totals=_is("totals", _YES, _NO, top, reader),
    )


def _is(key: str, on: tuple[str, ...], off: tuple[str, ...], top: Mapping[str, Node], reader: Reader) -> bool:
    node = top.get(key)
    if node is None or (isinstance(node, Scalar) and (node.empty or fold(node.text) in off)):
        return False
    if isinstance(node, Scalar) and fold(node.text) in on:
        return True
    known = f"write {on[0]} or {off[0]}"
    if isinstance(node, Scalar):
        hint = did_you_mean(node.text, (*on, *off), known)
        reader.wrong("unknown-value", f'"{short(node.text)}" is no value of "{key}"', node.where, hint)
    else:
        reader.wrong("wrong-type", f'"{key}" must be a word', node.where, known)
    return False
