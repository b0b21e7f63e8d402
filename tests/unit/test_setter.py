"""What the setter of cards remembers, it remembers of those cards, however short they lived."""

from bmcgen.assets.finder import SHIPPED, Assets
from bmcgen.assets.themes import read_theme
from bmcgen.diagnostics import Place
from bmcgen.drawing.builder import Ink
from bmcgen.kinds.notes.cards.density import DENSITIES
from bmcgen.kinds.notes.cards.setter import Setter
from bmcgen.model.manuscript import Badge, Card, Text
from bmcgen.text.fonts import Faces

HERE = Place("typed.yaml", 3, 5)
FACE = "regular"
_THEME = read_theme(Assets.of(None), "classic", HERE)
_NAMES = set(_THEME.faces.values())
INK = Ink(_THEME, Faces(_THEME.faces, {name: SHIPPED / "fonts" / f"{name}.ttf" for name in _NAMES}), threads=3)


def text(words: str) -> Text:
    return Text(words, "en", HERE)


def cards(count: int, number: int) -> list[Card]:
    """As many cards as there are letters in use, none like those of another number."""
    letters = "ABC"[: number % 4]
    badges = tuple(Badge(letter, text(letter), "blue") for letter in letters)
    return [Card(text(f"{'word ' * number}{each}"), badges, "yellow") for each in range(count)]


def test_texts_are_those_of_the_cards_asked_about() -> None:
    setter = Setter(INK)
    for number in range(1, 100):
        # As soon as cards are gone, others may take their places in memory.
        found = setter.texts(cards(2, number), FACE).length
        assert found == Setter(INK).texts(cards(2, number), FACE).length, number


def test_a_style_is_that_of_the_cards_asked_about() -> None:
    setter = Setter(INK)
    for number in range(1, 100):
        assert setter.style(cards(2, number), 10.0, DENSITIES[0]).threads == number % 4, number


def test_first_cards_and_addends_are_among_the_cards_asked_about() -> None:
    setter = Setter(INK)
    for number in range(1, 100):
        first = setter.first(cards(3, number), 2)
        assert first == cards(2, number), number
        addends = setter.addends([*cards(3, number), Card(text("all"), (), "yellow", total=True)])
        assert addends == cards(3, number), number


def lettered(words: str, letters: str) -> Card:
    return Card(text(words), tuple(Badge(letter, text(letter), "blue") for letter in letters), "yellow")


def test_notes_of_one_letter_are_not_indented_by_two() -> None:
    setter = Setter(INK)
    one, long = lettered("a note", "A"), lettered("a note that takes two lines in any column of a sheet", "AB")
    style = setter.style([one, one, long], 10.0, DENSITIES[0])
    assert style.rail == setter.style([one], 10.0, DENSITIES[0]).rail
    assert setter.card_height(long, 1, style) == setter.card_height(long, 2, style)
    # Pairs look alike in all blocks, however many notes have one.
    assert setter.style([one, long, long], 10.0, DENSITIES[0]).rail == style.rail
    # A line of its own for the second letter would be higher: then all keep room for both.
    assert setter.style([one, one, lettered("a short note", "AB")], 10.0, DENSITIES[0]).rail > style.rail
