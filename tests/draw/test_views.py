"""The views that the starter ships, and how a view that is wrong is refused."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ea_repo.draw.cartography import View, read_cartography
from ea_repo.draw.context import Context
from ea_repo.draw.style import Look
from ea_repo.draw.view_to_diagram import draw
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.load.definition_file import DefinitionUnreadable
from ea_repo.starter import folder
from tests.draw.drawing import style
from tests.texts import graph_of

SHIPPED = folder("cartography")
CARTOGRAPHY = read_cartography(SHIPPED.parent)
DOCUMENT = Path(__file__).parents[2] / "docs" / "maps.md"


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", [look for look in style().looks if look != "mark"])
def test_a_look_is_readable(name: str) -> None:
    look: Look = style().looks[name]
    assert contrast(look.ink, look.fill) >= 7
    if look.stroke:
        assert contrast(look.stroke, "#ffffff") >= 4.5


@pytest.mark.parametrize("scale", list(style().scales))
def test_the_values_of_a_scale_differ_without_colours(scale: str) -> None:
    names = {value.look for value in style().scales[scale].values()}
    looks = [style().looks[name] for name in names]
    assert len({(look.sign, look.line, round(luminance(look.fill), 1)) for look in looks}) == len(names)


def test_every_file_that_is_shipped_is_a_view() -> None:
    assert CARTOGRAPHY.unreadable == {}
    assert CARTOGRAPHY.views.keys() == {file.stem for file in SHIPPED.glob("*.yaml")} - {"style"}


@pytest.mark.parametrize("view", CARTOGRAPHY.views.values(), ids=lambda view: str(view.id))
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_view_of_an_empty_model_says_what_to_record(view: View, lang: str) -> None:
    if view.point.form not in ("table", "timeline"):
        context = Context(Graph(), style(), "fr" if lang == "fr" else "en", "Test")
        assert draw(view, context).notes == (view.point.empty.text[context.lang],)


def test_the_six_views_of_the_anssi_are_there() -> None:
    wanted = {"ecosystem", "business", "applications", "administration", "logical-infrastructure"}
    assert wanted | {"physical-infrastructure"} <= CARTOGRAPHY.views.keys()


def test_the_documented_view_is_a_file_that_draws_alone(tmp_path: Path) -> None:
    """A new file beside the others is a new map: nothing else lists them."""
    shutil.copytree(SHIPPED, tmp_path / "cartography")
    block = re.search(r"```yaml\n(title: .*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    (tmp_path / "cartography" / "new.yaml").write_text(block[1], encoding="utf-8")
    cartography = read_cartography(tmp_path)
    assert cartography.unreadable == {}
    assert cartography.views.keys() - CARTOGRAPHY.views.keys() == {"new"}
    graph = graph_of("application: {a: {}, b: {}}\nflow: {f: {source: a, target: b}}")
    diagram = draw(cartography.views["new"], Context(graph, cartography.style, "en", "Test", focus=("a",)))
    assert [box.id for box in diagram.boxes] == ["a", "b"]


def test_the_documented_table_is_right(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(title: .*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "cartography").mkdir()
    (tmp_path / "cartography" / "table.yaml").write_text(blocks[1], encoding="utf-8")
    assert read_cartography(tmp_path).views["table"].point.form == "table"


HEAD = "title: {fr: a, en: a}\nquestion: {fr: a, en: a}\nempty: {fr: a, en: a}\n"
VERB = "verb: {fr: a, en: a}"
WRONG = [
    ("size: 3", "4:1", "« size » n'est pas un champ connu ici", "“size” is no field known here"),
    ("form: circle", "4:1", "« form » : attendu map", "“form”: expected map"),
    ("direction: RL", "4:1", "« direction » : attendu LR ou TB", "“direction”: expected LR or TB"),
    ("most: many", "4:1", "« most » : attendu un nombre entier", "“most”: expected a whole number"),
    ("depth: 0", "4:1", "« depth » : attendu au moins 1", "“depth”: expected at least 1"),
    ("holes: perhaps", "4:1", "« holes » : attendu « true » ou « false »", "“holes”: expected true or false"),
    ("label: name", "4:1", "« label » : attendu une liste", "“label”: expected a list"),
    ("focus: zone", "4:1", "attendu un bloc « nom: valeur »", "expected a mapping “name: value”"),
    ("show: 3", "4:1", "un sélecteur est un bloc « clé: valeur »", "a selector is a mapping “key: value”"),
    ("show: {type: []}", "4:1", "« type » : une liste vide ne choisit rien", "“type”: an empty list chooses nothing"),
    ("show: {kind: applicatio}", "4:1", "vouliez-vous dire « application » ?", "did you mean “application”?"),
    ("show:\n  - {kind: site}\n  - {typ: core}", "6:5", "« typ » n'est pas une clé ici", "“typ” is not a key here"),
    ("each: {kind: zork}", "4:1", "« zork » n'existe nulle part", "“zork” exists nowhere"),
    ("group: zones", "4:1", "vouliez-vous dire « zone » ?", "did you mean “zone”?"),
    ("colour: sunset", "4:1", "« sunset » n'est pas connu ici", "“sunset” is not known here"),
    ("label: [name, nmae]", "4:15", "vouliez-vous dire « name » ?", "did you mean “name”?"),
    ("form: table\ncolumns: [nmae]", "5:11", "vouliez-vous dire « name » ?", "did you mean “name”?"),
    ("form: table", "4:1", "un tableau a des colonnes", "a table has columns"),
    ("columns:\n  - {cuont: sends}", "5:6", "« columns.0.cuont » n'est pas un champ", "did you mean “count”?"),
    ("columns: [{path: name, count: id}]", "4:11", "une colonne est un chemin", "a column is a path, a count"),
    ("columns: [name, name]", "4:17", "deux colonnes s'appellent « name »", "two columns are called “name”"),
    ("columns: [{count: nmae}]", "4:12", "« nmae » n'est pas une clé ici", "did you mean “name”?"),
    ("columns: [{count: name}]", "4:12", "ne mène pas à des éléments", "does not lead to elements"),
    ("columns: [{sum: name}]", "4:12", "« name » n'est pas un nombre", "“name” is not a number"),
    ("columns: [{sum: budget.amount}]", "4:12", "n'est pas un nombre, un seul", "is not a number, one an element"),
    ("columns: [{share: sends}]", "4:12", "une part dit de quoi elle est", "a share says what it is of"),
    (
        "columns: [{sum: yearly_cost, where: {type: core}}]",
        "4:30",
        "seuls un nombre et une part ont une condition",
        "only a count and a share take a where",
    ),
    ("columns: [{path: name, among: {type: core}}]", "4:24", "se limitent", "are limited"),
    ("columns:\n  - {share: sends, where: {mode: apy}}", "5:20", "« apy » n'existe nulle part", "did you mean “api”?"),
    ("columns:\n  - {count: sends, among: {zone: a}}", "5:20", "« zone » n'est pas une clé ici", "is not a key here"),
    ("columns: [name]\ntotals: [yearly_cost]", "5:10", "n'est pas une colonne de ce tableau : name", "is no column"),
    ("columns: [name]\ntotals: [name]", "5:10", "« name » n'est pas un nombre", "“name” is not a number"),
    ("form: table\ncolumns: [name]\ngroup: zoen.owner", "6:1", "n'est pas une clé ici", "is not a key here"),
    ("form: table\ncolumns: [name]\nfolded: true", "6:1", "un tableau replié a", "a folded table has"),
    ("form: matrix\nrows: {kind: site}", "4:1", "une matrice a des lignes", "a matrix has rows"),
    ("form: grid", "4:1", "une grille dit", "a grid says what crosses"),
    ("form: quadrants", "4:1", "des quadrants disent", "quadrants say their values"),
    ("form: years", "4:1", "les années se colorent", "years are coloured"),
    ("form: grid\ngrid: {down: criticalty, across: support}", "5:8", "« criticality »", "“criticality”"),
    (f"arrows: [{{{VERB}}}]", "4:10", "une flèche est `flows` ou `link`", "an arrow is `flows` or `link`"),
    (f"arrows:\n  - {{link: toto, {VERB}}}", "5:6", "« toto » n'est pas connu ici", "“toto” is not known here"),
    (
        f"arrows:\n  - {{link: sso, look: bod, {VERB}}}",
        "5:17",
        "aucun aspect ne s'appelle « bod »",
        "no look is called",
    ),
    (f"arrows:\n  - {{flows: {{typ: a}}, {VERB}}}", "5:6", "« typ » n'est pas une clé ici", "“typ” is not a key here"),
    ("colour: impact", "4:1", "se dit d'un élément : focus", "is said of an element: focus"),
    ("focus: {kind: zork}", "4:9", "« zork » n'est pas connu ici", "“zork” is not known here"),
    (
        f"rows: {{kind: site}}\ncells: {{{VERB}}}",
        "5:1",
        "une case est `flows` ou `link`",
        "a cell is `flows` or `link`",
    ),
]


@pytest.mark.parametrize(("text", "place", "fr", "en"), WRONG)
def test_what_is_wrong_in_a_view_is_said_where_it_is_and_hides_no_other(
    text: str, place: str, fr: str, en: str, tmp_path: Path
) -> None:
    error = refused(tmp_path, HEAD + text + "\n")
    assert fr in error.fr
    assert en in error.en
    assert all(said.startswith(f"cartography/wrong.yaml:{place}: ") for said in (error.fr, error.en)), error.en


def refused(root: Path, text: str | bytes) -> Text:
    """What is said of a view that is beside a right one."""
    maps = root / "cartography"
    maps.mkdir()
    (maps / "wrong.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    shutil.copy(SHIPPED / "flows.yaml", maps)
    cartography = read_cartography(root)
    assert list(cartography.views) == ["flows"]
    return cartography.unreadable["wrong"].message


@pytest.mark.parametrize(
    ("text", "en"),
    [
        ("title: {fr: a}\n", "cartography/wrong.yaml:1:1: “title.en” is missing"),
        ("title: [\n", "this is not YAML"),
        ("", "expected a mapping"),
        (b"title: \xe9\n", "cartography/wrong.yaml:1:8: "),
    ],
)
def test_a_file_that_is_no_view_is_refused_with_its_place(text: str | bytes, en: str, tmp_path: Path) -> None:
    assert en in refused(tmp_path, text).en


def test_two_views_of_one_name_are_refused_with_both_places(tmp_path: Path) -> None:
    for folder_ in ("cartography", "cartography/more"):
        (tmp_path / folder_).mkdir()
        shutil.copy(SHIPPED / "flows.yaml", tmp_path / folder_)
    error = read_cartography(tmp_path).unreadable["flows"].message
    assert error.en == "cartography/more/flows.yaml:1:1: the view “flows” is already in cartography/flows.yaml"


def test_an_element_that_a_view_names_must_be_there_when_it_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "cartography").mkdir()
    (tmp_path / "cartography" / "one.yaml").write_text(HEAD + "show:\n  - {kind: application, zone: soins}\n")
    view = read_cartography(tmp_path).views["one"]
    view.check(graph_of("zone: {soins: {}}"))
    with pytest.raises(DefinitionUnreadable, match=r"cartography/one.yaml:5:5: “soins” exists nowhere for “zone”"):
        view.check(graph_of("zone: {soin: {}}"))


@pytest.mark.parametrize(
    ("text", "en"),
    [
        ("looks: {plain: {fill: red}}\nscales: {}\n", "style.yaml:1:17: “looks.plain.fill”"),
        ("looks: {plain: {sign: abc}}\nscales: {}\n", "text too long (2 characters at the most)"),
        ("looks: {}\nscales: {}\n", "style.yaml:1:1: the look “plain” is missing"),
        (
            "looks: {plain: {}, good: {}}\nscales:\n  type:\n    core: {look: god, words: {fr: a, en: a}}\n",
            "style.yaml:4:12: no look is called “god”; did you mean “good”?",
        ),
    ],
)
def test_a_style_that_is_wrong_is_refused_with_its_place(text: str, en: str, tmp_path: Path) -> None:
    (tmp_path / "cartography").mkdir()
    (tmp_path / "cartography" / "style.yaml").write_text(text)
    with pytest.raises(DefinitionUnreadable) as error:
        read_cartography(tmp_path)
    assert en in error.value.message.en
