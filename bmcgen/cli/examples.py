"""Examples at the end of each command's help, from a file of their own: they name layouts, and no code does so."""

from __future__ import annotations

from pathlib import Path

import click


class ShowsExamples(click.Command):
    """A command whose help ends with examples."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_epilog(ctx, formatter)
        with formatter.section("Examples"):
            for line in examples("" if ctx.parent is None else str(ctx.info_name)):
                # As it can be copied: never broken.
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")


def examples(command: str) -> list[str]:
    """Those of a command; of the whole program where it has no name."""
    groups = Path(__file__).with_name("examples.txt").read_text(encoding="utf-8").strip().split("\n\n")
    first, *others = (group.splitlines() for group in groups)
    return next((each for each in others if each[0].split()[1] == command), []) if command else first
