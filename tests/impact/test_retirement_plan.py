"""Plans of retirement worked out by hand: who goes first, until when, and what an archive or a later end changes."""

from __future__ import annotations

import datetime as dt

import pytest

from ea_repo.impact.decommissioning_dossier import DecommissioningDossier, decommissioning_dossier
from ea_repo.impact.refusal import Refusal
from ea_repo.impact.still_connected import still_connected
from ea_repo.impact.withdrawal import Lost
from tests.texts import graph_of

DAY = dt.date(2024, 6, 30)


def retirement(written: str, *ids: str, **more: str) -> DecommissioningDossier:
    return decommissioning_dossier(graph_of(written), ids, DAY, replacements={old: (new,) for old, new in more.items()})


def test_on_one_day_those_who_receive_go_before_those_who_give() -> None:
    flows = "{f: {source: x, target: y}, g: {source: x, target: z}}"
    dossier = retirement(f"application: {{x: {{}}, y: {{}}, z: {{}}}}\nflow: {flows}", "x", "y", "z")
    assert [step.group.ids for step in dossier.plan.steps] == [("y",), ("z",), ("x",)]
    assert dossier.verdict == "GO TO CONFIRM"


def test_its_own_end_is_no_day_for_the_only_cover() -> None:
    dossier = retirement("application: {a: {covers: p, retired_on: 2025-07}}\nprocess: {p: {}}", "a")
    assert [step.date for step in dossier.plan.steps] == [None]
    assert dossier.verdict == "NO-GO"


def test_what_covers_it_still_may_stop_later() -> None:
    written = "application: {a: {covers: p}, b: {covers: p, retired_on: 2025}}\nprocess: {p: {}}"
    (step,) = retirement(written, "a").plan.steps
    assert (step.verdict, [(obstacle.lost, obstacle.span.since) for obstacle in step.obstacles]) == (
        "NO-GO",
        [(Lost("p", "*"), dt.date(2025, 1, 1))],
    )


def test_each_gap_in_the_cover_of_a_process_is_told_by_itself() -> None:
    written = """
    process: {p: {}}
    application:
      a: {covers: p}
      b: {covers: p, live_on: 2026, retired_on: 2027}
      c: {covers: p, live_on: 2030}
    """
    (step,) = retirement(written, "a").plan.steps
    assert step.date == dt.date(2030, 1, 1)
    assert [(obstacle.span.since, obstacle.span.until) for obstacle in step.obstacles] == [
        (DAY, dt.date(2025, 12, 31)),
        (dt.date(2027, 1, 1), dt.date(2029, 12, 31)),
    ]


def test_a_gap_that_passes_is_told_each_time_where_no_day_works() -> None:
    written = """
    process: {p: {}, q: {}}
    application:
      a: {covers: [p, q]}
      b: {covers: p, live_on: 2026, retired_on: 2027}
      c: {covers: p, live_on: 2030}
    """
    (step,) = retirement(written, "a").plan.steps
    times = [(obstacle.lost.id, obstacle.span.since.year, obstacle.span.until.year) for obstacle in step.obstacles]
    assert times == [("q", 2024, 9999), ("p", 2024, 2025), ("p", 2027, 2029)]


def test_what_the_dates_of_others_do_is_told_apart() -> None:
    written = """
    site: {n: {}, s: {}}
    process: {p: {}}
    application:
      a: {covers: p, deployed_at: n}
      b: {covers: p, deployed_at: n}
      c: {covers: p, deployed_at: s, retired_on: 2025}
    """
    dossier = retirement(written, "a")
    assert [(step.verdict, step.lost) for step in dossier.plan.steps] == [("GO TO CONFIRM", ())]
    (gap,) = dossier.others_gaps
    assert (gap.process, gap.sites, gap.stops, gap.span.since) == ("p", ("s",), ("c",), dt.date(2025, 1, 1))


def test_an_archive_speaks_for_the_data_of_what_its_project_retires() -> None:
    written = """
    application: {a: {masters: d}, b: {masters: e}}
    data_object: {d: {}, e: {}}
    project: {w: {retires: b, archive: 'PDF/A, archives'}}
    """
    steps = {step.group.ids: step.lost for step in retirement(written, "a", "b").plan.steps}
    assert steps == {("a",): ("d",), ("b",): ()}
    assert retirement(written, "b").verdict == "GO TO CONFIRM"


def test_the_instances_of_a_product_go_with_it() -> None:
    written = """
    application: {prod: {}, i: {instance_of: prod, masters: d, contracts: k, yearly_cost: 1000}, b: {}}
    data_object: {d: {}}
    contract: {k: {ends_on: 2025, notice: 6 mois}}
    flow: {f: {source: b, target: i}}
    """
    dossier = retirement(written, "prod")
    assert [kept.datum for kept in dossier.elements[0].kept] == ["d"]
    assert [(ending.contract, ending.notice_by) for ending in dossier.contract_endings] == [("k", dt.date(2025, 6, 30))]
    assert dossier.savings.yearly == 1000
    assert dossier.incoming == ("f",)
    assert {leftover.field for leftover in still_connected(graph_of(written).at(DAY), "prod", DAY)} >= {
        "contracts",
        "yearly_cost",
    }


def test_a_replacement_takes_the_flows_that_pass_through_too() -> None:
    written = """
    application: {u: {}, v: {}, old: {type: platform}, new: {type: platform}}
    flow: {f: {source: u, target: v, via: old, need: vital}}
    """
    assert retirement(written, "old").verdict == "NO-GO"
    assert retirement(written, "old", old="new").verdict == "GO TO CONFIRM"


def test_what_is_not_there_yet_is_given_up_not_retired() -> None:
    with pytest.raises(Refusal, match="in service on no day from 2024-06-30 on"):
        retirement("application: {a: {planned_on: 2020}}", "a")


@pytest.mark.parametrize("more", [{"successor": ", successor: m"}, {"asked": ""}], ids=["recorded", "asked"])
def test_a_module_takes_over_once_it_has_become_independent(more: dict[str, str]) -> None:
    written = f"""
    application:
      a: {{covers: p{more.get("successor", "")}}}
      m: {{part_of: {{to: a, until: 2025}}, covers: p}}
    process: {{p: {{}}}}
    """
    asked = {"a": "m"} if "asked" in more else {}
    dossier = retirement(written, "a", **asked)
    assert [(step.date, step.lost) for step in dossier.plan.steps] == [(dt.date(2026, 1, 1), ())]
    (takeover,) = dossier.takeovers
    assert (takeover.new, takeover.since) == ("m", dt.date(2026, 1, 1))


def test_a_module_that_never_becomes_independent_replaces_nothing() -> None:
    written = "application: {a: {covers: p, successor: m}, m: {part_of: a, covers: p}}\nprocess: {p: {}}"
    dossier = retirement(written, "a")
    assert (dossier.verdict, dossier.takeovers) == ("NO-GO", ())
    with pytest.raises(Refusal):
        retirement(written, "a", a="m")
