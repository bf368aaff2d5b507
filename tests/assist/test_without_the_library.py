"""What `ea mcp` says where its library is not installed; other commands do not need it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.assist.asking import small
from tests.cli.running import ENVIRONMENT

_CALLED = "from click.testing import CliRunner; from ea_repo.cli.main import main; done = CliRunner().invoke(main, {});"


def _run(folder: Path, code: str) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_it_says_what_to_install(tmp_path: Path) -> None:
    words = ["-C", str(small(tmp_path / "si")), "mcp", "--lang", "en"]
    code = f"import sys; sys.modules['mcp'] = None; {_CALLED.format(words)} print(done.exit_code, done.stderr)"
    printed = _run(tmp_path, code)
    assert printed.startswith("2 ")
    assert printed.endswith("this command needs mcp, which is not installed: pip install 'ea-repo[mcp]'")


def test_help_imports_nothing_of_it(tmp_path: Path) -> None:
    loaded = "print([name for name in ('mcp', 'mcp_types', 'uvicorn') if name in sys.modules], 'mcp' in done.stdout)"
    assert _run(tmp_path, f"import sys; {_CALLED.format(['--help'])} {loaded}") == "[] True"
