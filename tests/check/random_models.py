"""Random small models as plain facts, and as the text that says them: oracles read the facts, rules the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import strategies as st

TODAY = dt.date(2021, 12, 31)
Facts = dict[str, dict[str, Any]]
"""The fields of each element, by id; a link is a list of (target, from, until)."""

LIVES: list[dict[str, str]] = [
    {}, {}, {}, {}, {"live_on": "2019"}, {"live_on": "2023"}, {"live_on": "2019", "retired_on": "2021-12-31"},
    {"retired_on": "2020"}, {"retired_on": "2022"}, {"planned_on": "2020"},
]  # fmt: skip
WHEN = [(None, None)] * 4 + [(None, "2020"), (None, "2021"), ("2022", None), ("2021-12-31", None)]


def links(targets: Iterable[str], size: int = 2) -> st.SearchStrategy[list[tuple[str, str | None, str | None]]]:
    one = st.tuples(st.sampled_from(list(targets)), st.sampled_from(WHEN)).map(lambda link: (link[0], *link[1]))
    return st.lists(one, max_size=size, unique_by=lambda link: link[0])


def sometimes(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.none(), values)


def first(text: str) -> dt.date:
    year, month, day = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    return dt.date(year, month, day)


def last(text: str) -> dt.date:
    start = first(text)
    ends = [dt.date(start.year, 12, 31), dt.date(start.year + start.month // 12, start.month % 12 + 1, 1)]
    return [ends[0], ends[1] - dt.timedelta(1), start][text.count("-")]


def visible(values: Iterable[tuple[str, str | None, str | None]] | None) -> list[str]:
    """The targets of a link at the day looked at."""
    return [
        to
        for to, since, until in values or ()
        if (since is None or first(since) <= TODAY) and (until is None or last(until) >= TODAY)
    ]


def alive(fields: Mapping[str, Any]) -> bool:
    """Whether an element's own dates let it be in service; it is where it has none."""
    starts = [(first(fields[name]), rank, name) for rank, name in enumerate(
        ("planned_on", "live_on", "retired_on")) if fields.get(name)]  # fmt: skip
    begun = [start for start in starts if start[0] <= TODAY]
    if not begun:
        return not (fields.get("planned_on") or fields.get("live_on"))
    return max(begun)[2] == "live_on"


def text(kinds: Mapping[str, Facts]) -> str:
    """The facts as a model file."""
    lines: list[str] = []
    for kind, elements in kinds.items():
        if elements:
            lines.append(f"{kind}:")
            lines += [f"  {id}: {{{', '.join(_said(fields))}}}" for id, fields in elements.items()]
    return "\n".join(lines)


def _said(fields: Mapping[str, Any]) -> Iterable[str]:
    for name, value in fields.items():
        if isinstance(value, list):
            yield f"{name}: [{', '.join(_link(*link) for link in value)}]"
        elif value is not None:
            yield f"{name}: {str(value).lower() if isinstance(value, bool) else value}"


def _link(to: str, since: str | None, until: str | None) -> str:
    dated = [f"to: {to}", *([f"from: {since}"] if since else []), *([f"until: {until}"] if until else [])]
    return f"{{{', '.join(dated)}}}" if len(dated) > 1 else to
