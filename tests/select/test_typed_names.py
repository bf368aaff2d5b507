"""A name will do where somebody types a selector: one element alone has it, and the answer says which."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ea_repo.finding import Lang
from ea_repo.select import Selector, SelectorError
from ea_repo.select.called import SeveralCalledSo
from ea_repo.select.shell_selector import words_in
from ea_repo.select.typed import Meant, typed
from ea_repo.select.validation import check
from tests.check.workspaces import written
from tests.cli.running import invoke
from tests.texts import graph_of

MODEL = """
zone:
  ec: {name: État civil}
  guichet: {name: Guichet, part_of: ec}
  nord: {name: Secteur}
  sud: {name: secteur}
process:
  rdv: {name: "Lits, places et rendez-vous"}
  etat-civil: {name: Tenir l’état civil}
  lits-seuls: {name: Lits}
application:
  actes: {name: Actes, zone: ec, covers: etat-civil}
  tickets: {name: Tickets, zone: guichet, covers: rdv}
  paie: {name: Paie, zone: nord}
flow: {f: {name: Dépôt, source: actes, target: tickets}}
"""
SI = graph_of(MODEL)


@pytest.mark.parametrize(
    ("words", "ids", "meant"),
    [
        (["zone=État civil"], ["actes", "tickets"], ["ec"]),
        (["application", "zone=ETAT  CIVIL"], ["actes", "tickets"], ["ec"]),
        (["zone=ec"], ["actes", "tickets"], []),
        # An id of another kind is none here: only the zone may be meant.
        (["application", "zone=etat-civil"], ["actes", "tickets"], ["ec"]),
        (["application", "covers=etat-civil"], ["actes"], []),
        (["application", "zone!=Guichet"], ["actes", "paie"], ["guichet"]),
        (["application", "zone=Guichet,nord"], ["paie", "tickets"], ["guichet"]),
        (["application", "covers=Lits, places et rendez-vous"], ["tickets"], ["rdv"]),
        (["application", "covers=Lits,Tenir l'etat civil"], ["actes"], ["lits-seuls", "etat-civil"]),
        (["zone", "applications.sends.target=Tickets"], ["ec"], ["tickets"]),
        (["process", "covered_by=actes"], ["etat-civil"], []),
        (["process", "covered_by.zone=Guichet"], ["rdv"], ["guichet"]),
        (["application", "zone=null"], [], []),
        (["application", "zone=*"], ["actes", "paie", "tickets"], []),
    ],
    ids=lambda value: " ".join(value),
)
def test_a_name_is_taken_for_the_element_that_has_it(words: list[str], ids: list[str], meant: list[str]) -> None:
    asked = typed(words, SI)
    assert asked.selector.select(SI) == ids
    assert [one.id for one in asked.meant] == meant


def test_what_was_typed_is_told_as_it_was() -> None:
    assert typed(["zone=etat civil"], SI).meant == (Meant("etat civil", "ec"),)


def test_a_name_that_several_have_is_an_error_with_their_ids() -> None:
    with pytest.raises(SeveralCalledSo) as error:
        typed(["application", "zone=Secteur"], SI)
    assert error.value.message.fr == (
        "« Secteur » est le nom de 2 éléments, dire lequel par son identifiant : nord (zone), sud (zone)"
    )


@pytest.mark.parametrize("word", ["zone=Mairie", "zone=Lits", "name=etat civil", "zone=Guichet,Mairie"])
def test_what_no_element_is_called_that_the_link_leads_to_is_an_error(word: str) -> None:
    with pytest.raises(SelectorError):
        typed(["application", word], SI)


@pytest.mark.parametrize(("word", "near"), [("zone=Etat civile", "État civil"), ("zone=guichett", "guichet")])
def test_a_slip_of_a_finger_is_understood(word: str, near: str) -> None:
    with pytest.raises(SelectorError, match=f"did you mean “{near}”"):
        typed(["application", word], SI)


@pytest.mark.parametrize("name", ["État civil", "Secteur"])
def test_what_is_written_down_names_elements_by_their_ids(name: str) -> None:
    with pytest.raises(SelectorError, match="expects an id"):
        check(Selector.parse({"kind": "application", "zone": name}), SI)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("application zone=ec", ["application", "zone=ec"]),
        ("zone=État civil type=core", ["zone=État civil", "type=core"]),
        ('zone="État civil" application', ["zone=État civil", "application"]),
        ("zone!='État civil'", ["zone!=État civil"]),
        ("covers=Tenir l'état civil", ["covers=Tenir l'état civil"]),
        ("application flo", ["application", "flo"]),
        ("live_on<2020 zone=ec,nord", ["live_on<2020", "zone=ec,nord"]),
        ("", []),
    ],
)
def test_a_selector_in_one_text_needs_no_quotes(text: str, words: list[str]) -> None:
    assert words_in(text, SI.vocabulary) == words


# As a user types it


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path, MODEL)


@pytest.mark.parametrize(("lang", "said"), [("fr", "« État civil » : ec"), ("en", "“État civil”: ec")])
def test_the_answer_says_which(root: Path, lang: Lang, said: str) -> None:
    words = ("list", "application", "zone=État civil", "--lang", lang)
    answer = invoke(root, *words)
    assert (answer.code, answer.error) == (0, "")
    assert said in answer.out.splitlines()[0].replace("\u202f", " ").replace("\u00a0", " ")
    data = invoke(root, *words, "--format", "json")
    assert [element["id"] for element in json.loads(data.out)] == ["actes", "tickets"]
    assert said in data.error.replace("\u202f", " ").replace("\u00a0", " ")


def without_head(text: str) -> list[str]:
    return text.splitlines()[1:]


@pytest.mark.parametrize(
    "words",
    [
        ("list", "zone={}"),
        ("stale", "zone={}", "--at", "2025"),
        ("check", "--scope", "zone={}", "--fail-on", "never", "--rule", "no-files"),
        ("impact", "actes", "--scope", "zone={}"),
    ],
    ids=lambda words: words[0],
)
def test_every_command_that_takes_a_selector_takes_a_name_in_it(root: Path, words: tuple[str, ...]) -> None:
    by_name, by_id = (invoke(root, *(word.format(zone) for word in words)) for zone in ("État civil", "ec"))
    assert by_id.code == by_name.code == 0
    assert without_head(
        by_name.out.replace("État civil et ce", "ec et ce").replace("État civil and", "ec and")
    ) == without_head(by_id.out)
    assert "État civil" in by_name.out.splitlines()[0]


def test_so_do_an_export_and_a_campaign(root: Path, tmp_path: Path) -> None:
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    told = [invoke(root, "export", "csv", f"zone={zone}", "-o", str(file)).error
            for file, zone in zip(files, ("etat civil", "ec"), strict=True)]  # fmt: skip
    assert files[0].read_bytes() == files[1].read_bytes() != b""
    assert "ec" in told[0].splitlines()[0]
    assert len(told[0].splitlines()) == len(told[1].splitlines()) + 1
    asked = invoke(root, "campaign", "new", "zone=etat civil", "--by", "owner", "-o", str(tmp_path / "c"))
    assert asked.code == 0
    assert "etat civil" in asked.out.splitlines()[0]
