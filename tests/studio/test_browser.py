"""What people do in the studio, in a real browser: and what is in the file, and on paper, afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, expect

from tests import matrix
from tests.conftest import BLOCKS, LOCALES, SAMPLES
from tests.studio.pages import Studio, opened
from tests.svg.browser import chromium

UNBROKEN = """element => {
  const text = element.firstChild, range = document.createRange();
  return [...text.data.matchAll(/\\p{L}+/gu)].every(word => {
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size === 1;
  });
}"""
"""Whether no word of an element's text is broken over two lines."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "canvases"
    made.mkdir()
    return made


def sample(folder: Path, name: str) -> str:
    shutil.copy(SAMPLES / name, folder)
    return Path(name).name


def words_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return " ".join(text.replace("\ufffe", "").replace("\x02", "").split())


def test_from_nothing(browser: Browser, folder: Path) -> None:
    """Thirty notes in Dutch; dragged, edited and undone; in another language and dress; and printed."""
    with opened(browser, folder, locale="nl") as studio:
        page = studio.page
        expect(page.locator(".masthead p")).to_have_text("Typ op het blad dat straks wordt afgedrukt.")
        page.locator(".layout", has_text="Business Model Canvas").first.click()
        expect(page.locator(".studio[data-view]")).to_be_visible()
        studio.file = next(folder.glob("*.yaml")).name
        page.locator("button.spot.field[data-key='title']").click()
        page.keyboard.type("Zadel & Zoon")
        page.keyboard.press("Escape")
        texts = {
            block: [f"{at} notitie in blok {number}, één regel" for at in "abc"] for number, block in enumerate(BLOCKS)
        }
        texts["channels"] += ["Winkel", "Website <b>geen opmaak</b>", "Markt & kermis"]
        for block, each in texts.items():
            studio.write(block, *each)
        studio.rest()
        assert {block: studio.notes(block) for block in BLOCKS} == texts
        assert studio.data["title"] == "Zadel & Zoon"

        dragged_edited_undone(studio, texts)
        dressed_and_printed(studio, texts)


def dragged_edited_undone(studio: Studio, texts: dict[str, list[str]]) -> None:
    page = studio.page
    # By hand from one block into another, above its second note.
    page.keyboard.press("Control+0")
    there = studio.note("b notitie in blok 1").bounding_box()
    assert there is not None
    studio.note("Winkel").hover()
    page.mouse.down()
    page.mouse.move(there["x"] + 20, there["y"] + 3, steps=6)
    expect(page.locator(".landing")).to_be_visible()
    page.mouse.up()
    expect(studio.live).to_contain_text("Verplaatst naar Waardeproposities, 2 van 4")
    assert studio.notes("value-propositions")[1] == "Winkel"

    studio.note("Winkel").dblclick()
    expect(studio.editor).to_be_focused()
    page.keyboard.type(" aan huis")
    page.keyboard.press("Escape")
    expect(studio.note("Winkel aan huis")).to_be_focused()
    page.keyboard.press("Delete")
    expect(studio.note("Winkel aan huis")).to_have_count(0)
    for _ in range(3):
        page.keyboard.press("Control+z")
    page.wait_for_function("([texts]) => document.querySelectorAll('button.spot.note').length === texts", arg=[30])
    studio.until(lambda: studio.notes("channels") == texts["channels"])
    for _ in range(2):
        page.keyboard.press("Control+y")
    expect(studio.note("Winkel aan huis")).to_have_count(1)


def dressed_and_printed(studio: Studio, texts: dict[str, list[str]]) -> None:
    page = studio.page
    page.get_by_role("button", name="Uiterlijk").click()
    page.get_by_label("Taal van het blad").select_option("de")
    expect(studio.block("customer-segments")).to_contain_text("Kundensegmente")
    page.get_by_label("Thema").select_option("colour")
    page.keyboard.press("Escape")
    studio.rest()
    assert studio.data["locale"] == "de"
    written = [text for block in studio.data["blocks"].values() for text in block]
    assert sorted(written) == sorted(
        [*(text for each in texts.values() for text in each if text != "Winkel"), "Winkel aan huis"]
    )

    page.get_by_role("button", name="Afdrukken en delen").click()
    expect(page.locator(".out img")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_text("Bestand opslaan").click()
    printed = words_of(Path(download.value.path()))
    assert all(text in printed for text in [*written, "Zadel & Zoon"])


def test_persona(browser: Browser, folder: Path) -> None:
    """Facts, scales, lists and a photo with its focus."""
    with opened(browser, folder, locale="de") as studio:
        page = studio.page
        page.locator(".layout", has_text="Persona").first.click()
        expect(page.locator(".studio[data-view]")).to_be_visible()
        studio.file = next(folder.glob("*.yaml")).name
        studio.block("general").click()
        page.get_by_label("Alter").fill("41")
        page.keyboard.press("Tab")
        expect(page.locator(".drawing")).to_contain_text("41")
        page.keyboard.press("Escape")
        studio.block("goals").click()
        page.get_by_label("Eins je Zeile").fill("Ruhe\n- Ordnung\n\nZeit für <Kinder>")
        page.keyboard.press("Escape")
        expect(page.locator(".drawing")).to_contain_text("Zeit für <Kinder>")
        # On a sheet that has something on it, empty scales are left out: they are begun below it.
        page.locator("[data-kind='block'][data-key='personality']").click()
        page.locator(".slider input").first.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Escape")
        studio.block("photo").click()
        page.set_input_files("#photo-file", SAMPLES / "personas" / "margaret.png")
        frame = page.locator(".focus")
        expect(frame).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".popover")).to_have_count(0)
        studio.block("photo").click()
        expect(frame).to_be_visible()
        box = frame.bounding_box()
        assert box is not None
        frame.click(position={"x": box["width"] / 4, "y": box["height"] / 2})
        expect(page.locator(".drawing image")).to_have_count(1)
        page.keyboard.press("Escape")
        studio.rest()
        data = studio.data["blocks"]
        assert "41" in map(str, data["Allgemeines"].values())
        assert data["Ziele, Bedürfnisse, Wünsche und Nutzen"] == ["Ruhe", "Ordnung", "Zeit für <Kinder>"]
        assert [int(each) for each in data["Persönlichkeit/Weiteres"].values() if each is not None] == [51]
        (photo,) = (each for each in data.values() if isinstance(each, dict) and "file" in each)
        assert [int(each) for each in photo["focus"]] == [25, 50]
        assert (folder / photo["file"]).is_file()


def test_sliders(browser: Browser, folder: Path) -> None:
    """A slider is dragged where it is printed, in one step."""
    shutil.copy(SAMPLES / "personas" / "sanne.jpg", folder)
    with opened(browser, folder, sample(folder, "personas/sanne.yaml"), locale="nl") as studio:
        page, before = studio.page, (folder / "sanne.yaml").read_bytes()
        state = studio.talk.get(f"/api/doc/{studio.talk.open('sanne.yaml')}").said
        (region,) = (each for each in state["patch"]["regions"] if each["key"] == "personality/time-pressure")
        sheet = page.locator(".page").bounding_box()
        assert sheet is not None
        scale = sheet["width"] / state["patch"]["pages"][0]["width"]
        x, y, width, height = region["rect"]
        at = [
            (sheet["x"] + (x + width * part) * scale, sheet["y"] + (y + height / 2) * scale)
            for part in (0.85, 0.5, 0.2)
        ]
        page.mouse.move(*at[0])
        page.mouse.down()
        for each in at[1:]:
            page.mouse.move(*each, steps=4)
        page.mouse.up()
        studio.rest()
        studio.until(lambda: studio.data["blocks"]["personality"]["time-pressure"] == 20)
        expect(page.locator(".popover")).to_have_count(0)
        page.keyboard.press("Control+z")
        studio.until(lambda: (folder / "sanne.yaml").read_bytes() == before)


def test_keys_alone(browser: Browser, folder: Path) -> None:
    """Everything that dragging does, by keys and by menus, told to those who only hear."""
    with opened(browser, folder, sample(folder, "tidewell.yaml")) as studio:
        page = studio.page
        first, second, *_ = studio.notes("channels")
        studio.note(first).focus()
        page.keyboard.press("Alt+ArrowDown")
        expect(studio.live).to_contain_text("Moved to Channels, 2 of")
        assert studio.notes("channels")[:2] == [second, first]
        expect(studio.note(first)).to_be_focused()
        page.keyboard.press("Control+m")
        page.get_by_label("Block").select_option(label="Cost Structure")
        page.get_by_label("Where").select_option(index=0)
        page.get_by_role("button", name="Move", exact=True).click()
        expect(studio.live).to_contain_text("Moved to Cost Structure, 1 of")
        expect(studio.note(first)).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(studio.note(studio.notes("cost-structure")[1])).to_be_focused()
        page.keyboard.press("F2")
        expect(studio.editor).to_be_focused()
        page.keyboard.type(" and more")
        page.keyboard.press("Shift+Tab")
        expect(studio.editor).to_be_focused()
        page.keyboard.press("Escape")
        studio.rest()
        assert studio.notes("cost-structure")[1].endswith(" and more")
        assert " and more" in (folder / "tidewell.yaml").read_text(encoding="utf-8")


def test_what_is_said_of_a_note(browser: Browser, folder: Path) -> None:
    """Segments, status, colour, group, amount, tags and links from the bar."""
    with opened(browser, folder, sample(folder, "sparse.yaml")) as studio:
        page = studio.page
        studio.write("channels", "Shop", "Fair", "Van")
        studio.note("Fair").click()

        def choose(part: str, label: str) -> None:
            page.locator(f".bar [data-part='{part}']").click()
            page.locator(".popover.menu .choice", has_text=label).first.click()

        def fill(part: str, text: str) -> None:
            page.locator(f".bar [data-part='{part}']").click()
            page.locator(".popover input").fill(text)
            page.keyboard.press("Enter")

        choose("segments", "Edit segments")
        page.locator(".segments input").last.fill("Villages")
        # Enter begins the next; one without a name is none.
        page.keyboard.press("Enter")
        expect(page.locator(".segments input").last).to_be_focused()
        expect(page.locator(".segments input").last).to_have_value("")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Keep").click()
        expect(studio.note("Fair")).to_contain_text("Villages")
        page.locator(".bar [data-part='status']").click()
        page.locator(".popover.menu .choice").nth(1).click()
        expect(studio.note("Fair")).to_contain_text("status")
        fill("amount", "€ 1,200")
        expect(studio.note("Fair")).to_contain_text("€ 1,200")
        fill("tags", "summer, #local")
        expect(studio.note("Fair")).to_contain_text("summer, local")
        page.locator(".bar [data-part='links']").click()
        page.get_by_label("Van", exact=True).check()
        page.get_by_role("button", name="Keep").click()
        expect(studio.note("Fair")).to_contain_text("leads to one note")
        fill("group", "Out of doors")
        expect(studio.note("Fair")).to_contain_text("under Out of doors")
        studio.rest()
        assert "Out of doors" in studio.drawn()


EXCEL = 'Shop\tOnline\r\n"Fair, with\nmusic"\t"a ""big"" van"\r\n'
WORD = "<html><body><ul><li><b>Shop</b></li></ul><script>document.title = 'owned'</script></body></html>"
TABLE = (
    "<table><tr><td>One<br>two</td><td></td></tr><tr><td><img src=x onerror=alert(1)>Three</td>"
    "<td>Four</td></tr></table>"
)


@pytest.mark.parametrize(
    ("given", "notes"),
    [
        ({"plain": EXCEL}, ["Shop", "Online", "Fair, with\nmusic", 'a "big" van']),
        ({"plain": "• Shop\n- Fair\n\n3. Van\n", "html": WORD}, ["Shop", "Fair", "Van"]),
        ({"plain": "One two\t\nThree\tFour", "html": TABLE}, ["One\ntwo", "Three", "Four"]),
        (
            {"plain": "👩🏽‍🌾 boerin\nمتجر\n<script>alert(1)</script>\n& <b>"},
            ["👩🏽‍🌾 boerin", "متجر", "<script>alert(1)</script>", "& <b>"],
        ),
    ],
    ids=["cells", "list", "table", "scripts"],
)
def test_paste(browser: Browser, folder: Path, given: dict[str, str], notes: list[str]) -> None:
    """One note a line or cell, in one step that can be undone; what is pasted is text, whatever it looks like."""
    with opened(browser, folder, sample(folder, "sparse.yaml")) as studio:
        page, before = studio.page, (folder / "sparse.yaml").read_bytes()
        had = studio.notes("channels")
        studio.block("channels").focus()
        studio.paste(studio.block("channels"), **given)
        expect(page.locator(".popover h3")).to_have_text(f"{len(notes)} notes")
        page.locator(".popover .primary").click()
        expect(page.locator("button.spot.note.chosen")).to_have_count(len(notes))
        studio.rest()
        (key,) = (key for key in studio.data["blocks"] if key.lower() in ("channels", "kanalen", "kanäle"))
        assert [text if isinstance(text, str) else text["text"] for text in studio.data["blocks"][key]][
            len(had) :
        ] == notes
        assert page.title() != "owned"
        page.keyboard.press("Control+z")
        expect(page.locator("button.spot.note.chosen")).to_have_count(0)
        studio.until(lambda: (folder / "sparse.yaml").read_bytes() == before)


def test_input_method(browser: Browser, folder: Path) -> None:
    """Enter that ends a composition ends no note."""
    with opened(browser, folder, sample(folder, "sparse.yaml")) as studio:
        studio.block("channels").focus()
        page = studio.page
        page.keyboard.press("Enter")
        studio.editor.fill("にほん")
        studio.editor.evaluate(
            "e => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
        )
        expect(studio.editor).to_have_value("にほん")
        studio.page.keyboard.press("Escape")
        expect(studio.note("にほん")).to_have_count(1)


def test_many_notes(browser: Browser, folder: Path) -> None:
    """Three hundred notes: all are there, on as many sheets as it takes, and one can be typed among them."""
    file = folder / "many.yaml"
    notes = {
        block: [f"Note {at} of {block} says a little" for at in range(33 + (block == "channels") * 3)]
        for block in BLOCKS
    }
    lines = ["layout: business-model", "locale: en", "title: Many", "blocks:"]
    for block, each in notes.items():
        lines += [f"  {block}:", *(f"    - {text}" for text in each)]
    file.write_text("\n".join(lines) + "\n")
    with opened(browser, folder, "many.yaml") as studio:
        page = studio.page
        expect(page.locator("button.spot.note")).to_have_count(300)
        assert page.locator(".page").count() > 1
        studio.note("Note 5 of channels").dblclick()
        page.keyboard.type(" and this")
        page.keyboard.press("Escape")
        expect(studio.note("says a little and this")).to_have_count(1, timeout=30_000)
        expect(page.locator(".mark").first).to_be_visible()
        page.locator(".warnings").click()
        expect(page.locator(".popover .problem").first).to_be_visible()


def test_accessible(browser: Browser, folder: Path) -> None:
    """axe-core finds nothing wrong in any state, and in the dark every text stands out, too."""
    sample(folder, "fietsbieb.yaml")
    sample(folder, "personas/sanne.yaml")
    shutil.copy(SAMPLES / "personas" / "sanne.jpg", folder)
    with opened(browser, folder, locale="nl") as studio:
        page, found = studio.page, {}

        def look(state: str) -> None:
            found[state] = studio.violations()
            page.emulate_media(color_scheme="dark", reduced_motion="reduce")
            found[f"{state}, dark"] = studio.violations("color-contrast")
            page.emulate_media(color_scheme="light", reduced_motion="reduce")

        look("start")
        page.locator(".document[href*='sanne']").click()
        expect(page.locator(".studio[data-view]")).to_be_visible()
        look("persona")
        for block in ("personality", "photo", "general"):
            studio.block(block).focus()
            page.keyboard.press("Enter")
            expect(page.locator(".popover")).to_be_visible()
            look(block)
            page.keyboard.press("Escape")
        page.go_back()
        page.locator(".document[href*='fietsbieb']").click()
        expect(page.locator(".studio[data-view]")).to_be_visible()
        look("sheet")
        studio.block("channels").focus()
        page.keyboard.press("Enter")
        page.keyboard.type("Iets")
        look("editing")
        page.keyboard.press("Escape")
        expect(page.locator(".bar")).to_be_visible()
        look("bar")
        page.locator(".bar [data-part='segments']").click()
        look("menu")
        page.keyboard.press("Escape")
        page.locator(".bar [data-part='move']").click()
        look("move")
        page.keyboard.press("Escape")
        for name in ("out.open", "show.start"):
            page.get_by_role("button", name=studio.said(name), exact=True).click()
            expect(page.locator("dialog[open]")).to_be_visible()
            look(name)
            page.keyboard.press("Escape")
        page.keyboard.press("?")
        expect(page.locator("dialog[open]")).to_be_visible()
        look("help")
        page.keyboard.press("Escape")
        page.evaluate("() => dispatchEvent(new CustomEvent('studio-locked'))")
        look("banner")
        assert not {state: each for state, each in found.items() if each}


def test_small_windows(browser: Browser, folder: Path) -> None:
    """On a small laptop, at twice the size and on a phone all tools are in reach, and nothing runs out of sight."""
    boxes = "all => all.filter(each => each.checkVisibility()).map(each => each.getBoundingClientRect().toJSON())"
    with opened(browser, folder, sample(folder, "fietsbieb.yaml")) as studio:
        page = studio.page
        for width, height in ((1280, 720), (640, 360), (390, 844), (320, 640)):
            page.set_viewport_size({"width": width, "height": height})
            studio.note("Ruildag").focus()
            page.keyboard.press(" ")
            expect(page.locator(".bar")).to_be_visible()
            found = page.locator(".toolbar button, .toolbar a.tool, .bar button").evaluate_all(boxes)
            assert len(found) > 15
            assert all(box["left"] >= 0 and box["right"] <= width for box in found)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            expect(page.get_by_role("button", name=studio.said("out.open"), exact=True)).to_be_visible()
            page.keyboard.press("Escape")
            page.get_by_role("button", name=studio.said("show.start"), exact=True).click()
            found = page.locator("dialog.show button").evaluate_all(boxes)
            assert all(box["left"] >= 0 and box["right"] <= width for box in found)
            assert page.locator("dialog.show h2").evaluate(UNBROKEN), width
            assert all(page.locator("dialog.show .card p").evaluate_all(f"all => all.map({UNBROKEN})")), width
            page.keyboard.press("Escape")


def test_touch(browser: Browser, folder: Path) -> None:
    """A tap chooses, a second tap edits, and a note that was held moves with the finger."""
    file = sample(folder, "fietsbieb.yaml")
    with opened(browser, folder, file, has_touch=True, locale="nl") as studio:
        page = studio.page
        studio.note("Ruildag").tap()
        expect(studio.note("Ruildag")).to_have_attribute("aria-pressed", "true")
        studio.note("Ruildag").tap()
        expect(studio.editor).to_be_focused()
        page.keyboard.press("Escape")
        start, end = studio.note("Uitlenen, ruilen").bounding_box(), studio.note("Drie schoolbesturen").bounding_box()
        assert start is not None
        assert end is not None
        touch = page.context.new_cdp_session(page)

        def finger(kind: str, x: float = 0, y: float = 0) -> None:
            points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        finger("touchStart", start["x"] + 30, start["y"] + 8)
        expect(page.locator(".ghost")).to_be_visible()
        for part in range(1, 6):
            finger(
                "touchMove",
                start["x"] + 30 + (end["x"] - start["x"]) * part / 5,
                start["y"] + 8 + (end["y"] - start["y"]) * part / 5,
            )
        expect(page.locator(".landing")).to_be_visible()
        finger("touchEnd")
        expect(studio.live).to_contain_text("Verplaatst naar Key partners")
        assert any("Uitlenen" in text for text in studio.notes("key-partners"))


def test_presenting(browser: Browser, folder: Path) -> None:
    """One block after another, with its questions; what is typed goes to its block."""
    with opened(browser, folder, sample(folder, "tidewell.yaml")) as studio:
        page = studio.page
        page.get_by_role("button", name="Present").click()
        show = page.locator("dialog.show")
        expect(show.locator("h2")).to_have_text("Customer Segments")
        expect(show.locator(".questions li").first).to_be_visible()
        page.keyboard.press("ArrowRight")
        expect(show.locator("h2")).to_have_text("Value Propositions")
        page.keyboard.press("n")
        page.keyboard.type("Said in the room")
        page.keyboard.press("Enter")
        expect(show.locator(".card", has_text="Said in the room")).to_be_visible()
        sizes = show.locator(".cards").evaluate(
            "e => [e.scrollHeight <= e.clientHeight, parseFloat(getComputedStyle(e).fontSize)]"
        )
        assert sizes[0]
        assert sizes[1] >= 16
        page.keyboard.press("Escape")
        page.keyboard.press("t")
        expect(show.locator(".time")).to_have_text("4:59")
        page.keyboard.press("Escape")
        expect(show).to_have_count(0)
        studio.rest()
        assert "Said in the room" in studio.data["blocks"]["value-propositions"]


@pytest.mark.parametrize("locale", LOCALES if matrix.slow else LOCALES[:1])
def test_every_canvas_begins(browser: Browser, folder: Path, locale: str) -> None:
    """Each layout can be begun in each language, and something be written in each of its blocks that hold notes."""
    with opened(browser, folder, locale=locale) as studio:
        page = studio.page
        count = page.locator(".layout").count()
        assert count >= 10
        for at in {"nl": (0, 3, 6, 9), "de": (1, 4, 7, 10), "en": (2, 5, 8, 11)}[locale]:
            if at >= count:
                continue
            page.locator(".layout").nth(at).click()
            expect(page.locator(".studio[data-view]")).to_be_visible()
            blocks = page.locator("button.spot.block").all()
            assert blocks
            blocks[0].focus()
            page.keyboard.press("Enter")
            expect(page.locator("textarea.editor, .popover").first).to_be_visible()
            page.keyboard.press("Escape")
            page.locator(".toolbar a.tool").first.click()
            expect(page.locator(".layouts")).to_be_visible()


def test_nothing_is_executed(browser: Browser, folder: Path) -> None:
    """What a file says is text everywhere: on the sheet, in the lists beside it, in panels, and when presented."""
    evil = "<img src=x onerror=document.title=1><script>]]>&amp;"
    short = "<script>alert(1)</script>&lt;"
    note = f'{{text: "{evil}", segment: "{short}", tags: ["{short}"], status: proven}}'
    head = f'layout: business-model\nlocale: en\ntitle: "{evil}"\nsegments: ["{short}"]\n'
    (folder / "evil.yaml").write_text(f"{head}blocks:\n  channels:\n    - {note}\n")
    with opened(browser, folder, "evil.yaml") as studio:
        page = studio.page
        note = page.locator("button.spot.note").first
        expect(note).to_contain_text("<img src=x")
        note.click()
        page.locator(".bar [data-part='segments']").click()
        expect(page.locator(".popover.menu")).to_contain_text("<script>")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Present").click()
        expect(page.locator(".show .card")).to_contain_text("<script>")
        assert page.locator("script:not([src^='/static/'])").count() == 0
        assert page.locator("img[src='x']").count() == 0
        assert page.title() != "1"
