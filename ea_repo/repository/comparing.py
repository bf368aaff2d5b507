"""What one may compare: workspaces, change files, dates, git revisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ea_repo.answer.changed_costs import AnnouncedCost
from ea_repo.answer.comparison import Comparison, Look, compare
from ea_repo.answer.situation import Situation
from ea_repo.finding import Text
from ea_repo.load import FILE, WorkspaceUnreadable
from ea_repo.load.files import SUFFIXES
from ea_repo.load.requests import of_an_option, read_request
from ea_repo.repository import judging
from ea_repo.repository.open_workspace import OpenWorkspace, UnknownName
from ea_repo.suggest import did_you_mean


class NoSide(UnknownName):
    """A word that is nothing one may compare."""

    def __init__(self, word: str, states: Sequence[str]) -> None:
        hint = did_you_mean(word, states)
        self.message = Text(
            f"« {word} » n'est ni un dossier avec {FILE}, ni un fichier de changements (.yaml), ni une date ou un état "
            f"de cet espace de travail, ni une révision git{hint.fr}",
            f"“{word}” is no folder with {FILE}, no change file (.yaml), no date or state of this workspace, "
            f"and no git revision{hint.en}",
        )
        ValueError.__init__(self, self.message.en)


def diff(here: OpenWorkspace, before: str | None, after: str, *, as_dated: bool = False) -> Comparison:
    """What differs from one side to the other; the first is the workspace as it is where it is not named.

    What change files add is judged as if in service; on its own dates with `as_dated`.

    Raises NoSide for a word that is nothing of the kind, and what opening a workspace raises.
    """
    with ExitStack() as opened:
        first, second = (opened.enter_context(side(here, word)) for word in (before, after))
        return compare(_look(first, second, as_dated), _look(second, first, as_dated))


@dataclass(frozen=True)
class Side:
    """What a word names: a workspace that is open, and where its day comes from, where that is not said by itself."""

    name: str
    opened: OpenWorkspace
    origin: Text | None = None

    @property
    def situation(self) -> Situation:
        """What is looked at."""
        situation = self.opened.situation
        return situation if self.origin is None else replace(situation, origin=self.origin)


@contextmanager
def side(here: OpenWorkspace, word: str | None) -> Iterator[Side]:
    """What `word` is, in this order: a workspace, a change file, a date or a state, a revision.

    The workspace where one stands is read for those only that are about it: two others are compared from anywhere.
    """
    if word is None:
        yield Side("", here)
    elif (Path(word) / FILE).is_file():
        there = OpenWorkspace(Path(word), here.at, here.changes)
        there.keeps_answers = here.keeps_answers
        yield Side(word, there)
    elif is_change_file(word):
        yield Side("", here.changed(Path(word)))
    elif (dated := dated_as(here, word)) is not None:
        yield Side("", dated)
    else:
        with _revision(here, word) as there:
            yield Side(word, there, here.situation.origin)


def is_change_file(word: str) -> bool:
    """Whether a word is the path of a change file, or of an option of a request."""
    return word.lower().endswith(SUFFIXES) or of_an_option(Path(word)) is not None


def dated_as(here: OpenWorkspace, word: str) -> OpenWorkspace | None:
    """The workspace on the day that a word says; None for a word that says none."""
    dated = here.on(word)
    try:
        return dated if dated.when else None
    except UnknownName:
        return None


@contextmanager
def _revision(here: OpenWorkspace, word: str) -> Iterator[OpenWorkspace]:
    with ExitStack() as opened:
        try:
            there = opened.enter_context(here.at_revision(word, here.changes))
        except WorkspaceUnreadable:
            raise NoSide(word, here.graph.of("state")) from None
        yield there


def _look(of: Side, other: Side, as_dated: bool) -> Look:
    opened = of.opened
    judged, measured = judging.audit_with_indicators(opened, as_dated=as_dated, like=other.opened)
    lang = opened.workspace.settings.lang
    as_if = () if as_dated else tuple(sorted(opened.demanded.standing - opened.graph.standing))
    to_come = tuple(id for id in as_if if not opened.graph.in_service(id))
    return Look(of.name, of.situation, opened.graph, judged, measured, lang, tuple(_announced(opened)), to_come)


def _announced(side: OpenWorkspace) -> Iterator[AnnouncedCost]:
    """What the options among the change files say that they cost."""
    for changes in side.changes:
        if isinstance(changes, Path) and (named := of_an_option(changes)):
            written = read_request(side.root, named[0], side.workspace.settings.limits)
            option = written.request.options[named[1]]
            once, yearly = (amounts.total if amounts else None for amounts in (option.once, option.yearly))
            yield AnnouncedCost(written.id, named[1], option.name, once, yearly, option.live_on)
