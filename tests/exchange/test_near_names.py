"""The names that are nearest to one that means nothing: offered for the first ones, then no longer looked for."""

from __future__ import annotations

from ea_repo.exchange.mapping.lookup import Lookup
from tests.texts import graph_of

WRITTEN = "application: {a: {name: Dossier patient}, b: {name: Agenda partagé}, c: {name: Stock}}"


def refused(lookup: Lookup, said: str) -> str:
    return lookup.refused(said, ("application",)).why.en


def test_the_nearest_names_are_offered() -> None:
    lookup = Lookup(graph_of(WRITTEN), "list")
    assert refused(lookup, "Dossier patients").endswith("; near: “Dossier patient”")
    assert refused(lookup, "Zzz").endswith("means nothing here (application)")


def test_once_many_names_were_compared_no_near_one_is_looked_for_and_that_is_said() -> None:
    lookup = Lookup(graph_of(WRITTEN), "list", compared=4)
    sentences = [refused(lookup, "Dossier patients") for _ in range(3)]
    near, ended = "; near: “Dossier patient”", "; near names: no longer looked for"
    assert [sentence.partition("(application)")[2] for sentence in sentences] == [near, near, ended]
