"""The portal as `ea serve` gives it, in a real browser: under a policy that allows nothing inline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.serve.running import Running, serving
from tests.site import small

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    root = small.write(tmp_path_factory.mktemp("served") / "si")
    with serving(root) as running:
        yield running
    assert running.process.returncode == 0


def test_pages_work_under_the_policy_of_the_server_and_tell_that_the_text_is_broken(
    browser: Browser, server: Running
) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900}, locale="fr-FR")
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(server.url) else wrong.append(request.url))

    page.goto(server.url)
    assert page.url == f"{server.url}/fr/index.html"
    page.fill("#q", "eprouvette")
    page.keyboard.press("Enter")
    page.locator("#results a").first.click()
    assert page.locator("h1").inner_text() == "Système de gestion du laboratoire"
    page.goto(f"{server.url}/fr/map/zone-flows.html")
    assert page.locator(".drawing svg").is_visible()
    page.goto(f"{server.url}/en/questions.html#q=feeds&a=siu")
    page.locator("main").wait_for()

    (model,) = (server.root / "model").glob("*.yaml")
    good = model.read_text(encoding="utf-8")
    model.write_text(good + "  bad: [\n", encoding="utf-8")
    server.waits_for(lambda: server.health()["text"] == "last-good")
    page.goto(f"{server.url}/fr/element/labo.html")
    assert "dernier état lisible" in page.get_by_role("alert").inner_text()
    model.write_text(good, encoding="utf-8")
    server.waits_for(lambda: server.health()["text"] == "current")
    page.reload()
    assert page.get_by_role("alert").count() == 0
    page.close()
    assert wrong == []
