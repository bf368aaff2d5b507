"""The wheel holds what it must; `.ci/run` installs it apart, with its dependencies, and works with it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.packaging


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Without isolation, so that nothing is fetched: the build system is among the tests' own dependencies.
    made = tmp_path_factory.mktemp("wheel")
    # Of a copy: building writes beside the sources, and another process of the tests may build too.
    source = shutil.copytree(ROOT, made / "source", ignore=shutil.ignore_patterns(".*", "build", "dist", "*.egg-info"))
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", made, source]
    done = subprocess.run(list(map(str, command)), cwd=made, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(made.glob("*.whl"))


def test_the_wheel_holds_the_common_charter_and_the_example_but_not_our_model(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    rules = {f"ea_repo/starter/rules/{path.name}" for path in (ROOT / "ea_repo/starter/rules").glob("*.yaml")}
    assert rules == {name for name in names if name.startswith("ea_repo/starter/rules/") and name.endswith(".yaml")}
    assert {
        "ea_repo/starter/workspace.yaml",
        "ea_repo/starter/charter.yaml",
        "ea_repo/starter/model/fr/example.yaml",
        "ea_repo/py.typed",
    } <= set(names)
    assert not [name for name in names if "aphp" in name or name.startswith(("model/", "tests/"))]


def test_the_wheel_holds_the_portal_and_the_libraries_that_it_ships_with_their_licences(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    files = [path for name in ("templates", "static", "vendor") for path in (ROOT / "ea_repo/site" / name).iterdir()]
    assert {path.relative_to(ROOT).as_posix() for path in files} <= set(names)
    libraries = [path for path in files if path.parent.name == "vendor" and path.suffix == ".js"]
    assert libraries
    assert all(path.with_suffix(".LICENSE.txt") in files for path in libraries)
