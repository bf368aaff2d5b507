"""What boxes may be coloured by that no style can list: who owns them, what they cost; a scale made for each map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from ea_repo.draw.context import NOT_RECORDED
from ea_repo.draw.style import Style, Value
from ea_repo.load.definition_file import Words

COLOURS = {"owner": "moa", "cost": "yearly_cost"}
"""What may be asked for by a word that is no field."""
DYNAMIC = frozenset(COLOURS.values())
"""The fields whose scale is made of what a map shows."""
_LOOKS = ("usual", "good", "warn", "outside", "source", "fair", "planned")
_STEPS = ("usual", "fair", "warn", "bad")
"""The looks of four quarters, from the least to the most."""


def with_scale(style: Style, field: str, values: Iterable[object], name: Callable[[str], str]) -> Style:
    """The style with a scale for what is written in a field: amounts by quarters, else the most frequent values."""
    known = [value for value in values if value is not None]
    amounts = sorted(float(value) for value in known if isinstance(value, int | float))
    scale = _quarters(amounts) if amounts else _names([str(value) for value in known], name)
    unknown = Value(look="unknown", words=Words(fr="non renseigné", en="not recorded"))
    return style.model_copy(update={"scales": {**style.scales, field: {NOT_RECORDED: unknown, **scale}}})


def quarter(value: float, scale: Mapping[str, Value]) -> str:
    """The value of a scale of amounts in which an amount is."""
    bounds = [key for key in scale if key not in (NOT_RECORDED, "*")]
    return next((bound for bound in bounds if value <= float(bound)), bounds[-1])


def _quarters(amounts: list[float]) -> dict[str, Value]:
    places = [round(len(amounts) * share / 4) for share in range(1, 5)]
    bounds = sorted({amounts[max(place - 1, 0)] for place in places})
    tops = [f"{bound:,.0f}".replace(",", "\u202f") for bound in bounds]
    scale = {str(bounds[0]): Value(look=_STEPS[0], words=Words(fr=f"jusqu'à {tops[0]} €", en=f"up to {tops[0]} €"))}
    for bound, look, (low, top) in zip(bounds[1:], _STEPS[1:], pairwise(tops), strict=False):
        words = Words(fr=f"plus de {low}, jusqu'à {top} €", en=f"over {low}, up to {top} €")
        scale[str(bound)] = Value(look=look, words=words)
    return scale


def _names(values: list[str], name: Callable[[str], str]) -> dict[str, Value]:
    frequent = [value for value, _ in Counter(values).most_common(len(_LOOKS))]
    looks = zip(sorted(frequent, key=name), _LOOKS, strict=False)
    scale = {value: Value(look=look, words=Words(fr=name(value), en=name(value))) for value, look in looks}
    others = Value(look="plain", words=Words(fr="autres", en="others"))
    return {**scale, "*": others}
