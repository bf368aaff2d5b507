"""How long a process bears to stand still: what is written is compared and shown."""

from __future__ import annotations

import math

import pytest

from ea_repo.report.bearable_stop import minutes, shown


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("30 min", 30), ("4 h", 240), ("4h", 240), ("1,5 heure", 90), ("1 h 30 min", 90), ("2 d", 2880),
        ("2 jours", 2880), ("15 minutes", 15), ("24 hours", 1440), ("dès que possible", math.inf), (None, math.inf),
    ],
)  # fmt: skip
def test_durations_are_compared(written: str | None, expected: float) -> None:
    assert minutes(written) == expected


def test_a_day_has_the_abbreviation_of_the_language() -> None:
    assert (shown("2 d", "fr"), shown("2 j", "en"), shown("4 h", "fr")) == ("2 j", "2 d", "4 h")
