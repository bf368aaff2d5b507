"""Short questions to the simulator of impacts, and short answers, for its own tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

import yaml

from tests.impact.simulator import impact

END_OF_2021 = dt.date(2021, 12, 31)
SITES = "site: {x: {}, y: {}}\nprocess: {p: {}}\n"
CHAIN = "process: {p: {}}\ndata_object: {d: {}}\n"


def parsed(text: str) -> dict[str, dict[str, Any]]:
    model = yaml.safe_load(text)
    assert isinstance(model, dict)
    return model


def touched(text: str, *roots: str, at: dt.date = END_OF_2021, site: str | None = None) -> dict[str, str]:
    """What is touched: `state`, or `state/possible` where they differ; `-` is untouched; `p@x` is a process at x."""
    answer = impact(parsed(text), roots, at, site)
    states = {**answer["elements"], **answer["flows"]}
    for id, element in answer["elements"].items():
        for place, there in element.get("sites", {}).items():
            states[f"{id}@{place}"] = there
    return {id: states_of(element) for id, element in states.items()}


def states_of(element: dict[str, Any]) -> str:
    state, possible = (element[reading] or "-" for reading in ("state", "possible"))
    return state if state == possible else f"{state}/{possible}"


def by_word(text: str) -> dict[str, str]:
    """`a lost, b -/lost` as a mapping."""
    return dict(item.split() for item in text.split(",")) if text else {}
