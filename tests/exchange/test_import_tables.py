"""Tables come in by a mapping: which cells are which fields and links, and what each cell that is refused lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.exchange.mapping.mapping_file import mapping_of
from ea_repo.exchange.place import Unreadable
from tests.exchange.importing import a_workspace, graph, imported, planned, refusals, said, source, sums_hold, texts

MODEL = """\
actor: {dsi: {name: DSI}, dupont: {name: Éditeur Dupont, aliases: [DPT]}}
process:
  urgences: {name: Urgences}
  imagerie: {name: Imagerie médicale}
  labo-nord: {name: Laboratoire}
  labo-sud: {name: Laboratoire}
"""
TABLE = """\
Nom;Éditeur;Mise en service;Fin;Processus;Coût annuel;Salle
Agathe;editeur DUPONT;31/12/2020;;Urgences, imagerie medicale;1 234,50;B12
Orbis;Dupon;31/02/2021;;urgences;12 000;
Glims;dsi;2019;bientôt;Laboratoire;;
Paie;DPT;;;;;
"""
MAPPING = """\
records:
  "*":
    kind: application
    name: Nom
    fields:
      supplier: Éditeur
      live_on: Mise en service
      retired_on: Fin
      supports: {from: Processus, split: ","}
      yearly_cost: Coût annuel
"""


def test_each_wrong_cell_is_told_with_its_place_and_the_rest_comes_in(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si=MODEL)
    plan = imported(root, source(tmp_path, TABLE), MAPPING)
    assert refusals(plan) == [
        ("source.csv:3:7", "supplier: “Dupon” means nothing here (actor); near: “Éditeur Dupont”"),
        ("source.csv:3:13", "live_on: “31/02/2021” is no date of the calendar"),
        ("source.csv:4:16", "retired_on: “bientôt” is no date of the calendar"),
        (
            "source.csv:4:24",
            "supports: “Laboratoire” means several elements: Laboratoire (labo-nord), Laboratoire (labo-sud)",
        ),
    ]
    assert sums_hold(plan)
    si = graph(root)
    assert said(si, "agathe") == {
        "name": "Agathe",
        "supplier": ["dupont"],
        "live_on": "2020-12-31",
        "supports": ["urgences", "imagerie"],
        "yearly_cost": 1234.5,
        "properties": {"Salle": "B12"},
    }
    assert said(si, "orbis") == {"name": "Orbis", "supports": ["urgences"], "yearly_cost": 12000}
    assert said(si, "glims") == {"name": "Glims", "supplier": ["dsi"], "live_on": "2019"}
    assert said(si, "paie") == {"name": "Paie", "supplier": ["dupont"]}


def test_each_element_says_the_file_the_version_and_the_day_it_came_from(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si=MODEL)
    plan = imported(root, source(tmp_path, TABLE), MAPPING)
    came = graph(root).value("agathe", "imported")
    assert (came.source, came.id, came.file, came.day) == ("source", "*/Agathe", "source.csv", "2026-11-30")
    assert plan.inventory.digest.startswith(came.digest)


def test_a_table_without_a_mapping_is_refused_with_what_to_do(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si=MODEL)
    with pytest.raises(Unreadable) as refused:
        planned(root, source(tmp_path, TABLE))
    assert "ea import --guess" in refused.value.why.en


@pytest.mark.parametrize(
    ("mapping", "place", "words"),
    [
        (MAPPING.replace("Éditeur", "Editor"), "mapping.yaml", "Editor"),
        (MAPPING.replace("live_on", "live"), "mapping.yaml:7", "live"),
        (MAPPING.replace("application", "aplication"), "mapping.yaml:3", "application"),
        (MAPPING.replace("split", "splitt"), "mapping.yaml:9", "split"),
        (MAPPING.replace("supplier: Éditeur", "type: {value: aplication}"), "mapping.yaml:6", "is none of: core"),
        ("records: [", "mapping.yaml:1", ""),
    ],
)
def test_a_mapping_that_means_nothing_is_refused_with_its_place(
    tmp_path: Path, mapping: str, place: str, words: str
) -> None:
    root = a_workspace(tmp_path, si=MODEL)
    with pytest.raises(Unreadable) as refused:
        planned(root, source(tmp_path, TABLE), mapping)
    assert place in str(refused.value.at)
    assert words in refused.value.why.en


def test_references_are_found_in_the_same_source_by_key_and_by_name(tmp_path: Path) -> None:
    files = {
        "apps.csv": "code,nom,fournisseur,remplace\nA1,Agathe,12,\nB2,Bis,Dupont SA,A1\nC3,Ter,99,bis\n",
        "editeurs.csv": "id,nom\n12,Agfa\n13,Dupont SA\n",
    }
    mapping = """\
    records:
      apps:
        kind: application
        key: code
        name: nom
        fields: {supplier: fournisseur, part_of: remplace}
      editeurs: {kind: actor, key: id, name: nom, fields: {type: {value: supplier}}}
    """
    root = a_workspace(tmp_path)
    plan = imported(root, source(tmp_path, files), mapping)
    si = graph(root)
    assert said(si, "agathe")["supplier"] == ["agfa"]
    assert said(si, "bis") == {"name": "Bis", "supplier": ["dupont-sa"], "part_of": ["agathe"]}
    assert said(si, "ter")["part_of"] == ["bis"]
    assert refusals(plan) == [("apps.csv:4:8", "supplier: “99” means nothing here (actor)")]


def test_words_of_a_source_are_given_their_meaning_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    table = "nom,etat,importance\nA,Oui,Haute\nB,?,Basse\nC,non,Énorme\n"
    mapping = """\
    records:
      "*":
        kind: application
        name: nom
        fields:
          exposed: {from: etat, ignore: ["?"]}
          criticality: {from: importance, values: {haute: critical, basse: standard}}
    """
    root = a_workspace(tmp_path)
    plan = imported(root, source(tmp_path, table), mapping)
    si = graph(root)
    assert [said(si, id, "name", "properties") for id in ("a", "b", "c")] == [
        {"exposed": True, "criticality": "critical"},
        {"criticality": "standard"},
        {"exposed": False},
    ]
    assert [place for place, _ in refusals(plan)] == ["source.csv:4:7"]


def test_names_without_a_row_create_elements_once_and_it_is_told(tmp_path: Path) -> None:
    table = "nom,editeur\nA,Agfa\nB,AGFA\nC,Softway\n"
    mapping = 'records: {"*": {kind: application, name: nom, fields: {supplier: {from: editeur, create: actor}}}}'
    root = a_workspace(tmp_path)
    plan = imported(root, source(tmp_path, table), mapping)
    assert [added.id for added in plan.added if added.kind == "actor"] == ["agfa", "softway"]
    assert len(plan.inferred) == 2
    assert said(graph(root), "b")["supplier"] == ["agfa"]


def test_two_things_of_one_name_both_live(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si="actor: {paie: {}}")
    mapping = 'records: {"*": {kind: application, key: id, name: nom}}'
    plan = imported(root, source(tmp_path, "id,nom\n1,Paie\n2,Paie\n"), mapping)
    ids = [added.id for added in plan.added if added.kind == "application"]
    assert len(set(ids)) == 2
    assert "paie" not in ids
    assert sums_hold(plan)
    assert {graph(root).name_alone(id) for id in ids} == {"Paie"}


MATRIX = "Applications \\ Processus;Urgences;imagerie medicale;Bloc\nAgathe;X;;\nOrbis;X;X;\nGlims;;;X\n"
CROSSES = """\
records:
  Applications: {kind: application, same: true}
  Processus: {kind: process, same: true}
relations:
  "*": {source: application, target: process, link: supports}
"""


def test_the_crosses_of_a_matrix_are_links_of_what_is_here(tmp_path: Path) -> None:
    written = "application: {agathe: {name: Agathe, supports: imagerie}} # mine\n"
    root = a_workspace(tmp_path, si=MODEL, mine=written)
    plan = imported(root, source(tmp_path, MATRIX), CROSSES)
    si = graph(root)
    assert sums_hold(plan)
    assert [added.id for added in plan.added if added.kind in ("application", "process")] == ["orbis", "glims", "bloc"]
    assert said(si, "agathe") == {"name": "Agathe", "supports": ["imagerie", "urgences"]}
    assert said(si, "orbis")["supports"] == ["urgences", "imagerie"]
    assert si.name("imagerie") == "Imagerie médicale"
    assert not plan.conflicts, "a name is not said twice"
    assert si.value("agathe", "imported") is None, "it did not come from there"
    assert not planned(root, source(tmp_path, MATRIX), CROSSES).plan.writes


def test_what_came_from_one_source_is_added_to_by_another_and_stays_the_first_one_s(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si=MODEL)
    imported(root, source(tmp_path, TABLE, "parc.csv"), f"source: parc\n{MAPPING}")
    plan = imported(root, source(tmp_path, MATRIX, "matrice.csv"), f"source: matrice\n{CROSSES}")
    si = graph(root)
    assert not plan.conflicts
    assert said(si, "orbis")["supports"] == ["urgences", "imagerie"]
    assert si.value("orbis", "imported").source == "parc"
    assert not planned(root, source(tmp_path, TABLE, "parc.csv"), f"source: parc\n{MAPPING}").plan.conflicts
    again = imported(
        root, source(tmp_path, MATRIX.replace("Orbis;X;X", "Orbis;X;"), "matrice.csv"), f"source: matrice\n{CROSSES}"
    )
    assert not again.conflicts
    assert said(graph(root), "orbis")["supports"] == ["urgences"]


def test_what_was_here_before_a_source_named_it_is_never_removed_with_it(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si=MODEL, mine="application: {agathe: {name: Agathe}}")
    imported(root, source(tmp_path, MATRIX), CROSSES)
    plan = imported(root, source(tmp_path, MATRIX.replace("Agathe", "Autre")), CROSSES, prune=True)
    assert [(gone.id, gone.removed) for gone in plan.gone] == [("agathe", False)]
    assert "agathe" in graph(root)


def test_a_name_that_is_that_of_two_elements_here_is_refused(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si=MODEL)
    plan = imported(root, source(tmp_path, MATRIX.replace("Bloc", "Laboratoire")), CROSSES)
    assert next(why for _, why in refusals(plan)).startswith("“Laboratoire” means several elements: ")
    assert sums_hold(plan)


def test_a_mapping_may_say_which_thing_is_which_element(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si="application: {agathe: {name: AGATHE (lits)}}")
    mapping = 'records: {"*": {kind: application, name: nom, fields: {yearly_cost: cout}}}\nids: {Agathe: agathe}'
    imported(root, source(tmp_path, "nom,cout\nAgathe,1000\n"), mapping)
    assert said(graph(root), "agathe") == {"name": "AGATHE (lits)", "yearly_cost": 1000}
    with pytest.raises(Unreadable) as refused:
        planned(root, source(tmp_path, "nom,cout\nAgathe,1000\n"), mapping.replace(": agathe", ": agate"))
    assert "did you mean “agathe”" in refused.value.why.en


def test_nothing_is_written_before_it_is_carried_out(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si=MODEL)
    before = texts(root)
    assert planned(root, source(tmp_path, TABLE), MAPPING).plan.added
    assert texts(root) == before


READING = """\
records:
  "*":
    kind: application
    name: Nom
    fields:
      yearly_cost: {{from: Coût{cost}}}
      retired_on: {{from: Fin{end}}}
"""


@pytest.mark.parametrize(("cell", "how", "cost"), [
    ("2200", ", times: 12", 26400), ("0,1", ", times: 3", 0.3), ("22", ", unit: k€", 22_000),
    ("22 k€", ", unit: k€", 22_000), ("1,5", ", unit: M€", 1_500_000), ("31.500", ', decimal: ","', 31_500),
    ("31.500", ", decimal: '.'", 31.5), ("31,500.5", ", decimal: '.'", 31_500.5), ("1.250.000", "", 1_250_000),
    ("2,5", ", unit: k€, times: 12", 30_000), ("0.500", "", 0.5), ("31.50", "", 31.5),
])  # fmt: skip
def test_an_amount_is_read_as_the_mapping_says(tmp_path: Path, cell: str, how: str, cost: float) -> None:
    root = a_workspace(tmp_path)
    plan = imported(root, source(tmp_path, f"Nom;Coût;Fin\nPaie;{cell};\n"), READING.format(cost=how, end=""))
    assert refusals(plan) == []
    assert said(graph(root), "paie")["yearly_cost"] == cost


@pytest.mark.parametrize(
    ("cells", "head", "doubts"),
    [
        (("12 k€ HT", "3 k€ TTC", "4 k€ HT"), "Coût", ["source.csv:3:3 yearly_cost: with and without tax mixed"]),
        (("12 k€ HT", "3 k€", "4 k€ TTC"), "Coût TTC", ["source.csv:2:3 yearly_cost: with and without tax mixed"]),
        (("12 k€ HT", "3 k€ HT", "4 k€"), "Coût HT", []),
        (("12 k€", "3 k€", "4 k€"), "Coût", []),
    ],
)
def test_amounts_with_tax_beside_amounts_without_are_a_doubt_of_the_account(
    tmp_path: Path, cells: tuple[str, ...], head: str, doubts: list[str]
) -> None:
    rows = "".join(f"{name};{cell}\n" for name, cell in zip("ABC", cells, strict=True))
    mapping = f"records: {{source: {{kind: application, name: Nom, fields: {{yearly_cost: {head}}}}}}}\n"
    plan = imported(a_workspace(tmp_path, si=MODEL), source(tmp_path, f"Nom;{head}\n{rows}"), mapping)
    assert [f"{one.at} {one.text.en.partition(',')[0]}" for one in plan.inferred] == doubts


@pytest.mark.parametrize(("cell", "how", "why"), [
    ("31.500", "", "may be 31500 or a number with three decimals"), ("31,500", ", unit: k€", "may be 31500"),
    ("31.50", ', decimal: ","', "is no number"), ("-5", "", "expected at least 0"), ("$12", "", "is not in euros"),
])  # fmt: skip
def test_an_amount_that_may_be_two_or_none_is_refused_with_its_cell(
    tmp_path: Path, cell: str, how: str, why: str
) -> None:
    root = a_workspace(tmp_path)
    plan = imported(root, source(tmp_path, f"Nom;Coût;Fin\nPaie;{cell};\n"), READING.format(cost=how, end=""))
    [(at, sentence)] = refusals(plan)
    assert (at, why in sentence) == ("source.csv:2:6", True)
    assert "yearly_cost" not in said(graph(root), "paie")


@pytest.mark.parametrize(("cell", "how", "day"), [
    ("2025", "", "2025"), ("2025", ", last_day: true", "2026"), ("12/2027", ", last_day: true", "2028-01"),
    ("31/12/2027", ", last_day: true", "2028-01-01"), ("4/15/2015", ", month_first: true", "2015-04-15"),
    ("04/03/2015", ", month_first: true", "2015-04-03"), ("2015-04-03", ", month_first: true", "2015-04-03"),
])  # fmt: skip
def test_a_date_is_read_as_the_mapping_says(tmp_path: Path, cell: str, how: str, day: str) -> None:
    root = a_workspace(tmp_path)
    plan = imported(root, source(tmp_path, f"Nom;Coût;Fin\nPaie;;{cell}\n"), READING.format(cost="", end=how))
    assert refusals(plan) == []
    assert said(graph(root), "paie")["retired_on"] == day


@pytest.mark.parametrize(("cost", "end", "why"), [
    (", unit: h", "", "“h” is no unit of this field"), ("", ", times: 12", "are for numbers"),
    (", last_day: true", "", "are for dates"), ("", ", unit: k€", "“k€” is no unit"),
])  # fmt: skip
def test_a_mapping_that_reads_a_field_as_it_cannot_be_read_is_refused(cost: str, end: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        mapping_of("map.yaml", READING.format(cost=cost, end=end))


ROWS = "records: {'*': {kind: application, key: N, name: Nom, fields: {yearly_cost: Coût}}}"


def test_a_row_with_nothing_but_its_number_or_with_a_sum_is_no_element(tmp_path: Path) -> None:
    root = a_workspace(tmp_path)
    table = "N;Nom;Coût\n1;Paie;1000\n2;;\n3;;500\n;Total;1500\n;TOTAL GÉNÉRAL;1500\n9;Total;7\n"
    plan = imported(root, source(tmp_path, table), ROWS)
    assert sums_hold(plan)
    assert [at for at, _ in refusals(plan)] == ["source.csv:3:1", "source.csv:5:1", "source.csv:6:1"]
    assert [(str(one.at), one.text.en) for one in plan.inferred] == [
        ("source.csv:4:1", "without a name: its key “3” stands for it")
    ]
    assert [added.id for added in plan.added if added.kind == "application"] == ["paie", "3", "total"]


CONTRACTS = """\
source: achats
records:
  "*":
    kind: contract
    key: N° marché
    name: Objet
    fields: {applications_under: {from: Applications, split: ","}}
"""
UNDER = "application: {concerto: {name: Concerto, moa: dsi}, ciril: {name: Ciril}}\nactor: {dsi: {}}\n"


def test_a_column_names_the_elements_here_that_point_at_a_row(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si=UNDER)
    table = "N° marché;Objet;Applications\n2024-1;Maintenance;Concerto, Ciril\n2024-2;Support;Concerto\n"
    plan = imported(root, source(tmp_path, table), CONTRACTS)
    assert (sums_hold(plan), plan.rejected) == (True, ())
    assert said(graph(root), "concerto") == {
        "name": "Concerto",
        "moa": ["dsi"],
        "contracts": ["maintenance", "support"],
    }
    assert said(graph(root), "ciril")["contracts"] == ["maintenance"]
    assert not planned(root, source(tmp_path, table), CONTRACTS).plan.writes
    plan = imported(root, source(tmp_path, table.replace("Concerto, Ciril", "Concerto, Cyrille")), CONTRACTS)
    assert [at for at, _ in refusals(plan)] == ["source.csv:2:20"]
    assert said(graph(root), "ciril")["contracts"] == ["maintenance"], "what was refused takes nothing away"
    imported(root, source(tmp_path, table.replace("Support;Concerto", "Support;Ciril")), CONTRACTS)
    assert said(graph(root), "concerto")["contracts"] == ["maintenance"]
    assert said(graph(root), "ciril")["contracts"] == ["maintenance", "support"]


def test_a_row_that_is_a_link_adds_to_what_is_here_from_each_end_to_each(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si=UNDER + "contract: {m1: {}, m2: {}}\n")
    mapping = """\
source: achats
records: {"*": {link: contracts, source: {from: Applications, split: ","}, target: {from: Contrats, split: ","}}}
"""
    plan = imported(root, source(tmp_path, 'Contrats;Applications\n"m1,m2";"Concerto,Ciril,Autre"\n'), mapping)
    assert sums_hold(plan)
    assert [(str(one.at), one.field) for one in plan.rejected] == [("source.csv:2:9", "contracts")]
    assert [said(graph(root), id)["contracts"] for id in ("concerto", "ciril")] == [["m1", "m2"]] * 2
    assert said(graph(root), "concerto")["name"] == "Concerto"


def test_the_name_of_a_relation_that_does_not_arrive_there_is_refused() -> None:
    with pytest.raises(Unreadable, match="unknown field of application: “applications_under”"):
        mapping_of("map.yaml", CONTRACTS.replace("kind: contract", "kind: application"))


def test_words_of_a_list_are_understood_by_what_people_call_them(tmp_path: Path) -> None:
    mapping = "records: {'*': {kind: application, name: Nom, fields: {type: Type}}}\n"
    root = a_workspace(tmp_path, si=MODEL)
    table = source(tmp_path, "Nom;Type\nA;Socle\nB;proof of concept\nC;external\nD;autre\n")
    plan = planned(root, table, mapping).plan
    assert len(refusals(plan)) == 1
    assert {added.name: added.fields.get("type") for added in plan.added if added.kind == "application"} == {
        "A": "core", "B": "poc", "C": "external", "D": None,
    }  # fmt: skip
