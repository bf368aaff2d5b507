"""Names of files made of any text: they stay in their folder, and two texts do not share one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.write import file_name, is_device


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("flows-orbis", "flows-orbis"),
        ("hôpital", "hôpital"),
        ("/../../pwned", "%2F..%2F..%2Fpwned"),
        ("..", "%2E."),
        (".bashrc", "%2Ebashrc"),
        ("a b\n\x1b", "a%20b%0A%1B"),
        ("con:aux*", "con%3Aaux%2A"),
        ("\udcff", "%FF"),
        ("con", "%63on"),
        ("LPT1", "%4CPT1"),
        ("com².a b", "%63om².a%20b"),
        ("console", "console"),
    ],
)
def test_a_usual_name_stays_and_other_signs_are_encoded(text: str, name: str) -> None:
    assert file_name(text) == name


@given(st.text(min_size=1, max_size=400))
def test_any_text_names_a_file_of_the_folder_itself(text: str) -> None:
    name = file_name(text.encode("utf-8", "replace").decode())
    assert Path(name).name == name
    assert not name.startswith(".")
    assert len(name.encode()) < 200
    assert not is_device(name)


@given(st.text(max_size=300), st.text(max_size=300))
def test_two_texts_do_not_share_a_name(one: str, other: str) -> None:
    if one != other:
        assert file_name(one) != file_name(other)
