"""On random systems: findings after changes are written = before + introduced − lifted, as they were announced."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import given, reject
from hypothesis import strategies as st

from ea_repo.load import ChangesUnreadable
from ea_repo.load.element_text import element_lines
from ea_repo.load.requests import RequestUnreadable
from ea_repo.repository import Repository
from ea_repo.repository.applying import NotApplied
from ea_repo.repository.deciding import Said
from ea_repo.starter import folder as starter_folder

RULES = (
    "redundant-solution",
    "uncovered-process",
    "non-api-exchange",
    "retired-but-connected",
    "duplicated-referential",
)
IDS = [f"a{number}" for number in range(6)]
PROCESSES = [f"p{number}" for number in range(3)]
DATA = ["d0", "d1"]
DATES = st.sampled_from(["2019", "2021-06", "2024-01-01"])


@st.composite
def applications(draw: st.DrawFn) -> dict[str, Any]:
    """The fields of an application, some of which rules look at."""
    optional: dict[str, st.SearchStrategy[Any]] = {
        "name": st.sampled_from(["Un", "Deux", "l'été", "a: b"]),
        "type": st.sampled_from(["core", "peripheral", "poc", "external"]),
        "covers": st.lists(st.sampled_from(PROCESSES), max_size=2, unique=True),
        "masters": st.lists(st.sampled_from(DATA), max_size=2, unique=True),
        "retired_on": DATES,
        "planned_on": DATES,
        "moa": st.just(["dsi"]),
        "exposed": st.booleans(),
    }
    chosen = draw(st.sets(st.sampled_from(sorted(optional))))
    return {name: draw(optional[name]) for name in sorted(chosen) if not {"planned_on", "retired_on"} <= chosen}


def flow(ends: tuple[str, str], mode: str | None) -> dict[str, Any]:
    return {"source": ends[0], "target": ends[1], "data": ["d0"], **({"mode": mode} if mode else {})}


@st.composite
def systems(draw: st.DrawFn) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """The elements of a system by kind, and a change file over it."""
    there = draw(st.lists(st.sampled_from(IDS), min_size=2, max_size=5, unique=True))
    known = {id: draw(applications()) for id in there}
    modes = st.sampled_from([None, "file", "api", "message"])
    ends = st.sampled_from([(one, other) for one in there for other in there if one != other])
    flows = {f"f{number}": flow(draw(ends), draw(modes)) for number in range(draw(st.integers(0, 3)))}
    put = {id: draw(applications()) for id in draw(st.lists(st.sampled_from(IDS), max_size=3, unique=True))}
    removed = draw(st.lists(st.sampled_from([*there, *flows]), max_size=2, unique=True))
    changes: dict[str, Any] = {"application": {id: fields for id, fields in put.items() if id not in removed}}
    if removed:
        changes["remove"] = removed
    return {"application": known, "flow": flows}, changes


def text(elements: dict[str, dict[str, Any]]) -> str:
    lines = ["# A system made up."]
    for kind, several in elements.items():
        if several:
            lines += [f"{kind}:", *(line for id, fields in several.items() for line in element_lines(id, fields))]
    return "\n".join(lines) + "\n"


def written(root: Path, elements: dict[str, dict[str, Any]], changes: dict[str, Any]) -> Path:
    """The workspace; returns its change file."""
    fixed: dict[str, dict[str, Any]] = {
        "process": {id: {} for id in PROCESSES},
        "data_object": {id: {} for id in DATA},
        "actor": {"dsi": {}},
    }
    for folder in ("model", "rules", "cartography"):
        (root / folder).mkdir()
    (root / "workspace.yaml").write_text("name: Essai\nat: 2021-12-31\n", "utf-8")
    shutil.copy(starter_folder("rules") / "charter.yaml", root / "rules")
    # One map of its own: where there is none, each audit reads the 27 that come with ea.
    shutil.copy(starter_folder("cartography") / "application-list.yaml", root / "cartography")
    for rule in RULES:
        shutil.copy(starter_folder("rules") / f"{rule}.yaml", root / "rules")
    (root / "model" / "si.yaml").write_text(text({**fixed, **elements}), "utf-8")
    removed = changes.pop("remove", [])
    lines = f"remove: [{', '.join(removed)}]\n" if removed else ""
    (root / "changes.yaml").write_text(lines + text(changes), "utf-8")
    return root / "changes.yaml"


@given(systems())
def test_the_audit_after_changes_are_written_is_the_one_announced(
    system: tuple[dict[str, dict[str, Any]], dict[str, Any]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        changes = written(root, *system)
        before = sum(finding.counts for finding in Repository(root).check().findings)
        try:
            found = Repository(root).apply(changes).content
        except (ChangesUnreadable, NotApplied):
            return
        assert found.surprises == ()
        assert found.before == before
        assert found.after == before + len(found.new) - len(found.lifted)
        assert "# A system made up." in (root / "model" / "si.yaml").read_text("utf-8")


REQUEST = """\
title: Une demande
processes: [p0]
options:
  A:
    name: Une option
    type: buy
    changes:
"""


def requested(root: Path, changes: Path) -> str:
    """Turns the change file into the option of a request that is accepted; returns its path."""
    (root / "requests").mkdir()
    inline = "".join(f"      {line}\n" for line in changes.read_text("utf-8").splitlines())
    (root / "requests" / "demande.yaml").write_text(REQUEST + inline, "utf-8")
    Repository(root).decide("demande", Said("accept", "dsi", "2021-12-01", option="A"))
    return f"{root}/requests/demande.yaml#A"


def counting(root: Path) -> Counter[Any]:
    """The findings that count, by what makes two of them the same."""
    return Counter(finding.key for finding in Repository(root).check().findings if finding.counts)


@given(systems())
def test_a_request_that_is_accepted_and_applied_gives_the_audit_that_its_dossier_announced(
    system: tuple[dict[str, dict[str, Any]], dict[str, Any]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        option = requested(root, written(root, *system))
        before = counting(root)
        try:
            (study,) = Repository(root).dossier("demande", maps=False).content.options
            found = Repository(root).apply(Path(option)).content
        except (ChangesUnreadable, NotApplied, RequestUnreadable):
            reject()
        after = counting(root)
        assert found.surprises == ()
        assert (study.before, study.as_dated) == (before.total(), after.total())
        new, lifted = (Counter[Any](finding.key for finding in findings) for findings in (found.new, found.lifted))
        assert after == before + new - lifted
