"""The elements of a draft as a workspace writes them: with ids, and with values that its kinds take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ea_repo.exchange.mapping.draft import Draft, Proposal, SaidLink, Target
from ea_repo.exchange.merge.memory import Remembered
from ea_repo.exchange.merge.untouched import with_what_stays
from ea_repo.exchange.place import Place
from ea_repo.finding import Finding
from ea_repo.graph import Record
from ea_repo.load.locate import Locator
from ea_repo.load.validation import Raw, records
from ea_repo.metamodel import Kind, Vocabulary
from ea_repo.select.paths import plain

_LAST = ("properties", "imported")


@dataclass(frozen=True, slots=True)
class Said:
    """One element as the source says it; `fields` are plain values, as the graph gives them."""

    key: str
    id: str
    kind: str
    fields: Mapping[str, Any]
    at: Place
    places: Mapping[str, Place] = field(default_factory=dict)
    inferred: bool = False

    def place(self, field: str) -> Place:
        """Where the source says a field, as near as is known."""
        return self.places.get(field, self.at)


def said_by(
    draft: Draft, ids: Mapping[str, str], source: str, before: Mapping[str, Remembered], vocabulary: Vocabulary
) -> dict[str, Said]:
    """The elements of a draft by key; a value that its kind does not take is refused, with its place.

    What was refused takes nothing away of what the source said before.
    """
    own = draft.inventory.own
    by_kind: dict[str, list[Proposal]] = {}
    for proposal in draft.proposals.values():
        by_kind.setdefault(proposal.kind, []).append(proposal)
    said: dict[str, Said] = {}
    for kind_name, proposals in by_kind.items():
        kind = vocabulary.kinds[kind_name]
        sound, wrong = as_records(kind, proposals, ids, source, own=own)
        by_id = {ids[one.key]: one for one in proposals}
        for finding in wrong:
            refused = by_id[finding.subject]
            field = finding.field or "?"
            draft.refuse(refused.place(field), finding.message, refused.origin.type, field)
            draft.spoilt.setdefault(refused.key, set()).add(field.partition(".")[0] if own else field)
        for proposal, record in zip(proposals, sound, strict=True):
            fields = {name: plain(value) for name, value in record.fields.items()}
            refused_fields = draft.spoilt.get(proposal.key, ())
            if not own and refused_fields and proposal.key in before:
                fields = with_what_stays(fields, before[proposal.key].fields, refused_fields, kind)
            for name in refused_fields if proposal.key in draft.base else ():
                # What was refused says nothing: it does not take away what is there.
                fields.pop(name, None)
                if name in draft.base[proposal.key]:
                    fields[name] = draft.base[proposal.key][name]
            said[proposal.key] = Said(
                proposal.key, record.id, kind_name, fields, proposal.at, proposal.places, proposal.inferred
            )
    return {key: said[key] for key in draft.proposals}


def as_records(
    kind: Kind, proposals: Sequence[Proposal], ids: Mapping[str, str], source: str, *, own: bool = False
) -> tuple[list[Record], list[Finding]]:
    """The elements of a kind that are proposed, with the values that it takes, and what is wrong of the others."""
    raws = [Raw.of(ids[one.key], kind, one.fields if own else _fields(one, kind, ids, source), "") for one in proposals]
    return records(raws, Locator.reading(lambda _: None))


def in_order(kind: Kind, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields in the order in which one writes them: that of the kind, what came from elsewhere last."""
    order = {name: place for place, name in enumerate(kind.fields)}
    return dict(sorted(fields.items(), key=lambda item: (item[0] in _LAST, order.get(item[0], len(order)))))


def _fields(proposal: Proposal, kind: Kind, ids: Mapping[str, str], source: str) -> dict[str, Any]:
    fields = {
        name: [_written(target, ids) for target in value] if name in kind.links else value
        for name, value in proposal.fields.items()
        if name in kind.fields
    }
    fields["imported"] = _imported(proposal, ids, source)
    return in_order(kind, fields)


def _written(target: Target, ids: Mapping[str, str]) -> Any:
    to = target.id or ids[target.key]
    if not target.details:
        return to
    written: dict[str, Any] = {"to": to}
    for name, value in target.details:
        before = written.get(name)
        written[name] = value if before is None else [*(before if isinstance(before, list) else [before]), value]
    return written


def _imported(proposal: Proposal, ids: Mapping[str, str], source: str) -> dict[str, Any]:
    origin = proposal.origin
    type = origin.type if origin.type != proposal.fields.get("type") else ""
    parts: dict[str, Any] = {
        "source": source,
        "id": proposal.key,
        "type": type,
        "folder": list(origin.folder),
        "profiles": list(origin.profiles),
        "lang": origin.lang,
        "texts": origin.texts,
        "links": [_link(link, ids) for link in proposal.links],
        "more": origin.more,
    }
    return {name: value for name, value in parts.items() if value not in ("", [], {})}


def _link(link: SaidLink, ids: Mapping[str, str]) -> dict[str, Any]:
    to = link.target.id or ids[link.target.key]
    return {"id": link.id, "type": link.type, "field": link.field, "to": to, **link.said}
