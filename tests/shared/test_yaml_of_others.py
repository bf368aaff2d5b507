"""Our reading of YAML, held against another program's on files that others wrote."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import ryaml

from ea_repo.load.files import decode
from ea_repo.load.yaml import parse

pytestmark = pytest.mark.shared

REFUSED = {
    "yaml-tag",
    "yaml-merge",
    "yaml-documents",
    "yaml-alias",
    "duplicate-key",
    "duplicate-block",
    "yaml-key",
    "yaml-depth",
}


def settled(value: Any) -> Any:
    """Values as both programs mean them: keys are texts, dates are texts, one zero."""
    match value:
        case dict():
            return {
                str(key).lower() if isinstance(key, bool) else str(key): settled(each) for key, each in value.items()
            }
        case list():
            return [settled(each) for each in value]
        case dt.date():
            return value.isoformat()
        case _:
            return value


def test_the_yaml_of_others_reads_as_another_program_reads_it(shared: Path) -> None:
    compared, refused = 0, 0
    for path in sorted([*shared.rglob("*.yaml"), *shared.rglob("*.yml")]):
        source = decode(path.name, path.read_bytes())
        document = parse(source.text or "")
        if {each.problem for each in document.flaws} & REFUSED:
            refused += 1
            continue
        try:
            theirs = ryaml.loads(source.text or "")  # type: ignore[attr-defined]
        except Exception:
            assert document.flaws, f"{path}: refused by the other program, read without a word by ours"
            continue
        assert not document.flaws, f"{path}: {document.flaws}"
        assert settled(document.value) == settled(theirs), path
        compared += 1
    assert compared >= 50, (compared, refused)
