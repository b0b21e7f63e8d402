"""The options of a poster that is worked on in a room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click
from msgspec.structs import replace

from bmcgen.cli import complete
from bmcgen.cli.examples import ShowsExamples
from bmcgen.cli.options import C, option, was_typed
from bmcgen.documents.room import note_sides, room_of, strip_parts
from bmcgen.model.room import ALL, PARTS, Room
from bmcgen.source.links import link_of

_OPTIONS = (
    option(
        "--note-size",
        setting="note-size",
        metavar="MMxMM",
        shell_complete=complete.values("76x76", "127x76", "51x38"),
        help="Draw corners of places for paper notes of this size: 76x76, 127x76.",
    ),
    option(
        "--strip",
        setting="strip",
        is_flag=False,
        flag_value=ALL,
        metavar="[PART,PART…]",
        shell_complete=complete.STRIP,
        help=f"Add a strip below the blocks: {', '.join(PARTS)}. By itself all of them, else those named.",
    ),
    option("--votes", setting="votes", is_flag=True, help="Add a row of rings for dots to each block."),
    option("--lines", setting="lines", is_flag=True, help="Draw lines to write on in empty blocks."),
    option("--dots", setting="dots", is_flag=True, help="Draw a grid of dots to write on in empty blocks."),
    option("--link", setting="link", metavar="URL", help="Print a web address, and a QR code that opens it."),
)
_FIELDS = {"note_size": "note", "lines": "ground", "dots": "ground"}
_READ = {"note_size": note_sides, "strip": strip_parts, "link": link_of}


class RoomCommand(ShowsExamples):
    """A command whose `--strip` takes the next word only if that names its parts."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [*_with_parts(args)])


def _with_parts(args: Sequence[str]) -> Iterator[str]:
    coming = iter(args)
    for word in coming:
        following = next(coming, None) if word == "--strip" else None
        if word != "--strip":
            yield word
        elif following is not None and ("," in following or following in (*PARTS, ALL)):
            yield f"--strip={following}"
        else:
            yield f"--strip={ALL}"
            yield from _with_parts([following, *coming] if following is not None else [])


def room_options(command: C) -> C:
    """The options, in the order of their help."""
    for each in reversed(_OPTIONS):
        command = each(command)
    return command


def room_asked(given: dict[str, Any]) -> Room:
    """What the options ask for, taken out of what a command was given."""
    asked = {key: given.pop(key) for key in ("note_size", "strip", "votes", "lines", "dots", "link")}
    if asked["lines"] and asked["dots"]:
        typed = [key for key in ("lines", "dots") if was_typed(key)]
        if len(typed) != 1:
            raise click.UsageError("--lines and --dots stand in the same place: choose one")
        asked |= {"lines": False, "dots": False, typed[0]: True}
    for key, read in _READ.items():
        try:
            if asked[key] is not None:
                read(asked[key])
        except ValueError as exc:
            raise click.UsageError(f"--{key.replace('_', '-')}: {exc}") from None
    usual = {_FIELDS.get(key, key) for key in asked if not was_typed(key)}
    usual -= {_FIELDS.get(key, key) for key in asked if was_typed(key)}
    return replace(room_of(**asked), usual=tuple(sorted(usual)))
