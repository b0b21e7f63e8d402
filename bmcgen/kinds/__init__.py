"""Kinds of block. Each is a module or a folder here, found by being there, that offers one `Kind` as `KIND`.

A kind says how a block is read from a data file, described to editors, begun in a starter file, worded, proved and
set. Modules whose names begin with an underscore are shared between kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from math import inf
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol

from bmcgen.geometry import MM
from bmcgen.kinds._wording import Wording as Wording

LEAST_LINE = 12 * MM
"""A line to write on by hand is at least as long as a word."""

if TYPE_CHECKING:
    from bmcgen.diagnostics import Diagnostic
    from bmcgen.drawing.setting import Chosen, Context, Ensemble, Setting, Strip
    from bmcgen.model.content import Content
    from bmcgen.model.layout import Block, Sizes, Theme
    from bmcgen.model.locale import BlockWords
    from bmcgen.model.manuscript import BlockText, Manuscript, Prompts, Text
    from bmcgen.model.plan import Plan
    from bmcgen.source.reader import Reader
    from bmcgen.source.tree import Node, Scalar

Role = Literal["strip", "written", "read"]


class Starting(Protocol):
    """What a kind needs to begin a block in a starter file: phrases of the locale, and quoting."""

    def comment(self, key: str, **values: str) -> str: ...

    def plain(self, text: str) -> str: ...


class Kind:
    """A kind of block. What a subclass leaves alone is right for a block that holds nothing and asks for nothing."""

    role: ClassVar[Role] = "read"
    """A strip says what the sheet is, a written block holds part of a data file, any other is there to be read."""
    data: ClassVar[str] = ""
    """The kind whose data it prints in another form; empty where it has data of its own, or none."""
    nameless: ClassVar[bool] = False
    """Whether a layout may leave out the name of the words it goes by."""
    of_canvas: ClassVar[bool] = False
    """Whether it shows the canvas that the layout is about."""
    size: ClassVar[str] = "text"
    """Which range of the layout's sizes it is set in; empty for a strip."""
    words_needed: ClassVar[tuple[str, ...]] = ()
    """Which of a block's words it cannot do without, beside a title."""
    labels: ClassVar[str] = ""
    """Which of a block's words name what can be written in it; every language must name the same things."""
    segments: ClassVar[bool] = False
    """Whether what is written in it can be about segments."""
    moves: ClassVar[bool] = False
    """Whether the dividers of a living grid may move beside its blocks."""
    sticky: ClassVar[bool] = False
    """Whether paper notes can be stuck to its blocks, or written into them."""
    takes_bytes: ClassVar[bool] = False
    """Whether a program may hand it bytes instead of a text."""
    takes: ClassVar[tuple[str, ...]] = ()
    """Which of the keys of a layout's blocks it heeds beside `kind`, `name`, `number` and `accent`."""
    fields_share: ClassVar[float] = 1.0
    """The most of the sheet's width that its masthead fields may take together."""
    names_title: ClassVar[bool] = False
    """Whether its words label the title, which is written at the top of a data file."""
    says_title: ClassVar[bool] = False
    """Whether it prints the sheet's title."""
    says_tagline: ClassVar[bool] = False
    """Whether it prints the tagline below the title."""
    says_number: ClassVar[bool] = False
    """Whether it prints the number of the sheet."""
    says_rest: ClassVar[bool] = False
    """Whether it prints the masthead fields that have no line on the sheet, and the legend."""
    counted: ClassVar[bool] = False
    """Whether its sheet is one of several, so that a strip says which."""
    says_subject: ClassVar[bool] = False
    """Whether it names what the sheet is about, in words of its own."""
    says_link: ClassVar[bool] = False
    """Whether it prints the link that a room asks for, unless another strip of the sheet has a better place for it."""
    for_room: ClassVar[bool] = False
    """Whether it is the strip that a sheet gets where a room asks for one."""
    at_head: ClassVar[bool] = False
    """Whether the strip stands at the head of a sheet and says which it is; every page of a divided sheet has it."""
    fills: ClassVar[bool] = False
    """Whether its blocks take all the room that their rows may have."""
    at_foot: ClassVar[bool] = False
    """Whether the strip stands below all else."""
    on_every_sheet: ClassVar[bool] = False
    """Whether a strip at the foot stands on further sheets too."""
    on_ground: ClassVar[bool] = False
    """Whether the strip stands on the ground that a theme gives the head of a sheet."""
    logo: ClassVar[float] = 0.0
    """How high the logo of a theme is that a strip of it bears, in points; 0 for a strip that has no place for one."""
    sets_logo: ClassVar[tuple[str, ...]] = ()
    """The places of a logo at which the strip sets it itself; anywhere else it stands beside the strip."""
    narrowest: ClassVar[float] = 20 * MM
    """The least width that a layout may give it, in points."""
    least_side: ClassVar[float] = 0.0
    """The least length of either side of its frame in which it can be filled in by hand, in points."""
    layout_keys: ClassVar[Mapping[str, Any]] = {}
    """Keys in a layout of its own: for each its type, as pydantic takes it, and its default."""
    keys_by_block: ClassVar[tuple[str, ...]] = ()
    """Those of them that speak of the canvas's blocks by name, and say nothing about another canvas."""
    word_keys: ClassVar[Mapping[str, Any]] = {}
    """Keys in a file of words of its own, likewise. Their values are plain: words can be read without their kind."""

    def wrong_together(self, own: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """What is wrong with its own keys in a layout that are right one by one: a key, and what the block does."""
        return iter(())

    def accents(self, block: Block) -> Sequence[str]:
        """The accents of a theme that a block is drawn in."""
        return (block.accent,)

    def entries_asked(self, block: Block) -> tuple[int, int]:
        """How many entries a sheet asks for, at the least and at the most; 0 where it does not say."""
        return 0, 0

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> Any:
        """What a person wrote under `key`, None for nothing; every problem goes to the reader. `words` are the block's
        words in every language, for what a thing may be called.
        """
        raise NotImplementedError

    def of_part(self, held: Any, part: str, parts: Sequence[str]) -> Any:
        """What of a block stands in the place of one of its `parts`, or where all else of it does."""
        return held

    def given(self, held: Any, words: BlockWords, numbers: Mapping[str, str]) -> Node | None:
        """What `read` has read, as a data file says it: what is printed, and nothing more. None for what no text can
        say. `numbers` are those that links refer to, by the ids of notes.
        """
        return None

    def filled_in(self, typed: dict[str, str], words: BlockWords, segments: dict[str, str]) -> Node | None:
        """What was typed into the fields of a block, as a data file says it. `typed` goes by what follows the block in
        the names of fields: what is understood is taken out. `segments` are those there are, by their folded names; new
        ones are added.
        """
        return None

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        """The JSON Schema of what `read` takes; `#/$defs` has `text` and `texts`, and what `definitions` adds."""
        raise NotImplementedError

    def definitions(self, colours: Sequence[str]) -> dict[str, Any]:
        """Definitions that its schema refers to."""
        return {}

    def starter(self, words: BlockWords, starting: Starting) -> Iterator[str]:
        """Lines of a starter file under the block's key."""
        return iter(())

    def starter_comment(self, words: BlockWords, starting: Starting) -> str:
        """How to fill the block in, said above its key; empty for a kind that needs no explanation."""
        return ""

    def words(self, block: Block, words: BlockWords, content: Any, wording: Wording) -> Any:
        """The `body` of a `BlockText`, a struct of the kind's own: every word that will stand on paper beside the
        block's title, code and prompts.
        """
        return None

    def prompts(self, block: Block, prompts: Prompts) -> Prompts:
        """Which of a block's questions and lists it prints."""
        return prompts

    def left_out(self, block: Block, content: Any, *, filled: bool) -> bool:
        """Whether a block has no place on a sheet, which is `filled` if something is written in any of its blocks."""
        return False

    def warnings(self, block: Block, held: Any, title: str, content: Content) -> Iterator[Diagnostic]:
        """Warnings of what was written: too few entries, for example. `title` is what the sheet calls the block, and
        `content` the file that holds it.
        """
        return iter(())

    def texts(self, text: BlockText) -> Iterator[Text]:
        """The texts that the proof must find on the pages again."""
        return iter(())

    def lines_to_write(self, text: BlockText) -> int:
        """How many lines to write on by hand it must have at the least, as it is filled in."""
        return 0

    def lines_in_strip(self, block: Block, manuscript: Manuscript) -> int:
        """How many lines a strip has for words, written by hand or printed."""
        return len(block.fields)

    def places_to_mark(self, text: BlockText) -> tuple[int, float, float]:
        """How many places to mark with a pen it must have, such as boxes to tick, and how wide and high each of them
        is at the least, in points.
        """
        return 0, 0.0, 0.0

    def least_width(self, block: Block) -> float:
        """The least width that a layout may give a block of it, in points."""
        return self.narrowest

    def set(self, text: BlockText, block: Block, context: Context) -> Setting:
        """How a block that is no strip stands on its sheet."""
        raise NotImplementedError

    def set_all(self, blocks: Sequence[tuple[BlockText, Block]], context: Context) -> Ensemble:
        """All blocks of the kind on a sheet. A kind leaves this alone unless they decide something together."""
        from bmcgen.drawing.setting import Ensemble

        return Ensemble({block.area: self.set(text, block, context) for text, block in blocks})

    def choices(
        self, sheets: Sequence[tuple[Ensemble, Plan]], sizes: Sizes, theme: Theme
    ) -> Sequence[Callable[[], Chosen | None]]:
        """What its blocks can be set in on all sheets alike, the most open first: the first that takes as few sheets as
        the last is chosen. Each is worked out when it is asked for, None if it does not do; the last always does.
        """
        return ()

    def strip(self, block: Block, context: Context, width: float) -> Strip:
        """A strip, set for a width."""
        raise NotImplementedError

    def further(self, strip: Strip) -> Strip:
        """The strip that stands in its place on further sheets, no higher."""
        return strip

    def title_size(self, strip: Any) -> float:
        """How large a strip of it prints the sheet's title: no label of a block is larger."""
        return inf

    def typed(self, block: Block, manuscript: Manuscript) -> Iterator[tuple[str, Text, int]]:
        """What of the user's a strip prints beside its fields: what messages call it, its longest text, its length."""
        return iter(())


def names() -> tuple[str, ...]:
    """The names of all kinds there are."""
    return _names(tuple(__path__))


@cache
def _names(folders: tuple[str, ...]) -> tuple[str, ...]:
    import pkgutil

    return tuple(sorted(each.name for each in pkgutil.iter_modules(folders) if not each.name.startswith("_")))


def kind_of(name: str) -> Kind:
    """The kind of that name. KeyError if there is none."""
    return _kind_of(name, tuple(__path__))


@cache
def _kind_of(name: str, _: tuple[str, ...]) -> Kind:
    if not name.isidentifier() or name.startswith("_"):
        raise KeyError(name)
    module = f"{__name__}.{name}"
    try:
        found = import_module(module)
    except ModuleNotFoundError as exc:
        if exc.name != module:
            raise
        raise KeyError(name) from None
    kind: Kind = found.KIND
    return kind
