"""What a data file may say under `words`, for editors."""

from __future__ import annotations

from typing import Any

from bmcgen.assets.finder import Assets
from bmcgen.assets.localisation.words import DEFAULT, read_canvases
from bmcgen.assets.overlay import KEPT, OWN_NAMES
from bmcgen.data.own_words import described
from bmcgen.diagnostics import short
from bmcgen.model.layout import Layout
from bmcgen.source.json_schema import any_spelling, reference
from bmcgen.source.tree import Mapping, Node, Scalar

WORD = {"type": ["string", "number", "boolean", "null"]}
_WORD = reference("$defs", "word")


def own_words_schema(layout: Layout, assets: Assets) -> dict[str, Any]:
    """The schema of `words`: what there is to change, with what it is by default. Blocks answer to all their names.

    It belongs at `properties/words` of a schema that defines `word` (WORD). It refers to both, so that the words of
    a block stand in it once and not again for each name of the block in each language.
    """
    canvases = read_canvases(assets, layout)
    code = DEFAULT if DEFAULT in canvases else next(iter(canvases))
    found = _mapping({key: _schema(value) for key, value in described(layout, code, assets).items()})
    blocks = found["properties"].get("blocks")
    if blocks:
        patterns: dict[str, Any] = {}
        for key in blocks["properties"]:
            every = [canvas.blocks[key] for canvas in canvases.values() if key in canvas.blocks]
            names = [name for words in every for name in (words.title, *words.also, words.code) if name]
            block = reference("properties", "words", "properties", "blocks", "properties", key)
            patterns |= {any_spelling(name): block for name in (key, *names)}
        blocks["patternProperties"] = patterns
    return {**found, "description": "what this document says otherwise than its locale, in the language of the sheet"}


def _mapping(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": False}


def _schema(node: Node) -> dict[str, Any]:
    if isinstance(node, Scalar):
        return {**_WORD, "description": node.text or "nothing so far"}
    if isinstance(node, Mapping):
        pairs = {key.text: value for key, value in node.pairs if key.text not in KEPT}
        inner = {key: _about(value) if key in OWN_NAMES else _schema(value) for key, value in pairs.items()}
        return {**_mapping(inner), **_about(node)}
    items = [_schema(item) for item in node.items]
    numbered = _mapping({str(number): schema for number, schema in enumerate(items, 1)})
    return {"anyOf": [{"type": "array"}, numbered], **_about(node)}


def _about(node: Node) -> dict[str, Any]:
    """A description of what a document may say otherwise: how it begins."""
    while not isinstance(node, Scalar):
        inner = [value for _, value in node.pairs] if isinstance(node, Mapping) else [*node.items]
        if not inner:
            return {"description": "nothing so far"}
        node = inner[0]
    return {"description": f"{short(node.text, 60)} …"}
