"""A workspace and what one may ask of it: one method for each command, which returns data and prints nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from pathlib import Path

from ea_repo.check import baseline as baselines
from ea_repo.check import derogations
from ea_repo.check.acceptance import accepted
from ea_repo.check.audit import Audit, Situation, group
from ea_repo.check.examples import Mismatch, mismatches
from ea_repo.check.indicators import Day, Indicators, idle_targets, measured, read_indicators
from ea_repo.check.mentions import mentions
from ea_repo.check.milestones import milestones
from ea_repo.check.problems import PROBLEMS, PROBLEMS_OF_AN_AUDIT
from ea_repo.check.rule import Charter, Rule, read_charter
from ea_repo.check.run import run
from ea_repo.check.setting import Selection, settle
from ea_repo.finding import Finding, Position, Text
from ea_repo.graph import Graph, difference
from ea_repo.impact.dependencies import Along, Dependencies, dependencies
from ea_repo.impact.impact import impact
from ea_repo.impact.leftovers import leftovers
from ea_repo.impact.lineage import Lineage, lineage
from ea_repo.impact.path import Paths, paths
from ea_repo.impact.questions import deployed_there, may_be_lost
from ea_repo.impact.refusal import require
from ea_repo.impact.retire import replacements, retire
from ea_repo.impact.timeline import Timeline, in_order, may_be_drawn, timeline
from ea_repo.impact.told import concerned, told
from ea_repo.load import DEROGATIONS, FILE, Workspace, find_root, load, with_changes
from ea_repo.load.history import at_revision
from ea_repo.metamodel.dates import as_written, first_day, last_day
from ea_repo.report.card import Card, card
from ea_repo.report.impact import Answer
from ea_repo.report.retire import Dossier, Leftovers
from ea_repo.report.search import Match, search
from ea_repo.report.table import Table, table
from ea_repo.report.words import changed_by
from ea_repo.select.meaning import check as check_selector
from ea_repo.select.meaning import check_column
from ea_repo.select.words import parse_words
from ea_repo.suggest import did_you_mean
from ea_repo.write import write

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

    `at` is a date, the id of a `state`, or `today`; without it the workspace's own date, else today. `changes` are
    change files, applied in their order to everything that is asked, and written nowhere.
    Raises WorkspaceUnreadable where there is no workspace, ChangesUnreadable for a change file with an error,
    UnknownName for a date that is none.
    """

    def __init__(self, start: Path, at: str | None = None, changes: Sequence[Path] = ()) -> None:
        self.root = find_root(start)
        self._at = at
        self._changes = tuple(changes)

    @cached_property
    def workspace(self) -> Workspace:
        """The text of the model, read, with the changes."""
        return reduce(with_changes, self._changes, load(self.root))

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

    def on(self, at: str) -> Repository:
        """The same text, read once, looked at on another day, written as `at`."""
        other = Repository(self.root, at, self._changes)
        other.__dict__.update(workspace=self.workspace, _charter=self._charter)
        return other

    @property
    def situation(self) -> Situation:
        graph = self.graph
        illustrative = sum(graph.value(id, "illustrative") is True for id in graph)
        origin, changes = self.when.origin, self.workspace.changes
        if changes:
            said = changed_by(changes)
            origin = Text(f"{origin.fr}, {said.fr}", f"{origin.en}, {said.en}")
        return Situation(self.workspace.settings.name, self.when.date, origin, len(graph), illustrative, changes)

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
        elif asked := PROBLEMS_OF_AN_AUDIT.keys() & set(selection.rules):
            # Only a whole audit finds them all.
            told = {*text, *(one for each in results for one in each.findings)}
            whole = self.check(baseline=baseline)
            text += [each for each in whole.findings if each.rule in asked and each not in told]
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
        asked = map(self._asked, dates) if dates else (self.when,)
        return self._measured([Day(each.date, each.origin) for each in asked])

    def evolution(self) -> Indicators:
        """The indicators on the day looked at and on the days of the recorded states, in order."""
        return self._measured(milestones(self.workspace.graph, Day(self.when.date, self.when.origin)))

    def _measured(self, days: Sequence[Day]) -> Indicators:
        return measured(
            self.workspace,
            self.charter,
            days,
            lambda graph: settle(self.workspace, graph, self.charter, Selection())[0],
        )

    def impact(self, ids: Sequence[str], on: str | None, sites: Sequence[str], scope: Sequence[str]) -> Answer:
        """What the loss of some elements does or, with sites, their withdrawal from there; only those in the scope."""
        day = self._on(on)
        selector = parse_words(scope)
        check_selector(selector, self.graph, strict=True)
        for id in ids:
            self._known(id)
            may_be_lost(self.workspace.graph, id, locally=bool(sites))
        for site in sites:
            self._known(site, "site")
        found = impact(self.workspace.graph, ids, day.date, sites)
        deployed_there(found.graph, ids, sites)
        touched = [*found.roots, *(each.id for each in found.elements)]
        other = concerned(found.graph, found.roots)
        kept = tuple(each for each in found.elements if not scope or selector.matches(found.graph, each.id))
        known = settle(self.workspace, found.graph, self.charter, Selection())[0].known
        return Answer(
            self._situation(day),
            replace(found, elements=kept),
            told(found.graph, (*touched, *other)),
            other,
            {
                "covers": known.holds_all(found.graph, "application", "covers"),
                "deployed_at": known.holds_all(found.graph, "application", "deployed_at"),
                "flow": known.holds_all(found.graph, "flow", "source"),
            },
            len(found.elements) - len(kept),
        )

    def retire(self, ids: Sequence[str], on: str | None, sites: Sequence[str], replace: Sequence[str]) -> Dossier:
        """The dossier of a decommissioning, from a day on, at some sites or everywhere."""
        instead = replacements(replace)
        for id in (*ids, *instead, *instead.values()):
            self._known(id)
        for site in sites:
            self._known(site, "site")
        day = self._on(on)
        found = retire(self.workspace.graph, ids, day.date, sites, instead)
        return Dossier(self._situation(day), found)

    def leftovers(self, ids: Sequence[str], on: str | None) -> Leftovers:
        """What is left of elements that should be off, on the day looked at."""
        day = self._on(on)
        graph = self.workspace.graph.at(day.date)
        for id in ids:
            self._known(id)
            may_be_lost(graph, id, locally=True)
        left = tuple(each for id in ids for each in leftovers(graph, id, day.date))
        names = tuple(graph.name(each.of) for each in left)
        return Leftovers(self._situation(day), tuple(ids), tuple(graph.name(id) for id in ids), left, names)

    def _on(self, on: str | None) -> When:
        """The day of an act: the first one of the date written, by default the day looked at."""
        asked = self.when if on is None else self._asked(on)
        written = on is not None and on[:4].isdigit() and on not in self.workspace.graph
        return When(first_day(as_written(on)), asked.origin) if written else asked

    def _situation(self, day: When) -> Situation:
        """What is looked at on the day of an act."""
        then = self.on(day.date.isoformat())
        then.__dict__["when"] = day
        return then.situation

    def _known(self, id: str, wanted: str | None = None) -> None:
        graph = self.workspace.graph
        if id not in graph:
            raise UnknownName(Text("élément", "element"), id, graph.of(wanted) if wanted else graph)
        if wanted:
            require(graph, id, wanted, Text("voir ea list", "see ea list"))

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
        self._known(id)
        return card(self.graph, id, self.locate(id), self.situation)

    def find(self, text: str) -> Sequence[Match]:
        """The elements that say this text somewhere, whatever its accents and capitals; the nearest first."""
        return search(self.graph, text)

    def deps(self, id: str, along: Along = Along()) -> Dependencies:  # noqa: B008
        """What an element feeds and what feeds it, along flows or other links."""
        for each in filter(None, (id, along.datum)):
            self._known(each)
        return dependencies(self.graph, id, along)

    def path(self, start: str, end: str) -> Paths:
        """The shortest chains of flows from an application to another."""
        for each in (start, end):
            self._known(each)
        return paths(self.graph, start, end)

    def lineage(self, datum: str) -> Lineage:
        """Who holds a datum, and from whom."""
        self._known(datum)
        return lineage(self.graph, datum)

    def timeline(self, ids: Sequence[str] = (), first: str | None = None, last: str | None = None) -> Timeline:
        """What lives when between two days, written as `at`: phases, overlaps with successors, gaps in cover."""
        for each in ids:
            self._known(each)
            may_be_drawn(self.workspace.graph, each)
        since = None if first is None else self._on(first).date
        until = None if last is None else self._asked(last).date
        in_order(since, until)
        return timeline(self.workspace.graph, self.when.date, ids, since, until)

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
