"""Markdown shows names and sentences as they are written, whatever they hold, on one line each."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.format.markdown import escaped
from tests.check.workspaces import written
from tests.report.small import ea


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, 1.2 (x) – « é »!", "plain, 1.2 (x) – « é »!"),
        ("*bold* _it_ stated_by __x__", "\\*bold\\* \\_it\\_ stated_by \\_\\_x\\_\\_"),
        ("`code` [link](http://x) | a", "\\`code\\` \\[link\\](http://x) \\| a"),
        ("<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)\\>"),
        ("# title", "\\# title"),
        ("a \\| b", "a \\\\\\| b"),
        ("one\ntwo\r\nthree", "one two three"),
    ],
)
def test_special_characters_are_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_an_audit_shows_a_hostile_name_as_it_is(tmp_path: Path) -> None:
    model = 'application: {a: {name: "<script>`x`</script>\\n# | *A*", moa: []}}'
    said = ea(written(tmp_path, model), "check", "--format", "markdown", "--lang", "en").splitlines()
    (line,) = [line for line in said if "has no owner" in line]
    assert line.strip() == "- ! \\<script\\>\\`x\\`\\</script\\> \\# \\| \\*A\\* has no owner"


def test_a_workspace_with_a_hostile_name_too(tmp_path: Path) -> None:
    root = written(tmp_path, settings='name: "A [x](y)"\nat: 2021\n')
    assert ea(root, "check", "--format", "markdown", "--lang", "en").startswith("# A \\[x\\](y) · ")
