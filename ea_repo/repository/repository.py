"""A workspace and what one may ask of it: a method for each command, which returns data and prints nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ea_repo.repository.open_workspace import OpenWorkspace

if TYPE_CHECKING:
    from ea_repo.answer.answer import Answer
    from ea_repo.answer.applied import Applied
    from ea_repo.answer.audit import Audit
    from ea_repo.answer.budget import Budgets
    from ea_repo.answer.campaign import CampaignStatus, NewCampaign
    from ea_repo.answer.card import Card
    from ea_repo.answer.comparison import Comparison
    from ea_repo.answer.decided_requests import Decisions
    from ea_repo.answer.described_kinds import DescribedKinds
    from ea_repo.answer.examples import TriedExamples
    from ea_repo.answer.exchange_list import ExchangeList
    from ea_repo.answer.explanation import BrokenRule, ExplainedProblem, ExplainedRule
    from ea_repo.answer.exported import Exported
    from ea_repo.answer.formatted import Formatted
    from ea_repo.answer.impact import ImpactStudy
    from ea_repo.answer.import_plan import ImportPlan
    from ea_repo.answer.leftovers import Leftovers
    from ea_repo.answer.map import Map, MapQuestion
    from ea_repo.answer.matches import Match
    from ea_repo.answer.portfolio import Portfolio
    from ea_repo.answer.renaming import Renaming
    from ea_repo.answer.request_check import CheckedRequest
    from ea_repo.answer.request_dossier import RequestDossier
    from ea_repo.answer.session import Session
    from ea_repo.answer.sheet import Sheet
    from ea_repo.answer.similar import Similar
    from ea_repo.answer.stale import Stale
    from ea_repo.answer.states import States
    from ea_repo.answer.table import Table
    from ea_repo.answer.trust import Trust
    from ea_repo.answer.view_table import ViewTable
    from ea_repo.check.audit_settings import Selection
    from ea_repo.check.charter import Charter
    from ea_repo.check.indicators import Indicators
    from ea_repo.demo import Demo
    from ea_repo.draw.cartography import Cartography
    from ea_repo.exchange.importing import Asked
    from ea_repo.exchange.reconcile.reconciliation import Reconciliation
    from ea_repo.finding import Finding, Lang, Text
    from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
    from ea_repo.impact.dependencies import Along, Dependencies
    from ea_repo.impact.lineage import Lineage
    from ea_repo.impact.path import Paths
    from ea_repo.impact.timeline import Timeline
    from ea_repo.load.history import Commit
    from ea_repo.repository.accepting import Accepted
    from ea_repo.repository.deciding import Said
    from ea_repo.repository.starting import Organisation
    from ea_repo.semantics.answerable import By
    from ea_repo.semantics.asked_by import AskedBy
    from ea_repo.store import Address, Ask, Push, Question, Schema, Status
    from ea_repo.store import Answer as Rows

Tell = Callable[[int, int], None]
"""Is told how much is done, of how much."""


def tell_nobody(done: int, total: int) -> None:
    """Is told nothing."""


class Repository(OpenWorkspace):
    """The workspace that holds a folder, looked at on one day, with its commands.

    Each imports what it needs when it is called: a question about one element costs no import of the rules.
    """

    # Ask

    def list(self, words: Sequence[str], columns: Sequence[str] = ()) -> Answer[Table]:
        """The elements that a selector chooses, one a line."""
        from ea_repo.repository import asking

        return asking.elements(self, words, columns)

    def show(self, id: str) -> Answer[Card]:
        """Everything known of one element, with what points at it."""
        from ea_repo.repository import asking

        return asking.element(self, self.named(id))

    def sheet(self, id: str) -> Answer[Sheet]:
        """One element as its page shows it: its card, its flows, what it stands on, who answers for it."""
        from ea_repo.repository import asking

        return asking.element_sheet(self, self.named(id))

    def exchanges(self) -> Answer[ExchangeList]:
        """Every exchange that `deps` and `path` follow, and which application is a module of which."""
        from ea_repo.repository import asking

        return asking.all_exchanges(self)

    def history(self, most: int) -> tuple[Commit, ...]:
        """The last changes of the model in git, the newest first; none where it is in no git work tree."""
        from ea_repo.repository import asking

        return asking.last_commits(self, most)

    def element_changes(self) -> dict[str, tuple[Commit, ...]]:
        """By element, the changes that its lines are from, the newest first; empty without git."""
        from ea_repo.repository import asking

        return asking.element_changes(self)

    def find(self, text: str, kind: str | None = None) -> Answer[tuple[Match, ...]]:
        """The elements that say this text somewhere, whatever its accents and capitals; the nearest first.

        What merely links two others comes after the rest. Raises SelectorError for a `kind` that is none.
        """
        from ea_repo.repository import asking

        return asking.matches(self, text, kind)

    def similar(self, text: str) -> Answer[Similar]:
        """The solutions that may meet the same need as an application or a request, or as a need said in words."""
        from ea_repo.repository import resembling

        return resembling.resembling(self, text)

    def deps(self, id: str, along: Along | None = None) -> Answer[Dependencies]:
        """What an element feeds and what feeds it, along flows or other links."""
        from ea_repo.impact.dependencies import Along
        from ea_repo.repository import asking

        follow = along or Along()
        if follow.datum is not None:
            follow = dataclasses.replace(follow, datum=self.named(follow.datum, "data_object"))
        return asking.what_depends(self, self.named(id, *(() if follow.links else ("application",))), follow)

    def path(self, start: str, end: str, *, every: bool = False, max_length: int | None = None) -> Answer[Paths]:
        """The shortest chains of flows from an application to another; or every one without a loop, up to a length."""
        from ea_repo.repository import asking

        return asking.chains(self, *self.all_named((start, end), "application"), every=every, max_length=max_length)

    def lineage(self, datum: str) -> Answer[Lineage]:
        """Who holds a datum, and from whom."""
        from ea_repo.repository import asking

        return asking.holders(self, self.named(datum, "data_object"))

    def budget(self) -> Answer[Budgets]:
        """What the budget lines add up to: by account class and basis, year, axis and element."""
        from ea_repo.answer.budget import budgets

        return self.answer(budgets(self.graph))

    def diff(self, before: str | None, after: str, *, as_dated: bool = False) -> Comparison:
        """What differs between two workspaces, change files, dates or revisions; the first is this one by default.

        What change files add is judged as if in service; on its own dates with `as_dated`.
        """
        from ea_repo.repository import comparing

        return comparing.diff(self, before, after, as_dated=as_dated)

    def compare(self, words: Sequence[str], *, as_dated: bool = False) -> Answer[States]:
        """Several states side by side: the workspace as it is, then what each word names; a request is its options."""
        from ea_repo.repository import states

        return states.side_by_side(self, words, as_dated=as_dated)

    # Plan

    def impact(
        self, ids: Sequence[str], on: str | None = None, sites: Sequence[str] = (), scope: Sequence[str] = ()
    ) -> Answer[ImpactStudy]:
        """What the loss of some elements does or, with sites, their withdrawal from there; only those in the scope."""
        from ea_repo.impact.preconditions import ROOTS
        from ea_repo.repository import planning

        kinds = ("application",) if sites else ROOTS
        return planning.study(self, self.all_named(ids, *kinds), on, self.all_named(sites, "site"), scope)

    def retire(
        self,
        ids: Sequence[str],
        on: str | None = None,
        sites: Sequence[str] = (),
        replace: Sequence[str] = (),
        functions: Sequence[str] = (),
    ) -> Answer[DecommissioningDossier]:
        """The dossier of a decommissioning, from a day on, at some sites or everywhere, of all that is done or a part.

        `replace` says what takes the place of what (`old=new`), `functions` the processes that are given up.
        """
        from ea_repo.repository import planning

        applications, places = self.all_named(ids, "application"), self.all_named(sites, "site")
        return planning.dossier(self, applications, on, places, replace, self.all_named(functions, "process"))

    def leftovers(self, ids: Sequence[str], on: str | None = None) -> Answer[Leftovers]:
        """What is left of elements that should be off, on the day looked at."""
        from ea_repo.repository import planning

        return planning.what_is_left(self, self.all_named(ids, "application"), on)

    def timeline(self, ids: Sequence[str] = (), first: str | None = None, last: str | None = None) -> Answer[Timeline]:
        """What lives when between two days, written as `at`: phases, overlaps with successors, gaps in cover."""
        from ea_repo.repository import asking

        return asking.lives(self, self.all_named(ids), first, last)

    # Decide

    def request(self, word: str) -> CheckedRequest:
        """A request by its id or its file, with what is missing or wrong in it; raises RequestUnreadable."""
        from ea_repo.repository import requesting

        return requesting.checked(self, word)

    def requests(self) -> Answer[Portfolio]:
        """The requests of the workspace: the portfolio."""
        from ea_repo.repository import portfolio

        return portfolio.portfolio(self)

    def dossier(self, word: str, *, maps: bool = True) -> Answer[RequestDossier]:
        """What a committee reads of a request; raises RequestUnreadable, ChangesUnreadable."""
        from ea_repo.repository import requesting

        return requesting.dossier(self, word, maps=maps)

    def decide(self, word: str, said: Said) -> str:
        """Writes what a committee decided of a request; returns the id. Raises RequestUnreadable, NotDecided."""
        from ea_repo.repository import deciding

        return deciding.decide(self, word, said)

    def understood(self, name: str, answer: str) -> Any:
        """What an answer to a question about a request means; raises UnknownName for what names nothing."""
        from ea_repo.repository import new_request

        return new_request.understood(self, name, answer)

    def require_free_request(self, id: str) -> None:
        """Raises NotWritten for a name that no new request can have."""
        from ea_repo.repository import new_request

        new_request.require_free(self, id)

    def new_request(self, id: str, said: Mapping[str, str], lang: Lang = "en") -> Path:
        """Writes a first request with what was said of it; raises UnknownName, NotWritten."""
        from ea_repo.repository import new_request

        return new_request.new_request(self, id, said, lang)

    def committee(self, words: Sequence[str] = (), *, maps: bool = True) -> Answer[Session]:
        """What the arbitration committee sits with on the day looked at; raises what a dossier raises."""
        from ea_repo.repository import session

        return session.session(self, words, maps=maps)

    def decisions(self) -> Answer[Decisions]:
        """What was decided, with what became of its conditions on the day looked at."""
        from ea_repo.answer.decided_requests import decisions

        return self.answer(decisions(self.graph, self.when.date))

    def apply(self, changes: Path) -> Answer[Applied]:
        """Writes a change file, or an option that was accepted, into the text; raises NotApplied."""
        from ea_repo.repository import applying

        return applying.apply(self, changes)

    # Edit

    def add(self, kind: str, id: str, words: Sequence[str], file: str | None = None) -> Answer[Applied]:
        """Writes a new element with `field=value`; raises NotEdited, NotApplied, UnknownName."""
        from ea_repo.repository import editing

        return editing.add(self, kind, id, words, file)

    def set(self, word: str, words: Sequence[str]) -> Answer[Applied]:
        """Writes fields of an element otherwise; raises NotEdited, NotApplied, UnknownName."""
        from ea_repo.repository import editing

        return editing.set_fields(self, word, words)

    def connect(self, source: str, target: str, words: Sequence[str], id: str | None = None) -> Answer[Applied]:
        """Writes a new flow between two applications; raises NotEdited, NotApplied, UnknownName."""
        from ea_repo.repository import editing

        return editing.connect(self, source, target, words, id)

    def remove(self, word: str, *, with_links: bool = False) -> Answer[Applied]:
        """Takes an element out of the text; raises NotEdited where something points at it still, NotApplied."""
        from ea_repo.repository import editing

        return editing.remove(self, word, with_links=with_links)

    def rename(self, old: str, new: str) -> Answer[Renaming]:
        """Replaces an id by another wherever it is referred to; raises NotRenamed, UnknownName."""
        from ea_repo.repository import renaming

        return renaming.rename(self, old, new)

    # Judge

    def stale(self, words: Sequence[str], older: int | None = None, by: By = "moa") -> Answer[Stale]:
        """The elements that nobody has verified for longer than so many days, or than their kind allows."""
        from ea_repo.repository import freshness

        return freshness.stale_elements(self, words, older, by)

    def trust(self) -> Trust:
        """How far the whole model can be trusted: what nobody verified within its time, what is only an example."""
        from ea_repo.repository import freshness

        return freshness.trust_of_all(self)

    def selection(
        self, rules: Sequence[str] = (), principles: Sequence[str] = (), scope: Sequence[str] = ()
    ) -> Selection:
        """The part of an audit that somebody asks for; raises SelectorError, SeveralCalledSo for its scope."""
        from ea_repo.check.audit_settings import Selection

        if not scope:
            return Selection(tuple(rules), tuple(principles))
        within = self.typed(scope)
        return Selection(tuple(rules), tuple(principles), within.selector, " ".join(scope), within.meant)

    def check(
        self,
        selection: Selection | None = None,
        baseline: Path | None = None,
        tell: Tell = tell_nobody,
        *,
        as_dated: bool = False,
    ) -> Audit:
        """The audit, whole or the part selected; what a derogation allows or a baseline holds is marked so.

        `tell` is told how many rules are taken, of how many. What change files add is judged as if in service; on its
        own dates with `as_dated`.
        """
        from ea_repo.answer.audit import WHOLE
        from ea_repo.repository import judging

        return judging.audit(self, selection or WHOLE, baseline, tell, as_dated=as_dated)

    @property
    def revision(self) -> Text | None:
        """The git commit of the workspace's text, in short; None where it is in no git work tree."""
        from ea_repo.load.history import revision

        return revision(self.root)

    def changed_since(self, revision: str, selection: Selection | None = None) -> Audit:
        """The audit told against the workspace at a git revision, looked at on the same day."""
        from ea_repo.answer.audit import WHOLE
        from ea_repo.repository import judging

        return judging.audit_since(self, revision, selection or WHOLE)

    def write_baseline(self, audit: Audit, file: Path) -> None:
        """Writes what is wrong now in a file, whole or not at all."""
        from ea_repo.repository import judging

        judging.write_baseline(audit, file)

    def indicators(self, dates: Sequence[str] = ()) -> Indicators:
        """The indicators of the charter on each of these dates, written as `at`; without any, on the day looked at."""
        from ea_repo.repository import judging

        return judging.indicators(self, dates)

    def evolution(self) -> Indicators:
        """The indicators on the day looked at and on the days of the recorded states, in order."""
        from ea_repo.repository import judging

        return judging.evolution(self)

    def accept(self, fingerprint: str, until: str, by: str, reason: str) -> Accepted:
        """Writes the derogation that accepts a finding until a day.

        Raises UnknownName for a fingerprint, an actor or a date that does not exist, NoDerogation where its digits are
        too few, NotGranted where the principle of the rule wants another author.
        """
        from ea_repo.repository import accepting

        return accepting.accept(self, fingerprint, until, self.named(by, "actor"), reason)

    def explain(self, id: str) -> ExplainedRule | BrokenRule | ExplainedProblem:
        """A rule of the charter, what is wrong in one that cannot be read, or any other finding of an audit."""
        from ea_repo.repository import explaining

        return explaining.explanation(self, id)

    @property
    def flaws(self) -> Sequence[Finding]:
        """What is wrong in the settings, the rules, the indicators and the views, or is said there in vain."""
        from ea_repo.repository import flaws

        return flaws.flaws(self)

    def rules(self) -> Charter:
        """The charter: its principles and rules."""
        return self.charter

    def examples(self) -> TriedExamples:
        """The examples of the rules, tried: those that do not turn out as they say."""
        from ea_repo.repository import judging

        return judging.examples(self)

    # Draw

    def draw(self, question: MapQuestion) -> Answer[Map] | Answer[ViewTable]:
        """What a view shows, as a map or as a table."""
        from ea_repo.repository import drawing

        return drawing.draw(self, question)

    def every_map(self) -> Iterator[MapQuestion]:
        """Every view, once, or once for each element that it is to be drawn around."""
        from ea_repo.repository import drawing

        return drawing.every_map(self)

    def views(self) -> Cartography:
        """The maps and tables that may be drawn."""
        return self.cartography

    # Share

    def push(self, at: Address, ask: Ask, tell: Tell = tell_nobody, *, whole: bool = False) -> Status:
        """Sends the model to a server, under the name that the address says, else its own; what it changed there."""
        from ea_repo.repository import sharing

        return sharing.push(self, at, ask, tell, whole=whole)

    def status(self, at: Address, ask: Ask) -> Status:
        """What a push would change."""
        from ea_repo.repository import sharing

        return sharing.to_push(self, at, ask)

    @staticmethod
    def pull(at: Address, ask: Ask, folder: Path, tell: Tell = tell_nobody) -> int:
        """Writes what a server holds as a new workspace, whole or not at all; returns how many elements."""
        from ea_repo.repository import sharing

        return sharing.pull(at, ask, folder, tell)

    @staticmethod
    def log(at: Address, ask: Ask, limit: int) -> Sequence[Push]:
        """The last pushes to a server, the newest first."""
        from ea_repo.repository import sharing

        return sharing.log(at, ask, limit)

    @staticmethod
    def query(at: Address, ask: Ask, question: Question) -> Rows:
        """The answer of a server to a question in Cypher that only reads the graph."""
        from ea_repo.repository import sharing

        return sharing.query(at, ask, question)

    def query_schema(self) -> Schema:
        """What there is to ask a server that a workspace was sent to: labels, properties, relationships."""
        from ea_repo.store import schema

        return schema(self.vocabulary)

    # Come in

    def import_(self, asked: Asked, tell: Tell = tell_nobody, *, strict: bool = False) -> ImportPlan:
        """The plan of an import: nothing is written before `carry_out` is given it.

        Where `strict`, nothing may be written if anything is rejected. Raises Unreadable for a source, a mapping or a
        part of the workspace that cannot be read.
        """
        from ea_repo.repository import importing

        return importing.plan(self, asked, tell, strict=strict)

    def carry_out(self, wanted: ImportPlan) -> ImportPlan:
        """Writes what a plan says, whole or not at all; raises NotImported."""
        from ea_repo.repository import importing

        return importing.carry_out(self, wanted)

    @staticmethod
    def import_in_new(folder: Path, asked: Asked, tell: Tell = tell_nobody, *, strict: bool = False) -> ImportPlan:
        """The plan of an import into a new workspace; raises NotWritten where the folder holds anything."""
        from ea_repo.repository import importing

        return importing.plan_new(folder, asked, tell, strict=strict)

    @staticmethod
    def carry_out_in_new(folder: Path, wanted: ImportPlan) -> ImportPlan:
        """Writes a new workspace with what a plan brings, whole or not at all."""
        from ea_repo.repository import importing

        return importing.carry_out_in_new(folder, wanted)

    @staticmethod
    def guess_mapping(paths: Sequence[Path], format: str, lang: Lang) -> str:
        """The text of a first mapping of tables, guessed from their headers and values, its doubts as comments."""
        from ea_repo.repository import importing

        return importing.mapping(tuple(paths), format, lang)

    def reconcile(self, asked: Asked, ids: Path | None = None, tell: Tell = tell_nobody) -> Answer[Reconciliation]:
        """What others see beside what is declared, on the day looked at; `ids` is a file that says which is which."""
        from ea_repo.repository import importing

        return importing.reconcile(self, asked, ids, tell)

    # Go out

    def export(
        self, format: str, words: Sequence[str], lang: Lang, file_name: str = "", *, views: bool = True
    ) -> Exported:
        """The elements that a selector chooses, all without one, as another tool reads a file of that name."""
        from ea_repo.repository import exporting

        return exporting.export(self, format, words, lang, file_name, views=views)

    def new_campaign(
        self, by: AskedBy, words: Sequence[str], folder: Path, due: str | None, lang: Lang
    ) -> Answer[NewCampaign]:
        """Writes a workbook for each owner of what is missing, contested or stale; raises NotWritten, NothingToAsk."""
        from ea_repo.repository import campaigning

        return campaigning.new(self, by, words, folder, due, lang)

    def campaign(self, folder: Path) -> Answer[CampaignStatus]:
        """Where the campaign of a folder stands; raises Unreadable where there is none."""
        from ea_repo.repository import campaigning

        return campaigning.follow(self, folder)

    # Write

    def fmt(self, *, write: bool) -> Formatted:
        """The files of the model that are not in canonical form; written so, all or none, where asked."""
        from ea_repo.repository import formatting

        return formatting.formatted(self, write=write)

    @staticmethod
    def init(folder: Path, organisation: Organisation) -> None:
        """Writes a new workspace, with an example to replace; raises NotWritten where that cannot be."""
        from ea_repo.repository import starting

        starting.init(folder, organisation)

    @staticmethod
    def demo(folder: Path, applications: int, seed: int, near_duplicates: int = 0, *, degraded: bool = False) -> Demo:
        """Writes an information system that is made up; what it has."""
        from ea_repo.demo import demo

        return demo(folder, applications, seed, near_duplicates, degraded=degraded)

    def kinds(self, kind: str | None = None) -> DescribedKinds:
        """The kinds of element of a workspace, or the one of this name; raises SelectorError where there is none."""
        from ea_repo.answer.described_kinds import DescribedKinds
        from ea_repo.select import SelectorError

        vocabulary = self.vocabulary
        if kind is not None and kind not in vocabulary.kinds:
            raise SelectorError.unknown_value("kind", kind, vocabulary.kinds)
        return DescribedKinds(tuple(vocabulary.kinds) if kind is None else (kind,), vocabulary)

    def schema(self, what: str) -> dict[str, Any]:
        """The JSON Schema of what people write: a file of the model, a rule, a view …"""
        from ea_repo.answer.schema import schemas
        from ea_repo.metamodel import built_in

        return schemas(self.vocabulary if what in ("model", "changes", "request") else built_in())[what]
