"""Web addresses: as they are typed and shown, and as a browser sends them."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

MOST = 2000
"""So many signs are more than a QR code of any size holds legibly."""
_KEPT = "/?:@!$&'()*+,;=-._~%"
_BARE = re.compile(r"[\w-]+(\.[\w-]+)+([/?#:].*)?")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*|[0-9a-f:.]+")


def link_of(text: str) -> str:
    """A web address as it was typed. ValueError for what is none."""
    text = text.strip()
    said = text if len(text) <= 60 else f"{text[:59]}…"
    if _BARE.fullmatch(text):
        raise ValueError(f'"{said}" is not a web address; did you mean "https://{said}"?')
    try:
        uri = uri_of(text)
        parts = urlsplit(uri)
        host = parts.hostname or ""
    except ValueError:
        uri = host = ""
    plain = text.isprintable() and not any(char.isspace() for char in text)
    if not uri or not plain or parts.scheme not in ("http", "https") or parts.username or not _HOST.fullmatch(host):
        raise ValueError(f'"{said}" is not a web address; give one such as https://example.org/board')
    if len(text) > MOST:
        raise ValueError(f'"{said}" has {len(text)} signs, and a link has at most {MOST}')
    return text


def uri_of(link: str) -> str:
    """The address as a browser sends it (RFC 3986): the host's name in IDNA, all else in per cent signs."""
    parts = urlsplit(link)
    place = (parts.hostname or "").encode("idna").decode("ascii")
    place = f"[{place}]" if ":" in place else place
    if parts.username is not None:
        place = f"{quote(parts.username, _KEPT)}@{place}"
    place += f":{parts.port}" if parts.port is not None else ""
    found = f"{parts.scheme}://{place}{quote(parts.path, _KEPT)}"
    found += f"?{quote(parts.query, _KEPT)}" if parts.query else ""
    return found + (f"#{quote(parts.fragment, _KEPT)}" if parts.fragment else "")
