"""The questions of docs/neo4j.md, each asked of AP-HP's own system."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.neo4j.shared_workspace import SharedWorkspace

pytestmark = pytest.mark.neo4j
PAGE = (Path(__file__).parents[2] / "docs" / "neo4j.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^([^\n]+)\n\n```cypher\n(.*?)```", PAGE, re.DOTALL | re.MULTILINE)


def test_there_are_eleven_questions() -> None:
    assert len(QUESTIONS) == 11


@pytest.mark.parametrize(("question", "statement"), QUESTIONS, ids=[question for question, _ in QUESTIONS])
def test_a_documented_question_has_an_answer(question: str, statement: str, ours: SharedWorkspace) -> None:
    parameters = re.findall(r"--param (\S+=[^\s)`;]+)", question)
    options = [word for parameter in parameters for word in ("--param", parameter)]
    result = ours.ea("query", statement, "--store", ours.address, "--format", "json", *options)
    assert result.code == 0, result.error
    assert json.loads(result.out)
