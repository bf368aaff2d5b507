"""`ea request` and `ea dossier`: what is missing, what each option does, and what is refused with its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from ea_repo.answer.awaited_facts import awaited_facts
from ea_repo.cli.main import main
from ea_repo.repository import Repository, requesting
from tests.cli.requests import MODEL, REQUEST, dossier, hospital
from tests.cli.running import invoke


def test_a_request_in_which_nothing_is_missing_says_so(tmp_path: Path) -> None:
    said = invoke(hospital(tmp_path), "request", "check", "lits-de-plus")
    assert (said.code, "Nothing is missing." in said.out) == (0, True)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("need: Nous cherchons des lits au téléphone.\n", "", ":1:1: missing: the need, in the words of who asks"),
        ("    delay: 9 mois\n", "", ":25:3: missing: the delay of C (options.C.delay)"),
        ("  rssi: {opinion: favourable}\n", "", ":1:1: missing: the opinion of the head of security (opinions.rssi)"),
        ("[moa-lits]", "[moa-lits, dsi]", ":6:1: missing: one business owner, and only one (moa)"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_with_its_place(tmp_path: Path, before: str, after: str, said: str) -> None:
    answer = invoke(hospital(tmp_path, REQUEST.replace(before, after)), "request", "check", "lits-de-plus")
    assert answer.code == 0
    assert f"requests/lits-de-plus.yaml{said}" in " ".join(answer.out.split())


WRONG = [
    ("processes: [lits]", "processes: [lit]", ":9:13: unknown process: “lit”; did you mean “lits”?"),
    ("asked: C", "asked: B", ":13:1: no option “B” here"),
    ("name: LitBox\n    type", "name: Converger\n    type", ":26:5: option C is called like option A"),
    ("covers: [lits], uses", "covers: [lti], uses", ":30:41: “covers” points at “lti”, which does not exist"),
    ("  gdl: {retired_on", "  gdl: {retirde_on", ":20:"),
]


@pytest.mark.parametrize(("before", "after", "said"), WRONG)
def test_what_is_wrong_is_told_with_its_place_and_fails(tmp_path: Path, before: str, after: str, said: str) -> None:
    root = hospital(tmp_path, REQUEST.replace(before, after))
    answer = invoke(root, "request", "check", "lits-de-plus")
    assert (answer.code, answer.error) == (1, "")
    assert f"requests/lits-de-plus.yaml{said}" in " ".join(answer.out.split())
    refused = invoke(root, "dossier", "lits-de-plus", "-o", str(tmp_path / "d.html"))
    assert refused.code == 2
    assert f"requests/lits-de-plus.yaml{said}" in " ".join(refused.error.split())
    assert not (tmp_path / "d.html").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (REQUEST.replace("title:", "titel:"), ":1:1: "),
        (REQUEST.replace("  C:\n", "  A:\n"), ":25:3: "),
        (REQUEST.replace("type: buy", "type: bye"), ":27:5: "),
        ("title: [", ":"),
    ],
)
def test_a_request_that_cannot_be_read_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    root = hospital(tmp_path, text)
    answer = invoke(root, "dossier", "lits-de-plus")
    assert (answer.code, answer.out) == (2, "")
    assert f"ea: requests/lits-de-plus.yaml{said}" in answer.error
    assert "lits-de-plus.yaml" in invoke(root, "request", "list").out


def test_a_request_that_is_not_there_is_refused_with_the_nearest(tmp_path: Path) -> None:
    answer = invoke(hospital(tmp_path), "dossier", "lits-de-plsu")
    assert (answer.code, "did you mean “lits-de-plus”?" in answer.error) == (2, True)


def test_each_option_is_told_against_the_system_as_it_is(tmp_path: Path) -> None:
    found = dossier(hospital(tmp_path))
    assert (found.solutions, [tool.id for tool in found.existing]) == (2, ["agathe", "gdl"])
    by_key = {study.key: study for study in found.options}
    assert {finding.rule for finding in by_key["A"].lifted} >= {"redundant-solution"}
    assert {finding.rule for finding in by_key["C"].introduced} >= {"redundant-solution", "non-api-exchange"}
    assert (by_key["C"].redundancies_added, by_key["A"].redundancies_removed) == (1, 1)
    assert by_key["A"].retired == ("GDL",)
    assert [(flow.source, flow.target, flow.mode) for flow in by_key["C"].flows] == [("AGATHE", "LitBox", "file")]
    assert by_key["C"].referentials == ("SIU",)
    assert [by_key[key].cost for key in "ACD"] == [1500, 6000, None]
    assert [process.rto for process in by_key["C"].processes] == ["4 h"]


def test_an_opinion_is_never_more_certain_than_the_facts(tmp_path: Path) -> None:
    found = dossier(hospital(tmp_path))
    opinions = {study.key: study.opinion for study in found.options}
    assert opinions == {"A": "reserved", "C": "unfavourable", "D": "not_concerned"}
    for study in found.options:
        for opinion in study.opinions:
            if opinion.case.opinion == "favourable":
                assert not opinion.judged.unknown
                assert opinion.judged.looked_at
    assert found.proposed is not None
    assert found.proposed.key == "A"


def test_an_option_that_does_not_say_what_it_changes_is_not_called_favourable(tmp_path: Path) -> None:
    silent = REQUEST.partition("    changes:\n      application:\n        litbox")[0] + "    meets: tout\n"
    found = dossier(hospital(tmp_path, silent))
    assert {study.key: (study.opinion, study.written) for study in found.options}["C"] == ("reserved", False)


def test_a_workspace_has_its_own_rules_of_opinion(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    own = "cases: [{opinion: favourable, because: {fr: tout va, en: all is well}}]\n"
    (root / "rules" / "opinion.yaml").write_text(own, encoding="utf-8")
    assert {study.opinion for study in dossier(root).options} == {"favourable"}
    (root / "rules" / "opinion.yaml").write_text("cases: [{opinion: fine}]\n", encoding="utf-8")
    refused = invoke(root, "dossier", "lits-de-plus")
    assert (refused.code, "rules/opinion.yaml:1:" in refused.error) == (2, True)


def test_the_commands_of_the_annex_say_the_same_numbers(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    study = next(study for study in dossier(root).options if study.key == "C")
    said = invoke(root, "diff", f"{root}/requests/lits-de-plus.yaml#C").out
    compared = Repository(root).diff(None, f"{root}/requests/lits-de-plus.yaml#C").audit.since
    assert compared is not None
    assert compared.introduced == len(study.introduced)
    assert "LitBox" in said
    refused = invoke(root, "diff", f"{root}/requests/lits-de-plus.yaml#B")
    assert (refused.code, "no option “B”" in refused.error) == (2, True)


@pytest.mark.parametrize("format_", ["html", "markdown", "text", "docx"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_dossier_is_written_in_every_format_and_language(tmp_path: Path, format_: str, lang: str) -> None:
    root = hospital(tmp_path)
    file = tmp_path / "dossier.out"
    said = invoke(root, "dossier", "lits-de-plus", "--lang", lang, "--format", format_, "-o", f"{file}.{format_}")
    assert said.code == 0, said.error
    assert (tmp_path / f"dossier.out.{format_}").stat().st_size > 1000


def test_the_dossier_is_written_in_a_folder_as_a_page_and_a_file_for_a_word_processor(tmp_path: Path) -> None:
    said = invoke(hospital(tmp_path / "w"), "dossier", "lits-de-plus", "-o", str(tmp_path / "out"))
    assert said.code == 0, said.error
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["lits-de-plus.docx", "lits-de-plus.html"]


def test_two_requests_that_touch_the_same_are_named(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    (root / "requests" / "autre.yaml").write_text("title: Autre\nrank: 1\nprocesses: [lits]\n", encoding="utf-8")
    found = Repository(root).requests().content
    assert [listed.written.id for listed in found.requests] == ["autre", "lits-de-plus"]
    assert [(shared.first, shared.second, shared.names) for shared in found.shared] == [
        ("autre", "lits-de-plus", ("Gestion des lits",))
    ]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_days_at_both_ends_of_the_calendar_are_days(tmp_path: Path, day: str) -> None:
    root = hospital(tmp_path, REQUEST.replace("type: buy\n", f"type: buy\n    live_on: {day}\n"))
    for words in (("committee", "--on", day, "-o", str(tmp_path / "seance")), ("dossier", "lits-de-plus", "--at", day)):
        assert invoke(root, *words).code == 0
    assert invoke(root, "campaign", "new", "--by", "moa", "--at", day, "-o", str(tmp_path / "asked")).code == 0


def test_the_model_is_as_it_was(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    dossier(root)
    assert (root / "model" / "si.yaml").read_text(encoding="utf-8") == MODEL


def test_the_committee_sits_with_what_is_not_decided_in_one_page_and_one_file(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    (root / "requests" / "autre.yaml").write_text("title: Autre\nrank: 1\nprocesses: [lits]\n", encoding="utf-8")
    found = Repository(root).committee(maps=False).content
    assert [one.content.written.id for one in found.dossiers] == ["autre", "lits-de-plus"]
    said = invoke(root, "committee", "--on", "2022-04-01", "-o", str(tmp_path / "seance"))
    assert said.code == 0, said.error
    assert sorted(path.name for path in (tmp_path / "seance").iterdir()) == ["committee.docx", "committee.html"]
    page = (tmp_path / "seance" / "committee.html").read_text("utf-8")
    for part in ("Arbitration committee of 2022-04-01", "Un outil de lits de plus", "Autre", "No earlier decision"):
        assert part in page
    assert invoke(root, "request", "decide", "autre", "--refuse", "--by", "dsi", "--on", "2022").code == 0
    found = Repository(root).committee(maps=False).content
    assert [one.content.written.id for one in found.dossiers] == ["lits-de-plus"]
    assert [decision.verdict for decision in found.decisions.decisions] == ["refuse"]


ANSWERS = (
    "Un outil\nUn besoin\nPneumologie\nNord\n2022-03-01\n2022-04-01\nMOA des lits\ncadres, régulateurs\nlits\n"
    "identite\nnord\nyes\n"
)


def test_a_new_request_is_written_from_what_one_answers(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    said = CliRunner().invoke(main, ["-C", str(root), "request", "new", "encore"], input=ANSWERS)
    assert said.exit_code == 0, said.output
    request = Repository(root).request("encore").written.request
    assert (request.title, request.moa, request.processes, request.sites) == (
        "Un outil", ("moa-lits",), ("lits",), ("nord",)
    )  # fmt: skip
    assert (request.site, request.users, request.data) == ("nord", ("cadres", "régulateurs"), ("identite",))
    assert (request.received_on, request.committee_on) == ("2022-03-01", "2022-04-01")
    assert (request.innovation_hub, request.poc) == (None, True)
    assert {key: option.name for key, option in request.options.items()}["A"] == "Use what exists"
    before = (root / "requests" / "encore.yaml").read_text("utf-8")
    again = CliRunner().invoke(main, ["-C", str(root), "request", "new", "encore"], input=ANSWERS)
    assert (again.exit_code, "already" in again.output) == (2, True)
    assert (root / "requests" / "encore.yaml").read_text("utf-8") == before
    mistyped = ANSWERS.replace("\nlits\n", "\nlti\n")
    wrong = CliRunner().invoke(main, ["-C", str(root), "request", "new", "faux"], input=mistyped)
    assert (wrong.exit_code, (root / "requests" / "faux.yaml").exists()) == (2, False)
    unsure = CliRunner().invoke(main, ["-C", str(root), "request", "new", "faux"], input=ANSWERS.replace("yes", "sais"))
    assert (unsure.exit_code, (root / "requests" / "faux.yaml").exists()) == (2, False)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", ["Lits pneumo", "../x", ".lits", "con", ""])
def test_a_request_has_a_name_by_which_it_can_be_called(tmp_path: Path, name: str, lang: str) -> None:
    root = hospital(tmp_path)
    said = invoke(root, "request", "new", name, "--lang", lang)
    assert (said.code, said.out) == (2, ""), "nothing is asked"
    assert {"fr": "ne peut nommer une demande", "en": "cannot name a request"}[lang] in said.error
    assert ("lits-pneumo" in said.error) == (name == "Lits pneumo")


def test_a_request_that_cannot_be_read_is_never_green(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    (root / "requests" / "broken.yaml").write_text("title: [\n", encoding="utf-8")
    said = invoke(root, "request", "list", "--lang", "en")
    assert said.code == 1
    assert "requests/broken.yaml:1:9" in said.out
    assert "1 unreadable" in said.out


def due(root: Path, **options: dt.date) -> dict[str, tuple[dt.date | None, str]]:
    """By option and fact, until when it is wanted and why."""
    facts = awaited_facts(requesting.dossier(Repository(root), "lits-de-plus", maps=False, **options).content)
    return {f"{fact.option} {fact.fact.subject} {fact.fact.fact}": (fact.due, fact.cause) for fact in facts}


def test_each_fact_that_would_change_the_opinion_has_a_day(tmp_path: Path) -> None:
    root = hospital(tmp_path, REQUEST.replace("delay: 9 mois\n", "delay: 9 mois\n    live_on: 2022-05\n"))
    facts = due(root)
    assert 0 < len(facts) <= 10
    # What an error hangs on is wanted a week before the session, the rest by the day of the condition.
    assert facts["C litbox type"] == (dt.date(2022, 3, 25), "committee")
    assert facts["A gdl retired_by"] == (dt.date(2022, 3, 25), "committee")
    assert {day for day, cause in facts.values() if cause == "live"} <= {dt.date(2022, 4, 30)}
    assert {day for day, cause in facts.values() if cause == "condition"} <= {dt.date(2022, 6, 30)}
    later = due(root, session=dt.date(2022, 9, 1))
    assert later["C litbox type"] == (dt.date(2022, 8, 25), "committee")


def test_a_session_whose_day_is_not_written_is_told_so(tmp_path: Path) -> None:
    root = hospital(tmp_path, REQUEST.replace("committee_on: 2022-04-01\n", ""))
    assert {day for day, cause in due(root).values() if cause == "committee"} == {None}
    said = " ".join(invoke(root, "dossier", "lits-de-plus", "--lang", "en").out.split())
    assert "day of the session not recorded" in said
    # Conditions count from the day of the request, which is later than the day looked at.
    assert "record the facts that are missing – by 2022-05-02" in said


PAST = """\
derogation:
  ended: {name: Un accord fini, rule: non-api-exchange, subjects: [gdl], by: dsi, expires_on: 2022-03-31}
  soon: {name: Un accord qui finit, rule: non-api-exchange, subjects: [gdl], by: dsi, expires_on: 2022-06-30}
  long: {name: Un accord long, rule: non-api-exchange, subjects: [gdl], by: dsi, expires_on: 2024}
decision:
  earlier:
    name: Un choix passé
    verdict: conditions
    by: [dsi]
    decided_on: 2021-11-01
    conditions: [{text: homologation, until: 2022-01-31}, {text: reprise, until: 2022-12-31}]
"""


def test_a_session_holds_the_audit_and_what_became_of_earlier_decisions(tmp_path: Path) -> None:
    root = hospital(tmp_path, model=MODEL + PAST)
    found = Repository(root, "2022-04-01").committee(maps=False).content
    assert [(one.id, one.left, one.is_over, one.ends_within(90)) for one in found.derogations] == [
        ("ended", -1, True, False),
        ("soon", 90, False, True),
        ("long", 1005, False, False),
    ]
    assert found.decisions.overdue == 1
    said = " ".join(invoke(root, "committee", "--on", "2022-04-01", "--lang", "en").out.split())
    for part in (
        "1 condition of an earlier decision overdue and not met.",
        "1 derogation has ended.",
        "1 derogation ends within 90 days.",
        "homologation, by 2022-01-31 (overdue)",
        "reprise, by 2022-12-31 (to be met)",
        "Un accord fini",
        "What is to be decided, the heaviest first",
    ):
        assert part in said
    for format_ in ("html", "docx"):
        file = tmp_path / f"seance.{format_}"
        assert invoke(root, "committee", "--on", "2022-04-01", "--lang", "en", "-o", str(file)).code == 0
        text = file.read_text("utf-8") if format_ == "html" else _words(file)
        for part in ("Un outil de lits de plus", "Un accord fini", "Where the charter stands", "8. Decision", "Annex"):
            assert part in text


def _words(file: Path) -> str:
    """What a file for a word processor says."""
    word = docx.Document(str(file))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def test_without_a_day_the_session_is_on_the_one_that_the_requests_name(tmp_path: Path) -> None:
    assert Repository(hospital(tmp_path)).committee(maps=False).content.day == dt.date(2022, 4, 1)


def test_a_decision_is_signed_in_the_name_of_those_whom_the_workspace_names(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    said = invoke(root, "dossier", "lits-de-plus", "--format", "markdown").out
    assert "For the CIO" in said and "clinicians" not in said
    with (root / "workspace.yaml").open("a", encoding="utf-8") as settings:
        settings.write("signers: [{fr: Pour la DGS, en: For the chief executive}, {fr: Pour la DSI, en: For IT}]\n")
    said = invoke(root, "dossier", "lits-de-plus", "--format", "markdown").out
    assert "For the chief executive" in said and "For the CIO" not in said


def test_an_approval_is_asked_of_who_gives_it(tmp_path: Path) -> None:
    said = invoke(hospital(tmp_path), "dossier", "lits-de-plus", "--format", "markdown").out
    row = next(line for line in said.splitlines() if "the approval of the head of security" in line and "|" in line)
    assert "| head of security |" in row
