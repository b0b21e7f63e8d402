"""Work in several processes, which end with the one that began them."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

from bmcgen.diagnostics import Place, Problems, error
from bmcgen.documents.many.gc_tuning import seldom

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future
    from multiprocessing.process import BaseProcess

UNGUARDED = 87
"""How a process of ours ends that would start others while it still imports the program that began it."""
GUARD = """\
make_all starts processes, and each of them imports this program anew. Put what the program does under
    if __name__ == "__main__":
or call make_all with processes=1."""
J = TypeVar("J")
R = TypeVar("R")


def through(executor: Executor, jobs: Iterable[J], ahead: int, work: Callable[[J], R]) -> Iterator[R]:
    """The results of an executor in the order of its jobs, of which only so many wait at a time."""
    waiting: list[Future[R]] = []
    for job in jobs:
        waiting.append(executor.submit(work, job))
        if len(waiting) >= ahead:
            yield waiting.pop(0).result()
    for future in waiting:
        yield future.result()


def in_processes(work: Callable[[J], R], jobs: Iterable[J], many: int, ahead: int) -> Iterator[R]:
    """The results of jobs in their order, from so many processes. RuntimeError where these cannot begin because the
    program lacks its guard, `Problems` where one of them is ended from outside.
    """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children, get_context

    if _imports_program():
        # This is that program again, and its author is told by the process that imports it.
        os._exit(UNGUARDED)
    before = {each.pid for each in active_children()}
    workers: dict[int | None, BaseProcess] = {}

    def watched() -> Iterator[J]:
        for job in jobs:
            yield job
            if len(workers) < many:
                workers.update((each.pid, each) for each in active_children() if each.pid not in before)

    pool = ProcessPoolExecutor(many, mp_context=get_context(_start()), initializer=_begin)
    try:
        yield from through(pool, watched(), ahead, work)
    except BrokenProcessPool:
        if UNGUARDED in map(_exit_code, workers.values()):
            raise RuntimeError(GUARD) from None
        message = "a process making documents was killed"
        hint = "if memory is short, try fewer processes: --jobs 1"
        raise Problems([error("process-ended", message, Place("bmcgen"), hint)]) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _exit_code(process: BaseProcess) -> int | None:
    """How a process ended. The pool waits for it too, and for a moment only one of the two knows."""
    end = time.monotonic() + 5
    while process.exitcode is None and time.monotonic() < end:
        time.sleep(0.01)
    return process.exitcode


def _begin() -> None:
    """The start of a process of ours: it ends when the one that began it does, however that was ended."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    seldom()
    parent = parent_process()
    if parent is None:
        return

    def follow() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def _imports_program() -> bool:
    """Whether this is called while a process imports the program that began it."""
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        if frame.f_code.co_name == "<module>" and frame.f_globals.get("__name__") == "__mp_main__":
            return True
        frame = frame.f_back
    return False


def _start() -> str:
    """How processes begin: as copies of this one where that is safe, which saves each of them its start."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"
