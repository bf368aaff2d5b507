"""Days for programs and spreadsheets: what no date says is not there."""

from __future__ import annotations

import datetime as dt

from ea_repo.impact.days import ALWAYS, NEVER, Span


def ends(span: Span) -> dict[str, str | None]:
    """From when until when."""
    return {"from": written(span.since), "until": written(span.until)}


def written(day: dt.date | None) -> str | None:
    """A day, None where no date says it."""
    return None if day in (None, ALWAYS, NEVER) else str(day)
