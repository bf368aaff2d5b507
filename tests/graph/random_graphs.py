"""Random small models, as records: every kind, dated links, dangling ones and loops included."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from ea_repo.graph import Record
from ea_repo.metamodel import Ref, accepts, kind

KINDS = ("application", "application", "referential", "api", "flow", "flow", "node", "process", "project", "site")
STARTS = ("planned_on", "live_on", "phase_out_on", "retired_on")

DAYS = st.dates(dt.date(2019, 12, 1), dt.date(2023, 2, 1))
WRITTEN = st.builds(lambda day, length: str(day)[:length], DAYS, st.sampled_from((4, 7, 10)))


@st.composite
def refs(draw: st.DrawFn, ids: list[str]) -> Ref:
    from_, until = draw(st.none() | WRITTEN), draw(st.none() | WRITTEN)
    if from_ and until and from_ > until:
        from_, until = until, from_
    return Ref(draw(st.sampled_from(ids)), from_, until)


@st.composite
def models(draw: st.DrawFn, size: int = 8) -> list[Record]:
    """Up to `size` elements whose links point mostly where they may, and sometimes nowhere or at a wrong kind."""
    chosen = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=size))
    kinds = {f"e{place}": name for place, name in enumerate(chosen)}
    return [draw(_records(id, name, kinds)) for id, name in kinds.items()]


@st.composite
def _records(draw: st.DrawFn, id: str, name: str, kinds: dict[str, str]) -> Record:
    fields: dict[str, Any] = {}
    links = kind(name).links
    # Few fields at a time, so that several links often share one (loops need it).
    for field in draw(st.lists(st.sampled_from(sorted(links)), unique=True, max_size=4)):
        right = [id for id, of in kinds.items() if any(accepts(wanted, of) for wanted in links[field].to)]
        ids = [*right, *right, *right, *kinds, "nowhere"]
        fields[field] = tuple(draw(st.lists(refs(ids), max_size=3)))
    for field in draw(st.lists(st.sampled_from(STARTS), unique=True, max_size=3)):
        fields[field] = draw(WRITTEN)
    if name == "project":
        fields["type"] = draw(st.sampled_from(("deployment", "migration")))
        fields["starts_on"] = draw(WRITTEN)
    return Record(id, name, fields)


def in_dates(ref: Ref, day: dt.date | None) -> bool:
    """Whether a link holds on a day, from its text alone: 2023-06 begins what begins with these letters."""
    text = str(day)
    after = ref.from_ is None or text[: len(ref.from_)] >= ref.from_
    return day is None or (after and (ref.until is None or text[: len(ref.until)] <= ref.until))


def followable(records: list[Record]) -> Iterator[tuple[str, str, Ref]]:
    """Every link that points at an element of a right kind, whatever its dates and its loops."""
    kinds = {record.id: record.kind for record in records}
    for record in records:
        for field, link in kind(record.kind).links.items():
            for ref in record.fields.get(field, ()):
                if ref.to in kinds and any(accepts(wanted, kinds[ref.to]) for wanted in link.to):
                    yield record.id, field, ref
