"""Amounts beside the words of notes: alike in a block, and clear of the words."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcgen import make
from bmcgen.kinds.notes.cards.ledger import CLEAR, WORDS, Ledger
from bmcgen.kinds.notes.cards.setter import Setter
from bmcgen.model.manuscript import Card
from bmcgen.model.page import Line, Page
from tests.conftest import SAMPLES
from tests.unit.test_setter import INK, text

NOTES = {"Two bakers and an apprentice": "£4150 a month", "Rent": "£650 a month", "Paper bags": "£90 a month"}


def cards(notes: dict[str, str]) -> tuple[Card, ...]:
    return tuple(Card(text(words), (), "grey", amount=text(amount)) for words, amount in notes.items())


def ledgers(notes: dict[str, str]) -> list[Ledger]:
    block = cards(notes)
    found = [Setter(INK, [block]).paragraph(card, "regular") for card in block]
    return [each for each in found if isinstance(each, Ledger)]


def notes_of(page: Page) -> list[tuple[Line, list[Line]]]:
    """The amount of each note of a page, and its words that stand on the same line."""
    by_note: dict[int, list[Line]] = defaultdict(list)
    for line in page.lines():
        at = line.element
        while at is not None and page.elements[at].role != "LI":
            at = page.elements[at].parent
        if at is not None:
            by_note[at].append(line)
    found = []
    for lines in by_note.values():
        for amount in lines:
            if amount.text.replace("\u00a0", " ").endswith("a month") and lines[0].text != "Total":
                found.append((amount, [line for line in lines if line is not amount and line.y == amount.y]))
    return found


@pytest.mark.parametrize("theme", ["classic", "contrast"])
def test_amounts_of_a_block_all_stand_clear_beside_words_or_all_below_them(theme: str) -> None:
    for page in make(SAMPLES / "longoven.yaml", theme=theme, threads=True).pages[:1]:
        notes = notes_of(page)
        assert notes
        for one in (True, False):
            beside = [words for amount, words in notes if (amount.x < page.width / 2) == one]
            assert len({bool(words) for words in beside}) == 1
        for amount, words in notes:
            assert all(amount.x - word.x - word.width >= CLEAR / 1000 * amount.size - 0.1 for word in words)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_no_note_is_higher_in_a_wider_column_for_its_amount(lengths: list[int], seed: int) -> None:
    words = ["bread", "for", "the", "inns", "by", "half", "past", "six", "and", "none", "to", "throw", "away"]
    notes = {
        " ".join((words[seed + n :] + words)[:length]) + f" {n}": f"£{10**n} a year" for n, length in enumerate(lengths)
    }
    for each in ledgers(notes):
        counts = [each.count(measure, hyphens=False) for measure in range(4000, 40000, 250)]
        assert counts == sorted(counts, reverse=True)
        assert each.count(each.one_line) == 1 < each.count(each.one_line - 1)


def test_an_amount_beside_words_leaves_a_clear_gap() -> None:
    found = ledgers(NOTES)
    wide = max(each.entry.wide for each in found)
    for measure in range(8000, 40000, 500):
        assert len({bool(each.beside(measure)) for each in found}) == 1
        for each in found:
            assert each.beside(measure) <= min(measure - wide - CLEAR, WORDS * measure) or not each.beside(measure)


@pytest.mark.parametrize("amount", ["5 EUR\u00ad", "\u00ad5 EUR", "5\u00ad0 EUR"])
@pytest.mark.parametrize("words", ["Rent", "w" * 60])
def test_soft_hyphens_in_an_amount_divide_nothing(amount: str, words: str) -> None:
    notes = [{"text": words, "amount": amount}, {"text": words, "amount": "12"}]
    page = make({"layout": "business-model", "locale": "en", "blocks": {"cost-structure": notes}}).pages[0]
    printed = [line.text.replace("\u00ad", "").replace("\u00a0", " ") for line in page.lines()]
    assert sum(text.endswith(amount.replace("\u00ad", "")) for text in printed) == 1
