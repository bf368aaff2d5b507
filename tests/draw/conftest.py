"""What the tests of maps share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.draw import graphviz_engines


@pytest.fixture(params=graphviz_engines.ENGINES)
def graphviz(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Which Graphviz draws the maps of a test: it runs once with each."""
    empty = tmp_path / "no-program"
    empty.mkdir()
    graphviz_engines.use(request.param, empty, monkeypatch)
    return str(request.param)
