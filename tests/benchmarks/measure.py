"""What a process costs, told by the system when it ends, and the machine that it ran on."""

from __future__ import annotations

import os
import platform
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_AS_INSTALLED = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""An installed program is compiled once. Where Python may not keep what it compiles, every start of a checkout compiles
all of it, which takes a third of the start."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU (with those of its children) and of the clock, and the most memory that a process of it held."""

    cpu: float
    wall: float
    memory: int


def run(arguments: Sequence[str | Path], cwd: Path) -> Cost:
    """Run a program to its end. It starts out with the peak memory of the process that starts it: keep that small."""
    with tempfile.TemporaryFile() as said:
        before = time.perf_counter()
        process = subprocess.Popen(
            [*map(str, arguments)], cwd=cwd, env=_AS_INSTALLED, stdout=subprocess.DEVNULL, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - before
        if process.returncode:
            said.seek(0)
            shown = " ".join(map(str, arguments[:4]))
            raise SystemExit(f"{shown} … ended with {process.returncode}:\n{said.read()[-2000:].decode()}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024)


def best(repeats: int, *runs: Callable[[], Cost]) -> list[Cost]:
    """The least that each costs; they take turns, so that what else the machine does hits all of them."""
    found = [[each() for each in runs] for _ in range(repeats)]
    return [
        Cost(*(min(getattr(one, name) for one in costs) for name in Cost.__slots__))
        for costs in zip(*found, strict=True)
    ]


def machine() -> str:
    """What the figures were measured on, and how busy it was."""
    cpu = platform.processor() or "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line]
        cpu = models[0] if models else cpu
    system = platform.platform(terse=True)
    load = os.getloadavg()[0]
    return f"{cpu}, {os.cpu_count()} cores, Python {platform.python_version()}, {system}; load {load:.1f} at the start"
