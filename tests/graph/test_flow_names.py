"""What a flow that nobody named is called: by its ends, and where one is not written by all that is known of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.repository import Repository
from tests.check.workspaces import written
from tests.cli.running import invoke

MODEL = """
data_object: {identity: {name: Identity}, bill: {name: Bill}, visit: {name: Visit}}
application: {a: {name: Alpha}, b: {name: Beta}}
flow:
  both: {source: a, target: b, data: [identity]}
  no-source: {target: b, data: [identity, bill]}
  no-target: {source: a, data: [identity, bill, visit]}
  bare: {target: b}
  nothing: {data: [identity]}
  named: {name: Copy, target: b}
  stranger: {target: nowhere-known, data: [identity]}
"""


@pytest.mark.parametrize(
    ("id", "name", "alone"),
    [
        ("both", "Alpha → Beta", "Alpha → Beta"),
        ("no-source", "(?) → Beta · Identity + Bill (no-source)", "(?) → Beta · Identity + Bill"),
        ("no-target", "Alpha → (?) · Identity + Bill + … (no-target)", "Alpha → (?) · Identity + Bill + …"),
        ("bare", "(?) → Beta (bare)", "(?) → Beta"),
        ("nothing", "nothing", "nothing"),
        ("named", "Copy", "Copy"),
        ("stranger", "(?) → nowhere-known · Identity (stranger)", "(?) → nowhere-known · Identity"),
    ],
)
def test_a_flow_is_called_by_what_is_known_of_it(tmp_path: Path, id: str, name: str, alone: str) -> None:
    graph = Repository(written(tmp_path, MODEL)).graph
    assert (graph.name(id), graph.name_alone(id)) == (name, alone)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("words", [("show", "b"), ("impact", "a"), ("find", "no-target")])
def test_answers_call_it_so(tmp_path: Path, words: tuple[str, ...], lang: str) -> None:
    said = " ".join(invoke(written(tmp_path, MODEL), *words, "--lang", lang).out.split())
    assert "(?) → Beta · Identity + Bill" in said or "Alpha → (?) · Identity + Bill + …" in said
