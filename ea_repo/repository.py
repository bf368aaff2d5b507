"""A workspace and what one may ask of it: one method for each command, which returns data and prints nothing."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from ea_repo.check import baseline as baselines
from ea_repo.check import derogations
from ea_repo.check.acceptance import accepted
from ea_repo.check.audit import Audit, Situation, group
from ea_repo.check.examples import Mismatch, mismatches
from ea_repo.check.indicators import Day, Indicators, idle_targets, measured, read_indicators
from ea_repo.check.mentions import mentions
from ea_repo.check.rule import Charter, Rule, read_charter
from ea_repo.check.run import run
from ea_repo.check.setting import Selection, settle
from ea_repo.finding import Finding, Position, Text
from ea_repo.graph import Graph, difference
from ea_repo.load import DEROGATIONS, FILE, Workspace, WorkspaceUnreadable, find_root, load
from ea_repo.load.history import at_revision
from ea_repo.load.problems import PROBLEMS
from ea_repo.metamodel.dates import as_written, last_day
from ea_repo.report.card import Card, card
from ea_repo.report.schema import as_json, schemas
from ea_repo.report.search import Match, search
from ea_repo.report.table import Table, table
from ea_repo.select.meaning import check as check_selector
from ea_repo.select.meaning import check_column
from ea_repo.select.words import parse_words
from ea_repo.starter import folder as starter_folder
from ea_repo.suggest import did_you_mean

COLUMNS = ("id", "kind", "name", "phase", "stated_by")
FLOW_COLUMNS = ("id", "source", "target", "data", "mode", "phase")
"""What `list` shows unless asked otherwise: of flows, what goes from where to where."""


class UnknownName(ValueError):
    """A name that the workspace does not know, with the nearest one it knows."""

    def __init__(self, what: Text, name: str, known: Iterable[str]) -> None:
        hint = did_you_mean(name, known)
        self.message = Text(f"{what.fr} inconnu : « {name} »{hint.fr}", f"unknown {what.en}: “{name}”{hint.en}")
        super().__init__(self.message.en)


@dataclass(frozen=True)
class When:
    """The day that answers are about, and where it comes from."""

    date: dt.date
    origin: Text


class Repository:
    """The workspace that holds a folder, looked at on one day.

    `at` is a date, the id of a `state`, or `today`; without it the workspace's own date, else today.
    Raises WorkspaceUnreadable where there is no workspace, UnknownName for a date that is none.
    """

    def __init__(self, start: Path, at: str | None = None) -> None:
        self.root = find_root(start)
        self._at = at

    @cached_property
    def workspace(self) -> Workspace:
        """The text of the model, read."""
        return load(self.root)

    @cached_property
    def charter(self) -> Charter:
        return self._charter[0]

    @cached_property
    def _charter(self) -> tuple[Charter, Sequence[Finding]]:
        return read_charter(self.root)

    @cached_property
    def when(self) -> When:
        """The day looked at."""
        settings = self.workspace.settings
        if self._at is not None:
            return self._asked(self._at)
        if settings.at is not None:
            return When(last_day(settings.at), Text("date de l'espace de travail", "the workspace's date"))
        return When(dt.date.today(), Text("aujourd'hui", "today"))

    def _asked(self, at: str) -> When:
        if at == "today":
            return When(dt.date.today(), Text("aujourd'hui", "today"))
        graph = self.workspace.graph
        if at in graph and graph.kind(at) == "state" and (date := graph.value(at, "date")):
            return When(last_day(date), Text(f"état {at}", f"state {at}"))
        try:
            return When(last_day(as_written(at)), Text("demandée", "as asked"))
        except ValueError:
            dated = [each for each in graph.of("state") if graph.value(each, "date")]
            raise UnknownName(Text("date ou état", "date or state"), at, dated) from None

    @cached_property
    def graph(self) -> Graph:
        """The model on the day looked at."""
        return self.workspace.graph.at(self.when.date)

    @property
    def situation(self) -> Situation:
        graph = self.graph
        illustrative = sum(graph.value(id, "illustrative") is True for id in graph)
        return Situation(self.workspace.settings.name, self.when.date, self.when.origin, len(graph), illustrative)

    # Commands

    def check(self, selection: Selection = Selection(), baseline: Path | None = None) -> Audit:  # noqa: B008
        """The audit, whole or the part selected; what a derogation allows or a baseline holds is marked so."""
        for name in selection.rules:
            if name not in self.charter.rules and name not in PROBLEMS:
                raise UnknownName(Text("règle", "rule"), name, [*self.charter.rules, *PROBLEMS])
        for name in selection.principles:
            if name not in self.charter.principles:
                raise UnknownName(Text("principe", "principle"), name, self.charter.principles)
        if selection.within:
            check_selector(selection.within, self.graph, strict=True)
        setting, flaws = settle(self.workspace, self.graph, self.charter, selection)
        held = baselines.read(baseline.read_text(encoding="utf-8"), str(baseline)) if baseline else {}
        rules = [each for each in self.charter.rules.values() if selection.takes(self.charter, each.id)]
        results = [
            replace(
                each,
                findings=tuple(
                    baselines.marked(accepted(each.findings, self.graph, self.charter), held, self.graph.name)
                ),
            )
            for each in run(rules, self.graph, setting, self.locate)
        ]
        if not selection.partial:
            declared, wrong = read_indicators(self.workspace, self.charter)
            flaws += [*wrong, *idle_targets(self.workspace, [each.id for each in declared])]
        text = [*self.workspace.findings, *self._charter[1], *([] if selection.partial else flaws)]
        # Errors of the text change every answer: a part of an audit tells them too.
        text = [
            each
            for each in baselines.marked(text, held, self.graph.name)
            if each.severity == "error" or selection.takes(self.charter, each.rule)
        ]
        if not selection.partial:
            found = [*text, *(one for each in results for one in each.findings)]
            text += baselines.idle(found, held, str(baseline))
        return Audit(
            self.situation,
            group(results, self.charter),
            tuple(text),
            partial=selection.partial,
            mentions=mentions(self.graph, results, text),
        )

    def changed_since(self, revision: str, selection: Selection = Selection()) -> Audit:  # noqa: B008
        """The audit told against the workspace at a git revision, looked at on the same day."""
        now = self.check(selection)
        with at_revision(self.root, revision) as folder:
            before = Repository(folder, self.when.date.isoformat())
            return now.compared(
                revision, before.check(selection), difference(before.graph, self.graph), self.graph.name
            )

    def write_baseline(self, audit: Audit, file: Path) -> None:
        """Writes what is wrong now in a file, whole or not at all."""
        write(file, baselines.write(audit.findings))

    def accept(self, fingerprint: str, until: str, by: str, reason: str) -> str:
        """Writes the derogation that accepts a finding until a day; returns its id.

        Raises UnknownName for a fingerprint, an actor or a date that does not exist, NotGranted where the principle
        of the rule wants another author.
        """
        findings = (each for each in self.check().findings if each.rule in self.charter.rules)
        known = {each.fingerprint: each for each in findings if not each.illustrative}
        found = [each for each in known.values() if fingerprint and each.fingerprint.startswith(fingerprint)]
        if len(found) != 1:
            raise UnknownName(Text("écart", "finding"), fingerprint, known)
        if by not in self.graph.of("actor"):
            raise UnknownName(Text("acteur", "actor"), by, self.graph.of("actor"))
        granter = self.charter.granter(found[0].rule)
        if granter is not None and by != granter:
            raise NotGranted(granter)
        try:
            until = as_written(until)
        except ValueError:
            raise UnknownName(Text("date", "date"), until, ()) from None
        file = self.root / DEROGATIONS
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        id, text = derogations.added(before, found[0], self.graph, until, by, reason, self.when.date)
        write(file, text)
        return id

    def indicators(self, dates: Sequence[str] = ()) -> Indicators:
        """The indicators of the charter on each of these dates, written as `at`; without any, on the day looked at."""
        days = [Day(each.date, each.origin) for each in (map(self._asked, dates) if dates else (self.when,))]
        return measured(
            self.workspace,
            self.charter,
            days,
            lambda graph: settle(self.workspace, graph, self.charter, Selection())[0],
        )

    def list(self, words: Sequence[str], columns: Sequence[str] = ()) -> Table:
        """The elements that a selector chooses, one a line."""
        selector = parse_words(words)
        check_selector(selector, self.graph, strict=True)
        for each in columns:
            check_column(each)
        ids = selector.select(self.graph)
        usual = FLOW_COLUMNS if {self.graph.kind(id) for id in ids} == {"flow"} else COLUMNS
        return table(self.graph, ids, columns or usual, self.situation)

    def show(self, id: str) -> Card:
        """Everything known of one element, with what points at it."""
        if id not in self.graph:
            raise UnknownName(Text("élément", "element"), id, self.graph)
        return card(self.graph, id, self.locate(id), self.situation)

    def find(self, text: str) -> Sequence[Match]:
        """The elements that say this text somewhere, whatever its accents and capitals; the nearest first."""
        return search(self.graph, text)

    def rule(self, id: str) -> Rule:
        """A rule of the charter."""
        if id not in self.charter.rules:
            raise UnknownName(Text("règle", "rule"), id, [*self.charter.rules, *PROBLEMS])
        return self.charter.rules[id]

    def try_examples(self) -> Iterator[Mismatch]:
        """The examples of the rules that do not turn out as they say."""
        for each in self.charter.rules.values():
            yield from mismatches(each, self.charter)

    def locate(self, name: str, *path: str | int) -> Position | None:
        """Where an element or a threshold is written, or something in it."""
        if name in self.workspace.graph:
            return self.workspace.locate(name, *path)
        if name in self.workspace.settings.thresholds:
            return self.workspace.locator.find(FILE, "thresholds", name)
        return None


class NotGranted(ValueError):
    """A derogation that its author may not grant."""

    def __init__(self, granter: str) -> None:
        self.message = Text(f"seul « {granter} » peut accorder cette dérogation", f"only “{granter}” may grant this")
        super().__init__(self.message.en)


def write(file: Path, text: str) -> None:
    """Writes a file whole or not at all: an interrupted write leaves what was there."""
    with tempfile.NamedTemporaryFile("w", dir=file.parent, encoding="utf-8", delete=False) as made:
        made.write(text)
    try:
        Path(made.name).chmod(file.stat().st_mode if file.exists() else 0o644)
        Path(made.name).replace(file)
    except OSError:
        Path(made.name).unlink(missing_ok=True)
        raise


class NotWritten(WorkspaceUnreadable):
    """A place where no workspace can be made."""


class NotEmpty(WorkspaceUnreadable):
    """A folder that already holds something, where a new workspace was asked for."""


def init(folder: Path, name: str) -> None:
    """Writes a new workspace, whole or not at all; raises NotEmpty where the folder holds anything already,
    NotWritten where nothing can be written.
    """
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmpty(f"{folder}: this folder is not empty; choose a new one")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _start(folder, name)
    except OSError as error:
        raise NotWritten(f"{folder}: no workspace can be made here ({error.strerror})") from None


def _start(folder: Path, name: str) -> None:
    # Made beside, then put in place in one move: an interrupted `init` leaves nothing.
    with tempfile.TemporaryDirectory(dir=folder if folder.exists() else folder.parent, prefix=".new-") as made:
        new = Path(made) / "workspace"
        for starter in ("rules", "cartography", "model"):
            shutil.copytree(
                starter_folder(starter), new / starter, ignore=shutil.ignore_patterns("__pycache__", "*.py")
            )
        settings = (starter_folder("model").parent / FILE).read_text(encoding="utf-8")
        (new / FILE).write_text(
            settings.replace("name: NAME", f"name: {json.dumps(name, ensure_ascii=False)}"), encoding="utf-8"
        )
        for what, schema in schemas().items():
            (new / "schema").mkdir(exist_ok=True)
            (new / "schema" / f"{what}.json").write_text(as_json(schema) + "\n", encoding="utf-8")
        if not folder.exists():
            new.replace(folder)
            return
        # The folder stays, as somebody may stand in it; what makes it a workspace comes last.
        for each in sorted(new.iterdir(), key=lambda each: each.name == FILE):
            each.replace(folder / each.name)
