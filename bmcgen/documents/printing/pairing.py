"""Documents of a run two by two on one sheet of paper, for comparing."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bmcgen.documents.output.document import Document, warnings_of
from bmcgen.pages.prepress.imposition import side_by_side


def paired(documents: Sequence[Document]) -> list[Document]:
    """Consecutive documents side by side, where both have asked for the same sheet of paper; the last may be alone."""
    found: list[Document] = []
    waiting: Document | None = None
    for document in documents:
        if waiting is not None and waiting.pair != document.pair:
            found.append(_alone(waiting))
            waiting = None
        if document.pair is None:
            found.append(document)
        elif waiting is None:
            waiting = document
        else:
            found.append(_beside(waiting, document))
            waiting = None
    return [*found, *([_alone(waiting)] if waiting else [])]


def _alone(document: Document) -> Document:
    """A document with nobody beside it keeps its place on the sheet."""
    assert document.pair is not None
    return replace(document, pages=side_by_side(document.pages, (), document.pair), labels=_labels(document))


def _beside(one: Document, other: Document) -> Document:
    assert one.pair is not None
    pages = side_by_side(one.pages, other.pages, one.pair)
    metadata = replace(one.metadata, title=f"{one.metadata.title} – {other.metadata.title}")
    name, warnings = f"{one.name}-{other.name}", tuple(warnings_of([one, other]))
    both = replace(one, name=name, pages=pages, metadata=metadata, warnings=warnings, labels=_labels(one))
    return replace(both, source=None)


def _labels(document: Document) -> dict[str, str]:
    assert document.pair is not None
    return {**document.labels, "paper": document.pair.paper}
