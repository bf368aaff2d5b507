"""A name or an alias will do where an id is asked for, where one thing alone has it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.check.workspaces import written
from tests.cli.running import invoke
from tests.texts import keyboard

MODEL = """
site: {nord: {name: Hôpital Nord}, sud: {name: Hôpital Sud}}
actor: {dsi: {name: Direction du SI, aliases: [DSIO]}}
data_object: {identite: {name: Identité du patient}}
process: {accueil: {name: Accueil}}
application:
  siu: {name: Serveur d’identité, masters: identite, moa: dsi}
  sil: {name: Labo, covers: accueil, aliases: ["Biologie\u2011Bis"]}
  dpi-1: {name: Dossier Patient, covers: accueil, deployed_at: [nord, sud]}
  planning-nord: {name: Planning}
  planning-sud: {name: planning}
  refonte: {name: Refonte}
flow:
  f: {source: siu, target: dpi-1, data: identite}
  g: {source: dpi-1, target: sil}
project: {projet-dpi: {name: Dossier-patient, delivers: dpi-1}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path, MODEL)


@pytest.mark.parametrize(
    ("by_name", "by_id"),
    [
        (("show", "serveur d'IDENTITE"), ("show", "siu")),
        (("show", "biologie bis"), ("show", "sil")),
        (("deps", "Labo"), ("deps", "sil")),
        (("deps", "Dossier Patient", "--data", "identité du patient"), ("deps", "dpi-1", "--data", "identite")),
        (("path", "Serveur d'identité", "LABO"), ("path", "siu", "sil")),
        (("lineage", "identite du patient"), ("lineage", "identite")),
        (("impact", "dossier patient"), ("impact", "dpi-1")),
        (("impact", "dossier-patient", "--site", "hopital nord"), ("impact", "dpi-1", "--site", "nord")),
        (("retire", "Dossier patient"), ("retire", "dpi-1")),
        (
            ("retire", "Dossier patient", "--replace", "dossier patient=Labo"),
            ("retire", "dpi-1", "--replace", "dpi-1=sil"),
        ),
        (("retire", "--check", "Dossier patient"), ("retire", "--check", "dpi-1")),
        (("timeline", "Labo"), ("timeline", "sil")),
    ],
    ids=lambda words: " ".join(words),
)
def test_a_name_gives_the_answer_of_its_id(root: Path, by_name: tuple[str, ...], by_id: tuple[str, ...]) -> None:
    named, known = invoke(root, *by_name), invoke(root, *by_id)
    assert known.code in (0, 1)
    assert (named.out, named.error, named.code) == (known.out, known.error, known.code)


def test_a_map_is_drawn_around_a_name(root: Path) -> None:
    repository_maps = Path(__file__).parents[2] / "cartography"
    shutil.copytree(repository_maps, root / "cartography")
    words = ("draw", "impact", "--format", "dot", "--focus")
    assert invoke(root, *words, "labo").out == invoke(root, *words, "sil").out != ""


@pytest.mark.parametrize("word", ["Planning", "PLANNING"])
def test_two_that_are_called_so_are_listed_with_their_ids(root: Path, word: str) -> None:
    answer = invoke(root, "show", word, "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert answer.error == (
        f"ea: “{word}” is the name of 2 elements, say which by its id: planning-nord (application), "
        "planning-sud (application)\n"
    )


def test_what_could_be_meant_depends_on_what_is_asked(root: Path) -> None:
    """A project has the same name: only a command that asks for an application knows which is meant."""
    assert invoke(root, "impact", "Dossier patient").code == 0
    answer = invoke(root, "show", "Dossier patient", "--lang", "fr")
    assert answer.code == 2
    assert "dpi-1 (application), projet-dpi (projet)" in answer.error


def test_an_id_goes_before_a_name(tmp_path: Path) -> None:
    root = written(tmp_path, "application: {labo: {name: Ancien}, sil: {name: Labo}}")
    assert json.loads(invoke(root, "show", "labo", "--format", "json").out)["name"] == "Ancien"
    assert invoke(root, "show", "LABO").code == 2  # Both are called so.


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("sui", "siu"),
        ("sli", "sil"),
        ("refnote", "refonte"),
        ("planing-sud", "planning-sud"),
        ("Serveur d'identit", "Serveur d’identité"),
    ],
)
def test_a_slip_of_a_finger_is_understood(root: Path, word: str, near: str) -> None:
    assert keyboard(f"did you mean “{near}”?") in invoke(root, "show", word, "--lang", "en").error


def test_who_accepts_may_be_named(tmp_path: Path) -> None:
    root = written(tmp_path, MODEL.replace("target: sil}", "target: sil, mode: file}"))
    (finding,) = [
        finding
        for finding in json.loads(invoke(root, "check", "--format", "json").out)["findings"]
        if finding["rule"] == "no-files"
    ]
    words = ("accept", finding["fingerprint"], "--until", "2030", "--reason", "marché", "--by", "dsio")
    assert invoke(root, *words).code == 0
    assert "by: dsi\n" in (root / "rules" / "derogations.yaml").read_text(encoding="utf-8")
