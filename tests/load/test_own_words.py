"""The fields and kinds that a workspace declares: what they make, and what is wrong in a declaration, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.load import load, load_cached
from ea_repo.load.settings_file import read_text as settings
from ea_repo.metamodel import Ref, built_in
from tests.texts import places, workspace

DECLARED = """name: Essai
fields:
  application:
    cmdb: {type: text, label: {fr: N° CMDB, en: CMDB number}, help: Its number there}
    sites_told: {type: text, several: true}
    seats: {type: number}
    licence: {type: money}
    reviewed_on: {type: date-start}
    covered_until: {type: date-end}
    audited: {type: yes-no}
    tier: {type: choice, choices: {gold: {fr: Or, en: Gold}, silver: }}
    drives: {type: link, to: device, inverse: driven_by}
kinds:
  device:
    label: {fr: équipement, en: device}
    fields:
      at_site: {type: link, to: site, inverse: devices, several: false}
"""
MODEL = """application:
  pacs: {cmdb: A12, sites_told: [a, b], seats: 12.5, licence: 900, reviewed_on: 2023-05, covered_until: 2024,
    audited: true, tier: gold, drives: [irm, {to: pump, from: 2023}]}
referential:
  siu: {cmdb: A13}
device:
  irm: {name: IRM, at_site: north}
  pump:
site: {north: }
"""


def test_what_is_declared_is_read_like_what_is_built_in(tmp_path: Path) -> None:
    read = workspace(tmp_path, settings=DECLARED, all=MODEL)
    assert not (*read.settings.flaws, *read.findings)
    graph = read.graph
    assert dict(graph.record("pacs").fields) == {
        "cmdb": "A12", "sites_told": ("a", "b"), "seats": 12.5, "licence": 900, "reviewed_on": "2023-05",
        "covered_until": "2024", "audited": True, "tier": "gold", "drives": (Ref("irm"), Ref("pump", "2023")),
    }  # fmt: skip
    assert graph.value("siu", "cmdb") == "A13"
    assert graph.targets("irm", "driven_by") == ["pacs"]
    assert graph.targets("north", "devices") == ["irm"]
    assert list(graph.of("device")) == ["irm", "pump"]
    assert graph["irm"].name == "IRM"
    assert graph.vocabulary.widest("device") == "device"


@pytest.mark.parametrize(
    ("model", "problem", "sentence"),
    [
        ("application: {a: {cmdv: x}}", "unknown-field 1:19", "did you mean “cmdb”?"),
        ("devise: {a: }", "unknown-kind 1:1", "did you mean “device”?"),
        ("application: {a: {tier: golf}}", "wrong-choice 1:19", "(gold, silver); did you mean “gold”?"),
        ("application: {a: {seats: many}}", "wrong-value 1:19", "expected a number"),
        ("application: {a: {audited: maybe}}", "wrong-value 1:19", "expected true or false"),
        ("application: {a: {reviewed_on: soon}}", "wrong-date 1:19", "“soon” is not a date"),
        ("application: {a: {drives: a}}", "wrong-kind-link 1:19", "expects device"),
        ("device: {d: {at_site: [n, m]}}\nsite: {n: , m: }", "link-crowded 1:14", "n and m"),
    ],
)
def test_what_is_wrong_in_the_text_is_told_like_what_is_built_in(
    tmp_path: Path, model: str, problem: str, sentence: str
) -> None:
    findings = workspace(tmp_path, settings=DECLARED, all=model).findings
    assert places(findings) == [problem]
    assert sentence in findings[0].message.en


def field(text: str, kind: str = "application") -> str:
    """The declaration of one field of a kind."""
    return f"fields: {{{kind}: {{{text}}}}}"


@pytest.mark.parametrize(
    ("declared", "place", "sentence"),
    [
        (field("x: {type: text}", "aplication"), "2:10", "unknown kind: “aplication”; did you mean “application”?"),
        (field("x: {type: txt}"), "2:28", "did you mean “text”?"),
        (field("x: {}"), "2:24", "“fields.application.x.type” is missing"),
        (field("x: {typ: text, type: text}"), "2:28", "is no field known here; did you mean “type”?"),
        (field("moa: {type: text}"), "2:24", "“moa” is a field of the kind application already"),
        (field("sanctuarised: {type: yes-no}"), "2:24", "is a field of the kind referential already"),
        (field("phase: {type: text}", "site"), "2:17", "“phase” means something of every element already"),
        (field("text: {type: text}", "site"), "2:17", "“text” means something of every element already"),
        (field("covered_by: {type: text}", "process"), "2:20", "is the name of a relation seen from"),
        (field("moa: {type: text}", "site"), "2:17", "is a field of another type elsewhere (application)"),
        (field("x: {type: choice}"), "2:24", "a field of type choice needs “choices”"),
        (field("x: {type: link, to: site}"), "2:24", "a field of type link needs “inverse”"),
        (field("x: {type: text, to: site}"), "2:24", "a field of type text has no “to”"),
        (field("x: {type: link, to: sit, inverse: xs}"), "2:40", "unknown kind: “sit”; did you mean “site”?"),
        (field("x: {type: link, to: site, inverse: run_by}"), "2:50", "“run_by” is a field of the kind site already"),
        (field("x: {type: link, to: process, inverse: covered_by}"), "2:53", "is the relation application.covers seen"),
        (field("Nom: {type: text}"), "2:24", "expected the form"),
        (field("x: {type: text, label: {fr: un}}"), "2:40", "expected a text, or a mapping {fr: in French"),
        ("kinds: {site: {label: s}}", "2:9", "“site” is the name of a kind that exists already"),
        ("kinds: {remove: {label: s}}", "2:9", "“remove” is the name of a kind that exists already"),
        ("kinds: {device: {}}", "2:9", "“kinds.device.label” is missing"),
        ("kinds: {device: {label: d, fields: {x: {type: tex}}}}", "2:41", "did you mean “text”?"),
        ("kinds: {device: {label: d}}\n" + field("x: {type: text}", "device"), "3:10", "under kinds.device.fields"),
    ],
)
def test_a_wrong_declaration_is_told_at_its_place_and_left_out(declared: str, place: str, sentence: str) -> None:
    (flaw,) = settings(f"name: X\n{declared}\n").flaws
    assert str(flaw.at) == f"workspace.yaml:{place}"
    assert sentence in flaw.message.en


def test_a_name_that_means_the_same_elsewhere_may_be_used_again() -> None:
    fields = "type: {type: choice, choices: {a: }}, moa: {type: link, to: actor, inverse: devices_owned}"
    more = "starts_on: {type: date-start}, exposed: {type: yes-no}, model_number: {type: text}, class: {type: number}"
    read = settings(f"name: X\nkinds: {{device: {{label: d, fields: {{{fields}, {more}}}}}}}\n")
    assert [flaw.message.en for flaw in read.flaws] == []
    assert len(read.vocabulary.kinds["device"].wordings) == 6


def test_a_word_of_a_choice_may_look_like_a_number(tmp_path: Path) -> None:
    declared = "name: X\nfields: {site: {floor: {type: choice, choices: {1: , 2: }}}}\n"
    read = workspace(tmp_path, settings=declared, all='site: {a: {floor: 1}, b: {floor: "2"}, c: {floor: 3}}')
    assert [read.graph.value(id, "floor") for id in ("a", "b", "c")] == ["1", "2", None]
    assert places(read.findings) == ["wrong-choice 1:44"]


def test_the_other_declarations_of_a_kind_stay() -> None:
    read = settings("name: X\nfields: {site: {moa: {type: text}, wing: {type: text}}}\nkinds: {d: {label: d}}\n")
    assert [*read.vocabulary.kinds["site"].wordings] == ["wing"]
    assert "d" in read.vocabulary.kinds


def test_a_link_to_a_kind_whose_declaration_is_wrong_is_told_too() -> None:
    text = "name: X\nfields: {site: {houses: {type: link, to: device, inverse: housed_in}}}\nkinds: {device: {}}\n"
    assert [str(flaw.at) for flaw in settings(text).flaws] == ["workspace.yaml:3:9", "workspace.yaml:2:38"]


def test_where_nothing_is_declared_the_kinds_are_the_built_in_ones() -> None:
    assert settings("name: X\n").vocabulary is built_in()


def test_two_workspaces_do_not_see_what_the_other_declares(tmp_path: Path) -> None:
    declared = {
        "words": "fields: {application: {tier: {type: choice, choices: {gold: }}}}",
        "links": "fields: {application: {tier: {type: link, to: device, inverse: of}}}\nkinds: {device: {label: d}}",
        "none": "thresholds: {}",
    }
    for name, text in declared.items():
        (tmp_path / name).mkdir()
        model = "application:\n  a: {tier: gold}\n"
        workspace(tmp_path / name, settings=f"name: {name}\n{text}\n", all=model)
    # Read in turn, and again after the others.
    told = {"words": [], "links": ["dangling-link"], "none": ["unknown-field"]}
    for name in (*told, *told):
        read = load(tmp_path / name)
        assert [finding.rule for finding in read.findings] == told[name]
        assert ("device" in read.graph.vocabulary.kinds) == (name == "links")
    assert "tier" not in built_in().kinds["application"].fields


def test_a_snapshot_is_that_of_the_text_and_of_the_declarations(tmp_path: Path) -> None:
    written = workspace(tmp_path, settings=DECLARED, all=MODEL)
    for _ in range(2):
        read = load_cached(tmp_path)
        assert [read.graph.record(id) for id in read.graph] == [written.graph.record(id) for id in written.graph]
    for change, told in (
        (("tier:", "level:"), ["unknown-field"]),
        (("gold:", "gilt:"), ["wrong-choice"]),
        (("", ""), []),
    ):
        (tmp_path / "workspace.yaml").write_text(DECLARED.replace(*change), encoding="utf-8")
        assert [finding.rule for finding in load_cached(tmp_path).findings] == told
