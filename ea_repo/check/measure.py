"""What a measure is given, the facts of a day, and what it answers, a value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from ea_repo.check.audit_settings import AuditSettings
from ea_repo.check.judge import FAILED, Judgement, Tally, judge, unsound
from ea_repo.finding import Text
from ea_repo.graph import Changes, Graph
from ea_repo.select import Selector
from ea_repo.semantics.production import among_in_use, is_in_use


@dataclass(frozen=True)
class Value:
    """What a measure found on one day: a number, out of how many, and how many could not be told.

    `value` is None where nothing known supports a number. `count` is what a share counts. `parts` are the same
    measure in detail.
    """

    value: float | None
    of: int
    unknown: int
    count: int | None = None
    parts: Mapping[str, Value] = field(default_factory=dict)
    reason: Text | None = None
    """Why there is no number, where nothing could be measured at all."""
    unknown_within: bool = False
    """Whether a share has the unknown in its denominator: they are all that it lacks."""
    among: bool = True
    """Whether a count counts some of `of`; False where it counts something else about them (standards, of flows)."""

    @property
    def known(self) -> int:
        """How many are known, of those that one asks about."""
        return self.of - self.unknown if self.unknown_within or self.count is None else self.of

    @property
    def asked(self) -> int:
        """How many one asks about, known or not."""
        return self.known + self.unknown

    def rests_on(self, least_known: float) -> bool:
        """Whether enough is known for a share to mean something; what measures the unknown itself always does."""
        return self.unknown_within or self.known >= least_known * self.asked


def number(value: float, of: int, unknown: int, parts: Mapping[str, Value] = MappingProxyType({})) -> Value:
    """A number found among `of` elements; None where every one of them is unknown, or where there is none."""
    return Value(value if of > unknown or value else None, of, unknown, parts=parts)


def share(count: int, of: int, unknown: int) -> Value:
    """`count` in a hundred of `of`; None where there is nothing to share."""
    return Value(100 * count / of if of else None, of, unknown, count)


class Unmeasurable(Exception):
    """A rule that a measure rests on could judge nothing."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Facts:
    """What a measure is given: the system on a day, without its illustrative elements, and what the rules say of it."""

    def __init__(
        self, graph: Graph, settings: AuditSettings, audited: Mapping[str, Tally] = MappingProxyType({})
    ) -> None:
        """`audited`: by rule, what an audit of this graph with these settings counted: it is not asked again."""
        examples = graph.illustrative
        self.graph = graph.with_(Changes(remove=examples)) if examples else graph
        self.settings = settings
        self._audited = audited
        self._judgements: dict[tuple[str, tuple[tuple[str, float], ...]], Judgement] = {}

    @property
    def date(self) -> dt.date:
        return self.graph.date or dt.date.today()

    def changed(self, changes: Changes) -> Facts:
        """The facts as they would be with these changes."""
        return Facts(self.graph.with_(changes), self.settings)

    def in_service(self, scope: Selector) -> list[str]:
        """The elements that a selector chooses among those in service, of production; a flow is so with its ends.

        Rules ask a flow about its own dates, so that one towards what has left shows: it is no exchange any more.
        """
        graph, ids = self.graph, scope.select(self.graph)
        in_use = among_in_use(graph, ids) if graph.at_hand else [id for id in ids if is_in_use(graph, id)]
        return [id for id in in_use if graph.kind(id) != "flow" or graph.in_service(id)]

    def tally(self, rule: str) -> Tally:
        """How many elements a rule judges, finds wrong, cannot judge; raises Unmeasurable where it judges nothing."""
        known = self._audited.get(rule)
        return self.judgement(rule).tally(self.graph) if known is None else known

    def costing(self, rule: str) -> frozenset[str]:
        """The elements whose cost a rule tells; raises Unmeasurable where it judges nothing."""
        costing = self.tally(rule).costing
        return self.judgement(rule).costing(self.graph) if costing is None else costing

    def related(self, rule: str, elements: frozenset[str]) -> frozenset[str]:
        """Those of some elements that the violations of a rule relate; raises Unmeasurable where it judges nothing."""
        judgement = self._judge(rule, {}, elements)
        return elements.intersection({element for violation in judgement.violations for element in violation.related})

    def judgement(self, rule: str, thresholds: Mapping[str, float] = MappingProxyType({})) -> Judgement:
        """What a rule says, whatever its severity here; raises Unmeasurable where it could judge nothing."""
        key = (rule, tuple(sorted(thresholds.items())))
        if key not in self._judgements:
            self._judgements[key] = self._judge(rule, thresholds)
        return self._judgements[key]

    def _judge(self, id: str, thresholds: Mapping[str, float], about: Collection[str] | None = None) -> Judgement:
        rule = self.settings.charter.rules[id]
        settings = replace(
            self.settings, thresholds={**self.settings.thresholds, **thresholds}, within=None, partial=False
        )
        try:
            reason = unsound(rule, self.graph, settings)
            if reason is None:
                return judge(rule, self.graph, settings, about=about)
        except MemoryError:
            raise
        except Exception:  # the audit tells what failed in it
            reason = FAILED
        raise Unmeasurable(Text(f"{id} : {reason.fr}", f"{id}: {reason.en}"))
