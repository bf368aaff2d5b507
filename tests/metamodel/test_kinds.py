"""The vocabulary holds together: kinds, fields, links and their inverse names."""

from __future__ import annotations

import inspect
import re
import sys
from collections import Counter

import pytest

from ea_repo.metamodel import accepts, built_in, family, kind, kinds
from ea_repo.metamodel.element import Element

NAMES = list(kinds())


def _subclasses(model: type[Element]) -> list[type[Element]]:
    below = [subclass for sub in model.__subclasses__() for subclass in (sub, *_subclasses(sub))]
    # Those that another test declared for a workspace stand in no module.
    return [model for model in below if getattr(sys.modules[model.__module__], model.__name__, None) is model]


def test_every_kind_is_registered_exactly_once() -> None:
    written = Counter(model.kind for model in _subclasses(Element) if model.kind)
    assert written == Counter(NAMES)
    assert len({any_kind.model for any_kind in kinds().values()}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_kind_says_what_it_is(name: str) -> None:
    model = kind(name).model
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name)
    assert model.label.fr and model.label.en and model.archimate
    assert inspect.cleandoc(model.__doc__ or "").endswith("."), "a kind has a sentence"
    assert repr(kind(name)) == f"Kind({name})"


@pytest.mark.parametrize("name", NAMES)
def test_links_point_at_kinds_that_exist(name: str) -> None:
    for field, link in kind(name).links.items():
        assert link.to, field
        assert {target_kind for target_kind in link.to if target_kind != "*"} <= set(NAMES), field


@pytest.mark.parametrize("name", NAMES)
def test_an_inverse_name_means_one_relation_and_never_a_field(name: str) -> None:
    arriving = built_in().inverses(name)
    ambiguous = {inverse: ends for inverse, ends in arriving.items() if len(ends) > 1}
    assert not ambiguous, "one inverse name, several relations"
    assert not arriving.keys() & kind(name).fields.keys(), "an inverse name is a field of the same kind"


def test_every_link_can_be_seen_from_each_kind_it_may_point_at() -> None:
    for name in NAMES:
        for field, link in built_in().own_links(name).items():
            for target in NAMES:
                seen = any(
                    (end.kind, end.field) == (name, field) for end in built_in().inverses(target).get(link.inverse, ())
                )
                assert seen == any(accepts(wanted, target) for wanted in link.to), (name, field, target)


def test_a_link_is_reported_once_by_the_kind_that_declares_it() -> None:
    assert "covers" in kind("referential").links
    assert "covers" not in built_in().own_links("referential")
    assert {"relays", "owner"} <= built_in().own_links("referential").keys()


def test_a_referential_is_accepted_where_an_application_is_not_the_reverse() -> None:
    assert accepts("application", "referential")
    assert not accepts("referential", "application")
    assert accepts("*", "state")
    assert family("application") == ("application", "referential")
    assert family("flow") == ("flow",)


def test_an_unknown_kind_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        kind("applicaton")


def test_what_a_kind_knows_of_its_fields() -> None:
    application = kind("application")
    assert application.choices["poc_decision"] == ("decommission", "industrialise")
    assert "name" not in application.choices
    assert application.parts.keys() == {"needs", "budget", "approvals", "imported"}
    assert {"live_on", "poc_ends_on"} <= application.dates.keys()
    assert not application.dates.keys() & application.links.keys()
    assert not application.links.keys() & application.parts.keys()


def test_only_loops_that_the_charter_forbids_are_forbidden() -> None:
    acyclic = {field for any_kind in kinds().values() for field, link in any_kind.links.items() if link.acyclic}
    assert acyclic == {"part_of", "instance_of", "replica_of", "successor", "replaced_by", "relays", "runs_on"}


def test_what_lends_its_dates_and_what_is_needed_is_as_the_meaning_says() -> None:
    links = [
        (any_kind.name, field, link)
        for any_kind in kinds().values()
        for field, link in built_in().own_links(any_kind.name).items()
    ]
    assert {(name, field) for name, field, link in links if link.lends_dates} == {
        ("application", "part_of"),
        ("application", "instance_of"),
        ("node", "part_of"),
        ("api", "provided_by"),
    }
    assert {(name, field) for name, field, link in links if link.needed} == {
        ("flow", "source"),
        ("flow", "target"),
        ("flow", "api"),
        ("flow", "via"),
    }
    assert {field for _, field, link in links if link.whole} == {"part_of"}
    assert {field for _, field, link in links if link.phases_in} == {"delivers"}


# A name says enough when the French or the English of the field is in every dictionary of the trade.
OBVIOUS = re.compile(
    r"part_of|zone|data|type|mode|port|frequency|volume|authentication|monitored|encrypted|critical\w*|needs|budget"
    r"|contracts|level|sensitivity|retention|purpose|legal_basis|product|version|supplier|framework|certifications"
    r"|redundancy|status|standard|objectives|retires|sign_offs|renewals|\w+_on|reason|out_of_hours_support"
)


@pytest.mark.parametrize("name", NAMES)
def test_a_field_is_described_or_its_name_is_obvious(name: str) -> None:
    silent = [field for field, description in kind(name).fields.items() if not description]
    assert [field for field in silent if not OBVIOUS.fullmatch(field)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_description_is_english(name: str) -> None:
    described = {field: str(text).replace("Pro Santé Connect", "") for field, text in kind(name).fields.items()}
    assert [field for field, text in described.items() if re.search("[à-ÿœ]", text, re.IGNORECASE)] == []
