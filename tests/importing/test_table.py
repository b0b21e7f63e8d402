"""The table of samples: everything expected is found, nothing else is, and no word is lost."""

from tests.importing.__main__ import hundred, rows
from tests.importing.sampled import ASSETS


def test_the_table_of_samples_has_no_faults() -> None:
    every = list(rows())
    assert len(every) >= 60
    assert [row for row in every if row[1] != row[2] or any(row[3:])] == []


def test_a_hundred_notes_are_found() -> None:
    from bmcgen import importing

    assert importing.read_bytes(hundred().encode(), ".md", ASSETS, "f.md").finding.summary.startswith("100 notes")
