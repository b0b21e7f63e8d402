"""Kerning of fonts that bring no file of it: read from their own tables, whatever these say."""

import random
from struct import pack

import pytest

from bmcgen.resources import SHIPPED
from bmcgen.text.fonts import Face
from bmcgen.text.fonts.file import FontProgram
from bmcgen.text.fonts.kerning import Kerning, class_kerning, font_kerning, no_kerning

FONTS = SHIPPED / "fonts"
PLEX = sorted(path.stem for path in FONTS.glob("IBM*.ttf"))
CHARS = "AVTWYLPFRÄÉabcdefgortvwyzßé.,:;-–„“’'\"()/&0147ΑΔΥΤγАГТУл"
GLYPHS = {ord("A"): 1, ord("V"): 2, ord("B"): 3, ord("Г"): 4, ord(" "): 5}


@pytest.mark.parametrize("name", PLEX)
def test_what_a_font_says_is_what_its_file_of_kerning_says(name: str) -> None:
    """HarfBuzz made the files."""
    made = class_kerning((FONTS / "kerning" / f"{name}.json").read_bytes())
    read = FontProgram((FONTS / f"{name}.ttf").read_bytes(), name).kerning
    pairs = [(left, right) for left in CHARS for right in CHARS]
    assert {pair: read(*pair) for pair in pairs} == {pair: made(*pair) for pair in pairs}
    assert sum(read(*pair) != 0 for pair in pairs) > 100


def test_a_trusted_face_and_its_own_tables_measure_alike() -> None:
    path = FONTS / "IBMPlexSans-Regular.ttf"
    trusted, own = Face("a", path, trusted=True), Face("b", path)
    for text in ("AVATAR", "Ty. „Wort“ L’Oréal", "Гуляй Τύπος"):
        assert trusted.width(text) == own.width(text)


def coverage(*glyphs: int) -> bytes:
    return pack(f">HH{len(glyphs)}H", 1, len(glyphs), *glyphs)


def ranges(*records: tuple[int, int, int], form: int = 2) -> bytes:
    return pack(">HH", form, len(records)) + b"".join(pack(">3H", *each) for each in records)


def single_pairs(value: int, form: int = 0x0004, before: tuple[int, ...] = ()) -> bytes:
    """A pair adjustment of format 1: A before V. `before` are the values of the record before the advance."""
    values = pack(f">{len(before) + 1}h", *before, value)
    head = pack(">5H", 1, 12, form, 0, 1)
    covers = coverage(1)
    return head + pack(">H", 12 + len(covers)) + covers + pack(">HH", 1, 2) + values


def class_pairs(value: int) -> bytes:
    """Format 2: A and B, class 1, before V, class 1; all else is class 0."""
    left, right = ranges((1, 1, 1), (3, 3, 1)), pack(">3HH", 1, 2, 1, 1)
    covers = ranges((1, 3, 0))
    matrix = pack(">4h", 0, 0, 0, value)
    at = 16 + len(matrix)
    offsets = (at, 0x0004, 0, at + len(covers), at + len(covers) + len(left), 2, 2)
    return pack(">8H", 2, *offsets) + matrix + covers + left + right


def gpos(*lookups: list[bytes], script: bytes = b"DFLT", feature: bytes = b"kern", extension: bool = False) -> bytes:
    scripts = pack(">H4sH", 1, script, 8) + pack(">HH", 4, 0) + pack(">HHHH", 0, 0xFFFF, 1, 0)
    indices = range(len(lookups))
    features = pack(">H4sH", 1, feature, 8) + pack(f">HH{len(lookups)}H", 0, len(lookups), *indices)
    bodies = []
    for subtables in lookups:
        parts = [pack(">HHL", 1, 2, 8) + each for each in subtables] if extension else subtables
        starts = [6 + 2 * len(parts) + sum(map(len, parts[:number])) for number in range(len(parts))]
        kind = 9 if extension else 2
        bodies.append(pack(f">3H{len(parts)}H", kind, 0, len(parts), *starts) + b"".join(parts))
    starts = [2 + 2 * len(bodies) + sum(map(len, bodies[:number])) for number in range(len(bodies))]
    lookup_list = pack(f">H{len(bodies)}H", len(bodies), *starts) + b"".join(bodies)
    return (
        pack(">5H", 1, 0, 10, 10 + len(scripts), 10 + len(scripts) + len(features)) + scripts + features + lookup_list
    )


def kerned(units: int = 1000, **tables: bytes) -> Kerning:
    return font_kerning({tag.encode(): table for tag, table in tables.items()}, GLYPHS, units)


@pytest.mark.parametrize("extension", [False, True])
def test_pairs_by_themselves_and_by_classes(extension: bool) -> None:
    kern = kerned(GPOS=gpos([single_pairs(-50)], extension=extension))
    assert (kern("A", "V"), kern("A", "B"), kern("V", "A"), kern("A", "x"), kern("A", " ")) == (-50, 0, 0, 0, 0)
    kern = kerned(GPOS=gpos([class_pairs(-30)], extension=extension))
    assert (kern("A", "V"), kern("B", "V"), kern("V", "V"), kern("A", "B")) == (-30, -30, 0, 0)


def test_the_first_subtable_with_the_pair_counts_and_every_lookup_adds() -> None:
    assert kerned(GPOS=gpos([single_pairs(-50), class_pairs(-30)]))("A", "V") == -50
    assert kerned(GPOS=gpos([single_pairs(-50), class_pairs(-30)]))("B", "V") == -30
    assert kerned(GPOS=gpos([single_pairs(-50)], [class_pairs(-30)]))("A", "V") == -80


def test_only_the_advance_of_a_value_record_kerns() -> None:
    assert kerned(GPOS=gpos([single_pairs(-50, 0x0007, (11, 12))]))("A", "V") == -50
    assert kerned(GPOS=gpos([single_pairs(-50, 0x0001)]))("A", "V") == 0


def test_kerning_is_scaled_to_a_thousandth_of_the_em() -> None:
    assert kerned(2048, GPOS=gpos([single_pairs(-1024)]))("A", "V") == -500


def test_a_script_has_its_own_kerning() -> None:
    assert kerned(GPOS=gpos([single_pairs(-50)], script=b"latn"))("A", "V") == -50
    assert kerned(GPOS=gpos([single_pairs(-50)], script=b"arab"))("A", "V") == 0
    assert kerned(GPOS=gpos([single_pairs(-50)], feature=b"mark")) is no_kerning


def legacy(*subtables: tuple[int, dict[tuple[int, int], int]], apple: bool = False) -> bytes:
    table = pack(">LL", 0x00010000, len(subtables)) if apple else pack(">HH", 0, len(subtables))
    for cover, pairs in subtables:
        body = pack(">4H", len(pairs), 0, 0, 0) + b"".join(pack(">HHh", *key, pairs[key]) for key in sorted(pairs))
        head = pack(">LHH", 8 + len(body), cover, 0) if apple else pack(">3H", 0, 6 + len(body), cover)
        table += head + body
    return table


def test_the_classic_table_kerns_where_there_is_no_other() -> None:
    table = legacy((1, {(1, 2): -40, (2, 1): -41}), (1, {(1, 2): -3}))
    kern = kerned(kern=table)
    assert (kern("A", "V"), kern("V", "A"), kern("A", "B")) == (-43, -41, 0)
    assert kerned(kern=legacy((0, {(1, 2): -40}), apple=True))("A", "V") == -40
    assert kerned(kern=table, GPOS=gpos([single_pairs(-50)]))("A", "V") == -50
    assert kerned(kern=table, GPOS=gpos([single_pairs(-50)], feature=b"mark"))("A", "V") == -43


def test_a_subtable_that_replaces_those_before_it_and_one_for_columns() -> None:
    assert kerned(kern=legacy((1, {(1, 2): -40}), (9, {(1, 2): -5})))("A", "V") == -5
    assert kerned(kern=legacy((0, {(1, 2): -40}))) is no_kerning


def test_damaged_tables_kern_something_or_nothing() -> None:
    whole = gpos([single_pairs(-50), class_pairs(-30)], [class_pairs(-7)])
    chance = random.Random(5)
    for _ in range(3_000):
        table = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            table[chance.randrange(len(table))] = chance.choice([0, 1, 2, 255, chance.randrange(256)])
        kern = kerned(GPOS=bytes(table[: chance.choice([len(table), chance.randrange(len(table))])]))
        assert all(isinstance(kern(left, right), int | float) for left in "AVB" for right in "AVB")


def test_a_table_that_claims_billions_of_pairs_is_not_unpacked() -> None:
    huge = pack(">8H", 2, 16, 0, 0, 22, 22, 65_535, 65_535) + ranges((0, 65_535, 0)) + ranges((0, 65_535, 9))
    assert kerned(GPOS=gpos([huge]))("A", "V") == 0
    # Every lookup and every subtable is the same one.
    many = gpos(*[[single_pairs(-50)]] * 900)
    assert kerned(GPOS=many)("A", "V") == -50 * 64


def test_damage_in_a_font_is_no_traceback() -> None:
    data = bytearray((FONTS / "IBMPlexSans-Regular.ttf").read_bytes())
    at = data.index(b"GPOS")
    data[at + 12 : at + 16] = pack(">L", 40)
    assert FontProgram(bytes(data), "x").kerning("A", "V") == 0
