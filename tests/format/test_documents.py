"""Every block of a document in every format: word for word where people read it, well-formed where a browser does."""

from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.document import (
    Bar,
    BarGroup,
    BarRow,
    Bars,
    Block,
    Branch,
    Code,
    DayMark,
    Document,
    FigureGroup,
    FigureRow,
    Figures,
    Item,
    Items,
    Period,
    Rows,
    Section,
    Sentence,
    Term,
    Terms,
    Tree,
)
from ea_repo.format import html, markdown, text

HOSTILE = "<script>alert(1)</script> | *a* `b`"
VOID = {"meta", "link", "img", "br"}


def document(*blocks: Block | Section, **more: str) -> Document:
    return Document("en", "Test · 2021-12-31 (as asked)", blocks=blocks, **more)  # type: ignore[arg-type]


def as_text(*blocks: Block | Section, width: int = 60) -> list[str]:
    return click.unstyle(text.document(document(*blocks), width)).splitlines()[2:]


def as_markdown(*blocks: Block | Section) -> str:
    return "".join(markdown.document(document(*blocks))).partition("\n\n")[2]


class Balanced(HTMLParser):
    """Holds every tag to be closed by its own; keeps the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.text = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_document_whole() -> None:
    written = Document(
        "fr",
        "Test · 31/12/2021 (demandée)",
        "Titre",
        "(id)  genre",
        notes=(Sentence("Une note."),),
        answer=(Sentence("La réponse.", "bad"),),
        blocks=(Section("Partie", (Sentence("Une phrase."),), "3"),),
        summary="En tout : 3",
    )
    assert click.unstyle(text.document(written, 80)).splitlines() == [
        "Test · 31/12/2021 (demandée)", "", "Titre  (id)  genre", "Une note.", "", "La réponse.", "", "Partie (3)",
        "  Une phrase.", "", "En tout : 3",
    ]  # fmt: skip
    assert "".join(markdown.document(written)).split("\n\n") == [
        "# Titre", "(id) genre", "Test · 31/12/2021 (demandée)", "**En tout : 3**", "**La réponse.**", "Une note.",
        "## Partie (3)", "Une phrase.",
    ]  # fmt: skip


def test_a_tally_stands_behind_a_title_at_the_right_or_after_a_colon() -> None:
    sections = [Section("Title", (), "2 of 3", tally_at=place) for place in ("behind", "right", "colon")]
    assert as_text(*sections, width=30) == ["Title (2 of 3)", "", f"Title{' ' * 19}2 of 3", "", "Title: 2 of 3"]
    assert as_markdown(*sections).split("\n\n") == ["## Title (2 of 3)", "## Title · 2 of 3", "## Title", "2 of 3"]


def test_a_list_to_look_through_stays_on_a_line_and_one_to_read_is_wrapped() -> None:
    cells = (("one", "a text that is longer than its column"),)
    assert as_text(Rows(("id", "name"), cells, one_line=True, headed=True), width=24) == [
        "id   name", "one  a text that is lon…",
    ]  # fmt: skip
    whole = ["id   name", "one  a text that is longer than its column"]
    assert as_text(Rows(("id", "name"), cells, one_line=True, cut=False, headed=True), width=24) == whole
    assert as_text(Rows(("id", "name"), cells, one_line=True, uncut=frozenset({1}), headed=True), width=24) == whole
    assert as_text(Rows(("id", "name"), cells), width=24) == [
        "one  a text that is",
        "     longer than its",
        "     column",
    ]
    assert as_markdown(Rows(("id", "name"), cells, code=frozenset((0,)))).splitlines()[2].startswith("| `one` | a text")


def test_terms_align_and_say_more() -> None:
    terms = Terms((Term("a", ("first", "second")), Term("long", ())), room=6, more="and 3 more")
    assert as_text(terms) == ["a       first", "        second", "long", "and 3 more"]
    assert as_markdown(terms) == "- **a**: first; second\n- **long**\n\nand 3 more"


def test_items_have_marks_asides_and_what_is_inside() -> None:
    inner = Items((Item("finding", inside=(Sentence("what is wrong"),)),))
    items = Items((Item("rule", "✗", "bad", "1 of 2", (inner, Terms((Term("Why", ("so",)),))), "A rule (rule)"),))
    assert as_text(Section("Part", (items,))) == [
        "Part", "  ✗ rule  1 of 2", "    finding", "      what is wrong", "      Why  so",
    ]  # fmt: skip
    assert as_markdown(Section("Part", (items,))) == (
        "## Part\n\n- ✗ **A rule (rule)** – 1 of 2\n  - finding  \n    what is wrong\n  - **Why**: so"
    )


def test_numbered_items_are_numbered_in_markdown_too() -> None:
    items = Items((Item("one", "1.", inside=(Sentence("a step"),)), Item("two", "2.")))
    assert as_text(items) == ["1. one", "     a step", "2. two"]
    assert as_markdown(items) == "1. one  \n   a step\n2. two"


def test_a_sentence_of_a_list_may_be_cut() -> None:
    words = "word " * 40
    assert as_text(Items((Item(words, "+"),), lines=2))[-1].endswith(" …")
    assert len(as_text(Items((Item(words, "+"),), lines=2))) == 2


def test_a_tree_has_its_bars() -> None:
    branches = (Branch(0, "a", ("x", "y")), Branch(1, "b", ("z",)), Branch(2, "c", ()), Branch(0, "d", ("x",)))
    assert as_text(Section("Tree", (Tree(branches, more="not shown: 2"),))) == [
        "Tree", "├─ a        x", "│           y", "│  └─ b     z", "│     └─ c", "└─ d        x", "not shown: 2",
    ]  # fmt: skip
    assert as_markdown(Tree(branches)).splitlines() == ["- **a**: x; y", "  - **b**: z", "    - **c**", "- **d**: x"]


def test_code_is_as_it_is() -> None:
    assert as_text(Section("Example", (Code("a:\n  b: 1\n", "yaml"),))) == ["Example", "    a:", "      b: 1"]
    assert as_markdown(Code("a: *x*\n", "yaml")) == "```yaml\na: *x*\n```"


FIGURES = Figures(
    "indicator",
    ("2021", "2025"),
    (FigureGroup("First", (FigureRow("Flows", ("up",), (("50%", "1 / 2"), ("60%",))),)),),
)
ACTIVE = Bar("active", Period(dt.date(2021, 1, 1), dt.date(2021, 12, 31)))
BARS = Bars(
    Period(dt.date(2020, 1, 1), dt.date(2021, 12, 31)),
    (
        BarGroup(
            "Applications",
            (
                BarRow(
                    "ORBIS", (Bar("active", Period(dt.date(2021, 1, 1), dt.date(2021, 12, 31))),), "active", 0, ("x",)
                ),
                BarRow("Bloc", (), "no date", 1, ("y",)),
            ),
        ),
    ),
    (DayMark(dt.date(2021, 12, 31), "31/12/2021", here=True),),
    {"active": "in service"},
    ("Element", "Id", "Dates"),
    "no date",
)


def test_figures_stand_under_their_days() -> None:
    head, group, first, second = as_text(FIGURES, width=50)[:4]
    assert (head.split(), group, first.split(), second.split()) == (
        ["2021", "2025"], "First", ["Flows", "50%", "60%"], ["up", "1", "/", "2"],
    )  # fmt: skip
    assert head.index("2021") + 4 == first.index("50%") + 3 == len(second)
    assert as_markdown(FIGURES).splitlines()[-1] == "| **Flows**<br>up | 50%<br>1 / 2 | 60% |"


def test_bars_have_an_axis_a_legend_and_words() -> None:
    lines = as_text(BARS, width=60)
    assert lines[2:5] == ["Applications", f"  ORBIS   {' ' * 12}{'█' * 12}", "    Bloc  (no date)"]
    assert lines[-1].split("   ") == ["  █ in service", "▼ 31/12/2021", "a column = a month"]
    assert "| ORBIS | x | active |" in as_markdown(BARS)


EVERY: tuple[Block | Section, ...] = (
    Sentence(HOSTILE), Rows((HOSTILE,), ((HOSTILE,),)), Terms((Term(HOSTILE, (HOSTILE,)),)), Code(HOSTILE),
    Items((Item(HOSTILE, "✗", aside=HOSTILE, inside=(Items((Item(HOSTILE),)), Sentence(HOSTILE))),)),
    Tree((Branch(0, HOSTILE, (HOSTILE,)), Branch(1, HOSTILE, ()))), FIGURES, BARS,
    Section("outer", (Section("inner", (Sentence(HOSTILE),)),)),
)  # fmt: skip


@pytest.mark.parametrize("block", EVERY, ids=lambda block: type(block).__name__)
def test_no_block_lets_a_name_be_run(block: Block | Section) -> None:
    page = Balanced("".join(html.document(document(block))))
    assert "script" not in page.seen
    if block not in (FIGURES, BARS):
        assert HOSTILE in page.text
        assert isinstance(block, Code) or "<script>" not in "".join(markdown.document(document(block)))


def depths() -> st.SearchStrategy[list[int]]:
    """The depths of the lines of a tree: each at most one below the line before."""

    def grow(steps: list[int]) -> list[int]:
        found: list[int] = []
        for step in steps:
            found.append(0 if not found else max(0, min(found[-1] + 1, step)))
        return found

    return st.lists(st.integers(0, 5), max_size=30).map(grow)


@given(depths())
def test_any_tree_is_well_formed_and_whole(lines: list[int]) -> None:
    tree = Tree(tuple(Branch(depth, f"n{place}", ()) for place, depth in enumerate(lines)))
    page = Balanced("".join(html.document(document(tree))))
    assert page.seen.count("li") == len(lines)
    shown = as_text(tree)
    assert [line.lstrip("│├└─ ") for line in shown] == [f"n{place}" for place in range(len(lines))]
    for place, line in enumerate(shown):
        stem = "├─ " if _followed(lines, place) else "└─ "
        assert line[3 * lines[place] :].startswith(stem)


def _followed(depths: list[int], place: int) -> bool:
    """Whether a later line has the same parent."""
    for depth in depths[place + 1 :]:
        if depth <= depths[place]:
            return depth == depths[place]
    return False
