"""The layers of the design hold: data flows one way, and every module says where it belongs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_no_module_imports_against_the_layers() -> None:
    told = lint_imports(ROOT)
    assert told.returncode == 0, told.stdout + told.stderr


def test_every_package_of_the_engine_is_shipped() -> None:
    """setup.cfg names the packages one by one, since two of them live outside `ea_repo/`."""
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "ea_repo").rglob("__init__.py")}
    named = {line.strip() for line in (ROOT / "setup.cfg").read_text(encoding="utf-8").splitlines()}
    assert found <= named
