"""What a file says of itself."""

from __future__ import annotations

from bmcgen.data.dates import parse_date
from bmcgen.model.content import Content
from bmcgen.model.locale import CanvasWords, Locale
from bmcgen.model.manuscript import Manuscript
from bmcgen.model.page import Metadata


def metadata_of(content: Content, canvas: CanvasWords, first: Manuscript, words: Locale) -> Metadata:
    """What the file of a content says of itself in the words of a locale: who designed it and when, and the canvas's
    licence, which is not that of what people write. Its title is that of the `first` sheet.
    """
    credit = content.fields.get("designed-by")
    date = content.fields.get("date")
    day = parse_date(date.text) if date else None
    return Metadata(
        title=_title_of(first, canvas.title),
        author=credit.text if credit else "",
        subject=f"{canvas.subject}. {canvas.licence}" if canvas.licence else canvas.subject,
        keywords=canvas.credit,
        licence=f"{canvas.licence.rstrip('.')}. {words.words['form-only']}." if canvas.licence else "",
        language=words.code.replace("_", "-"),
        date=day.isoformat() if day and day.year >= 1970 else None,
    )


def _title_of(manuscript: Manuscript, canvas: str) -> str:
    """What a file is called in its metadata: its own title with the canvas's, or the canvas's alone."""
    own = manuscript.title.text if manuscript.title else canvas
    return own if own == canvas else f"{own} – {canvas}"
