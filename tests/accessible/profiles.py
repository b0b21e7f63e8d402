"""Colour profiles for tests."""

from __future__ import annotations

from struct import pack


def four_inks(name: str = "Test press") -> bytes:
    """The smallest profile of a press: a table of the sixteen mixtures of inks that are there or not."""
    lightness = [max(0, 255 - 60 * bin(mixture).count("1") - 75 * (mixture & 1)) for mixture in range(16)]
    identity = bytes(range(256))
    matrix = pack(">9l", *(65536 * (n % 4 == 0) for n in range(9)))
    grid = b"".join(bytes([light, 128, 128]) for light in lightness)
    table = b"mft1" + bytes(4) + bytes([4, 3, 2, 0]) + matrix + identity * 4 + grid + identity * 3
    text = name.encode() + b"\0"
    tags = {
        b"desc": b"desc" + pack(">4xL", len(text)) + text + bytes(78),
        b"cprt": b"text" + bytes(4) + b"CC0\0",
        b"wtpt": b"XYZ " + pack(">4x3l", 63190, 65536, 54061),
        b"A2B0": table,
    }
    at, directory, data = 132 + 12 * len(tags), pack(">L", len(tags)), b""
    for tag, content in tags.items():
        directory += tag + pack(">2L", at + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    head = pack(">L4xL", at + len(data), 0x02100000) + b"prtrCMYKLab " + pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp"
    head += bytes(68 - len(head)) + pack(">3l", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + directory + data
