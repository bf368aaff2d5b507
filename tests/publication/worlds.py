"""Random workspaces whose names can be told apart in any text, and random profiles of what is not shown of them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.impact import systems

VIEW = """
title: {fr: Zvtitre, en: Zvtitre}
question: {fr: Qui alimente qui ?, en: Who feeds whom?}
order: ORDER
show: {kind: application}
group: zone
arrows: [{flows: {kind: flow}, label: [data], verb: {fr: alimente, en: feeds}}]
empty: {fr: Rien., en: Nothing.}
"""
RULE = """
id: zrule
principle: unicite
severity: warning
title: {fr: Zrtitre, en: Zrtitre}
why: {fr: Parce que., en: Because.}
fix: {fr: À faire., en: To do.}
message: {fr: "{name} : rien", en: "{name}: nothing"}
scope: {kind: application}
check: forbids
where: {in_service: true}
good: "application: {a: {retired_on: 2010}}"
bad: {model: "application: {a: {}}", flags: [a]}
"""


@dataclass
class World:
    """A workspace as its files say it, a profile, and the words that no output may hold."""

    files: dict[str, str] = field(default_factory=dict, repr=False)
    request: str = "demande"
    words: set[str] = field(default_factory=set)
    """What of the profile can be told without reading the workspace; the rest follows from what is not shown."""

    def write(self, root: Path) -> None:
        for file, text in self.files.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_text(text, encoding="utf-8")


def id_of(place: int) -> str:
    return f"zi{place:03d}q"


def names_of(id: str) -> tuple[str, str, str]:
    """The name, the alias and the quote of an element of that id."""
    place = id.removeprefix("zi")
    return f"Zn{place}", f"Za{place}", f"Ztquo{place}"


def _renamed(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _renamed(part, ids) for name, part in value.items()}
    if isinstance(value, list):
        return [_renamed(part, ids) for part in value]
    return ids.get(value, value) if isinstance(value, str) else value


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A workspace with a bit of everything, in which many texts mention many things."""
    system = draw(systems.systems(5, 5))
    every = [id for elements in system.values() for id in elements]
    ids = {id: id_of(place) for place, id in enumerate(every)}
    mentioned = st.sampled_from(every).flatmap(lambda old: st.sampled_from([ids[old], *names_of(ids[old])[:2]]))
    world, profile = draw(_profiles(system, ids))
    private = {"zinew": ["prive"]} if profile["drop"]["elements"] == [{"tags": "prive"}] else {}
    files = world.files
    for kind, elements in system.items():
        written = {}
        for id, fields in elements.items():
            name, alias, quote = names_of(ids[id])
            tags = ["prive"] if private and ids[id] not in profile["replace"] and name.lower() in world.words else []
            written[ids[id]] = {
                **{key: part if key in ("type", "mode") else _renamed(part, ids) for key, part in fields.items()},
                "name": name, "aliases": [alias], "quote": quote, "tags": [draw(mentioned), *tags],
                "description": f"Vit avec {draw(mentioned).upper()}, depuis 2019.",
            }  # fmt: skip
        files[f"model/{next(iter(written))}.yaml"] = json.dumps({kind: written})
    tools = [(kind, id) for kind in ("application", "referential") for id in system.get(kind, {})]
    kind_of_app, old = draw(st.sampled_from(tools))
    app = ids[old]
    files |= {
        "workspace.yaml": "name: Essai\nat: 2021-12-31\ncomplete: [{kind: flow}]\n",
        "rules/charter.yaml": "extends: common\n",
        "rules/zrule.yaml": RULE,
        "rules/derogations.yaml": json.dumps({"derogation": {"zderog": {
            "rule": "zrule", "subjects": [app], "by": ids["dsi"], "expires_on": "2030",
            "decided_on": "2021", "reason": f"Accord pour {draw(mentioned)}",
        }}}),
        "cartography/zview.yaml": VIEW.replace("ORDER", "1"),
        "cartography/other.yaml": VIEW.replace("ORDER", "2").replace("Zvtitre", f"Autour de {draw(mentioned)}"),
        "cartography/plain.yaml": VIEW.replace("ORDER", "3").replace("Zvtitre", "Flux"),
        "requests/demande.yaml": json.dumps({
            "title": "Un outil", "need": draw(st.sampled_from(["Rien", f"Comme {draw(mentioned)}"])),
            "moa": [draw(st.sampled_from([ids["dsi"], ids["host"]]))], "processes": [ids["p"]],
            "options": {
                "A": {"name": "Étendre", "type": "extend", "changes": {kind_of_app: {app: {"tags": ["zchange"]}}}},
                "B": {"name": "Acheter", "type": "buy", "changes": {"application": {"zinew": {
                    "name": "Znnew", "covers": [ids["p"]], "tags": private.get("zinew", []),
                }}}},
            },
        }),
        "scenarios/essai.yaml": json.dumps({kind_of_app: {app: {"description": f"Avec {draw(mentioned)}"}}}),
    }  # fmt: skip
    if private:
        world.words |= {"zinew", "znnew"}
    files["publication/dehors.yaml"] = json.dumps(profile)
    return world


@st.composite
def _profiles(draw: st.DrawFn, system: systems.System, ids: dict[str, str]) -> tuple[World, dict[str, Any]]:
    """A profile, with the words that it makes unspeakable."""
    kinds = draw(st.sampled_from([[], ["node"], ["site", "api"], ["derogation"]]))
    left = [id for kind, elements in system.items() if kind not in kinds for id in elements]
    chosen = draw(st.lists(st.sampled_from(left), min_size=1, max_size=3, unique=True))
    kept = [id for id in system.get("application", {}) if id not in chosen]
    replaced = draw(st.sampled_from(kept)) if kept else None
    hides_quotes, hides_rule, hides_view, by_tag = draw(st.tuples(*[st.booleans()] * 4))
    hidden = [*chosen, *(id for kind in kinds for id in system.get(kind, {}))]
    world = World()
    world.words |= {word.lower() for id in hidden for word in (ids[id], *names_of(ids[id])[:2])}
    world.words |= {"ztquo"} if hides_quotes else {names_of(ids[id])[2].lower() for id in hidden}
    world.words |= {"zrtitre", "zrule"} if hides_rule else set()
    world.words |= {"zvtitre", "zview"} if hides_view else set()
    world.words |= {"zderog"} if "derogation" in kinds else set()
    replace = {}
    if replaced is not None:
        world.words |= {word.lower() for word in (ids[replaced], *names_of(ids[replaced])[:2])}
        replace[ids[replaced]] = {"name": "Public", "id": "public-1"}
    elements = [{"tags": "prive"}] if by_tag else [{"id": [ids[id] for id in chosen]}]
    return world, {
        "title": {"fr": "Dehors", "en": "Outside"},
        "marking": {"fr": "Diffusion restreinte", "en": "Restricted"},
        "safe": True,
        "drop": {
            "kinds": kinds,
            "fields": {"*": ["quote"]} if hides_quotes else {},
            "elements": elements,
            "rules": ["zrule"] if hides_rule else [],
            "maps": ["zview"] if hides_view else [],
        },
        "replace": replace,
    }
