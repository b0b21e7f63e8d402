"""Every layout and theme against every rule, and for each rule a file that breaks it."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import bmcgen
from bmcgen.assets.finder import SHIPPED, Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.words import read_canvas
from bmcgen.assets.themes import read_theme, with_accents
from bmcgen.diagnostics import Place, Problems
from bmcgen.kinds import kind_of
from bmcgen.model.layout import Colour
from tests.conftest import LOCALES, loaded

HERE = Place("test")
LAYOUTS = Assets().names("layouts")
THEMES = Assets().names("layouts/themes")
GOOD: dict[str, Any] = loaded(SHIPPED / "layouts" / "business-model.yaml")
# A pictogram stands for a block, and here blocks are renamed.
del GOOD["pictograms"]
THEME: dict[str, Any] = loaded(SHIPPED / "layouts" / "themes" / "classic.yaml")


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("locale", LOCALES)
def test_every_block_of_a_layout_has_its_words(name: str, locale: str) -> None:
    layout = read_layout(Assets(), name, HERE)
    words = read_canvas(Assets(), locale, layout).blocks
    named = {block.name for block in layout.blocks if block.name}
    # A layout that is about a canvas may leave blocks of it out.
    assert named <= set(words) if layout.canvas else named == set(words)
    numbers = [block.number for block in layout.written]
    assert numbers in ([0] * len(numbers), list(range(1, len(numbers) + 1)))
    for block in layout.blocks:
        assert set(block.numbered) <= set(words[block.name].lists if block.name else ())
        assert not block.lists or any(name in words[block.name].lists for name in block.lists)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_accent_of_a_layout_is_in_every_theme(name: str, theme: str) -> None:
    layout = read_layout(Assets(), name, HERE)
    accents = {accent for block in layout.blocks for accent in kind_of(block.kind).accents(block)}
    assert accents <= {"ink", *with_accents(read_theme(Assets(), theme, HERE), layout).accents}


def luminance(colour: Colour) -> float:
    """Relative luminance after WCAG 2.2."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_every_text_can_be_read_on_what_it_stands_on(name: str) -> None:
    theme = read_theme(Assets(), name, HERE)
    paper = theme.colours["paper"]
    texts = [theme.colours["ink"], theme.colours["soft"], *theme.accents.values()]
    least = 7 if name == "contrast" else 4.5
    assert min(contrast(text, paper) for text in texts) >= least
    for ground in (*theme.tints.values(), *([theme.ground] if theme.ground else [])):
        assert min(contrast(text, ground) for text in texts) >= least
    for look in theme.notes.values():
        assert contrast(theme.colours["ink"], look.tint) >= 7
        assert contrast(paper, look.strong) >= least
    # A line to write on is no text, but it must be seen.
    assert contrast(theme.colours["hairline"], paper) >= 2.4


@pytest.mark.parametrize("name", THEMES)
def test_there_is_a_tint_for_every_colour_of_a_note(name: str) -> None:
    from bmcgen.model.content import COLOURS

    assert {*COLOURS, "plain"} <= set(read_theme(Assets(), name, HERE).notes)


def changed(base: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    copy = yaml.safe_load(yaml.safe_dump(base))
    node = copy
    *steps, last = path.split("/")
    for step in steps:
        node = node[int(step) if step.isdecimal() else step]
    if value is None:
        del node[last]
    else:
        node[last] = value
    return copy  # type: ignore[no-any-return]


SUCH_TRACKS = "such as 30 mm, 1fr, minmax(20 mm, 1fr) or clamp(50 mm, 66 mm, 90 mm)"
BAD = [
    ("words", None, "missing-key", '"words" is missing here'),
    ("extra", "x", "unknown-key", '"extra" is not a key here'),
    ("page/margin", "10 px", "bad-value", '"10 px" is not a length such as 10 mm'),
    ("page/margin", "-3 mm", "bad-value", '"-3 mm" is not a length such as 10 mm'),
    ("page/paper", "A33", "unknown-paper", '"A33" is not a paper size'),
    ("page/orientation", "sideways", "bad-value", '"sideways" is not allowed here'),
    ("papers", [], "wrong-type", '"papers" must be a list that is not empty'),
    ("grid/columns", "9 * 1fr", "bad-grid", '"areas" is 10 wide and 5 high, but the grid has 9 columns and 5 rows'),
    ("grid/columns", "ten", "bad-value", f'"ten" is not a track {SUCH_TRACKS}'),
    ("grid/rows", ["1fr", "clamp(1 mm, 2 mm)"], "bad-value", f'"clamp(1 mm, 2 mm)" is not a track {SUCH_TRACKS}'),
    ("papers", ["A3", "A44"], "unknown-paper", '"A44" is not a paper size'),
    (
        "grid/columns",
        "10 * clamp(1.2fr, 1fr, 1.4fr)",
        "bad-value",
        '"clamp(1.2fr, 1fr, 1.4fr)" must give a minimum, a usual size and a maximum, in that order',
    ),
    (
        "grid/columns",
        "10 * clamp(10 mm, 1fr, 1.4fr)",
        "bad-value",
        '"clamp(10 mm, 1fr, 1.4fr)" mixes fr with lengths',
    ),
    (
        "grid/rows",
        ["minmax(3 mm, 1 mm)"] * 5,
        "bad-value",
        '"minmax(3 mm, 1 mm)" has a maximum smaller than its minimum',
    ),
    ("grid/areas", "a b\nc", "bad-grid", "this row of areas has 1 name, and others have 2"),
    (
        "grid/areas",
        GOOD["grid"]["areas"].replace("kp   kp   kr", "kp   kp   kp"),
        "bad-grid",
        'the area "kp" is not a rectangle',
    ),
    ("grid/areas", GOOD["grid"]["areas"].replace("rev ", "rex "), "bad-grid", 'the area "rex" has no block'),
    ("blocks/cs", None, "bad-grid", 'the area "cs" has no block'),
    ("blocks/cs/kind", "note", "bad-value", '"note" is not allowed here'),
    ("blocks/cs/number", "one", "wrong-type", '"number" must be a whole number'),
    ("blocks/cs/columns", 2, "unknown-key", 'the block "cs" is notes, which takes no "columns"'),
    ("blocks/cs/style", "plain", "unknown-key", '"style" is a key of the kind prompts alone'),
    ("blocks/head/label", "hidden", "unknown-key", 'the block "head" is masthead, which takes no "label"'),
    ("blocks/cs/name", "customers", "missing-words", 'there are no words for the block "customers"'),
    ("blocks/vp/name", "customer-segments", "bad-value", 'the block "customer-segments" appears twice'),
    ("blocks/head/fields", {"designed-four": "3 mm"}, "bad-value", '"designed-four" is not a field of the masthead'),
    (
        "blocks/head/fields",
        {"date": "500 mm"},
        "bad-grid",
        "the fields of the masthead leave no room for what is beside them",
    ),
    ("sizes/note/smallest", "30 pt", "bad-value", "a smallest size must be from 4 pt up to the largest"),
    ("page/margin", "200 mm", "bad-grid", "the tracks are larger than the page"),
    ("continuation/columns", "0", "bad-value", '"columns" must be at least 1'),
]


@pytest.mark.parametrize(("path", "value", "code", "message"), BAD)
def test_a_wrong_layout_is_reported_with_its_place(
    tmp_path: Path, path: str, value: Any, code: str, message: str
) -> None:
    (tmp_path / "layouts").mkdir()
    file = tmp_path / "layouts" / "mine.yaml"
    file.write_text(yaml.safe_dump(changed(GOOD, path, value)), encoding="utf-8")
    with pytest.raises(Problems) as caught:
        bmcgen.make("mine", assets=tmp_path)
    found = {(problem.code, problem.message): problem.where for problem in caught.value.diagnostics}
    assert (code, message) in found
    assert found[code, message].file == (
        str(SHIPPED / "locales/en/business-model.yaml") if code == "missing-words" else str(file)
    )


def test_a_wrong_track_among_others_is_pointed_at(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    rows = ["minmax(14 mm, 60 mm)", "1fr", "clamp(1 mm, 2 mm)", "1fr", "minmax(7 mm, 100 mm)"]
    text = yaml.safe_dump(changed(GOOD, "grid/rows", rows))
    (tmp_path / "layouts" / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Problems) as caught:
        bmcgen.make("mine", assets=tmp_path)
    (problem,) = caught.value.diagnostics
    assert text.splitlines()[problem.where.line - 1] == "  - clamp(1 mm, 2 mm)"


MAP = "head head head\n    one  two  two\n    one  two  foot\n"
WRONG_MAPS = [
    ("one  two  foot", "one  two", "this row of areas has 2 names, and others have 3", "one  two"),
    ("one  two  foot", "one  too  foot", 'the area "too" has no block', "too  foot"),
    ("one  two  foot", "two  one  foot", 'the area "one" is not a rectangle', "one  foot"),
]


@pytest.mark.parametrize(("right", "wrong", "message", "at"), WRONG_MAPS)
def test_what_is_wrong_with_a_map_points_at_its_row_and_name(
    tmp_path: Path, right: str, wrong: str, message: str, at: str
) -> None:
    (tmp_path / "layouts").mkdir()
    layout = f"""\
words: swot
page: {{paper: A4, orientation: landscape, margin: 10 mm}}
papers: [A4]
grid:
  columns: 3 * 1fr
  rows: [20 mm, 1fr, 1fr]
  areas: |
    {MAP.replace(right, wrong)}
blocks:
  head: {{kind: masthead}}
  one: {{kind: notes, name: strengths}}
  two: {{kind: notes, name: weaknesses}}
  foot: {{kind: footer}}
sizes: {{note: {{largest: 12 pt, smallest: 9 pt}}, prompt: {{largest: 9 pt, smallest: 8 pt}}}}
continuation: {{}}
"""
    (tmp_path / "layouts" / "mine.yaml").write_text(layout, encoding="utf-8")
    with pytest.raises(Problems) as caught:
        bmcgen.make("mine", assets=tmp_path)
    problem = next(each for each in caught.value.diagnostics if each.message == message)
    assert problem.where.text[problem.where.column - 1 :].startswith(at)
    assert layout.splitlines()[problem.where.line - 1] == problem.where.text


SHEETS: dict[str, Any] = loaded(SHIPPED / "layouts" / "worksheets.yaml")
BAD_SHEETS = [
    ("canvas", None, "missing-key", '"canvas" is missing: whose blocks the sheets are about'),
    ("canvas", "busines-model", "unknown-layout", 'there is no layout "busines-model"'),
    ("canvas", "worksheets", "bad-value", '"worksheets" is about another canvas itself'),
    ("sheets/0/about", "chanels", "bad-value", 'there is no block "chanels" for a sheet to be about'),
    (
        "sheets/0/times",
        "2",
        "bad-value",
        'the block "notes" can be written in, so its sheet cannot be there several times',
    ),
    ("sheets/0/blocks/notes/style", "tint", "unknown-key", '"style" is a key of the kind prompts alone'),
    ("sheets/0/blocks/ask/ground", "squares", "bad-value", '"squares" is not allowed here'),
    ("sheets/0/blocks/map/labels", "letters", "bad-value", '"letters" is not allowed here'),
    ("sheets/0/blocks/ask", None, "bad-grid", 'the area "ask" has no block'),
    ("sheets", None, "missing-key", '"grid" is missing here'),
    ("grid", GOOD["grid"], "unknown-key", 'this layout has "sheets": "grid" and "blocks" belong in them'),
    ("sheets/0/blocks/ask", {"kind": "article"}, "missing-words", '"sections" is missing under "channels"'),
    ("imposition", {"paper": "A3", "across": 2, "down": 2}, "bad-grid", "2 x 2 pages do not fit on A3"),
    ("imposition", {"paper": "A33", "across": 1, "down": 1}, "unknown-paper", '"A33" is not a paper size'),
    ("parts", ["personas"], "unknown-layout", 'there is no layout "personas"'),
    ("parts", ["pack"], "bad-value", '"pack" has parts itself, so it cannot be one'),
]


@pytest.mark.parametrize(("path", "value", "code", "message"), BAD_SHEETS)
def test_a_wrong_layout_of_several_sheets_is_reported(
    tmp_path: Path, path: str, value: Any, code: str, message: str
) -> None:
    (tmp_path / "layouts").mkdir()
    file = tmp_path / "layouts" / "mine.yaml"
    file.write_text(yaml.safe_dump(changed(SHEETS, path, value)), encoding="utf-8")
    with pytest.raises(Problems) as caught:
        bmcgen.make("mine", assets=tmp_path)
    assert (code, message) in {(problem.code, problem.message) for problem in caught.value.diagnostics}


@pytest.mark.parametrize(
    ("path", "value", "code", "message"),
    [
        ("colours/ink", "black", "bad-value", '"black" is not a colour such as "#1A2B3C"'),
        ("colours/soft", None, "missing-key", '"soft" is missing under colours'),
        ("faces/bold", None, "missing-key", '"bold" is missing under faces'),
        ("faces/bold", "Comic", "unknown-font", 'there is no font "Comic"'),
        ("notes/plain", None, "missing-key", '"plain" is missing under notes'),
        ("notes/blue/tint", None, "missing-key", '"tint" is missing under blue'),
        ("notes/mauve", THEME["notes"]["blue"], "unknown-key", '"mauve" is not a key here'),
        ("colours/inkk", "#000000", "unknown-key", '"inkk" is not a key here'),
    ],
)
def test_a_wrong_theme_is_reported(tmp_path: Path, path: str, value: Any, code: str, message: str) -> None:
    (tmp_path / "layouts" / "themes").mkdir(parents=True)
    file = tmp_path / "layouts" / "themes" / "classic.yaml"
    file.write_text(yaml.safe_dump(changed(THEME, path, value)), encoding="utf-8")
    with pytest.raises(Problems) as caught:
        bmcgen.make("business-model", assets=tmp_path)
    found = {(problem.code, problem.message): problem.where for problem in caught.value.diagnostics}
    assert (code, message) in found
    assert found[code, message].file == str(file)
    assert found[code, message].line > 0


def test_nothing_is_drawn_over_the_edge_of_a_row_that_is_too_small(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    rows = ["5 mm", "1fr", "1fr", "66 mm", "minmax(7 mm, 60 mm)"]
    file = tmp_path / "layouts" / "mine.yaml"
    file.write_text(yaml.safe_dump(changed(GOOD, "grid/rows", rows)), encoding="utf-8")
    with pytest.raises(Problems) as caught:
        bmcgen.make("mine", assets=tmp_path)
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.where.file) == ("no-room", str(file))


def test_a_canvas_of_ones_own_is_a_layout_and_its_words(tmp_path: Path) -> None:
    """Two blocks beside one another, on paper that stands: no Python knows it."""
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "pair.yaml").write_text(
        """
words: pair
page: {paper: A3, margin: 12 mm}
papers: [A3]
grid: {columns: 2 * 1fr, rows: ["minmax(14 mm, 40 mm)", 1fr, "minmax(7 mm, 30 mm)"], areas: "h h\\nl r\\nf f"}
blocks:
  h: {kind: masthead, fields: {date: 30 mm}}
  l: {kind: notes, name: left, number: 1}
  r: {kind: notes, name: right, number: 2}
  f: {kind: footer}
sizes: {note: {largest: 14 pt, smallest: 9 pt}, prompt: {largest: 8 pt, smallest: 7 pt}}
continuation: {columns: 3}
"""
    )
    folder = tmp_path / "locales" / "nl"
    folder.mkdir(parents=True)
    block = "{title: %s, code: %s, also: [], questions: ['Wat?'], lists: {}}"
    (folder / "pair.yaml").write_text(
        "{title: Paar, subject: s, credit: Eigen werk, licence: l, blocks: {"
        f"left: {block % ('Links', 'L')}, right: {block % ('Rechts', 'R')}}}}}"
    )
    data = {"layout": "pair", "locale": "nl", "blocks": {"Links": ["een"], "R": ["twee"] * 300}}
    document = bmcgen.make(data, assets=tmp_path)
    assert document.pages[0].height > document.pages[0].width
    lines = [line.text for page in document.pages for line in page.lines()]
    assert (lines.count("een"), lines.count("twee")) == (1, 300)


def test_no_module_knows_a_layout() -> None:
    """A new canvas is a file: the code names none of those there are. Only what reads and writes other people's files
    knows which of them hold a persona or the canvas.
    """
    package = Path(bmcgen.__file__).parent
    exchange = {*package.glob("importing/**/*.py"), package / "source" / "writing" / "markdown.py"}
    for path in {*package.rglob("*.py")} - exchange:
        text = re.sub(r"[-_ ]", "-", path.read_text(encoding="utf-8").casefold())
        # Python's own way to write bytes is called as a layout is.
        text = re.sub(r"\bfrom-struct-import-pack\b|\bpack\(", "", text)
        assert not [name for name in LAYOUTS if re.search(rf"\b{name}\b", text)], path


def test_a_key_of_another_kind_names_that_kind(tmp_path: Path) -> None:
    text = (SHIPPED / "layouts" / "business-model.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "layouts"
    folder.mkdir()
    for key, message, hint in (
        ("case: x", '"case" is a key of the kind specimen alone', "leave it out"),
        ("accen: x", '"accen" is not a key here', 'did you mean "accent"?'),
    ):
        changed = text.replace("foot: {kind: footer}", f"foot: {{kind: footer, {key}}}")
        (folder / "business-model.yaml").write_text(changed, encoding="utf-8")
        with pytest.raises(bmcgen.Problems) as caught:
            bmcgen.make("business-model", assets=tmp_path)
        (problem,) = caught.value.diagnostics
        assert (problem.code, problem.message) == ("unknown-key", message)
        assert problem.hint.startswith(hint)
