"""The views that the starter ships: all read, each with a style that everybody can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.draw.cartography import View, read_cartography
from ea_repo.draw.style import Look
from ea_repo.draw.viewpoint import COMPUTED
from ea_repo.graph import Graph
from ea_repo.load.definition_file import DefinitionUnreadable
from ea_repo.metamodel import kinds
from ea_repo.select.meaning import check
from ea_repo.starter import folder
from tests.draw.drawing import style

ROOT = folder("cartography").parent
VIEWS = read_cartography(ROOT).views


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", [each for each in style().looks if each != "mark"])
def test_a_look_is_readable(name: str) -> None:
    look: Look = style().looks[name]
    assert contrast(look.ink, look.fill) >= 7
    if look.stroke:
        assert contrast(look.stroke, "#ffffff") >= 4.5


@pytest.mark.parametrize("scale", list(style().scales))
def test_the_values_of_a_scale_are_told_apart_without_colours(scale: str) -> None:
    told = style()
    values = {each.look for each in told.scales[scale].values()}
    marks = [
        (told.looks[each].sign, told.looks[each].line, round(luminance(told.looks[each].fill), 1)) for each in values
    ]
    assert len(set(marks)) == len(marks)
    assert values <= told.looks.keys()


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda each: str(each.id))
def test_a_view_asks_for_what_the_vocabulary_has(view: View) -> None:
    for selector in view.point.selectors():
        check(selector, Graph())
    fields = {
        name for each in kinds().values() for name in (*each.fields, *(link.inverse for link in each.links.values()))
    }
    computed = {*COMPUTED, "phase", "kind", "name", "stated_by", "id"}
    asked = {path.split(".")[0] for path in (*view.point.label, *view.point.columns)}
    asked |= {each for each in (view.point.group, view.point.colour) if each}
    asked |= {each.link for each in view.point.arrows if each.link}
    assert asked <= fields | computed
    assert view.point.colour is None or view.point.colour in style().scales


def test_the_six_views_of_the_anssi_are_there() -> None:
    wanted = {"ecosystem", "business", "applications", "administration", "logical-infrastructure"}
    assert wanted | {"physical-infrastructure"} <= VIEWS.keys()


HEAD = "title: {fr: a, en: a}\nquestion: {fr: a, en: a}\nempty: {fr: a, en: a}\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (HEAD + "size: 3\n", "4:1"),
        (HEAD + "form: circle\n", "4:1"),
        (HEAD + "show: {kind: applicatio}\n", "4:1"),
        (HEAD + "group: zones\n", "4:1"),
        (HEAD + "colour: sunset\n", "4:1"),
        (HEAD + "label: [nmae]\n", "4:1"),
        (HEAD + "form: table\ncolumns: [nmae]\n", "5:1"),
        (HEAD + "form: table\n", "4:1"),
        (HEAD + "form: matrix\nrows: {kind: site}\n", "4:1"),
        (HEAD + "arrows: [{verb: {fr: a, en: a}}]\n", "4:1"),
        (HEAD + "arrows: [{link: toto, verb: {fr: a, en: a}}]\n", "4:1"),
        (HEAD + "colour: impact\n", "4:1"),
        (HEAD + "depth: 0\n", "4:1"),
        (HEAD + "focus: {kind: zork}\n", "4:1"),
        (HEAD + "form: matrix\nrows: {kind: site}\ncells: {verb: {fr: a, en: a}}\n", "6:1"),
        ("title: {fr: a}\n", "1:"),
        ("title: [\n", ""),
    ],
)
def test_a_view_that_cannot_be_read_is_told_with_its_place_and_hides_no_other(
    text: str, place: str, tmp_path: Path
) -> None:
    maps = tmp_path / "cartography"
    maps.mkdir()
    (maps / "wrong.yaml").write_text(text)
    (maps / "flows.yaml").write_text((folder("cartography") / "flows.yaml").read_text(encoding="utf-8"))
    found = read_cartography(tmp_path)
    assert list(found.views) == ["flows"]
    assert f"cartography/wrong.yaml:{place}" in str(found.unreadable["wrong"])


def test_a_style_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    maps = tmp_path / "cartography"
    maps.mkdir()
    (maps / "style.yaml").write_text("looks: {plain: {fill: red}}\nscales: {}\n")
    with pytest.raises(DefinitionUnreadable, match=r"style\.yaml:1"):
        read_cartography(tmp_path)
