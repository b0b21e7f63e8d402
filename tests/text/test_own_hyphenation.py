"""A user's own `hyphenation.txt` and `joints.txt`; addresses and scripts that take no hyphens."""

import itertools
import shutil
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.assets.hyphenation import hyphenator
from bmcgen.proof.hyphens import misplaced_hyphens
from bmcgen.resources import SHIPPED
from bmcgen.text.fonts import Face
from bmcgen.text.hyphenation import breaks, hyphenated_by
from bmcgen.text.paragraphs import Paragraph
from tests.conftest import BLOCKS, canvas

FONTS = Path(__file__).parent.parent / "fonts"


def assets(folder: Path, language: str, **files: str) -> Path:
    place = folder / "locales" / language
    place.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def broken(folder: Path | None, word: str, language: str) -> str:
    with hyphenated_by(hyphenator(Assets.of(folder))):
        points, worse = breaks(word, language)
    ends = [0, *points, len(word)]
    return "".join(("" if not a else "-" if a in worse else "=") + word[a:b] for a, b in itertools.pairwise(ends))


def hyphened(data: dict[str, object], folder: Path | None = None) -> list[str]:
    return [line.text for page in bmcgen.make(data, assets=folder).pages for line in page.lines() if line.joint == "-"]


@pytest.mark.parametrize("patterns", ["xyz4abc xy1z\n", "# ours\n0000 abc\n0010 xyz\n", "% TeX\n.xyz4 xy1z"])
def test_patterns_of_ones_own_take_the_place_of_those_that_ship(tmp_path: Path, patterns: str) -> None:
    assert broken(None, "Gemeindeverwaltung", "de") == "Gemein-de=ver-wal-tung"
    folder = assets(tmp_path, "de", hyphenation=patterns)
    assert broken(folder, "Gemeindeverwaltung", "de") == "Gemeindeverwaltung"
    assert broken(folder, "aaaxyzaaa", "de-CH") == "aaaxy=zaaa"
    assert broken(None, "Gemeindeverwaltung", "de") == "Gemein-de=ver-wal-tung"


def test_joints_of_ones_own_stand_beside_those_that_ship(tmp_path: Path) -> None:
    folder = assets(tmp_path, "nl", joints="wijk|gereedschap\nklant|segm|ent\n")
    assert broken(folder, "Wijkgereedschap", "nl-BE").startswith("Wijk=ge")
    assert broken(folder, "inkomstenstromen", "nl") == "inkom-sten=stro-men"
    assert broken(folder, "klantsegment", "nl") == "klant=segm=ent"


def test_heads_of_ones_own_end_any_compound(tmp_path: Path) -> None:
    assert broken(None, "Poldergemaal", "nl") == "Pol=der=ge=maal"
    folder = assets(tmp_path, "nl", joints="|gemaal\n")
    assert broken(folder, "Poldergemaal", "nl") == "Pol-der=ge-maal"
    assert broken(folder, "Poldergemaals", "nl-BE") == "Pol-der=ge-maals"
    assert broken(folder, "Hoveniersopleiding", "nl") == "Hove-niers=op-lei-ding"


def test_the_rules_of_a_region_go_before_those_of_its_language(tmp_path: Path) -> None:
    folder = assets(tmp_path, "de", hyphenation="a1b\n", joints="eins|zweidrei\n")
    assets(folder, "de-CH", hyphenation="b1a\n", joints="einszwei|drei\n")
    assert broken(folder, "aaaabbbbaaaa", "de") == "aaaa=bbbbaaaa"
    assert broken(folder, "aaaabbbbaaaa", "de-CH") == "aaaabbbb=aaaa"
    assert broken(folder, "einszweidrei", "de_ch") == "einszwei=drei"
    assert broken(folder, "einszweidrei", "de-AT") == "eins=zweidrei"


def test_a_language_of_ones_own_is_hyphenated_by_its_own_files(tmp_path: Path) -> None:
    folder = assets(tmp_path, "tlh", hyphenation="a1b\n", joints="tlhingan|hol\n")
    assert broken(folder, "aaaabbbb", "tlh") == "aaaa=bbbb"
    assert broken(folder, "tlhinganhol", "tlh") == "tlhingan=hol"
    assert broken(folder, "aaaabbbb", "zxx") == "aaaabbbb"


def test_a_sheet_is_broken_by_the_assets_it_is_made_with_and_by_no_others(tmp_path: Path) -> None:
    word = "Quartierswerkzeugverleihgenossenschaft"
    data = canvas(locale="de", blocks={key: [f"{word} {word}"] * 9 for key in BLOCKS})
    before = bmcgen.make(data).pdf()
    folder = assets(tmp_path, "de", joints="quartiers|werkzeugverleihgenossenschaft\n", hyphenation="0000 abc\n")
    found: list[list[str]] = []
    thread = Thread(target=lambda: found.append(hyphened(data, folder)))
    thread.start()
    own = hyphened(data, folder)
    thread.join()
    assert "Quartiers-" in own
    assert found == [own]
    assert bmcgen.make(data).pdf() == before
    assets(tmp_path, "de", joints="quartierswerkzeug|verleihgenossenschaft\n")
    changed = hyphened(data, folder)
    assert "Quartierswerkzeug-" in changed
    assert "Quartiers-" not in changed


def test_every_wrong_line_is_told_with_its_place(tmp_path: Path) -> None:
    folder = assets(
        tmp_path, "de", hyphenation="0010 abc\n\n01 abc xy\nab12c\n1ba é.é", joints="eins\n# zwei\n  drei|\n"
    )
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("business-model", assets=folder)
    found = [
        (each.code, Path(each.where.file).name, each.where.line, each.where.column) for each in caught.value.diagnostics
    ]
    assert found == [
        ("bad-pattern", "hyphenation.txt", 3, 4),
        ("bad-pattern", "hyphenation.txt", 3, 8),
        ("bad-pattern", "hyphenation.txt", 4, 1),
        ("bad-pattern", "hyphenation.txt", 5, 5),
        ("bad-joint", "joints.txt", 1, 1),
        ("bad-joint", "joints.txt", 3, 3),
    ]


@pytest.mark.parametrize(
    "file", sorted(SHIPPED.glob("locales/*/*.txt")), ids=lambda file: f"{file.parent.name}/{file.stem}"
)
def test_what_ships_is_taken_as_ones_own(tmp_path: Path, file: Path) -> None:
    language = file.parent.name
    own = assets(tmp_path, language, **{file.stem: file.read_text(encoding="utf-8")})
    for word in ["Gemeindeverwaltung", "inkomstenstromen", "Urstromtal", "customer"]:
        assert broken(own, word, language) == broken(None, word, language)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"x" * 3_000_000, b"0010 abc\0"], ids=["bytes", "huge", "nul"])
def test_files_that_are_no_such_thing_are_refused(tmp_path: Path, data: bytes) -> None:
    folder = assets(tmp_path, "de", hyphenation="")
    (folder / "locales/de/hyphenation.txt").write_bytes(data)
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("business-model", assets=folder)
    assert len(caught.value.diagnostics) == 1


ADDRESSES = [
    r"C:\Users\someone\Documents\Haushaltsplanungsdokumentation",
    r"\\server\verantwortlichkeiten\dokumentation",
    "https://verantwortlichkeiten.example/haushaltsplanungsdokumentation",
    "www.gemeindeverwaltungsdokumentation.example",
    "gemeindeverwaltungsdokumentation.example",
    "„gemeindeverwaltungsdokumentation.example“,",
    "haushaltsplanung@gemeindeverwaltungsdokumentation.example",
    "@gemeindeverwaltungsdokumentation",
    "/usr/share/verantwortlichkeiten/dokumentation",
    "Haushaltsplanungsdokumentation.docx",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("measure", [2_000, 5_000, 9_000])
def test_no_hyphen_is_put_into_an_address(regular: Face, address: str, measure: float) -> None:
    lines = Paragraph(f"Ja {address} so", "de", regular).lines(measure, hyphens=True)
    assert len(lines) > 1
    assert [line.text for line in lines if line.joint == "-"] == []
    assert "".join("".join(line.text for line in lines).split()) == f"Ja{address}so"


@pytest.mark.parametrize("text", ["商业模式画布客户渠道价值主张" * 4, "ไม่มีที่เว้นวรรคระหว่างคำในภาษานี้เลย" * 2])
def test_no_hyphen_is_put_between_letters_without_capitals(regular: Face, text: str) -> None:
    lines = Paragraph(text, "en", regular).lines(4_000, hyphens=True)
    assert len(lines) > 3
    assert {line.joint for line in lines[:-1]} == {""}
    assert "".join(line.text for line in lines) == text


def test_a_word_between_chinese_ones_still_takes_its_hyphens(regular: Face) -> None:
    lines = Paragraph("商业responsibilityresponsibility商业", "en", regular).lines(4_500, hyphens=True)
    inside = [line.text for line in lines if line.joint == "-"]
    assert inside
    assert all(text[-2].isascii() for text in inside)


@pytest.mark.parametrize(
    "name",
    [
        "Müllerverwaltung宜家家居公司Handelsgesellschaft",
        "宜家Handelsgesellschaft家居Ö公司Ä",
        "Han\u00addels宜\u00ad家\u00adHan\u00addels居\u00ad公",
    ],
)
def test_a_name_of_two_scripts_takes_hyphens_between_letters_with_capitals_alone(regular: Face, name: str) -> None:
    hyphens = 0
    for measure in range(1_600, 12_000, 90):
        lines = [*Paragraph(name, "de", regular).lines(measure, hyphens=True)]
        ends = [line.text[-2:-1] for line in lines if line.joint == "-"]
        begun = [after.text[:1] for line, after in pairwise(lines) if line.joint == "-"]
        assert all(char.lower() != char.upper() for char in ends + begun), [line.text for line in lines]
        hyphens += len(ends)
    assert hyphens > 20


def test_no_line_begins_with_a_mark_that_closes_or_ends_with_one_that_opens(tmp_path: Path) -> None:
    face = Face("NotoSansSC-Regular", FONTS / "NotoSansSC-Regular.ttf")
    text = "客户渠道，价值主张。商业（模式）画布、" * 6
    for measure in range(3_000, 9_000, 250):
        lines = [line.text for line in Paragraph(text, "zh", face).lines(measure, hyphens=True)]
        assert not [line for line in lines if line[0] in "，。）、" or line[-1] in "（"]
        assert "".join(lines) == text


def test_the_proof_sees_a_hyphen_where_none_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts").mkdir()
    shutil.copy(FONTS / "NotoSansSC-Regular.ttf", tmp_path / "fonts")
    data = canvas(blocks={"channels": ["价值主张商业模式画布客户渠道" * 4]})
    monkeypatch.setattr("bmcgen.text.measuring.cased", str.isalpha)
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(data, assets=tmp_path)
    assert {each.code for each in caught.value.diagnostics} == {"misplaced-hyphen"}


def test_hyphens_of_words_are_in_place() -> None:
    data = canvas(
        locale="de", blocks={"channels": ["Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"]}
    )
    pages = bmcgen.make(data).pages
    assert list(misplaced_hyphens([(page, line) for page in pages for line in page.lines()])) == []
    assert any(line.joint == "-" for page in pages for line in page.lines())
