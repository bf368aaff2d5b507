"""Too little memory is told like any other refusal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ea_repo.cli.main import main
from ea_repo.cli.shared.refusal import refusals
from ea_repo.finding import Lang
from tests.report.every import measured


@pytest.mark.parametrize(("lang", "said"), [("en", "not enough memory"), ("fr", "la mémoire ne suffit pas")])
def test_too_little_memory_is_told(lang: Lang, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, refusals(lang):
        raise MemoryError
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "judges"),
    [
        ("check", "ea_repo.check.ruling.judge"),
        ("indicators", "ea_repo.check.measure.Facts.in_service"),
        ("indicators", "ea_repo.check.measure.judge"),
    ],
)
def test_a_judgement_that_lacks_memory_is_no_finding(
    words: str, judges: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def short(*_: object, **__: object) -> object:
        raise MemoryError

    monkeypatch.setattr(judges, short)
    answer = CliRunner().invoke(main, ["-C", str(measured(tmp_path).root), words, "--lang", "en"])
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "not enough memory" in answer.stderr
