"""Graphviz run on a text: the program `dot` where it is installed, else the one in pygraphviz's wheel; with a limit."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Literal

from ea_repo.draw.svg import NotDrawn
from ea_repo.finding import Text

Picture = Literal["svg", "png", "pdf"]
Engine = Literal["dot", "neato"]
"""Which layout: layers along the arrows, or boxes that have their places."""
_WHEEL = (
    "import sys, pygraphviz; graph = pygraphviz.AGraph(string=sys.stdin.buffer.read().decode());"
    "sys.stdout.buffer.write(graph.draw(format=sys.argv[1], prog=sys.argv[2], args=' '.join(sys.argv[3:])))"
)

_BEGINNING = re.compile(rb"^(?=<\?xml )", re.MULTILINE)
"""Where an SVG begins; within one, a text has no such sign."""


class TooSlow(NotDrawn):
    """A layout that did not end in its time."""


def run(title: str, dot: str, engine: Engine, picture: Picture, seconds: float | None = None) -> bytes:
    """What Graphviz draws of a text; raises TooSlow after so many seconds, NotDrawn where it fails."""
    try:
        content = _drawn(dot, engine, picture, seconds)
    except subprocess.TimeoutExpired:
        fr, en = (
            f"{title} : Graphviz n'a pas fini en {seconds:.0f} s",
            f"{title}: Graphviz did not end in {seconds:.0f} s",
        )
        raise TooSlow(Text(fr, en)) from None
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines()
        reasons = [line for line in lines if "warning" not in line.lower()]
        why = reasons[-1] if reasons else f"code {error.returncode}"
        raise _failure(engine, title, Text(why, why)) from None
    if not content:
        raise _failure(engine, title, Text("rien n'est dessiné", "nothing is drawn"))
    return content


def run_together(dots: Sequence[str], seconds: float) -> list[bytes] | None:
    """What `dot` draws of several texts in one run, each as an SVG: starting it takes longer than a small drawing.

    None where it is not there, fails on one of them or does not end in so many seconds: each is then drawn alone.
    """
    program = shutil.which("dot")
    if program is None:
        return None
    try:
        content = _output([program, "-Kdot", "-Tsvg", "-q"], "\n".join(dots), seconds)
    except (OSError, subprocess.SubprocessError):
        return None
    drawings = _BEGINNING.split(content)[1:]
    return drawings if len(drawings) == len(dots) else None


def _drawn(dot: str, engine: Engine, picture: Picture, seconds: float | None) -> bytes:
    # `-n2`: the boxes have their places, only arrows and labels are to be put.
    in_place = ["-n2"] if engine == "neato" else []
    if program := shutil.which("dot"):
        with suppress(OSError):
            return _output([program, f"-K{engine}", f"-T{picture}", "-q", *in_place], dot, seconds)
    # In a process of its own: what Graphviz does to it, or says on its error stream, stays there.
    return _output([sys.executable, "-c", _WHEEL, picture, engine, *in_place], dot, seconds)


def _output(command: list[str], dot: str, seconds: float | None) -> bytes:
    """What a command writes; raises OSError, CalledProcessError, TimeoutExpired."""
    return subprocess.run(command, input=dot.encode(), capture_output=True, check=True, timeout=seconds).stdout  # noqa: S603


def _failure(engine: str, title: str, why: Text) -> NotDrawn:
    fr, en = f"Graphviz ({engine}) échoue sur {title}", f"Graphviz ({engine}) fails on {title}"
    return NotDrawn(Text(f"{fr} : {why.fr}", f"{en}: {why.en}"))
