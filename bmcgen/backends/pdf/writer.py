"""The file of ReportLab's objects and our own: small objects are packed and compressed, and where each is stands in a
stream (ISO 32000-1, 7.5.7 and 7.5.8).

ReportLab writes every object in the open and keeps some hundred bytes for each; a page has hundreds of structure
elements.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from bmcgen.backends.pdf import reportlab_parts

LEVEL = 2
"""How hard streams are compressed: the usual 6 takes three times as long for a tenth less."""
_FREE, _OPEN, _PACKED = range(3)


def _entry(kind: int, first: int, second: int) -> bytes:
    return (kind << 48 | first << 16 | second).to_bytes(7, "big")


class File:
    """Numbers for objects that ReportLab does not know of, and the file with all of them."""

    def __init__(self, surface: Canvas) -> None:
        self.surface = surface
        self.document: Any = reportlab_parts.document_of(surface)
        # For the first number of objects in a row: the stream that holds them, and how many they are.
        self.packed: dict[int, tuple[int, int]] = {}

    def numbers(self, count: int) -> int:
        """The first of so many numbers in a row, for objects that will be packed."""
        return reportlab_parts.take_numbers(self.document, count)

    def stream(self, data: bytes, about: str = "", name: str | None = None) -> int:
        """The number of a new stream that is compressed here; by its name ReportLab's objects find it."""
        return self.compressed(zlib.compress(data, LEVEL), about, name)

    def compressed(self, content: bytes, about: str = "", name: str | None = None) -> int:
        """The number of a new stream that is compressed already."""
        number = reportlab_parts.next_number(self.document)
        head = f"<<{about}/Filter/FlateDecode/Length {len(content)}>>\nstream\n".encode()
        self.document.Reference(head + content + b"\nendstream", name or number)
        return number

    def plain(self, data: bytes, about: str = "") -> int:
        """The number of a new stream that anything can read: it is not compressed."""
        number = reportlab_parts.next_number(self.document)
        head = f"<<{about}/Length {len(data)}>>\nstream\n".encode()
        self.document.Reference(head + data + b"\nendstream", number)
        return number

    def put(self, first: int, objects: Sequence[str]) -> None:
        """Objects, numbered from the first on, in one stream; of their letters each is a byte."""
        if not objects:
            return
        heads: list[str] = []
        at = 0
        for number, text in enumerate(objects, first):
            heads.append(f"{number} {at}")
            at += len(text) + 1
        head = " ".join(heads)
        data = "\n".join([head, *objects]).encode("latin-1")
        stream = self.stream(data, f"/Type/ObjStm/N {len(objects)}/First {len(head) + 1}")
        self.packed[first] = stream, len(objects)

    def written(self) -> bytes:
        """The finished file. Nothing can be drawn any more."""
        # The last thing that ReportLab does is to call this.
        self.document.format = self._format
        return bytes(self.surface.getpdfdata())

    def _format(self) -> bytes:
        document = self.document
        root, info = document.Reference(document.Catalog), document.Reference(document.info)
        out = BytesIO()
        out.write(b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % reportlab_parts.version_of(document))
        index = [_entry(_FREE, 0, 0xFFFF)]
        number = 0
        # Writing an object may make others.
        while number + 1 < reportlab_parts.next_number(document):
            number += 1
            if number in self.packed:
                stream, count = self.packed[number]
                index += [_entry(_PACKED, stream, each) for each in range(count)]
                number += count - 1
                continue
            index.append(_entry(_OPEN, out.tell(), 0))
            name = reportlab_parts.name_of(document, number)
            content = reportlab_parts.object_of(document, name)
            written = reportlab_parts.written(content, document, top=True)
            written = written.rstrip(b"\n")
            if not isinstance(content, bytes) and written.endswith(b"endstream"):
                # ReportLab leaves out the line end that parts the two, which archives ask for (ISO 19005-2, 6.1.7.1).
                written = written.removesuffix(b"endstream") + b"\nendstream"
            # Already written; free it.
            if isinstance(content, bytes):
                reportlab_parts.put_object(document, name, b"")
            out.write(b"%d 0 obj\n%s\nendobj\n" % (number, written))
        start = out.tell()
        index.append(_entry(_OPEN, start, 0))
        content = zlib.compress(b"".join(index))
        about = [
            f"/Type/XRef/Size {len(index)}/W[1 4 2]/Filter/FlateDecode/Length {len(content)}".encode(),
            *(
                b"/%s %s" % (key, reportlab_parts.written(ref, document))
                for key, ref in ((b"Root", root), (b"Info", info))
            ),
            b"/ID " + reportlab_parts.written(document.ID(), document),
        ]
        out.write(b"%d 0 obj\n<<%s>>\nstream\n%s\nendstream\nendobj\n" % (number + 1, b"".join(about), content))
        out.write(b"startxref\n%d\n%%%%EOF\n" % start)
        return out.getvalue()
