"""How fast, how large and how hungry bmcgen is, as ratios: `python -m tests.benchmarks` (see `__main__`)."""
