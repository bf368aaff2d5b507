"""Derogations as a committee reads them: from what, for whom, by whom, until when, why, and which to take up first."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.answer.audit import Audit
from ea_repo.check.audit_settings import Selection
from ea_repo.finding import Lang
from ea_repo.report.derogation_words import Granted, granted, to_take_up
from ea_repo.report.writing import written as as_format
from ea_repo.repository import Repository
from tests.check.workspaces import SETTINGS, written
from tests.texts import keyboard

CHARTER = "extends: common\nprinciples: {unicite: {granted_by: dsi}}\n"
MODEL = """
actor: {dsi: {name: La DSI}, achats: {name: Les achats}}
process: {lits: {name: Lits}, paie: {name: Paie}, stocks: {name: Stocks}}
application:
  a: {name: Alpha, covers: [lits, paie, stocks]}
  b: {name: Beta, covers: [lits, paie, stocks]}
flow: {f: {source: a, target: b, mode: file}, g: {source: b, target: a, mode: file}}
derogation:
  d-soon: {rule: redundant-solution, subjects: paie, offenders: [a, b], by: dsi, expires_on: 2022-01-10, reason: paie}
  d-over: {rule: redundant-solution, subjects: [lits, stocks], by: dsi, expires_on: 2021-12-30, reason: convergence}
  d-mute: {rule: non-api-exchange, subjects: g, by: achats, expires_on: 2023}
  d-wrong: {rule: redundant-solution, subjects: stocks, by: achats, expires_on: 2024, reason: choix}
  d-to-come: {rule: redundant-solution, subjects: lits, by: dsi, decided_on: 2022, expires_on: 2024, reason: plan}
  d-june: {name: Accord de juin, rule: non-api-exchange, subjects: f, by: achats, expires_on: 2023, reason: contrat}
  d-made-up: {illustrative: true, rule: redundant-solution, subjects: lits, by: dsi, expires_on: 2020, reason: exemple}
decision:
  asked:
    name: Un outil de plus
    option: a
    verdict: derogate
    by: dsi
    expires_on: 2022-06-30
    reason: rien de prêt
    conditions: [{text: interface, until: 2021-09-30}, {text: clause, until: 2022-03, met_on: 2021-12-01}]
  refused: {name: Un autre, verdict: refuse, by: dsi}
"""


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    return Repository(written(tmp_path, MODEL, {}, SETTINGS, CHARTER)).check()


def told(row: Granted) -> tuple[str, ...]:
    return tuple(map(keyboard, (row.title, row.stands.text, row.by, row.until, " | ".join(row.why), row.covers)))


def test_each_is_told_by_what_it_derogates_from_and_what_is_to_be_taken_up_comes_first(audit: Audit) -> None:
    redundant, file_ = "Redundant solutions for one need", "Exchange outside an API"
    void, choice = "void: granted by who may not", "Stocks"
    assert [told(row) for row in granted(audit, "en")] == [
        (f"“{redundant}” for Lits, Stocks", "over for 1 day", "La DSI", "until 30 December 2021", "convergence",
         "no finding"),
        (f"“{file_}” for Beta → Alpha", "void: without a reason", "Les achats", "until end of 2023", "not recorded",
         "no finding"),
        (f"“{redundant}” for {choice}", void, "Les achats", "until end of 2024", "choix", "no finding"),
        ("Request “Un outil de plus”, option a", "condition not met on its day", "La DSI", "until 30 June 2022",
         "rien de prêt | condition: interface, by 2021-09-30 (overdue) | condition: clause, by the end of March 2022 "
         "(met)", ""),
        (f"“{redundant}” for Paie", "expires in 10 days", "La DSI", "until 10 January 2022", "paie",
         "1 accepted finding"),
        (f"Accord de juin – “{file_}” for Alpha → Beta", "in force", "Les achats", "until end of 2023", "contrat",
         "1 accepted finding"),
        (f"“{redundant}” for Lits", "to come", "La DSI", "until end of 2024", "plan", "no finding"),
    ]  # fmt: skip
    assert [row.stands.tone for row in to_take_up(audit, "en")] == ["bad", "bad", "bad", "bad", "doubtful"]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("format_", ["html", "text", "docx"])
def test_pages_name_none_by_its_id(audit: Audit, format_: str, lang: Lang, tmp_path: Path) -> None:
    content = as_format("audit", audit, format_, lang, 100)
    if isinstance(content, bytes):
        import docx

        (tmp_path / "audit.docx").write_bytes(content)
        content = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "audit.docx")).paragraphs)
    head = content.split("h-annexes")[0]
    needing = {"fr": "échue depuis 1 jour", "en": "over for 1 day"}[lang]
    assert needing in keyboard(head)
    for id in ("d-over", "d-mute", "d-wrong", "d-to-come", "d-made-up"):
        assert id not in head


def test_a_part_of_an_audit_tells_those_alone_that_accept_something_in_it(tmp_path: Path) -> None:
    root = written(tmp_path, MODEL, {}, SETTINGS, CHARTER)
    part = Repository(root).check(Selection(rules=("non-api-exchange",)))
    assert [row.title for row in granted(part, "en")] == ["Accord de juin – “Exchange outside an API” for Alpha → Beta"]


def test_a_finding_about_a_derogation_says_from_what_it_derogates(audit: Audit) -> None:
    messages = {finding.subject: finding.message for finding in audit.findings if finding.rule == "expired-derogation"}
    assert messages["d-over"].en == (
        "The derogation from “Redundant solutions for one need” for Lits, Stocks covers nothing on this date"
    )
    assert messages["d-mute"].fr == "La dérogation à « Échange hors API » pour Beta → Alpha ne couvre rien à cette date"


def test_one_that_got_worse_says_who_granted_it(tmp_path: Path) -> None:
    model = MODEL.replace("offenders: [a, b]", "offenders: [a]")
    audit = Repository(written(tmp_path, model, {}, SETTINGS, CHARTER)).check()
    (worse,) = (text.en for finding in audit.findings for text in finding.worse)
    assert worse == "Worsened: the derogation granted by La DSI, until 2022-01-10, does not cover Beta (d-soon)"
