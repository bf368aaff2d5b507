"""Texts are found in the same elements by what the server finds likely as by looking at all, whatever their letters."""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ea_repo.repository import Repository
from ea_repo.select.saying import Saying, fold
from ea_repo.store.neo4j.likely import Likely
from tests.neo4j.asking import asked, entered
from tests.neo4j.server import Server
from tests.neo4j.sharing import Place

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j

CHARACTERS = [chr(each) for each in range(0x80, sys.maxunicode + 1) if not 0xD800 <= each <= 0xDFFF]
STRANGE = (
    *("e", "E", "é", "É", "e\u0301", "œ", "Œ", "ß", "ﬁ", "ﬀ", "𝐞", "½", "Ⅷ", "㎒", "🅪", "\u212a", "℀", "c", "α", "9"),
)
BETWEEN = (" ", "\u0308", "'", '"', "\\", "\n", "’", "/")


def test_a_text_is_found_in_the_same_elements(made: tuple[Path, str], server: Server) -> None:
    root, name = made
    own, narrow = Repository(root), 0
    with entered(server, name) as connection:
        for words in (
            "biologie",
            "BIOLÔGIE",
            "siu",
            "application-0",
            "2021-0",
            "l'hôpital",
            "dossier patient",
            "rien de tel",
            "–",
            "",
        ):
            repository = asked(connection, root)
            assert repository.find(words).content == own.find(words).content, words
            narrow += not repository.graph.at_hand
            repository = asked(connection, root, most=3)
            assert repository.find(words).content == own.find(words).content, words
    assert narrow == 8


def test_strange_letters_are_found_the_same(place: Place) -> None:
    chance = random.Random(1)  # noqa: S311
    texts = ["".join(chance.choices(STRANGE + BETWEEN, k=chance.randint(2, 8))) for _ in range(400)]
    texts[:2] = ["fin\nà la\tligne", 'dit "oui\\non"']
    model = {"actor": {f"a{place}": {"name": text} for place, text in enumerate(texts)}}
    place.write(json.dumps(model, ensure_ascii=False), annex="")
    place.push()
    own, found = Repository(place.root), 0
    with entered(place.server, place.name) as connection:
        for text in texts[:120]:
            for words in (text, text[1:-1], fold(text)[1:4]):
                matches = own.find(words).content
                assert asked(connection, place.root).find(words).content == matches, words
                found += len(matches) > 1
    assert found > 50


def test_a_long_text_is_found_by_all_of_it(place: Place) -> None:
    long = "Une phrase d'une longueur à n'en plus finir, " * 400
    place.write(json.dumps({"actor": {"a": {"description": long}, "b": {"description": long + "."}}}), annex="")
    place.push()
    own = Repository(place.root)
    with entered(place.server, place.name) as connection:
        for words in (long, f"{long}.", f"{long}!", "une\n" * 5_000):
            assert asked(connection, place.root).find(words).content == own.find(words).content


def test_every_character_that_stands_for_plain_letters_or_for_none_is_known(neo4j: Driver) -> None:
    standing = {each: words for each in CHARACTERS if (words := re.findall("[a-z0-9]+", fold(each)))}
    asked = [[each, word] for each, words in standing.items() for word in words]
    asked += [[f"« x{each}y »", f"x{words[0]}y"] for each, words in standing.items() if [fold(each)] == words]
    asked += [[f"a{each}B", "ab"] for each in CHARACTERS if fold(each) == ""]
    assert len(asked) > 4_000
    assert [one for one, found in zip(asked, matching(neo4j, asked), strict=True) if not found] == []


def test_what_is_asked_of_the_server_leaves_much_out(neo4j: Driver) -> None:
    asked = {
        ("coeur", "Un cœur"): True,
        ("coeur", "COEUR"): True,
        ("coeur", "cóeu\u0300r"): True,
        ("coeur", "cour"): False,
        ("coeur", "éééé ééé"): False,
        ("coeur", "c oeur"): False,
        ("coeur", "Mise en œuvre, n° ½ ™ №"): False,
        ("biologie", "Mise en œuvre, n° ½ ™ №"): False,
    }
    found = matching(neo4j, [[text, word] for word, text in asked])
    assert dict(zip(asked, found, strict=True)) == asked


def test_a_sentence_is_soon_found_not_to_be_in_a_row_of_signs(neo4j: Driver) -> None:
    sentence = "la prise en charge de la douleur de l enfant et de la femme a l hopital et a la maison"
    rows = ["─" * 5_000, "①" * 5_000, "患者" * 2_500, "œ" * 5_000, "e\u0301" * 5_000, "– " * 5_000]
    wanted = [[row + "9", word] for row in rows for word in (*sentence.split(), "abcdefghijklmnopqrstuvwxyz")]
    assert not all(matching(neo4j, wanted))


def matching(neo4j: Driver, asked: list[list[str]]) -> list[bool]:
    """Whether a text that is not plain may say a word, for each of these."""
    said = [[text, Likely(Saying(word)).values["words"][0]] for text, word in asked]
    answers, _, _ = neo4j.execute_query("UNWIND $said AS one RETURN one[0] =~ one[1] AS found", said=said)
    return [each["found"] for each in answers]
