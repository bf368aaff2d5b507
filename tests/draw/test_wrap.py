"""Names in lines: they fit, and nothing is lost but what is told by an ellipsis."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ea_repo.draw.wrap import lines, shown, wide

TEXTS = st.text(max_size=120)


def bare(text: str) -> str:
    return "".join(each for each in text if each not in " \u00a0-")


@given(TEXTS, st.integers(40, 300), st.integers(6, 20))
def test_lines_fit_and_say_all_where_there_is_room(text: str, width: int, size: int) -> None:
    found = lines(text, width, size, 1000)
    assert all(wide(each, size) <= width or len(each) <= 2 for each in found)
    # Words that are cut have a hyphen more.
    assert bare("".join(found)) == bare(shown(text))


@given(TEXTS, st.integers(1, 4))
def test_what_does_not_fit_ends_with_an_ellipsis(text: str, most: int) -> None:
    found, whole = lines(text, 60, 10, most), lines(text, 60, 10, 1000)
    assert len(found) <= most
    assert (found == whole) if len(whole) <= most else found[-1].endswith("…")


@given(TEXTS)
def test_nothing_that_does_not_show_is_kept(text: str) -> None:
    assert shown(text).isprintable() or not shown(text)


def test_words_break_after_hyphens_and_keep_their_punctuation() -> None:
    assert lines("Anatomo-cytopathologie", 80, 10, 3) == ("Anatomo-", "cytopathologie")
    assert lines("Est-ce vrai ?", 58, 10, 3)[-1].endswith("\u00a0?")
