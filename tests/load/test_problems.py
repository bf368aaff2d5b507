"""Every problem of the text is reported at its place, in both languages, and hides nothing else."""

from __future__ import annotations

import pytest

from ea_repo.load.problems import PROBLEMS
from tests.load.cases import CASES, Case
from tests.load.test_changes import CHANGE_PROBLEMS
from tests.load.test_folders import FOLDER_PROBLEMS
from tests.load.test_settings import SETTINGS_PROBLEMS
from tests.texts import places, read

WITNESS = "site: {witness: {}}"


def test_every_problem_has_a_case() -> None:
    others = FOLDER_PROBLEMS | CHANGE_PROBLEMS | SETTINGS_PROBLEMS
    assert {each.problem for each in CASES} | others == PROBLEMS.keys()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_problem_is_reported_where_it_is_written(case: Case) -> None:
    _, findings = read(case.text)
    assert places(findings) == list(case.problems)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_problem_hides_neither_the_rest_of_its_file_nor_the_other_files(case: Case) -> None:
    graph, findings = read(case.text, WITNESS)
    assert set(graph) == {*case.read.split(), "witness"}
    assert {finding.at.file for finding in findings if finding.at} == {"1"}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_problem_is_said_in_both_languages_with_its_remedy(case: Case) -> None:
    for finding in read(case.text)[1]:
        assert finding.severity == PROBLEMS[finding.rule].severity
        assert finding.fix is not None
        for text in (finding.message, finding.fix):
            assert text.fr and text.en
        assert finding.message.fr != finding.message.en
        assert finding.key.startswith(f"{finding.rule}:{finding.subject}")


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_problem_names_the_same_facts_in_both_languages(problem: str) -> None:
    def facts(text: str) -> set[str]:
        return {part.split("}")[0] for part in text.split("{")[1:]}

    for text in (PROBLEMS[problem].message, PROBLEMS[problem].fix):
        assert facts(text.fr) == facts(text.en)
