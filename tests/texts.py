"""Small models as text, read by the real loader."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ea_repo.finding import Finding
from ea_repo.graph import Graph
from ea_repo.load import Workspace, load, read_model
from ea_repo.load.files import decode
from ea_repo.load.locate import Locator

SETTINGS = "name: Test\n"


def workspace(root: Path, *, settings: str = SETTINGS, **files: str | bytes) -> Workspace:
    """The workspace with these files (`name=text` is `model/name.yaml`), written below `root` and read."""
    folder = root / "model"
    folder.mkdir(exist_ok=True)
    (root / "workspace.yaml").write_text(settings, encoding="utf-8")
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / f"{name}.yaml").write_bytes(data)
    return load(root)


def read(*texts: str | bytes) -> tuple[Graph, list[Finding]]:
    """The graph that these texts say together, and what is wrong in them; they are files `1`, `2` and so on."""
    data = {str(place): text if isinstance(text, bytes) else text.encode() for place, text in enumerate(texts, start=1)}
    files = [decode(file, content) for file, content in data.items()]
    by_name = {each.file: each.text for each in files}
    return read_model(files, Locator.reading(by_name.__getitem__))


def graph_of(text: str) -> Graph:
    """The graph that a text says; nothing may be wrong in it."""
    graph, findings = read(text)
    assert not findings, [f"{each.at}: {each.message.en}" for each in findings]
    return graph


def flawed(text: str) -> Graph:
    """The graph that can be read from a text in which something is wrong."""
    graph, findings = read(text)
    assert findings, "this text was meant to be wrong"
    return graph


def places(findings: list[Finding] | tuple[Finding, ...]) -> list[str]:
    """What is wrong and where, as `problem line:column`, in order."""
    return [f"{each.rule} {each.at.line}:{each.at.column}" for each in findings if each.at is not None]


def day(text: str) -> dt.date:
    """A day, from its ISO text."""
    return dt.date.fromisoformat(text)


def keyboard(text: str) -> str:
    """A text with the signs of a keyboard in place of those of French typography, so that tests may be typed."""
    return text.replace("\u202f", " ").replace("’", "'")
