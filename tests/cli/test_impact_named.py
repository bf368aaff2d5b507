"""`impact` of what others use and lose nothing by, and of data and flows: who is concerned, what is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.check.workspaces import written
from tests.cli.running import invoke

USED = """
technology: {cms: {name: CMS}}
application:
""" + "".join(f"  a{number:02}: {{name: Site {number}, technologies: cms}}\n" for number in range(1, 21)) + """
diagram: {d: {name: Vue, shows: [cms, a01]}}
relationship: {r: {name: Lien, source: a01, target: cms}}
"""  # fmt: skip


def test_those_who_use_a_technology_are_concerned_and_what_only_shows_it_is_not(tmp_path: Path) -> None:
    root = written(tmp_path, USED, {})
    concerned = json.loads(invoke(root, "impact", "cms", "--format", "json").out)["concerned"]
    assert concerned == [f"a{number:02}" for number in range(1, 21)]
    first, whole = (
        " ".join(invoke(root, "impact", "cms", *words, "--lang", "en").out.split()) for words in ((), ("--all",))
    )
    assert "Nothing recorded is lost with it, but it concerns 20 applications." in first
    assert "Nothing recorded depends on it." not in first
    assert "No recorded application or flow is lost; applications concerned: Site 1, Site 2," in first
    assert "Site 12 and 8 more (--all)." in first
    assert "Site 19, Site 20." in whole
    assert "Vue" not in whole
    assert "Lien" not in whole


SUPPLIED = """
actor: {host: {}}
node: {n: {operator: host}}
application: {a: {runs_on: n, supplier: host}, b: {supplier: host}}
"""


def test_what_an_actor_operates_and_supplies_is_lost_and_not_concerned(tmp_path: Path) -> None:
    found = json.loads(invoke(written(tmp_path, SUPPLIED, {}), "impact", "host", "--format", "json").out)
    assert found["concerned"] == ["b"]
    assert [element["id"] for element in found["elements"]] == ["n", "a"]


# Data of which no holder is known

HANDLED = """
application: {a: {}, m: {masters: kept}}
data_object: {kept: {}, part: {part_of: whole}, whole: {}, lost: {}, lost-2: {}, unused: {}}
process: {p: {handles: [%s]}}
"""


@pytest.mark.parametrize(
    ("handled", "lang", "said"),
    [
        ("kept", "en", "No datum loses its last known holder."),
        ("kept", "fr", "Aucune donnée ne perd son dernier détenteur connu."),
        ("kept, lost", "en", "No datum loses its last known holder; 1 datum has none known."),
        ("lost, lost-2", "en", "No datum loses its last known holder; 2 data have none known."),
        ("lost", "fr", "Aucune donnée ne perd son dernier détenteur connu ; 1 donnée n'en a aucun de connu."),
        (
            "lost, lost-2",
            "fr",
            "Aucune donnée ne perd son dernier détenteur connu ; 2 données n'en ont aucun de connu.",
        ),
    ],
)
def test_a_datum_without_a_known_holder_is_not_said_to_be_held(
    tmp_path: Path, handled: str, lang: str, said: str
) -> None:
    answer = invoke(written(tmp_path, HANDLED % handled, {}), "impact", "a", "--lang", lang).out
    assert said in " ".join(answer.split())


# What flows no longer bring

BUS = """
data_object: {client: {name: Client}}
application: {bus: {name: Bus, type: platform}, ahjo: {name: AHJO}, site: {name: Site}}
flow:
  a-site: {name: F1, source: ahjo, target: site, via: bus}
  b-site: {name: F2, source: bus, target: site, data: client}
"""
UNTOLD = BUS.replace(", data: client", "")
BOTH = BUS.replace("source: ahjo", "source: bus").replace(", via: bus", "")
OF_ANOTHER = BUS.replace(", via: bus", "")
USEFUL = BUS.replace("via: bus", "via: bus, need: useful")
VITAL = BUS.replace("via: bus", "via: bus, need: vital")


@pytest.mark.parametrize(
    ("model", "lang", "why"),
    [
        (BUS, "en", "is left without “Client”, and without what AHJO sends (Bus, need not recorded)"),
        (BUS, "fr", "n'a plus « Client », ni ce qu'AHJO envoie (Bus, besoin non renseigné)"),
        (UNTOLD, "en", "what AHJO sends, and without other data not specified (Bus, need not recorded)"),
        (BOTH, "en", "is left without “Client”, and without other data not specified (Bus, need not recorded)"),
        (OF_ANOTHER, "en", "is left without “Client” (Bus, need not recorded)"),
        (USEFUL, "en", "is left without “Client”, and without what AHJO sends (Bus, need useful, not recorded)"),
        (VITAL, "en", "deprived of what AHJO sends (Bus, need vital)"),
    ],
)  # fmt: skip
def test_all_that_is_cut_at_once_is_named(tmp_path: Path, model: str, lang: str, why: str) -> None:
    said = invoke(written(tmp_path, model, {}), "impact", "bus", "--format", "json").out
    (element,) = (element for element in json.loads(said)["elements"] if element["id"] == "site")
    assert element["message"][lang].endswith(why)


SITES = """
site: {s: {name: Sud}, whole: {}, part: {part_of: whole, name: Annexe}}
process: {p: {name: Accueil}}
application: {a: {name: Alpha, supports: p, deployed_at: [s, whole]}}
"""


@pytest.mark.parametrize(
    ("site", "lang", "words"),
    [
        ("s", "fr", "Rien d'enregistré n'est perdu, mais cela concerne 1 application, 1 processus."),
        ("s", "en", "No recorded process is touched elsewhere; served there, where nothing is judged: Accueil."),
        ("s", "en", "No recorded application or flow is lost; applications concerned: Alpha."),
        ("part", "en", "Nothing recorded is lost with it, but it concerns 1 application, 1 process."),
        ("whole", "en", "other elements of the system do: see below. It also concerns 1 application, 1 process."),
    ],
)
def test_what_is_used_at_a_site_that_goes_away_is_named(tmp_path: Path, site: str, lang: str, words: str) -> None:
    said = invoke(written(tmp_path, SITES, {}), "impact", site, "--lang", lang).out
    assert words in " ".join(said.split())
    assert "Nothing recorded depends on it" not in said


PLATFORM = """
data_object: {d: {name: Identité}}
application: {eai: {name: EAI, PRODUCT}, src: {name: Src, masters: d}, end: {name: End}PROD}
flow:
  f: {source: src, target: eai, data: d, need: vital}
  g: {source: eai, target: end, data: d}
"""


@pytest.mark.parametrize(
    ("product", "prod"),
    [
        ("type: platform", ""),
        ("instance_of: prod", ", prod: {type: platform}"),
        ("part_of: prod", ", prod: {type: platform}"),
    ],
)
def test_a_platform_that_nobody_feeds_has_nothing_to_pass_on(tmp_path: Path, product: str, prod: str) -> None:
    root = written(tmp_path, PLATFORM.replace("PRODUCT", product).replace("PROD", prod), {})
    said = " ".join(invoke(root, "impact", "src", "--lang", "en").out.split())
    assert "a platform: no longer has “Identité” to pass on (Src)" in said
    assert "still gets it elsewhere" not in said


FAR = """
process: {near: {name: Près}, far: {name: Loin, CRITICAL}}
application:
  a: {name: A, supports: near}
  b: {name: B}
  c: {name: C, supports: far}
flow:
  f: {source: a, target: b}
  g: {source: b, target: c}
"""


@pytest.mark.parametrize("command", ["impact", "retire"])
@pytest.mark.parametrize("critical", ["", "critical: true"])
def test_the_first_sentence_names_what_suffers_for_certain_before_what_is_far_fetched(
    tmp_path: Path, command: str, critical: str
) -> None:
    root = written(tmp_path, FAR.replace(", CRITICAL", f", {critical}" if critical else ""), {})
    said = " ".join(invoke(root, command, "a", "--lang", "fr").out.split())
    assert "« Près » n'aurait peut-être plus" in said
    assert "« Loin » n'aurait" not in said
    assert ": Peut-être" not in said.split("D'abord")[0]


def test_of_what_is_only_possible_the_critical_then_the_nearest_is_named(tmp_path: Path) -> None:
    model = FAR.replace("{name: A, supports: near}", "{name: A}").replace(
        "{name: C, supports: far}", "{name: C, supports: near}"
    )
    model = model.replace("\nflow:", "\n  e: {name: E, supports: far}\nflow:\n  h: {source: c, target: e}")
    for critical, first in (("", "Près"), (", critical: true", "Loin")):
        root = written(tmp_path, model.replace(", CRITICAL", critical), {})
        said = " ".join(invoke(root, "impact", "a", "--lang", "fr").out.split())
        assert f"« {first} » n'aurait peut-être plus" in said
