"""All the sheets of a document: the sizes that they share, and their pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, Problems
from bmcgen.kinds._articles import scales_of
from bmcgen.kinds.notes.density import looks_of
from bmcgen.kinds.notes.sizes import LEAST_DIFFERENCE, STEP, Held, Setting, choose, letting_go, open_settings
from bmcgen.model.layout import Sizes
from bmcgen.model.page import Page
from bmcgen.model.plan import Ground
from bmcgen.pages.glyphs import undrawn
from bmcgen.pages.sheet import Draft, SetSheet, SheetFitter
from bmcgen.text.fonts import Faces

Pair = tuple[SheetFitter, Draft]
LARGE = 14.0
"""Notes of that size are large in large print in any case, so that more need not go on to further sheets."""


class Fitted(Struct, frozen=True):
    """The pages of a document, what each was planned as, and what the person who ordered them should know."""

    pages: tuple[Page, ...]
    grounds: tuple[Ground, ...]
    warnings: tuple[Diagnostic, ...]


def fit(sheets: Sequence[SheetFitter], sizes: Sizes, faces: Faces) -> Fitted:
    """The pages of sheets, all set in one scale: the largest in which all that is to be read fits, else the largest in
    which it takes as few pages, and goes on from as few of its places, as in the smallest.
    """
    found = _set(sheets, sizes)
    total = sum(sheet.count for sheet in found)
    pages = tuple(page for sheet in found for page in sheet.pages(total))
    if problems := undrawn(pages, faces):
        raise Problems(problems)
    warnings = [said for sheet in found for said in (*sheet.warnings, *sheet.oversets())]
    return Fitted(pages, tuple(ground for sheet in found for ground in _grounds(sheet)), tuple(warnings))


def _grounds(sheet: SetSheet) -> list[Ground]:
    """What each page of a sheet was planned as."""
    further = Ground(sheet.plan.continuation)
    return [Ground(sheet.plan.frames, sheet.fitter.manuscript.blocks), *[further] * (sheet.count - 1)]


def sizes_used(sheets: Sequence[SheetFitter], sizes: Sizes) -> Sizes:
    """The largest sizes of sheets, and as their smallest those that they are set in. Large print keeps to these, so it
    is larger than the same sheet in ordinary type: what then finds no room continues on another page.
    """
    try:
        found = _set(sheets, sizes)
    except Problems:
        return sizes
    scale, setting = found[0].scale, found[0].setting
    prompts = [size for sheet in found if (size := sheet.fitter.notes.prompt_size)]
    note = min(setting.size, LARGE) if setting else sizes.note[1]
    prompt = min(prompts, default=scale.prompt)
    return Sizes((sizes.note[0], note), (sizes.text[0], scale.text), (sizes.prompt[0], prompt))


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
            break
        if fewest is None:
            fewest = _extent(_in_scale([sheet.draft(scales[-1]) for sheet in sheets], sheets, sizes))
        if fewest > (len(sheets), 0):
            found = _in_scale(drafts, sheets, sizes)
            if _extent(found) <= fewest:
                return found
    return _in_scale(drafts, sheets, sizes)


def _extent(found: Sequence[SetSheet]) -> tuple[int, int]:
    return sum(sheet.count for sheet in found), sum(sheet.parted for sheet in found)


def _in_scale(drafts: Sequence[Draft], sheets: Sequence[SheetFitter], sizes: Sizes) -> list[SetSheet]:
    """The sheets one after another; notes are in the same setting on all of them."""
    pairs = [*zip(sheets, drafts, strict=True)]
    if not any(sheet.notes.filled for sheet in sheets):
        return _all_set(pairs, None)

    def held(setting: Setting, *, placed: bool = False) -> bool:
        return all(sheet.holds(draft, setting, placed=placed) for sheet, draft in pairs)

    def crowded(setting: Setting) -> Sequence[str]:
        names = _fullest(pairs, setting)
        return names[: len(names) // 3]

    looks = looks_of(sheets[0].ink.theme)
    near = min(filter(None, (sheet.notes.estimate(draft.plan) for sheet, draft in pairs)), default=0.0)
    asking = any(sheet.notes.asking for sheet in sheets)
    for prompted in (True, False) if asking else (False,):
        for sheet in sheets:
            sheet.notes.prompted = prompted
        if found := choose(held, *sizes.note, looks, near, crowded):
            return _all_set(pairs, _certain(found, held, sizes.note[1]))
    return _overset(pairs, held, open_settings(*sizes.note, looks))


def _certain(setting: Setting, held: Held, floor: float) -> Setting:
    """The setting, or one a little smaller if its notes stand a little higher where the dividers are in the end."""
    while setting.size > floor and not held(setting, placed=True):
        size, small = max(floor, setting.size - STEP), max(floor, setting.small - STEP)
        if not setting.crowded or size - small >= LEAST_DIFFERENCE:
            setting = replace(setting, size=size)
        else:
            setting = replace(setting, size=size, small=small)
    return setting


def _overset(pairs: Sequence[Pair], held: Held, settings: Sequence[Setting]) -> list[SetSheet]:
    """The sheets in the most open setting in which they need no more further ones than in the closest."""
    closest = len(settings) - 1

    @cache
    def found(number: int) -> tuple[list[SetSheet], bool]:
        setting = letting_go(settings[number], _fullest(pairs, settings[number]), held)
        holds = number == closest or held(setting)
        return _all_set(pairs, setting) if holds else [], holds

    fewest = sum(sheet.count for sheet in found(closest)[0])
    low, high = 0, closest
    while low < high:
        middle = (low + high) // 2
        sheets, holds = found(middle)
        if holds and sum(sheet.count for sheet in sheets) <= fewest:
            high = middle
        else:
            low = middle + 1
    return found(high)[0]


def _fullest(pairs: Sequence[Pair], setting: Setting) -> list[str]:
    """The blocks with notes, the fullest first."""
    crowding: dict[str, float] = {}
    for sheet, draft in pairs:
        crowding |= sheet.notes.crowding(draft.plan, setting)
    return sorted(crowding, key=lambda name: -crowding[name])


def _all_set(pairs: Sequence[Pair], setting: Setting | None) -> list[SetSheet]:
    found: list[SetSheet] = []
    number = 1
    for sheet, draft in pairs:
        found.append(sheet.set(draft, setting, number))
        number += found[-1].count
    return found
