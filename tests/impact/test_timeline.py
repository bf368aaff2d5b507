"""Phases, overlaps and gaps over time: small systems worked out by hand."""

from __future__ import annotations

import pytest

from ea_repo.impact.cover_gaps import Gap
from ea_repo.impact.days import ALWAYS, NEVER, Span
from ea_repo.impact.refusal import Refusal
from ea_repo.impact.timeline import Life, Timeline, require_life_cycle, require_ordered, timeline
from ea_repo.impact.unmet_needs import UnmetNeed
from ea_repo.report.timeline_words import changes
from tests.texts import day, graph_of

HERE = day("2021-12-31")


def drawn(text: str, *ids: str, first: str | None = "2020-01-01", last: str | None = "2023-12-31") -> Timeline:
    since, until = (None if written is None else day(written) for written in (first, last))
    return timeline(graph_of(text), HERE, ids, since, until)


def phases(answer: Timeline, id: str) -> list[tuple[str, str]]:
    """The phases of an element with their first days."""
    return [(phase, str(span.since)) for phase, span in life(answer, id).phases]


def life(answer: Timeline, id: str) -> Life:
    return next(drawn_life for drawn_life in answer.lives if drawn_life.id == id)


def span(since: str | None, until: str | None) -> Span:
    return Span(day(since) if since else ALWAYS, day(until) if until else NEVER)


def gaps(text: str, *ids: str) -> list[tuple[Span, tuple[str, ...], bool]]:
    return [(gap.span, gap.sites, gap.certain) for gap in drawn(text, *ids).gaps]


def only_gap(text: str) -> Gap:
    (gap,) = drawn(text).gaps
    return gap


# Phases


def test_an_element_goes_through_its_phases() -> None:
    answer = drawn("application: {a: {live_on: 2021, phase_out_on: 2022-03, retired_on: 2023-06-15}}")
    assert phases(answer, "a") == [
        ("plan", "2020-01-01"),
        ("active", "2021-01-01"),
        ("phase_out", "2022-03-01"),
        ("end_of_life", "2023-06-15"),
    ]
    assert life(answer, "a").phases[-1][1].until == day("2023-12-31")


def test_a_deployment_that_runs_phases_in() -> None:
    answer = drawn(
        "application: {a: {live_on: 2021}}\n"
        "project: {p: {type: deployment, delivers: a, starts_on: 2021-06, ends_on: 2022-06}}"
    )
    assert phases(answer, "a") == [
        ("plan", "2020-01-01"),
        ("active", "2021-01-01"),
        ("phase_in", "2021-06-01"),
        ("active", "2022-07-01"),
    ]


def test_a_module_has_the_phases_of_its_whole_while_it_is_part_of_it() -> None:
    answer = drawn("application: {a: {live_on: 2019}, m: {part_of: [{to: a, from: 2021, until: 2022}]}}", "a")
    assert phases(answer, "a") == [("active", "2020-01-01")]
    answer = drawn("application: {a: {live_on: 2019}, m: {part_of: [{to: a, from: 2021, until: 2022}]}}", "m")
    assert phases(answer, "m") == [("unknown", "2020-01-01"), ("active", "2021-01-01"), ("unknown", "2023-01-01")]


def test_projects_and_contracts_run() -> None:
    answer = drawn("contract: {c: {ends_on: 2022}}\nproject: {p: {starts_on: 2021-06}}")
    assert life(answer, "c").run == span(None, "2022-12-31")
    assert life(answer, "p").run == span("2021-06-01", None)
    assert {element.id for element in answer.moving} == {"c", "p"}


def test_a_contract_that_renews_itself_is_not_shown_as_ended() -> None:
    answer = drawn(
        "contract: {c: {ends_on: 2022, renewals: 'tacite, 1 an'}, d: {ends_on: 2022, renewals: 1 an reconductible},"
        " e: {ends_on: 2022, renewals: aucune}}"
    )
    assert life(answer, "c").run == life(answer, "d").run == span(None, "2022-12-31")
    assert [life(answer, id).shown_run for id in "cde"] == [span(None, None), *[span(None, "2022-12-31")] * 2]
    assert [life(answer, id).renewals for id in "cde"] == ["tacite, 1 an", "1 an reconductible", None]
    ends = [what for id in "cde" for _, what in changes(answer.graph, life(answer, id), answer.range, "en")]
    assert ends == [
        "first end; renewals, to be confirmed: tacite, 1 an",
        "first end; renewals, to be confirmed: 1 an reconductible",
        "last day",
    ]


def test_a_link_that_begins_or_ends_is_a_change() -> None:
    answer = drawn(
        "application: {b: {deployed_at: [{to: n, from: 2022}]}, c: {covers: [{to: p, until: 2021}]}, d: {covers: p}}\n"
        "site: {n: {name: Nord}}\nprocess: {p: {}}"
    )
    assert [element.id for element in answer.moving] == ["b", "c"]
    told = [change for id in "bc" for change in changes(answer.graph, life(answer, id), answer.range, "en")]
    assert told == [
        (day("2022-01-01"), "deployed at: Nord is added"),
        (day("2022-01-01"), "covers: p is no longer among them"),
    ]
    assert answer.undated == ("d", "p", "n")


def test_what_does_not_change_on_these_days_comes_after() -> None:
    answer = drawn("application: {a: {live_on: 2019}, b: {live_on: 2021}, c: {planned_on: 2021}, d: {}}")
    assert [element.id for element in answer.lives] == ["a", "b", "c"]
    assert [element.id for element in answer.moving] == ["b"]
    assert answer.undated == ("d",)
    assert answer.undated_by_kind() == {"application": 1}


def test_a_module_is_shown_after_its_whole_even_without_a_date_there() -> None:
    answer = drawn("application: {b: {live_on: 2021}, z: {}, a: {part_of: z, live_on: 2022}}")
    assert [(element.id, element.within) for element in answer.moving] == [("b", None), ("z", None), ("a", "z")]


def test_what_is_asked_brings_what_speaks_of_its_dates() -> None:
    text = (
        "application: {a: {successor: b, contracts: c}, b: {live_on: 2022}, other: {live_on: 2021}}\n"
        "contract: {c: {ends_on: 2022}}\nproject: {p: {retires: a}, q: {delivers: a, starts_on: 2021}}"
    )
    answer = drawn(text, "a")
    assert [element.id for element in answer.lives] == ["a", "b", "q", "c"]
    assert answer.undated == ("a", "p")


def test_a_state_is_a_mark() -> None:
    answer = drawn("state: {cible: {date: 2022}, loin: {date: 2030}}", "cible")
    assert answer.marks == ((day("2022-12-31"), "cible"),)
    assert answer.lives == ()


# The days looked at


def test_years_around_what_is_written() -> None:
    text = "application: {a: {live_on: 2018-06-01}}\nstate: {cible: {date: 2025}}"
    assert drawn(text, first=None, last=None).range == span("2017-01-01", "2026-12-31")


def test_a_date_far_away_does_not_stretch_them() -> None:
    text = "application: {a: {live_on: 1900}, b: {retired_on: 9999}, c: {live_on: 2022}}"
    assert drawn(text, first=None, last=None).range == span("2020-01-01", "2023-12-31")


def test_one_end_alone_may_be_asked() -> None:
    text = "application: {a: {live_on: 2022}}"
    assert drawn(text, first="2019-05-01", last=None).range == span("2019-05-01", "2023-12-31")
    assert drawn(text, first=None, last="2010-05-01").range == span("2010-01-01", "2010-05-01")
    assert drawn(text, first="9999-05-01", last=None).range == span("9999-05-01", "9999-12-31")


def test_days_in_disorder_are_refused() -> None:
    require_ordered(day("2021-01-01"), day("2021-01-01"))
    with pytest.raises(Refusal, match="ends \\(2020-12-31\\) before it begins"):
        require_ordered(day("2021-01-01"), day("2020-12-31"))


def test_what_has_no_life_cycle_is_refused() -> None:
    graph = graph_of("zone: {z: {}, dated: {live_on: 2021}}\nsite: {s: {}}")
    require_life_cycle(graph, "s")
    require_life_cycle(graph, "dated")
    with pytest.raises(Refusal, match="“z” is of kind zone, which has no life cycle"):
        require_life_cycle(graph, "z")


# Overlaps


def test_an_overlap_beyond_what_was_agreed() -> None:
    (overlap,) = drawn(
        "application: {a: {successor: b, overlap_until: 2022-03, retired_on: 2022-07-01}, b: {live_on: 2021-06}}"
    ).overlaps
    assert overlap.span == span("2021-06-01", "2022-06-30")
    assert overlap.beyond == span("2022-04-01", "2022-06-30")


def test_an_overlap_within_what_was_agreed_or_without_any_end() -> None:
    text = "application: {a: {successor: b, overlap_until: 2022}, b: {live_on: 2021, retired_on: 2022-06}, }"
    (overlap,) = drawn(text).overlaps
    assert (overlap.allowed_until, overlap.beyond) == (day("2022-12-31"), None)
    (overlap,) = drawn("application: {a: {successor: b}, b: {live_on: 2021}}").overlaps
    assert (overlap.span, overlap.allowed_until, overlap.beyond) == (span("2021-01-01", None), None, None)


def test_one_that_stops_before_the_other_starts_is_no_overlap() -> None:
    answer = drawn("application: {a: {successor: b, retired_on: 2021}, b: {live_on: 2021}}")
    assert (answer.overlaps, answer.pairs) == ((), 1)


# Gaps

STOPS = "application: {a: {covers: p, retired_on: 2021-02-01}, b: {covers: p, live_on: 2021-04-01}}\nprocess: {p: {}}\n"


def test_a_gap_between_two_applications() -> None:
    gap = only_gap(STOPS)
    assert (gap.span, gap.certain) == (span("2021-02-01", "2021-03-31"), True)
    assert (gap.stops, gap.starts, gap.sites, gap.everywhere) == (("a",), ("b",), ("*",), True)


def test_a_gap_that_nobody_ends() -> None:
    gap = only_gap("application: {a: {covers: p, retired_on: 2021}}\nprocess: {p: {}}")
    assert (gap.span, gap.starts) == (span("2021-01-01", None), ())


def test_a_process_that_is_not_in_service_or_was_never_covered_has_no_gap() -> None:
    assert not gaps("application: {a: {covers: p, retired_on: 2021}}\nprocess: {p: {retired_on: 2021}}")
    assert not gaps("application: {a: {covers: p, live_on: 2021}}\nprocess: {p: {}, q: {}}")
    assert not gaps(
        "application: {a: {covers: p, retired_on: 2021}, b: {covers: p, live_on: 2020-12-31}}\nprocess: {p: {}}"
    )


def test_a_link_to_the_process_that_ends_makes_a_gap() -> None:
    gap = only_gap("application: {a: {covers: [{to: p, until: 2021}]}}\nprocess: {p: {}}")
    assert (gap.span, gap.stops) == (span("2022-01-01", None), ("a",))


SITES = "site: {ghu: {}, s: {part_of: ghu}, t: {part_of: ghu}, u: {}}\nprocess: {p: {}}\n"


def test_a_gap_at_some_sites_only() -> None:
    gap = only_gap(
        SITES + "application: {a: {covers: p, deployed_at: [ghu, u], retired_on: 2021},"
        " b: {covers: p, deployed_at: u, live_on: 2020}}"
    )
    assert (gap.sites, gap.everywhere) == (("ghu",), False)


def test_a_dated_deployment_makes_a_gap_at_its_site() -> None:
    gap = only_gap(
        SITES + "application: {a: {covers: p, deployed_at: [{to: s, until: 2021-01}, {to: t, until: 2021-03-31}]},"
        " b: {covers: p, deployed_at: [{to: s, from: 2021-03}, {to: t, from: 2021-04}]}}"
    )
    assert (gap.sites, gap.span) == (("s",), span("2021-02-01", "2021-02-28"))


def test_a_site_that_opens_without_cover_has_no_gap() -> None:
    text = "site: {s: {}, new: {live_on: 2022}}\nprocess: {p: {}}\napplication: {a: {covers: p, deployed_at: s}}"
    assert not gaps(text)


def test_what_may_not_be_deployed_there_makes_a_gap_to_confirm() -> None:
    gap = only_gap(
        SITES + "application: {a: {covers: p, deployed_at: s, retired_on: 2021}, x: {covers: p}, m: {part_of: a}}"
    )
    assert (gap.sites, gap.certain, gap.to_confirm) == (("s",), False, ("x",))
    assert (gap.span, gap.stops, gap.starts) == (span("2021-01-01", None), ("a",), ())


def test_the_gap_is_certain_until_what_may_not_be_there_starts() -> None:
    text = SITES + (
        "application: {a: {covers: p, deployed_at: s, retired_on: 2021}, b: {covers: p, live_on: 2021-07},"
        " c: {covers: p, live_on: 2022, deployed_at: s}}"
    )
    assert gaps(text) == [
        (span("2021-01-01", "2021-06-30"), ("s",), True),
        (span("2021-07-01", "2021-12-31"), ("s",), False),
    ]
    sure, possible = drawn(text).gaps
    assert (sure.stops, sure.starts) == (("a",), ("b",))
    assert (possible.stops, possible.starts, possible.to_confirm) == (("a",), ("c",), ("b",))


def test_an_application_that_joins_a_whole_goes_on_covering() -> None:
    assert not gaps(SITES + "application: {w: {}, a: {covers: p, part_of: {to: w, from: 2021}}}")


def test_a_proof_of_concept_fills_no_gap() -> None:
    gap = only_gap(STOPS + "referential: {e: {covers: p, type: poc}}")
    assert (gap.span, gap.passing) == (span("2021-02-01", "2021-03-31"), ("e",))
    assert not gaps(STOPS + "referential: {e: {covers: p, type: poc, poc_decision: industrialise}}")


def test_a_proof_of_concept_alone_covers_until_it_ends() -> None:
    gap = only_gap("application: {e: {covers: p, type: poc, retired_on: 2021}}\nprocess: {p: {}}")
    assert (gap.span, gap.stops) == (span("2021-01-01", None), ("e",))


# Gaps of needs

NEED = """
process: {{p: {{}}}}
application:
  a: {{supports: {{to: p, for: imagerie, need: {0}}}, retired_on: 2021-02-01}}
  b: {{supports: {{to: p, for: Imagerie, need: {1}}}, live_on: 2021-04-01}}
"""


def test_a_vital_need_that_nobody_meets_meanwhile_is_a_gap() -> None:
    gap = only_gap(NEED.format("vital", "useful"))
    assert (gap.span, gap.certain) == (span("2021-02-01", "2021-03-31"), True)
    assert (gap.stops, gap.starts, gap.need) == (("a",), ("b",), UnmetNeed("imagerie"))


def test_a_useful_need_makes_no_gap_and_one_that_is_not_said_is_to_confirm() -> None:
    assert not gaps(NEED.format("useful", "vital"))
    gap = only_gap(NEED.format("null", "vital"))
    assert (gap.certain, gap.need, gap.to_confirm) == (False, UnmetNeed("imagerie", ("a",)), ())


def test_a_support_that_ends_makes_a_gap() -> None:
    gap = only_gap("application: {a: {supports: {to: p, until: 2021, need: vital}}}\nprocess: {p: {}}")
    assert (gap.span, gap.stops) == (span("2022-01-01", None), ("a",))


def test_who_covers_the_process_meets_its_needs() -> None:
    assert not gaps(NEED.format("vital", "vital") + "  c: {covers: p}")


def test_who_supports_a_process_does_not_cover_it() -> None:
    gap = only_gap(NEED.format("vital", "vital").replace("2021-04-01", "2019") + "  c: {covers: p, retired_on: 2021}")
    assert (gap.span, gap.stops, gap.need) == (span("2021-01-01", None), ("c",), None)


def test_a_cover_and_a_need_that_end_together_are_one_gap() -> None:
    gap = only_gap(
        "application: {a: {covers: p, retired_on: 2021}, b: {supports: {to: p, need: vital}, retired_on: 2021}}\n"
        "process: {p: {}}"
    )
    assert (gap.stops, gap.need) == (("a",), None)


@pytest.mark.parametrize(
    ("stops", "other", "perhaps"),
    [
        ("{to: p, need: vital}", "supports: p", ("b",)),
        ("{to: p, need: vital}", "supports: {to: p, for: x}", ("b",)),
        ("{to: p, for: x, need: vital}", "supports: p", ("b",)),
        ("{to: p, for: x, need: vital}", "supports: {to: p, for: y}", ()),
        ("{to: p, need: vital}", "supports: p, live_on: 2023", ()),
        ("{to: p, need: vital}", "supports: p, type: external", ()),
        ("{to: p, need: vital}", "supports: p, deployed_at: t", ()),
    ],
)
def test_who_supports_a_process_without_saying_what_for_may_meet_a_need(
    stops: str, other: str, perhaps: tuple[str, ...]
) -> None:
    written = f"application: {{a: {{supports: {stops}, deployed_at: s, retired_on: 2021}}, b: {{{other}}}}}"
    assert [gap.need and gap.need.perhaps for gap in drawn(SITES + written).gaps] == [perhaps]


def test_a_gap_is_told_apart_where_somebody_may_meet_the_need() -> None:
    written = "application: {a: {supports: {to: p, need: vital}, retired_on: 2021}, b: {supports: p, deployed_at: s}}"
    by_site = {gap.sites: gap.need and gap.need.perhaps for gap in drawn(SITES + written).gaps}
    assert by_site == {("s",): ("b",), ("t", "u"): ()}


def test_needs_are_met_at_each_site() -> None:
    gap = only_gap(
        SITES + "application: {a: {supports: {to: p, need: vital}, deployed_at: [{to: s, until: 2021}, t]},"
        " b: {supports: {to: p, for: x, need: vital}, deployed_at: u}}"
    )
    assert (gap.sites, gap.stops, gap.need) == (("s",), ("a",), UnmetNeed(None))


@pytest.mark.parametrize(
    ("outside", "filled"),
    [("covers: p, deployed_at: s", True), ("covers: p", False), ("supports: p, deployed_at: s", False)],
)
def test_an_outside_tool_fills_a_gap_only_where_it_is_written_to_cover(outside: str, filled: bool) -> None:
    text = f"""
site: {{s: {{}}}}
process: {{p: {{}}}}
application: {{a: {{covers: p, deployed_at: s, retired_on: 2021}}, e: {{type: external, {outside}}}}}
"""
    assert bool(gaps(text)) is not filled


def test_only_the_processes_asked_and_those_of_the_applications_asked() -> None:
    text = (
        "application: {a: {covers: [p, q], retired_on: 2021}, m: {part_of: a, covers: r}, b: {covers: x}}\n"
        "process: {all: {}, p: {}, q: {part_of: all}, r: {}, x: {}}"
    )
    assert [gap.process for gap in drawn(text, "a").gaps] == ["p", "q", "r"]
    assert [gap.process for gap in drawn(text, "all").gaps] == ["q"]
    assert drawn(text, "b").gaps == ()
    assert drawn(text, "b").processes == 1


def test_a_gap_outside_the_days_looked_at_is_not_told() -> None:
    assert drawn(STOPS, first="2021-04-01").gaps == ()
    assert len(drawn(STOPS, first="2021-03-31").gaps) == 1


def test_the_ends_of_the_calendar_are_no_days_to_fear() -> None:
    text = (
        "application: {a: {live_on: 0001-01, retired_on: 9999-12-31, covers: {to: p, until: 9999}}}\n"
        "process: {p: {}}\nproject: {p1: {type: deployment, starts_on: 0001-01, ends_on: 9999, delivers: a}}"
    )
    answer = drawn(text, "a", first="0001-01-01", last="9999-12-31")
    assert phases(answer, "a") == [("phase_in", "0001-01-01"), ("end_of_life", "9999-12-31")]
    assert [gap.span for gap in answer.gaps] == [span("9999-12-31", None)]
