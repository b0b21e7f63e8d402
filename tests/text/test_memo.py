"""What is remembered stays within bounds, and goes with its owner."""

import gc
import weakref

from bmcgen.text.memo import BoundedMemo, MemoOwner


def test_a_bounded_memo_asks_once_and_clears_itself_when_full() -> None:
    asked: list[int] = []

    def find(key: int) -> int:
        asked.append(key)
        return key * 2

    memo = BoundedMemo(find, 3)
    assert [memo[key] for key in (1, 1, 2, 3, 1)] == [2, 2, 4, 6, 2]
    assert asked == [1, 2, 3]
    assert memo[4] == 8
    assert [*memo] == [4]


def repeated(owner: MemoOwner, text: str) -> list[str]:
    return [text]


def test_what_is_derived_is_the_same_for_one_owner_and_goes_with_it() -> None:
    first, second = MemoOwner(), MemoOwner()
    assert first.derived(repeated)("a") is first.derived(repeated)("a")
    assert first.derived(repeated)("a") is not second.derived(repeated)("a")
    gone = weakref.ref(first)
    del first
    gc.collect()
    assert gone() is None
