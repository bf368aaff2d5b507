"""What people call the words that fields take leads back to them, in either language; else the words are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.exchange.columns import columns_of
from ea_repo.finding import Lang, Text
from ea_repo.metamodel import kinds
from ea_repo.metamodel.names import word_called, words_shown

LANGS: tuple[Lang, ...] = ("fr", "en")
LABELS = st.text(st.sampled_from("abAB ée-"), max_size=3)
NAMES = st.dictionaries(
    st.text(st.sampled_from("abAB_"), min_size=1, max_size=2), st.builds(Text, LABELS, LABELS), min_size=1, max_size=5
)


@given(NAMES, st.sampled_from(LANGS))
def test_what_is_shown_of_a_word_means_it_and_so_does_the_word(names: dict[str, Text], lang: Lang) -> None:
    shown = words_shown(names, lang)
    for word in names:
        assert word_called(names, shown[word]) == word
        assert word_called(names, word) == word
        assert shown[word] in (word, names[word][lang])


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("core", "core"),
        ("CORE", "core"),
        ("Socle", "core"),
        (" core ", "core"),
        ("ailleurs", None),
        ("elsewhere", "far"),
        ("", None),
        ("other", "other"),
    ],
)
def test_a_word_is_known_by_itself_or_by_what_it_alone_is_called(said: str, word: str | None) -> None:
    names = {
        "core": Text("Socle", "core"),
        "far": Text("Ailleurs", "Elsewhere"),
        "partner": Text("Ailleurs", "Other"),
        "other": Text("autre", "another"),
    }
    assert word_called(names, said) == word
    assert words_shown(names, "fr") == {"core": "Socle", "far": "far", "partner": "partner", "other": "autre"}
    assert words_shown(names, "en")["partner"] == "partner"


@pytest.mark.parametrize("lang", LANGS)
def test_every_choice_of_a_built_in_kind_is_shown_by_its_name(lang: Lang) -> None:
    """None is called like another one: somebody who adds a word sees here that people would not tell it apart."""
    for kind in kinds().values():
        for column in columns_of(kind):
            names = [name[lang] for name in column.choice_names]
            assert list(column.words(lang).values()) == names, (kind.name, column.path)
