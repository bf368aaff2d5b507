"""What is served: a workspace as it was read, with the answers that its pages share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from ea_repo.finding import Lang, Text
from ea_repo.load.graph_bytes import Damaged
from ea_repo.load.snapshot import undamaged
from ea_repo.repository import Repository
from ea_repo.repository.publishing import Published
from ea_repo.site.portal import SHARED, Portal

Open = Callable[[], Repository]
"""Opens the workspace as it is now."""


@dataclass(frozen=True)
class About:
    """What one tells of a reading without it."""

    workspace: str
    elements: int
    read_at: dt.datetime
    lang: Lang | None
    unreadable: tuple[Text, ...]
    """What of the text is missing for it cannot be read, each with its place."""
    is_for_audience: bool = False
    """Whether readers are an audience: why a text cannot be read is not told to them."""


@dataclass(frozen=True)
class Reading:
    """A workspace that was read, and its portal."""

    portal: Portal
    open: Open

    @property
    def repository(self) -> Repository:
        return self.portal.repository

    @property
    def about(self) -> About:
        workspace = self.repository.workspace
        missing = tuple(
            Text(f"{finding.at} : {finding.message.fr}", f"{finding.at}: {finding.message.en}")
            for finding in workspace.unreadable
        )
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        settings = workspace.settings
        return About(
            settings.name,
            len(self.repository.graph),
            now,
            settings.lang,
            missing,
            isinstance(self.repository, Published),
        )

    def again(self) -> Reading:
        """The same, read from the text once more."""
        return Reading(Portal(self.open(), self.portal.since, whole=True), self.open)

    def shared_answers(self) -> Iterator[None]:
        """Asks what answers share, one at a time; one that cannot be given is refused to whoever asks for it."""
        asks: list[Callable[[], object]] = [self._first_impact]
        asks += [partial(getattr, self.portal, name) for name in SHARED]
        for ask in asks:
            with suppress(Exception):
                ask()
            yield

    def _first_impact(self) -> None:
        """Asks what the loss of some application does: the graph keeps what it worked out for the next one."""
        for id in self.portal.applications[:1]:
            self.portal.impact(id)


def read(open_: Open, since: str | None, *, again: bool = False) -> Reading:
    """Reads a workspace, its rules and its maps; raises what opening it raises.

    What changed since a revision is asked at once, so that a revision that is none is refused when the server starts;
    `again`, where another text cannot be compared with it any more, the first page goes without.
    """

    def whole() -> Reading:
        repository = open_()
        portal = Portal(repository, since, whole=True)
        len(repository.graph), repository.charter, portal.maps
        return Reading(_compared(portal, again=again), open_)

    return undamaged(whole)


def _compared(portal: Portal, *, again: bool) -> Portal:
    """A portal that can tell what changed since its revision; raises what asking raises, but when read again."""
    try:
        portal.changes  # noqa: B018 — asked for now, and kept
    except Damaged:
        raise
    except Exception:
        if not again:
            raise
        return Portal(portal.repository, None, whole=True)
    return portal
