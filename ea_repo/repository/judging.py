"""What one may have judged: the charter, its findings, its indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ea_repo.check import baseline as baselines
from ea_repo.check import derogations
from ea_repo.check.acceptance import accepted
from ea_repo.check.audit import Audit, group
from ea_repo.check.audit_settings import AuditSettings, Selection, audit_settings, completeness
from ea_repo.check.comparison_days import comparison_days
from ea_repo.check.examples import Mismatch, mismatches
from ea_repo.check.indicators import DayLookedAt, Indicators, measured
from ea_repo.check.named_elements import named_elements
from ea_repo.check.problems import PROBLEMS, PROBLEMS_OF_AN_AUDIT
from ea_repo.check.rule import Rule
from ea_repo.check.run import Tell, run
from ea_repo.finding import Text
from ea_repo.graph import Graph, difference
from ea_repo.load import DEROGATIONS
from ea_repo.load.history import at_revision
from ea_repo.metamodel.dates import as_written
from ea_repo.repository.flaws import Flawed
from ea_repo.repository.opened import UnknownName
from ea_repo.select.validation import check as check_selector
from ea_repo.write import write


class Judging(Flawed):
    """The commands that judge a workspace against its charter."""

    def check(
        self,
        selection: Selection = Selection(),  # noqa: B008
        baseline: Path | None = None,
        tell: Tell = lambda *_: None,
    ) -> Audit:
        """The audit, whole or the part selected; what a derogation allows or a baseline holds is marked so.

        `tell` is told how many rules are taken, of how many.
        """
        for name in selection.rules:
            if name not in self.charter.rules and name not in PROBLEMS and not self.charter.flaws_of(name):
                raise UnknownName(Text("règle", "rule"), name, [*self.charter.rules, *PROBLEMS])
        for name in selection.principles:
            if name not in self.charter.principles:
                raise UnknownName(Text("principe", "principle"), name, self.charter.principles)
        if selection.within:
            check_selector(selection.within, self.graph, strict=True)
        settings = audit_settings(self.workspace, self._complete.known, self.charter, selection)
        held = baselines.read(baseline.read_text(encoding="utf-8"), str(baseline)) if baseline else {}
        rules = [each for each in self.charter.rules.values() if selection.takes(self.charter, each.id)]
        results = [
            replace(
                each,
                findings=tuple(
                    baselines.marked(accepted(each.findings, self.graph, self.charter), held, self.graph.name)
                ),
            )
            for each in run(rules, self.graph, settings, self.locate, tell)
        ]
        text = [*self.workspace.findings, *self._broken, *([] if selection.partial else self._in_vain)]
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
            mentions=named_elements(self.graph, results, text),
        )

    def changed_since(self, revision: str, selection: Selection = Selection()) -> Audit:  # noqa: B008
        """The audit told against the workspace at a git revision, looked at on the same day."""
        now = self.check(selection)
        with at_revision(self.root, revision) as folder:
            before = type(self)(folder, self.when.date.isoformat())
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
        days = map(self._asked, dates) if dates else (self.when,)
        return self._measured([DayLookedAt(day.date, day.origin) for day in days])

    def evolution(self) -> Indicators:
        """The indicators on the day looked at and on the days of the recorded states, in order."""
        return self._measured(comparison_days(self.workspace.graph, DayLookedAt(self.when.date, self.when.origin)))

    def _measured(self, days: Sequence[DayLookedAt]) -> Indicators:
        def settings(graph: Graph) -> AuditSettings:
            return audit_settings(self.workspace, completeness(self.workspace, graph).known, self.charter, Selection())

        return measured(self.workspace, self.charter, self._declared, days, settings)

    def rule(self, id: str) -> Rule:
        """A rule of the charter."""
        if id not in self.charter.rules:
            raise UnknownName(Text("règle", "rule"), id, [*self.charter.rules, *PROBLEMS])
        return self.charter.rules[id]

    def try_examples(self) -> Iterator[Mismatch]:
        """The examples of the rules that do not turn out as they say."""
        for rule in self.charter.rules.values():
            file = self.charter.files[rule.id]
            for mismatch in mismatches(rule, self.charter):
                at = self.workspace.locator.find(file, mismatch.key, mismatch.number - 1)
                yield replace(mismatch, at=at)


class NotGranted(ValueError):
    """A derogation that its author may not grant."""

    def __init__(self, granter: str) -> None:
        self.message = Text(f"seul « {granter} » peut accorder cette dérogation", f"only “{granter}” may grant this")
        super().__init__(self.message.en)
