"""What one may bring in from elsewhere, and hold against what others see."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ea_repo.answer.answer import Answer
from ea_repo.answer.import_plan import ImportPlan
from ea_repo.exchange import read
from ea_repo.exchange.guess.mapping_text import guessed
from ea_repo.exchange.importing import Asked, compared, fill, planned, write
from ea_repo.exchange.receiving import receipt_of
from ea_repo.exchange.reconcile.reconciliation import Reconciliation
from ea_repo.exchange.writing.swap import MODEL, listing, tidy
from ea_repo.finding import Lang
from ea_repo.load.progress import OnProgress
from ea_repo.repository.open_workspace import OpenWorkspace
from ea_repo.repository.starting import start, write_settings
from ea_repo.write import require_new
from ea_repo.write import write as write_file


def plan(opened: OpenWorkspace, asked: Asked, tell: OnProgress, *, strict: bool) -> ImportPlan:
    """What an import would do to a workspace."""
    # Before anything of it is read: whoever writes from here on is noticed.
    seen = listing(opened.root / MODEL)
    workspace = opened.workspace
    return ImportPlan(workspace.settings.name, planned(asked, workspace, tell), seen, strict)


def plan_new(folder: Path, asked: Asked, tell: OnProgress, *, strict: bool) -> ImportPlan:
    """What a new workspace would hold; raises NotWritten where the folder holds anything already."""
    require_new(folder)
    return ImportPlan(folder.resolve().name, planned(asked, None, tell), strict=strict)


def carry_out(opened: OpenWorkspace, wanted: ImportPlan) -> ImportPlan:
    """Writes what a plan says, whole or not at all; of a campaign's workbook it keeps what was answered."""
    if wanted.plan.writes:
        write(wanted.plan, opened.workspace, wanted.seen)
    else:
        tidy(opened.root)
    if (receipt := receipt_of(wanted.plan)) is not None:
        write_file(receipt.place(opened.root), receipt.as_json())
    return replace(wanted, written=True)


def carry_out_in_new(folder: Path, wanted: ImportPlan) -> ImportPlan:
    """Writes a new workspace with what a plan brings, whole or not at all."""

    def fill_new(new: Path) -> None:
        write_settings(new, wanted.workspace)
        fill(wanted.plan, new)

    start(folder, fill_new)
    return replace(wanted, written=True)


def mapping(paths: tuple[Path, ...], format: str, lang: Lang) -> str:
    """The text of a first mapping of tables, guessed from their headers and values, its doubts as comments."""
    return guessed(read(paths, format), lang)


def reconcile(opened: OpenWorkspace, asked: Asked, ids: Path | None, tell: OnProgress) -> Answer[Reconciliation]:
    """What others see beside what is declared, on the day looked at."""
    return opened.answer(compared(asked, opened.workspace, opened.graph, ids, tell))
