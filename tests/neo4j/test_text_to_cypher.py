"""Texts are found in the same elements among those that the server finds for them as among all, whatever letters."""

from __future__ import annotations

import json
import random
import re
import sys
from typing import TYPE_CHECKING

import pytest

from ea_repo.repository import Repository
from ea_repo.select.full_text import fold
from ea_repo.store.neo4j.text_to_cypher import folding_to
from tests.neo4j.connecting import connection_to, on_demand
from tests.neo4j.shared_workspace import SharedWorkspace

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j

CHARACTERS = [chr(code) for code in range(0x80, sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
STRANGE = (
    *("e", "E", "é", "É", "e\u0301", "œ", "Œ", "ß", "ﬁ", "ﬀ", "𝐞", "½", "Ⅷ", "㎒", "🅪", "\u212a", "℀", "c", "α", "9"),
)
BETWEEN = (" ", "\u0308", "'", '"', "\\", "\n", "’", "/")


def test_a_text_is_found_in_the_same_elements(generated: SharedWorkspace) -> None:
    own, on_server = Repository(generated.root), 0
    with connection_to(generated.server, generated.name) as connection:
        for words in (
            "biologie", "BIOLÔGIE", "siu", "application-0", "2021-0", "l'hôpital", "dossier patient", "rien de tel",
            "–", "",
        ):  # fmt: skip
            repository = on_demand(connection, generated.root)
            assert repository.find(words).content == own.find(words).content, words
            on_server += not repository.graph.at_hand
            repository = on_demand(connection, generated.root, most=3)
            assert repository.find(words).content == own.find(words).content, words
    assert on_server == 10


def test_strange_letters_are_found_the_same(workspace: SharedWorkspace) -> None:
    chance = random.Random(1)  # noqa: S311
    texts = ["".join(chance.choices(STRANGE + BETWEEN, k=chance.randint(2, 8))) for _ in range(200)]
    texts[:2] = ["fin\nà la\tligne", 'dit "oui\\non"']
    model = {"actor": {f"a{number}": {"name": text} for number, text in enumerate(texts)}}
    workspace.write(json.dumps(model, ensure_ascii=False), annex="")
    workspace.push()
    own, found_elsewhere = Repository(workspace.root), 0
    with connection_to(workspace.server, workspace.name) as connection:
        for text in texts[:25]:
            for words in (text, text[1:-1], fold(text)[1:4]):
                matches = own.find(words).content
                assert on_demand(connection, workspace.root).find(words).content == matches, words
                found_elsewhere += len(matches) > 1
    assert found_elsewhere > 10


def test_a_long_text_is_found_by_all_of_it(workspace: SharedWorkspace) -> None:
    long = "Une phrase d'une longueur à n'en plus finir, " * 400
    workspace.write(json.dumps({"actor": {"a": {"description": long}, "b": {"description": long + "."}}}), annex="")
    workspace.push()
    own = Repository(workspace.root)
    with connection_to(workspace.server, workspace.name) as connection:
        for words in (long, f"{long}.", f"{long}!", "une\n" * 5_000):
            assert on_demand(connection, workspace.root).find(words).content == own.find(words).content


def test_every_character_that_stands_for_plain_letters_or_for_none_is_known(driver: Driver) -> None:
    standing = {character: words for character in CHARACTERS if (words := re.findall("[a-z0-9]+", fold(character)))}
    pairs = [(character, word) for character, words in standing.items() for word in words]
    pairs += [
        (f"« x{character}y »", f"x{words[0]}y") for character, words in standing.items() if [fold(character)] == words
    ]
    pairs += [(f"a{character}B", "ab") for character in CHARACTERS if fold(character) == ""]
    assert len(pairs) > 4_000
    assert [pair for pair, match in zip(pairs, matches(driver, pairs), strict=True) if not match] == []


def test_what_the_server_is_asked_leaves_much_out(driver: Driver) -> None:
    expected = {
        ("Un cœur", "coeur"): True,
        ("COEUR", "coeur"): True,
        ("cóeu\u0300r", "coeur"): True,
        ("cour", "coeur"): False,
        ("éééé ééé", "coeur"): False,
        ("c oeur", "coeur"): False,
        ("Mise en œuvre, n° ½ ™ №", "coeur"): False,
        ("Mise en œuvre, n° ½ ™ №", "biologie"): False,
    }
    assert dict(zip(expected, matches(driver, [*expected]), strict=True)) == expected


def test_a_row_of_signs_ends_the_search_of_a_sentence(driver: Driver) -> None:
    """An expression that tried every way to read them would never answer."""
    sentence = "la prise en charge de la douleur de l enfant et de la femme a l hopital et a la maison"
    rows = ["─" * 5_000, "①" * 5_000, "患者" * 2_500, "œ" * 5_000, "e\u0301" * 5_000, "– " * 5_000]
    pairs = [(f"{row}9", word) for row in rows for word in (*sentence.split(), "abcdefghijklmnopqrstuvwxyz")]
    assert not all(matches(driver, pairs))


def matches(driver: Driver, pairs: list[tuple[str, str]]) -> list[bool]:
    """Whether the server finds that a text may say a word, for each pair of them."""
    expressions = [[text, folding_to(word)] for text, word in pairs]
    answers, _, _ = driver.execute_query("UNWIND $pairs AS pair RETURN pair[0] =~ pair[1] AS match", pairs=expressions)
    return [answer["match"] for answer in answers]
