"""Commands and messages, as a person at a terminal has them."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

import bmcgen
from bmcgen.cli import main
from bmcgen.source.json_schema import modeline
from tests.conftest import LOCALES, SAMPLES, extracted, loaded

ACME = "layout: business-model\nlocale: nl\ntitle: Acme\nblocks:\n  Kanalen:\n    - Winkel\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, [*arguments], prog_name="bmcgen")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_blank_poster_is_named_after_its_layout_and_locale(here: Path) -> None:
    result = run("make", "business-model", "--locale", "nl")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "business-model-nl.pdf\n", "")
    assert (here / "business-model-nl.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_several_locales_make_a_file_each_or_one_file_in_their_order(here: Path) -> None:
    assert run("make", "business-model", "-l", "nl,de,en").stdout.split() == [
        f"business-model-{c}.pdf" for c in LOCALES
    ]
    assert run("make", "business-model", "-l", "de,en,de", "-o", "all.pdf").stdout == "all.pdf\n"
    pages = extracted((here / "all.pdf").read_bytes())
    assert ["Kundensegmente" in pages[0], "Customer Segments" in pages[1], len(pages)] == [True, True, 2]


def test_a_data_file_is_printed_in_its_own_language_or_the_one_asked_for(here: Path) -> None:
    (here / "acme.yaml").write_text(ACME)
    assert run("make", "acme.yaml").stdout == "acme-nl.pdf\n"
    assert run("make", "acme.yaml", "-l", "de").stdout == "acme-de.pdf\n"
    assert "Kostenstructuur" in extracted((here / "acme-nl.pdf").read_bytes())[0]
    assert "Kostenstruktur" in extracted((here / "acme-de.pdf").read_bytes())[0]


def test_the_output_may_be_a_folder_a_pattern_or_a_file(here: Path) -> None:
    (here / "acme.yaml").write_text(ACME)
    assert run("make", "acme.yaml", "-o", "out/").stdout == "out/acme-nl.pdf\n"
    assert run("make", "acme.yaml", "-o", "out").stdout == "out/acme-nl.pdf\n"
    assert run("make", "acme.yaml", "business-model", "-o", "p/{locale}/{name}.pdf").exit_code == 0
    assert run("make", "acme.yaml", "-o", "deep/er/x.PDF").stdout == "deep/er/x.PDF\n"
    assert files(here) == [
        "acme.yaml",
        "deep/er/x.PDF",
        "out/acme-nl.pdf",
        "p/en/business-model.pdf",
        "p/nl/acme.pdf",
    ]


def test_a_picture_has_the_resolution_asked_for_and_a_file_a_page(here: Path) -> None:
    from PIL import Image

    assert run("make", "business-model", "-o", "a.png", "--dpi", "30").stdout == "a.png\n"
    with Image.open(here / "a.png") as picture:
        assert picture.size == (497, 351)
    result = run("make", str(SAMPLES / "crowded.yaml"), "-o", "c.png", "--dpi", "20")
    assert result.stdout == "c-1.png\nc-2.png\n"


@pytest.mark.parametrize(
    ("layout", "locale", "day"),
    [("business-model", "de", "1. Dezember 2026"), ("persona", "en", "1 December 2026")],
)
def test_masthead_options_fill_a_blank_sheet(here: Path, layout: str, locale: str, day: str) -> None:
    given = {"title": "T1", "tagline": "G1", "designed-for": "F1", "designed-by": "B1"}
    given |= {"date": "1.12.2026", "version": "0.10"}
    options = [part for key, value in given.items() for part in (f"--{key}", value)]
    assert run("make", layout, "-l", locale, "-o", "a.pdf", *options).exit_code == 0
    text = extracted((here / "a.pdf").read_bytes())[0]
    assert all(word in text for word in ("T1", "G1", "F1", "B1", day, "0.10"))


@pytest.mark.parametrize(("prompts", "question", "term"), [("none", 0, 0), ("questions", 1, 0), ("full", 1, 1)])
def test_prompts(here: Path, prompts: str, question: int, term: int) -> None:
    assert run("make", "business-model", "-l", "nl", "--prompts", prompts, "-o", "a.pdf").exit_code == 0
    text = extracted((here / "a.pdf").read_bytes())[0]
    assert (text.count("Welke partners kunnen we niet missen?"), text.count("Massamarkt")) == (question, term)


def test_warnings_go_to_standard_error_and_the_file_is_written(here: Path) -> None:
    result = run("make", str(SAMPLES / "crowded.yaml"))
    assert (result.exit_code, result.stdout) == (0, "crowded-de.pdf\n")
    assert re.search(r"crowded\.yaml:\d+:\d+: warning\[overset\]: \"Kanäle\" is full: ", result.stderr)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["make"], "WHAT"),
        (["make", "business-model", "-o", "x.docx"], "end it with .html, .md, .pdf, .png or .svg"),
        (["make", "business-model", "-o", ""], "-o is empty"),
        (["make", "business-model", "-o", "{nam}.pdf"], "did you mean {name}?"),
        (["make", "business-model", "-l", "nl,de", "-o", "{name}.pdf"], "several sheets would be written to"),
        (["make", "business-model", "--dpi", "100"], "--dpi is for pictures"),
        (["make", "business-model", "--dpi", "9999", "-o", "a.png"], "9999"),
        (["make", "business-model", "--dpi", "nan", "-o", "a.png"], "--dpi must be a number"),
        (["make", "business-model", "--prompts", "some"], "--prompts"),
        (["make", "business-model", "-l", "nl,,de"], "give names with commas between them"),
        (["make", "business-model", "-l", ""], "give names with commas between them"),
        (["make", "acme.yaml", "--title", "x", "--date", "y"], "--title, --date: only a blank sheet takes"),
        (["make", "business-model", "--shade"], "--shade"),
        (["new"], "LAYOUT"),
        (["new", "business-model", "-o", "x.txt"], "a starter file ends in .yaml"),
        (["check"], "FILE"),
        (["list", "colours"], "colours"),
        (["fold"], "fold"),
    ],
)
def test_wrong_usage_is_exit_2_and_writes_nothing(here: Path, arguments: list[str], message: str) -> None:
    (here / "acme.yaml").write_text(ACME)
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert files(here) == ["acme.yaml"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["make", "buisness-model"], 'error[unknown-layout]: there is no layout or file "buisness-model"'),
        (["make", "none.yaml"], "none.yaml: error[no-such-file]"),
        (["make", "folder"], "folder: error[no-data]"),
        (["make", "business-model", "-l", "xx"], '--locale: error[unknown-locale]: there is no locale "xx"'),
        (["check", "acme.yaml", "-l", ""], '--locale: error[unknown-locale]: there is no locale ""'),
        (["make", "acme.yaml", "-l", "xx"], '--locale: error[unknown-locale]: there is no locale "xx"'),
        (
            ["make", "acme.yaml", "--paper", "A6"],
            '--paper: error[unknown-paper]: "A6" is not a paper for business-model',
        ),
        (["make", "a" * 300], "error[unknown-layout]"),
        (["make", "acme.yaml", "-o", f"{'a' * 300}.pdf"], "error[cannot-write]"),
        (["make", "business-model", "--paper", "A9"], 'error[unknown-paper]: "A9" is not a paper size'),
        (["make", "business-model", "--title", "x" * 301], "--title: error[too-long]"),
        (["make", "business-model", "--assets", "nowhere"], "error[no-such-folder]"),
        (["make", "bad.yaml"], "bad.yaml:3:1: error[unknown-key]"),
        (["make", "bad.yaml", "-o", "x.pdf"], "bad.yaml:3:1: error[unknown-key]"),
        (["make", "business-model", "-o", "bad.yaml/x.pdf"], "error[cannot-write]"),
        (["check", "bad.yaml", "none.yaml"], "none.yaml: error[no-such-file]"),
        (["new", "busines-model"], 'did you mean "business-model"?'),
        (["new", "business-model", "-l", "xx"], "error[unknown-locale]"),
        (["new", "business-model", "-o", "bad.yaml"], "error[exists]: bad.yaml already exists"),
        (["schema", "busines-model"], "error[unknown-layout]"),
    ],
)
def test_a_problem_in_the_data_is_exit_1_and_touches_no_file(here: Path, arguments: list[str], message: str) -> None:
    (here / "acme.yaml").write_text(ACME)
    (here / "bad.yaml").write_text("layout: business-model\nlocale: nl\ntittel: x\n")
    (here / "folder").mkdir()
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert files(here) == ["acme.yaml", "bad.yaml"]


def test_one_bad_file_spoils_a_joined_file_but_not_the_others(here: Path) -> None:
    (here / "acme.yaml").write_text(ACME)
    (here / "bad.yaml").write_text("layout: business-model\ntittel: x\n")
    (here / "all.pdf").write_text("as it was")
    result = run("make", "acme.yaml", "bad.yaml", "-o", "all.pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    assert (here / "all.pdf").read_text() == "as it was"
    result = run("make", "acme.yaml", "bad.yaml")
    assert (result.exit_code, result.stdout) == (1, "acme-nl.pdf\n")


def test_check_reports_everything_and_says_what_is_in_order(here: Path) -> None:
    (here / "acme.yaml").write_text(ACME)
    result = run("check", "acme.yaml")
    assert (result.exit_code, result.stdout) == (0, "acme.yaml: no problems (1 sheet)\n")
    (here / "bad.yaml").write_text(
        "layout: business-model\nlocale: nl\ntittel: x\nblocks:\n  Kanaal: [[a]]\n  kanalan: []\n"
    )
    result = run("check", "bad.yaml", "acme.yaml")
    assert result.exit_code == 1
    assert [line for line in result.stderr.splitlines() if "error[" in line] == [
        'bad.yaml:3:1: error[unknown-key]: "tittel" is not a key of a data file',
        "bad.yaml:5:12: error[nested-list]: a note cannot be a list",
        'bad.yaml:6:3: error[unknown-block]: "kanalan" is not a block of business-model',
    ]
    assert result.stdout == "acme.yaml: no problems (1 sheet)\n"
    assert files(here) == ["acme.yaml", "bad.yaml"]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_starter_file_is_printed_as_it_is_and_as_its_comments_say(here: Path, locale: str) -> None:
    assert run("new", "business-model", "-l", locale, "-o", "my.yaml").stdout == "my.yaml\n"
    text = (here / "my.yaml").read_text(encoding="utf-8")
    printed = text.replace("my.yaml", "business-model.yaml").replace(f"{modeline('business-model')}\n", "")
    assert run("new", "business-model", "-l", locale).stdout == printed
    assert run("check", "my.yaml").exit_code == 0
    assert run("make", "my.yaml").stdout == f"my-{locale}.pdf\n"
    words = loaded(Path(bmcgen.__file__).parent.parent / f"locales/{locale}/business-model.yaml")
    for block in words["blocks"].values():
        assert block["title"] + ":" in text
        assert all(question in text for question in block["questions"])
    # What is commented out works when the sign is taken away, and the notes of the comment when they are put in.
    text = re.sub(r"^#(?=segments:|  - \{name)", "", text, flags=re.MULTILINE)
    notes = re.findall(r"^#   (- .+)$", text, flags=re.MULTILINE)
    assert len(notes) == 7
    text = text.rstrip("\n") + "".join(f"\n    {note}" for note in notes) + "\n"
    (here / "my.yaml").write_text(text, encoding="utf-8")
    result = run("check", "my.yaml")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_starter_persona_is_printed_as_it_is_and_filled_in_as_it_says(here: Path, locale: str) -> None:
    assert run("new", "persona", "-l", locale, "-o", "my.yaml").exit_code == 0
    assert run("check", "my.yaml").stdout == "my.yaml: no problems (1 sheet)\n"
    assert run("make", "my.yaml").stdout == f"my-{locale}.pdf\n"
    text = (here / "my.yaml").read_text(encoding="utf-8")
    choices = re.findall(r": (\[.+\])$", text, flags=re.MULTILINE)
    assert len(choices) == 1
    key = re.findall(r"^  # .*\[.+\]\n  (.+):$", text, flags=re.MULTILINE)[0]
    text = text.replace(f"  {key}:\n", f"  {key}: {choices[0]}\n").replace("time-pressure:  ", "time-pressure: 30 ")
    (here / "my.yaml").write_text(text, encoding="utf-8")
    result = run("check", "my.yaml")
    assert (result.exit_code, result.stderr) == (0, "")


def test_personas_make_one_file_with_bookmarks_or_a_file_each(here: Path) -> None:
    import pikepdf

    paths = [str(SAMPLES / "personas" / f"{name}.yaml") for name in ("sanne", "jonas")]
    assert run("make", *paths, "-o", "all.pdf").stdout == "all.pdf\n"
    with pikepdf.open(here / "all.pdf") as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Sanne de Wit", "Jonas Rehbein"]
        assert len(pdf.pages) == 2
    assert run("make", *paths, "-o", "each/").stdout.split() == ["each/sanne-nl.pdf", "each/jonas-de.pdf"]
    (here / "two.yaml").write_text("layout: persona\nlocale: nl\nsheets: [{title: A}, {title: B}]\n")
    assert run("make", "two.yaml", "-o", "each/{name}.pdf").stdout.split() == ["each/two-1.pdf", "each/two-2.pdf"]
    assert run("check", "two.yaml").stdout == "two.yaml: no problems (2 sheets)\n"


def test_lists(here: Path) -> None:
    some = "business-model, lean-canvas, pack, persona, prompt-cards, worksheets"
    listed = [line.split(maxsplit=1) for line in run("list", "locales").stdout.splitlines()]
    assert listed == [
        ["de", "Deutsch"],
        ["de-AT", "Österreichisches Deutsch"],
        ["de-CH", "Schweizer Hochdeutsch"],
        ["en", "English"],
        ["es", f"Español: {some}"],
        ["fr", "Français"],
        ["nl", "Nederlands"],
        ["nl-BE", "Nederlands (België)"],
        ["nl-x-dutch", "Nederlands, zonder Engelse termen"],
        ["nl-x-english", "Nederlands, blokken in het Engels"],
    ]
    assert "business-model" in run("list", "layouts").stdout
    assert "business-model" in run("list").stdout


def test_version_and_help() -> None:
    assert run("--version").stdout == f"bmcgen, version {bmcgen.__version__}\n"
    for command in ("make", "check", "new", "list", "schema"):
        assert run(command, "--help").exit_code == 0


@cache
def validator(layout: str) -> Any:
    """What checks data files of a layout; its schema is in order itself."""
    schema = json.loads(run("schema", layout).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_schema_takes_every_sample(path: Path) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert [error.message for error in validator("business-model").iter_errors(data)] == []


@pytest.mark.parametrize("path", sorted((SAMPLES / "personas").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_schema_of_a_form_takes_every_sample(path: Path) -> None:
    check = validator("persona")
    data = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))
    assert [error.message for error in check.iter_errors(data)] == []
    for wrong in (
        {"personality": {"time-pressure": 101}},
        {"general": {"agee": 3}},
        {"photo": {"fil": "x"}},
        {"goals": "x"},
    ):
        assert [*check.iter_errors({"layout": "persona", "blocks": wrong})]


@pytest.mark.parametrize("layout", ["business-model", "persona"])
def test_the_patterns_of_a_schema_escape_only_what_they_may(layout: str) -> None:
    """In the patterns of ECMA 262 a backslash stands before a syntax character alone."""
    found = re.findall(r'"(\^[^"]*\$)"', run("schema", layout).stdout)
    assert len(found) > 100
    escaped = {char for pattern in found for char in re.findall(r"\\(.)", json.loads(f'"{pattern}"'))}
    assert escaped <= set("^$\\.*+?()[]{}|/")


@pytest.mark.parametrize(
    ("data", "good"),
    [
        ({"layout": "business-model"}, True),
        ({"layout": "business-model", "Ontworpen voor": "x", "blocks": {"keyPartners": ["a", {"Prijs": "5"}]}}, True),
        (
            {
                "layout": "business-model",
                "segments": ["b"],
                "blocks": {"KLANTSEGMENTEN": [{"text": "a", "segments": ["b"]}]},
            },
            True,
        ),
        ({"layout": "business-model", "segments": {"A": "rood", "B": None}}, True),
        ({"locale": "nl"}, False),
        ({"layout": "personas"}, False),
        ({"layout": "business-model", "blocks": {"partnerz": []}}, False),
        ({"layout": "business-model", "blocks": {"channels": [["a"]]}}, False),
        ({"layout": "business-model", "blocks": {"channels": [{"text": "a", "kolor": "b"}]}}, False),
        ({"layout": "business-model", "blocks": {"channels": [{"text": "a", "colour": "mauve"}]}}, False),
        ({"layout": "business-model", "tittel": "x"}, False),
    ],
)
def test_the_schema_and_the_program_agree(data: dict[str, Any], good: bool) -> None:
    assert (not [*validator("business-model").iter_errors(data)]) is good
    try:
        bmcgen.make(data)
    except bmcgen.Problems:
        assert not good
    else:
        assert good


def test_a_pack_is_one_file_or_a_file_for_each_part(here: Path) -> None:
    assert run("make", "pack", "-l", "nl").stdout == "pack-nl.pdf\n"
    assert run("make", "pack", "-l", "nl", "-o", "all.pdf").stdout == "all.pdf\n"
    assert len(extracted((here / "pack-nl.pdf").read_bytes())) == len(extracted((here / "all.pdf").read_bytes())) > 25
    parts = ["cover", "business-model", "persona", "worksheets", "handout", "prompt-cards", "facilitation"]
    assert run("make", "pack", "-l", "nl", "-o", "out/").stdout.split() == [f"out/{part}-nl.pdf" for part in parts]
    assert len(extracted((here / "out" / "business-model-nl.pdf").read_bytes())) == 1
    result = run("make", "pack", "-l", "de", "--without", "handout,persona", "-o", "p/{locale}-{name}.pdf")
    assert result.stdout.split() == [f"p/de-{part}.pdf" for part in parts if part not in ("handout", "persona")]
    assert run("make", "pack", "-l", "nl,en", "-o", "{locale}.pdf").stdout.split() == ["nl.pdf", "en.pdf"]


def test_a_canvas_on_worksheets_does_not_take_the_posters_name(here: Path) -> None:
    (here / "acme.yaml").write_text(ACME)
    result = run("make", "acme.yaml", "--layout", "worksheets", "--blocks", "kanalen")
    assert (result.exit_code, result.stdout) == (0, "acme-worksheets-nl.pdf\n")
    (page,) = extracted((here / "acme-worksheets-nl.pdf").read_bytes())
    assert "Winkel" in page
    assert "Via welke kanalen willen segmenten graag bereikt worden?" in page
    result = run("make", "acme.yaml", "--layout", "worksheets", "--prompts", "none", "-o", "none.pdf")
    assert "Via welke kanalen" not in " ".join(extracted((here / "none.pdf").read_bytes()))


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ["worksheets", "--blocks", "chanels"],
            1,
            '--blocks: error[unknown-block]: "chanels" is not a block of worksheets',
        ),
        (["worksheets", "--blocks", ""], 2, '--blocks "": give names with commas between them'),
        (["persona", "--blocks", "name"], 1, "--blocks: error[unknown-block]: persona has no sheet for each"),
        (["pack", "--without", "handouts"], 1, '--without: error[unknown-part]: "handouts" is not a part of pack'),
        (["persona", "--without", "photo"], 1, "--without: error[unknown-part]: persona has no parts"),
        (["worksheets", "--layout", "handout"], 2, "--layout is for data files"),
        (["acme.yaml", "--layout", "worksheet"], 1, '--layout: error[unknown-layout]: there is no layout "worksheet"'),
        (
            ["acme.yaml", "--layout", "persona"],
            1,
            "error[wrong-layout]: persona does not print files of business-model",
        ),
        (["acme.yaml", "--layout", "handout"], 1, 'error[no-place]: handout has no place for what "channels" holds'),
        (["acme.yaml", "--without", "handout"], 1, "error[unknown-part]: business-model has no parts"),
        (["prompt-cards", "--paper", "A3"], 1, '"A3" is not a paper for prompt-cards'),
    ],
)
def test_what_a_document_of_several_sheets_cannot_do_is_told(
    here: Path, arguments: list[str], code: int, message: str
) -> None:
    (here / "acme.yaml").write_text(ACME)
    result = run("make", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
    assert files(here) == ["acme.yaml"]


@pytest.mark.parametrize("layout", ["handout", "prompt-cards", "pack", "worksheets"])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_starter_of_every_layout_can_be_printed_as_it_is(here: Path, layout: str, locale: str) -> None:
    assert run("new", layout, "-l", locale, "-o", "a.yaml").exit_code == 0
    assert run("check", "a.yaml").exit_code == 0
    validator(layout).validate(loaded(here / "a.yaml"))


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--paper", "0x0mm"], 1, '--paper: error[bad-paper]: "0x0mm" is too small or too large to print'),
        (["--paper", "-3x5mm"], 1, '--paper: error[unknown-paper]: "-3x5mm" is not a paper size'),
        (["--paper", "30000000x2mm"], 1, "error[bad-paper]"),
        (["--paper", "Tabliod"], 1, 'did you mean "Tabloid"?'),
        (["--paper", "A3 portrait"], 1, "business-model is printed landscape, not portrait"),
        (["--theme", "color"], 1, '--theme: error[unknown-theme]: there is no theme "color"'),
        (["--bleed", "3"], 2, '--bleed "3": give a length such as 3mm'),
        (["--bleed", "30mm"], 2, '--bleed "30mm": at most 20 mm is possible'),
        (["--colour", "pantone"], 2, "--colour"),
        (["--tiles", "A4", "--bleed", "3mm"], 2, "choose one"),
        (["--tiles", "A4", "--marks"], 2, "choose one"),
        (["--overlap", "5mm"], 2, "--overlap and --printer-margin are for --tiles"),
        (["--tiles", "A4", "--overlap", "100mm"], 1, "error[bad-overlap]: an overlap of 100 mm leaves nothing"),
        (["--tiles", "A44"], 1, '--tiles: error[unknown-paper]: "A44" is not a paper size'),
        (["--note-size", "76"], 2, '--note-size: "76" is not a note size'),
        (["--note-size", "0x76"], 2, "--note-size"),
    ],
)
def test_what_cannot_be_printed_is_told(here: Path, arguments: list[str], code: int, message: str) -> None:
    result = run("make", "business-model", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
    assert files(here) == []


def test_places_for_paper_notes_are_counted(here: Path) -> None:
    result = run("make", "business-model", "--note-size", "76x76", "--prompts", "none", "--paper", "A2")
    assert result.exit_code == 0
    counts = re.search(r"76 x 76 mm notes that fit on A2: (.*)", result.stderr)
    assert counts
    held = dict(each.rsplit(" ", 1) for each in counts[1].split(", "))
    assert (held["key-partners"], held["channels"], held["cost-structure"]) == ("3", "1", "3")
    result = run("make", "business-model", "--note-size", "76x76", "--prompts", "none", "-o", "a3.pdf")
    assert 'no 76 x 76 mm note fits in "cost-structure" on A3; on A2 there is room for 3' in result.stderr


def test_tiles_are_as_many_pages_as_the_map_shows(here: Path) -> None:
    assert run("make", "business-model", "--paper", "A1", "--tiles", "A4", "-o", "a1.pdf").exit_code == 0
    pages = extracted((here / "a1.pdf").read_bytes())
    assert len(pages) == 10
    assert "Putting it together" in pages[0]
    assert all(f"{row}-{column}" in pages[0] for row in "123" for column in "123")
    assert "1-1" in pages[1].split()
    assert "this line is 100 mm long" in pages[1]
    result = run("make", "business-model", "--tiles", "A4", "-o", "t.png", "--dpi", "30")
    assert len(result.stdout.split()) == len(list(here.glob("t-*.png"))) == 4


def test_bleed_that_nothing_reaches_is_noticed(here: Path) -> None:
    assert "notice[idle-bleed]" in run("make", "business-model", "--bleed", "3mm").stderr
    assert run("make", "business-model", "--bleed", "3mm", "--theme", "colour").stderr == ""
    assert [line.split()[0] for line in run("list", "themes").stdout.splitlines()] == [
        "classic",
        "colour",
        "contrast",
        "ink",
    ]
