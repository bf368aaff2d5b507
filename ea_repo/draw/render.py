"""Graphviz: the program `dot` where it is installed, else the one that pygraphviz's wheel carries."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import Literal

from ea_repo.draw.diagram import Diagram
from ea_repo.draw.dot import as_dot
from ea_repo.draw.style import Style
from ea_repo.draw.svg import NotDrawn, dressed
from ea_repo.finding import Text

Picture = Literal["svg", "png", "pdf"]
RESOLUTION = 144
"""Of a PNG, in points an inch: twice a screen's, to be printed."""
_WHEEL = (
    "import sys, pygraphviz; graph = pygraphviz.AGraph(string=sys.stdin.buffer.read().decode());"
    "sys.stdout.buffer.write(graph.draw(format=sys.argv[1], prog=sys.argv[2], args=sys.argv[3]))"
)


def render(diagram: Diagram, style: Style, picture: Picture) -> bytes:
    """The map as a picture; raises NotDrawn where Graphviz fails, or leaves out a box or an arrow."""
    text = as_dot(diagram, style)
    svg = _graphviz(text, diagram, "svg").decode("utf-8")
    finished = dressed(svg, diagram)
    return finished.encode("utf-8") if picture == "svg" else _graphviz(text, diagram, picture)


def _graphviz(text: str, diagram: Diagram, picture: Picture) -> bytes:
    engine, options = ("neato", ["-n2"]) if diagram.engine == "placed" else ("dot", [])
    if picture == "png":
        options = [*options, f"-Gdpi={RESOLUTION}"]
    program = shutil.which("dot")
    if program is not None:
        command = [program, f"-K{engine}", f"-T{picture}", *options]
    else:
        # In a process of its own: what Graphviz does to it, or says on its error stream, stays there.
        command = [sys.executable, "-c", _WHEEL, picture, engine, " ".join(options)]
    ran = subprocess.run(command, input=text.encode("utf-8"), capture_output=True, check=False)  # noqa: S603
    if ran.returncode != 0 or not ran.stdout:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[-1] if said else ran.returncode
        fr, en = f"Graphviz ({engine}) échoue sur", f"Graphviz ({engine}) fails on"
        raise NotDrawn(Text(f"{fr} {diagram.id} : {why}", f"{en} {diagram.id}: {why}"))
    # A PDF says when it was made: the same map is the same bytes, and of the same length.
    return (
        re.sub(rb"(/CreationDate \(D:)\d{14}", rb"\g<1>20000101000000", ran.stdout) if picture == "pdf" else ran.stdout
    )
