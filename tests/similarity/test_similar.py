"""What resembles a solution or a need: the right ones first, for reasons that are told, and nobody for nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.answer.similar import Similar
from ea_repo.report.json.similar import write
from ea_repo.report.similar import document
from ea_repo.report.writing import formats
from ea_repo.repository import Repository
from ea_repo.similarity.candidates import BAR, similar_to
from ea_repo.similarity.profile import Profiles
from ea_repo.similarity.vocabulary import terms
from tests.texts import workspace

MODEL = """
process:
  soins: {}
  lits: {name: Gestion des lits, part_of: soins}
  places: {name: Occupation des places, part_of: soins}
  paie: {name: Paie des agents}
data_object: {sejour: {}, bulletin: {}}
site: {nord: {}}
application:
  agathe: {name: Agathe, covers: lits, uses: sejour}
  oslo: {name: Oslo, description: occupation et couchage, covers: places, uses: sejour, deployed_at: nord}
  paye: {name: Paye, covers: paie, masters: bulletin}
  paye-vieille: {name: Paye ancienne, covers: paie, retired_on: 2019, successor: paye}
  national: {name: Lits de la nation, type: external, covers: lits}
  module: {part_of: agathe, name: Agathe mobile}
flow: {f: {source: agathe, target: oslo, data: sejour}}
"""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    folder = tmp_path_factory.mktemp("similar")
    workspace(folder, a=MODEL)
    return Repository(folder)


def asked(repository: Repository, text: str) -> Similar:
    return repository.similar(text).content


def test_who_serves_the_same_or_a_neighbouring_process_comes_first(repository: Repository) -> None:
    first, second = asked(repository, "agathe").candidates[:2]
    assert (first.id, second.id) == ("national", "oslo")
    assert "processes" in [reason.kind for reason in first.reasons]
    assert "neighbouring_processes" in [reason.kind for reason in second.reasons]


def test_what_speaks_against_is_said(repository: Repository) -> None:
    against = {candidate.id: candidate.against for candidate in asked(repository, "agathe").candidates}
    assert against["national"] == ("external",)
    assert against["oslo"] == ("feeds",)
    of_paye = {candidate.id: candidate.against for candidate in asked(repository, "paye").candidates}
    assert of_paye["paye-vieille"] == ("retired", "succeeded")


def test_a_solution_is_no_candidate_of_its_own_modules(repository: Repository) -> None:
    for id in ("agathe", "module"):
        assert {"agathe", "module"}.isdisjoint(candidate.id for candidate in asked(repository, id).candidates)


def test_a_need_in_words_finds_by_synonyms_and_acronyms(repository: Repository) -> None:
    assert asked(repository, "suivi du couchage").above[0].id in ("agathe", "oslo", "national")
    assert asked(repository, "salaires du personnel").candidates[0].id in ("paye", "paye-vieille")


def test_nothing_resembles_what_says_nothing(repository: Repository) -> None:
    answer = repository.similar("xyzzy")
    assert answer.content.candidates == ()
    assert "ne ressemble" in str(document(answer, "fr"))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_candidate_is_told_with_its_reasons_in_every_format(repository: Repository, lang: str) -> None:
    answer = repository.similar("agathe")
    for name, format_ in formats("similar").items():
        assert name and format_
    whole = document(answer, lang, whole=True)  # type: ignore[arg-type]
    assert all(candidate.id in str(whole) for candidate in answer.content.candidates)
    data = json.loads(write(answer))
    assert data["bar"] == BAR
    assert [set(candidate) for candidate in data["candidates"]] == [
        {"id", "name", "score", "reasons", "against"}
    ] * len(data["candidates"])


WORDS = st.text(st.sampled_from("abcdeéèà -'LITSlits123"), max_size=40)


@given(WORDS)
def test_terms_are_the_same_whatever_accents_and_capitals(text: str) -> None:
    assert [stem for stem, _ in terms(text)] == [stem for stem, _ in terms(text.upper())]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted") / "demo"
    Repository.demo(folder, 150, 3, near_duplicates=12)
    return folder


def test_planted_near_duplicates_are_among_the_first_five_and_unrelated_pairs_below_the_bar(planted: Path) -> None:
    graph = Repository(planted).graph
    groups = json.loads((planted / "planted.json").read_text(encoding="utf-8"))["near_duplicates"]
    assert {group["kind"] for group in groups} == {"renamed", "split", "overlapping"}
    sought = seen = above = pairs = 0
    related = {frozenset((one, two)) for group in groups for one in _all(group) for two in _all(group)}
    for group in groups:
        first = [candidate.id for candidate in similar_to(graph, group["original"])[:5]]
        sought += len(group["alike"])
        seen += len({*group["alike"]} & {*first})
    for solution in list(Profiles.of(graph).by_solution)[::5]:
        for candidate in similar_to(graph, solution):
            if frozenset((solution, candidate.id)) not in related:
                pairs += 1
                above += candidate.score >= BAR
    assert seen / sought >= 0.8
    assert above / pairs < 0.05


def test_near_duplicates_violate_no_rule_but_those_planted(planted: Path) -> None:
    manifest = json.loads((planted / "planted.json").read_text(encoding="utf-8"))
    audit = Repository(planted).check()
    alike = {id for group in manifest["near_duplicates"] for id in _all(group)}
    assert not [finding for finding in audit.findings if finding.subject in alike and finding.severity == "error"]


def _all(group: dict[str, object]) -> list[str]:
    alike = group["alike"]
    assert isinstance(alike, list)
    return [str(group["original"]), *map(str, alike)]
