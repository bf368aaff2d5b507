"""The names of the files of pages: safe on every system, one for each id."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ea_repo.site.addresses import page_name, page_of


def test_an_id_is_its_own_name() -> None:
    assert page_of("element", "gestion-des-lits").path == "element/gestion-des-lits.html"


def test_names_of_devices_and_other_signs_get_a_digest() -> None:
    for id in ("con", "com1", "aux", "../up", "A", "é", "a/b", "x" * 200, "", "a b", "index.html", "\ud800"):
        assert re.fullmatch(r"x\.[0-9a-f]{16}", page_name(id)), id


@given(st.lists(st.text(max_size=30), unique=True, max_size=20))
def test_no_two_ids_share_a_file_where_capitals_are_not_told_apart(ids: list[str]) -> None:
    assert len({page_name(id).lower() for id in ids}) == len(ids)


@given(st.text())
def test_a_name_stays_in_its_folder(id: str) -> None:
    assert re.fullmatch(r"[a-z0-9.-]{1,100}", page_name(id))
