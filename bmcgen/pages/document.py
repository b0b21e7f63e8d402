"""All the sheets of a document: the sizes that they share, and their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, Place, Problems
from bmcgen.drawing.labels import ABOVE_NOTES
from bmcgen.drawing.setting import Chosen, Ensemble
from bmcgen.drawing.sizes import STEP, Scale, scales_of
from bmcgen.kinds import kind_of
from bmcgen.model.layout import Sizes
from bmcgen.model.page import Page
from bmcgen.model.plan import Ground, Plan
from bmcgen.pages.glyphs import undrawn
from bmcgen.pages.set_sheet import Draft, Held, SetSheet
from bmcgen.pages.sheet import SheetFitter
from bmcgen.text.fonts import Faces


class Fitted(Struct, frozen=True):
    """The pages of a document, what each was planned as, and what the person who ordered them should know: warnings,
    and how many paper notes blocks have places for, by name. `fronts` are the pages at which sheets begin that are no
    backs, and `counts` says how many pages each sheet takes. `smallest` is the size of what its kinds chose one for,
    where that is smallest; 0 where none did. `held` is how each sheet is set.
    """

    pages: tuple[Page, ...]
    grounds: tuple[Ground, ...]
    warnings: tuple[Diagnostic, ...]
    places: Mapping[str, int]
    fronts: tuple[int, ...]
    counts: tuple[int, ...] = ()
    smallest: float = 0.0
    held: tuple[Held, ...] = ()


def fit(sheets: Sequence[SheetFitter], sizes: Sizes, faces: Faces, held: Sequence[Held] = ()) -> Fitted:
    """The pages of sheets, all set in one scale: the largest in which all that is to be read fits, else the largest in
    which it takes as few pages, and goes on from as few of its places, as in the smallest. Where it is `held` how they
    were set before, they are set so again if they can be.
    """
    found = _set_as(sheets, held) or _set(sheets, sizes)
    total = sum(sheet.count for sheet in found)
    pages = tuple(page for sheet in found for page in sheet.pages(total))
    if problems := undrawn(pages, faces, partial(_blocks, sheets)):
        raise Problems(problems)
    # What is true of several sheets is told where it is met first.
    warnings: dict[tuple[str, str], Diagnostic] = {}
    for sheet in found:
        for said in (*sheet.warnings, *sheet.oversets()):
            warnings.setdefault((said.code, said.message), said)
    places = {part.text.name: part.places for sheet in found for part in sheet.parts if part.places is not None}
    grounds = tuple(ground for sheet in found for ground in _grounds(sheet))
    counts = tuple(each.count for each in found)
    smallest = min((each.small or each.size for each in found[0].held.choices.values() if each), default=0.0)
    held = tuple(each.held for each in found)
    return Fitted(pages, grounds, tuple(warnings.values()), places, tuple(_fronts(found)), counts, smallest, held)


def _set_as(sheets: Sequence[SheetFitter], held: Sequence[Held]) -> list[SetSheet]:
    """The sheets as they were set before; none where they cannot be set so."""
    if len(held) != len(sheets):
        return []
    found: list[SetSheet] = []
    number = 1
    try:
        for sheet, before in zip(sheets, held, strict=True):
            found.append(sheet.set_as(before, number))
            number += found[-1].count
    except Problems:
        return []
    return found


def _blocks(sheets: Sequence[SheetFitter]) -> dict[Place, str]:
    """The title of the block that holds each text."""
    return {
        part.where: block.title.text
        for sheet in sheets
        for block in sheet.manuscript.blocks
        for text in kind_of(block.kind).texts(block)
        for part in (text, text.second)
        if part
    }


def _fronts(found: Sequence[SetSheet]) -> Iterator[int]:
    page = 0
    for sheet in found:
        if not (page and (sheet.fitter.sheet.back or sheet.fitter.sheet.continued)):
            yield page
        page += sheet.count


def _grounds(sheet: SetSheet) -> list[Ground]:
    """What each page of a sheet was planned as."""
    fitter = sheet.fitter
    strips = [block for block in fitter.sheet.blocks.values() if block.role == "strip"]
    lines = {block.area: kind_of(block.kind).lines_in_strip(block, fitter.manuscript) for block in strips}
    # A head that is lower on further sheets has no lines.
    lower = {each.area for each in sheet.plan.continuation if each.rect.h < sheet.plan.by_area[each.area].rect.h}
    further = Ground(sheet.plan.continuation, (), {area: n for area, n in lines.items() if area not in lower})
    return [Ground(sheet.plan.frames, fitter.manuscript.blocks, lines), *[further] * (sheet.count - 1)]


def sizes_used(sheets: Sequence[SheetFitter], sizes: Sizes) -> Sizes:
    """The largest sizes of sheets, and as their smallest those that they are set in. Large print keeps to these, so it
    is larger than the same sheet in ordinary type: what then finds no room continues on another page.
    """
    try:
        found = _set(sheets, sizes)
    except Problems:
        return sizes
    scale, choices = found[0].held.scale, found[0].held.choices
    prompts = [size for sheet in found if (size := sheet.fitter.prompt_size)]
    made = min((each for each in choices.values() if each), key=lambda choice: choice.size, default=None)
    note = made.size if made else sizes.note[1]
    second = (made.small, made.crowded) if made else (0.0, frozenset[str]())
    prompt = min(prompts, default=scale.prompt)
    return Sizes((sizes.note[0], note), (sizes.text[0], scale.text), (sizes.prompt[0], prompt), *second)


def _set(sheets: Sequence[SheetFitter], sizes: Sizes) -> list[SetSheet]:
    scales = scales_of(sizes)
    if not any(sheet.varies for sheet in sheets):
        return _in_scale([sheet.draft(scales[-1]) for sheet in sheets], sheets, sizes)
    fewest: tuple[int, int] | None = None
    for scale in scales:
        drafts = [sheet.draft(scale) for sheet in sheets]
        if scale == scales[-1]:
            break
        if any(sheet.room_problems(draft) for sheet, draft in zip(sheets, drafts, strict=True)):
            continue
        if all(draft.holds for draft in drafts):
            drafts = _in_place(drafts, sheets, scales)
            break
        if fewest is None:
            fewest = _extent(_in_scale([sheet.draft(scales[-1]) for sheet in sheets], sheets, sizes))
        if fewest > (len(sheets), 0):
            found = _in_scale(drafts, sheets, sizes)
            if _extent(found) <= fewest:
                return found
    return _in_scale(drafts, sheets, sizes)


def _in_place(drafts: list[Draft], sheets: Sequence[SheetFitter], scales: Sequence[Scale]) -> list[Draft]:
    """Drafts in which all parts stand whole, or those a step smaller if only these keep to the columns of the grid."""
    at = scales.index(drafts[0].scale)
    if not any(draft.off_grid for draft in drafts) or at + 1 == len(scales):
        return drafts
    smaller = [sheet.draft(scales[at + 1]) for sheet in sheets]
    return drafts if any(draft.off_grid or not draft.holds for draft in smaller) else smaller


def _extent(found: Sequence[SetSheet]) -> tuple[int, int]:
    return sum(sheet.count for sheet in found), sum(sheet.parted for sheet in found)


def _in_scale(drafts: Sequence[Draft], sheets: Sequence[SheetFitter], sizes: Sizes) -> list[SetSheet]:
    """The sheets one after another; what kinds choose for their blocks, they choose for all of them."""
    offered = _choices(drafts, sheets, sizes)
    chosen = {kind: each[-1]() for kind, each in offered.items()}
    found = _all_set(drafts, sheets, chosen)
    for kind, each in offered.items():
        fewest = sum(sheet.count for sheet in found)
        low, high = 0, len(each) - 1
        while low < high:
            middle = (low + high) // 2
            choice = each[middle]()
            tried = _all_set(drafts, sheets, chosen | {kind: choice}) if choice else []
            if tried and sum(sheet.count for sheet in tried) <= fewest:
                found, high = tried, middle
            else:
                low = middle + 1
        chosen[kind] = each[high]()
    return found


def _choices(
    drafts: Sequence[Draft], sheets: Sequence[SheetFitter], sizes: Sizes
) -> dict[str, Sequence[Callable[[], Chosen | None]]]:
    """What each kind that has a choice can set its blocks in on all sheets."""
    together: dict[str, list[tuple[Ensemble, Plan]]] = {}
    for sheet, draft in zip(sheets, drafts, strict=True):
        for kind, ensemble in sheet.ensembles.items():
            together.setdefault(kind, []).append((ensemble, draft.plan))
    theme = sheets[0].ink.theme
    sizes = _below(min(sheet.title_size for sheet in sheets), sizes)
    found = {kind: kind_of(kind).choices(each, sizes, theme) for kind, each in together.items()}
    return {kind: each for kind, each in found.items() if each}


def _below(title: float, sizes: Sizes) -> Sizes:
    """The sizes of notes whose labels are no larger than a title: labels have whole sizes above their notes."""
    largest, smallest = sizes.note
    if title // 1 >= ABOVE_NOTES * largest:
        return sizes
    fitting = title // 1 / ABOVE_NOTES // STEP * STEP
    return replace(sizes, note=(max(smallest, fitting), smallest))


def _all_set(
    drafts: Sequence[Draft], sheets: Sequence[SheetFitter], chosen: Mapping[str, Chosen | None]
) -> list[SetSheet]:
    found: list[SetSheet] = []
    number = 1
    for sheet, draft in zip(sheets, drafts, strict=True):
        found.append(sheet.set(draft, chosen, number))
        number += found[-1].count
    return found
