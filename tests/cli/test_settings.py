"""Settings files, environment variables, and what a shell offers at the Tab key."""

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

import bmcgen
from bmcgen.cli import main
from tests.cli.test_cli import ACME, files, here, run
from tests.conftest import DIALECTS, EVERY

__all__ = ["here"]


def test_an_option_goes_before_the_environment_before_the_nearest_file(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "bmcgen.toml").write_text('theme = "colour"\nlocale = ["de", "nl"]\n')
    inner = here / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    make = ("make", "business-model", "-o", "{theme}-{locale}.pdf")
    assert run(*make).stdout.split() == ["colour-de.pdf", "colour-nl.pdf"]
    (inner / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert run(*make).stdout.split() == ["colour-de.pdf", "colour-nl.pdf"]
    (inner / "pyproject.toml").write_text('[tool.bmcgen]\ntheme = "contrast"\n')
    assert run(*make).stdout == "contrast-en.pdf\n"
    monkeypatch.setenv("BMCGEN_THEME", "ink")
    assert run(*make).stdout == "ink-en.pdf\n"
    assert run(*make, "--theme", "classic").stdout == "classic-en.pdf\n"


def test_python_reads_neither(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "bmcgen.toml").write_text('locale = "de"\n')
    monkeypatch.setenv("BMCGEN_THEME", "ink")
    document = bmcgen.make("business-model")
    assert (document.locale, document.labels["theme"]) == ("en", "classic")


def test_a_file_keeps_its_own_language_unless_an_option_says_otherwise(here: Path) -> None:
    (here / "bmcgen.toml").write_text('locale = ["de", "en"]\n')
    (here / "acme.yaml").write_text(ACME)
    (here / "none.yaml").write_text(ACME.replace("locale: nl\n", "").replace("Kanalen", "Channels"))
    assert run("make", "acme.yaml", "none.yaml").stdout.split() == ["acme-nl.pdf", "none-de.pdf"]
    assert run("make", "acme.yaml", "-l", "en").stdout == "acme-en.pdf\n"
    assert run("check", "acme.yaml").exit_code == 0
    assert "locale: de" in run("new", "persona").stdout


def test_paths_are_those_of_the_folder_of_the_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    themes = here / "house" / "layouts" / "themes"
    themes.mkdir(parents=True)
    shipped = Path(bmcgen.__file__).parents[1] / "layouts" / "themes" / "ink.yaml"
    (themes / "ours.yaml").write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    (here / "bmcgen.toml").write_text('assets = "house"\ntheme = "ours"\noutput = "out/"\n')
    (here / "deep").mkdir()
    monkeypatch.chdir(here / "deep")
    assert run("make", "business-model").stdout == "../out/business-model-en.pdf\n"
    assert "ours" in run("list", "themes").stdout
    # What every command finds by itself need not be said.
    assert "--assets" not in run("new", "business-model").stdout
    assert "bmcgen make persona.yaml --assets '../house'".replace("'", "") in (
        run("new", "persona", "--assets", "../house").stdout
    )


def test_every_mistake_is_told_with_its_line(here: Path) -> None:
    (here / "bmcgen.toml").write_text(
        'thema = "x"\ndpi = "a"\njobs = true\nprompts = "question"\nbleed = 3\nlocale = [1]\nverify = "no"\n'
    )
    result = run("make", "business-model")
    assert (result.exit_code, files(here)) == (1, ["bmcgen.toml"])
    assert [line for line in result.stderr.splitlines() if "error[" in line] == [
        'bmcgen.toml:1:1: error[unknown-key]: "thema" is not a setting',
        'bmcgen.toml:2:1: error[bad-value]: "dpi" must be a number from 20 to 600',
        'bmcgen.toml:3:1: error[bad-value]: "jobs" must be a whole number from 1 to 256',
        'bmcgen.toml:4:1: error[bad-value]: "prompts" must be one of none, questions, full',
        'bmcgen.toml:5:1: error[bad-value]: "bleed" must be a length with its unit',
        'bmcgen.toml:6:1: error[bad-value]: "locale" must be a language or a list of languages',
        'bmcgen.toml:7:1: error[bad-value]: "verify" must be true or false',
    ]
    assert 'did you mean "theme"?' in result.stderr
    assert 'did you mean "questions"?' in result.stderr
    assert run("make", "--help").exit_code == 0


def test_a_file_that_is_no_toml_is_told_with_its_place(here: Path) -> None:
    (here / "bmcgen.toml").write_text('theme = "ink"\nlocale = de\n')
    assert run("list").stderr.startswith("bmcgen.toml:2:10: error[toml-syntax]")
    (here / "bmcgen.toml").unlink()
    (here / "pyproject.toml").write_text("[project\n")  # of somebody else
    assert run("list").exit_code == 0


def test_a_wrong_value_is_told_where_it_comes_from(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "pyproject.toml").write_text('[project]\ntheme = 1\n\n[tool.bmcgen]\n  theme = "inc"\n')
    assert run("make", "business-model").stderr.startswith(
        "pyproject.toml:5:3: error[unknown-theme]: there is no theme"
    )
    monkeypatch.setenv("BMCGEN_THEME", "colr")
    assert run("make", "business-model").stderr.startswith("BMCGEN_THEME: error[unknown-theme]")
    assert run("make", "business-model", "--theme", "x").stderr.startswith("--theme: error[unknown-theme]")


def test_a_setting_that_has_no_use_here_is_no_mistake(here: Path) -> None:
    (here / "bmcgen.toml").write_text('dpi = 30\noverlap = "12mm"\n')
    assert run("make", "business-model").exit_code == 0
    assert run("make", "business-model", "-o", "a.png").exit_code == 0


def offered(*arguments: str) -> set[str]:
    *before, last = arguments
    found = ShellComplete(main, {}, "bmcgen", "_BMCGEN_COMPLETE").get_completions([*before], last)
    return {item.value for item in found if item.type == "plain"}


def test_a_shell_is_offered_names(here: Path) -> None:
    assert {"business-model", "persona", "pack"} <= offered("make", "")
    assert offered("make", "wor") == {"worksheets"}
    assert offered("make", "x.yaml", "--layout", "pe") == {"persona"}
    assert offered("make", "business-model", "--locale", "") == {*EVERY, *DIALECTS}
    assert offered("make", "business-model", "--locale", "nl,") == {
        f"nl,{code}" for code in (*EVERY, *DIALECTS) if code != "nl"
    }
    assert offered("new", "swot", "--locale", "nl+e") == {"nl+en", "nl+es"}
    assert offered("make", "swot", "--locale", "de,nl+e") == {"de,nl+en", "de,nl+es"}
    assert offered("make", "swot-w") == offered("make", "x.yaml", "--layout", "swot-w") == {"swot-worksheets"}
    assert offered("make", "swot", "--bleed", "") == {"3mm", "5mm"}
    assert offered("make", "swot", "--colour", "c") == {"cmyk"}
    assert offered("new", "locale", "") == offered("new", "layout", "") == set()
    assert "swot" in offered("new", "locale", "it", "")
    assert {"layout", "theme", "swot"} <= offered("schema", "")
    assert offered("make", "persona", "--theme", "c") == {"classic", "colour", "contrast"}
    assert "Tabloid" in offered("make", "business-model", "--paper", "t")
    assert offered("make", "prompt-cards", "--paper", "") == {"A4", "A5", "A6", "Letter"}
    assert offered("make", "worksheets", "--blocks", "channels,cust") == {
        "channels,customer-segments",
        "channels,customer-relationships",
    }
    assert "cover" in offered("make", "pack", "--without", "")
    assert offered("new", "loc") == {"locale"}
    assert offered("new", "hand") == offered("schema", "hand") == {"handout"}


def test_names_of_ones_own_are_offered_too(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "own" / "layouts" / "themes").mkdir(parents=True)
    (here / "own" / "layouts" / "themes" / "house.yaml").write_text("")
    assert offered("make", "persona", "--theme", "h") == set()
    assert offered("make", "persona", "--assets", "own", "--theme", "h") == {"house"}
    monkeypatch.setenv("BMCGEN_ASSETS", "own")
    assert offered("make", "persona", "--theme", "h") == {"house"}
    monkeypatch.delenv("BMCGEN_ASSETS")
    (here / "bmcgen.toml").write_text('assets = "own"\n')
    assert offered("make", "persona", "--theme", "h") == {"house"}
