"""The language of notes, by their commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_COMMON = {
    "en": "the and of to for with in on at by from is are we our their who that which through no not or an as",
    "nl": "de het een van en voor met op bij door uit is zijn we onze hun die dat wie via geen niet of aan naar te",
    "de": "der die das und von für mit auf bei durch aus ist sind wir unsere ihr den dem des im am zum zur ein eine",
    "fr": "le la les des du de et pour avec sur par est sont nous notre nos leur qui que dans au aux une un à pas",
    "es": "el la los las de del y para con en por es son nuestro nuestra sus que una un al se no o a",
    "it": "il lo la gli le di del della dei e per con su da è sono nostro nostra che una un al si non o i",
    "pt": "o os as de do da dos das e para com em por é são nosso nossa que uma um ao no na não ou se",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+")
_NAME = 3
"""How many words a block's name counts for."""


def language_of(texts: Iterable[str], names: Iterable[frozenset[str]] = ()) -> str | None:
    """The language that most common words are of; None where nothing tells. `names` are the languages that the name of
    each block belongs to: one that several languages have in common says little.
    """
    count: Counter[str] = Counter()
    for text in texts:
        for word in _WORD.findall(text.lower()):
            for language, words in _WORDS.items():
                count[language] += word in words
    for languages in names:
        for language in languages:
            count[language] += _NAME if len(languages) == 1 else 0
            # A term that other languages borrow is English to begin with.
            count[language] += language == "en"
    (first, most), *others = count.most_common() or [("", 0)]
    if not most or (others and others[0][1] == most):
        return "en" if most and count["en"] == most else None
    return first
