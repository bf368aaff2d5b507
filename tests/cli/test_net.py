"""Whatever happens, one sentence and an exit code that is never that of findings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ea_repo.repository import Repository
from tests.cli.running import ENVIRONMENT, invoke, process
from tests.patience import patience
from tests.texts import workspace

COMMAND = f"{sys.executable} -m ea_repo.cli.main"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    workspace(tmp_path, a="application: {a: {masters: nowhere}}")
    return tmp_path


def shell(root: Path, line: str, **environment: str) -> tuple[str, int]:
    """What a shell's line complains of, and its exit code."""
    env = ENVIRONMENT | {"EA_CACHE_DIR": os.environ["EA_CACHE_DIR"]} | environment
    done = subprocess.run(line, shell=True, cwd=root, env=env, capture_output=True, check=False)  # noqa: S602
    return done.stderr.decode(), done.returncode


def test_a_fault_of_ours_is_told_with_a_number_to_report(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("\x1b[31m secret")

    monkeypatch.setattr(Repository, "list", fail, raising=False)
    monkeypatch.setattr("tests.cli.running.FAULT", None)
    said, again = (invoke(root, "list", EA_TRACEBACK="") for _ in range(2))
    assert (said.code, said.out) == (3, "")
    assert said == again
    assert "this is a fault of ea" in said.error
    assert "ZeroDivisionError" in said.error
    assert "Traceback" not in said.error
    assert "secret" not in said.error
    assert said.error.count("\n") == 1
    assert "Traceback" in invoke(root, "list", EA_TRACEBACK="1").error


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no full device")
@pytest.mark.parametrize("command", ["check", "list --format json", "kinds", "check --format html"])
def test_a_full_output_is_told(root: Path, command: str) -> None:
    assert shell(root, f"{COMMAND} {command} > /dev/full") == ("ea: standard output: the disk is full\n", 2)


def test_a_closed_output_is_told(root: Path) -> None:
    message = "ea: the standard output is closed: -o FILE keeps the answer\n"
    assert shell(root, f"{COMMAND} check >&-") == (message, 2)


def test_a_closed_output_does_not_matter_to_an_answer_in_a_file(root: Path) -> None:
    assert shell(root, f"{COMMAND} check -o answer.txt >&- 2>&-") == ("", 1)
    assert "dangling-link" in (root / "answer.txt").read_text(encoding="utf-8")


def test_a_reader_that_leaves_does_not_make_findings_pass(root: Path) -> None:
    line = f"{{ {COMMAND} check; echo $? > code; }} | true"
    assert shell(root, line)[0] == ""
    assert (root / "code").read_text().strip() != "0"


def test_a_folder_that_is_gone_is_told(root: Path) -> None:
    gone = root / "gone"
    gone.mkdir()
    error, code = shell(gone, f"rmdir {gone} && {COMMAND} list")
    assert (error, code) == ("ea: the current folder is gone: change to another one, or name one with -C\n", 2)


@pytest.mark.skipif(sys.platform == "win32", reason="other signals")
def test_an_interruption_is_no_finding(root: Path) -> None:
    environment = ENVIRONMENT | {"EA_CACHE_DIR": os.environ["EA_CACHE_DIR"]}
    # A shell has what runs in its background ignore the interruption: this test may be there.
    code = (
        "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import time\nfrom ea_repo.repository import Repository\n"
        "def wait(*_, **__):\n    print('here', flush=True)\n    time.sleep(600)\n"
        "Repository.check = wait\n"
        "from ea_repo.cli.main import run\nimport sys\nsys.argv = ['ea', 'check']\nrun()\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", code], cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout is not None
    assert running.stdout.readline() == b"here\n"
    running.send_signal(signal.SIGINT)
    _, error = running.communicate()
    assert (error, running.returncode) == (b"ea: interrupted\n", 130)


@pytest.mark.skipif(sys.platform == "win32", reason="other signals")
def test_a_command_that_the_system_ends_leaves_nothing_in_the_temporary_folder(root: Path) -> None:
    """A pipe that nobody reads keeps the command waiting, once its workbook is made and before it is written."""
    temporary, pipe = root / "temporary", root / "pipe.xlsx"
    temporary.mkdir()
    os.mkfifo(pipe)
    environment = ENVIRONMENT | {"EA_CACHE_DIR": os.environ["EA_CACHE_DIR"], "TMPDIR": str(temporary)}
    command = [sys.executable, "-m", "ea_repo.cli.main", "list", "-o", str(pipe)]
    running = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    ends = time.monotonic() + patience(30)
    while not list(temporary.glob("*/dated")) and time.monotonic() < ends and running.poll() is None:
        time.sleep(0.05)
    assert list(temporary.glob("*/dated")), running.poll()
    running.send_signal(signal.SIGTERM)
    out, error = running.communicate(timeout=patience(30))
    assert (out, error, running.returncode) == (b"", b"", 128 + signal.SIGTERM)
    assert [*temporary.iterdir()] == []


def test_the_exit_codes_are_told(root: Path) -> None:
    assert "3 a fault of ea" in " ".join(process(root, "--help").out.split())
