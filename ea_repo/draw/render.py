"""Pictures of a map, drawn by Graphviz: the program `dot` where it is installed, else the one in pygraphviz's wheel."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Literal

import graphviz  # type: ignore[import-untyped]

from ea_repo.draw.diagram import Diagram
from ea_repo.draw.dot import as_dot
from ea_repo.draw.gathering import MOST_ARROWS
from ea_repo.draw.style import Style
from ea_repo.draw.svg import NotDrawn, finished
from ea_repo.finding import Text

Picture = Literal["svg", "png", "pdf"]
RESOLUTION = "144"
"""Of a PNG, in points an inch: twice a screen's, to be printed."""
_SHORT_SEARCH = {"splines": "line", "nslimit": "0.1", "nslimit1": "0.1", "mclimit": "0.1"}
"""How Graphviz draws what has too many arrows to be followed: in seconds instead of minutes, with straight arrows."""
_WHEEL = (
    "import sys, pygraphviz; graph = pygraphviz.AGraph(string=sys.stdin.buffer.read().decode());"
    "sys.stdout.buffer.write(graph.draw(format=sys.argv[1], prog=sys.argv[2]))"
)


def render(diagram: Diagram, style: Style, picture: Picture) -> bytes:
    """The map as a picture; raises NotDrawn where Graphviz fails, or leaves out a box or an arrow."""
    options = _SHORT_SEARCH if diagram.layout == "layered" and len(diagram.arrows) > MOST_ARROWS else {}
    dot = as_dot(diagram, style, options)
    svg = finished(_graphviz(dot, diagram, "svg").decode("utf-8"), diagram)
    match picture:
        case "svg":
            return svg.encode("utf-8")
        case "png":
            return _graphviz(as_dot(diagram, style, {**options, "dpi": RESOLUTION}), diagram, picture)
        case "pdf":
            content = _graphviz(dot, diagram, picture)
            # A PDF says when it was made: the same map is the same bytes, and of the same length.
            return re.sub(rb"(/CreationDate \(D:)\d{14}", rb"\g<1>20000101000000", content)


def _graphviz(dot: str, diagram: Diagram, picture: Picture) -> bytes:
    """What Graphviz draws of a text; raises NotDrawn."""
    engine = "neato" if diagram.layout == "placed" else "dot"
    try:
        try:
            # `2`: the boxes have their places, only arrows and labels are to be put.
            in_place = 2 if diagram.layout == "placed" else None
            content: bytes = graphviz.pipe(engine, picture, dot.encode(), neato_no_op=in_place, quiet=True)
        except (graphviz.ExecutableNotFound, OSError):
            content = _wheel(engine, picture, dot.encode())
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines()
        reasons = [line for line in lines if "warning" not in line.lower()]
        why = reasons[-1] if reasons else f"code {error.returncode}"
        raise _failure(engine, diagram, Text(why, why)) from None
    if not content:
        raise _failure(engine, diagram, Text("rien n'est dessiné", "nothing is drawn"))
    return content


def _wheel(engine: str, picture: Picture, dot: bytes) -> bytes:
    """The same by the Graphviz of pygraphviz's wheel; raises CalledProcessError."""
    # In a process of its own: what Graphviz does to it, or says on its error stream, stays there.
    command = [sys.executable, "-c", _WHEEL, picture, engine]
    return subprocess.run(command, input=dot, capture_output=True, check=True).stdout  # noqa: S603


def _failure(engine: str, diagram: Diagram, why: Text) -> NotDrawn:
    fr, en = f"Graphviz ({engine}) échoue sur {diagram.id}", f"Graphviz ({engine}) fails on {diagram.id}"
    return NotDrawn(Text(f"{fr} : {why.fr}", f"{en}: {why.en}"))
