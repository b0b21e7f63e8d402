"""What the studio answers: the folder, the state of a document, operations, news, what comes out."""

from __future__ import annotations

import http.client
import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.conftest import SAMPLES
from tests.studio.served import Talk, served

SMALL = "layout: business-model\nlocale: nl\ntitle: Proef\nblocks:\n  Kanalen:\n    - Winkel\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "canvases"
    folder.mkdir()
    (folder / "proef.yaml").write_text(SMALL)
    return folder


@pytest.fixture
def talk(folder: Path) -> Iterator[Talk]:
    with served(folder, folder.parent / "state", "proef.yaml") as found:
        found.enter()
        yield found


def test_the_start_page_has_the_documents_and_what_can_be_made(talk: Talk, folder: Path) -> None:
    (folder / "notes.md").write_text("# Business Model Canvas\n\n## Channels\n\n- A shop\n")
    (folder / "other.yaml").write_text("not: ours\n")
    (folder / "bad.yaml").write_text("layout: business-model\nblocks: {Nowhere: [x]}\n")
    start = talk.get("/api/start").said
    assert (start["folder"], start["file"], start["writable"]) == ("canvases", "proef.yaml", True)
    shown = {each["file"]: (each["kind"], each["problems"], each["title"]) for each in start["documents"]}
    assert shown == {
        "bad.yaml": ("yaml", 1, "bad"),
        "notes.md": ("foreign", 0, "notes"),
        "proef.yaml": ("yaml", 0, "Proef"),
    }
    kinds = {each["name"]: each["kind"] for each in start["layouts"]}
    assert (kinds["swot"], kinds["persona"], kinds["handout"]) == ("canvas", "form", "paper")
    (picture,) = (each["picture"] for each in start["documents"] if each["file"] == "proef.yaml")
    assert talk.get(picture).data.startswith(b"\x89PNG")


@pytest.mark.parametrize("layout", ["business-model", "persona", "swot", "customer-journey", "worksheets"])
def test_a_new_document_can_be_worked_on_at_once(talk: Talk, folder: Path, layout: str) -> None:
    file = talk.post("/api/new", {"layout": layout, "locale": "de", "title": "Ein: neues"}).said["file"]
    assert file.endswith(".yaml")
    state = talk.get(f"/api/doc/{talk.open(file)}").said
    assert state["model"]["fields"][0]["value"] == "Ein: neues"
    assert (state["model"]["layout"], state["model"]["locale"], state["diagnostics"]) == (layout, "de", [])
    assert state["patch"]["pages"]
    again = talk.post("/api/new", {"layout": layout, "locale": "de", "title": "Ein: neues"}).said["file"]
    assert again != file
    assert talk.post("/api/new", {"layout": "nonsense"}).status == 422


def test_everything_of_a_sheet_is_in_its_state(talk: Talk) -> None:
    state = talk.get(f"/api/doc/{talk.open('proef.yaml')}?ui=nl").said
    model, patch = state["model"], state["patch"]
    kanalen = next(each for each in model["blocks"] if each["id"] == "channels")
    assert kanalen["notes"][0]["text"] == "Winkel"
    assert kanalen["title"] == "Kanalen"
    (page,) = patch["pages"]
    assert sorted(page["order"]) == sorted(patch["set"])
    regions = {each["id"]: each for each in patch["regions"]}
    x, y, w, h = regions["1/b/channels"]["rect"]
    box = regions["1/n/n1"]["text"]
    assert x < box["x"] < x + w
    assert y < box["y"] < y + h
    assert "1/f/title" in regions
    sheet = talk.get(f"/api/fonts.css?doc={state['doc']}").data.decode()
    assert f".{box['face']}{{" in sheet
    for font in re.findall(r"/api/fonts/\w+\.ttf", sheet):
        assert talk.get(font).data.startswith(b"\0\1\0\0")
    used = {face for part in patch["set"].values() for face in re.findall(r'class="([^"]+)"', part["svg"])}
    assert used <= {*re.findall(r"^\.(f-\w+)\{", sheet, re.MULTILINE)}


def test_an_answer_that_was_lost_is_given_again_and_nothing_is_done_twice(talk: Talk, folder: Path) -> None:
    doc = talk.open("proef.yaml")
    insert = {"op": "insert", "note": "a-1", "block": "channels", "text": "Web"}
    first = talk.ops(doc, insert)
    talk.seq -= 1
    again = talk.ops(doc, insert)
    assert (first.status, again.said) == (200, first.said)
    assert (folder / "proef.yaml").read_text().count("- Web\n") == 1
    talk.seq -= 2
    assert talk.ops(doc, insert).status == 409


def test_operations_say_what_changed(talk: Talk, folder: Path) -> None:
    doc = talk.open("proef.yaml")
    view = talk.get(f"/api/doc/{doc}").said["view"]
    said = talk.ops(doc, {"op": "insert", "note": "a-1", "block": "channels", "text": "Web"}, view=view).said
    assert "1/n/a-1" in said["patch"]["set"]
    assert (said["patch"]["from"], said["saved"], said["undoLabel"]) == (view, True, "insert")
    assert talk.ops(doc, {"op": "undo"}).said["canRedo"]
    assert (folder / "proef.yaml").read_text() == SMALL
    assert talk.ops(doc, {"op": "redo"}).status == 200
    draft = talk.ops(doc, {"op": "set_text", "note": "a-1", "text": "Webshop"}, draft=True).said
    assert "model" not in draft
    assert not draft["saved"]
    talk.ops(doc, {"op": "set_text", "note": "a-1", "text": "Webshop"})
    assert "- Webshop\n" in (folder / "proef.yaml").read_text()


@pytest.mark.parametrize(
    ("op", "status"),
    [
        ({"op": "set_text", "note": "nobody", "text": "x"}, 422),
        ({"op": "set_text", "note": "n1", "text": 7}, 422),
        ({"op": "set_text", "note": "n1", "text": "x" * 10_001}, 422),
        ({"op": "insert", "note": "bad id!", "block": "channels", "text": "x"}, 422),
        ({"op": "insert", "note": "a", "block": "nowhere", "text": "x"}, 422),
        ({"op": "insert", "note": "a", "block": "channels", "text": "x", "after": "nobody"}, 422),
        ({"op": "move", "notes": ["n1"], "block": "channels", "after": "n1"}, 422),
        ({"op": "move", "notes": [], "block": "channels"}, 422),
        ({"op": "set_note", "note": "n1", "key": "owner", "value": "x"}, 422),
        ({"op": "set", "path": ["nonsense"], "value": "x"}, 422),
        ({"op": "set", "path": "title", "value": "x"}, 422),
        ({"op": "set", "path": ["blocks", "nowhere"], "value": "x"}, 422),
        ({"op": "format_disk"}, 422),
        ({}, 422),
        ("nothing", 400),
    ],
)
def test_what_makes_no_sense_changes_nothing(talk: Talk, folder: Path, op: Any, status: int) -> None:
    doc = talk.open("proef.yaml")
    assert talk.ops(doc, op).status == status
    assert (folder / "proef.yaml").read_text() == SMALL


def test_of_many_operations_those_that_can_be_done_are(talk: Talk) -> None:
    doc = talk.open("proef.yaml")
    good = {"op": "insert", "note": "a-1", "block": "channels", "text": "Web"}
    said = talk.ops(doc, {"op": "delete", "notes": ["nobody"]}, good).said
    assert said["refused"] == [0]
    assert said["undoLabel"] == "insert"


def test_three_hundred_cells_are_pasted_in_one_step(talk: Talk, folder: Path) -> None:
    doc = talk.open("proef.yaml")
    ops = [
        {"op": "insert", "note": f"p-{n}", "block": "channels", "text": f"Cel {n}", "after": "end"} for n in range(150)
    ]
    assert talk.ops(doc, *ops, edit="paste").status == 200
    assert talk.ops(doc, *[{**op, "note": f"q{op['note']}"} for op in ops], edit="paste").status == 200
    assert (folder / "proef.yaml").read_text().count("- Cel ") == 300
    talk.ops(doc, {"op": "undo"})
    assert (folder / "proef.yaml").read_text() == SMALL


def test_news_comes_to_who_looks_and_ends_with_the_server(talk: Talk, folder: Path) -> None:
    doc = talk.open("proef.yaml")
    with talk.news(doc) as news:
        assert news.headers["content-type"].startswith("text/event-stream")
        assert news.readline() == b"retry: 500\n"
        talk.ops(doc, {"op": "delete", "notes": ["n1"]})
        assert _next(news, "saved")["saved"] is True
        assert _next(news, "view")["client"] == "t"
        (folder / "proef.yaml").write_text(SMALL.replace("Proef", "Van buiten"))
        assert _next(news, "outside")
        assert talk.get(f"/api/doc/{doc}/view").said["model"]["fields"][0]["value"] == "Van buiten"
        talk.running.desk.hub.end()
        assert _next(news, "bye") == {}
        assert not news.read().strip()


def _next(news: http.client.HTTPResponse, wanted: str) -> Any:
    """What the next event of a name says."""
    while line := news.readline():
        if line.strip() == f"event: {wanted}".encode():
            return json.loads(news.readline().removeprefix(b"data: "))
    raise AssertionError(f"no {wanted}")


def test_what_is_typed_is_set_whole_and_written_by_itself(talk: Talk, folder: Path) -> None:
    doc = talk.open("proef.yaml")
    with talk.news(doc) as news:
        talk.ops(doc, {"op": "set_text", "note": "n1", "text": "Winkels en markten"}, draft=True)
        assert _next(news, "saved")["saved"] is True
    assert "- Winkels en markten\n" in (folder / "proef.yaml").read_text()


def test_there_are_only_so_many_streams(talk: Talk) -> None:
    with ExitStack() as streams:
        for _ in range(8):
            assert streams.enter_context(talk.news()).status == 200
        assert talk.get("/api/events").status == 429


@pytest.mark.parametrize(
    ("form", "begins"), [("pdf", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<?xml"), ("md", b""), ("yaml", b"layout:")]
)
def test_what_comes_out_holds_what_was_written(talk: Talk, form: str, begins: bytes) -> None:
    doc = talk.open("proef.yaml")
    talk.ops(doc, {"op": "set_text", "note": "n1", "text": "Nieuwste"}, draft=True)
    found = talk.get(f"/api/doc/{doc}/export?format={form}&dpi=40")
    assert found.status == 200
    assert found.data.startswith(begins)
    assert found.headers["content-disposition"].startswith("attachment; filename*=UTF-8''proef")
    if form == "pdf":
        assert "Nieuwste" in pypdfium2.PdfDocument(found.data)[0].get_textpage().get_text_range()
    if form in ("md", "yaml"):
        assert b"Nieuwste" in found.data


def test_paper_theme_language_bleed_and_tiles_are_chosen(talk: Talk) -> None:
    doc = talk.open("proef.yaml")
    whole = talk.get(f"/api/doc/{doc}/export?paper=A2&theme=ink&locale=de&bleed=3mm&marks=1&inline=1")
    assert whole.headers["content-disposition"].startswith("inline")
    with pypdfium2.PdfDocument(whole.data) as pdf:
        assert "Kanäle" in pdf[0].get_textpage().get_text_range()
    tiled = talk.get(f"/api/doc/{doc}/preview.png?tiles=A4&page=2")
    assert tiled.data.startswith(b"\x89PNG")
    assert int(tiled.headers["x-pages"]) == 4
    several = talk.get(f"/api/doc/{doc}/export?format=png&dpi=30&layout=worksheets")
    assert len(zipfile.ZipFile(io.BytesIO(several.data)).namelist()) == 9
    assert talk.get(f"/api/doc/{doc}/export?format=pdf&layout=pack").data.startswith(b"%PDF")
    assert talk.get(f"/api/doc/{doc}/export?fillable=1").data.startswith(b"%PDF")
    wrong = talk.get(f"/api/doc/{doc}/export?paper=B9")
    assert (wrong.status, wrong.said["diagnostics"][0]["code"]) == (422, "unknown-paper")
    assert talk.get(f"/api/doc/{doc}/export?bleed=soon").status in (400, 422)


def test_a_persona_is_filled_in_with_a_photo(talk: Talk, folder: Path) -> None:
    doc = talk.open(talk.post("/api/new", {"layout": "persona", "locale": "nl", "title": "Sanne"}).said["file"])
    photo = (SAMPLES / "personas" / "sanne.jpg").read_bytes()
    said = talk.upload(f"/api/doc/{doc}/photo?name=Sanne%20de%20Wit.jpg&block=photo", photo).said
    block = next(each for each in said["model"]["blocks"] if each["id"] == "photo")
    assert block["value"]["file"] == "sanne-de-wit.jpg"
    assert talk.get(block["picture"]).data == photo
    for path, value in (
        (["blocks", "photo", "focus"], [40, 20]),
        (["blocks", "personality", "time-pressure"], 85),
        (["blocks", "general", "age"], "34"),
        (["blocks", "goals"], ["Eén", "Twee"]),
        (["blocks", "goals"], ["Eén", "Drie", "Vier"]),
        (["blocks", "background"], "Een verhaal.\n\nEn nog een alinea."),
        (["blocks", "sales-role"], ["user"]),
        (["blocks", "general", "also"], {"Hond": "Bello"}),
    ):
        assert talk.ops(doc, {"op": "set", "path": path, "value": value}).status == 200, path
    blocks = {each["id"]: each for each in talk.get(f"/api/doc/{doc}").said["model"]["blocks"]}
    assert blocks["photo"]["value"]["focus"] == [40, 20]
    scales = {each["key"]: each["value"] for each in blocks["personality"]["scales"]}
    assert scales["time-pressure"] == 85
    assert blocks["goals"]["value"] == ["Eén", "Drie", "Vier"]
    assert blocks["sales-role"]["value"] == ["user"]
    assert blocks["general"]["more"] == [{"name": "Hond", "value": "Bello"}]
    assert not talk.get(f"/api/doc/{doc}").said["diagnostics"]
    assert talk.upload(f"/api/doc/{doc}/photo?name=x.jpg&block=photo", b"GIF89a").status == 422
    assert talk.upload(f"/api/doc/{doc}/photo?name=x.jpg&block=photo", photo[:500]).status == 422
    assert talk.upload(f"/api/doc/{doc}/photo?name=x.jpg&block=nowhere", photo).status == 422
    assert not (folder / "x.jpg").exists()


def test_files_are_dropped_in(talk: Talk, folder: Path) -> None:
    blocks = {"Channels": "The web", "Key Partners": "Us", "Cost Structure": "Rent"}
    text = "".join(f"## {block}\n\n- {note}\n\n" for block, note in blocks.items()).encode()
    said = talk.upload("/api/import?name=..%2F..%2Fplan.md", text).said
    assert said["file"] == "plan.yaml"
    assert "The web" in (folder / "plan.yaml").read_text()
    assert talk.upload("/api/import?name=own.yaml", SMALL.encode()).said["file"] == "own.yaml"
    assert talk.upload("/api/import?name=own.yaml", b"layout: nonsense\n").status == 422
    assert talk.upload("/api/import?name=plan.md", b"nothing at all").status == 422
    assert talk.upload("/api/import?name=virus.exe", b"MZ").status == 400
    assert sorted(each.name for each in folder.iterdir()) == ["own.yaml", "plan.yaml", "proef.yaml"]


def test_other_peoples_files_open_as_new_ones_beside_them(talk: Talk, folder: Path) -> None:
    (folder / "data.json").write_text('{"layout": "swot", "blocks": {"Strengths": ["Fast", "7"]}}')
    said = talk.post("/api/open", {"file": "data.json"}).said
    assert (said["from"], said["file"]) == ("data.json", "data.yaml")
    assert talk.get(f"/api/doc/{said['doc']}").said["model"]["layout"] == "swot"


def test_two_tabs_see_one_document(talk: Talk) -> None:
    doc = talk.open("proef.yaml")
    assert talk.open("proef.yaml") == doc
    talk.ops(doc, {"op": "set_text", "note": "n1", "text": "Van de een"}, draft=True, client="one")
    insert = {"op": "insert", "note": "b-1", "block": "channels", "text": "Van de ander"}
    talk.ops(doc, insert, draft=True, client="two")
    talk.ops(doc, insert, client="two")
    talk.ops(doc, {"op": "set_text", "note": "n1", "text": "Van de een"}, client="one")
    model = talk.get(f"/api/doc/{doc}").said["model"]
    notes = next(each["notes"] for each in model["blocks"] if each["id"] == "channels")
    assert [note["text"] for note in notes] == ["Van de een", "Van de ander"]


def test_a_view_that_is_known_is_not_sent_again(talk: Talk) -> None:
    doc = talk.open("proef.yaml")
    view = talk.get(f"/api/doc/{doc}").said["view"]
    found = talk.get(f"/api/doc/{doc}/view?have={view}")
    assert (found.said["patch"]["set"], found.said["patch"]["regions"]) == ({}, None)
    headers = {"If-None-Match": found.headers["etag"], "Sec-Fetch-Site": "same-origin"}
    assert talk.ask("GET", f"/api/doc/{doc}/view?have={view}", headers=headers).status == 304
    assert talk.get(f"/api/doc/{doc}/view?have=9999").said["patch"]["reset"]
