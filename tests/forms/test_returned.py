"""Forms that come back: what was typed, by whatever program, is in the data file, and nothing is made up."""

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner

import bmcgen
from bmcgen import importing
from bmcgen.assets.finder import Assets
from bmcgen.cli import main
from bmcgen.importing.pdf.filled import read_pdf
from bmcgen.importing.pdf.held import held_in
from bmcgen.source.tree import Mapping, Node, Scalar
from tests.forms import fields_of, in_chrome, with_values

ASSETS = Assets.of(None)
NASTY = "Łódź Ωμέγα Жук € „Größe“"


def plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.pairs}
    return [plain(item) for item in node.items]


def returned(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = plain(read_pdf(data, "f.pdf", ASSETS)[0])
    return found


def blank(layout: str = "business-model", **asked: Any) -> bytes:
    return bmcgen.make(layout, fillable=True, **asked).pdf()


def text(value: str) -> pikepdf.String:
    return pikepdf.String(value)


def test_every_line_is_a_note() -> None:
    data = with_values(blank(locale="nl"), {"blocks/channels": text(f"Winkel\r\n\r\n  {NASTY} \rWeb\n - shop")})
    assert returned(data) == {
        "layout": "business-model",
        "locale": "nl",
        "blocks": {"Kanalen": ["Winkel", NASTY, "Web", "- shop"]},
    }


def test_what_chrome_saves_comes_back() -> None:
    typed = {"blocks/channels": f"Shop\n{NASTY}", "fields/designed-by": "Çağlar"}
    data = in_chrome(blank(), lambda name, _: typed.get(name))
    assert returned(data) == {
        "layout": "business-model",
        "locale": "en",
        "designed-by": "Çağlar",
        "blocks": {"Channels": ["Shop", NASTY]},
    }


def test_a_picture_that_chrome_cuts_off_is_put_together_again() -> None:
    data = in_chrome(blank(), lambda name, _: "An idea 💡" if name == "blocks/channels" else None)
    tree, _, said = read_pdf(data, "f.pdf", ASSETS)
    assert plain(tree)["blocks"] == {"Channels": ["An idea 💡"]}
    assert [each.code for each in said] == ["mended"]


def persona(name: str, state: str) -> str | bool | None:
    if name.startswith("blocks/sales-role/"):
        return True if name.endswith(("user", "decision-maker")) else None
    if name.startswith("blocks/personality/"):
        return True if (name.endswith("time-pressure") and state == "is75") or state == "is0" else None
    return {
        "fields/title": "Anna",
        "fields/version": "2",
        "blocks/general/age": "43",
        "blocks/quote": "Ich will nur drucken.",
        "blocks/background": "Wohnt in Łódź.\n\nArbeitet viel.",
        "blocks/goals": "Ruhe\nZeit",
    }.get(name)


def test_a_persona_comes_back() -> None:
    found = returned(in_chrome(blank("persona", locale="de"), persona))
    assert found["title"] == "Anna"
    assert found["version"] == "2"
    blocks = found["blocks"]
    assert blocks["Allgemeines"] == {"Alter": "43"}
    assert [*blocks.values()].count("Ich will nur drucken.") == 1
    assert "Wohnt in Łódź.\n\nArbeitet viel." in blocks.values()
    assert ["Ruhe", "Zeit"] in blocks.values()
    scales = next(each for each in blocks.values() if isinstance(each, dict) and "75" in each.values())
    assert sorted(scales.values()) == ["0", "0", "0", "0", "75"]
    ticked = bmcgen.make(found).pages[0]
    assert sum(element.state == "on" for element in ticked.elements) == 2


def test_a_choice_of_a_scale_that_a_program_has_made() -> None:
    name = "blocks/personality/time-pressure"
    data = with_values(
        blank("persona"), {name: pikepdf.Name("/is25"), "blocks/sales-role/user": pikepdf.Name("/isyes")}
    )
    blocks = returned(data)["blocks"]
    assert blocks == {"Role in the buying process": ["User"], "Personality/other": {"Time pressure at work": "25"}}


def test_a_choice_that_a_program_has_written_as_a_text() -> None:
    for state in ("/is25", "is25"):
        data = with_values(blank("persona"), {"blocks/personality/time-pressure": text(state)})
        assert returned(data)["blocks"] == {"Personality/other": {"Time pressure at work": "25"}}


def test_a_box_that_shows_its_state_and_has_no_value() -> None:
    def tick(pdf: pikepdf.Pdf) -> None:
        for widget in pdf.pages[0].Annots:
            if str(widget.get("/T", "")) == "blocks/sales-role/user":
                del widget.V
                widget.AS = pikepdf.Name("/isyes")

    assert returned(with_values(blank("persona"), {}, tick))["blocks"] == {"Role in the buying process": ["User"]}


def test_rows_of_worksheets_come_back_as_notes_of_the_canvas() -> None:
    values = {
        "blocks/customer-segments/0-1/segment": "Schools",
        "blocks/customer-segments/0-1/note": "Primary schools",
        "blocks/customer-segments/0-1/needs": "Tools\nTime",
        "blocks/customer-segments/0-2/segment": "Neighbours",
        "blocks/customer-segments/0-10/note": "Ten",
        "blocks/customer-segments/0-9/pay": "Little",
        "blocks/value-propositions/0-1/segment": "Schools\nNeighbours",
        "blocks/value-propositions/0-1/note": "Drills",
        "blocks/key-resources/2-4/note": "Patent",
        "blocks/cost-structure/total/fixed": "300",
        "fields/designed-by": "Team A",
    }
    form = blank("worksheets")
    known = fields_of(form)
    values |= {next(name for name in known if re.match(r"blocks/key-resources/1-\d+/note", name)): "Workshop"}
    values = {name: value for name, value in values.items() if name in known}
    assert len(values) >= 10
    found = returned(with_values(form, {name: text(value) for name, value in values.items()}))
    assert found["layout"] == "business-model"
    assert found["designed-by"] == "Team A"
    assert found["segments"] == ["Schools", "Neighbours"]
    notes = found["blocks"]["Customer Segments"]
    assert notes[0] == {"text": "Primary schools\nNeeds: Tools\nTime", "segments": ["Schools"]}
    assert notes[1] == {"text": "Neighbours", "segments": ["Neighbours"]}
    assert notes[2:] == ["Willingness to pay: Little", "Ten"]
    assert found["blocks"]["Value Propositions"] == [{"text": "Drills", "segments": ["Schools", "Neighbours"]}]
    assert found["blocks"]["Key Resources"][0] == {"group": "Physical", "notes": ["Workshop"]}
    assert found["blocks"]["Cost Structure"] == ["Total\nFixed: 300"]
    assert not [each for each in bmcgen.make(found).warnings if each.code != "overset"]


def test_what_is_written_into_the_cells_of_a_table_comes_back_by_row() -> None:
    typed = {"blocks/purchase/does": text("Waits\nPays"), "blocks/purchase/ideas": text("A ticket")}
    data = returned(with_values(blank("customer-journey"), typed))
    assert data["layout"] == "customer-journey"
    assert data["blocks"] == {
        "Purchase": [{"group": "Does", "notes": ["Waits", "Pays"]}, {"group": "Ideas", "notes": ["A ticket"]}]
    }


def test_worksheets_made_for_a_canvas_come_back_as_that_canvas() -> None:
    data = returned(with_values(blank("swot-worksheets"), {"blocks/threats/0-1/note": text("A bakery next door")}))
    assert (data["layout"], data["blocks"]) == ("swot", {"Threats": ["A bakery next door"]})


def test_a_segment_that_a_legend_cannot_name_stays_in_its_note() -> None:
    name = "blocks/customer-segments/0-1/segment"
    found = returned(with_values(blank("worksheets"), {name: text("S" * 61)}))
    assert "segments" not in found
    assert found["blocks"] == {"Customer Segments": [f"Segment: {'S' * 61}"]}


def test_what_is_fixed_in_the_masthead_comes_back() -> None:
    data = blank(fields={"designed-for": NASTY, "date": "2026-11-20"})
    assert returned(data) == {
        "layout": "business-model",
        "locale": "en",
        "designed-for": NASTY,
        "date": "2026-11-20",
    }


def test_strings_in_the_encodings_that_programs_write() -> None:
    for raw, wanted in (
        (b"\xfe\xff" + NASTY.encode("utf-16-be"), NASTY),
        (b"\xef\xbb\xbf" + NASTY.encode(), NASTY),
        (NASTY.encode(), NASTY),
        (b"\xd8 \xa0 \x95", "Ø € Ł"),
    ):
        data = with_values(blank(), {"blocks/channels": pikepdf.String(raw)})
        assert returned(data)["blocks"] == {"Channels": [wanted]}
        guessed = ["encoding"] if raw == NASTY.encode() else []
        assert [each.code for each in held_in(data, "f.pdf").said] == guessed


def test_a_value_in_a_stream() -> None:
    def put(pdf: pikepdf.Pdf) -> None:
        (root,) = pdf.Root.AcroForm.Fields
        field = next(each for each in root.Kids if str(each.T) == "blocks/channels")
        field.V = pdf.make_indirect(pikepdf.Stream(pdf, b"\xfe\xff" + NASTY.encode("utf-16-be")))

    assert returned(with_values(blank(), {}, put))["blocks"] == {"Channels": [NASTY]}


@pytest.mark.filterwarnings("ignore::pikepdf.exceptions.PageCopyWarning")
def test_fields_that_only_pages_know_are_read() -> None:
    def forget(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.AcroForm

    data = with_values(blank(), {"blocks/channels": text("Shop")}, forget)
    assert returned(data)["blocks"] == {"Channels": ["Shop"]}


def test_fields_that_the_layout_has_not_are_told() -> None:
    def rename(pdf: pikepdf.Pdf) -> None:
        (root,) = pdf.Root.AcroForm.Fields
        for field, name in zip(root.Kids, ("blocks/gone", "else", "fields/unknown"), strict=False):
            field.T, field.V = name, f"in {name}"

    _, finding, _ = read_pdf(with_values(blank(), {}, rename), "f.pdf", ASSETS)
    assert sorted(each.words.text for each in finding.left) == [
        "blocks/gone: in blocks/gone",
        "else: in else",
        "fields/unknown: in fields/unknown",
    ]


def test_keep_all_makes_notes_of_them() -> None:
    data = with_values(blank(), {"fields/version": text("v" * 61), "blocks/channels": text("Shop")})
    tree, finding, _ = read_pdf(data, "f.pdf", ASSETS, keep_all=True)
    assert not finding.left
    assert plain(tree)["blocks"] == {"Customer Segments": [f"fields/version: {'v' * 61}"], "Channels": ["Shop"]}


def test_a_masthead_that_is_too_long_is_told() -> None:
    _, finding, _ = read_pdf(with_values(blank(), {"fields/version": text("v" * 61)}), "f.pdf", ASSETS)
    assert [each.words.text for each in finding.left] == [f"fields/version: {'v' * 61}"]


def test_a_form_that_nobody_filled_in() -> None:
    tree, finding, said = read_pdf(blank(), "f.pdf", ASSETS)
    assert plain(tree) == {"layout": "business-model", "locale": "en"}
    assert finding.summary == "0 texts in 0 blocks, 1 form"
    assert [each.code for each in said] == ["blank-form"]


# --- what is refused, and what is bounded


def codes(data: bytes) -> list[str]:
    with pytest.raises(bmcgen.Problems) as exc:
        read_pdf(data, "f.pdf", ASSETS)
    return [each.code for each in exc.value.diagnostics]


def saved(change: Callable[[pikepdf.Pdf], None], data: bytes | None = None, **how: Any) -> bytes:
    with pikepdf.open(BytesIO(data or blank())) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, **how)
    return out.getvalue()


def test_a_pdf_of_somebody_else() -> None:
    assert codes(bmcgen.make("business-model").pdf()) == ["no-form"]
    assert codes(saved(lambda pdf: pdf.Root.AcroForm.Fields[0].__setattr__("T", "other"))) == ["no-form"]


def test_encrypted() -> None:
    locked = pikepdf.Encryption(owner="o", user="u")
    assert codes(saved(lambda _: None, encryption=locked)) == ["not-readable"]


def test_a_form_that_may_be_read_without_a_password_is() -> None:
    locked = pikepdf.Encryption(owner="o", user="")
    data = with_values(blank(), {"blocks/channels": text("Shop")})
    assert returned(saved(lambda _: None, data, encryption=locked))["blocks"] == {"Channels": ["Shop"]}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"no pdf", b"%PDF-1.7\n" + b"\0" * 5000])
def test_broken(data: bytes) -> None:
    assert codes(data) == ["not-readable"]


def test_cut_off_anywhere_is_an_error_or_a_form() -> None:
    data = with_values(blank(), {"blocks/channels": text("Shop")})
    found = set[str]()
    for part in range(1, 20):
        try:
            returned(data[: len(data) * part // 20])
        except bmcgen.Problems as exc:
            found |= {each.code for each in exc.diagnostics}
    assert found <= {"not-readable", "no-form"}


def test_what_is_damaged_and_large_is_not_mended() -> None:
    data = with_values(blank(), {"blocks/channels": text("Shop")})
    damaged = data.replace(b"startxref", b"startxxxx")
    assert returned(damaged)["blocks"] == {"Channels": ["Shop"]}
    assert codes(damaged + b"\n%" + b" " * 5_000_000) == ["not-readable"]


def test_a_form_of_a_version_or_layout_that_is_not_known() -> None:
    def called(name: str) -> bytes:
        return saved(lambda pdf: pdf.Root.AcroForm.Fields[0].__setattr__("T", name))

    assert codes(called("bmcgen:2:business-model:en")) == ["unknown-form"]
    assert codes(called("bmcgen:1:../../etc:en")) == ["no-form"]
    assert codes(called("bmcgen:1:%2E%2E%2Fetc:en")) == ["unknown-layout"]
    assert codes(called("bmcgen:1:business-model:xx")) == ["unknown-locale"]


def test_scripts_are_not_run_and_told() -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    def at_open(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = script

    def at_key(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots[5].AA = pikepdf.Dictionary(K=script)

    def named(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary())

    for change in (at_open, at_key, named):
        said = held_in(saved(change), "f.pdf").said
        assert [each.code for each in said] == ["script"]


def test_fields_that_go_round_in_circles() -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        (root,) = pdf.Root.AcroForm.Fields
        root.Kids.append(root)
        root.Parent = root
        pdf.pages[0].Annots[0].Parent = pdf.pages[0].Annots[0]

    assert held_in(saved(turn), "f.pdf").forms


def test_a_great_many_fields() -> None:
    def multiply(pdf: pikepdf.Pdf) -> None:
        (root,) = pdf.Root.AcroForm.Fields
        for number in range(21_000):
            root.Kids.append(pikepdf.Dictionary(T=f"blocks/{number}", FT=pikepdf.Name.Tx, V="x"))

    assert codes(saved(multiply)) in (["too-large"], ["no-form"])


def test_a_value_of_many_megabytes() -> None:
    assert codes(with_values(blank(), {"blocks/channels": text("x" * 3_000_000)})) == ["too-large"]


def bomb(filters: bytes, content: bytes) -> bytes:
    """A PDF whose form is in a stream of objects that unpacks to very much."""
    out = b"%PDF-1.7\n"
    places = []
    parts = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Type/ObjStm/N 1/First 4/Filter %s/Length %d>>\nstream\n%s\nendstream" % (filters, len(content), content),
    ]
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    rows = [(0, 0, 65535), *((1, place, 0) for place in places), (1, len(out), 0), (2, 3, 0)]
    index = b"".join(
        bytes([kind]) + first.to_bytes(4, "big") + second.to_bytes(2, "big") for kind, first, second in rows
    )
    about = b"<</Type/XRef/Size %d/W[1 4 2]/Root 1 0 R/Length %d>>" % (len(rows), len(index))
    return out + b"4 0 obj\n%s\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (about, index, len(out))


def packed(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    parts = [packer.compress(b"5 0 <<>>"), *(packer.compress(b" " * 1_000_000) for _ in range(megabytes))]
    return b"".join([*parts, packer.flush()])


def test_a_bomb_is_not_unpacked() -> None:
    from resource import RUSAGE_SELF, getrusage

    content = packed(600)
    before = getrusage(RUSAGE_SELF).ru_maxrss
    assert set(codes(bomb(b"/FlateDecode", content))) <= {"no-form", "not-readable"}
    twice = bomb(b"[/FlateDecode/FlateDecode]", zlib.compress(content, 9))
    assert set(codes(twice)) <= {"no-form", "not-readable"}
    assert getrusage(RUSAGE_SELF).ru_maxrss - before < 300_000  # in kB


def test_limits_of_the_process_stay_as_they_were() -> None:
    before = pikepdf.settings.get_qpdf_limits()
    held_in(blank(), "f.pdf")
    assert pikepdf.settings.get_qpdf_limits() == before


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(bmcgen.Problems) as exc:
        importing.read(path, ASSETS)
    assert exc.value.diagnostics[0].code == "too-large"


def test_without_pikepdf_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bmcgen.importing import formats

    monkeypatch.setattr(formats, "find_spec", lambda name: None)
    path = tmp_path / "f.pdf"
    path.write_bytes(blank())
    with pytest.raises(bmcgen.Problems) as exc:
        importing.read(path, ASSETS)
    (said,) = exc.value.diagnostics
    assert said.code == "not-installed"
    assert "pikepdf" in said.message
    assert "bmcgen[import]" in said.hint


# --- on the command line


def run(*args: str) -> Any:
    return CliRunner().invoke(main, [*args])


def test_a_folder_of_thirty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    form = blank()
    (tmp_path / "forms").mkdir()
    for number in range(30):
        data = with_values(form, {"blocks/channels": text(f"Shop {number}\n{NASTY}")})
        (tmp_path / "forms" / f"team-{number:02}.pdf").write_bytes(data)
    (tmp_path / "forms" / "other.pdf").write_bytes(bmcgen.make("handout").pdf())
    result = run("import", "forms/", "-o", "data/")
    assert result.exit_code == 1
    assert result.stderr.count("2 texts in 1 block, 1 form") == 30
    assert "other.pdf: error[no-form]" in result.stderr
    written = sorted((tmp_path / "data").iterdir())
    assert len(written) == 30
    assert bmcgen.make(written[7]).pages
    assert f'    - Shop 7\n    - "{NASTY}"\n' in written[7].read_text(encoding="utf-8")


def test_what_is_left_out_is_a_comment_in_the_data_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def rename(pdf: pikepdf.Pdf) -> None:
        (root,) = pdf.Root.AcroForm.Fields
        root.Kids[0].T, root.Kids[0].V = "blocks/gone", "Lost?"

    Path("f.pdf").write_bytes(with_values(blank(), {}, rename))
    result = run("import", "f.pdf", "-o", "f.yaml")
    assert "left out: a field of no block" in result.stderr
    assert "# Left out of f.pdf:\n#   field of no block: blocks/gone: Lost?\n" in Path("f.yaml").read_text()


def test_make_says_what_reads_a_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("f.pdf").write_bytes(blank())
    result = run("make", "f.pdf")
    assert result.exit_code == 1
    assert "bmcgen import f.pdf" in result.stderr


@pytest.mark.parametrize(
    "given",
    [
        ["--tiles", "A4"],
        ["--lines"],
        ["--note-size", "76x76"],
        ["--strip"],
        ["--marks", "--bleed", "3mm"],
        ["-o", "f.png"],
        ["--format", "svg", "-o", "out/"],
        ["--per-sheet", "2"],
    ],
)
def test_wrong_usage(given: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("make", "persona", "--fillable", *given)
    assert result.exit_code == 2
    assert "--fillable" in result.stderr
    assert not [*tmp_path.iterdir()]


def test_settings_for_the_wall_do_not_keep_a_form_from_being_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bmcgen.toml").write_text('lines = true\nnote-size = "76x76"\nstrip = true\n')
    result = run("make", "business-model", "--fillable", "-o", "f.pdf")
    assert result.exit_code == 0, result.stderr
    assert Path("f.pdf").read_bytes() == blank()


def test_forms_of_a_class_have_their_mastheads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("teams.csv").write_text("designed-by\nTeam A\nTeam B\n")
    assert run("make", "business-model", "--fillable", "--for-each", "teams.csv", "-o", "out/").exit_code == 0
    found = [returned(path.read_bytes())["designed-by"] for path in sorted(Path("out").iterdir())]
    assert found == ["Team A", "Team B"]
