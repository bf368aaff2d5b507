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


SITES = [f"s{number}" for number in range(9)]
LARGE = "\n".join(
    [
        "site: {" + ", ".join(f"{site}: {{name: Hôpital {site}}}" for site in SITES) + "}",
        "data_object:",
        *(f"  d{number}: {{name: Donnée de la spécialité numéro {number}}}" for number in range(30)),
        "process:",
        *(
            f"  p{number}: {{name: Prise en charge de la spécialité numéro {number}, rto: 4 h, "
            f"critical: true, degraded_mode: registre papier tenu à l'accueil}}"
            for number in range(40)
        ),
        "application:",
        f"  hub: {{name: Serveur d'identités, masters: [{', '.join(f'd{number}' for number in range(30))}]}}",
        *(
            f"  a{number}: {{name: Application de la spécialité {number}, covers: p{number}, "
            f"deployed_at: [{SITES[number % 9]}, {SITES[(number + 1) % 9]}]}}"
            for number in range(40)
        ),
        "flow:",
        *(
            f"  f{number}: {{source: hub, target: a{number}, data: d{number % 30}, need: vital}}"
            for number in range(40)
        ),
    ]
)
"""A loss that touches everything: more than four pages could hold."""
_FIRST_PAGES = "document.querySelector('.new-page').remove()"
_SMALLEST = """Math.min(...[...document.body.querySelectorAll('*')]
    .filter(element => [...element.childNodes].some(node => node.nodeType == 3 && node.data.trim()))
    .map(element => parseFloat(getComputedStyle(element).fontSize)))"""


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("words", [("impact", "hub"), ("retire", "hub"), ("retire", *(f"a{i}" for i in range(12)))])
def test_what_a_committee_reads_fits_four_pages_of_paper(
    browser: Browser, tmp_path: Path, words: tuple[str, ...], lang: str
) -> None:
    root = tmp_path / "large"
    (root / "model").mkdir(parents=True)
    (root / "model" / "si.yaml").write_text(LARGE, encoding="utf-8")
    (root / "workspace.yaml").write_text("name: Essai\nat: 2021-12-31\n", encoding="utf-8")
    answer = CliRunner().invoke(main, ["-C", str(root), *words, "--format", "html", "--lang", lang])
    file = root / "page.html"
    file.write_text(answer.stdout, encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    page.emulate_media(media="print")
    assert page.evaluate(_SMALLEST) >= 12.6, "9.5 points"
    everything = page.pdf(prefer_css_page_size=True).count(b"/MediaBox")
    page.evaluate(_FIRST_PAGES)
    first = page.pdf(prefer_css_page_size=True).count(b"/MediaBox")
    page.close()
    assert first <= 4 < everything, (first, everything)
