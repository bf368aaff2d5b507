"""What a retirement would lose, on which days, why, and what lifts it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ea_repo.document import Rows, Section, Tone
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.days import Span, after
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.impact.earliest_day import Obstacle
from ea_repo.impact.impact import Affected
from ea_repo.impact.reroute import Cut, what_is_cut
from ea_repo.impact.retirement_plan import Step
from ea_repo.metamodel import accepts
from ea_repo.report.dossier_words import LIFT, LIFT_AT_SITES
from ea_repo.report.impact_words import STATE, message
from ea_repo.report.shortened import IN_THE_ANNEX, WITH_ALL, annexed, first, left_out
from ea_repo.report.timeline_words import days_of
from ea_repo.report.words import few, heads, kind_words
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.deployment import EVERYWHERE, Deployment
from ea_repo.typography import at

_FIRST, _NAMED = 4, 3
"""How many losses stand on the first pages, and in a sentence."""
CERTAIN, POSSIBLE = Text("certaine", "certain"), Text("possible", "possible")
_CUT: dict[Cut, Text] = {
    "source": Text("perd sa source", "loses its source"),
    "way": Text("perd la plateforme ou l'API par laquelle il passe", "loses the platform or API that it goes by"),
    "aftermath": Text(
        "par contrecoup : ce dont il part, ou par quoi il passe, est perdu aussi",
        "in the aftermath: what it goes from, or by, is lost too",
    ),
}
_COLUMNS = Text("Perte|Quoi|Où|Quand|Pourquoi|Pour lever", "Loss|What|Where|When|Why|To lift it")
_ALL_BLOCKS = Text("Tout ce qui bloque", "All that blocks")
_BLOCKS, _WAITS = Text("Ce qui bloque", "What blocks"), Text("Pourquoi pas plus tôt", "Why not earlier")


@dataclass(frozen=True)
class StepLoss:
    """What a step would lose on some days, at all the places where it is the same."""

    step: Step
    obstacle: Obstacle
    places: tuple[str, ...]

    @property
    def certain(self) -> bool:
        return self.obstacle.certain


COVERED_IF = Text("couvert seulement si ", "covered only if ")
"""How the reason of a loss that is only possible begins."""


def blocking(steps: Iterable[Step]) -> list[StepLoss]:
    """What is lost whatever the day, or perhaps on the day of the step and later; the gravest first."""
    return _ordered(loss for step in steps for loss in _merged(step, _blocking(step)))


def _blocking(step: Step) -> tuple[Obstacle, ...]:
    return step.later if step.date else (*step.obstacles, *step.later)


def waiting(steps: Iterable[Step]) -> list[StepLoss]:
    """What would be lost before the day of a step; the gravest first."""
    return _ordered(loss for step in steps if step.date for loss in _merged(step, step.obstacles))


def _ordered(losses: Iterable[StepLoss]) -> list[StepLoss]:
    """The losses, the gravest first; what several steps would lose alike is one loss."""
    by_loss: dict[Hashable, StepLoss] = {}
    for loss in losses:
        lost, span = loss.obstacle.lost, loss.obstacle.span
        by_loss.setdefault((lost.id, lost.need, loss.places, span, loss.certain), loss)
    return sorted(by_loss.values(), key=_gravest_first)


def _gravest_first(loss: StepLoss) -> tuple[bool, bool, bool, bool]:
    """What is certain first, then processes, critical ones before others; flows, which are many, at the end."""
    graph, id = loss.step.impact.graph, loss.obstacle.lost.id
    kind = graph.kind(id)
    return not loss.certain, kind != "process", not (kind == "process" and graph.value(id, "critical")), kind == "flow"


def _merged(step: Step, obstacles: Iterable[Obstacle]) -> Iterator[StepLoss]:
    """The obstacles, one for the places where they are the same."""
    places: dict[tuple[str, str, Span, bool], list[Obstacle]] = {}
    for obstacle in obstacles:
        key = obstacle.lost.id, obstacle.lost.need, obstacle.span, obstacle.certain
        places.setdefault(key, []).append(obstacle)
    for alike in places.values():
        yield StepLoss(step, alike[0], tuple(obstacle.lost.place for obstacle in alike if obstacle.lost.place))


def losses(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    """The first losses that block, each with what lifts it."""
    if lost := blocking(retirement.plan.steps):
        yield Section(_BLOCKS[lang], (_table(retirement, lost, _FIRST, IN_THE_ANNEX, lang),))


def all_losses(retirement: DecommissioningDossier, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """What blocks, where the first pages do not hold it all, and what keeps steps from going earlier."""
    blocks, waits = blocking(retirement.plan.steps), waiting(retirement.plan.steps)
    if len(first(blocks, _FIRST)) < len(blocks):
        yield Section(_ALL_BLOCKS[lang], (_table(retirement, blocks, annexed(whole=whole), WITH_ALL, lang),))
    if waits:
        yield Section(_WAITS[lang], (_table(retirement, waits, annexed(whole=whole), WITH_ALL, lang),))


def _table(
    retirement: DecommissioningDossier, lost: Sequence[StepLoss], most: int | None, others: Text, lang: Lang
) -> Rows:
    """A table of so many losses; the others are where it says."""
    shown = first(lost, most)
    tones: tuple[Tone, ...] = tuple("bad" if loss.certain else "doubtful" for loss in shown)
    rows = tuple(_row(retirement, loss, lang) for loss in shown)
    more = left_out(lost, shown, lang, others)
    return Rows(heads(_COLUMNS, lang), rows, tones, more, name=1, headed=True).full()


def lost_where(retirement: DecommissioningDossier, lost: Sequence[StepLoss], lang: Lang) -> str:
    """What is lost, in short: `Peser à Nord, Sud`."""
    certain_by_name: dict[str, bool] = {}
    for loss in lost:
        certain_by_name.setdefault(_short(retirement.graph, loss, lang), loss.certain)
    return few_lost(certain_by_name, lang)


def few_lost(certain_by_name: Mapping[str, bool], lang: Lang) -> str:
    """The first of what is lost, what is only possible marked so, counted or named: `A, B and 3 more (perhaps)`."""
    perhaps = Text(" (peut-être)", " (perhaps)")[lang]
    shown = first(list(certain_by_name), _NAMED)
    names = ", ".join(name + ("" if certain_by_name[name] else perhaps) for name in shown)
    left = [certain for name, certain in certain_by_name.items() if name not in shown]
    if not left:
        return names
    possible = left.count(False)
    doubt = perhaps if possible == len(left) else Text(f" ({possible} peut-être)", f" ({possible} perhaps)")[lang]
    more = Text(f"et {len(left)} autres", f"and {len(left)} more")[lang]
    return f"{names} {more}{doubt if possible else ''}"


def _short(graph: Graph, loss: StepLoss, lang: Lang) -> str:
    where = where_lost(graph, loss, lang)
    place = Text(f" {at(where)}", f" at {where}")[lang] if where else ""
    return f"{_what(graph, loss, lang)}{place}"


def _row(retirement: DecommissioningDossier, loss: StepLoss, lang: Lang) -> tuple[str, ...]:
    """A loss with its place, its days, its reason and what lifts it."""
    impact = loss.step.seen[loss.obstacle.seen]
    graph, id = impact.graph, loss.obstacle.lost.id
    why = why_lost(retirement, loss, lang) + taken_up(loss, lang)
    name = f"{_what(graph, loss, lang)} ({kind_words(graph.kind(id), lang, number=1, among=graph.vocabulary)})"
    state = CERTAIN if loss.certain else POSSIBLE
    return (
        state[lang],
        name,
        where_lost(graph, loss, lang),
        days_of(loss.obstacle.span, lang),
        why,
        lift_on_a_page(graph, loss, lang),
    )


def why_lost(retirement: DecommissioningDossier, loss: StepLoss, lang: Lang) -> str:
    """The reason of a loss, as it is seen on its day."""
    impact = loss.step.seen[loss.obstacle.seen]
    affected = next((element for element in impact.elements if element.id == loss.obstacle.lost.id), None)
    leaving = belongings(retirement.graph, retirement.ids)
    if affected is None:
        return _CUT[what_is_cut(impact.graph, loss.obstacle.lost.id, leaving)][lang]
    return reason(impact.graph, affected, lang, certain=loss.certain, leaving=leaving)


def taken_up(loss: StepLoss, lang: Lang) -> str:
    """What ends the loss of a process, as the end of a sentence: those who cover it there on the day after."""
    closing = after(loss.obstacle.span.until)
    if closing is None or closing not in loss.step.seen:
        return ""
    impact = loss.step.seen[closing]
    places = next((element.places for element in impact.elements if element.id == loss.obstacle.lost.id), {})
    covering = {id for place in loss.places if place in places for id in places[place].covered_by}
    names = few(sorted(map(impact.graph.name, covering)), lang, 4)
    return Text(f" ; couvert ensuite par {names}", f"; covered after that by {names}")[lang] if names else ""


def _what(graph: Graph, loss: StepLoss, lang: Lang) -> str:
    """The element and, of a process, the need that nobody meets."""
    name, words = graph.name(loss.obstacle.lost.id), need_lost(graph, loss)
    return Text(f"{name}, besoin « {words} »", f"{name}, need “{words}”")[lang] if words else name


def need_lost(graph: Graph, loss: StepLoss) -> str:
    """The need of a process that nobody meets: its words, or who alone supports it; empty where it is the whole."""
    need = loss.obstacle.lost.need
    return graph.name(need) if need in graph else need


def where_lost(graph: Graph, loss: StepLoss, lang: Lang) -> str:
    """The names of the places of a loss, the first of many."""
    return few(map(graph.name, places_lost(graph, loss)), lang, 4)


def places_lost(graph: Graph, loss: StepLoss) -> list[str]:
    """The places of a loss that are recorded, a whole instead of all its parts."""
    places = frozenset(loss.places) - {EVERYWHERE}
    asked = loss.step.seen[loss.obstacle.seen].sites
    return Deployment.of(graph).folded(places, asked) if places else []


def reason(
    graph: Graph, affected: Affected, lang: Lang, *, certain: bool, leaving: Collection[str] = frozenset()
) -> str:
    """The sentence about what is lost; where that is only possible, on which condition.

    Those that are `leaving` by the same plan are no condition for what is lost without the first of them.
    """
    lost = [place for place in affected.places.values() if place.possible == "lost"]
    covering = {id for place in lost for id in place.covered_by}
    others = sorted(map(graph.name, covering - {*leaving} or covering))
    if not certain and affected.state == "covered" and others:
        names = few(others, lang, 4)
        if len(others) > 1:
            one = Text(f"l'un de ceux-ci y est utilisé : {names}", f"one of these is used there: {names}")
        else:
            one = Text(f"{names} y est utilisé", f"{names} is used there")
        return COVERED_IF[lang] + one[lang]
    why = message(graph, affected, lang)
    if certain or affected.state is None:
        return why
    worst = STATE[affected.possible]
    return why + Text(f" ; {worst.fr} dans le pire des cas", f"; {worst.en} in the worst case")[lang]


def lift_on_a_page(graph: Graph, loss: StepLoss, lang: Lang) -> str:
    """What lifts a loss, with the question of a page that tells the flows to re-route."""
    of_a_flow = accepts("flow", graph.kind(loss.obstacle.lost.id))
    return lift(graph, loss)[lang] + (" (question 2)" if of_a_flow else "")


def lift(graph: Graph, loss: StepLoss) -> Text:
    """What lifts a loss; of a process at its sites, where any is recorded."""
    kind = graph.kind(loss.obstacle.lost.id)
    if accepts("process", kind) and frozenset(loss.places) - {EVERYWHERE}:
        return LIFT_AT_SITES
    return next((text for name, text in LIFT.items() if accepts(name, kind)), LIFT["application"])
