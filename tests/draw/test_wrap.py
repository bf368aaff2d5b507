"""Names in lines: they fit, and nothing is lost but what an ellipsis stands for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ea_repo.draw.plain_text import dictionary_order, one_line, printable
from ea_repo.draw.wrap import signs, text_width, wrap

TEXTS = st.text(max_size=120)


def letters(text: str) -> str:
    return "".join(character for character in text if character not in " \u00a0-")


@given(TEXTS, st.integers(40, 300), st.integers(6, 20))
def test_lines_fit_and_say_all_where_there_is_room(text: str, width: int, size: int) -> None:
    lines = wrap(text, width, size, 1000)
    assert all(text_width(line, size) <= width or len(signs(line)) <= 2 for line in lines)
    # Words that are cut have a hyphen more.
    assert letters("".join(lines)) == letters(one_line(text))


@given(TEXTS, st.integers(1, 4))
def test_what_does_not_fit_ends_with_an_ellipsis(text: str, most: int) -> None:
    lines, whole = wrap(text, 60, 10, most), wrap(text, 60, 10, 1000)
    assert len(lines) <= most
    assert (lines == whole) if len(whole) <= most else lines[-1].endswith("…")


def test_words_break_after_hyphens_and_keep_their_punctuation() -> None:
    assert wrap("Anatomo-cytopathologie", 80, 10, 3) == ("Anatomo-", "cytopathologie")
    assert wrap("Est-ce vrai ?", 58, 10, 3)[-1].endswith("\u00a0?")


def test_a_word_that_is_too_wide_is_cut_between_syllables() -> None:
    assert wrap("Anatomocytopathologie", 70, 10, 3) == ("Anatomocy-", "topathologie")
    assert wrap("Dématérialisation", 55, 10, 3) == ("Dématéria-", "lisation")
    assert wrap("Interoperability", 50, 10, 3) == ("Inter-", "operability")
    assert wrap("XXXXXXXXXXXXXXXX", 50, 10, 9)[0].endswith("-")


@given(TEXTS)
def test_a_name_on_one_line_has_only_what_shows(text: str) -> None:
    assert one_line(text).isprintable() or not one_line(text)


@given(TEXTS)
def test_a_printable_text_is_the_same_with_signs_for_what_acts(text: str) -> None:
    kept = printable(text)
    assert printable(kept) == kept
    assert len(kept) >= len(text)
    assert not text.isprintable() or kept == text


def test_names_are_sorted_without_accents_nor_capitals() -> None:
    names = ["Zone", "été", "Eté", "echo", "ETE"]
    assert sorted(names, key=dictionary_order) == ["echo", "ETE", "Eté", "été", "Zone"]


def test_an_emoji_of_several_characters_is_never_cut_nor_a_word_of_another_script_changed() -> None:
    family, flag = "👩‍⚕️", "🇫🇷"
    assert signs(f"{family}{flag}é") == [family, flag, "é"]
    for name in (family * 12, flag * 12, f"Soins {family} à domicile {flag}"):
        for width in (20, 40, 70):
            lines = wrap(name, width, 10, 100)
            assert [sign for line in lines for sign in signs(line) if sign.strip() and sign != "-"] == [
                sign for sign in signs(name) if sign.strip()
            ]
            assert wrap(name, width, 10, 1)[0].removesuffix("…") in name
    assert one_line("می‌خواهم") == "می‌خواهم"
    assert one_line("مستشفى باريس") == "مستشفى باريس"
