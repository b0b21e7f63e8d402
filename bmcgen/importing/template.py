"""What in a block is the template's and not the user's: prompts, places to fill in, lines that every block has."""

from __future__ import annotations

import re

from bmcgen.importing.outline import bare

_EMPTY = re.compile(r"[\s.…_\-–—?x☐□]*", re.IGNORECASE)
_OPEN = re.compile(r"(?:to ?do|tb[dc]|n/a|n\.?\s?v\.?\s?t\.?|k\.\s?a\.?|lorem ipsum.*)[.:…]?", re.IGNORECASE | re.S)
"""What people write where they have nothing to write yet."""
_BRACKETED = re.compile(r"^(?:\[[^\]]+\]|<[^>]+>|\{\{.*\}\}|\{[^}]+\}|\$\{[^}]+\})[.:]?$")
_ITALIC = re.compile(r"^(?<!\*)\*(?!\*)[^*]+\*[.:?]?$")


def is_placeholder(text: str) -> bool:
    """Whether a text only shows where something is to be written: `[Your customers]`, `...`, `{{ name }}`."""
    plain = bare(text).strip()
    return bool(_EMPTY.fullmatch(plain) or _OPEN.fullmatch(plain) or _BRACKETED.match(plain))


def is_empty(text: str) -> bool:
    """Whether there is not a word in it."""
    return not any(char.isalnum() for char in bare(text))


def is_prompt(text: str) -> bool:
    """Whether a text directly under the heading of a block asks or explains: a question, or all in italic."""
    plain = bare(text).strip()
    return bool(_ITALIC.match(text.strip())) or plain.rstrip(")").endswith("?")
