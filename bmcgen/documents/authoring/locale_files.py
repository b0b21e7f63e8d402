"""A new locale on disk: a folder of files to be translated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.dialect_files import check_extends, new_dialect_file
from bmcgen.assets.localisation.languages import language
from bmcgen.assets.localisation.translation import GENERAL, names_of, new_file
from bmcgen.assets.schemas.locale_schema import extends_in
from bmcgen.diagnostics import Place, Problems, did_you_mean, error
from bmcgen.documents.output.files import write_new
from bmcgen.resources import SHIPPED
from bmcgen.source.json_schema import modeline


def new_locale(
    code: str, layouts: Sequence[str], folder: Path | None, assets: Assets, above: str | None = None
) -> Iterator[Path]:
    """Writes what a locale lacks of the words of layouts, of all where none are named, and yields the paths. One that
    extends another, `above`, begins with its general file alone. Nothing is overwritten. `Problems` for a code of no
    language, for layouts there are not, and where nothing is lacking.
    """
    found = language(code, Place(code))
    if found.leftwards:
        message = f"{found.english} is written from right to left, and cannot be set yet"
        raise Problems([error("right-to-left", message, Place(code))])
    if folder is None:
        # Beside the user's own layouts, else where the command is run: a checkout has its locales there too.
        folder = assets.folders[0] / "locales" / found.code if assets.folders[1:] else Path("locales") / found.code
    if folder.name != found.code:
        hint = f"the folder of a locale is called by its code: {folder.parent / found.code}"
        raise Problems([error("wrong-folder", f'"{folder.name}" is not {found.code}', Place("-o"), hint)])
    if above is not None:
        check_extends(found.code, above, assets)
    wanted = _wanted(layouts, assets)
    above = _extended(folder, above)
    if above and not layouts:
        wanted = [GENERAL]
    # A language that ships needs the words of one's own canvas alone: a general file would take its place.
    shipped = {name for name in wanted if (SHIPPED / "locales" / found.code / f"{name}.yaml").is_file()}
    lacking = [name for name in wanted if name not in shipped and not (folder / f"{name}.yaml").exists()]
    if not lacking and shipped and not folder.exists():
        dialect = f"{found.code}-x-ours --extends {found.code}"
        hint = f"to change some of its words, begin a dialect: bmcgen new locale {dialect}"
        raise Problems([error("exists", f"{found.code} ships, with all of these files", Place(found.code), hint)])
    if not lacking:
        hint = f"to see what is still to be done: bmcgen check {folder}"
        raise Problems([error("exists", f"{folder} has all of these files", Place(str(folder)), hint)])
    if above:
        files = {name: new_dialect_file(name, found, above, assets, str(folder)) for name in lacking}
        texts = {name: text for name, text in files.items() if text is not None}
    else:
        texts = {name: new_file(name, found, assets, str(folder)) for name in lacking}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        message = f"cannot write {folder}: {exc.strerror or exc}"
        raise Problems([error("cannot-write", message, Place(str(folder)))]) from None
    for name, text in texts.items():
        path = folder / f"{name}.yaml"
        write_new(path, f"{_pointing(name, folder)}{text}".encode())
        yield path


CASE = "-case"
"""How names of worked cases end."""


def levels_up(folder: Path) -> int:
    """How many folders above that of a locale its assets begin."""
    return 2 if folder.parent.name == "locales" else 1


def _pointing(name: str, folder: Path) -> str:
    """The line that tells editors which schema a file of words has. A worked case is a data file, and has none here."""
    if name == GENERAL:
        return f"{modeline('locale', levels_up(folder))}\n"
    return "" if name.endswith(CASE) else f"{modeline('words', levels_up(folder))}\n"


def _extended(folder: Path, above: str | None) -> str | None:
    """What a locale extends: as it says itself, if it has been begun. `Problems` where it says otherwise."""
    general = folder / f"{GENERAL}.yaml"
    if not general.is_file():
        return above
    said = extends_in(general)
    if above is not None and above != said:
        message = f"{folder} is there already, and {f'extends {said}' if said else 'extends no other locale'}"
        raise Problems([error("exists", message, Place(str(general)), f"write there: extends: {above}")])
    return said or None


def _wanted(layouts: Sequence[str], assets: Assets) -> list[str]:
    """The files of words that layouts need: their own, those of their canvas, and the cases that they show."""
    every = names_of(assets)
    known = assets.names("layouts")
    if unknown := [name for name in layouts if name not in known]:
        raise Problems(
            error("unknown-layout", f'there is no layout "{name}"', Place(name), did_you_mean(name, known))
            for name in unknown
        )
    wanted = {GENERAL}
    for name in layouts:
        layout = read_layout(assets, name, Place(name))
        wanted |= {layout.words, *([layout.canvas.words] if layout.canvas else [])}
        wanted |= {each for each in every if each.startswith(f"{layout.words}-")}
    return [name for name in every if name in wanted] if layouts else every
