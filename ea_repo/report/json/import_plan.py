"""What an import would do, or did, for programs."""

from __future__ import annotations

from typing import Any

from ea_repo.answer.import_plan import ImportPlan
from ea_repo.exchange.inventory import Rejected
from ea_repo.exchange.merge.plan import Changed, Conflict, Gone, Kept
from ea_repo.report.json.values import both, dumped, place

VERSION = 1


def write(answer: ImportPlan) -> str:
    """The account of the source and the plan, never cut; a place in the source is a text, as people write it."""
    plan = answer.plan
    inventory = plan.inventory
    return dumped(
        {
            "version": VERSION,
            "format": inventory.format,
            "source": plan.source,
            "files": [file.name for file in inventory.files],
            "written": answer.written,
            "totals": {
                "elements": len(inventory.records),
                "relations": len(inventory.relations),
                "views": len(inventory.views),
            },
            "account": {
                type: {
                    "source": n.source,
                    "mapped": n.mapped,
                    "kept": n.kept,
                    "left_out": n.left_out,
                    "rejected": n.rejected,
                }
                for type, n in plan.account.items()
            },
            "rejected": [
                *(_rejected(rejected, left_out=False) for rejected in plan.rejected),
                *(_rejected(rejected, left_out=True) for rejected in plan.left_out),
            ],
            "inferred": [{"at": str(one.at), "what": both(one.text)} for one in plan.inferred],
            "notes": [{"at": str(note.at), "what": both(note.text)} for note in plan.notes],
            "added": [added.id for added in plan.added],
            "changed": list(map(_changed, plan.changed)),
            "kept": list(map(_kept, plan.kept)),
            "removed": [gone.id for gone in plan.gone if gone.removed],
            "gone": [_gone(gone) for gone in plan.gone if not gone.removed],
            "conflicts": list(map(_conflict, plan.conflicts)),
            "verified": [
                {"id": one.id, "by": one.by, "on": one.on, "confirmed": one.confirmed, "at": str(one.at)}
                for one in plan.verified
            ],
        }
    )


def _rejected(rejected: Rejected, *, left_out: bool) -> dict[str, Any]:
    """`field` names the only thing that is missing of an element that comes in; null where all of it is."""
    return {
        "at": str(rejected.at),
        "why": both(rejected.why),
        "type": rejected.type,
        "field": rejected.field or None,
        "left_out": left_out,
    }


def _changed(change: Changed) -> dict[str, Any]:
    return {
        "id": change.id,
        "field": change.field,
        "before": change.before,
        "after": change.after,
        "at": str(change.at),
    }


def _kept(kept: Kept) -> dict[str, Any]:
    return {
        "id": kept.id,
        "field": kept.field or None,
        "workspace": kept.workspace,
        "source": kept.source,
        "written": place(kept.written),
    }


def _gone(gone: Gone) -> dict[str, Any]:
    why = both(gone.why) if gone.why is not None else None
    return {"id": gone.id, "kind": gone.kind, "name": gone.name, "written": place(gone.written), "why": why}


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "id": conflict.id,
        "field": conflict.field or None,
        "before": conflict.before,
        "workspace": conflict.workspace,
        "source": conflict.source,
        "at": str(conflict.at),
        "written": place(conflict.written),
        "solved": conflict.solved or None,
    }
