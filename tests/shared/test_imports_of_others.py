"""Models and inventories that others made, brought into a workspace: nothing lost, the same from every tool."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ea_repo.exchange import Unreadable
from ea_repo.exchange.importing import Asked, planned
from ea_repo.exchange.merge.plan import Added, Plan
from ea_repo.exchange.registry import read
from ea_repo.impact.dependencies import Along
from ea_repo.metamodel import kinds
from ea_repo.repository import Repository
from tests.exchange.importing import a_workspace, graph, imported, said, sums_hold, texts

pytestmark = pytest.mark.shared

DOCUMENT = Path(__file__).parents[2] / "docs" / "import.md"
SHOWN = {
    "sill.yaml": "inventories/sill_fr",
    "api_gouv.yaml": "inventories/api_gouv_fr",
    "uk.yaml": "inventories/uk_api_catalogue",
    "itop.yaml": "cmdb/itop",
}
"""The mappings that the documentation shows, and what they are for."""


def plan_of(*paths: Path) -> Plan:
    """What a new workspace would hold."""
    return planned(Asked(paths), None)


def test_every_archimate_file_comes_in_accounted_for_or_is_refused_in_one_sentence(shared: Path) -> None:
    counts = json.loads((shared / "data" / "counts.json").read_text(encoding="utf-8"))
    came = 0
    for name, counted in counts.items():
        path = shared / "data" / name
        if "error" in counted:
            with pytest.raises(Unreadable) as refused:
                plan_of(path)
            assert "\n" not in refused.value.why.en
            continue
        plan = plan_of(path)
        totals = plan.inventory.totals()
        assert sum(totals.records.values()) == sum(counted["elements"].values()), name
        assert sum(totals.relations.values()) == sum(counted["relations"].values()), name
        assert totals.views == counted["views"], name
        rows = plan.account.values()
        assert all(row.source == row.mapped + row.kept + row.left_out + row.rejected for row in rows), name
        assert sums_hold(plan), name
        came += 1
    assert came >= 70


MEANT = frozenset(name for name, kind in kinds().items() if not kind.model.apart)


def elements(plan: Plan) -> dict[str, tuple[str, dict[str, Any]]]:
    """What is meant here and the relations that are kept, by id: their kinds and their fields."""
    wanted = MEANT | {"concept", "relationship"}
    return {
        added.id: (added.kind, {name: value for name, value in added.fields.items() if name != "imported"})
        for added in plan.added
        if added.kind in wanted
    }


@pytest.mark.parametrize(
    ("native", "exchanged"),
    [
        ("archi_archimodels/Archisurance__Archisurance", "archi_archimodels/Archisurance__Archisurance"),
        ("archi_archimodels/ArchiMetal__ArchiMetal", "archi_archimodels/ArchiMetal__ArchiMetal"),
        ("archi_archimodels/OpenDay__OpenDay", "archi_archimodels/OpenDay__Open Day"),
    ],
)
def test_native_and_exchange_files_of_one_model_give_the_same_repository(
    shared: Path, native: str, exchanged: str
) -> None:
    ours, theirs = (plan_of(shared / "data" / name) for name in (f"{native}.archimate", f"{exchanged}.xml"))
    assert elements(ours) == elements(theirs)


def structure(plan: Plan) -> dict[str, tuple[str, dict[str, list[str]]]]:
    """The kinds and links of elements by the ids of the source: names may be in another language."""
    own = {added.id: _own(added) for added in plan.added}
    found = {}
    for added in plan.added:
        if added.kind in MEANT | {"concept", "relationship"}:
            links = {name: added.fields[name] for name in kinds()[added.kind].links if added.fields.get(name)}
            found[own[added.id]] = (
                added.kind,
                {
                    name: sorted(own[ref["to"] if isinstance(ref, dict) else ref] for ref in refs)
                    for name, refs in links.items()
                },
            )
    return found


def _own(added: Added) -> str:
    return re.sub(r"(^|:)id-", r"\1", added.fields["imported"]["id"])


def zira(shared: Path, name: str) -> Path:
    return shared / "data" / "zira_hospital_nl" / name


def test_one_model_from_two_tools_gives_the_same_graph(shared: Path) -> None:
    ours, theirs = plan_of(zira(shared, "ZiRA 1.2-nl.archimate")), plan_of(zira(shared, "ZiRA 1.2-nl.ea.xml"))
    assert structure(ours) == structure(theirs)
    assert len(structure(ours)) > 1000


def later_version(text: str) -> str:
    """A next version as its authors would make it: an element renamed, one described, one added, one removed."""
    renamed = text.replace('name="Verpleegkundig proces"', 'name="Verpleegproces"')
    ids = re.findall(r'<element xsi:type="archimate:BusinessProcess" name="([^"]+)" id="([^"]+)"', text)
    (first_name, first), (_, second) = ids[0], ids[1]
    renamed = renamed.replace(f'name="{first_name}" id="{first}"', f'name="{first_name} (1.4)" id="{first}"')
    new = '<element xsi:type="archimate:BusinessProcess" name="Nieuw proces" id="nieuw-1"/>'
    place = renamed.index('<element xsi:type="archimate:BusinessProcess"')
    assert second
    return renamed[:place] + new + renamed[place:]


def test_a_later_version_shows_its_differences_and_a_correction_made_here_is_kept(shared: Path, tmp_path: Path) -> None:
    text = zira(shared, "ZiRA 1.2-nl.archimate").read_text(encoding="utf-8")
    (tmp_path / "zira-1.2.archimate").write_text(text, encoding="utf-8")
    (tmp_path / "zira-1.4.archimate").write_text(later_version(text), encoding="utf-8")
    root = a_workspace(tmp_path)
    first = imported(root, tmp_path / "zira-1.2.archimate")
    (corrected,) = [added for added in first.added if added.kind == "process"][5:6]
    file = root / "model" / first.source / "process.yaml"
    written = file.read_text(encoding="utf-8")
    own = f"  {corrected.id}:\n    name: {corrected.name}\n"
    assert own in written
    file.write_text(written.replace(own, f"{own}    critical: true   # bij ons\n"), encoding="utf-8")
    second = imported(root, tmp_path / "zira-1.4.archimate")
    assert second.source == first.source
    assert [added.name for added in second.added] == ["Nieuw proces"]
    assert [(change.field, change.after.endswith("(1.4)")) for change in second.changed if change.field == "name"] == [
        ("name", True)
    ]
    assert not second.conflicts
    assert not second.gone
    assert said(graph(root), corrected.id)["critical"] is True
    assert "# bij ons" in file.read_text(encoding="utf-8")
    before = texts(root)
    imported(root, tmp_path / "zira-1.4.archimate")
    assert texts(root) == before


@pytest.fixture(scope="module", params=["fr", "en"])
def hospital(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Any:
    """Mercator's demonstration, in a workspace, with its plan and what was counted in it apart."""
    root = a_workspace(tmp_path_factory.mktemp(request.param))
    folder = shared / "data" / "mercator"
    plan = imported(root, folder / f"derived_json_{request.param}")
    return root, plan, json.loads((folder / f"derived_counts_{request.param}.json").read_text(encoding="utf-8"))


def test_every_row_of_mercator_s_demonstration_is_accounted_for(hospital: Any) -> None:
    _, plan, counts = hospital
    for table, rows in counts.items():
        account = plan.account.get(table)
        assert account is not None or not rows["rows"], table
        if account is not None:
            assert account.source == rows["rows"], table
            assert account.source == account.mapped + account.kept + account.left_out + account.rejected, table
    accounts = plan.account.values()
    assert sum(not one.field for one in plan.rejected) == sum(account.rejected for account in accounts)
    assert sum(not one.field for one in plan.left_out) == sum(account.left_out for account in accounts)


def test_its_applications_flows_entities_and_processes_are_ours(hospital: Any) -> None:
    root, plan, _ = hospital
    si = graph(root)
    mapped = {table: plan.account[table].mapped for table in ("m_applications", "fluxes", "entities", "processes")}
    assert mapped == {"m_applications": 15, "fluxes": 9, "entities": 17, "processes": 26}
    assert len(list(si.of("application"))) == 15
    assert len([note for note in plan.notes if note.at.file == "fluxes.json"]) == 1, "one flow twice"
    supports = [ref for id in si.of("application") for ref in si.value(id, "supports") or ()]
    assert len(supports) == 27 + 1, "each application of a process, and the one of an activity"
    assert not [id for id in si.of("application") if si.value(id, "covers")]


def test_its_audit_its_clusters_and_its_dependencies_make_sense(hospital: Any) -> None:
    root, *_ = hospital
    repository = Repository(root)
    names = {repository.graph.name(id): id for id in repository.graph}
    flaws = [flaw for flaw in repository.check().text if flaw.rule != "no-rules"]
    assert not flaws, "nothing is wrong in what came in"
    lost = repository.impact([names["CLUSTER01"]]).content.impact.lost("state")
    assert {names["SRV01"], names["MEDIC"], names["BigCluster01"]} <= {one.id for one in lost}
    assert len([one for one in lost if repository.graph.kind(one.id) == "application"]) == 12
    around = repository.deps(names["SalaryPay"], Along()).content
    assert {repository.graph.name(id) for id in around.reached("out")} == {"SyncAD"}
    assert {repository.graph.name(id) for id, hops in around.reached("in").items() if hops == 1} >= {"Guard"}


@pytest.mark.parametrize("name", SHOWN)
def test_inventories_come_in_by_the_mapping_that_the_documentation_shows(
    name: str, shared: Path, tmp_path: Path
) -> None:
    (mapping,) = re.findall(rf"```yaml\n# {name}\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert mapping.count("\n") <= 20
    root = a_workspace(tmp_path)
    path = shared / "data" / SHOWN[name]
    plan = imported(root, path, mapping)
    assert sums_hold(plan)
    assert len(plan.added) > 30
    before = texts(root)
    imported(root, path, mapping)
    assert texts(root) == before


def test_no_file_of_others_ends_in_anything_but_a_plan_or_a_sentence(shared: Path, tmp_path: Path) -> None:
    # Those that another program counted are planned above.
    counted = {shared / "data" / name for name in json.loads((shared / "data" / "counts.json").read_text("utf-8"))}
    for path in sorted((shared / "data").rglob("*")):
        if not path.is_file() or path.suffix == ".archimate" or path in counted:
            continue
        try:
            inventory = read([path])
        except Unreadable:
            continue
        if inventory.tabular:
            (tmp_path / "guessed.yaml").write_text(Repository.guess_mapping([path], "", "en"), encoding="utf-8")
            plan = planned(Asked((path,), mapping=tmp_path / "guessed.yaml"), None)
        else:
            plan = plan_of(path)
        assert sums_hold(plan), path
