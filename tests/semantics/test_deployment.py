"""Where things are used."""

from __future__ import annotations

import pytest

from ea_repo.select.shell_selector import parse_words
from ea_repo.semantics.deployment import EVERYWHERE, Deployment, also_used_there
from tests.texts import day, graph_of

AT = day("2021-12-31")
SITES = "site: {ghu: {}, s: {part_of: ghu}, t: {part_of: ghu}, u: {}, closed: {retired_on: 2020}}\n"


def deployment(applications: str, sites: str = SITES) -> Deployment:
    return Deployment.of(graph_of(f"{sites}application: {{{applications}}}").at(AT))


def test_the_places_are_the_recorded_sites_in_service_without_parts() -> None:
    assert deployment("a: {}").places == ("s", "t", "u")


def test_with_no_site_recorded_there_is_one_place() -> None:
    alone = deployment("a: {}", sites="")
    assert alone.places == (EVERYWHERE,)
    assert alone.used_at("a", EVERYWHERE) is True


def test_a_whole_whose_parts_all_closed_is_a_place_again() -> None:
    assert deployment("a: {}", "site: {ghu: {}, s: {part_of: ghu, retired_on: 2020}}\n").places == ("ghu",)


@pytest.mark.parametrize(
    ("a", "places"),
    [
        ("deployed_at: s", {"s"}),
        ("deployed_at: ghu", {"s", "t"}),
        ("deployed_at: [u, {to: s, until: 2020}]", {"u"}),
        ("deployed_at: []", set()),
        ("deployed_at: closed", set()),
        ("", None),
    ],
)
def test_deployed_at_a_whole_is_deployed_at_its_parts(a: str, places: set[str] | None) -> None:
    assert deployment(f"a: {{{a}}}").places_of("a") == places


@pytest.mark.parametrize(
    ("whole", "module", "recorded_by", "places"),
    [
        ("deployed_at: s", "", "whole", {"s"}),
        ("deployed_at: s", "deployed_at: t", "module", {"t"}),
        ("", "", "whole", None),
        ("", "deployed_at: t", "module", {"t"}),
    ],
)
def test_a_module_is_there_with_its_whole_or_not_at_all(
    whole: str, module: str, recorded_by: str, places: set[str] | None
) -> None:
    used = deployment(f"whole: {{{whole}}}, module: {{part_of: whole, {module}}}")
    assert used.recorded_by("module") == recorded_by
    assert used.places_of("module") == places


def test_an_instance_does_not_have_the_deployments_of_its_product() -> None:
    assert deployment("product: {deployed_at: s}, a: {instance_of: product}").places_of("a") is None


def test_whether_it_is_used_at_a_place_may_be_unknown() -> None:
    used = deployment("a: {deployed_at: s}, b: {}")
    assert [used.used_at("a", "s"), used.used_at("a", "t"), used.used_at("b", "s")] == [True, False, None]


def test_a_whole_is_shown_instead_of_its_parts_where_they_agree() -> None:
    used = deployment("a: {}")
    assert used.agreeing({"s": 1, "t": 1, "u": 1}) == {"ghu": 1, "u": 1}
    assert used.agreeing({"s": 1, "t": 2}) == {"s": 1, "t": 2}
    assert used.agreeing({"s": 1}) == {"s": 1}
    assert used.folded(["t", "s", "u"]) == ["ghu", "u"]


@pytest.mark.parametrize(
    ("words", "listed", "also"),
    [
        ("application deployed_at=bat-a", ["local"], ["bloc", "orbis"]),
        ("application deployed_at=nord", ["local", "orbis"], ["bloc"]),
        ("application deployed_at=sud", [], []),
        ("application deployed_at=bat-a type=core", [], ["orbis"]),
        ("application type=core", ["orbis"], []),
    ],
)
def test_a_question_about_a_site_tells_what_is_used_there_by_what_a_whole_says(
    words: str, listed: list[str], also: list[str]
) -> None:
    graph = graph_of("""
site: {nord: {}, bat-a: {part_of: nord}, sud: {}}
application:
  orbis: {type: core, deployed_at: nord}
  bloc: {part_of: orbis}
  local: {deployed_at: bat-a}
  fini: {deployed_at: {to: nord, until: 2020}}
""").at(day("2021-12-31"))
    selector = parse_words(words.split())
    ids = selector.select(graph)
    assert (ids, also_used_there(graph, selector, ids)) == (listed, also)
