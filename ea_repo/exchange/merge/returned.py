"""Elements that went out and come back: no mapping is needed, and they have no other source than the workspace."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ea_repo.exchange.inventory import Inventory, Record, Rejected
from ea_repo.exchange.mapping.draft import Draft, Origin, Proposal
from ea_repo.exchange.merge.memory import Memory, Remembered
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel import Vocabulary, accepts
from ea_repo.metamodel.link import ID_PATTERN
from ea_repo.select.paths import fields as written_fields
from ea_repo.suggest import did_you_mean

_ID = re.compile(ID_PATTERN)
_NO_ID = Text(
    "identifiant mal formé : des minuscules et des chiffres, séparés par des tirets",
    "a malformed id: lower-case letters and digits, joined by hyphens",
)


def returned(inventory: Inventory, graph: Graph) -> Draft:
    """What comes back, with each reference that means nothing refused where it is written."""
    draft = Draft(inventory, notes=list(inventory.notes))
    for rejected in inventory.rejected:
        _refuse(draft, rejected)
    named = {record.id: record for record in inventory.records}
    bases: dict[str, Mapping[str, Any]] = {}
    kind_of = {id: record.type for id, record in named.items() if record.type in graph.vocabulary.kinds}
    for record in inventory.records:
        if why := _unfit(record, graph.vocabulary):
            draft.refuse(record.at, why, record.type)
            draft.count(record.type, "rejected")
            continue
        bases[record.id] = _base(inventory, graph, record.id)
        wanted = str(record.fields.get("name") or record.id)
        draft.proposals[record.id] = Proposal(
            record.id, record.type, record.at, wanted, wanted, dict(record.fields), dict(record.places),
            Origin(record.type), same_as=record.id,
        )  # fmt: skip
        draft.count(record.type, "mapped")
    draft.base = bases
    for rejected in inventory.rejected:
        if rejected.field and (row := _row(inventory, rejected)) is not None:
            draft.spoilt.setdefault(row.id, set()).add(rejected.field.partition(".")[0])
    for proposal in draft.proposals.values():
        _follow(draft, proposal, graph, kind_of)
    return draft


def as_it_went(draft: Draft, source: str, graph: Graph) -> Memory:
    """What the file said when it went out; where it does not remember, what is here now."""
    inventory = draft.inventory
    went = (
        inventory.base if inventory.base is not None else {id: base for id, base in draft.base.items() if id in graph}
    )
    kept = {
        id: Remembered(id, draft.proposals[id].kind if id in draft.proposals else graph.kind(id), fields)
        for id, fields in went.items()
        if id in draft.proposals or id in graph
    }
    return Memory(source, inventory.format, digest=inventory.digest, elements=kept)


def _base(inventory: Inventory, graph: Graph, id: str) -> Mapping[str, Any]:
    if inventory.base is not None:
        return inventory.base.get(id, {})
    return written_fields(graph, id) if id in graph else {}


def _refuse(draft: Draft, rejected: Rejected) -> None:
    draft.refuse(rejected.at, rejected.why, rejected.type, rejected.field)


def _row(inventory: Inventory, rejected: Rejected) -> Record | None:
    """The record of which a place is a field."""
    return next((record for record in inventory.records if rejected.at in record.places.values()), None)


def _unfit(record: Record, vocabulary: Vocabulary) -> Text | None:
    """Why something of a file is no element at all."""
    if record.type not in vocabulary.kinds:
        hint = did_you_mean(record.type, vocabulary.kinds)
        return Text(f"genre inconnu : « {record.type} »{hint.fr}", f"unknown kind: “{record.type}”{hint.en}")
    return None if _ID.fullmatch(record.id) else _NO_ID


def _follow(draft: Draft, proposal: Proposal, graph: Graph, kind_of: Mapping[str, str]) -> None:
    """Refuses the references of an element that lead nowhere, or to a kind that they may not lead to."""
    for name, link in graph.vocabulary.kinds[proposal.kind].links.items():
        values = proposal.fields.get(name)
        if not isinstance(values, list | tuple):
            continue
        was = {_target(value) for value in draft.base.get(proposal.key, {}).get(name, ())}
        for target in [target for target in map(_target, values) if target not in was]:
            found = kind_of.get(target) or (graph.kind(target) if target in graph else None)
            if found is None:
                hint = did_you_mean(target, [*kind_of, *graph])
                why = Text(f"{name} : « {target} » n'existe pas{hint.fr}", f"{name}: there is no “{target}”{hint.en}")
            elif not _may(link.to, found):
                wanted = ", ".join(link.to)
                fr = f"{name} : « {target} » est de genre {found}, attendu : {wanted}"
                why = Text(fr, f"{name}: “{target}” is of kind {found}, expected: {wanted}")
            else:
                continue
            draft.refuse(proposal.place(name), why, proposal.kind, name)
            draft.spoilt.setdefault(proposal.key, set()).add(name)


def _may(wanted: tuple[str, ...], kind: str) -> bool:
    return "*" in wanted or any(accepts(one, kind) for one in wanted)


def _target(value: Any) -> str:
    return str(value.get("to")) if isinstance(value, dict) else str(value)
