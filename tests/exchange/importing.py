"""Sources that come into a small workspace, through the repository, as the command does it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ea_repo.answer.import_plan import ImportPlan
from ea_repo.exchange.importing import Asked
from ea_repo.exchange.merge.plan import Plan
from ea_repo.exchange.merge.three_way import Prefer
from ea_repo.exchange.merge.wishes import Wishes
from ea_repo.graph import Graph
from ea_repo.load import load
from ea_repo.repository import Repository
from ea_repo.select.paths import fields
from tests.exchange.reading import written
from tests.texts import workspace

DAY = "2026-11-30"


def a_workspace(root: Path, **files: str) -> Path:
    """A workspace with these files below `model/`."""
    folder = root / "si"
    folder.mkdir(exist_ok=True)
    workspace(folder, **files)
    return folder


def source(root: Path, files: Mapping[str, str | bytes] | str, name: str = "source.csv") -> Path:
    """A source beside a workspace: one file, or a folder of files."""
    folder = root / "source"
    if isinstance(files, str):
        return written(folder, {name: files}) / name
    return written(folder, files)


def planned(
    root: Path, path: Path, mapping: str = "", *, prefer: Prefer | None = None, prune: bool = False, on: str = DAY
) -> ImportPlan:
    """The plan of an import into the workspace."""
    rules = written(root.parent, {"mapping.yaml": mapping}) / "mapping.yaml" if mapping else None
    return Repository(root).import_(Asked((path,), mapping=rules, wishes=Wishes(prefer, prune, on)))


def imported(root: Path, path: Path, mapping: str = "", **wishes: Any) -> Plan:
    """An import that is carried out."""
    repository = Repository(root)
    return repository.carry_out(planned(root, path, mapping, **wishes)).plan


def graph(root: Path) -> Graph:
    """What a workspace says; nothing may be wrong in it."""
    read = load(root)
    assert not read.findings, [f"{finding.at}: {finding.message.en}" for finding in read.findings]
    return read.graph


def said(graph: Graph, id: str, *leave_out: str) -> dict[str, Any]:
    """The fields of an element as one would write them, where it came from apart."""
    return {name: value for name, value in fields(graph, id).items() if name not in ("imported", *leave_out)}


def texts(root: Path) -> dict[str, bytes]:
    """Every file of a workspace, byte for byte."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def refusals(plan: Plan) -> list[tuple[str, str]]:
    """What is rejected: where, and why."""
    return [(str(rejected.at), rejected.why.en) for rejected in plan.rejected]


def sums_hold(plan: Plan) -> bool:
    """Whether everything that the source holds is accounted for, type by type."""
    totals = plan.inventory.totals()
    counted = sum(totals.records.values()) + sum(totals.relations.values()) + totals.views
    deleted = len(plan.inventory.left_out) + sum(not rejected.field for rejected in plan.inventory.rejected)
    accounts = plan.account.values()
    each = all(count.source == count.mapped + count.kept + count.left_out + count.rejected for count in accounts)
    return each and sum(count.source for count in accounts) == counted + deleted
