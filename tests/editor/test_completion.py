"""Where one types in a text that is not whole, and what may be written there; `|` is the cursor."""

from __future__ import annotations

import pytest

from ea_repo.editor.completion import Offer, offers, typed
from ea_repo.finding import Lang, Text
from tests.texts import graph_of

GRAPH = graph_of(
    """
application: {siu: {name: Serveur d'identité}, dossier: {name: Dossier}}
referential: {noyau: {name: Noyau}}
process: {accueil: {name: Accueil}}
actor: {dsi: {name: DSI}}
"""
)


def _typed(text: str) -> tuple[tuple[str, ...], bool, str]:
    before, _, after = text.partition("|")
    lines = before.split("\n")
    at = typed(before + after, len(lines) - 1, len(lines[-1]))
    return at.path, at.is_key, at.word


@pytest.mark.parametrize(
    ("text", "path", "is_key", "word"),
    [
        ("|", (), True, ""),
        ("appl|", (), True, "appl"),
        ("application:\n  |", ("application",), True, ""),
        ("application:\n  siu:\n    na|", ("application", "siu"), True, "na"),
        ("application:\n  siu:\n    covers: acc|", ("application", "siu", "covers"), False, "acc"),
        ("application:\n  siu:\n    covers: [a, b|]", ("application", "siu", "covers"), False, "b"),
        ("application:\n  siu:\n    covers:\n      - ac|", ("application", "siu", "covers"), False, "ac"),
        ("application:\n  siu:\n    covers:\n    - ac|", ("application", "siu", "covers"), False, "ac"),
        ("application:\n  siu:\n    covers:\n      - {to: ac|", ("application", "siu", "covers", "to"), False, "ac"),
        ("application:\n  siu:\n    covers:\n      - to: ac|", ("application", "siu", "covers", "to"), False, "ac"),
        ("application:\n  siu:\n    covers: {to: a, n|", ("application", "siu", "covers"), True, "n"),
        ("application:\n  siu: {name: 'a, b: {', co|", ("application", "siu"), True, "co"),
        ("application: {siu: {name: a, covers: |", ("application", "siu", "covers"), False, ""),
        ("application: {siu: {name: a}, |", ("application",), True, ""),
        ("# x\napplication:\n\n  # y\n  siu:\n    # z\n    moa: |", ("application", "siu", "moa"), False, ""),
        ("process:\n  a: {}\napplication:\n  siu:\n    moa: d|", ("application", "siu", "moa"), False, "d"),
    ],
)
def test_where_one_types(text: str, path: tuple[str, ...], is_key: bool, word: str) -> None:
    assert _typed(text) == (path, is_key, word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("flow:\n  a:\n    source: |", ["dossier", "siu", "noyau"]),
        ("flow:\n  a:\n    source: identi|", ["siu"]),
        ("application:\n  a:\n    covers: {to: |", ["accueil"]),
        ("application:\n  a:\n    covers: {to: accueil, need: |", ["vital", "useful"]),
        ("application:\n  a:\n    verified_by: |", ["dsi"]),
        ("application:\n  a:\n    sanctuarised: |", []),
        ("referential:\n  a:\n    sanctuarised: |", ["true", "false"]),
        ("application:\n  a:\n    name: |", []),
        ("nothing:\n  a:\n    name: |", []),
        ("application:\n  |", []),
    ],
)
def test_the_values_that_are_offered(text: str, expected: list[str]) -> None:
    assert [offer.word for offer in _offers(text)] == expected


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("|", {"application", "flow", "process"}),
        ("flow:\n  a: {|", {"source", "target", "data", "mode"}),
        ("application:\n  a:\n    covers: {|", {"to", "from", "until", "for"}),
        ("flow:\n  a:\n    mode: |", {"api", "file"}),
    ],
)
def test_some_of_what_is_offered(text: str, some: set[str]) -> None:
    assert some <= {offer.word for offer in _offers(text)}


@pytest.mark.parametrize(
    ("text", "word", "detail"),
    [
        ("|", "actor", Text("acteur", "actor")),
        ("application:\n  a: {|", "live_on", Text("date", "date")),
        ("application:\n  a: {|", "name", Text("texte", "text")),
        ("application:\n  a:\n    covers: {|", "to", Text("identifiant", "id")),
    ],
)
def test_what_is_offered_is_explained_in_the_language_asked(text: str, word: str, detail: Text) -> None:
    langs: tuple[Lang, ...] = ("fr", "en")
    for lang in langs:
        assert [offer.detail for offer in _offers(text, lang) if offer.word == word] == [detail[lang]]


def _offers(text: str, lang: Lang = "en") -> list[Offer]:
    before, _, after = text.partition("|")
    lines = before.split("\n")
    return offers(GRAPH, typed(before + after, len(lines) - 1, len(lines[-1])), lang)
