"""Where words are broken: by the patterns of their language, and at the joints of compounds."""

import itertools
import re
from pathlib import Path

import pytest

import bmcgen
from bmcgen.resources import SHIPPED
from bmcgen.text.fonts import Face
from bmcgen.text.hyphenation import Hyphenator, Rules, at_joints, break_points, breaks, hyphenated_by
from bmcgen.text.liang import Patterns
from bmcgen.text.paragraphs import Paragraph
from tests.conftest import canvas, loaded

LOCALES = SHIPPED / "locales"
LISTED = [
    (line.strip(), language)
    for language in ("nl", "de", "en")
    for line in (LOCALES / language / "joints.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith(("#", "|"))
]


def shown(word: str, language: str) -> str:
    points, worse = breaks(word, language)
    ends = [0, *points, len(word)]
    return "".join(("" if not a else "-" if a in worse else "=") + word[a:b] for a, b in itertools.pairwise(ends))


@pytest.mark.parametrize(
    ("word", "language", "parts"),
    [
        ("Schlüsselressourcen", "de", "Schlüs-sel=res-sour-cen"),
        ("Kundenbeziehungen", "de", "Kun-den=be-zie-hun-gen"),
        ("Wertversprechen", "de", "Wert=ver-spre-chen"),
        ("Grundstücksverkehrsgenehmigung", "de", "Grund-stücks=ver-kehrs=ge-neh-mi-gung"),
        ("Klantsegmentafhankelijk", "nl", "Klant=seg-ment=af-han-ke-lijk"),
        ("Inkomstenstromen", "nl", "Inkom-sten=stro-men"),
        # Words that no list has: every place is as good as another.
        ("Versicherungen", "de-CH", "Ver=si=che=run=gen"),
        # Words that end in a head.
        ("Gemeindeverwaltung", "de", "Gemein-de=ver-wal-tung"),
        ("Hoveniersopleidingen", "nl", "Hove-niers=op-lei-din-gen"),
        ("Regentonnenfabrikant", "nl", "Regen-ton-nen=fa-bri-kant"),
        ("Begeleiding", "nl", "Bege=lei=ding"),
        ("verantwoordelijkheid", "nl", "ver=ant=woor=de=lijk=heid"),
        ("responsibility", "en", "respons=ib=il=ity"),
        ("Customization", "en", "Cus-tom=iz-a-tion"),
        ("activities", "en", "act-iv=it-ies"),
        ("abcdefghijklm", "zxx", "abcdefghijklm"),
    ],
)
def test_a_word_is_broken_where_its_language_breaks_it(word: str, language: str, parts: str) -> None:
    assert shown(word, language) == parts


@pytest.mark.parametrize(("listed", "language"), LISTED)
def test_every_joint_of_every_listed_compound_is_a_place_to_break_at(listed: str, language: str) -> None:
    word = listed.replace("|", "")
    joints = {len("".join(listed.split("|")[:n])) for n in range(1, listed.count("|") + 1)}
    points, worse = breaks(word, language)
    assert {at for at in joints if 3 <= at <= len(word) - 3} <= set(points)
    assert not joints & worse
    # A listed compound has joints, and parts that are words.
    assert all(len(part) >= 3 for part in listed.split("|"))


def words_of(node: object) -> set[str]:
    if isinstance(node, str):
        return set(re.findall(r"[^\W\d_]+", node))
    each = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    return set().union(*map(words_of, each))


@pytest.mark.parametrize("language", ["nl", "de", "en"])
def test_the_compounds_among_the_terms_have_their_joints(language: str) -> None:
    """Titles and terms of the poster: every word long enough to be a compound is listed, or is none."""
    words = loaded(LOCALES / language / "business-model.yaml")
    terms = words_of([[block["title"], block.get("lists", {})] for block in words["blocks"].values()])
    simple = set(Path(__file__).with_name("simple-words.txt").read_text(encoding="utf-8").split())
    listed = {listed.replace("|", "").casefold() for listed, _ in LISTED}
    long = {word.casefold() for word in terms if len(word) >= 11}
    assert [w for w in sorted(long) if w not in simple and not any(w[: len(w) - n] in listed for n in range(4))] == []


def test_a_compound_in_a_narrow_column_breaks_at_its_joint(regular: Face) -> None:
    word = "Schlüsselressourcen"
    half = regular.width("Schlüsselres") + regular.hyphen + 1
    lines = Paragraph(f"Die {word}", "de", regular).lines(half, hyphens=True)
    assert [line.text for line in lines][-2:] == ["Schlüssel-", "ressourcen"]


def test_no_hyphen_stands_within_three_letters_of_either_end_or_twice_running() -> None:
    text = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung und Arbeitsunfähigkeitsbescheinigung"
    for word in text.split():
        assert all(3 <= at <= len(word) - 3 for at in break_points(word, "de"))
    notes = ["Die Versicherungsbedingungen und Haftpflichtversicherungen der Wohnungsbaugesellschaften"] * 3
    document = bmcgen.make(canvas(locale="de", blocks={"channels": notes}))
    for page in document.pages:
        lines = [
            line for line in page.lines() if line.element is not None and page.elements[line.element].source in notes
        ]
        twice = [1 for a, b in itertools.pairwise(lines) if a.joint == b.joint == "-" and a.element == b.element]
        assert twice == []


def test_a_letter_whose_lower_case_is_two_characters_moves_no_hyphen() -> None:
    assert shown("İinkomstenverdeling", "nl") == shown("Xinkomstenverdeling", "nl").replace("X", "İ")


def test_what_is_remembered_of_words_goes_with_the_hyphenator() -> None:
    asked: list[str] = []

    def find(language: str) -> Rules:
        asked.append(language)
        return Rules(Patterns({"ab": "010"}))

    first, second = Hyphenator(find), Hyphenator(lambda language: Rules(compounds={"xxxxabxxxx": ("xxxx", "abxxxx")}))
    assert [first.breaks("xxxxabxxxx", "qq")[0] for _ in range(3)] == [(5,)] * 3
    assert asked == ["qq"]
    assert second.breaks("xxxxabxxxx", "qq") == ((4,), frozenset())


def test_a_paragraph_keeps_the_hyphenator_it_was_made_with(regular: Face) -> None:
    with hyphenated_by(Hyphenator(lambda language: Rules(Patterns({"ab": "010"})))):
        paragraph = Paragraph("xxxxabxxxx", "qq", regular)
        again = Paragraph("xxxxabxxxx", "qq", regular)
    narrow = regular.width("xxxxa-") + 1
    assert [line.text for line in paragraph.lines(narrow, hyphens=True)] == ["xxxxa-", "bxxxx"]
    with hyphenated_by(Hyphenator(lambda language: Rules())):
        assert again.in_face(regular).lines(narrow, hyphens=True) != again.lines(narrow, hyphens=True)


def test_english_words_have_no_joints() -> None:
    assert at_joints("Customer Relationships", "en-GB") == "Customer Relationships"
    assert at_joints("Kundenbeziehungen", "de") == "Kunden\u00adbeziehungen"
