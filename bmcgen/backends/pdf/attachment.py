"""The data that a document was made from, as a file inside the PDF (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8)."""

from __future__ import annotations

import zlib
from hashlib import md5

from bmcgen.backends.pdf.values import string
from bmcgen.backends.pdf.writer import File
from bmcgen.model.page import Embedded

TYPE = "application/yaml"


def attach(file: File, embedded: Embedded, day: str) -> None:
    """Puts a file into another, which says that it is its source. `day` is when it was made, as a PDF has dates."""
    data = embedded.text.encode()
    digest = md5(data, usedforsecurity=False).hexdigest().upper()
    params = f"/Params<</Size {len(data)}/CheckSum<{digest}>/ModDate({day})>>"
    stream = file.compressed(zlib.compress(data), f"/Type/EmbeddedFile/Subtype/{TYPE.replace('/', '#2F')}{params}")
    name, about = string(embedded.name), string(embedded.about)
    first = file.numbers(2)
    spec = (
        f"<</Type/Filespec/F{name}/UF{name}/Desc{about}/AFRelationship/Source/EF<</F {stream} 0 R/UF {stream} 0 R>>>>"
    )
    file.put(first, [spec, f"<</EmbeddedFiles<</Names[{name}{first} 0 R]>>>>"])
    catalog = file.document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
    catalog.Names, catalog.AF = f"{first + 1} 0 R", f"[{first} 0 R]"
