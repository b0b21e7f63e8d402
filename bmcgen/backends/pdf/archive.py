"""What a file for an archive has besides (PDF/A-2a, ISO 19005-2; PDF/A-3a where it carries its data, ISO 19005-3): what
its colours mean.
"""

from __future__ import annotations

from struct import pack

from bmcgen.backends.pdf.values import string
from bmcgen.backends.pdf.writer import File
from bmcgen.model.page import Press, Profile

_SAMPLES = 32
# The primaries and the white point of sRGB as seen under the light of profiles (IEC 61966-2-1, ICC.1).
_WHITE = 0.95045, 1.0, 1.08905
_RED, _GREEN, _BLUE = (0.436066, 0.222488, 0.013916), (0.385147, 0.716873, 0.097076), (0.143066, 0.060608, 0.714096)
_CHANNELS = {"rgb": 3, "cmyk": 4, "grey": 1}


def add_intent(file: File, press: Press) -> None:
    """Writes what the colours of a file mean: as the press named has them, else as screens have them (14.11.5)."""
    profile = press.intent or Profile(srgb(), "rgb", "sRGB IEC61966-2.1")
    kind = "GTS_PDFA1" if press.archive else "GTS_PDFX"
    number = file.stream(profile.data, f"/N {_CHANNELS[profile.inks]}")
    name = string("sRGB" if profile.inks == "rgb" and not press.intent else profile.name)
    intent = f"<</Type/OutputIntent/S/{kind}/OutputConditionIdentifier{name}/Info{string(profile.name)}"
    catalog = file.document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = f"[{intent}/DestOutputProfile {number} 0 R>>]"


def srgb() -> bytes:
    """An ICC profile of sRGB in 504 bytes: version 2, which every archive takes, with one curve for all colours."""
    curve = b"curv" + pack(
        f">4xL{_SAMPLES}H", _SAMPLES, *(round(_light(n / (_SAMPLES - 1)) * 65535) for n in range(_SAMPLES))
    )
    text = b"sRGB\0"
    parts = [
        ((b"desc",), b"desc" + pack(">4xL", len(text)) + text + bytes(78)),
        ((b"cprt",), b"text" + bytes(4) + b"CC0\0"),
        *(
            ((tag,), _xyz(value))
            for tag, value in ((b"wtpt", _WHITE), (b"rXYZ", _RED), (b"gXYZ", _GREEN), (b"bXYZ", _BLUE))
        ),
        ((b"rTRC", b"gTRC", b"bTRC"), curve),
    ]
    count = sum(len(tags) for tags, _ in parts)
    directory, data, at = pack(">L", count), b"", 132 + 12 * count
    for tags, content in parts:
        directory += b"".join(tag + pack(">2L", at + len(data), len(content)) for tag in tags)
        data += content + bytes(-len(content) % 4)
    size = at + len(data)
    date = pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = pack(">L4xL", size, 0x02100000) + b"mntrRGB XYZ " + date + b"acsp"
    light = pack(">3l", *map(_fixed, (0.9642, 1.0, 0.8249)))
    return (head + bytes(68 - len(head)) + light).ljust(128, b"\0") + directory + data


def _light(value: float) -> float:
    """How much light a value of sRGB is."""
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + pack(">4x3l", *map(_fixed, values))


def _fixed(value: float) -> int:
    return round(value * 65536)
