"""The planner's dossiers in a real browser: whole at every width and on paper; nothing of the model runs in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from ea_repo.cli.main import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HOSTILE = '"><script>document.title = 1</script>'
MODEL = f"""
application:
  a: {{name: '{HOSTILE}', covers: p, masters: d, moa: moa}}
  b: {{name: {"très long nom " * 20}, covers: p}}
  c: {{name: Consommateur}}
process: {{p: {{name: 'Processus <b>gras</b>'}}}}
data_object: {{d: {{name: Donnée}}}}
actor: {{moa: {{name: Direction}}}}
flow: {{f: {{source: a, target: c, data: d, need: vital}}}}
"""


@pytest.fixture(params=["impact", "retire"])
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The page of a command on a small model with hostile names."""
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "si.yaml").write_text(MODEL, encoding="utf-8")
    (tmp_path / "workspace.yaml").write_text("name: Essai\nat: 2021-12-31\n", encoding="utf-8")
    answer = CliRunner().invoke(main, ["-C", str(tmp_path), request.param, "a", "--format", "html", "--lang", "fr"])
    written = tmp_path / "page.html"
    written.write_text(answer.stdout, encoding="utf-8")
    return written


def test_a_dossier_is_whole_at_every_width_and_runs_nothing(browser: Browser, page: Path) -> None:
    opened = browser.new_page()
    told: list[str] = []
    opened.on("console", lambda message: told.append(message.text))
    opened.on("pageerror", lambda error: told.append(str(error)))
    opened.goto(page.as_uri())
    for width in (390, 768, 1400):
        opened.set_viewport_size({"width": width, "height": 900})
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert told == []
    assert opened.title() != "1"
    assert opened.locator("script").count() == 0
    assert opened.get_by_text(HOSTILE).count() > 0
    assert opened.locator("h1").count() == 1
    assert opened.locator("table thead th:not([scope])").count() == 0
    opened.emulate_media(media="print")
    assert opened.locator("table:visible").count() == opened.locator("table").count() > 0
    opened.close()
