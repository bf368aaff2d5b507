"""An audit that asks again only what may have changed says what a whole one says."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.answer.audit import Audit
from ea_repo.check.audit_settings import Selection
from ea_repo.check.findings_as_json import finding_as_json, finding_from_json
from ea_repo.check.indicators import Indicators
from ea_repo.demo import demo
from ea_repo.graph import Graph, Record, Table
from ea_repo.load import Workspace, load, load_cached
from ea_repo.metamodel import Ref, kind
from ea_repo.report.json.audit import write as as_json
from ea_repo.report.json.comparison import write as comparison_as_json
from ea_repo.repository import Repository, judging
from tests.check.workspaces import FAILING, MODEL, RULES, SETTINGS, written

OF_APPLICATIONS = ("live_on", "retired_on", "part_of", "instance_of", "environment", "type", "masters", "covers")
TELLING = (*OF_APPLICATIONS, "relays", "source", "target", "data")
"""What most rules rest on, by what they share."""
NAMES = ("Agathe", "AGATHE", "Orbis")
Pool = Mapping[tuple[str, str], Sequence[Any]]


@pytest.fixture(autouse=True)
def kept_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EA_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


class Texts:
    """The texts of a workspace that are kept as they were read, one after the other."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._tables: dict[str, Mapping[str, Table]] = {}

    def read(self, records: Iterable[Record]) -> Callable[[Path], Workspace]:
        """Reads a text that says these elements."""
        graph, address = Graph(records), f"text {len(self._tables)}"
        self._tables[address] = {table.kind: table for table in graph.tables}
        workspace = dataclasses.replace(self._workspace, graph=graph, address=address, tables_at=self._tables.get)
        return lambda _: workspace


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("kept") / "si"
    demo(folder, 100, 3)
    return load(folder)


def audit(root: Path, read: Callable[[Path], Workspace] = load_cached, *, kept: bool = True) -> tuple[Audit, int]:
    """The audit of a workspace, with how many rules were asked for it."""
    asked: list[int] = []
    repository = Repository(root, None, (), read)
    repository.keeps_answers = kept
    return repository.check(Selection(), None, lambda _, total: asked.append(total)), len(asked)


def both(root: Path, read: Callable[[Path], Workspace] = load_cached) -> int:
    """How many rules are asked with what was kept, once it is known that this says what a whole audit says.

    So do the indicators.
    """
    asked = kept_as_whole(root, read)
    assert indicators(root, read, kept=True) == indicators(root, read, kept=False)
    return asked


def kept_as_whole(root: Path, read: Callable[[Path], Workspace] = load_cached) -> int:
    """How many rules are asked with what was kept, once it is known that this says what a whole audit says."""
    kept, asked = audit(root, read)
    whole, _ = audit(root, read, kept=False)
    assert "".join(as_json(kept)) == "".join(as_json(whole))
    assert kept == whole
    return asked


def copy_as_whole(root: Path, read: Callable[[Path], Workspace] = load_cached, like: Path | None = None) -> int:
    """The same of a workspace of which nothing is kept, with what is kept of one that is nearly the same."""
    copy, other = Repository(root, None, (), read), Repository(like or root, None, (), read)
    copy.keeps_answers, copy.revision_of = True, (root, uuid4().hex)
    asked: list[int] = []
    kept = judging.audit(copy, Selection(), None, lambda _, total: asked.append(total), like=other)
    assert kept == audit(root, read, kept=False)[0]
    return len(asked)


def indicators(root: Path, read: Callable[[Path], Workspace], *, kept: bool) -> Indicators:
    """Those beside a whole audit."""
    repository = Repository(root, None, (), read)
    repository.keeps_answers = kept
    return judging.audit_with_indicators(repository, as_dated=False)[1]


def pool(records: Sequence[Record]) -> Pool:
    """By kind and field, the different values that are written."""
    values: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for record in records:
        for field, value in record.fields.items():
            if value not in values[record.kind, field]:
                values[record.kind, field].append(value)
    return values


@st.composite
def edits(draw: st.DrawFn, records: Sequence[Record], values: Pool) -> list[Record]:
    """The same elements but for a few edits: fields changed or left out, more rarely elements that come and go."""
    edited = {record.id: record for record in records}
    for _ in range(draw(st.integers(1, 3))):
        # The first ones are subjects of findings: what is done to them shows.
        ids = draw(st.sampled_from(([*edited][:60], [*edited])))
        record = edited[draw(st.sampled_from(ids))]
        change = draw(st.sampled_from(["field"] * 12 + ["gone", "copy", "name", "example", "astray"]))
        fields = dict(record.fields)
        if change == "field":
            known = sorted(field for of, field in values if of == record.kind)
            telling = [field for field in known if field in TELLING]
            field = draw(st.sampled_from(telling or known) | st.sampled_from(known))
            value = draw(st.sampled_from([None, *values[record.kind, field]]))
            fields = {name: old for name, old in fields.items() if name != field}
            fields |= {} if value is None else {field: value}
        elif change == "example":
            fields["illustrative"] = True
        elif change == "astray" and (links := sorted(kind(record.kind).links)):
            fields[draw(st.sampled_from(links))] = (Ref("nowhere"),)
        elif change == "name":
            fields["name"] = draw(st.sampled_from(NAMES))
        id = f"{record.id}-2" if change == "copy" else record.id
        edited[id] = dataclasses.replace(record, id=id, fields=fields)
        if change == "gone":
            del edited[record.id]
    return list(edited.values())


@pytest.fixture(scope="module")
def some(system: Workspace) -> list[Record]:
    """Elements that violate each rule, and those around them."""
    findings = {finding.rule: finding.subject for finding in audit(system.root)[0].findings}
    graph = system.graph
    subjects = [id for id in dict.fromkeys(findings.values()) if id in graph]
    return [*map(graph.record, subjects), *map(graph.record, sorted(graph.around(subjects).keys() - {*subjects}))]


@given(data=st.data())
def test_after_any_edit_what_was_kept_says_what_a_whole_audit_says(
    system: Workspace, some: list[Record], data: st.DataObject
) -> None:
    texts, values = Texts(system), pool(some)
    first = texts.read(some)
    kept_in = Path(os.environ["EA_CACHE_DIR"])
    before = kept_in.parent / "before"
    if not before.exists():
        audit(system.root, first)
        shutil.copytree(kept_in, before)
    for file in before.iterdir():
        shutil.copy(file, kept_in)
    edited = data.draw(edits(some, values))
    copy_as_whole(system.root, texts.read(edited))
    kept_as_whole(system.root, texts.read(edited))
    both(system.root, texts.read(data.draw(edits(edited, values))))


def with_fields(records: Iterable[Record], id: str, **fields: Any) -> list[Record]:
    return [
        dataclasses.replace(record, fields={**record.fields, **fields}) if record.id == id else record
        for record in records
    ]


def test_only_what_may_have_changed_is_asked_again(system: Workspace) -> None:
    texts, records = Texts(system), [*map(system.graph.record, system.graph)]
    application = next(iter(system.graph.exactly("application")))
    first = texts.read(records)
    every = both(system.root, first)
    assert every > 50
    assert both(system.root, first) == 0
    critical = with_fields(records, application, criticality="critical")
    assert both(system.root, texts.read(critical)) == 0
    unguided = with_fields(critical, application, user_guide=False)
    assert both(system.root, texts.read(unguided)) == 0
    retired = with_fields(unguided, application, retired_on="2020")
    assert both(system.root, texts.read(retired)) < every / 3


@pytest.mark.parametrize("kind_name", ["contract", "site", "process", "flow", "application", "actor"])
@pytest.mark.parametrize("change", ["gone", "retired"])
def test_after_an_edit_most_rules_are_asked_only_about_what_is_near(
    system: Workspace, kind_name: str, change: str
) -> None:
    texts, records = Texts(system), [*map(system.graph.record, system.graph)]
    every = both(system.root, texts.read(records))
    id = next(iter(system.graph.exactly(kind_name)))
    without = [record for record in records if record.id != id]
    edited = without if change == "gone" else with_fields(records, id, retired_on="2020")
    assert both(system.root, texts.read(edited)) < every / 3


def test_a_finding_is_kept_whole(system: Workspace) -> None:
    findings = [dataclasses.replace(finding, at=None, weight=None) for finding in audit(system.root)[0].findings]
    for finding in findings:
        again = finding_from_json(json.loads(json.dumps(finding_as_json(finding))))
        assert [getattr(again, field.name) for field in dataclasses.fields(again)] == [
            getattr(finding, field.name) for field in dataclasses.fields(finding)
        ]


def _truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-10])


def _changed(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"error", b"infos"))


def _writable(file: Path) -> None:
    file.chmod(0o666)


def _a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


@pytest.mark.parametrize("spoil", [_truncated, _changed, _writable, _a_pipe])
def test_what_is_not_believed_is_asked_again(tmp_path: Path, kept_in: Path, spoil: Callable[[Path], None]) -> None:
    root = written(tmp_path)
    every = both(root)
    for file in kept_in.glob("*.snapshot"):
        spoil(file)
    assert both(root) == every > 0


CHANGED: dict[str, Callable[[Path], object]] = {
    "a rule": lambda root: written(root, rules={**RULES, "one-owner": RULES["one-owner"].replace("moa", "moe")}),
    "the settings": lambda root: written(root, settings=f"{SETTINGS}severity: {{no-files: warning}}\n"),
    "the day": lambda root: written(root, settings=SETTINGS.replace("2021", "2022")),
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_all_rules_are_asked_again_where_all_rest_on_what_changed(
    tmp_path: Path, change: Callable[[Path], object]
) -> None:
    every = both(written(tmp_path))
    change(tmp_path)
    assert both(tmp_path) == every > 0


def test_a_rule_is_asked_only_about_an_element_that_comes_or_goes(tmp_path: Path) -> None:
    assert both(written(tmp_path)) > 2
    assert both(written(tmp_path, MODEL.replace("c: {}", "c: {}, d: {}"))) == 0
    assert both(written(tmp_path, MODEL.replace("c: {}", "d: {moa: []}"))) == 0


RECORDS = """
data_object: {document-medical: {sensitivity: health}, resultat: {sensitivity: health}}
process: {soins: {core: true}, biologie: {core: true}}
application:
  dpi: {name: DPI, type: core, covers: [soins], masters: [document-medical]}
  old: {name: Ancien, type: core, masters: [document-medical]}
  sil: {name: SIL, covers: [biologie], masters: [resultat]}
"""
SOURCES = """
data_object: {identity: {}}
referential: {mpi: {name: MPI, masters: [identity]}}
application: {a: {name: A}, b: {name: B}, c: {name: C}, d: {name: D}}
flow:
  a-b: {source: a, target: b, data: [identity]}
  b-c: {source: b, target: c, data: [identity]}
  c-d: {source: c, target: d, data: [identity]}
  mpi-d: {source: mpi, target: d, mode: api}
"""


@pytest.mark.parametrize(
    ("model", "rule", "written_before", "instead"),
    [
        (RECORDS, "result-not-returned-to-record", "name: Ancien", "name: Autre"),
        (RECORDS, "result-not-returned-to-record", "name: Ancien", "name: Ancien, illustrative: true"),
        (SOURCES, "ignored-referential", "name: A}", "name: Amont}"),
        (SOURCES, "ignored-referential", "target: d, mode: api", "target: d, mode: api, data: [identity]"),
    ],
    ids=["a record renamed", "a record only an example", "the first of a chain renamed", "a source written"],
)
def test_what_is_named_or_read_from_afar_is_told_as_it_is(
    tmp_path: Path, model: str, rule: str, written_before: str, instead: str
) -> None:
    def told() -> list[str]:
        audited, _ = audit(root)
        return [finding.message.en for finding in audited.findings if finding.rule == rule]

    of_flows = f"{SETTINGS}complete: [{{kind: flow}}]\n"
    root = written(tmp_path, model, {}, of_flows, charter="extends: common\n")
    both(root)
    before = told()
    both(written(tmp_path, model.replace(written_before, instead), {}, of_flows, charter="extends: common\n"))
    assert before and told() != before


def test_places_are_those_of_the_text_as_it_is(tmp_path: Path) -> None:
    root = written(tmp_path)
    both(root)
    file = root / "model" / "all.yaml"
    file.write_text(f"# a line more\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    assert both(root) == 0


@pytest.mark.usefixtures("failing_check")
def test_a_check_that_fails_is_told_each_time(tmp_path: Path) -> None:
    root = written(tmp_path, rules={**RULES, "never-ends": FAILING})
    both(root)
    assert both(root) == 1


@pytest.mark.parametrize("words", [Selection(rules=("one-owner",)), Selection(principles=("second",))])
def test_a_part_of_an_audit_keeps_and_takes_nothing(tmp_path: Path, kept_in: Path, words: Selection) -> None:
    repository = Repository(written(tmp_path), None, (), load_cached)
    repository.keeps_answers = True
    assert len(repository.graph) > 0
    read = {*kept_in.glob("*.snapshot")}
    repository.check(words)
    assert {*kept_in.glob("*.snapshot")} == read


def test_an_audit_with_changes_keeps_and_takes_nothing(tmp_path: Path, kept_in: Path) -> None:
    change = tmp_path / "change.yaml"
    change.write_text("application: {c: {moa: dsi}}", encoding="utf-8")
    repository = Repository(written(tmp_path), None, [change], load_cached)
    repository.keeps_answers = True
    assert len(repository.graph) > 0
    read = {*kept_in.glob("*.snapshot")}
    repository.check()
    assert {*kept_in.glob("*.snapshot")} == read


def test_a_comparison_with_another_day_keeps_the_answers_of_both(tmp_path: Path, kept_in: Path) -> None:
    def compared(*, kept: bool) -> str:
        repository = Repository(written(tmp_path), None, (), load_cached)
        repository.keeps_answers = kept
        return comparison_as_json(repository.diff(None, "2030-01-01"))

    whole = compared(kept=False)
    read = {*kept_in.glob("*.snapshot")}
    assert compared(kept=True) == whole
    days = {*kept_in.glob("*.snapshot")}
    assert len(days - read) == 2
    assert compared(kept=True) == whole
    assert {*kept_in.glob("*.snapshot")} == days


@pytest.mark.parametrize("other_side", ["first", "second"])
def test_a_copy_is_audited_as_the_same_text_after_an_edit(tmp_path: Path, other_side: str) -> None:
    edited = MODEL.replace("c: {}", "c: {}, d: {moa: []}")
    first, second = tmp_path / "first", tmp_path / "second"
    for root, model in ((first, MODEL), (second, edited)):
        root.mkdir()
        written(root, model)

    def compared(*, kept: bool) -> str:
        repository = Repository(first, None, (), load_cached)
        repository.keeps_answers = kept
        return comparison_as_json(repository.diff(None, str(second)))

    whole = compared(kept=False)
    audited, other = (first, second) if other_side == "first" else (second, first)
    audit(audited)
    assert copy_as_whole(other, like=audited) == 0
    assert compared(kept=True) == whole
    # Both sides have answers of their own now, that say what a whole audit says.
    assert kept_as_whole(first) == kept_as_whole(second) == 0
