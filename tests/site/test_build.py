"""The whole site: every link leads somewhere, nothing runs or is asked outside, its numbers are the commands'."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner

from ea_repo.cli.main import main
from ea_repo.finding import Lang
from ea_repo.repository import Repository
from ea_repo.site import build as building
from ea_repo.site.addresses import page_of
from ea_repo.site.one_file import file_of
from ea_repo.site.pages import WHOLE
from ea_repo.site.portal import LANGS, Portal
from tests.exchange.importing import imported, source
from tests.exchange.test_archimate import EXCHANGE
from tests.load.test_history import git
from tests.site import small
from tests.texts import keyboard

RULE = """\
id: own-{name}
charter: A.1
severity: warning
title: {{fr: "Règle {name}", en: "Rule {name}"}}
why: {{fr: "Pourquoi.", en: "Why."}}
fix: {{fr: "À écrire.", en: "To be written."}}
message: {{fr: "{{name}} n'a pas de zone", en: "{{name}} has no zone"}}
scope: {{kind: process}}
check: requires
fields: [zone]
good: "zone: {{z: {{}}}}\\nprocess: {{p: {{zone: z}}}}"
bad:
  model: "process: {{p: {{}}}}"
  flags: [p]
  complete: [{{kind: process, fields: [zone]}}]
"""


def ea(*words: str) -> str:
    """What a command answers."""
    return CliRunner().invoke(main, list(words)).stdout


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.write(tmp_path_factory.mktemp("small") / "si")


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    """The site of a small workspace."""
    folder = root.parent / "site"
    assert CliRunner().invoke(main, ["-C", str(root), "site", "-o", str(folder), "--lang", "en"]).exit_code == 0
    return folder


class Page(HTMLParser):
    """The tags of a page."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """All its words, with the signs of a keyboard."""
        return keyboard(" ".join(" ".join(self.words).split()))

    @property
    def links(self) -> list[str]:
        return [
            str(value)
            for _, attributes in self.tags
            for name, value in attributes.items()
            if name in ("href", "src", "action", "xlink:href")
        ]


def pages(site: Path) -> dict[str, Page]:
    return {file.relative_to(site).as_posix(): Page(file) for file in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="module")
def imported_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a model that was imported with its diagrams, its folders and its relationships."""
    folder = tmp_path_factory.mktemp("imported")
    root = small.write(folder / "si", "data_object: {resultat: {name: Résultat}}\n")
    imported(root, source(folder, {"model.xml": EXCHANGE}))
    assert ea("-C", str(root), "site", "-o", str(folder / "site")) == ""
    return folder / "site"


def leading_nowhere(site: Path) -> list[tuple[str, str]]:
    """The links of a site that lead to no file of it, each with the page that it stands on."""
    return [
        (name, href)
        for name, page in pages(site).items()
        for href in page.links
        if urlsplit(href).path and not (site / name).parent.joinpath(unquote(urlsplit(href).path)).is_file()
    ]


def test_every_link_leads_to_a_file_of_the_site(site: Path) -> None:
    assert leading_nowhere(site) == []


def test_what_an_import_keeps_for_itself_is_named_and_leads_nowhere(imported_site: Path) -> None:
    assert leading_nowhere(imported_site) == []
    named = [name for name, page in pages(imported_site).items() if name.startswith("fr/") and "Échanges" in page.text]
    assert {Path(name).parent.name for name in named} >= {"element"}


def test_nothing_is_asked_of_the_outside_and_nothing_stands_in_a_page_that_its_policy_refuses(site: Path) -> None:
    for name, page in pages(site).items():
        assert not [href for href in page.links if urlsplit(href).scheme or urlsplit(href).netloc], name
        assert not [href for href in page.links if href.startswith("/")], name
        for tag, attributes in page.tags:
            assert not [key for key in attributes if key.startswith("on") or key == "style"], (name, tag, attributes)
            assert tag != "style", name
            assert tag != "script" or attributes.get("src"), name
        policy = next(attributes["content"] for tag, attributes in page.tags if "http-equiv" in attributes)
        assert "default-src 'none'" in str(policy)
        assert "unsafe" not in str(policy)


def test_hostile_names_are_words_like_others(site: Path) -> None:
    page = Page(site / "en" / page_of("element", "con").path)
    assert small.HOSTILE in page.text
    assert "<img src=x onerror=alert(1)> ⟨U+202E⟩" in page.text
    assert all("script>document.title" not in str(attributes) or tag == "input" for tag, attributes in page.tags)


def test_both_languages_have_the_same_pages(site: Path) -> None:
    french, english = ({file.relative_to(site / lang) for file in (site / lang).rglob("*")} for lang in ("fr", "en"))
    assert french == english
    assert (site / "fr/element/labo.html").read_text(encoding="utf-8").startswith('<!doctype html>\n<html lang="fr">')


def test_the_first_page_counts_what_the_audit_counts(root: Path, site: Path) -> None:
    audit = json.loads(ea("-C", str(root), "check", "--format", "json"))
    counting = [finding for finding in audit["findings"] if not finding.get("illustrative")]
    by_severity = Counter(finding["severity"] for finding in counting)
    page = pages(site)["en/index.html"].text
    for severity, one, many in (("error", "error", "errors"), ("warning", "warning", "warnings")):
        count = by_severity[severity]
        assert f"{count} {one if count == 1 else many}" in page


@pytest.mark.parametrize(
    ("number", "lang", "said"),
    [
        (1, "fr", ["1 règle à confirmer", "1 jugement impossible,", "0 écart accepté<"]),
        (2, "fr", ["2 règles à confirmer", "2 jugements impossibles,", "0 écart accepté<"]),
        (1, "en", ["1 rule to be confirmed", "1 judgement impossible", "0 accepted findings<"]),
        (2, "en", ["2 rules to be confirmed", "2 judgements impossible", "0 accepted findings<"]),
    ],
)
def test_one_rule_is_counted_in_the_singular(tmp_path: Path, number: int, lang: Lang, said: list[str]) -> None:
    root = small.write(tmp_path / "si", "process: {lits: {name: Lits}}\n")
    for rule in (root / "rules").glob("*.yaml"):
        rule.unlink()
    for name in range(number):
        (root / "rules" / f"own-{name}.yaml").write_text(RULE.format(name=name), encoding="utf-8")
    page = WHOLE["index"](Portal(Repository(root)), lang)
    shown = re.sub(r"</?b>", "", keyboard(page))
    assert [words for words in said if words not in shown] == []


def test_each_finding_is_on_the_page_of_its_subject_and_on_that_of_its_rule(root: Path, site: Path) -> None:
    audit = json.loads(ea("-C", str(root), "check", "--format", "json"))
    every, shown = pages(site), 0
    for finding in audit["findings"]:
        element, rule = f"en/element/{finding['subject']}.html", f"en/rule/{finding['rule']}.html"
        for name in (element, rule):
            if name in every:
                assert keyboard(" ".join(finding["message"]["en"].split())) in every[name].text, (name, finding)
                shown += 1
    assert shown > 2


def test_what_if_it_stops_says_what_the_command_says(root: Path, site: Path) -> None:
    names = {element["id"]: element["name"] for element in json.loads(ea("-C", str(root), "list", "--format", "json"))}
    words = {"lost": "lost", "at_risk": "at risk", "degraded": "degraded", "covered": "covered"}
    for id in ("siu", "labo", "dpi", "salle", "baie"):
        impact = json.loads(ea("-C", str(root), "impact", id, "--format", "json"))
        page = Page(site / f"en/impact/{id}.html").text
        said = {}
        for reading in ("state", "possible"):
            states = Counter(element[reading] for element in impact["elements"])
            counted = [f"{states[state]} (elements? )?{word}" for state, word in words.items() if states[state]]
            said[reading] = ", ".join(counted) or "nothing"
        assert re.search(f"Certain: {said['state']}", page), id
        if said["possible"] != said["state"]:
            assert re.search(f"Possible: {said['possible']}", page), id
        for element in impact["elements"]:
            assert keyboard(names[element["id"]]) in page, (id, element)


def test_no_page_asks_for_an_option_of_the_command_line(tmp_path: Path) -> None:
    ids = [f"p{number}" for number in range(45)]
    processes = "".join(f"  {id}: {{}}\n" for id in ids)
    root = small.write(tmp_path / "si", f"application: {{labo: {{covers: [{', '.join(ids)}]}}}}\nprocess:\n{processes}")
    assert ea("-C", str(root), "site", "-o", str(tmp_path / "site")) == ""
    assert [name for name, page in pages(tmp_path / "site").items() if "--all" in page.text] == []


def test_a_name_leads_to_the_application_or_the_process_that_shares_it_with_a_project_or_a_zone(tmp_path: Path) -> None:
    model = """
zone: {soins: {name: Soigner, level: zone}, a: {name: Double, level: zone}, b: {name: Double, level: zone}}
process: {soigner: {name: Soigner}}
application: {dpi: {name: Orbis, covers: soigner}, un: {name: Commun}, deux: {name: Commun}}
project: {projet: {name: Orbis, delivers: dpi}, trois: {name: Commun}}
"""
    portal = Portal(Repository(small.write(tmp_path / "si", model)))
    names = portal.ids_by_name["en"]
    assert {name: names.get(name) for name in ("Orbis", "Soigner", "Double", "Commun")} == {
        "Orbis": "dpi",
        "Soigner": "soigner",
        "Double": None,
        "Commun": None,
    }


def test_the_same_workspace_gives_the_same_bytes(root: Path, site: Path, tmp_path: Path) -> None:
    ea("-C", str(root), "site", "-o", str(tmp_path / "again"), "--lang", "en")
    names = [file.relative_to(site) for file in sorted(site.rglob("*")) if file.is_file()]
    assert [name for name in names if (site / name).read_bytes() != (tmp_path / "again" / name).read_bytes()] == []


def test_a_map_of_the_whole_system_is_the_one_that_a_server_gives(root: Path, site: Path) -> None:
    portal = Portal(Repository(root))
    names = [question.name for question in portal.maps if not question.focus]
    paths = [f"{lang}/map/{name}.html" for name in names for lang in LANGS]
    assert len(paths) > 20
    for path in paths:
        served = file_of(portal, path)
        assert served is not None
        assert served.text == (site / path).read_text(encoding="utf-8"), path


def test_an_earlier_site_is_replaced_whole(root: Path, tmp_path: Path) -> None:
    words = ["-C", str(root), "site", "-o", str(tmp_path / "site"), "--lang", "en"]
    assert CliRunner().invoke(main, words).exit_code == 0
    (tmp_path / "site/en/element/gone.html").write_text("old", encoding="utf-8")
    with (tmp_path / "site/files.txt").open("a", encoding="utf-8") as names:
        names.write("en/element/gone.html\n")
    assert CliRunner().invoke(main, words).exit_code == 0
    assert not (tmp_path / "site/en/element/gone.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_another_page_of_ea_is_no_site(root: Path, tmp_path: Path) -> None:
    page = ea("-C", str(root), "check", "--format", "html")
    assert 'name="generator" content="ea-repo' in page
    (tmp_path / "portal/assets").mkdir(parents=True)
    (tmp_path / "portal/index.html").write_text(page, encoding="utf-8")
    (tmp_path / "portal/assets/logo.png").write_bytes(b"logo")
    refused = CliRunner().invoke(main, ["-C", str(root), "site", "-o", str(tmp_path / "portal")])
    assert refused.exit_code == 2
    assert (tmp_path / "portal/assets/logo.png").read_bytes() == b"logo"


@pytest.mark.parametrize("held", ["letters.txt", "site/letters.txt", "site/assets/logo.png", "site/fr/map/dear.html"])
def test_a_folder_that_holds_something_else_is_left_as_it_is(root: Path, tmp_path: Path, held: str) -> None:
    words = ["-C", str(root), "site", "-o", str(tmp_path / "site"), "--lang", "en"]
    if held.startswith("site/"):
        assert CliRunner().invoke(main, words).exit_code == 0
    else:
        (tmp_path / "site").mkdir()
        held = f"site/{held}"
    (tmp_path / held).write_text("dear", encoding="utf-8")
    refused = CliRunner().invoke(main, words)
    assert refused.exit_code == 2
    assert "choose another" in refused.stderr
    assert held.removeprefix("site/") in refused.stderr or not (tmp_path / "site/index.html").exists()
    assert (tmp_path / held).read_text(encoding="utf-8") == "dear"


def test_a_build_that_fails_leaves_the_former_site(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["-C", str(root), "site", "-o", str(tmp_path / "site"), "--lang", "en"]
    assert CliRunner().invoke(main, words).exit_code == 0
    before = (tmp_path / "site/en/index.html").read_bytes()

    def full(path: Path, text: str) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(building, "_write", full)
    assert CliRunner().invoke(main, words).exit_code == 2
    assert (tmp_path / "site/en/index.html").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_data_of_the_catalogue_hold_every_element(root: Path, site: Path) -> None:
    text = (site / "data/catalogue-en.js").read_text(encoding="utf-8")
    data = json.loads(re.sub(r'^.*?EA\["catalogue"\]=', "", text).rstrip(";\n"))
    listed = json.loads(ea("-C", str(root), "list", "--format", "json"))
    elements = listed["elements"] if isinstance(listed, dict) else listed
    assert {row[0] for row in data["rows"]} == {element["id"] for element in elements}


def test_what_changed_is_told_from_a_revision_and_hides_no_finding(tmp_path: Path) -> None:
    root = small.write(tmp_path / "si")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "A first model <b>")
    model = root / "model" / "si.yaml"
    before = model.read_text(encoding="utf-8")
    model.write_text(
        before.replace("seul: {name: Seul,", "ajout: {name: Ajout}\n  seul: {name: Alone,"), encoding="utf-8"
    )
    words = ["-C", str(root), "site", "-o", str(tmp_path / "site"), "--lang", "en"]
    assert CliRunner().invoke(main, [*words, "--since", "HEAD"]).exit_code == 0
    page = Page(tmp_path / "site/en/index.html").text
    assert "1 Elements added" in page
    assert "1 Elements changed" in page
    audit = json.loads(ea("-C", str(root), "check", "--format", "json"))
    warnings = sum(finding["severity"] == "warning" for finding in audit["findings"])
    assert f"{warnings} warning" in page
    assert "A first model <b>" in page
    for name in ("history", "element/siu"):
        assert "A first model <b>" in Page(tmp_path / f"site/en/{name}.html").text
    refused = CliRunner().invoke(main, [*words, "--since", "nowhere"])
    assert refused.exit_code == 2
    assert "no such revision" in refused.stderr


def test_a_site_for_few_eyes_says_so_on_every_page_and_requests_lead_to_their_dossiers(tmp_path: Path) -> None:
    root = small.write(tmp_path / "si")
    with (root / "workspace.yaml").open("a", encoding="utf-8") as settings:
        settings.write("restricted: true\n")
    (root / "requests").mkdir()
    request = "title: Un autre labo\nneed: Analyser\nasked: A\noptions:\n  A: {name: Attendre, type: nothing"
    (root / "requests" / "labo-neuf.yaml").write_text(f"{request}}}\n", encoding="utf-8")
    broken = f"{request}, changes: {{application: {{seul: {{nome: x}}}}}}}}\n"
    (root / "requests" / "labo-casse.yaml").write_text(broken, encoding="utf-8")
    assert ea("-C", str(root), "site", "-o", str(tmp_path / "site"), "--lang", "en") == ""
    every = pages(tmp_path / "site")
    english = {name: page for name, page in every.items() if name.startswith("en/")}
    assert [name for name, page in english.items() if "Restricted circulation" not in page.text] == []
    assert "request/labo-neuf.html" in every["en/decisions.html"].links
    assert "Un autre labo" in every["en/request/labo-neuf.html"].text
    assert "nome" in every["en/request/labo-casse.html"].text


def test_fields_and_kinds_of_the_workspace_have_their_words_on_pages_and_in_facets(tmp_path: Path) -> None:
    root = small.write(tmp_path / "si")
    with (root / "workspace.yaml").open("a", encoding="utf-8") as settings:
        settings.write(
            "fields:\n  application:\n    palier: {type: choice, choices: {or: {fr: Doré, en: Gold}}, "
            "label: {fr: Palier de service, en: Service tier}}\n"
            "kinds:\n  scanner: {label: {fr: équipement biomédical, en: medical device}}\n"
        )
    own = "application: {gere: {name: Géré, palier: or, live_on: 2019}}\nscanner: {irm: {name: IRM}}\n"
    (root / "model" / "own.yaml").write_text(own, encoding="utf-8")
    ea("-C", str(root), "site", "-o", str(tmp_path / "site"), "--lang", "en")
    french, english = (Page(tmp_path / f"site/{lang}/element/gere.html").text for lang in ("fr", "en"))
    assert "Palier de service Doré" in french
    assert "Service tier Gold" in english
    assert "Medical device" in Page(tmp_path / "site/en/element/irm.html").text
    assert '"scanner":"Équipement biomédical"' in (tmp_path / "site/data/catalogue-fr.js").read_text(encoding="utf-8")


def test_a_field_of_several_parts_is_on_the_page_in_the_reader_s_words(tmp_path: Path) -> None:
    root = small.write(tmp_path / "si")
    own = "application: {tri: {name: Tri, needs: {availability: 3, integrity: 2}, approvals: {dpo: false}}}\n"
    (root / "model" / "own.yaml").write_text(own, encoding="utf-8")
    ea("-C", str(root), "site", "-o", str(tmp_path / "site"))
    french, english = (Page(tmp_path / f"site/{lang}/element/tri.html").text for lang in ("fr", "en"))
    assert "availability" in english and "3" in english
    assert "disponibilité" in french.lower()
    assert "accords" in french.lower()
