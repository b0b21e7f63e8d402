"""Web pages and Markdown on the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import bmcgen
from bmcgen.cli import main
from tests.conftest import canvas
from tests.twins.reading import Html


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("acme", "beta"):
        Path(f"{name}.yaml").write_text(
            f"layout: business-model\nlocale: nl\ntitle: {name}\nblocks: {{channels: [Winkel {name}]}}\n"
        )


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["make", *args])


def test_the_suffix_says_what_is_written() -> None:
    assert run("acme.yaml", "-o", "a.html").stdout == "a.html\n"
    assert Path("a.html").read_text().startswith('<!DOCTYPE html>\n<html lang="nl">')
    assert run("acme.yaml", "-l", "de", "-o", "a.MD").stdout == "a.MD\n"
    assert "\nlocale: de\n" in Path("a.MD").read_text()


def test_a_folder_has_a_file_for_each() -> None:
    Path("bmcgen.toml").write_text('format = "html"')
    assert run("acme.yaml", "beta.yaml", "-l", "nl,de", "-o", "out").stdout.split() == [
        str(Path("out", f"{name}-{locale}.html")) for name in ("acme", "beta") for locale in ("nl", "de")
    ]
    shown = run("acme.yaml", "-o", "-", "--format", "md").stdout
    assert shown.startswith("---\nwritten-by: bmcgen\n")


def test_several_documents_are_one_page() -> None:
    assert run("acme.yaml", "beta.yaml", "-l", "nl,de", "-o", "all.html").exit_code == 0
    found = Html(Path("all.html").read_bytes())
    assert [about.get("lang") for about in found.names("article")] == [None, "de", None, "de"]
    assert len(found.names("h1")) == 4
    assert run("acme.yaml", "beta.yaml", "-o", "all.md").exit_code == 0
    assert Path("all.md").read_text().count("\n# ") == 2


def test_a_pack_is_one_page_or_a_page_for_each_part() -> None:
    assert run("swot-pack", "-o", "pack.html").exit_code == 0
    parts = run("swot-pack", "-o", "parts/", "--format", "html").stdout.split()
    assert len(Html(Path("pack.html").read_bytes()).names("article")) == len(parts) > 2


@pytest.mark.parametrize(
    "option", ["--tiles A4", "--bleed 3mm", "--marks", "--colour cmyk", "--colour grey", "--duplex long", "--dpi 90"]
)
@pytest.mark.parametrize("form", ["html", "md"])
def test_what_is_for_paper_is_refused(form: str, option: str) -> None:
    result = run("acme.yaml", *option.split(), "-o", f"a.{form}")
    assert (result.exit_code, Path(f"a.{form}").exists()) == (2, False)
    said = " ".join(result.stderr.split())
    assert option.split(maxsplit=1)[0] in said


def test_settings_for_paper_give_way() -> None:
    Path("bmcgen.toml").write_text('colour = "cmyk"\nbleed = "3mm"\narchive = true')
    assert run("acme.yaml", "-o", "a.html").exit_code == 0


@pytest.mark.parametrize("option", ["--archive", "--fillable"])
def test_what_is_for_pdfs_is_refused(option: str) -> None:
    assert run("business-model", option, "-o", "a.html").exit_code == 2


@pytest.mark.parametrize("form", ["html", "md"])
@pytest.mark.parametrize("press", [{"tiles": "A5"}, {"bleed": "3mm"}, {"marks": True}, {"colour": "grey"}])
def test_in_python_it_is_a_problem(form: str, press: dict[str, object], tmp_path: Path) -> None:
    document = bmcgen.make("persona", **press)  # type: ignore[arg-type]
    with pytest.raises(bmcgen.Problems) as caught:
        document.save(tmp_path / f"a.{form}")
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.hint) == ("no-pages", f"leave out --{next(iter(press))}, or write a .pdf")
    assert not [*tmp_path.glob(f"a.{form}")]


def test_no_file_that_is_read_is_written_over() -> None:
    assert run("acme.yaml", "-o", "acme.md").exit_code == 0
    before = Path("acme.md").read_bytes()
    for out in ("acme.md", "./{name}.md"):
        result = run("acme.md", "--prompts", "full", "-o", out)
        assert result.exit_code == 1
        assert "acme.md: error[own-input]: acme.md is what is read" in result.stderr
        assert Path("acme.md").read_bytes() == before
    names = [f"{n}.md" for n in range(12)]
    for name in names:
        Path(name).write_bytes(before)
    result = run(*names, "--jobs", "1", "-o", "{name}.md")
    assert result.exit_code == 1
    assert {Path(name).read_bytes() for name in names} == {before}


def test_what_it_says_can_be_made_again(tmp_path: Path) -> None:
    bmcgen.make(canvas(title="Shop", blocks={"channels": ["A shop"]}), prompts="full").save(tmp_path / "a.md")
    assert run("a.md", "-o", "again.md").exit_code == 0
    assert run("a.md", "--prompts", "full", "-o", "full.md").exit_code == 0
    assert Path("full.md").read_text() == Path("a.md").read_text()
    assert Path("again.md").read_text() != Path("a.md").read_text()
