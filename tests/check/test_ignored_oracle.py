"""Ignored referentials on random models, against a program written apart from the meaning of the words."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.check.judging import judged
from tests.check.random_models import LIVES, Facts, alive, links, sometimes, text, visible
from tests.depth import examples

DATA = {"d0": None, "d1": "d0", "d2": "d1", "e": None}
"""Each datum and its whole."""
REFERENTIALS, APPLICATIONS, FLOWS = ["r", "s"], ["a", "b", "c", "c1", "eai"], [f"f{place}" for place in range(5)]
Model = dict[str, Facts]


@st.composite
def models(draw: st.DrawFn) -> Model:
    def life() -> dict[str, str]:
        return draw(st.sampled_from([*LIVES, {}, {}, {}, {}]))

    data = links(DATA, 2)
    referentials = {
        id: {
            **life(),
            "sanctuarised": draw(sometimes(st.booleans())),
            "masters": draw(data),
            "relays": draw(sometimes(links(["a", "eai"]))),
        }
        for id in REFERENTIALS
    }
    applications: Facts = {
        id: {**life(), "uses": draw(sometimes(data)), "masters": draw(sometimes(data))} for id in APPLICATIONS
    }
    applications["eai"]["type"] = draw(st.sampled_from(["platform", None]))
    applications["c1"]["part_of"] = draw(st.sampled_from([[("c", None, None)], [("r", None, None)], None]))
    anyone = st.sampled_from([*REFERENTIALS, *APPLICATIONS])
    flows = {
        id: {
            **life(),
            "source": [(draw(anyone), None, None)],
            "target": [(draw(anyone), None, None)],
            "data": draw(data),
            "via": draw(sometimes(links(["eai", "s", "a"], 1))),
            "environment": draw(sometimes(st.sampled_from(["production", "training"]))),
        }
        for id in FLOWS
    }
    return {"referential": referentials, "application": applications, "flow": flows}


class Oracle:
    """What the words say of who gets which datum from whom."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.all: dict[str, dict[str, Any]] = {**model["referential"], **model["application"]}

    def top(self, id: str) -> str:
        above = visible(self.all[id].get("part_of"))
        return self.top(above[0]) if above else id

    def within(self, id: str) -> set[str]:
        """An element and its modules."""
        return {part for part in self.all if part == id or id in visible(self.all[part].get("part_of"))}

    def serves(self, id: str) -> bool:
        return alive(self.all[id]) and all(map(self.serves, visible(self.all[id].get("part_of"))))

    def written(self, id: str, name: str) -> set[str]:
        """What an element and its modules in service say together."""
        return {to for part in self.within(id) if self.serves(part) for to in visible(self.all[part].get(name))}

    @staticmethod
    def wholes(datum: str) -> list[str]:
        whole = DATA[datum]
        return [datum, *(Oracle.wholes(whole) if whole else [])]

    def referentials(self, datum: str) -> tuple[list[str], list[str]]:
        """Whom to get a datum from, and the names of it, from its own to the one under which they master it."""
        living = [id for id in self.model["referential"] if self.serves(id)]
        for place, name in enumerate(self.wholes(datum)):
            if masters := [id for id in living if name in self.written(id, "masters")]:
                protected = [id for id in masters if self.all[id]["sanctuarised"]]
                return protected or masters, self.wholes(datum)[: place + 1]
        return [], []

    def flows(self, solution: str) -> list[dict[str, Any]]:
        return [
            flow
            for flow in self.model["flow"].values()
            if alive(flow)
            and flow["environment"] in (None, "production")
            and self.top(flow["target"][0][0]) == solution
            and self.top(flow["source"][0][0]) != solution
        ]

    def judge(self, solution: str) -> tuple[bool, set[str], bool]:
        """Whether anything is asked of a solution, from whom it wrongly gets it, and whether something is unknown."""
        flows, is_asked, wrong, unknown = self.flows(solution), False, set[str](), False
        used = self.written(solution, "uses") | {datum for flow in flows for datum in visible(flow["data"])}
        if not self.serves(solution) or self.all[solution].get("type") == "platform":
            return False, set(), False
        for datum in used:
            masters, names = self.referentials(datum)
            if not masters or self.written(solution, "masters") & set(names):
                continue
            is_asked = True
            mastered = {name for master in masters for name in self.written(master, "masters")}
            brought = {datum} | (set(self.wholes(datum)) & mastered)
            bringing = [flow for flow in flows if brought & set(visible(flow["data"]))]
            allowed = {*masters, *(relay for master in masters for relay in visible(self.all[master]["relays"]))}
            givers = [{flow["source"][0][0], *visible(flow["via"])} for flow in bringing]
            if any(giver in self.within(one) for some in givers for giver in some for one in allowed):
                continue
            unknown |= not bringing
            wrong |= {flow["source"][0][0] for flow in bringing}
        return is_asked, wrong, unknown


@given(models())
@settings(max_examples=examples(100))
def test_the_rule_agrees_with_the_words(model: Model) -> None:
    wholes = {id: {"part_of": [(whole, None, None)]} if whole else {} for id, whole in DATA.items()}
    answer = judged("ignored-referential", text({"data_object": wholes, **model}))
    oracle = Oracle(model)
    for solution in {oracle.top(id) for id in oracle.all}:
        is_asked, wrong, unknown = oracle.judge(solution)
        assert (solution in answer.subjects) is is_asked
        assert (solution in answer.flagged) is bool(wrong)
        if wrong:
            assert answer.flagged[solution].offenders == answer.flagged[solution].related == tuple(sorted(wrong))
        else:
            assert (solution in answer.unknown) is unknown
    assert set(answer.subjects) <= {oracle.top(id) for id in oracle.all}
