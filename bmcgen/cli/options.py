"""The options that several commands take, and how their values are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from bmcgen.cli import complete
from bmcgen.cli.settings import variable
from bmcgen.documents.output.files import OutputError, check_target
from bmcgen.model import choices

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

C = TypeVar("C", bound=Callable[..., Any] | click.Command)


def option(*names: str, setting: str | None = None, **more: Any) -> Callable[[C], C]:
    """An option that may also be given by an environment variable, and by a setting of that name."""
    if setting is not None:
        more |= {"envvar": variable(setting), "show_envvar": True}
    return click.option(*names, **more)


ASSETS = option(
    "--assets",
    setting="assets",
    type=click.Path(),
    metavar="DIR",
    shell_complete=complete.FOLDER,
    help="A folder with layouts, themes, locales and fonts of your own; they take precedence over those that ship.",
)
LOCALE = option(
    "-l",
    "--locale",
    "locales",
    setting="locale",
    metavar="CODE[,CODE…]",
    shell_complete=complete.LOCALES,
    help="Language of the sheets: nl, de, en, fr, es, or a dialect such as de-CH or nl-BE. With a comma there is "
    "a file for each (nl,en); with a plus, one sheet is in two languages (nl+en). `bmcgen list locales` shows all.",
)
THEME = option(
    "--theme",
    setting="theme",
    metavar="NAME",
    shell_complete=complete.THEME,
    help="How the sheets look; `bmcgen list themes` shows the names.",
)
PAPER = option(
    "--paper",
    setting="paper",
    metavar="NAME",
    shell_complete=complete.PAPER,
    help="The paper: A2, Tabloid, 900x600mm … By default the layout's own; `bmcgen list layouts` shows which it takes.",
)
OUTPUT = option(
    "-o",
    "--output",
    "out",
    setting="output",
    metavar="OUT",
    shell_complete=complete.FILE,
    help="A .pdf, .png, .svg, .html or .md file; a folder; a pattern such as out/{designed-for}-{locale}.pdf, with "
    "places for {name}, {locale}, {layout}, {theme}, {paper} and the fields of the masthead; or - for standard output.",
)


def target(help: str) -> Callable[[C], C]:
    """The option that says where files are written to by commands that print nothing."""
    return click.option("-o", "--output", "target", metavar="OUT", shell_complete=complete.FILE, help=help)


PROOF = click.option(
    "--proof",
    is_flag=True,
    help="For designing a layout: lay trim, margins, tracks and frames over each page, with their measures.",
)
DUPLEX = option(
    "--duplex",
    setting="duplex",
    type=click.Choice(choices.DUPLEX),
    help="Over which edge the printer turns sheets to print the backs of cards; with none, each back stands beside its "
    "front. Long by default.",
)
NO_SOURCE = option(
    "--no-source",
    setting="no-source",
    is_flag=True,
    help="Leave out of a PDF the data it is made from, which `bmcgen import` gives back.",
)
ARCHIVE = option(
    "--archive",
    setting="archive",
    is_flag=True,
    help="Make PDFs for an archive: PDF/A-2a, or PDF/A-3a where they carry their data.",
)
RECURSIVE = click.option("-r", "--recursive", is_flag=True, help="Include the data files in subfolders.")


class Formats(click.Choice[str]):
    """The formats that a function lists, looked up when one is asked for."""

    def __init__(self, listed: Callable[[], Sequence[str]]) -> None:
        super().__init__(())
        self._listed = listed

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return click.Choice(self._listed()).convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        return click.Choice(self._listed()).get_metavar(param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return click.Choice(self._listed()).shell_complete(ctx, param, incomplete)


def was_typed(name: str) -> bool:
    """Whether an option stands on the command line, rather than in the environment or in a settings file."""
    return click.get_current_context().get_parameter_source(name) is ParameterSource.COMMANDLINE


def listed(option: str, value: str | None) -> list[str]:
    """The names in an option that takes several."""
    if value is None:
        return []
    names = list(dict.fromkeys(name.strip() for name in value.split(",")))
    if "" in names:
        raise click.UsageError(f'{option} "{value}": give names with commas between them')
    return names


def checked_target(out: str | None) -> None:
    try:
        check_target(out)
    except OutputError as exc:
        raise click.UsageError(str(exc)) from None


_MASTHEAD = (
    click.option("--title", help="Masthead of a blank sheet: its title."),
    click.option("--tagline", help="Masthead of a blank sheet: the sentence below its title."),
    click.option("--designed-for", help="Masthead of a blank sheet: who it is for."),
    click.option("--designed-by", help="Masthead of a blank sheet: who designed it."),
    click.option("--date", help="Masthead of a blank sheet: 2026-11-20, or any text."),
    click.option("--version", help="Masthead of a blank sheet: its version."),
    click.option(
        "--field",
        "own",
        multiple=True,
        metavar="NAME=VALUE",
        help="Masthead of a blank sheet: a field of the layout's own.",
    ),
)


def masthead_options(command: C) -> C:
    """The options that fill the masthead of a blank sheet."""
    for each in reversed(_MASTHEAD):
        command = each(command)
    return command
