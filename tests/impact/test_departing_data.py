"""The data that leave with their master."""

from __future__ import annotations

from ea_repo.impact.departing_data import DepartingDatum
from tests.impact.dossiers import dossier_of


def test_the_data_that_it_and_its_modules_master_with_where_they_stay() -> None:
    written = """
application: {a: {masters: d}, m: {part_of: a, masters: e}, b: {}, c: {masters: e}}
data_object: {d: {retention: {kept_for: 20 ans, disposal: sort}}, e: {}}
flow: {f: {source: a, target: b, data: d}}
project: {p: {retires: a, archive: PDF/A}}
"""
    assert dossier_of(written, "a").elements[0].kept == (
        DepartingDatum("d", "a", (), "PDF/A", "20 ans", "sort"), DepartingDatum("e", "m", ("c",), "PDF/A", None, None),
    )  # fmt: skip
    (unknown, _) = dossier_of(written.replace(", archive: PDF/A", ""), "a").elements[0].kept
    assert unknown.archive is None
