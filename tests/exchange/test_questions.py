"""What a workbook asks, in plain words of both languages."""

from __future__ import annotations

import pytest

from ea_repo.exchange.columns import columns_of
from ea_repo.exchange.questions import question_about, question_of
from ea_repo.exchange.workbook_words import column_help
from ea_repo.finding import Lang
from ea_repo.metamodel import Kind, kinds
from tests.exchange.importing import a_workspace
from tests.exchange.test_export import SI
from tests.exchange.test_export_workbook import Workbook
from tests.texts import keyboard

ASKED = [kind for kind in kinds().values() if not kind.model.apart]
UNASKED = ("imported", "request", "option", "verdict", "conditions")
"""What an import or a command writes, and nobody is asked."""


@pytest.mark.parametrize("kind", ASKED, ids=lambda kind: kind.name)
def test_every_column_has_a_question_of_its_own(kind: Kind) -> None:
    for column in columns_of(kind):
        if column.field not in UNASKED:
            asked = question_about(kind.name, column.path) or question_about(kind.name, column.field)
            assert asked is not None, f"{kind.name}.{column.path}"
            assert asked.fr.endswith(" ?")
            assert asked.en.endswith("?")
            assert asked.fr != asked.en


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", ["Sur quels sites est-elle utilisée ?", "Références (site)", "un par ligne"]),
        ("en", ["Which sites use it?", "References (site)", "one a line"]),
    ],
)
def test_the_comment_of_a_header_is_in_the_language_asked(lang: Lang, words: list[str]) -> None:
    [column] = [column for column in columns_of(kinds()["application"]) if column.path == "deployed_at"]
    help = keyboard(column_help(column, lang, kinds(), kinds()["application"]))
    assert all(word in help for word in words)


def test_a_referential_is_asked_as_the_application_that_it_is() -> None:
    [column] = [column for column in columns_of(kinds()["referential"]) if column.path == "type"]
    assert question_of(kinds()["referential"], column) == question_about("application", "type")
    assert question_about("flow", "source") != question_about("application", "source")


def test_headers_that_go_out_in_french_are_explained_in_french(tmp_path_factory: pytest.TempPathFactory) -> None:
    book = Workbook(a_workspace(tmp_path_factory.mktemp("french"), si=SI))
    comments = [cell.comment.text for cell in book.book["Application"][1] if cell.comment is not None]
    assert any("Qui en est la maîtrise d'ouvrage" in keyboard(text) for text in comments)
    assert not any("business owner" in text for text in comments)
