"""`ea serve`: the pages of the portal and the answers of the command line over HTTP, from a text that changes."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from ea_repo.questions import QUESTIONS
from ea_repo.repository import Repository
from ea_repo.site.build import build
from ea_repo.site.portal import Portal
from tests.assist.asking import ASKED, small
from tests.cli.running import invoke
from tests.serve.running import Running, serving
from tests.texts import keyboard

COMMANDS: dict[str, list[str]] = {
    "list": ["list", "application"],
    "show": ["show", "dossier"],
    "find": ["find", "identite du patient"],
    "deps": ["deps", "siu"],
    "path": ["path", "siu", "labo"],
    "lineage": ["lineage", "identite"],
    "impact": ["impact", "siu"],
    "retire": ["retire", "labo"],
    "leftovers": ["retire", "--check", "labo", "--on", "2025"],
    "check": ["check", "--unknown", "--fail-on", "never"],
    "diff": ["diff", "2020", "2025"],
    "rules": ["rules"],
    "compare": ["compare", "2020", "accueil"],
    "committee": ["committee"],
    "requests": ["request", "list"],
    "dossier": ["dossier", "accueil"],
    "kinds": ["kinds", "flow"],
}
"""By question, the command that answers it, asked as in ASKED."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small(tmp_path_factory.mktemp("serve") / "si")


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Running]:
    with serving(root, "--rate", "1000") as running:
        yield running


def query(name: str) -> dict[str, Any]:
    """The parameters of a question as a URL says them."""
    given = {key: value for key, value in ASKED[name].items() if key != "most"}
    return {key: str(value).lower() if isinstance(value, bool) else value for key, value in given.items()}


@pytest.mark.parametrize("name", COMMANDS)
def test_an_answer_is_that_of_the_command_line_byte_for_byte(server: Running, root: Path, name: str) -> None:
    answer = server.get(f"/api/{name}", {"Accept-Language": "en"}, **query(name))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json"), answer.text
    assert answer.text == invoke(root, *COMMANDS[name], "--format", "json", "--lang", "en").printed.removesuffix("\n")


def test_every_question_is_answered_and_is_a_list_where_it_says_so(server: Running) -> None:
    answers = {name: server.get(f"/api/{name}", **query(name)) for name in QUESTIONS}
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(QUESTIONS, 200)
    lists = {name for name, answer in answers.items() if isinstance(answer.json(), list)}
    assert lists == {name for name, question in QUESTIONS.items() if question.many}


def test_pages_are_those_of_the_site(server: Running, root: Path, tmp_path: Path) -> None:
    build(Portal(Repository(root)), tmp_path / "site", "en")
    written = {path.relative_to(tmp_path / "site").as_posix(): path for path in (tmp_path / "site").rglob("*.*")}
    for name, path in written.items():
        if name not in ("files.txt", "index.html"):
            assert without_drawings(server.get(f"/{name}").content) == without_drawings(path.read_bytes()), name


def without_drawings(page: bytes) -> bytes:
    """A page without the shapes of its maps: Graphviz places one of several a little otherwise than one alone."""
    return re.sub(rb"<svg.*?</svg>", b"", page, flags=re.DOTALL)


def test_one_comes_to_the_portal_in_ones_language(server: Running) -> None:
    for asked, page in (("fr-CA, en;q=0.5", "/fr/index.html"), ("de, en;q=0.5, fr;q=0.2", "/en/index.html")):
        assert server.get("/", {"Accept-Language": asked}).headers["location"] == page
    assert server.get("/en/element/nobody.html").status_code == 404
    assert server.get("/..%2f..%2fetc/passwd").status_code == 404


@pytest.mark.parametrize(("options", "page"), [((), "/fr/index.html"), (("--lang", "en"), "/en/index.html")])
def test_who_asks_for_no_language_gets_the_workspace_s_or_that_of_the_command(
    tmp_path: Path, options: tuple[str, ...], page: str
) -> None:
    root = small(tmp_path / "si")
    settings = root / "workspace.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("lang: en", "lang: fr"), encoding="utf-8")
    with serving(root, *options, LANG="C", LC_ALL="C") as running:
        assert running.get("/", {"Accept-Language": ""}).headers["location"] == page


@pytest.mark.parametrize("path", ["/en/element/siu.html", "/api/show?id=siu", "/api/openapi.json", "/assets/site.css"])
def test_what_one_has_is_not_sent_again(server: Running, path: str) -> None:
    first = server.get(path)
    assert "no-cache" in first.headers["cache-control"]
    etag = first.headers["etag"]
    again = server.get(path, {"If-None-Match": f'"other", W/{etag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert server.get(path, {"If-None-Match": '"other"'}).status_code == 200


def test_a_list_is_given_in_parts_that_lead_to_one_another(server: Running) -> None:
    whole = server.get("/api/list").json()
    items, url = [], "/api/list?limit=3"
    while url:
        part = server.get(url)
        assert (len(part.json()) <= 3, part.headers["x-total-count"]) == (True, str(len(whole)))
        items += part.json()
        url = part.links.get("next", {}).get("url", "")
    assert items == whole
    last = server.get(server.get("/api/list?limit=3&offset=6").links["last"]["url"])
    assert last.json() == whole[-len(last.json()) :]


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/api/show?id=dosier", 404, "unknown element: “dosier”; did you mean “dossier”?"),
        ("/api/lisst", 404, "no question “lisst”; did you mean “list”?"),
        ("/api/show", 400, "show: “id” is missing"),
        ("/api/show?id=a&id=b", 400, "“id” is said twice"),
        ("/api/show?id=siu&ide=1", 400, "“ide” is no field known here"),
        ("/api/deps?id=siu&depth=x", 400, "deps: “depth”"),
        ("/api/list?limit=0", 400, "“limit”: expected a whole number between 1 and 10000"),
        ("/api/diff?after=/etc/passwd", 422, "only these are compared here"),
        ("/api/impact?ids=identite&sites=siu", 422, "is not lost or withdrawn so"),
        ("/api/list?selector=aplication", 422, "did you mean “application”?"),
    ],
)
def test_what_is_refused_is_a_problem_with_the_sentence_of_the_command_line(
    server: Running, path: str, status: int, sentence: str
) -> None:
    refused = server.get(path, {"Accept-Language": "en"})
    assert refused.headers["content-type"] == "application/problem+json"
    problem = refused.json()
    assert (refused.status_code, problem["status"]) == (status, status), problem
    assert sentence in keyboard(problem["detail"])


def test_a_problem_speaks_the_language_asked(server: Running) -> None:
    for headers, more in (({"Accept-Language": "fr"}, ""), ({"Accept-Language": "en"}, "&lang=fr")):
        problem = server.get(f"/api/show?id=dosier{more}", headers).json()
        assert keyboard(problem["detail"]) == "élément inconnu : « dosier » ; vouliez-vous dire « dossier » ?"
        assert problem["title"] == "Introuvable"


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("path", "accept", "is_page"),
    [
        ("/fr/element/nobody.html", BROWSER, True),
        ("/fr/element/nobody.html", "text/html;q=0.5, application/json;q=0.4", True),
        ("/fr/element/nobody.html", "application/json, text/html;q=0.9", False),
        ("/fr/element/nobody.html", "*/*", False),
        ("/fr/element/nobody.html", "", False),
        ("/api/lisst", BROWSER, False),
        ("/api/show?id=nobody", BROWSER, False),
    ],
)
def test_who_reads_pages_is_refused_in_a_page(server: Running, path: str, accept: str, is_page: bool) -> None:
    refused = server.get(path, {"Accept": accept, "Accept-Language": "fr"})
    assert refused.status_code == 404
    assert refused.headers["content-type"].startswith("text/html" if is_page else "application/problem+json")
    assert refused.headers["content-language"] == "fr"
    if is_page:
        assert "cette page n'existe pas" in keyboard(refused.text)
        assert 'href="/fr/index.html"' in refused.text
        assert refused.headers["content-security-policy"].startswith("default-src 'none';")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY"])
def test_nothing_but_reading_is_allowed(server: Running, method: str) -> None:
    refused = server.client.request(method, f"{server.url}/api/list")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_head_and_options_say_what_get_would(server: Running) -> None:
    got, head = server.get("/api/list"), server.client.head(f"{server.url}/api/list")
    assert (head.content, head.headers["etag"]) == (b"", got.headers["etag"])
    assert head.headers["content-length"] == str(len(got.content))
    options = server.client.options(f"{server.url}/api/list")
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("path", ["/en/index.html", "/api/list", "/api/nothing", "/nothing"])
def test_every_answer_is_guarded(server: Running, path: str) -> None:
    headers = server.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "file:" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


def test_a_page_of_elsewhere_asks_in_vain(server: Running) -> None:
    for name in ("evil.example", "127.0.0.1.evil.example", "localhost.", ""):
        assert server.get("/api/list", {"Host": name}).status_code == 421, name
    assert server.get("/api/list", {"Host": "localhost"}).status_code == 200


def test_the_description_is_valid_and_names_every_question(server: Running) -> None:
    for lang in ("fr", "en"):
        description = server.get("/api/openapi.json", lang=lang).json()
        OpenAPIV31SpecValidator(description).validate()
        assert {f"/api/{name}" for name in QUESTIONS} < set(description["paths"])
    index = server.get("/api/").json()
    assert [question["name"] for question in index["questions"]] == list(QUESTIONS)


def test_no_answer_tells_where_the_workspace_stands(server: Running, root: Path) -> None:
    paths = [
        *(f"/api/{name}" for name in QUESTIONS),
        "/api/health", "/api/openapi.json", "/en/index.html", "/fr/charter.html", "/api/diff?after=v1",
        "/api/dossier?request=none",
    ]  # fmt: skip
    for path in paths:
        answer = server.get(path) if "?" in path or path[5:] not in ASKED else server.get(path, **query(path[5:]))
        assert str(root.parent) not in answer.text, path
        assert "Traceback" not in answer.text, path


def test_the_text_is_read_again_and_the_last_good_state_stays_while_it_is_broken(tmp_path: Path) -> None:
    root = small(tmp_path / "si")
    model = root / "model" / "tout.yaml"
    good = model.read_text(encoding="utf-8")
    with serving(root) as running:
        first = running.get("/api/show?id=siu").headers["etag"]
        assert running.health()["text"] == "current"
        model.write_text(good.replace("name: SIU", "name: SIU 2"), encoding="utf-8")
        running.waits_for(lambda: running.get("/api/show?id=siu").json()["name"] == "SIU 2")
        assert running.get("/api/show?id=siu").headers["etag"] != first

        model.write_text(good + "  bad: [\n", encoding="utf-8")
        running.waits_for(lambda: running.health()["text"] == "last-good")
        page = running.get("/en/element/siu.html")
        assert page.headers["ea-text"] == "last-good"
        assert "SIU 2" in page.text
        assert 'role="alert"' in page.text
        assert "model/tout.yaml:" in page.text
        assert running.get("/api/show?id=siu").json()["name"] == "SIU 2"

        (root / "workspace.yaml").rename(root / "elsewhere")
        running.waits_for(lambda: "workspace.yaml" in running.health()["why"])
        assert str(tmp_path) not in json.dumps(running.health())
        (root / "elsewhere").rename(root / "workspace.yaml")

        model.write_text(good, encoding="utf-8")
        running.waits_for(lambda: running.health()["text"] == "current")
        page = running.get("/en/element/siu.html")
        assert "SIU 2" not in page.text
        assert 'role="alert"' not in page.text
    assert running.process.returncode == 0


SHOP = {
    "workspace.yaml": "name: Shop\nat: 2026-01-01\n",
    "model/all.yaml": "application: {till: {name: Till}, vault: {name: Strongroom}}\n",
    "publication/clients.yaml": "title: {fr: Clients, en: Clients}\ndrop: {elements: [{id: vault}]}\n",
}
"""A workspace of which clients are not shown everything."""


def shop(root: Path) -> Path:
    for name, text in SHOP.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def committed(root: Path) -> Path:
    """The same folder as a git repository, with all that is in it committed."""
    for words in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=x", "-c", "user.email=x@y", "-c", "commit.gpgsign=false", "commit", "-qm", "one"),
    ):
        subprocess.run(["git", "-C", root, *words], check=True)
    return root


def test_an_audience_is_served_what_it_may_read_and_nothing_of_it_stays_on_the_disk(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with serving(shop(tmp_path / "shop"), "--audience", "clients", TMPDIR=str(temporary)) as server:
        answers = [server.get(path) for path in ("/en/catalogue.html", "/data/catalogue-en.js", "/api/list")]
        assert [answer.status_code for answer in answers] == [200, 200, 200]
        assert not any("vault" in answer.text or "Strongroom" in answer.text for answer in answers)
        assert "Till" in answers[1].text
        assert server.get("/en/element/vault.html").status_code == 404
    assert not [*temporary.iterdir()]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("model/more.yaml", "application: {vault: {}}\n"),
        ("model/all.yaml", "application: {till: {}, vault: {live_on: noon}}\n"),
        ("publication/clients.yaml", "drop: {elements: [{id: vault, name: Strongroom}]}\n"),
        ("workspace.yaml", "at: vault\n"),
    ],
)
def test_an_audience_is_told_that_the_text_cannot_be_read_and_who_serves_it_why(
    tmp_path: Path, file: str, text: str
) -> None:
    root = shop(tmp_path / "shop")
    with serving(root, "--audience", "clients") as server:
        (root / file).write_text(text, encoding="utf-8")
        server.waits_for(lambda: server.health()["text"] == "last-good")
        answers = [server.get(path).text for path in ("/api/health", "/en/catalogue.html", "/fr/catalogue.html")]
        assert all("publi" in answer for answer in answers)
        for hidden in ("vault", "Strongroom", file, "noon"):
            assert not any(hidden in answer for answer in answers), hidden
        assert file in server.told.read_text(encoding="utf-8")


def test_behind_a_proxy_the_safe_audience_is_served_as_it_is_to_other_machines(tmp_path: Path) -> None:
    root = shop(tmp_path / "shop")
    profile = root / "publication" / "clients.yaml"
    profile.write_text(SHOP["publication/clients.yaml"] + "safe: true\n", encoding="utf-8")
    for options, status in (((), 200), (("--name", "portal.example"), 404)):
        with serving(root, *options) as server:
            assert server.get("/api/show?id=vault").status_code == status


@pytest.mark.parametrize(
    ("safe", "options", "sentence"),
    [
        ("", ("--since", "nonsense"), "git knows no such revision here"),
        ("", ("--since", "HEAD", "--audience", "clients"), "the history of the text is not published"),
        ("safe: true\n", ("--since", "HEAD", "--name", "portal.example"), "the history of the text is not published"),
    ],
)
def test_a_revision_that_cannot_be_compared_with_is_refused_when_the_server_starts(
    tmp_path: Path, safe: str, options: tuple[str, ...], sentence: str
) -> None:
    root = committed(shop(tmp_path / "shop"))
    with (root / "publication" / "clients.yaml").open("a", encoding="utf-8") as profile:
        profile.write(safe)
    with serving(root, *options) as server:
        assert server.process.wait(60) not in (0, None)
    assert sentence in server.told.read_text(encoding="utf-8")


def test_the_first_page_goes_without_a_comparison_that_is_no_longer_possible(tmp_path: Path) -> None:
    root = committed(shop(tmp_path / "shop"))
    with serving(root, "--since", "HEAD") as server:
        assert "HEAD" in server.get("/en/index.html").text
        (root / ".git").rename(tmp_path / "gone")
        (root / "model" / "more.yaml").write_text("application: {desk: {}}\n", encoding="utf-8")
        server.waits_for(lambda: server.health()["elements"] == 3)
        page = server.get("/en/index.html")
        assert (page.status_code, "HEAD" in page.text) == (200, False)
