"""The folders are the registry: what an answer may be written as, and that every format offered can be written."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ea_repo import format as formats_
from ea_repo import report
from ea_repo.answer.explanation import BrokenRule
from ea_repo.answer.map import MapQuestion
from ea_repo.answer.owners import by_owner
from ea_repo.check.problems import finding
from ea_repo.exchange.importing import Asked
from ea_repo.finding import Lang, Position
from ea_repo.impact.dependencies import Along
from ea_repo.report import writing
from ea_repo.repository import Repository
from ea_repo.repository.deciding import Said
from ea_repo.repository.publishing import left_out
from ea_repo.store import Answer as Rows
from ea_repo.store import Push, Status
from tests.cli.requests import hospital
from tests.report.every import evolution
from tests.report.small import workspace

PUSH = Push(1, "2021-12-31T10:00:00Z", "dsi", "0123456789abcdef", 3, 0, 0, 0, 3)
PROFILE = "title: {fr: Dehors, en: Outside}\nsafe: true\ndrop: {elements: {id: a}, rules: one-owner}\n"
DECIDED = Said("accept", "dsi", "2022", "C")
STATUS = Status("Test", ("a",), ("b",), unchanged=4, files=("model/all.yaml",), settings=True, version=1)


def answers(root: Path) -> Iterator[tuple[str, Any]]:
    """One of each answer, by the name of its module."""
    repository = Repository(workspace(root))
    yield "audit", repository.check()
    yield "owned_part", by_owner(repository.check(), "moa").parts[0]
    yield "card", repository.show("a")
    yield "table", repository.list(["flow"])
    yield "matches", repository.find("a")
    yield "similar", repository.similar("a")
    yield "dependencies", repository.deps("a", Along())
    yield "path", repository.path("a", "b")
    yield "budget", repository.budget()
    yield "comparison", repository.diff("2021", "2022")
    yield "impact", repository.impact(["a"])
    yield "dossier", repository.retire(["a"])
    yield "stale", repository.stale(())
    yield "campaign", repository.new_campaign("owner", (), root / "campaign", None, "fr")
    yield "campaign_status", repository.campaign(root / "campaign")
    yield "leftovers", repository.leftovers(["d"])
    yield "timeline", repository.timeline()
    yield "rule", repository.explain("no-files")
    yield "broken_rule", BrokenRule("unik", (finding("wrong-rule", Position("rules/unik.yaml"), "unik", reason="a"),))
    yield "problem", repository.explain("dangling-link")
    yield "rules", repository.rules()
    yield "examples", repository.examples()
    yield "kinds", repository.kinds()
    yield "schema", repository.schema("rule")
    yield "views", repository.views()
    yield "view_table", repository.draw(MapQuestion("application-list"))
    yield "status", STATUS
    yield "pushes", [PUSH]
    yield "query", Rows(("a",), ((1,),), more=False)
    yield "query_schema", repository.query_schema()
    yield "lineage", Repository(_lineage(root / "lineage")).lineage("d")
    yield "indicators", evolution(root / "measured")
    source = root / "serveurs.csv"
    source.write_text(
        "id,name,org_id,org_name,finalclass\n2,DSI,,,Organization\n7,SRV,2,DSI,Server\n", encoding="utf-8"
    )
    yield "import_plan", repository.import_(Asked((source,)))
    yield "budget", repository.budget()
    yield "similar", repository.similar("a")
    asking = Repository(hospital(root / "asking"))
    yield "request_check", asking.request("lits-de-plus")
    yield "portfolio", asking.requests()
    yield "states", asking.compare(["lits-de-plus", "2022"])
    asking.decide("lits-de-plus", DECIDED)
    asking = Repository(asking.root)
    yield "decisions", asking.decisions()
    yield "applied", asking.apply(asking.root / "requests" / "lits-de-plus.yaml#C")
    yield "session", asking.committee()
    yield "request_dossier", asking.dossier("lits-de-plus")
    yield "renaming", Repository(asking.root).rename("agathe", "agathe-lits")
    yield "reconciliation", repository.reconcile(Asked((source,)))
    (root / "publication").mkdir()
    (root / "publication" / "out.yaml").write_text(PROFILE, encoding="utf-8")
    yield "not_shown", left_out(repository, "out")


def _lineage(root: Path) -> Path:
    root.mkdir()
    (root / "model").mkdir()
    (root / "model" / "si.yaml").write_text("data_object: {d: {}}\napplication: {a: {masters: d}}\n", encoding="utf-8")
    (root / "workspace.yaml").write_text("name: Test\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return dict(answers(tmp_path_factory.mktemp("answers")))


def names() -> set[str]:
    """Every answer that a folder of formats, or the reports themselves, know."""
    modules = {info.name for info in pkgutil.iter_modules(report.__path__) if not info.ispkg}
    documents = {name for name in modules if hasattr(importlib.import_module(f"ea_repo.report.{name}"), "document")}
    return (documents - {"writing"}) | {"schema"}


def test_there_is_one_of_each_here(every: dict[str, Any]) -> None:
    assert set(every) == names()


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", sorted(names()))
def test_every_answer_is_written_in_every_format_it_is_offered_in(name: str, lang: Lang, every: dict[str, Any]) -> None:
    offered = writing.formats(name)
    assert next(iter(offered)) in ("text", "json")
    for format_ in offered:
        content = writing.written(name, every[name], format_, lang, 100)
        assert content.strip()
        if format_ == "json":
            json.loads(content)


def test_every_answer_is_a_document_and_has_its_json() -> None:
    for name in names() - {"schema", "examples"}:
        assert {"text", "markdown", "html", "json"} <= set(writing.formats(name)), name


def test_only_an_audit_is_written_for_code_scanning_and_ci() -> None:
    assert {"sarif", "junit", "csv"} <= set(writing.formats("audit"))
    assert not {"sarif", "junit"} & set(writing.formats("impact"))


def test_a_format_that_an_answer_has_not_is_refused_with_those_it_has(every: dict[str, Any]) -> None:
    with pytest.raises(writing.NotInThisFormat) as refused:
        writing.written("impact", every["impact"], "csv", "fr", 100)
    known = ", ".join(writing.formats("impact"))
    assert refused.value.message.fr == f"cette réponse ne s'écrit pas en csv : {known}"


SHOUT = """
from ea_repo.format import Format

FORMAT = Format("shout", (".shout",), "text/plain")


def document(written, width=0):
    return written.brief.upper()
"""


def test_a_new_format_is_one_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: dict[str, Any]) -> None:
    (tmp_path / "shout.py").write_text(SHOUT, encoding="utf-8")
    monkeypatch.setattr(formats_, "__path__", [*formats_.__path__, str(tmp_path)])
    for cached in (formats_.modules, writing.formats):
        cached.cache_clear()
    try:
        assert "shout" in writing.formats("impact")
        shout = writing.written("impact", every["impact"], "shout", "en", 100)
        assert shout == writing.document("impact", every["impact"], "en").brief.upper()
    finally:
        monkeypatch.undo()
        for cached in (formats_.modules, writing.formats):
            cached.cache_clear()
