"""How large the measured systems are: those of the page, and tiny ones on which the tests run every part."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Sizes in applications (`ea demo` makes eight elements for each), and how often each thing is measured."""

    runs: int
    """How often a whole process is timed, after one run that is not counted."""
    repeats: int
    """How often a part is measured in a process of its own."""
    questions: tuple[int, ...]
    maps: tuple[int, ...]
    drawn: tuple[int, ...]
    """The sizes of which every map is drawn on paper."""
    drawn_views: int
    """At most so many maps of each."""
    sites: tuple[int, ...]
    """The sizes of which the portal is built."""
    bounds: tuple[int, ...]
    """The sizes for which bounds are set."""
    beside: tuple[int, ...]
    """The sizes at which other programs are given the same work."""
    edits: tuple[int, ...]
    """The sizes that are edited and read again."""
    model: int
    """The elements of an ArchiMate model that comes in."""
    rows: int
    """The rows of a workbook that comes in."""
    one_map: int
    largest: int
    random_graph: tuple[int, int]
    """Nodes and edges of the graph on which bare traversals alone are measured."""
    similar: tuple[int, ...]
    """The sizes in which near-duplicates are sought."""
    shared: tuple[int, ...]
    """The sizes pushed to a server."""
    shared_large: int
    shared_asked: tuple[int, ...]
    """The numbers of the applications that single questions on the large one are about."""
    served: int
    """The size that is served over HTTP."""
    served_pages: int
    """How many element pages are asked for."""
    served_seconds: int
    """For how long each load lasts."""
    served_requests: int
    """Over how many requests memory is watched."""
    written: tuple[int, ...]
    """The sizes of which everything is written."""
    written_formats: int
    """At most so many formats of each command."""


FULL = Scale(
    runs=7,
    repeats=5,
    questions=(1_000, 10_000),
    maps=(300, 1_000),
    drawn=(100, 300, 1_000),
    drawn_views=100,
    sites=(630, 6_290),
    bounds=(7_370, 36_850),
    beside=(1_000, 10_000, 50_000),
    edits=(7_370, 36_850),
    model=5_000,
    rows=10_000,
    one_map=103,
    largest=125_000,
    random_graph=(1_000_000, 5_000_000),
    similar=(300, 1_000, 3_000),
    shared=(123, 1_230, 12_300),
    shared_large=36_800,
    shared_asked=(97, 1_000, 4_000, 8_000, 12_000),
    served=10_000,
    served_pages=400,
    served_seconds=10,
    served_requests=50_000,
    written=(630, 6_140),
    written_formats=100,
)
TINY = Scale(
    runs=1,
    repeats=1,
    questions=(100,),
    maps=(100,),
    drawn=(100,),
    drawn_views=3,
    sites=(100,),
    bounds=(100,),
    beside=(100, 150),
    edits=(100,),
    model=600,
    rows=100,
    one_map=100,
    largest=100,
    random_graph=(1_000, 5_000),
    similar=(120,),
    shared=(100,),
    shared_large=100,
    shared_asked=(5,),
    served=100,
    served_pages=20,
    served_seconds=1,
    served_requests=500,
    written=(100,),
    written_formats=5,
)
