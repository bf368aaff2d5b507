"""Redundancy on random models, against a program written apart from the meaning of the words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.check.judge import judge
from ea_repo.check.registry import checks
from tests.check import judging
from tests.check.judging import CHARTER, graph_of, judged
from tests.check.random_models import LIVES, TODAY, Facts, alive, last, links, sometimes, text, visible
from tests.depth import examples

IDS = [f"a{place}" for place in range(6)]
PROCESSES = ["p", "q"]


@st.composite
def applications(draw: st.DrawFn) -> Facts:
    facts: Facts = {}
    for place, id in enumerate(IDS):
        above, below = IDS[:place], IDS[place + 1 :]
        facts[id] = {
            **draw(st.sampled_from(LIVES)),
            "type": draw(sometimes(st.sampled_from(["core", "poc", "poc", "external"]))),
            "part_of": draw(sometimes(links(above, 1))) if above else None,
            "instance_of": draw(sometimes(links(above, 1))) if above else None,
            "covers": draw(st.one_of(st.none(), links(PROCESSES), links(["p"]), links(["p"]))),
            "deployed_at": draw(sometimes(links(["s", "t"]))),
            "successor": draw(sometimes(links(below, 1))) if below else None,
            "overlap_until": draw(sometimes(st.sampled_from(["2020", "2021", "2022-06"]))),
            "poc_ends_on": draw(sometimes(st.sampled_from(["2021-11", "2021-12", "2023"]))),
            "poc_decision": draw(sometimes(st.sampled_from(["industrialise", "decommission"]))),
        }
        # A proof of concept that ends before it is there is a mistake of the text.
        if str(facts[id].get("live_on") or "") > str(facts[id]["poc_ends_on"]):
            facts[id]["poc_ends_on"] = None
    return facts


@dataclass
class Oracle:
    """What the words say of the covers of one process."""

    facts: Facts
    process: str
    doubts: set[str] = field(default_factory=set)

    def up(self, id: str) -> str | None:
        return next(iter([*visible(self.facts[id]["part_of"]), *visible(self.facts[id]["instance_of"])]), None)

    def chain(self, id: str) -> list[str]:
        above = self.up(id)
        return [id, *(self.chain(above) if above else [])]

    def serves(self, id: str) -> bool:
        fields = self.facts[id]
        uppers = [*visible(fields["part_of"]), *visible(fields["instance_of"])]
        return alive(fields) and all(self.serves(upper) for upper in uppers)

    def judged_by(self, id: str) -> list[str]:
        """What it says, else its whole, else its product: itself, its wholes, then the product of each of these."""
        wholes = [id]
        while above := visible(self.facts[wholes[-1]]["part_of"]):
            wholes.append(above[0])
        products = [product for whole in wholes for product in visible(self.facts[whole]["instance_of"])]
        return [*wholes, *(ancestor for product in products for ancestor in self.judged_by(product))]

    def written(self, id: str, name: str) -> Any:
        return next(
            (self.facts[upper][name] for upper in self.judged_by(id) if self.facts[upper][name] is not None), None
        )

    @property
    def covering(self) -> list[str]:
        return [id for id in IDS if self.process in visible(self.facts[id]["covers"]) and self.serves(id)]

    def in_proof(self, id: str) -> bool:
        """A proof of concept is left out until its end or its industrialisation; without an end, and it is a doubt."""
        if self.written(id, "type") != "poc" or self.written(id, "poc_decision") == "industrialise":
            return False
        end = self.written(id, "poc_ends_on")
        if end is None:
            self.doubts.add("poc_ends_on")
        return end is None or last(end) >= TODAY

    def succeeding(self, id: str) -> bool:
        """A successor is left out until the overlap of a predecessor that covers too; none written is a doubt."""
        left_out = False
        for other in self.covering:
            for before in self.judged_by(other):
                for successor in visible(self.facts[before]["successor"]):
                    if successor in self.judged_by(id):
                        until = self.written(before, "overlap_until")
                        if until is None:
                            self.doubts.add("overlap_until")
                        left_out |= until is None or last(until) >= TODAY
        return left_out

    def elsewhere(self, id: str) -> bool:
        where = self.written(id, "deployed_at")
        return where is not None and not visible(where)

    def counted(self) -> list[str]:
        kept = []
        for id in self.covering:
            succeeding = self.succeeding(id)
            if self.written(id, "type") != "external" and not self.in_proof(id) and not succeeding:
                kept += [] if self.elsewhere(id) else [id]
        return kept


@given(applications())
@settings(max_examples=examples(100))
def test_the_rule_agrees_with_the_words(facts: Facts) -> None:
    answer = judged(
        "redundant-solution", text({"application": facts, "process": {process: {} for process in PROCESSES}})
    )
    for process in PROCESSES:
        oracle = Oracle(facts, process)
        counted = oracle.counted()
        solutions = sorted({oracle.chain(element)[-1] for element in counted})
        if len(solutions) > 1:
            assert answer.flagged[process].offenders == tuple(solutions)
            assert answer.flagged[process].related == tuple(counted)
            continue
        assert process not in answer.flagged
        recorded = any(process == to for fields in facts.values() for to, *_ in fields["covers"] or ())
        if oracle.doubts:
            assert answer.unknown[process] in oracle.doubts
        elif recorded:
            assert process not in answer.unknown
        else:
            assert answer.unknown[process] == "covered_by"


def _for_one_need(fields: dict[str, Any]) -> list[tuple[str, None, None]]:
    return [(f"{{to: {to}, for: dossier}}", None, None) for to in visible(fields["covers"])]


@given(applications(), st.sets(st.sampled_from(IDS)), st.booleans())
@settings(max_examples=examples(100))
def test_what_is_judged_about_some_elements_is_all_that_relates_them(
    facts: Facts, about: set[str], supports: bool
) -> None:
    if supports:
        facts = {id: {**fields, "covers": None, "supports": _for_one_need(fields)} for id, fields in facts.items()}
    graph = graph_of(text({"application": facts, "process": {process: {} for process in PROCESSES}}))
    rule = CHARTER.rules["redundant-solution"]
    whole = judge(rule, graph, judging.settings())
    relating = checks()[rule.check].relating
    assert relating is not None
    some = judge(rule, graph, judging.settings(), among=[*relating(graph, about, **rule.call.values)])
    assert all(violation in whole.violations for violation in some.violations)
    of_these = [violation for violation in whole.violations if about.intersection(violation.related)]
    assert [violation for violation in some.violations if about.intersection(violation.related)] == of_these
