"""The wheel, built and installed apart from the checkout, does the whole of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.packaging


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    told = subprocess.run(list(map(str, command)), cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    return told


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Without isolation, so that nothing is fetched: the build system is among the tests' own dependencies.
    made = tmp_path_factory.mktemp("wheel")
    # Of a copy: building writes beside the sources, and another process of the tests may build too.
    source = shutil.copytree(ROOT, made / "source", ignore=shutil.ignore_patterns(".*", "build", "dist", "*.egg-info"))
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", made, source, cwd=made)
    return next(made.glob("*.whl"))


def test_the_wheel_holds_the_charter_and_the_example_but_not_our_model(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    rules = {f"ea_repo/starter/rules/{path.name}" for path in (ROOT / "rules").glob("*.yaml")}
    assert rules <= set(names)
    assert {"ea_repo/starter/workspace.yaml", "ea_repo/starter/model/example.yaml", "ea_repo/py.typed"} <= set(names)
    assert not [name for name in names if "aphp" in name or name.startswith(("model/", "tests/"))]


def test_a_workspace_is_started_and_audited_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    folder = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run(folder / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    # The dependencies are those of this environment; ea_repo itself is not on that path.
    env = {**os.environ, "PYTHONPATH": sysconfig.get_paths()["purelib"], "LC_ALL": "C.UTF-8"}
    where = run(folder / "python", "-c", "import ea_repo; print(ea_repo.__file__)", cwd=tmp_path, env=env).stdout
    assert where.startswith(str(tmp_path))
    run(folder / "ea", "init", "essai", "--name", "Hôpital d'essai", cwd=tmp_path, env=env)
    told = run(folder / "ea", "-C", "essai", "check", cwd=tmp_path, env=env).stdout
    assert told.startswith("Hôpital d'essai · audit of the charter")
    run(folder / "ea", "-C", "essai", "rules", "--test", cwd=tmp_path, env=env)
