"""Laws of selectors on random models: complement, De Morgan, three values that never contradict two."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ea_repo.graph import Graph
from ea_repo.metamodel import built_in, kinds
from ea_repo.select import Known, Selector
from tests.texts import day, graph_of

APPLICATIONS, PROCESSES, ZONES = ("a", "b", "c"), ("p", "q"), ("z", "y")
FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "application": {
        "type": st.sampled_from(["core", "poc"]),
        "zone": st.sampled_from(["z", "y", []]),
        "covers": st.lists(st.sampled_from([*PROCESSES, "{to: p, until: 2020}"]), max_size=2, unique=True),
        "live_on": st.sampled_from(["2019", "2021-06", "2023"]),
        "exposed": st.sampled_from(["true", "false"]),
        "approvals": st.sampled_from(["{dsi: false}", "{rssi: {on: 2020}}", "{dsi: {until: 2021}}"]),
    },
    "process": {"zone": st.sampled_from(["z", "y"]), "core": st.sampled_from(["true", "false"])},
    "zone": {"owner": st.just("dsi")},
}
IDS = {"application": APPLICATIONS, "process": PROCESSES, "zone": ZONES}


@st.composite
def models(draw: st.DrawFn) -> dict[tuple[str, str, str], str]:
    """What is written, by kind, id and field; `y` is a part of `z` always."""
    written: dict[tuple[str, str, str], str] = {}
    for name, fields in FIELDS.items():
        for id in IDS[name]:
            for field, values in fields.items():
                if draw(st.booleans()):
                    value = draw(values)
                    written[name, id, field] = f"[{', '.join(value)}]" if isinstance(value, list) else value
    return written


def graph(written: dict[tuple[str, str, str], str]) -> Graph:
    facts = {**written, ("zone", "y", "part_of"): "z"}
    lines = ["actor: {dsi: {}}"]
    for name, ids in IDS.items():
        lines.append(f"{name}:")
        for id in ids:
            fields = ", ".join(f"{field}: {value}" for (_, of, field), value in facts.items() if of == id)
            lines.append(f"  {id}: {{{fields}}}")
    return graph_of("\n".join(lines)).at(day("2021-12-31"))


def one_of(*values: Any) -> st.SearchStrategy[Any]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique_by=str)


FACTS = {
    "kind": one_of("application", "process"),
    "id": one_of("a", "p"),
    "type": one_of("core", "poc", "*"),
    "zone": one_of("z", "y", "*"),
    "covers": one_of("p", "q", "*"),
    "covered_by": one_of("a", "b", "*"),
    "covered_by.type": one_of("core", "*"),
    "zone.owner": one_of("dsi", "*"),
    "live_on": one_of("<2020", ">=2021", "2019"),
    "exposed": one_of(True, False),
    "approvals.dsi": one_of(False, "*"),
    "approvals.dsi.until": one_of("<2022", "*"),
    "phase": one_of("active", "plan"),
}
UNKNOWNS = {
    "type": one_of(None),
    "covered_by": one_of(None, "a"),
    "phase": one_of("unknown"),
    "in_service": one_of(True),
}


def mappings(facts: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    plain = st.sampled_from(sorted(facts)).flatmap(lambda key: st.fixed_dictionaries({key: facts[key]}))
    return st.recursive(
        plain,
        lambda inner: st.one_of(
            inner.map(lambda selector: {"not": selector}),
            st.lists(inner, min_size=1, max_size=3).map(lambda selector: {"any": selector}),
            st.tuples(inner, inner).map(lambda both: both[0] | both[1]),
        ),
        max_leaves=5,
    )


SURE = mappings(FACTS)
ALL = mappings({**FACTS, **UNKNOWNS})
EVERYTHING = Known([
    {"kind": kind.name, "fields": [*(name for name in kind.fields if name != "id"), *built_in().inverses(kind.name)]}
    for kind in kinds().values()
])  # fmt: skip


@given(models(), ALL)
def test_not_is_the_complement(written: dict[tuple[str, str, str], str], mapping: dict[str, Any]) -> None:
    si, selector = graph(written), Selector.parse(mapping)
    assert sorted([*selector.select(si), *Selector.parse({"not": mapping}).select(si)]) == list(si)
    assert Selector.parse({"not": {"not": mapping}}).select(si) == selector.select(si)


@given(models(), ALL, ALL)
def test_any_is_union_and_several_selectors_are_intersection(
    written: dict[tuple[str, str, str], str], one: dict[str, Any], other: dict[str, Any]
) -> None:
    si = graph(written)
    first, second = set(Selector.parse(one).select(si)), set(Selector.parse(other).select(si))
    assert set(Selector.parse({"any": [one, other]}).select(si)) == first | second
    # De Morgan: both, said as neither of their opposites.
    assert set(Selector.parse({"not": [{"not": one}, {"not": other}]}).select(si)) == first & second
    assert set(Selector.parse({"not": [one, other]}).select(si)) == set(si) - first - second


@given(models(), ALL)
def test_where_everything_is_known_three_values_are_two(
    written: dict[tuple[str, str, str], str], mapping: dict[str, Any]
) -> None:
    si, selector = graph(written), Selector.parse(mapping)
    for id in si:
        assert selector.holds(si, id, EVERYTHING) is selector.matches(si, id)


@given(models(), ALL)
def test_what_holds_matches(written: dict[tuple[str, str, str], str], mapping: dict[str, Any]) -> None:
    si, selector = graph(written), Selector.parse(mapping)
    for id in si:
        if (answer := selector.holds(si, id, Known())) is not None:
            assert answer is selector.matches(si, id)


@given(models(), SURE, st.data())
def test_no_fact_that_is_written_later_overturns_an_answer(
    written: dict[tuple[str, str, str], str], mapping: dict[str, Any], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(FIELDS)))
    field = data.draw(st.sampled_from(sorted(FIELDS[name])))
    place = (name, data.draw(st.sampled_from(IDS[name])), field)
    value = data.draw(FIELDS[name][field])
    more = {place: f"[{', '.join(value)}]" if isinstance(value, list) else value} | written
    before, after, selector = graph(written), graph(more), Selector.parse(mapping)
    for id in before:
        answer = selector.holds(before, id, Known())
        assert answer is None or selector.holds(after, id, Known()) is answer
