"""A JPEG or PNG, cropped to its frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from bmcgen.diagnostics import Problems, short
from bmcgen.drawing.builder import Builder
from bmcgen.drawing.languages import paragraph, ratio_at
from bmcgen.drawing.setting import Context
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.kinds._form_setting import DrawnSetting
from bmcgen.model.content import PictureFile, Typed
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.model.page import Picture
from bmcgen.source.names import clean, plain_number
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Mapping, Node, Scalar
from bmcgen.source.tree import Sequence as SequenceNode

_KEYS = {"file": "file", "focus": "focus", "alt": "alt"}


HINT = 7.5
LEAST_PICTURE = 20.0


class PictureText(Struct, frozen=True):
    """A picture with its alternative text, or what the empty frame says; None where it says nothing."""

    picture: PictureFile | None
    alt: str = ""
    hint: Text | None = None


class _Picture(Kind):
    role = "written"
    takes_bytes = True
    narrowest = 5 * MM
    least_side = LEAST_PICTURE

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
                "file": {"type": "string", "description": "a JPEG or PNG, by its path from the data file"},
                "focus": {
                    "type": "array",
                    "items": percent,
                    "minItems": 2,
                    "maxItems": 2,
                    "description": "what stays in view when it is cropped: per cent from the left and the top",
                },
                "alt": {
                    "type": ["string", "number", "boolean", "null"],
                    "description": "what it shows, for readers who cannot see it",
                },
            },
            "additionalProperties": False,
        }
        return {"picture": {"anyOf": [{"type": ["string", "null"]}, picture]}}

    def starter_comment(self, words: BlockWords, starting: Starting) -> str:
        return starting.comment("picture")

    def words(self, block: Block, words: BlockWords, content: PictureFile | None, wording: Wording) -> PictureText:
        if content is None:
            return PictureText(None, hint=wording.say(words.hint) if words.hint else None)
        title = wording.content.fields.get("title")
        name = title.text if title else words.title
        alt = content.alt.text if content.alt else wording.general("picture-of", name=name).text
        return PictureText(content, alt)

    def set(self, text: BlockText, block: Block, context: Context) -> Photo:
        return Photo(text, block, context)


def _focus(node: Node, reader: Reader) -> tuple[float, float]:
    items = node.items if isinstance(node, SequenceNode) else ()
    parts = [plain_number(item.text) for item in items if isinstance(item, Scalar)]
    across, down = parts if len(parts) == len(items) == 2 else (None, None)
    if across is not None and down is not None and across <= 100 and down <= 100:
        return across / 100, down / 100
    reader.wrong("bad-value", "a focus is two numbers from 0 to 100: [across, down]", node.where)
    return 0.5, 0.5


class Photo(DrawnSetting):
    """A picture as large as its frame, or a frame to stick one into."""

    labelled = False

    def content_height(self, width: float, scale: Scale) -> float:
        return 0.0

    def least_height(self, width: float, scale: Scale, rows: int) -> float:
        return LEAST_PICTURE

    def draw_content(self, page: Builder, room: Rect, section: int) -> None:
        body: PictureText = self.text.body
        if body.picture:
            _draw_picture(page, body.picture, body.alt, room, section)
        else:
            _draw_empty_frame(page, body.hint, room, section)


def _draw_picture(page: Builder, source: PictureFile, alt: str, frame: Rect, section: int) -> None:
    """A picture cropped to its frame around its focus."""
    ratio = frame.w / frame.h
    width, height = float(source.width), float(source.height)
    wide, high = (height * ratio, height) if width > height * ratio else (width, width / ratio)
    left = min(max(source.focus[0] * width - wide / 2, 0.0), width - wide)
    top = min(max(source.focus[1] * height - high / 2, 0.0), height - high)
    crop = round(left), round(top), max(round(left) + 1, round(left + wide)), max(round(top) + 1, round(top + high))
    figure = page.figure(section, alt)
    page.marks.append(Picture(frame, source.data, source.orientation, crop, figure))


def _draw_empty_frame(page: Builder, hint: Text | None, frame: Rect, section: int) -> None:
    """A frame to stick a photo into, or to draw in."""
    page.panel(frame, page.ink.colour("paper"), 0.0, page.ink.colour("hairline"), 0.75)
    if hint:
        size = page.ink.small(HINT)
        face, inset = page.ink.faces["regular"], 3 * MM
        lines = paragraph(hint, face, ratio_at(page.ink, size)).lines(
            (frame.w - 2 * inset) * 1000 / size, hyphens=False
        )
        element = page.element("P", section, hint)
        y = frame.y + inset + size * 0.75
        page.lines(lines, frame.x + inset, y, face, size, size * 1.25, page.ink.colour("soft"), element)


KIND = _Picture()
