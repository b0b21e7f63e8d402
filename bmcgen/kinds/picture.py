"""A JPEG or PNG, cropped to its frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bmcgen.diagnostics import Problems, short
from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.model.content import PictureFile, Typed
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import PictureText
from bmcgen.source.names import clean, plain_number
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Mapping, Node, Scalar
from bmcgen.source.tree import Sequence as SequenceNode

_KEYS = {"file": "file", "focus": "focus", "alt": "alt"}


class _Picture(Kind):
    role = "written"

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> PictureFile | None:
        """A picture's file name, or `{file, focus: [across, down], alt}` with the focus in per cent."""
        name, focus, alt = (node if isinstance(node, Scalar) else None), (0.5, 0.5), None
        if isinstance(node, Mapping):
            found = reader.pairs(node, _KEYS, "picture")
            file = found.get("file")
            name = file if isinstance(file, Scalar) else None
            focus = _focus(found["focus"], reader) if "focus" in found else focus
            alt = reader.text(Scalar("alt", node.where), found["alt"]) if "alt" in found else None
        if name is None or (name.data is None and not clean(name.text)):
            message = f'"{short(key.text)}" must be the name of a file, or {{file, focus, alt}}'
            reader.wrong("wrong-type", message, node.where)
            return None
        # Only a picture needs Pillow.
        from bmcgen.source.pictures import picture_of, read_picture

        try:
            if name.data is not None:
                return picture_of(name.data, Typed("<bytes>", name.where), focus, alt)
            return read_picture(Typed(clean(name.text), name.where), reader.folder, focus, alt)
        except Problems as exc:
            reader.problems += exc.diagnostics
            return None

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        return {"$ref": "#/$defs/picture"}

    def definitions(self, colours: Sequence[str]) -> dict[str, Any]:
        percent = {"type": "number", "minimum": 0, "maximum": 100}
        picture = {
            "type": "object",
            "required": ["file"],
            "properties": {
                "file": {"type": "string"},
                "focus": {"type": "array", "items": percent, "minItems": 2, "maxItems": 2},
                "alt": {"type": ["string", "number", "boolean", "null"]},
            },
            "additionalProperties": False,
        }
        return {"picture": {"anyOf": [{"type": ["string", "null"]}, picture]}}

    def starter_comment(self, words: BlockWords, starting: Starting) -> str:
        return starting.comment("picture")

    def words(self, block: Block, words: BlockWords, content: PictureFile | None, wording: Wording) -> dict[str, Any]:
        if content is None:
            return {"hint": wording.say(words.hint) if words.hint else None}
        title = wording.content.fields.get("title")
        name = title.text if title else words.title
        alt = content.alt.text if content.alt else wording.general("picture-of", name=name).text
        return {"picture": PictureText(content, alt)}


def _focus(node: Node, reader: Reader) -> tuple[float, float]:
    items = node.items if isinstance(node, SequenceNode) else ()
    parts = [plain_number(item.text) for item in items if isinstance(item, Scalar)]
    across, down = parts if len(parts) == len(items) == 2 else (None, None)
    if across is not None and down is not None and across <= 100 and down <= 100:
        return across / 100, down / 100
    reader.wrong("bad-value", "a focus is two numbers from 0 to 100: [across, down]", node.where)
    return 0.5, 0.5


KIND = _Picture()
