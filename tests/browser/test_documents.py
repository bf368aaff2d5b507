"""The pages of answers in a real browser: whole at every width and on paper; nothing of the model runs in them."""

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


NAMING = (
    ("impact", "a"), ("retire", "a"), ("show", "a"), ("deps", "a"), ("path", "a", "c"), ("lineage", "d"), ("list",),
)  # fmt: skip
"""The commands whose answer names what is hostile."""
OTHERS = (("timeline", "--all"), ("diff", "2021", "2022"), ("kinds",), ("kinds", "flow"), ("explain", "dangling-link"))


def written(root: Path, words: tuple[str, ...]) -> Path:
    """The page of a command on a small model with hostile names."""
    (root / "model").mkdir()
    (root / "model" / "si.yaml").write_text(MODEL, encoding="utf-8")
    (root / "workspace.yaml").write_text("name: Essai\nat: 2021-12-31\n", encoding="utf-8")
    answer = CliRunner().invoke(main, ["-C", str(root), *words, "--format", "html", "--lang", "fr"])
    page = root / "page.html"
    page.write_text(answer.stdout, encoding="utf-8")
    return page


@pytest.mark.parametrize("words", [*NAMING, *OTHERS], ids=" ".join)
def test_a_page_is_whole_at_every_width_and_runs_nothing(
    browser: Browser, tmp_path: Path, words: tuple[str, ...]
) -> None:
    opened = browser.new_page()
    messages: list[str] = []
    opened.on("console", lambda message: messages.append(message.text))
    opened.on("pageerror", lambda error: messages.append(str(error)))
    opened.goto(written(tmp_path, words).as_uri())
    for width in (390, 768, 1400):
        opened.set_viewport_size({"width": width, "height": 900})
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert messages == []
    assert opened.title() != "1"
    assert opened.locator("script").count() == 0
    assert words in OTHERS or opened.get_by_text(HOSTILE).count() > 0
    assert opened.locator("h1").count() == 1
    assert opened.locator("table thead th:not([scope])").count() == 0
    opened.emulate_media(media="print")
    assert opened.locator("table:visible").count() == opened.locator("table").count()
    opened.close()
