"""What is out of service on the day, or takes without giving, is told, and not denied."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.requests import hospital
from tests.cli.running import invoke

MODEL = """\
process: {actes: {name: Actes}}
data_object: {acte: {name: Acte}, titre: {name: Titre}, rien: {}}
application:
  siecle: {name: Siècle, covers: actes, retired_on: 2021}
  concerto: {name: Concerto}
  ciril: {name: Ciril}
flow:
  f1: {source: siecle, target: ciril, data: acte, mode: file}
  f2: {source: concerto, target: ciril, data: titre, mode: file}
"""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lineage", "acte"), "these carry it on another day: Siècle → Ciril"),
        (("lineage", "rien"), "no known flow carries it"),
        (("impact", "ciril"), "Flows received, with nobody to take them: Concerto → Ciril."),
        (("impact", "ciril"), "No recorded application suffers from it."),
        (("impact", "ciril"), "No datum loses its last known holder"),
    ],
)
def test_an_answer_denies_nothing_that_is_recorded(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    root = hospital(tmp_path, model=MODEL)
    (root / "requests" / "lits-de-plus.yaml").unlink()
    assert said in " ".join(invoke(root, *words, "--lang", "en").out.split())


PLACES = """\
actor: {dsi: {}, moa-lits: {}}
site: {ville: {}, mairie: {part_of: ville}, n: {}, s: {}, nord: {}}
process: {p: {}}
application:
  a: {covers: p, deployed_at: ville}
  suite: {deployed_at: [n, s]}
  m1: {part_of: suite, covers: p}
"""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("impact", "a", "--site", "mairie"), "(mairie)"),
        (("retire", "m1", "--site", "n"), "m1 stays in service at: s."),
    ],
)
def test_an_answer_is_of_the_place_that_is_asked_of(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    root = hospital(tmp_path, model=PLACES)
    (root / "requests" / "lits-de-plus.yaml").unlink()
    assert said in " ".join(invoke(root, *words, "--lang", "en").out.split())
