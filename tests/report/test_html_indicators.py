"""The indicators on the committee's page: the figures of the other reports, each with its bar, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from ea_repo.check.indicators import Indicators
from ea_repo.finding import Lang
from ea_repo.report.indicator_rows import head, rows, section_name
from tests.cli.running import invoke
from tests.report import every
from tests.report.every import as_html
from tests.report.test_html import ROOT, Page, unique


@pytest.fixture
def found(tmp_path: Path) -> Indicators:
    return every.evolution(tmp_path)


def text(tmp_path: Path, lang: Lang, found: Indicators | None) -> str:
    (tmp_path / "audit").mkdir()
    return as_html(every.audit(tmp_path / "audit"), lang, found)


def plain(said: str) -> str:
    return " ".join(said.split())


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_holds_every_figure_of_the_rows(tmp_path: Path, lang: Lang, found: Indicators) -> None:
    page = Page(text(tmp_path, lang, found))
    shown = plain(page.text)
    assert page.open == []
    assert unique(page)
    assert plain(head(found, lang)) in shown
    for section, group in found.groups:
        assert plain(section_name(section, lang)) in shown
        for series in group:
            place = shown.index(plain(series.indicator.title.text[lang]))
            assert plain(series.indicator.why.text[lang]) in shown
            for row in rows(series, lang, spelled=True):
                for line in (row.title, *row.notes, *(line for cell in row.cells for line in cell)):
                    assert plain(line) in shown[place:], line


def test_a_value_says_of_what_it_is_what_is_unknown_and_its_target(tmp_path: Path, found: Indicators) -> None:
    shown = Page(text(tmp_path, "en", found)).text
    for said in (
        "2021-12-31 (the workspace's date, Situation), 2022-12-31 (palier), 2025-12-31 (Cible)",
        "A.1 · ↓ less is better · target 1",
        "1 2 of 3 flows known ✓ target met",
        "2 3 of 4 flows known ✗ target missed",
        "50% 1 of 2 2 of 3 flows known ✓ target met",
        "Z.9 · ↑ more is better · no target recorded",
        "not recorded 0 of 1 project known",
        "After the day of the audit, it is what the model plans.",
    ):
        assert said in shown, said


def test_every_bar_is_told_in_words_and_none_draws_the_unknown_as_0(tmp_path: Path, found: Indicators) -> None:
    page = text(tmp_path, "en", found)
    section = page.split('<section id="indicators"')[1].split("</section>")[0]
    bars = re.findall(r'<svg class="chart" role="img" aria-labelledby="([\w-]+)".*?</svg>\n', section, re.DOTALL)
    titles = re.findall(r'<title id="([\w-]+)">(.*?)</title>', section)
    lines = sum(len(row.values) for each in found.series for row in rows(each, "en") if not row.is_part)
    assert bars == [id for id, _ in titles]
    assert len(bars) == len(set(bars)) == lines
    told = dict(each.split(": ") for _, each in titles)
    assert told["Saving, 2025-12-31"] == "not recorded, 0 of 1 project known"
    drawn = section.split("Saving, 2025-12-31")[1].split("</svg>")[0]
    assert re.findall(r'<rect class="(\w+)"', drawn) == ["unknown", "frame"]
    drawn = section.split("Saving, 2021-12-31")[1].split("</svg>")[0]
    assert re.findall(r'<rect class="(\w+)"', drawn) == ["frame"]


def test_what_no_bar_can_show_is_told_in_words(tmp_path: Path, found: Indicators) -> None:
    (files, *others) = found.series
    odd = replace(files, values=tuple(replace(each, value=9) for each in files.values))
    page = Page(text(tmp_path, "fr", replace(found, series=(odd, *others))))
    assert page.text.count("sans dessin") == 3
    assert "aucune barre" in page.text


def test_a_name_that_attacks_stays_a_name(tmp_path: Path, found: Indicators) -> None:
    page = Page(text(tmp_path, "en", found))
    assert len(page.of("script")) == 1
    assert not page.of("img")


def test_without_indicators_the_page_has_no_such_section(tmp_path: Path, found: Indicators) -> None:
    assert 'href="#indicators"' in text(tmp_path, "en", found)
    for none in (None, replace(found, series=())):
        assert "indicators" not in {
            each.get("id") for each in Page(as_html(every.clean(tmp_path), "en", none)).of("section")
        }


def test_on_one_day_there_is_no_evolution(tmp_path: Path) -> None:
    shown = Page(text(tmp_path, "en", every.measured(tmp_path / "one").indicators())).text
    assert "Evolution" not in shown
    assert "After the day of the audit" not in shown


def test_the_audit_of_ap_hp_shows_its_target_s_day_and_a_part_of_it_none() -> None:
    page = invoke(ROOT, "check", "--format", "html", "--lang", "fr", "--fail-on", "never").printed
    shown = Page(page).text
    assert "31/12/2021 (date de l'espace de travail, Situation de 2021), 31/12/2025 (Cible de 2025)" in shown
    assert "aucune cible enregistrée" in shown
    assert not re.search(r" [;!?»]", "".join(Page(page).said).replace("\n", ""))
    part = invoke(ROOT, "check", "--format", "html", "--rule", "redundant-solution", "--fail-on", "never").out
    assert 'id="indicators"' not in part
