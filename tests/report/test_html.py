"""The committee's page as text: escaped, self-contained, the same bytes, everything said in both languages."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ea_repo.answer.audit import Audit, Since
from ea_repo.check.audit_settings import Selection
from ea_repo.check.named_elements import NamedElement
from ea_repo.finding import Lang, Text
from ea_repo.graph import Difference
from ea_repo.report.html.words import SENTENCES, WORDS
from ea_repo.repository import Repository
from tests.report import every
from tests.report.every import as_html
from tests.texts import keyboard

ROOT = Path(__file__).parents[2]
VOID = {"meta", "br", "input", "link", "img", "hr"}
MENTIONS = {
    "a": NamedElement("Alpha", "application", {"moa": (), "moe": ("Équipe A",)}),
    "b": NamedElement(every.HOSTILE, "application", {"moa": ("Direction",), "moe": ()}),
    "c": NamedElement("Gamma", "application", {"moa": (), "moe": ()}),
    "waived": NamedElement("Accord de juin", "derogation", {}),
}


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    return every.audit(tmp_path)


class Page(HTMLParser):
    """What a browser would see: elements, their text, whether they close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.said.append(data)

    @property
    def text(self) -> str:
        return keyboard(" ".join(" ".join(self.said).split()))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.seen if name == tag]


def unique(page: Page) -> bool:
    ids = [each["id"] for _, each in page.seen if "id" in each]
    links = {(each["href"] or "").removeprefix("#") for each in page.of("a")}
    return len(ids) == len(set(ids)) and links <= set(ids)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_is_well_formed_and_says_its_language_and_its_date(audit: Audit, lang: Lang) -> None:
    page = Page(as_html(audit, lang))
    assert page.open == []
    assert page.of("html") == [{"lang": lang}]
    assert "Test" in page.text
    assert {"fr": "31 décembre 2021", "en": "31 December 2021"}[lang] in page.text
    assert audit.situation.origin[lang] in page.text
    assert unique(page)


def test_names_that_attack_stay_names(audit: Audit) -> None:
    text = as_html(replace(audit, mentions=MENTIONS), "fr")
    page = Page(text)
    assert every.HOSTILE in page.text
    assert not page.of("img")
    assert len(page.of("script")) == 1
    assert "{{ 7*7 }}" in page.text
    assert not re.search(r"49 \[a\]", page.text)


def test_a_workspace_with_an_attack_for_a_name(audit: Audit) -> None:
    name = "\"; } </style><script>alert(3)</script> \\ '"
    page = Page(as_html(replace(audit, situation=replace(audit.situation, workspace=name)), "en"))
    assert len(page.of("script")) == 1
    assert name in page.text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nothing_is_fetched_and_only_what_is_there_may_run(audit: Audit, lang: Lang) -> None:
    text = as_html(audit, lang)
    page = Page(text)
    policy = next(each["content"] or "" for each in page.of("meta") if each.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")
    for tag, kind in (("style", "style-src"), ("script", "script-src")):
        inside = text.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy
        assert "url(h" not in inside
    for _, attributes in page.seen:
        assert not {"src", "srcset", "style", "onclick"} & attributes.keys()
        assert (attributes.get("href") or "#").startswith("#")


def test_every_finding_is_in_an_annex_with_its_state_examples_only_where_they_are_asked(audit: Audit) -> None:
    shown = [(each["data-status"], each["data-severity"]) for each in Page(as_html(audit, "en")).of("article")]
    assert shown == [
        ("open", "error"),
        ("open", "error"),
        ("open", "warning"),
        ("open", "warning"),
        ("accepted", "error"),
        ("known", "error"),
    ]
    page = Page(as_html(audit, "en", illustrations=True))
    assert [each["data-status"] for each in page.of("article")][6:] == ["illustrative"]
    for said in (
        "7 rules asked of 12 elements: 5 could judge, 1 waits for facts, 1 had nothing to look at.",
        "4 findings (2 errors, 2 warnings) call for 2 decisions; 3 principles are concerned.",
        "3 judgements could not be given for want of written facts",
        "until 15 January 2022 (expires in 15 days), by Direction: reprise",
        "Go through an API.",
        "model/all.yaml:8:52",
        "not applicable here: nothing to look at",
    ):
        assert said in page.text, said


def test_what_comes_before_the_annexes_names_no_id_and_no_place(audit: Audit) -> None:
    text = as_html(audit, "fr").split('<section id="annexes"')[0].split("</nav>")[1]
    body = Page(f"{text}</main>").text
    assert "model/" not in body
    assert "<code>" not in text
    for rule in every.RULES:
        assert rule not in body
    for finding in audit.findings:
        assert finding.fingerprint[:8] not in body


def test_a_decision_says_what_it_costs_who_decides_by_when_and_what_happens_otherwise(audit: Audit) -> None:
    part = as_html(audit, "fr").split('<section id="decisions"')[1].split('<section id="principles"')[0]
    first = keyboard(Page(f'<main><section id="decisions"{part}</main>').text)
    for words in ("À décider ", "Si rien n'est fait", "Pour quand À fixer", "Coût annuel de l'écart Non chiffré"):
        assert first.count(words) == 2 + words.startswith("À décider"), words
    assert "Qui décide À désigner" in first


def test_the_mark_of_restricted_circulation_and_the_commit_are_on_each_sheet(audit: Audit) -> None:
    plain = as_html(audit, "fr")
    assert "Diffusion restreinte" not in plain
    marked = as_html(replace(audit, restricted=True), "fr", revision=Text("1a2b3c4", "1a2b3c4"))
    assert "Diffusion restreinte" in Page(marked).text
    assert "texte du modèle 1a2b3c4" in Page(marked).text
    assert "@bottom-left" in marked.split("<style>")[1]


def test_derogations_that_end_soon_are_announced_first(audit: Audit) -> None:
    text = Page(as_html(audit, "fr")).text
    said = f"{WORDS['to-take-up'].fr} Accord de juin – « Copie de fichier » pour Acceptée expire dans 15 jours"
    assert said in text
    assert text.index(said) < text.index("Ce qui est accepté")


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2021-12-15", None),
        ("2021-12-16", "expires in 30 days"),
        ("2022-01-14", "expires in 1 day"),
        ("2022-01-15", "last day"),
        ("2022-01-16", "over for 1 day"),
    ],
)
def test_soon_is_within_30_days_and_the_last_day_is_one(tmp_path: Path, date: str, said: str | None) -> None:
    text = Page(as_html(Repository(every.workspace(tmp_path), date).check(), "en")).text
    assert (WORDS["to-take-up"].en in text) is (said is not None)
    assert (said or "in force") in text


def test_an_audit_in_which_nothing_is_wrong(tmp_path: Path) -> None:
    page = Page(as_html(every.clean(tmp_path), "fr"))
    assert "Aucun écart à traiter." in page.text
    assert page.of("article") == []


def test_flaws_of_the_text_alone_come_first_and_are_no_clean_audit(audit: Audit) -> None:
    alone = replace(audit, groups=())
    text = Page(as_html(alone, "fr")).text
    assert "peut cacher des écarts" in text or "peuvent cacher des écarts" in text
    assert "Aucun écart à traiter." not in text


def test_a_part_of_an_audit_says_so(audit: Audit) -> None:
    part = replace(audit, partial=True, selection=Selection(("no-files",), (), None, "zone=soins"))
    said = "A part only of the audit: zone=soins and what is linked to it; rule no-files"
    assert said in Page(as_html(part, "en")).text
    assert "A part only" not in Page(as_html(audit, "en")).text


def test_what_changed_since_a_revision_heads_the_page(audit: Audit) -> None:
    one = audit.text[0]
    since = Since("main", (one,), (one,), (one,), (one,) * 4, Difference((), (), (), (), ()))
    said = Page(as_html(replace(audit, since=since), "en")).text
    assert "Since main: 2 introduced, 1 worsened, 1 lifted, 4 unchanged." in said


def test_the_same_flaw_twice_has_two_places(audit: Audit) -> None:
    wrong = replace(audit.groups[0].results[0].findings[0], rule="unknown-field")
    result = replace(audit.groups[0].results[0], findings=(wrong, wrong))
    page = Page(as_html(replace(audit, groups=(replace(audit.groups[0], results=(result,)),)), "en"))
    assert len(page.of("article")) == 3
    assert unique(page)


def test_no_line_of_french_begins_with_a_double_sign(tmp_path: Path) -> None:
    page = Page(as_html(Repository(ROOT).check(), "fr"))
    assert not re.search(r" [;!?»]", "".join(page.said).replace("\n", ""))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_same_bytes(audit: Audit, lang: Lang) -> None:
    assert as_html(audit, lang) == as_html(audit, lang)


def test_every_word_is_said_in_both_languages_with_the_same_facts() -> None:
    for one, many in SENTENCES.values():
        for text in (one, many):
            assert set(re.findall(r"\{\w+\}", text.fr)) == set(re.findall(r"\{\w+\}", text.en))
    assert all(text.fr and text.en for text in WORDS.values())
