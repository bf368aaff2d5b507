"""Random small information systems as parsed YAML, and as the text that says them: valid, dated, with unknowns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

Fields = dict[str, Any]
System = dict[str, dict[str, Fields]]

LIVES: list[Fields] = [
    {"live_on": "2019"}, {"live_on": "2022-06"}, {"live_on": "2023"}, {"live_on": "2019", "retired_on": "2021-12-31"},
    {"retired_on": "2021"}, {"retired_on": "2022"}, {"planned_on": "2020"}, {"phase_out_on": "2022-06"},
    {"planned_on": "2020", "live_on": "2021-06"}, {"live_on": "2020", "phase_out_on": "2021", "retired_on": "2023"}
]  # fmt: skip
WINDOWS: list[Fields] = [
    {"until": "2020"}, {"until": "2021"}, {"from": "2022"}, {"from": "2021-12-31"},
    {"from": "2020-06", "until": "2022-06"},
]  # fmt: skip
DATES = [dt.date(2020, 6, 30), dt.date(2021, 12, 30), dt.date(2021, 12, 31), dt.date(2022, 1, 1), dt.date(2023, 6, 1)]

DATA: dict[str, Fields] = {"d": {}, "d-part": {"part_of": "d"}, "d-small": {"part_of": "d-part"}, "e": {}}
SITES: list[dict[str, Fields]] = [
    {}, {"s": {}}, {"s": {}, "t": {}}, {"ghu": {}, "s": {"part_of": "ghu"}, "t": {"part_of": "ghu"}},
    {"ghu": {}, "s": {"part_of": "ghu"}, "t": {"part_of": "ghu"}, "u": {}},
    {"ghu": {}, "s": {"part_of": "ghu"}, "s1": {"part_of": "s"}, "s2": {"part_of": "s"}, "t": {"part_of": "ghu"}},
]  # fmt: skip


@st.composite
def rarely(draw: st.DrawFn, values: st.SearchStrategy[Any], one_in: int = 5) -> Any:
    """A value once in a while, else None."""
    return draw(values) if draw(st.integers(1, one_in)) == one_in else None


@st.composite
def lives(draw: st.DrawFn, one_in: int = 5) -> Fields:
    return dict(draw(rarely(st.sampled_from(LIVES), one_in)) or {})


@st.composite
def links(draw: st.DrawFn, ids: Sequence[str], size: int = 2, least: int = 0) -> list[Any]:
    """Some of these, now and then with dates."""
    chosen = draw(st.lists(st.sampled_from(ids), min_size=least, max_size=size, unique=True)) if ids else []
    windows = [draw(rarely(st.sampled_from(WINDOWS), 8)) for _ in chosen]
    return [to if window is None else {"to": to, **window} for to, window in zip(chosen, windows, strict=True)]


@st.composite
def one_of(draw: st.DrawFn, ids: Sequence[str]) -> Any:
    """One of these, seldom with dates."""
    return draw(links(ids, 1, 1))[0]


@st.composite
def applications(draw: st.DrawFn, size: int, nodes: list[str], sites: list[str]) -> System:
    applications_by_kind: System = {"application": {}, "referential": {}}
    modules_of: list[str] = []
    ids = [f"a{place}" for place in range(size)]
    for place, id in enumerate(ids):
        role = draw(st.sampled_from(["plain", "plain", "plain", "module", "module", "instance", "both"]))
        fields = draw(lives())
        if place and role in ("module", "both"):
            fields["part_of"] = draw(one_of(ids[:place]))
            modules_of.append(id)
        if place and role in ("instance", "both"):
            fields["instance_of"] = draw(one_of(ids[:place]))
        if role == "plain":
            fields["type"] = draw(rarely(st.sampled_from(["poc", "poc", "platform", "core"]), 3))
            fields["poc_decision"] = draw(rarely(st.just("industrialise"))) if fields["type"] == "poc" else None
        fields["masters"] = draw(rarely(st.one_of(links(["d"], 1, 1), links(list(DATA), 2)), 3))
        fields["covers"] = draw(rarely(links(["p", "q"], 2, 1), 2))
        fields["deployed_at"] = draw(rarely(links(sites), 2 if sites else 8))
        fields["runs_on"] = draw(rarely(links(nodes, 2, 1), 3)) if nodes else None
        applications_by_kind[draw(st.sampled_from(["application"] * 4 + ["referential"]))][id] = fields
    return applications_by_kind


@st.composite
def nodes(draw: st.DrawFn, sites: list[str], actors: list[str]) -> dict[str, Fields]:
    """Nodes with parts, some redundant; a part of several has no dates around it."""
    nodes_by_id: dict[str, Fields] = {}
    several = draw(st.booleans())
    ids = [f"n{place}" for place in range(draw(st.sampled_from([0, 1, 3, 4, 5])))]
    for place, id in enumerate(ids):
        fields: Fields = {} if several else draw(lives(8))
        if place and draw(st.integers(0, 3)):
            above = st.sampled_from(ids[: min(place, 2)])
            fields["part_of"] = draw(st.lists(above, min_size=1, max_size=2 if several else 1, unique=True))
        if place < 2 and draw(st.booleans()):
            n = draw(st.sampled_from([2, 3, 3, 4, 1]))
            fields["redundancy"] = {"k": draw(st.integers(1, n)), "n": n}
        fields["operator"] = draw(rarely(one_of(actors), 3))
        fields["site"] = draw(rarely(one_of(sites), 3)) if sites else None
        nodes_by_id[id] = fields
    return nodes_by_id


@st.composite
def flows(draw: st.DrawFn, ids: list[str], apis: list[str], count: int) -> dict[str, Fields]:
    flows_by_id: dict[str, Fields] = {}
    # Mostly one datum, so that several flows bring the same.
    data = st.one_of(links(["d"], 1, 1), links(["d", "d-part"], 1, 1), links(list(DATA), 2, 1))
    for place in range(count):
        source, target = draw(
            st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda pair: len({*pair}) == 2)
        )
        flows_by_id[f"f{place}"] = {
            **draw(lives(8)),
            "source": draw(one_of([source])),
            "target": draw(one_of([target])),
            "data": draw(st.one_of(data, rarely(st.just([]), 4))),
            "need": draw(st.sampled_from([None, "vital", "vital", "useful"])),
            "via": draw(rarely(links(ids, 2, 1))),
            "api": draw(rarely(one_of(apis), 4)) if apis else None,
            "mode": draw(rarely(st.sampled_from(["api", "file", "message"]))),
            "environment": draw(rarely(st.sampled_from(["production", "training"]), 8)),
        }
    return flows_by_id


@st.composite
def systems(draw: st.DrawFn, size: int = 7, most_flows: int = 9) -> System:
    """A system that the loader finds nothing wrong with."""
    sites = {id: dict(fields) for id, fields in draw(st.sampled_from(SITES)).items()}
    actors = ["dsi", "host"]
    if sites:
        draw(st.sampled_from([*sites.values()]))["run_by"] = "dsi"
    drawn_nodes = draw(nodes(list(sites), actors))
    apps = draw(applications(draw(st.integers(min(size, 3), size)), list(drawn_nodes), list(sites)))
    ids = sorted({**apps["application"], **apps["referential"]})
    apis = {
        f"api{place}": {**draw(lives()), "provided_by": draw(one_of(ids))} for place in range(draw(st.integers(0, 2)))
    }
    system: System = {
        **apps,
        "api": apis,
        "flow": draw(flows(ids, list(apis), draw(st.integers(0, most_flows)))),
        "data_object": {id: dict(fields) for id, fields in DATA.items()},
        "process": {"p": {}, "q": {**draw(lives(8)), "part_of": draw(rarely(st.just("all"), 2))}, "all": {}},
        "site": sites,
        "node": drawn_nodes,
        "actor": {id: {} for id in actors},
    }
    projects = draw(rarely(links(ids, 2, 1), 3))
    if projects:
        system["project"] = {"withdrawal": {"retires": projects, "archive": draw(rarely(st.just("as PDF"), 2))}}
    return {
        kind: {
            id: {name: value for name, value in fields.items() if value is not None} for id, fields in elements.items()
        }
        for kind, elements in system.items()
        if elements
    }


NEEDS = [None, "imagerie", "Imagérie", "compte-rendu", "COMPTE RENDU", ["imagerie", "biologie"]]


@st.composite
def supports(draw: st.DrawFn) -> list[Fields]:
    """What an application supports: mostly one process, for a need or none, vital, useful or not said."""
    refs = []
    for to in draw(st.lists(st.sampled_from(["p", "p", "q"]), min_size=1, max_size=2)):
        ref = {"to": to, "for": draw(st.sampled_from(NEEDS)), "need": draw(st.sampled_from([None, "vital", "useful"]))}
        ref |= draw(rarely(st.sampled_from(WINDOWS), 8)) or {}
        ref = {name: value for name, value in ref.items() if value is not None}
        refs += [ref] if ref not in refs else []
    return refs


@st.composite
def inventories(draw: st.DrawFn, size: int = 7, most_flows: int = 5) -> System:
    """A system as an inventory writes it: applications that support processes, outside tools, nodes on nodes."""
    system = draw(systems(size, most_flows))
    for fields in [*system.get("application", {}).values(), *system.get("referential", {}).values()]:
        if drawn := draw(rarely(supports(), 2)):
            fields["supports"] = drawn
        if "part_of" not in fields and "instance_of" not in fields and draw(st.integers(1, 6)) == 1:
            fields["type"] = "external"
    drawn_nodes = system.get("node", {})
    ids = list(drawn_nodes)
    for place, fields in enumerate(drawn_nodes.values()):
        # On earlier ones alone, of which it is no part: nothing comes back to where it starts.
        below = [id for id in ids[:place] if id not in fields.get("part_of", ())]
        if bool(below) and draw(st.booleans()):
            fields["runs_on"] = draw(links(below[:2], 2, 1))
    if draw(st.booleans()):
        system["node"] = {**drawn_nodes, **draw(clusters())}
        hosted = draw(st.sampled_from(list(system.get("application", {}).values()) or [{}]))
        hosted["runs_on"] = draw(links(["vm", "base", "host-1"], 2, 1))
    return system


@st.composite
def clusters(draw: st.DrawFn) -> dict[str, Fields]:
    """A cluster of two or three hosts, a virtual machine on it, and a database server on that."""
    hosts = [f"host-{number}" for number in range(1, draw(st.sampled_from([2, 2, 3])) + 1)]
    enough = draw(st.sampled_from([None, 1, 1, len(hosts)]))
    return {
        "cluster": {"redundancy": {"k": enough, "n": len(hosts)}} if enough else {},
        **{host: {**draw(lives(8)), "part_of": draw(links(["cluster"], 1, 1))} for host in hosts},
        "vm": {"runs_on": draw(links(["cluster"], 1, 1))},
        "base": {"runs_on": "vm"},
    }


@st.composite
def roots(draw: st.DrawFn, system: System) -> list[str]:
    """What is lost in a system: anything or, where it has hosts, often one of these."""
    hosts = [id for id in system.get("node", {}) if id.startswith("host")]
    if bool(hosts) and draw(st.booleans()):
        return [draw(st.sampled_from(hosts))]
    return draw(st.lists(st.sampled_from(rootable(system)), min_size=1, max_size=2, unique=True))


def rootable(system: System) -> list[str]:
    """What one may ask the loss of."""
    kinds = ("application", "referential", "node", "api", "flow", "site", "actor")
    return [id for kind in kinds for id in system.get(kind, {})]


@st.composite
def losses(draw: st.DrawFn, size: int = 7, most_flows: int = 9) -> tuple[System, list[str], dt.date]:
    """A system, or an inventory, what is lost in it (mostly one application), and the day."""
    system = draw(st.one_of(systems(size, most_flows), inventories(size, most_flows)))
    apps = sorted({**system.get("application", {}), **system.get("referential", {})})
    any_root, app = st.sampled_from(rootable(system)), st.sampled_from(apps)
    roots = draw(
        st.one_of(st.lists(app, min_size=1, max_size=1), st.lists(any_root, min_size=1, max_size=2, unique=True))
    )
    return system, roots, draw(st.sampled_from(DATES))


def text(system: System) -> str:
    """The system as a model file."""
    lines: list[str] = []
    for kind, elements in system.items():
        lines.append(f"{kind}:")
        lines += [f"  {id}: {_as_yaml(fields)}" for id, fields in elements.items()]
    return "\n".join(lines) + "\n"


def _as_yaml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_as_yaml(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_as_yaml, value)) + "]"
    return str(value)
