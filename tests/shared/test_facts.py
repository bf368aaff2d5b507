"""What the model of AP-HP says, held against the document that it cites."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ea_repo.graph import Graph
from ea_repo.repository import Repository
from ea_repo.select.full_text import fold
from tests.content.test_facts import STATED

pytestmark = pytest.mark.shared

ROOT = Path(__file__).parents[2]
OURS = {"exemple", "service", "nouveau", "nouveaux", "autres"}
"""Words that names add to those of the document."""
SECTION = re.compile(
    r"[A-F]\.\d( à [A-F]\.\d)?|[A-F]|axes? n?°?\d( à \d)?|objectifs? \d\.\d{1,2}|engagements? n?°?\d|principes? n?°?\d"
)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Repository(ROOT).graph


@pytest.fixture(scope="module")
def document(shared: Path) -> str:
    text = (shared / "seed" / "sdsi-aphp-2021-2025.txt").read_text(encoding="utf-8")
    return plain(text)


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())


@pytest.mark.parametrize("kind", ["application", "site", "technology", "contract", "node"])
def test_every_system_and_place_is_named_with_the_words_of_the_document(graph: Graph, document: str, kind: str) -> None:
    strangers = {
        id: missing
        for id in graph.of(kind)
        if (graph.stated_by(id) or "").startswith("SDSI") and not graph.value(id, "illustrative")
        and (missing := [word for word in plain(graph.name(id)).split() if len(word) > 3 and word not in OURS
                         and word[:5] not in document])
    }  # fmt: skip
    assert strangers == {}


def test_every_tool_that_the_document_spells_in_capitals_is_in_the_model(graph: Graph) -> None:
    named = "AGATHE OSLO POUPOM Oplan GDL PTAH GLIMS PACS EDS MOABI BNDMR SequOIA GESTIME DirectAP CyberLab ORTIF "
    named += "COVIDOM COVID-O2 IPOP Actipidos HRAccess Abyla Easydore LegalSuite Cohort360 Jupyter Pilote EDS-Pilotage "
    named += "OPALE BI-SAP Hermès REDCap CleanWeb SafetyEasy Terr-eSanté eCerveau SIVIC SI-DEP VACSI DMP SIU BASINS "
    named += "GAIAP ROR SRI INS FranceConnect ELICE"
    known = {plain(text) for id in graph for text in (graph.name(id), *(graph.value(id, "aliases") or ()))}
    assert [
        each for each in named.split() if not any(plain(each) in name.split() or plain(each) == name for name in known)
    ] == []


def test_every_quote_is_in_the_document(graph: Graph, document: str) -> None:
    quotes = {id: graph.value(id, "quote") for id in graph if graph.value(id, "quote")}
    assert quotes
    assert {id for id, quote in quotes.items() if plain(quote) not in document} == set()


@pytest.mark.parametrize("entry", STATED, ids=lambda entry: f"{entry['line']}-{entry['words']}")
def test_the_line_that_states_a_fact_holds_its_words(entry: dict[str, Any], shared: Path) -> None:
    lines = (shared / "seed" / "sdsi-aphp-2021-2025.txt").read_text(encoding="utf-8").splitlines()
    assert entry["words"] in lines[entry["line"] - 1]


def test_every_section_cited_is_one_of_the_document(graph: Graph) -> None:
    wrong = {}
    for id in graph:
        cited = graph.stated_by(id) or ""
        if cited.startswith("SDSI 2021-2025, "):
            sections = re.split(r", | et ", cited.removeprefix("SDSI 2021-2025, "))
            if unknown := [each for each in sections if not SECTION.fullmatch(each)]:
                wrong[id] = unknown
    assert wrong == {}
