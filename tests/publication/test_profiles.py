"""What a profile says, and what is refused in it, with its place."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest

from ea_repo.load import load
from ea_repo.load.definition_file import DefinitionUnreadable
from ea_repo.repository import Repository
from ea_repo.repository.publishing import NotPublished, for_audience
from tests.cli.running import invoke

MODEL = """
actor: {dsi: {name: DSI}, acme: {name: ACME, identifiers: {siren: "552 100 554"}}}
process: {soins: {name: Soins}, paie: {name: Paiement}}
data_object: {identite: {name: Identité}}
application:
  siu: {name: Annuaire, aliases: [SIU], covers: soins, moa: dsi, masters: identite}
  coffre: {name: Coffre-fort Élysée, tags: secret, covers: soins, moa: dsi, yearly_cost: 1000}
  coffre-bloc: {name: Bloc, part_of: coffre}
  labo: {name: Labo, description: Échange avec le COFFRE FORT elysee., covers: soins, moa: [acme, dsi], yearly_cost: 5}
  bloc-labo: {name: Bloc du labo, part_of: labo}
flow:
  siu--coffre: {source: siu, target: coffre, data: identite}
  siu-labo: {source: siu, target: labo, data: identite}
  par-coffre: {source: labo, target: siu, via: coffre}
"""
SETTINGS = (
    "name: Essai\nat: 2021-12-31\ncomplete: [{kind: flow}, {kind: application, fields: [moa]}, {kind: process}]\n"
)


def workspace(root: Path, profile: str, **more: str) -> Repository:
    """A workspace with one profile, `dehors`, and other files by their paths."""
    files = {"workspace.yaml": SETTINGS, "model/si.yaml": MODEL, "publication/dehors.yaml": dedent(profile), **more}
    for file, text in files.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
    return Repository(root, read=load)


HEAD = "title: {fr: Dehors, en: Outside}\n"


def shown(root: Path, profile: str, **more: str) -> Repository:
    return for_audience(workspace(root, HEAD + dedent(profile), **more), "dehors")


def test_a_dropped_element_goes_with_its_parts_and_the_flows_through_it(tmp_path: Path) -> None:
    graph = shown(tmp_path, "drop: {elements: {tags: secret}}\nmay_say: Bloc\n").graph
    assert [*graph.of("application")] == ["bloc-labo", "labo", "siu"]
    assert [*graph.of("flow")] == ["siu-labo"]


def test_what_an_import_keeps_for_itself_is_not_shown_and_takes_nothing_with_it(tmp_path: Path) -> None:
    kept = "folder: {application: {name: Application, type: application}}\n"
    repository = shown(tmp_path, "drop: {kinds: [contract]}", **{"model/kept.yaml": kept})
    assert "application" not in repository.graph
    assert {"siu", "labo", "coffre"} <= set(repository.graph)
    assert set(repository.cartography.views) == set(Repository(tmp_path).cartography.views)


def test_so_does_what_has_a_name_of_theirs_in_its_id(tmp_path: Path) -> None:
    assert "bloc-labo" not in shown(tmp_path, "drop: {elements: {tags: secret}}\n").graph


def test_a_text_that_mentions_it_otherwise_written_is_left_out_whole(tmp_path: Path) -> None:
    graph = shown(tmp_path, "drop: {elements: {id: coffre}}\n").graph
    assert graph.value("labo", "description") is None
    assert graph.value("labo", "yearly_cost") == 5


def test_a_number_that_it_is_registered_under_is_a_name_too(tmp_path: Path) -> None:
    more = {"model/more.yaml": "contract: {marche: {name: Marché, description: SIREN 552100554}}\n"}
    graph = shown(tmp_path, "drop: {elements: {id: acme}}\n", **more).graph
    assert graph.value("marche", "description") is None
    assert [ref.to for ref in graph.value("labo", "moa")] == ["dsi"]


def test_what_is_left_is_held_in_full_no_more(tmp_path: Path) -> None:
    complete = shown(tmp_path, "drop: {elements: {id: [coffre, acme]}}\n").workspace.settings.complete
    assert [(entry.kind, entry.fields) for entry in complete] == [("process", ())]


def test_names_are_replaced_in_ids_links_and_texts(tmp_path: Path) -> None:
    more = {"model/more.yaml": 'objective: {o: {name: "Étendre le S.I.U. et l\'annuaire"}}\n'}
    graph = shown(tmp_path, "replace: {siu: {name: Socle, id: socle-1}}\n", **more).graph
    assert graph.name("socle-1") == "Socle"
    assert graph.value("socle-1", "aliases") is None
    assert [*graph.of("flow")] == ["par-coffre", "socle-1--coffre", "socle-1-labo"]
    assert graph.targets("par-coffre", "target") == ["socle-1"]
    assert graph.value("o", "name") == "Étendre le S.I.U. et l'Socle"


def test_a_word_of_everyday_language_may_be_said(tmp_path: Path) -> None:
    more = {"model/more.yaml": "application: {autre: {name: Paiement, tags: x}}\n"}
    profile = "drop: {{elements: {{id: autre}}}}\n{}"
    assert "paie" in shown(tmp_path, profile.format("may_say: Paiement\n"), **more).graph
    assert shown(tmp_path, profile.format(""), **more).graph.value("paie", "name") is None


def test_rules_about_what_is_not_shown_are_not_asked(tmp_path: Path) -> None:
    more = {"rules/charter.yaml": "extends: common\n"}
    profile = "drop: {fields: {project: moa}, kinds: contract, rules: no-reversibility}\n"
    whole = workspace(tmp_path, HEAD + profile, **more)
    left_out = whole.charter.rules.keys() - for_audience(whole, "dehors").charter.rules.keys()
    assert {"no-project-owner", "contract-ending", "no-reversibility"} <= left_out
    assert "redundant-solution" not in left_out


def test_counts_are_those_of_what_is_shown(tmp_path: Path) -> None:
    audit = shown(tmp_path, "drop: {elements: {id: coffre}}\n", **{"rules/charter.yaml": "extends: common\n"}).check()
    [finding] = [finding for finding in audit.findings if finding.rule == "redundant-solution"]
    assert finding.offenders == ("labo", "siu")
    assert "2 solutions" in finding.message.fr


@pytest.mark.parametrize(
    ("profile", "place", "words"),
    [
        ("drop: {kinds: [contrat]}\n", "2:16", "contract"),
        ("drop:\n  fields: {application: [yearly_costs]}\n", "3:26", "yearly_cost"),
        ("drop: {fields: {flow: source}}\n", "2:17", "cannot be without"),
        ("drop: {elements: [{tags: secrets}]}\n", "2:19", "secret"),
        ("drop: {rules: nothing-like-it}\n", "2:8", "unknown rule"),
        ("drop: {maps: [flow]}\n", "2:15", "flows"),
        ("replace: {siux: {name: X}}\n", "2:11", "siu"),
        ("replace: {coffre: {name: X}}\n", "2:11", "still says the name"),
        ("replace: {siu: {name: Nouvel annuaire, id: x}}\n", "2:17", "still says the name"),
        ("replace: {siu: {name: X, id: labo}}\n", "2:26", "already"),
        ("drops: {}\n", "2:1", "drop"),
    ],
)  # fmt: skip
def test_what_the_workspace_has_not_is_refused_with_its_place(
    tmp_path: Path, profile: str, place: str, words: str
) -> None:
    with pytest.raises(DefinitionUnreadable) as refused:
        shown(tmp_path, profile)
    assert refused.value.message.en.startswith(f"publication/dehors.yaml:{place}: ")
    assert words in refused.value.message.en


def test_a_workspace_that_cannot_be_read_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(NotPublished, match=r"model/more\.yaml:1:"):
        shown(tmp_path, "drop: {}\n", **{"model/more.yaml": "application: {x: {tags: [secret}}\n"})


SAFE = HEAD + "marking: {fr: Réservé, en: Reserved}\nsafe: true\ndrop: {elements: {id: coffre}}\n"
OUT = {
    "export": ("export", "json-graph", "-o", "out.json"),
    "page": ("impact", "siu", "-o", "out.html"),
    "word": ("list", "kind=application", "-o", "out.docx"),
    "sheet": ("list", "kind=application", "-o", "out.xlsx"),
    "picture": ("draw", "flows", "--focus", "siu", "-o", "out.drawio"),
    "text of a map": ("draw", "flows", "--focus", "siu", "-o", "out.mmd"),
    "every map": ("draw", "--all", "--format", "svg", "-o", "out"),
}


@pytest.mark.parametrize("command", OUT.values(), ids=OUT)
def test_what_leaves_the_house_is_for_the_safe_audience_and_says_so(tmp_path: Path, command: tuple[str, ...]) -> None:
    workspace(tmp_path, SAFE)
    *words, file = command
    assert "“dehors” (the safe one" in invoke(tmp_path, *words, str(tmp_path / file), "--lang", "en").error.replace(
        '"dehors"', "“dehors”"
    )


def test_what_stays_in_the_house_is_whole_and_so_is_what_is_asked_whole(tmp_path: Path) -> None:
    workspace(tmp_path, SAFE)
    file = tmp_path / "out.json"
    assert "coffre" in invoke(tmp_path, "list", "kind=application").out
    for data in ("whole.csv", "whole.json"):
        assert invoke(tmp_path, "list", "kind=application", "-o", str(tmp_path / data)).code == 0
        assert "coffre" in (tmp_path / data).read_text("utf-8")
    assert "coffre" in invoke(tmp_path, "draw", "flows", "--focus", "siu", "--format", "text").out
    assert "coffre" not in invoke(tmp_path, "list", "kind=application", "--audience", "dehors").out
    invoke(tmp_path, "export", "json-graph", "-o", str(file))
    assert "coffre" not in file.read_text("utf-8")
    invoke(tmp_path, "export", "json-graph", "-o", str(file), "--audience", "everything")
    assert "coffre" in file.read_text("utf-8")


def test_who_writes_a_profile_is_told_what_goes_and_why(tmp_path: Path) -> None:
    workspace(tmp_path, HEAD + "drop: {elements: {id: coffre}, maps: flows}\n")
    answer = json.loads(invoke(tmp_path, "audience", "dehors", "--format", "json").out)
    assert {element["id"]: (element["reason"], element["because"]) for element in answer["elements"]} == {
        "coffre": ("dropped", None),
        "coffre-bloc": ("dropped", None),
        "siu--coffre": ("with", "coffre"),
        "par-coffre": ("with", "coffre"),
        "bloc-labo": ("says", "Bloc"),
    }
    assert answer["maps"] == ["flows"]
    assert "Bloc" in invoke(tmp_path, "audience", "dehors", "--lang", "fr").out


def test_what_a_dropped_field_points_at_and_is_shown_still_is_told(tmp_path: Path) -> None:
    workspace(tmp_path, HEAD + "drop: {fields: {application: [moa, yearly_cost]}, elements: {id: dsi}}\n")
    answer = json.loads(invoke(tmp_path, "audience", "dehors", "--format", "json").out)
    assert answer["still_shown"] == [{"kind": "application", "field": "moa", "ids": ["acme"]}]
    said = invoke(tmp_path, "audience", "dehors", "--lang", "fr").out
    assert "Encore montrés, bien qu'un champ retiré les désigne" in said
    assert "application.moa" in said


CHOICE = (
    "fields: {{application: {{editor: {{type: choice, choices: {{coffre: {{fr: C, en: C}}, other: {label}}}}}}}}}\n"
)


@pytest.mark.parametrize(
    ("label", "editor", "shown_as"),
    [
        ("{fr: Autre, en: Other}", "coffre", None),
        ("{fr: Autre, en: Other}", "other", "other"),
        ("{fr: Le coffre, en: Other}", "other", None),
        ("", "other", "other"),
    ],
)
def test_a_choice_of_the_workspace_that_mentions_it_goes_and_its_element_stays(
    tmp_path: Path, label: str, editor: str, shown_as: str | None
) -> None:
    settings = SETTINGS + CHOICE.format(label=label)
    model = f"{MODEL.rstrip()}\n  labo--siu: {{source: labo, target: siu, data: identite}}\n"
    model = model.replace("moa: [acme, dsi]", f"moa: [acme, dsi], editor: {editor}")
    files = {"workspace.yaml": settings, "model/si.yaml": model}
    graph = shown(tmp_path, "drop: {elements: {id: coffre}}\nmay_say: Bloc\n", **files).graph
    told = graph.value("labo", "editor") if "editor" in graph.definition("labo").fields else None
    assert told == shown_as
    assert graph.targets("labo--siu", "source") == ["labo"]


def test_what_cannot_be_read_without_it_goes_with_its_parts_and_is_counted(tmp_path: Path) -> None:
    nodes = (
        "node: {hote: {certifications: [{name: Le coffre, until: 2030-01-01}]}, machine: {part_of: hote}, seule: {}}\n"
    )
    profile = "drop: {elements: {id: coffre}}\nmay_say: Bloc\n"
    assert [*shown(tmp_path, profile, **{"model/more.yaml": nodes}).graph.of("node")] == ["seule"]
    answer = json.loads(invoke(tmp_path, "audience", "dehors", "--format", "json").out)
    because = {element["id"]: element["because"] for element in answer["elements"] if element["kind"] == "node"}
    assert because == {"hote": None, "machine": "hote"}
    assert "what is not shown of them" in invoke(tmp_path, "audience", "dehors", "--lang", "en").out


def test_one_element_is_told_in_the_singular(tmp_path: Path) -> None:
    workspace(tmp_path, HEAD + "drop: {elements: {id: paie}}\nmay_say: Paiement\n")
    assert "1 element of 13 is not shown." in invoke(tmp_path, "audience", "dehors", "--lang", "en").out


def test_an_audience_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    workspace(tmp_path, SAFE)
    refused = invoke(tmp_path, "show", "siu", "--audience", "dehor", "--lang", "fr")
    assert (refused.code, refused.out) == (2, "")
    assert "dehors, everything" in refused.error


def test_the_marking_stands_on_every_page(tmp_path: Path) -> None:
    workspace(tmp_path, SAFE)
    out = tmp_path / "out"
    for words in (
        ("site", "-o", str(out / "site")),
        ("check", "-o", str(out / "audit.html")),
        ("impact", "siu", "-o", str(out / "impact.html")),
        ("draw", "--all", "--audience", "dehors", "-o", str(out / "maps")),
    ):
        out.mkdir(exist_ok=True)
        assert "« dehors »" in invoke(tmp_path, *words, "--lang", "fr").error.replace('"dehors"', "« dehors »")
    pages = [page for page in out.rglob("*.html") if "/en/" not in str(page) and page != out / "site" / "index.html"]
    assert len(pages) > 30
    assert [page.name for page in pages if '<p class="restricted">Réservé' not in page.read_text("utf-8")] == []


def test_a_file_of_the_workspace_is_asked_as_it_is_published(tmp_path: Path) -> None:
    request = "title: Plus\nneed: Comme {}\noptions: {{A: {{name: A, type: nothing}}}}\n"
    files = {"requests/a.yaml": request.format("le coffre"), "requests/b.yaml": request.format("le labo")}
    published = shown(tmp_path, "drop: {elements: {id: coffre}}\n", **files)
    assert published.request(str(tmp_path / "requests" / "b.yaml")).written.id == "b"
    with pytest.raises(NotPublished):
        published.request(str(tmp_path / "requests" / "a.yaml"))
    with pytest.raises(NotPublished):
        published.diff(None, str(Path(__file__).parents[2]))
    assert [listed.written.id for listed in published.requests().content.requests] == ["b"]
