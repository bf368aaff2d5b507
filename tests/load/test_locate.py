"""Where elements are written: found from their own lines, and where the whole file has them."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given

from ea_repo.finding import Position
from ea_repo.load.locate import Locator
from ea_repo.load.yaml import parse
from tests.load.random_texts import models

USUAL = """\
# application:
application:
  # glims: is below
  orbis-2:
    name: ORBIS
    description: |
      glims: no element

      again
  orbis:
    covers: [a, {to: b, from: 2020}]
  glims: {name: GLIMS}
site:
  glims:
application:
  later:
    name: said twice
"""


def locator_in(text: str) -> Locator:
    return Locator.reading(lambda _: text)


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("application", "orbis"), 10, 3),
        (("application", "orbis-2"), 4, 3),
        (("application", "glims"), 12, 3),
        (("site", "glims"), 14, 3),
        (("application", "glims", "name"), 12, 11),
        (("application", "orbis", "covers", 1, "from"), 11, 25),
        (("application", "later", "name"), 17, 5),
        (("application", "orbis", "nothing"), 10, 3),
        (("application", "nothing"), 2, 1),
    ],
)
def test_an_element_is_found_among_those_of_its_kind(path: tuple[Any, ...], line: int, column: int) -> None:
    assert locator_in(USUAL).find("a.yaml", *path) == Position("a.yaml", line, column)


@pytest.mark.parametrize(
    "within",
    [
        "description:  'foo\n    name: bar'",
        'description: "say \\" x\n    name: \\"z"',
        "covers: [ ']',\n    name: z, '[']",
    ],
    ids=["a quote", "a quote said in quotes", "brackets said in quotes"],
)
def test_what_is_said_inside_a_value_is_no_field(within: str) -> None:
    text = f"application:\n  a:\n    {within}\n    name: said\n"
    assert parse(text).value is not None
    assert locator_in(text).find("a.yaml", "application", "a", "name") == Position("a.yaml", 5, 5)


def test_the_elements_of_a_file_are_found_at_once() -> None:
    locator = locator_in(USUAL)
    lines = locator.elements("a.yaml")
    assert list(lines) == [
        ("application", "orbis-2"), ("application", "orbis"), ("application", "glims"), ("site", "glims"),
        ("application", "later"),
    ]  # fmt: skip
    assert all(locator.find("a.yaml", *path) == Position("a.yaml", line, 3) for path, line in lines.items())


@given(models())
def test_everything_is_found_where_the_parser_has_it(model: dict[str, Any]) -> None:
    text = yaml.dump(model, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    locator = locator_in(text)
    for path, (line, column) in parse(text, marks=True).marks.items():
        assert locator.find("a.yaml", *path) == Position("a.yaml", line, column)
