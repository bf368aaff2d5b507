"""The questions of docs/neo4j.md, each asked of AP-HP's own system."""

from __future__ import annotations

import json
import re
import uuid
from pathlib import Path

import pytest

from tests.cli.running import invoke
from tests.neo4j.server import Server

pytestmark = pytest.mark.neo4j
OURS = Path(__file__).parents[2]
PAGE = (OURS / "docs" / "neo4j.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^([^\n]+)\n\n```cypher\n(.*?)```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def ours(server: Server) -> str:
    name = f"test-{uuid.uuid4()}"
    said = invoke(OURS, "push", "--as", name, **server.environment)
    assert said.code == 0, said.error
    return f"{server.address}#{name}"


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize(("question", "statement"), QUESTIONS, ids=[each for each, _ in QUESTIONS])
def test_a_documented_question_has_an_answer(question: str, statement: str, ours: str, server: Server) -> None:
    given = [word for each in re.findall(r"--param (\S+=[^\s)`;]+)", question) for word in ("--param", each)]
    said = invoke(OURS, "query", statement, "--store", ours, "--format", "json", *given, **server.environment)
    assert said.code == 0, said.error
    assert json.loads(said.out)
