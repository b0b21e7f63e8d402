"""What holds of every sheet whose notes say more than a text: nothing is lost, and nothing stands on anything."""

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

import bmcgen
from bmcgen.model.content import STATUSES
from bmcgen.model.page import Panel
from bmcgen.proof import unread
from tests.conftest import BLOCKS, LOCALES, canvas
from tests.laws.test_laws import UNPRINTABLE, check_page, share, short

SEGMENTS = ["Ada", "Ben", "Cleo", "Dora", "Eli", "Fay"]
SIGNS = ["*", "**", " *", "** ", "\n- ", "\n  - ", '"', "'", "--", "..."]
marked = st.lists(st.one_of(short, st.sampled_from(SIGNS)), min_size=1, max_size=6).map("".join)
keyed = st.fixed_dictionaries(
    {"text": st.one_of(short, marked.filter(lambda text: bool(text.strip(" \n*-\u00ad"))))},
    optional={
        "segments": st.lists(st.sampled_from(SEGMENTS), max_size=4),
        "status": st.sampled_from(STATUSES),
        "tags": st.lists(st.sampled_from(["a tag", "another", "third"]), max_size=3),
        "amount": st.one_of(st.sampled_from(["1200 EUR/month", "€ 1.200", "3"]), short.map(lambda text: text[:60])),
        "to": st.lists(st.sampled_from(["one", "two"]), max_size=2),
    },
)
group = st.fixed_dictionaries({"group": short, "notes": st.lists(keyed, min_size=1, max_size=8)})
filled = st.dictionaries(st.sampled_from(BLOCKS), st.lists(st.one_of(keyed, group), max_size=8), max_size=4)
manners = st.fixed_dictionaries(
    {
        "markup": st.sampled_from(["none", "light"]),
        "typography": st.sampled_from(["none", "smart"]),
        "totals": st.booleans(),
    }
)


def made(blocks: dict[str, list[Any]], manner: dict[str, Any], locale: str, **asked: Any) -> bmcgen.Document | None:
    """The document, with two notes that links may lead to; None where it has characters that no face draws."""
    targets = {"channels": [{"text": "One", "id": "one"}], "cost-structure": [{"text": "Two", "id": "two"}]}
    held = {name: [*targets.get(name, []), *blocks.get(name, [])] for name in {*targets, *blocks}}
    data = canvas(locale=locale, segments=SEGMENTS, blocks=held, **manner)
    try:
        return bmcgen.make(data, **asked)
    except bmcgen.Problems as exc:
        if {each.code for each in exc.diagnostics} <= UNPRINTABLE:
            return None
        raise


@share(0.05)
@given(filled, manners, st.sampled_from(LOCALES), st.booleans())
@example({"channels": [{"text": "**be\u00adleid** be\u00adleid *x\u00ady*" * 50}]}, {"markup": "light"}, "en", True)
@example(
    {"channels": [{"group": "G " * 30, "notes": [{"text": "a " * 60}] * 60}] * 2}, {"markup": "light"}, "de", False
)
def test_all_of_it_finds_its_place_on_a_poster(
    blocks: dict[str, list[Any]], manner: dict[str, Any], locale: str, threads: bool
) -> None:
    document = made(blocks, manner, locale, threads=threads)
    if document is None:
        return
    for page in document.pages:
        check_page(page, 5.0)
        cards = [mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.edge and mark.radius == 2.0]
        assert not any(a.overlaps(b) for number, a in enumerate(cards) for b in cards[:number])


@share(0.04)
@given(
    filled, manners, st.sampled_from(["classic", "colour", "ink", "contrast"]), st.sampled_from(["A4", "A2", "Letter"])
)
def test_all_of_it_can_be_read_back(
    blocks: dict[str, list[Any]], manner: dict[str, Any], theme: str, paper: str
) -> None:
    document = made(blocks, manner, "nl", theme=theme, paper=paper)
    assert document is None or not unread(document.pdf(), document.pages)


@share(0.04)
@given(filled, manners)
def test_all_of_it_finds_its_place_on_worksheets(blocks: dict[str, list[Any]], manner: dict[str, Any]) -> None:
    made(blocks, manner, "de", layout="worksheets")
