"""Whole systems go out and come back: AP-HP's, and one that is made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.demo import demo
from ea_repo.exchange.cells import meant, shown
from ea_repo.exchange.columns import columns_of
from ea_repo.exchange.importing import Asked
from ea_repo.finding import Lang
from ea_repo.load import load
from ea_repo.metamodel import kinds
from ea_repo.repository import Repository
from tests.exchange.importing import refusals
from tests.exchange.test_export import IMPORTABLE, exported, whole

APHP = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A system of some 300 applications."""
    root = tmp_path_factory.mktemp("demo") / "si"
    demo(root, 300, 1)
    return root


@pytest.mark.parametrize("name", IMPORTABLE)
def test_the_system_of_aphp_comes_back_the_same(tmp_path: Path, name: str) -> None:
    plan = Repository(APHP).import_(Asked((exported(APHP, name, to=tmp_path),))).plan
    assert (plan.changed, plan.added, plan.gone, plan.conflicts, refusals(plan)) == ((), (), (), (), [])


def test_so_does_its_workbook_in_english(tmp_path: Path) -> None:
    file = tmp_path / "aphp.xlsx"
    file.write_bytes(b"".join(Repository(APHP).export("xlsx", (), "en").content))
    plan = Repository(APHP).import_(Asked((file,))).plan
    assert (plan.changed, plan.added, plan.gone, plan.conflicts, refusals(plan)) == ((), (), (), (), [])


@pytest.mark.parametrize("name", IMPORTABLE)
def test_a_made_up_system_comes_back_the_same(tmp_path: Path, made_up: Path, name: str) -> None:
    file = exported(made_up, name, to=tmp_path)
    plan = Repository(made_up).import_(Asked((file,))).plan
    assert (plan.changed, plan.added, plan.gone, plan.conflicts, refusals(plan)) == ((), (), (), (), [])


def test_a_made_up_system_says_the_same_in_a_new_workspace(tmp_path: Path, made_up: Path) -> None:
    new = tmp_path / "new"
    plan = Repository.import_in_new(new, Asked((exported(made_up, "xlsx", to=tmp_path),)))
    Repository.carry_out_in_new(new, plan)
    before, after = whole(made_up), whole(new)
    # Links that lead nowhere there are planted in it: where nothing says that they were there before, they are refused.
    astray = {relation.source for relation in load(made_up).graph.astray}
    assert {id for id in before if before[id] != after.get(id)} == astray
    assert len(refusals(plan.plan)) == len(astray)


COLUMNS = {column.path: column for column in columns_of(kinds()["application"])}
TEXTS = st.text(min_size=1, max_size=30).map(str.strip).filter(bool)
LINKS = st.lists(
    st.one_of(
        st.sampled_from(["a", "b-c"]),
        st.fixed_dictionaries({"to": st.just("a"), "note": TEXTS}, optional={"from": st.just("2023-06")}),
    ),
    min_size=1, max_size=3,
)  # fmt: skip
VALUES = {
    "description": TEXTS,
    "upgrade_plan": st.one_of(TEXTS, st.just(False)),
    "aliases": st.lists(TEXTS, min_size=0, max_size=3),
    "deployed_at": LINKS,
    "live_on": st.dates().map(str).filter(lambda day: day[:4] > "1905") | st.sampled_from(["2023", "2023-06"]),
    "exposed": st.booleans(),
    "yearly_cost": st.integers(0, 10**9),
    "type": st.sampled_from(COLUMNS["type"].choices),
    "criticality": st.sampled_from(COLUMNS["criticality"].choices),
}


@given(st.sampled_from(sorted(VALUES)).flatmap(lambda path: st.tuples(st.just(path), VALUES[path])))
def test_a_cell_means_what_it_shows(given_value: tuple[str, object]) -> None:
    path, value = given_value
    column = COLUMNS[path]
    langs: tuple[Lang, ...] = ("fr", "en")
    for lang in langs:
        cell = shown(column, value, {"a": "Élément A", "b-c": "b-c"}.__getitem__, lang)
        assert meant(column, cell, {"Élément A": "a", "b-c": "b-c"}.__getitem__) == value
