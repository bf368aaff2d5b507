"""`deps`, `path`, `lineage`: what they say aloud, what they give to scripts, how they refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.check.workspaces import written
from tests.cli.running import Said, invoke

MODEL = """
referential: {siu: {name: SIU, masters: ident, relays: relay}}
application:
  orbis: {name: ORBIS}
  bloc: {name: Bloc, part_of: orbis}
  eds: {name: EDS}
  dmp: {name: DMP, retired_on: 2020}
  relay: {name: Relais}
  eai: {name: EAI, type: platform, planned_on: 2021}
actor: {dsi: {name: DSI}}
data_object: {ident: {name: Identité}, doc: {name: Document}, whole: {}}
standard: {hl7: {name: HL7 v2}}
flow:
  f1: {source: siu, target: orbis, data: ident, mode: message, standards: hl7, via: eai}
  f2: {source: siu, target: bloc, data: ident, mode: api}
  f3: {source: bloc, target: eds, data: [doc, ident]}
  f4: {source: eds, target: orbis, mode: file, data: doc}
  f5: {source: orbis, target: dmp}
  f6: {source: siu, target: relay, data: ident, mode: api}
  f7: {source: relay, target: eds, data: ident, mode: email}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path, MODEL, {})


def answer(said: Said) -> Any:
    assert said.code == 0, said.error
    return json.loads(said.out)


def told(root: Path, *words: str) -> list[str]:
    said = invoke(root, *words)
    assert said.code == 0, said.error
    return said.out.splitlines()[2:]


def test_deps_tells_a_tree_in_french(root: Path) -> None:
    assert told(root, "deps", "siu", "--lang", "fr") == [
        "SIU (siu), référentiel",
        "",
        "Alimente 5 applications, dont 3 directement",
        "├─ Bloc (bloc)                   Identité · API (f2) – la suite est plus bas, à ORBIS",
        "├─ ORBIS (orbis)                 Identité · message · HL7 v2 · via EAI [en projet] (f1)",
        "│  ├─ DMP (dmp) [hors service]   donnée inconnue · mode inconnu (f5)",
        "│  └─ EDS (eds)                  depuis Bloc · Document, Identité · mode inconnu (f3)",
        "│     └─ ORBIS – voir plus haut  Document · copie de fichier (f4)",
        "└─ Relais (relay)                Identité · API (f6)",
        "   └─ EDS – voir plus haut       Identité · courriel (f7)",
        "",
        "N'est alimenté par aucune application (aucun flux connu)",
    ]


def test_deps_tells_a_tree_in_english_as_far_as_asked(root: Path) -> None:
    assert told(root, "deps", "dmp", "--direction", "in", "--depth", "1", "--lang", "en") == [
        "DMP (dmp), application, at its end of life on that day",
        "",
        "Is fed by 5 applications, 1 of them directly",
        "└─ ORBIS (orbis)  data unknown · mode unknown (f5)",
        "not shown: 4, --depth 1",
    ]


def test_deps_of_a_datum_says_what_it_could_not_know(root: Path) -> None:
    assert told(root, "deps", "orbis", "--data", "ident", "--direction", "out", "--lang", "en") == [
        "ORBIS (orbis), application",
        "flows followed: those on which Identité (ident), a whole of it or a part of it is written",
        "not followed, data unknown: 1 (f5)",
        "",
        "Feeds 1 application",
        "└─ EDS (eds)  from Bloc · Document, Identité · mode unknown (f3)",
    ]


def test_deps_of_a_platform_lists_the_flows_through_it(root: Path) -> None:
    assert told(root, "deps", "eai", "--lang", "fr")[-2:] == [
        "1 flux passe par EAI",
        "  SIU → ORBIS (f1)  Identité · message · HL7 v2 · via EAI [en projet]",
    ]
    assert answer(invoke(root, "deps", "eai", "--format", "json"))["flows"] == ["f1"]


def test_deps_for_scripts(root: Path) -> None:
    found = answer(invoke(root, "deps", "bloc", "--format", "json", "--at", "2022"))
    assert {**found, "elements": []} == {
        "version": 1, "roots": ["bloc"], "date": "2022-12-31", "changes": [], "in_service": True, "depth": None,
        "via": [], "data": None, "elements": [], "not_shown": {"out": 0, "in": 0}, "flows": [], "unknown": [],
    }  # fmt: skip
    assert found["elements"][-1] == {
        "id": "dmp", "kind": "application", "name": "DMP", "direction": "out", "distance": 3, "in_service": False,
        "chain": [{"from": "bloc", "to": "eds", "by": "f3"}, {"from": "eds", "to": "orbis", "by": "f4"},
                  {"from": "orbis", "to": "dmp", "by": "f5"}],
    }  # fmt: skip
    assert [(each["id"], each["direction"]) for each in found["elements"]] == [
        ("eds", "out"), ("siu", "in"), ("dmp", "out"),
    ]  # fmt: skip


def test_deps_by_other_links(root: Path) -> None:
    assert told(root, "deps", "orbis", "--via", "modules,part_of", "--direction", "out", "--lang", "en") == [
        "ORBIS (orbis), application", "", "By modules, part_of, leads to 1 element", "└─ Bloc (bloc)  part_of",
    ]  # fmt: skip


def test_deps_in_markdown_is_nested_lists(root: Path) -> None:
    said = invoke(root, "deps", "siu", "--format", "markdown", "--lang", "en").out
    assert "\n## Feeds 5 applications, 3 of them directly\n" in said
    assert (
        "\n  - **EDS (eds)**: from Bloc · Document, Identité · mode unknown (f3)\n    - **ORBIS – see above**:" in said
    )


def test_deps_looks_at_changes(root: Path) -> None:
    change = root / "change.yaml"
    change.write_text("flow: {new: {source: dmp, target: siu}}\n", encoding="utf-8")
    found = answer(invoke(root, "deps", "siu", "--with", str(change), "--direction", "in", "--format", "json"))
    assert found["elements"][0]["id"] == "dmp"
    assert len(found["changes"]) == 1


def test_path_tells_every_shortest_chain(root: Path) -> None:
    assert told(root, "path", "siu", "eds", "--lang", "en") == [
        "SIU (siu) → EDS (eds): the 3 shortest chains have 2 flows",
        "each flow says what it carries; it need not be the same datum from end to end (ea lineage)",
        "",
        "1. SIU → ORBIS / Bloc → EDS",
        "     SIU → ORBIS: Identité · message · HL7 v2 · via EAI [planned] (f1)",
        "     Bloc → EDS: Document, Identité · mode unknown (f3)",
        "",
        "2. SIU → Bloc → EDS",
        "     SIU → Bloc: Identité · API (f2)",
        "     Bloc → EDS: Document, Identité · mode unknown (f3)",
        "",
        "3. SIU → Relais → EDS",
        "     SIU → Relais: Identité · API (f6)",
        "     Relais → EDS: Identité · e-mail (f7)",
    ]


def test_no_path_is_said_plainly_with_what_there_is(root: Path) -> None:
    assert told(root, "path", "eds", "siu", "--lang", "fr") == [
        "EDS (eds) → SIU (siu) : aucune chaîne de flux",
        "dans l'autre sens, oui : 2 flux (ea path siu eds)",
    ]
    assert told(root, "path", "eds", "bloc", "--lang", "fr")[1:] == [
        "jusqu'à sa solution ORBIS, oui : 1 flux (ea path eds orbis)",
        "dans l'autre sens, oui : 1 flux (ea path bloc eds)",
    ]
    found = answer(invoke(root, "path", "dmp", "eai", "--format", "json"))
    assert (found["length"], found["chains"], found["back"]) == (None, [], None)


def test_lineage_goes_from_the_master_through_every_copy(root: Path) -> None:
    assert told(root, "lineage", "ident", "--lang", "fr") == [
        "Identité (ident), donnée",
        "4 détenteurs : 1 maître, 2 directement d'un maître, 1 par un relais",
        "",
        "Maîtres",
        "  SIU (siu)",
        "",
        "À 1 flux d'un maître",
        "  ORBIS (orbis)   directement du maître SIU · API (f2)",
        "  Relais (relay)  directement du maître SIU · API (f6)",
        "",
        "À 2 flux d'un maître",
        "  EDS (eds)  d'un relais du maître, Relais · courriel (f7)",
        "             d'une copie, Bloc · mode inconnu (f3)",
    ]


def test_lineage_without_a_master_is_told_apart(root: Path) -> None:
    assert told(root, "lineage", "doc", "--lang", "en") == [
        "Document (doc), data object",
        "2 holders: 2 without a known master",
        "",
        "Without a known master behind them",
        "  EDS (eds)      sends it, in a loop without a known master",
        "                 from a holder without a known master, Bloc · mode unknown (f3)",
        "  ORBIS (orbis)  sends it by Bloc, in a loop without a known master",
        "                 from a holder without a known master, EDS · file copy (f4)",
    ]
    assert told(root, "lineage", "whole", "--lang", "en")[1:] == [
        "No known holder: nobody masters it, and no known flow carries it"
    ]


def test_lineage_for_scripts_and_in_markdown(root: Path) -> None:
    found = answer(invoke(root, "lineage", "ident", "--format", "json"))
    assert [(each["id"], each["distance"]) for each in found["elements"]] == [
        ("siu", 0), ("orbis", 1), ("relay", 1), ("eds", 2),
    ]  # fmt: skip
    assert found["elements"][3]["received"][1] == {"from": "bloc", "by": "f3", "origin": "copy", "mode": None}
    said = invoke(root, "lineage", "ident", "--format", "markdown", "--lang", "en").out
    assert "\n## Masters\n\n- **SIU (siu)**\n" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("deps", "sui"), "unknown element: “sui”; did you mean “siu”?"),
        (("deps", "siu", "--data", "idnt"), "unknown element: “idnt”; did you mean “ident”?"),
        (("deps", "siu", "--via", "part_off"), "unknown link: “part_off”; did you mean “part_of”?"),
        (("deps", "dsi"), "“dsi” is of kind actor, not application: only applications have flows, and --via follows "
                          "other links"),
        (("path", "siu", "siu"), "“siu” is both the start and the end"),
        (("path", "siu", "edss"), "unknown element: “edss”; did you mean “eds”?"),
        (("lineage", "orbis"), "“orbis” is of kind application, not data object: `ea deps` follows the flows of an "
                               "application"),
    ],
)  # fmt: skip
def test_wrong_use_is_refused_in_one_sentence(root: Path, words: tuple[str, ...], said: str) -> None:
    assert invoke(root, *words, "--lang", "en") == Said("", f"ea: {said}\n", 2)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("deps", "orbis"), "target not recorded: 1 flow (Rapports)"),
        (("deps", "orbis", "--data", "compte"), "target not recorded: 1 flow (Rapports)"),
        (("deps", "eds"), "source not recorded: 1 flow (Dépôt)"),
        (("path", "dmp", "eds"), "source not recorded: 1 flow (Dépôt)"),
        (("impact", "labo"), "Nothing recorded depends on it. Target not recorded: 1 flow (Bilans)."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_flow_of_one_end_is_told_where_the_other_end_would_be(
    tmp_path: Path, words: tuple[str, ...], line: str
) -> None:
    model = """
    data_object: {compte: {}, image: {}}
    application: {orbis: {}, bloc: {part_of: orbis}, eds: {}, dmp: {}, labo: {}}
    flow:
      out: {name: Rapports, source: bloc, data: [compte]}
      in: {name: Dépôt, target: eds}
      past: {source: dmp, retired_on: 2020}
      tests: {name: Bilans, source: labo}
    """
    assert line in told(written(tmp_path, model, {}), *words, "--lang", "en")
    assert "not recorded: " not in " ".join(told(tmp_path, "deps", "orbis", "--data", "image", "--lang", "en"))
