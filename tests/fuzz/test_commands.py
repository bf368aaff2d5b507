"""Whatever is written, commands answer or refuse in a sentence: no fault of ours, and every finding has a place."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.load import WorkspaceUnreadable, load, load_cached
from tests.cli.running import Said, invoke
from tests.fuzz.depth import EXAMPLES
from tests.fuzz.texts import FILES, MODEL, spoiled, write

COMMANDS = (
    "check --format json", "check", "list", "show alpha", "deps beta", "impact beta", "retire beta", "timeline",
    "indicators", "rules --test", "rules", "views", "draw map --format dot", "find a", "path alpha gamma",
    "lineage patient", "check --format sarif", "check --format junit", "list --format csv", "retire beta --format html",
    "check --with changes.yaml", "impact gamma --with changes.yaml", "check --baseline baseline.json",
    "explain no-files",
)  # fmt: skip
CODES = {0, 1, 2}


def run(root: Path, command: str) -> Said:
    words = [str(root / word) if word in ("changes.yaml", "baseline.json") else word for word in command.split()]
    return invoke(root, *words)


@pytest.mark.parametrize("file", FILES)
@given(data=st.data())
@settings(max_examples=EXAMPLES)
def test_every_command_answers_or_refuses(file: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, file, data.draw(spoiled(FILES[file])))
        command = data.draw(st.sampled_from(COMMANDS))
        said = run(root, command)
        assert said.code in CODES
        assert "Traceback" not in said.out + said.error
        assert said.out or said.error
        assert "\x1b" not in said.out + said.error
        if "--format json" in command and said.out:
            answer = json.loads(said.out, parse_constant=lambda name: pytest.fail(name))
            for finding in answer["findings"]:
                assert finding["at"] or finding["subject"], finding


@given(text=spoiled(MODEL))
@settings(max_examples=EXAMPLES)
def test_every_element_that_is_written_is_listed_or_told(text: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, "model/all.yaml", text)
        space = load(root)
        told = bool(space.findings)
        sound = {"alpha", "beta", "gamma", "delta", "north", "south", "care", "patient", "visit", "one", "two", "leave"}
        whole = text.decode("utf-8", "replace")
        missing = {id for id in sound if f"{id}:" in whole and id not in space.graph}
        assert told or not missing
        assert all(finding.at is not None for finding in space.findings)


@given(text=spoiled(MODEL))
@settings(max_examples=EXAMPLES)
def test_warm_and_cold_say_the_same(text: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, "model/all.yaml", text)
        for space in (load_cached(root), load_cached(root)):
            cold = load(root)
            assert [space.graph.record(id) for id in space.graph] == [cold.graph.record(id) for id in cold.graph]
            assert (space.findings, space.lost) == (cold.findings, cold.lost)


@given(order=st.permutations(["application", "referential", "site", "flow", "rest"]))
@settings(max_examples=EXAMPLES)
def test_order_and_splitting_change_nothing(order: list[str]) -> None:
    blocks = _blocks(MODEL)
    named = {name: blocks.pop(name) for name in order if name in blocks}
    named["rest"] = "".join(blocks.values())
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, "model/all.yaml", MODEL.encode())
        whole = {id: _fields(load(root).graph.record(id)) for id in load(root).graph}
        (root / "model" / "all.yaml").write_text("".join(named[name] for name in order), encoding="utf-8")
        assert {id: _fields(load(root).graph.record(id)) for id in load(root).graph} == whole
        (root / "model" / "all.yaml").unlink()
        for number, name in enumerate(order):
            (root / "model" / f"{number}.yaml").write_text(named[name], encoding="utf-8")
        assert {id: _fields(load(root).graph.record(id)) for id in load(root).graph} == whole
        assert not load(root).findings


def _blocks(text: str) -> dict[str, str]:
    """The lines of each kind."""
    blocks: dict[str, str] = {}
    name = ""
    for line in text.splitlines(keepends=True):
        if not line.startswith(" "):
            name = line.partition(":")[0]
        blocks[name] = blocks.get(name, "") + line
    return blocks


def _fields(record: object) -> object:
    return getattr(record, "kind", None), getattr(record, "fields", None)


@given(text=spoiled(FILES["workspace.yaml"]))
@settings(max_examples=EXAMPLES)
def test_settings_are_read_or_refused_at_a_place(text: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, "workspace.yaml", text)
        try:
            assert all(flaw.at is not None for flaw in load(root).settings.flaws)
        except WorkspaceUnreadable as error:
            assert error.message.en.startswith("workspace.yaml:")
