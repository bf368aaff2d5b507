"""What `ea serve`, `ea mcp` and `ea lsp` say where their library is not installed; other commands do not need it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.assist.asking import small
from tests.cli.running import ENVIRONMENT

_CALLED = "from click.testing import CliRunner; from ea_repo.cli.main import main; done = CliRunner().invoke(main, {});"


def _run(folder: Path, code: str) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("command", "library"), [("serve", "starlette"), ("mcp", "mcp"), ("lsp", "lsprotocol"), ("lsp", "pygls")]
)
def test_it_says_what_to_install(tmp_path: Path, command: str, library: str) -> None:
    words = ["-C", str(small(tmp_path / "si")), command, "--lang", "en"]
    code = f"import sys; sys.modules[{library!r}] = None; {_CALLED.format(words)} print(done.exit_code, done.stderr)"
    printed = _run(tmp_path, code)
    assert printed.startswith("2 ")
    assert printed.endswith(
        f"needs {library}, which is not installed: pip install 'ea-repo[{command}]', "
        f"or pip install -e '.[{command}]' in the folder of ea-repo where it is a checkout"
    )


def test_help_imports_nothing_of_it(tmp_path: Path) -> None:
    libraries = ("mcp", "mcp_types", "starlette", "uvicorn", "pygls", "lsprotocol")
    loaded = f"print([name for name in {libraries} if name in sys.modules], 'mcp' in done.stdout)"
    assert _run(tmp_path, f"import sys; {_CALLED.format(['--help'])} {loaded}") == "[] True"
