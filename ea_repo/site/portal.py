"""The answers that the pages rest on, each asked of the repository once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from ea_repo.answer.answer import Answer
from ea_repo.answer.audit import Audit, Since
from ea_repo.answer.impact import ImpactStudy
from ea_repo.answer.map import Map, MapQuestion
from ea_repo.answer.missing_facts import MissingFact, missing_facts
from ea_repo.answer.owners import ByOwner, by_owner
from ea_repo.answer.view_table import ViewTable
from ea_repo.check.indicators import Indicators
from ea_repo.finding import Finding, Lang, Text
from ea_repo.impact.lineage import Holder
from ea_repo.load.history import Commit
from ea_repo.metamodel import Vocabulary, accepts
from ea_repo.repository import Repository
from ea_repo.semantics.answerable import By
from ea_repo.site import extent
from ea_repo.typography import typeset

T = TypeVar("T")
LANGS: tuple[Lang, Lang] = ("fr", "en")
_COLUMNS = (
    "id", "kind", "name", "aliases", "zone", "moa", "owner", "phase", "criticality", "description", "illustrative",
    "phone", "email", "contact",
)  # fmt: skip
SHARED = (
    "entries", "ids_by_name", "stopping", "data", "findings", "missing", "to_answer", "asked", "indicators", "held",
    "maps_around", "changes_of_elements", "revision", "changes",
)  # fmt: skip
"""The answers that pages share."""
_COMMITS = 50
"""How many changes of the model the site tells."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An element in the catalogue: what one looks for it by."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    zones: tuple[str, ...]
    owners: tuple[str, ...]
    phase: str
    criticality: str | None
    description: str
    illustrative: bool
    reached: tuple[str, ...]
    """How one reaches it: telephones, addresses."""


class Portal:
    """A repository, and what its pages ask of it in common; `since` is the git revision that changes are told from.

    Each page is made alone, when it is asked for. `whole` leaves nothing out because the system is large, as suits who
    makes a page only when somebody reads it.
    """

    def __init__(self, repository: Repository, since: str | None = None, *, whole: bool = False) -> None:
        self.repository = repository
        self.since = since
        self.whole = whole
        self._last_impact: tuple[str, Answer[ImpactStudy]] | None = None
        self._last_map: tuple[MapQuestion, Answer[Map] | Answer[ViewTable]] | None = None
        self._made: dict[tuple[object, ...], Any] = {}

    @cached_property
    def audit(self) -> Audit:
        """The whole audit."""
        return self.repository.check()

    @cached_property
    def changes(self) -> Since | None:
        """What changed since the earlier revision, where one is asked."""
        return None if self.since is None else self.repository.changed_since(self.since).since

    @cached_property
    def indicators(self) -> Indicators:
        """The indicators on the day looked at and on those of the recorded states."""
        return self.repository.evolution()

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Every element that has a page, by id: all but those of kinds that stand apart, as imported diagrams do."""
        rows = self.repository.list((), _COLUMNS).content.rows
        return {entry.id: entry for entry in map(_entry, rows)}

    @property
    def vocabulary(self) -> Vocabulary:
        return self.repository.graph.vocabulary

    def name(self, id: str) -> str:
        """What to call an element; of what is none, its id."""
        entry = self.entries.get(id)
        return entry.name if entry is not None else id

    def is_application(self, id: str) -> bool:
        entry = self.entries.get(id)
        return entry is not None and accepts("application", entry.kind)

    @cached_property
    def applications(self) -> tuple[str, ...]:
        return tuple(id for id in self.entries if self.is_application(id))

    @property
    def is_large(self) -> bool:
        """Whether some of what a smaller site works out beforehand is left out."""
        return not self.whole and len(self.entries) > extent.LARGE

    @cached_property
    def by_kind_stopping(self) -> Mapping[str, list[str]]:
        """By kind, the elements of which a page says what their loss does."""
        in_service = None
        if self.is_large:
            in_service = {row[0] for row in self.repository.list(("in_service=true",), ("id",)).content.rows}
        return extent.stopping(((entry.id, entry.kind) for entry in self.entries.values()), in_service)

    @cached_property
    def stopping(self) -> Mapping[str, None]:
        """The same elements, each once."""
        return dict.fromkeys(id for ids in self.by_kind_stopping.values() for id in ids)

    @cached_property
    def data(self) -> Mapping[str, None]:
        """The data, each of which has holders."""
        return dict.fromkeys(id for id, entry in self.entries.items() if entry.kind == "data_object")

    @cached_property
    def ids_by_name(self) -> Mapping[Lang, Mapping[str, str]]:
        """By language, the elements that a name means where it stands alone, under it as that language sets it."""
        by_name: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            by_name.setdefault(entry.name, []).append(entry)
        meant = list(filter(None, map(_meant, by_name.values())))
        return {lang: {typeset(entry.name, lang): entry.id for entry in meant} for lang in LANGS}

    # The audit, element by element

    @cached_property
    def judged(self) -> frozenset[str]:
        """The rules that were judged."""
        return frozenset(result.rule.id for result in self.audit.results)

    @cached_property
    def findings(self) -> Mapping[str, list[Finding]]:
        """By element, the findings whose subject it is, or that it makes."""
        by_element: dict[str, list[Finding]] = {}
        for finding in self.audit.findings:
            for id in dict.fromkeys((finding.subject, *finding.offenders)):
                by_element.setdefault(id, []).append(finding)
        return by_element

    @cached_property
    def missing(self) -> Mapping[str, list[MissingFact]]:
        """By element, the facts that rules wait for."""
        by_element: dict[str, list[MissingFact]] = {}
        for fact in missing_facts(self.audit):
            by_element.setdefault(fact.subject, []).append(fact)
        return by_element

    @cached_property
    def to_answer(self) -> Mapping[str, list[MissingFact]]:
        """By actor, the facts that are asked of it."""
        by_actor: dict[str, list[MissingFact]] = {}
        for subject, facts in self.missing.items():
            for actor in self.who_knows(subject):
                by_actor.setdefault(actor, []).extend(facts)
        return by_actor

    def who_knows(self, id: str) -> tuple[str, ...]:
        """Whom to ask for a fact of an element that the audit names: who owns it, who builds or runs it."""
        named = self.audit.mentions.get(id)
        if named is None:
            return ()
        roles: tuple[By, ...] = ("moa", "moe")
        return tuple(dict.fromkeys(actor for by in roles for actor in named.answerable.get(by, ())))

    # What is worked out for several pages

    def once(self, make: Callable[..., T], *also: object) -> T:
        """What `make(portal, *also)` returns, made when it is first asked for."""
        key = (make, *also)
        if key not in self._made:
            self._made[key] = make(self, *also)
        made: T = self._made[key]
        return made

    def draw(self, question: MapQuestion) -> Answer[Map] | Answer[ViewTable]:
        """What a view shows; the last one asked is kept, for its pages in both languages."""
        if self._last_map is None or self._last_map[0] != question:
            self._last_map = question, self.repository.draw(question)
        return self._last_map[1]

    def impact(self, id: str) -> Answer[ImpactStudy]:
        """What the loss of an element does; the last one asked is kept, for the pages that tell it."""
        if self._last_impact is None or self._last_impact[0] != id:
            self._last_impact = id, self.repository.impact([id])
        return self._last_impact[1]

    @cached_property
    def asked(self) -> ByOwner:
        """The audit by business owner."""
        return by_owner(self.audit, "moa")

    # Data

    @cached_property
    def held(self) -> Mapping[str, list[tuple[str, Holder]]]:
        """By solution, the data that it holds, each with from whom."""
        by_solution: dict[str, list[tuple[str, Holder]]] = {}
        for datum in self.data:
            for holder in self.repository.lineage(datum).content.holders:
                by_solution.setdefault(holder.id, []).append((datum, holder))
        return by_solution

    # Maps

    @cached_property
    def views_left_out(self) -> Mapping[str, int]:
        """The views whose maps around elements are too many to be drawn, with how many these would be."""
        return {} if self.whole else extent.views_left_out(self.repository.every_map())

    @cached_property
    def maps(self) -> tuple[MapQuestion, ...]:
        """Every map and table of the cartography that is drawn."""
        return tuple(extent.drawn(self.repository.every_map(), self.views_left_out))

    @cached_property
    def maps_around(self) -> Mapping[str, list[MapQuestion]]:
        """By element, the maps that are drawn around it."""
        around: dict[str, list[MapQuestion]] = {}
        for question in self.maps:
            for id in question.focus:
                around.setdefault(id, []).append(question)
        return around

    # History

    @cached_property
    def commits(self) -> tuple[Commit, ...]:
        return self.repository.history(_COMMITS)

    @cached_property
    def changes_of_elements(self) -> Mapping[str, tuple[Commit, ...]]:
        """By element, the changes that its lines are from, the newest first; empty without git."""
        return self.repository.element_changes() if self.commits else {}

    @cached_property
    def revision(self) -> Text | None:
        return self.repository.revision

    def prepare(self) -> None:
        """Asks all that the pages share, so that who builds them in two processes asks it once."""
        for name in SHARED:
            getattr(self, name)


def _meant(entries: Sequence[Entry]) -> Entry | None:
    """The one of these of the same name that it means: the application, else the process, else the only one.

    A solution and the project that delivers it, a process and the zone around it often share a name.
    """
    for kind in ("application", "process"):
        of_kind = [entry for entry in entries if accepts(kind, entry.kind)]
        if of_kind:
            return of_kind[0] if len(of_kind) == 1 else None
    return entries[0] if len(entries) == 1 else None


def _entry(row: tuple[object, ...]) -> Entry:
    cells = dict(zip(_COLUMNS, row, strict=True))
    return Entry(
        str(cells["id"]),
        str(cells["kind"]),
        str(cells["name"]),
        tuple(_texts(cells["aliases"])),
        tuple(_texts(cells["zone"])),
        tuple(dict.fromkeys((*_texts(cells["moa"]), *_texts(cells["owner"])))),
        str(cells["phase"]),
        None if cells["criticality"] is None else str(cells["criticality"]),
        str(cells["description"] or ""),
        cells["illustrative"] is True,
        tuple(text for name in ("phone", "email", "contact") for text in _texts(cells[name])),
    )


def _texts(value: object) -> Iterator[str]:
    """The texts of a cell, which may be one, several or none."""
    if isinstance(value, (list, tuple)):
        yield from map(str, value)
    elif value is not None:
        yield str(value)
