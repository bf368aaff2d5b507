"""The programs that ea-repo is measured beside, in an environment of their own: etcion needs Python 3.12.

They are those of the extra `benchmark`; the environment is kept in the user's cache folder. Run as a script, it
installs them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

import platformdirs

_VERSIONS = ("3.12", "3.13", "3.14")


def python() -> Path:
    """The Python of that environment, whether it is there or not."""
    return platformdirs.user_cache_path("ea-repo", appauthor=False) / "benchmarks" / "bin" / "python"


def packages() -> list[str]:
    """What the extra `benchmark` names."""
    extra = (requirement for requirement in requires("ea-repo") or () if 'extra == "benchmark"' in requirement)
    return [requirement.partition(";")[0].strip() for requirement in extra]


def installed() -> Path:
    """The Python of that environment, made where it is not there yet; ends the run where no Python 3.12 is found."""
    if python().exists():
        return python()
    base = _recent_python()
    if base is None:
        raise SystemExit("etcion needs Python 3.12 or later, which is not on this machine")
    folder = python().parents[1]
    try:
        subprocess.run([base, "-m", "venv", str(folder)], check=True)  # noqa: S603
        subprocess.run([str(python()), "-m", "pip", "install", "--quiet", *packages()], check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise SystemExit(f"{', '.join(packages())}: not installed ({error})") from None
    return python()


def versions() -> str:
    """What is installed there, as `name==version`."""
    names = {re.split(r"[<>=!~ ]", package)[0].casefold() for package in packages()}
    command = [str(python()), "-m", "pip", "list", "--format=freeze"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603
    return ", ".join(line for line in listed if line.split("==")[0].casefold() in names)


def _recent_python() -> str | None:
    """The first Python that is recent enough: this one, one of pyenv's, one on the path."""
    if sys.version_info >= (3, 12):
        return sys.executable
    for version in _VERSIONS:
        of_pyenv = sorted(Path.home().glob(f".pyenv/versions/{version}*/bin/python"))
        found = str(of_pyenv[-1]) if of_pyenv else shutil.which(f"python{version}")
        if found:
            return found
    return None


if __name__ == "__main__":
    installed()
    print(versions())  # noqa: T201
