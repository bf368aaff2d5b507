"""Elements written as YAML are read again as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.demo.element import Element
from ea_repo.demo.writer import Files, scalar
from ea_repo.load.yaml import parse


@pytest.mark.parametrize(
    "value",
    [
        "Hôpital n° 3",
        'Un "nom" : difficile # ici',
        "- tiret",
        "yes",
        "null",
        "12",
        "1e3",
        "0x1F",
        "",
        "deux\nlignes",
        "a-b",
        "[x]",
        3,
        True,
        ["a", {"to": "b", "from": "2020-01-01"}],
        {"dsi": False, "rssi": {"on": "2020-01-01"}},
    ],
)
def test_a_value_is_read_again(value: object) -> None:
    read = parse(f"kind:\n  id:\n    field: {scalar(value)}\n")
    assert not read.flaws
    assert read.value == {"kind": {"id": {"field": value}}}


def test_a_file_that_is_full_is_followed_by_another(tmp_path: Path) -> None:
    with Files(tmp_path, per_file=2) as files:
        for number in range(5):
            files.write(Element("site", f"s{number}", {"name": f"Site {number}"} if number else {}))
    assert files.elements == 5
    texts = [file.read_text() for file in sorted(tmp_path.rglob("*.yaml"))]
    assert texts[0] == 'site:\n  s0: {}\n  s1:\n    name: "Site 1"\n'
    assert [parse(text).value.keys() for text in texts] == [{"site"}] * 3
