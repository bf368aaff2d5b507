"""Too little memory is told like any other refusal."""

from __future__ import annotations

import pytest

from ea_repo.cli import options


@pytest.mark.parametrize(("lang", "said"), [("en", "not enough memory"), ("fr", "la mémoire ne suffit pas")])
def test_too_little_memory_is_told(lang: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, options.refusals(lang):
        raise MemoryError
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
