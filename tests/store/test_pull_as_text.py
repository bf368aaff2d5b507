"""What a pull writes loads to the same graph."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ea_repo.load import load
from ea_repo.load.element_text import written
from ea_repo.load.yaml import parse
from ea_repo.store.pull_as_text import write_as_text
from tests.load.random_texts import models
from tests.store.reading import as_text, content, read


@given(models())
def test_what_is_written_loads_to_the_same_graph(model: dict[str, Any]) -> None:
    workspace = read(as_text(model))
    with TemporaryDirectory() as folder:
        write_as_text(Path(folder), workspace.graph, "name: x\n")
        assert content(load(Path(folder)).graph) == content(workspace.graph)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_is_written_so_that_it_is_read_again(value: str) -> None:
    document = parse(f"a: {written(value)}\nb: [{written(value)}, {{c: {written(value)}}}]\n")
    assert not document.flaws
    assert document.value == {"a": value, "b": [value, {"c": value}]}
