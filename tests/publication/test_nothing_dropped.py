"""Whatever a profile drops is in no byte of what leaves the house."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import Phase, given, settings

from ea_repo.load import load
from ea_repo.repository import Repository
from ea_repo.repository.publishing import for_audience
from tests.depth import depth
from tests.publication.outputs import outputs
from tests.publication.worlds import World, names_of, worlds

_WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""What leaks is told by the door and the word; a smaller world with as many doors is long to find."""


@contextmanager
def _shown(world: World) -> Iterator[tuple[Repository, frozenset[bytes], Path]]:
    """What the audience reads of a world, the words that it may not meet, and a folder for what is written."""
    with tempfile.TemporaryDirectory() as folder:
        world.write(Path(folder) / "workspace")
        repository = Repository(Path(folder) / "workspace", read=load)
        shown = for_audience(repository, "dehors")
        gone = [id for id in repository.graph if id.startswith("zi") and id not in shown.graph]
        words = world.words.union(word.lower() for id in gone for word in (id, *names_of(id)[:2]))
        words |= {shown.root.name.lower()}
        yield shown, frozenset(word.encode() for word in words), Path(folder) / "site"


def _leaks(contents: Iterable[tuple[str, bytes]], words: frozenset[bytes]) -> list[tuple[str, bytes]]:
    folded = ((door, content.lower()) for door, content in contents)
    return [(door, word) for door, content in folded for word in words if word in content]


@given(world=worlds())
@settings(phases=_WITHOUT_SHRINKING)
def test_what_is_dropped_is_nowhere_in_the_text_that_an_audience_reads(world: World) -> None:
    with _shown(world) as (shown, words, _):
        files = shown.root.rglob("*.yaml")
        assert not _leaks(((path.name, path.name.encode() + path.read_bytes()) for path in files), words)
        assert not shown.workspace.unreadable


@given(world=worlds())
@settings(max_examples=3 if depth() == "quick" else 60, phases=_WITHOUT_SHRINKING)
def test_what_is_dropped_is_in_no_byte_of_any_output(world: World) -> None:
    with _shown(world) as (shown, words, site):
        assert not _leaks(outputs(shown, world.request, site), words)
