"""Whatever a profile drops is in no byte of what leaves the house."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import Phase, given, settings

from ea_repo.load import load
from ea_repo.repository import Repository
from ea_repo.repository.publishing import for_audience
from tests.depth import examples
from tests.publication.outputs import outputs
from tests.publication.worlds import World, names_of, worlds


@given(world=worlds())
@settings(max_examples=examples(100), phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_what_is_dropped_is_in_no_byte_of_any_output(world: World) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "ws"
        world.write(root)
        repository = Repository(root, read=load)
        shown = for_audience(repository, "dehors")
        gone = {id for id in repository.graph if id not in shown.graph}
        words = {word.encode() for word in world.words}
        words |= {word.lower().encode() for id in gone if id.startswith("zi") for word in (id, *names_of(id)[:2])}
        assert words
        leaks = [
            (door, word)
            for door, content in outputs(shown, world.request, Path(folder) / "site")
            for lower in (content.lower(),)
            for word in words
            if word in lower
        ]
        assert not leaks, leaks[:20]
