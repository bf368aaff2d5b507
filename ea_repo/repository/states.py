"""Several states side by side: the workspace as it is, then options of a request, change files, days, revisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from ea_repo.answer import states
from ea_repo.answer.answer import Answer
from ea_repo.answer.states import State, States
from ea_repo.finding import Finding
from ea_repo.load.changes import conflicts
from ea_repo.load.files import SUFFIXES, sources
from ea_repo.load.request_remarks import remarks, require_sound
from ea_repo.load.requests import FOLDER, Option, RequestUnreadable, WrittenRequest, of_an_option, read_request
from ea_repo.metamodel.dates import last_day
from ea_repo.repository import judging
from ea_repo.repository.comparing import Side, dated_as, is_change_file, side
from ea_repo.repository.open_workspace import OpenWorkspace

SCENARIOS = "scenarios"
"""Where change files are looked for when none is named."""
TOGETHER = "+"
"""Between change files that make one state together: `a.yaml+b.yaml`."""


@dataclass(frozen=True)
class _Asked:
    """One state that is asked for, before it is looked at."""

    key: str
    side: Side
    title: str = ""
    option: Option | None = None
    of: str = ""
    """The request whose option it is: its options exclude one another, and do not conflict."""

    @property
    def written(self) -> bool:
        """Whether it says what it changes, or changes nothing by its nature."""
        option = self.option
        return option is None or option.changes is not None or option.type in ("existing", "nothing")


def side_by_side(here: OpenWorkspace, words: Sequence[str], *, as_dated: bool = False) -> Answer[States]:
    """The workspace as it is, then what each word names: a request is each of its options.

    Without words: the change files of `scenarios/` that are not dropped, then the states recorded for days to come.
    Raises NoSide for a word that names nothing, RequestUnreadable, ChangesUnreadable for changes with an error.
    """
    words = words or [*_scenarios(here), *_states_to_come(here)]
    with ExitStack() as opened:
        several = sum(_request_of(here, word) is not None for word in dict.fromkeys(words)) > 1
        asked = [_Asked("", Side("", here))]
        for word in dict.fromkeys(words):
            asked += _named(here, word, opened, several=several)
        content = States(
            tuple(_state(one, as_dated=as_dated) for one in asked), tuple(dict.fromkeys(_conflicts(asked)))
        )
    return here.answer(content)


def _scenarios(here: OpenWorkspace) -> Iterator[str]:
    """The change files of the workspace that are not dropped, by their paths."""
    for source in sources(here.root, SCENARIOS, here.workspace.settings.limits):
        scenario = here.changed(source).workspace.scenarios[-1]
        if scenario.status != "dropped":
            yield str(here.root / source.file)


def _states_to_come(here: OpenWorkspace) -> list[str]:
    """The recorded states that are later than the day looked at, the next first."""
    graph, today = here.workspace.graph, here.when.date
    dated = ((last_day(date), id) for id in graph.of("state") if (date := graph.value(id, "date")))
    return [id for day, id in sorted(dated) if day > today]


def _request_of(here: OpenWorkspace, word: str) -> WrittenRequest | None:
    """The request that a word names: by its id, or its file; None for a word that is something else."""
    path = Path(word)
    is_file = path.suffix.lower() in SUFFIXES and path.is_file()
    inside = any((here.root / FOLDER / f"{word}{suffix}").is_file() for suffix in SUFFIXES) if not is_file else False
    if not is_file and (not inside or dated_as(here, word) is not None):
        return None
    try:
        return read_request(here.root, word, here.workspace.settings.limits)
    except RequestUnreadable:
        if inside or path.absolute().parent == (here.root / FOLDER).absolute():
            raise
        return None


def _named(here: OpenWorkspace, word: str, opened: ExitStack, *, several: bool) -> Iterator[_Asked]:
    """The states that a word names."""
    written = _request_of(here, word)
    if written is not None:
        require_sound(remarks(written, here.workspace.graph))
        for key in written.request.options:
            yield _option(here, written, key, f"{written.id} {key}" if several else key)
    elif (named := of_an_option(Path(word))) is not None:
        written = read_request(here.root, named[0], here.workspace.settings.limits)
        written.require_option(named[1])
        yield _option(here, written, named[1], f"{written.id} {named[1]}")
    elif TOGETHER in word and all(map(is_change_file, word.split(TOGETHER))) and not Path(word).exists():
        files = [Path(part) for part in word.split(TOGETHER)]
        yield _Asked(f" {TOGETHER} ".join(file.stem for file in files), Side("", here.changed(*files)))
    else:
        side_ = opened.enter_context(side(here, word))
        graph = here.workspace.graph if dated_as(here, word) is not None else None
        title = graph.name(word) if graph is not None and word in graph else ""
        yield _Asked(Path(word).stem if is_change_file(word) else word, side_, title)


def _option(here: OpenWorkspace, written: WrittenRequest, key: str, called: str) -> _Asked:
    """The state that an option of a request makes."""
    option, source = written.request.options[key], written.changes(here.root, key)
    return _Asked(called, Side("", here if source is None else here.changed(source)), option.name, option, written.id)


def _state(asked: _Asked, *, as_dated: bool) -> State:
    """All that is told of a state; what its changes add counts as in service, unless `as_dated`."""
    opened = asked.side.opened
    graph = opened.graph if as_dated else opened.demanded
    audited, indicators = judging.audit_with_indicators(opened, as_dated=as_dated)
    return State(
        asked.key,
        asked.title,
        asked.side.situation,
        opened.workspace.scenarios,
        asked.option,
        asked.written,
        audited,
        indicators,
        states.counted_solutions(graph),
        states.counted_flows(graph),
        states.coverage(graph),
        states.running(graph),
        states.budget_of(graph, opened.when.date.year),
    )


def _conflicts(asked: Sequence[_Asked]) -> Iterator[Finding]:
    """What the changes of two states write otherwise; the options of one request exclude one another by nature."""
    changed = [one for one in asked if one.side.opened.changes]
    for one in changed:
        yield from one.side.opened.workspace.about_changes
    for first, second in combinations(changed, 2):
        if not first.of or first.of != second.of:
            yield from conflicts(first.side.opened.workspace, second.side.opened.workspace)
