"""`bmcgen studio`: fill a canvas in on its own sheet, in a browser."""

from __future__ import annotations

import contextlib
import sys
import webbrowser
from pathlib import Path

import click

from bmcgen.assets.finder import Assets
from bmcgen.cli import complete
from bmcgen.cli.options import ASSETS
from bmcgen.cli.say import fail
from bmcgen.diagnostics import Place, Problems, error

NEEDS = ("starlette", "uvicorn", "watchfiles")


@click.command("studio", short_help="Fill in canvases on screen, in the browser.")
@click.argument("what", required=False, metavar="[FILE|FOLDER]", shell_complete=complete.FILE)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port to listen on; by default a free one.")
@click.option("--no-open", is_flag=True, help="Print the address only; do not open the browser.")
@ASSETS
def studio_command(what: str | None, port: int, no_open: bool, assets: str | None) -> None:
    """Opens the documents of a folder in the browser, to be filled in on the very sheet that is printed; by default
    those of the working folder. Every change is written to the file at once.

    It is for yourself on this machine alone: no other machine can reach it. Ctrl-C ends it.

    \b
    bmcgen studio
    bmcgen studio acme.yaml
    bmcgen studio teams/ --port 8765 --no-open
    """
    from importlib.util import find_spec

    lacking = [name for name in NEEDS if find_spec(name) is None]
    if lacking:
        message = f"the studio needs {', '.join(lacking)}"
        fail(
            Problems([error("needs-extra", message, Place("studio"), "install it with: pip install 'bmcgen[studio]'")])
        )
    try:
        folder, file = _opened(Path(what or "."))
        found = Assets.of(assets)
    except Problems as exc:
        fail(exc)
    from bmcgen.studio.serving.run import Running

    try:
        running = Running(folder, file, found, port)
    except OSError as exc:
        why = f"port {port} cannot be used: {exc.strerror or exc}"
        fail(Problems([error("port", why, Place("--port"), "leave out --port to have a free one")]))

    def started() -> None:
        click.echo(f"{running.address}\nOpen this address in a browser on this machine. Ctrl-C ends the studio.")
        sys.stdout.flush()
        if not no_open:
            webbrowser.open(running.address)

    # The server ends itself, and hands Ctrl-C on when it is done.
    with contextlib.suppress(KeyboardInterrupt):
        running.run(started)


def _opened(path: Path) -> tuple[Path, str | None]:
    """The folder to open, and the file in it that was named. `Problems` if there is none."""
    try:
        if path.is_dir():
            return path, None
        if path.is_file():
            return path.parent, path.name
    except OSError:
        pass
    message = f"{path}: no such file or folder"
    raise Problems([error("no-such-file", message, Place(str(path)), "begin with: bmcgen studio, and choose a canvas")])
