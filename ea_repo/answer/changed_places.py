"""What changes for sites between two graphs: which applications are used where, and the sites that come and go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ea_repo.graph import Graph
from ea_repo.metamodel import accepts
from ea_repo.semantics.deployment import EVERYWHERE, Deployment

_Tools = tuple[tuple[str, ...], tuple[str, ...]]
"""The applications that come, and those that go."""


@dataclass(frozen=True)
class UsedAt:
    """Where an application in service is used, in as few sites as say it; None where that is not recorded."""

    sites: tuple[str, ...] | None


@dataclass(frozen=True)
class Moved:
    """The sites where an application comes to be used, and those where it no longer is, both recorded."""

    comes_to: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True)
class DeploymentChange:
    """An application that is used elsewhere than before; None on a side where it is not in service."""

    application: str
    before: UsedAt | None
    after: UsedAt | None
    moved: Moved


@dataclass(frozen=True)
class SiteChange:
    """Sites of both sides where the same applications come and go."""

    sites: tuple[str, ...]
    comes: tuple[str, ...]
    goes: tuple[str, ...]


@dataclass(frozen=True)
class ChangedPlaces:
    """`opened` and `closed` are sites in service on one side only; `applications` all those used elsewhere.

    `changing`: how many places of both sides `sites` are.
    """

    opened: tuple[str, ...]
    closed: tuple[str, ...]
    sites: tuple[SiteChange, ...]
    applications: tuple[DeploymentChange, ...]
    changing: int

    @property
    def unknown(self) -> Iterator[DeploymentChange]:
        """Those of which it is not recorded, on a side where they are in service, where they are used."""
        for change in self.applications:
            if any(side is not None and side.sites is None for side in (change.before, change.after)):
                yield change

    @property
    def any(self) -> bool:
        return bool(self.opened or self.closed or self.applications)


class Places:
    """The places of two graphs, compared: a site that is written in parts on one side only is the same site."""

    def __init__(self, before: Graph, after: Graph) -> None:
        self.before, self.after = Deployment.of(before), Deployment.of(after)
        self._graphs = {self.before: before, self.after: after}
        self._used_at: dict[tuple[Deployment, frozenset[str]], UsedAt] = {}

    @cached_property
    def common(self) -> tuple[str, ...]:
        """The places of both sides."""
        after = set(self.after.places)
        return tuple(place for place in self.before.places if place in after)

    def used_at(self, side: Deployment, application: str) -> UsedAt:
        """Where an application is used on a side."""
        places = side.places_of(application)
        if places is None:
            return UsedAt(None)
        # Many applications are used at the same places, which are put in fewer words once.
        known = self._used_at.get((side, places))
        if known is None:
            known = self._used_at[side, places] = UsedAt(tuple(side.folded(places)))
        return known

    def moved(self, application: str) -> Moved:
        """Where an application, in service on both sides, comes to be used and no longer is."""
        old, new = self.before.places_of(application), self.after.places_of(application)
        if old is None or new is None:
            return Moved()
        return self.between(old, new)

    def between(self, old: frozenset[str], new: frozenset[str]) -> Moved:
        """The places of the second side only, then of the first only, as each side names them."""
        if self.before.folded(old) == self.after.folded(new):
            return Moved()
        gone = self.as_places_of(self.after, old) - new
        come = self.as_places_of(self.before, new) - old
        return Moved(tuple(self.after.folded(come)), tuple(self.before.folded(gone)))

    def as_places_of(self, side: Deployment, places: frozenset[str]) -> frozenset[str]:
        """Places of the other side as this one has them: their parts where it writes some."""
        known = frozenset(place for place in places if place in self._graphs[side])
        return side.within(known) | (places - known)


def changed_places(before: Graph, after: Graph) -> ChangedPlaces:
    """What changes for sites from one graph to another, each on its own day."""
    if not (before.of("site") or after.of("site")):
        return ChangedPlaces((), (), (), (), 0)
    places = Places(before, after)
    opened, closed = _in_service(after) - _in_service(before), _in_service(before) - _in_service(after)
    applications = tuple(_deployments(before, after, places))
    alike = _by_site(places, applications)
    return ChangedPlaces(
        tuple(sorted(opened)),
        tuple(sorted(closed)),
        tuple(_site_change(places, *tools, sites) for tools, sites in alike.items()),
        applications,
        sum(map(len, alike.values())),
    )


def _in_service(graph: Graph) -> set[str]:
    return {site for site in graph.of("site") if graph.in_service(site)}


def _deployments(before: Graph, after: Graph, places: Places) -> Iterator[DeploymentChange]:
    """Those whose own record changes: a module without one is where its whole is."""
    for id in sorted({*_applications(before), *_applications(after)}):
        old, new = (
            places.used_at(side, id) if _has_place(graph, side, id) else None
            for graph, side in ((before, places.before), (after, places.after))
        )
        # What comes or goes and is used nowhere changes nothing for sites.
        if old == new or {old, new} == {None, UsedAt(())}:
            continue
        moved = places.moved(id) if old and new else Moved(*((side and side.sites) or () for side in (new, old)))
        if old is None or new is None or moved != Moved() or None in (old.sites, new.sites):
            yield DeploymentChange(id, old, new, moved)


def _applications(graph: Graph) -> Iterator[str]:
    return (id for kind in graph.vocabulary.kinds if accepts("application", kind) for id in graph.of(kind))


def _has_place(graph: Graph, side: Deployment, id: str) -> bool:
    return id in graph and graph.in_service(id) and side.recorded_by(id) == id


def _by_site(places: Places, applications: tuple[DeploymentChange, ...]) -> dict[_Tools, list[str]]:
    """The places of both sides by what comes and goes there."""
    common = [place for place in places.common if place != EVERYWHERE]
    comes: dict[str, list[str]] = {place: [] for place in common}
    goes: dict[str, list[str]] = {place: [] for place in common}
    for change in applications:
        for sites, side, by_place in (
            (change.moved.comes_to, places.after, comes),
            (change.moved.leaves, places.before, goes),
        ):
            for place in places.as_places_of(side, frozenset(sites)):
                if place in by_place:
                    by_place[place].append(change.application)
    alike: dict[_Tools, list[str]] = {}
    for place in common:
        if comes[place] or goes[place]:
            alike.setdefault((tuple(comes[place]), tuple(goes[place])), []).append(place)
    return alike


def _site_change(places: Places, comes: tuple[str, ...], goes: tuple[str, ...], sites: list[str]) -> SiteChange:
    # Whichever way round one asks, the sites have the same names.
    folded = min(places.before.folded(sites), places.after.folded(sites), key=lambda names: (len(names), names))
    return SiteChange(tuple(folded), comes, goes)
