"""What changes for those who work: the solutions that come and go, and the tools of processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ea_repo.answer.changed_processes import ProcessChange, Tool, ToolChange
from ea_repo.answer.comparison import Comparison
from ea_repo.document import Item, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.comparison_part import Group, Part, Told, groups, item
from ea_repo.report.comparison_where import FEW_TOOLS, Where
from ea_repo.report.comparison_words import counted_clause
from ea_repo.report.words import COLON, SEMICOLON, count_of

_FEW_PROCESSES = 3
SOLUTIONS, PROCESSES = Text("Solutions", "Solutions"), Text("Processus", "Processes")
_GO = Text("sort du service|sortent du service", "leaves service|leave service")
_COME = Text("entre en service|entrent en service", "enters service|enter service")
_ADDED = Text("s'ajoute (phase inconnue)|s'ajoutent (phase inconnue)",
              "is added (phase unknown)|are added (phase unknown)")  # fmt: skip
_SOLUTION = Text("solution|solutions", "solution|solutions")
_MODULES = Text("module|modules", "module|modules")
_CHANGE_TOOLS = Text("change d'outils|changent d'outils", "changes tools|change tools")
_PROCESS = Text("processus|processus", "process|processes")
_LOSE = Text("perd son dernier outil enregistré|perdent leur dernier outil enregistré",
             "loses its last recorded tool|lose their last recorded tool")  # fmt: skip
_NO_TOOL = Text("aucun outil enregistré", "no recorded tool")
_SERVED = (
    ("unserved", Text("plus aucun outil enregistré", "no recorded tool any more")),
    ("perhaps_unserved", Text("peut-être plus d'outil", "perhaps no tool any more")),
    ("served", Text("un premier outil enregistré", "a first recorded tool")),
    ("perhaps_served", Text("peut-être un premier outil", "perhaps a first tool")),
)


def solutions(comparison: Comparison, lang: Lang) -> Part:
    """The applications that enter and leave service; modules are told with the whole that they come with."""
    goes, comes = _with_modules(comparison, comparison.goes), _with_modules(comparison, comparison.comes)
    unsure = sum(_is_added_unsure(comparison, id) for id in comes)
    numbers = (len(goes), _GO), (len(comes) - unsure, _COME), (unsure, _ADDED)
    tally = ", ".join(count_of(number, words, lang) for number, words in numbers if number)
    clause = counted_clause(numbers, _SOLUTION, lang)
    items = groups(
        Told([*goes.items()], lambda moving: _solution(comparison, "−", *moving, lang)),
        Told([*comes.items()], lambda moving: _solution(comparison, "+", *moving, lang)),
    )
    return Part(SOLUTIONS, tally, items, clause)


def _is_added_unsure(comparison: Comparison, id: str) -> bool:
    """Whether an element is new and no date tells its phase: it counts as in service, and nothing says that it is."""
    return id not in comparison.before.graph and comparison.after.graph.phase(id) == "unknown"


def _with_modules(comparison: Comparison, ids: Sequence[str]) -> dict[str, list[str]]:
    """The applications that move by themselves, each with the modules that move with it."""
    moving = set(ids)
    above = {id: [whole for whole in comparison.both.wholes(id, "part_of")[1:] if whole in moving] for id in ids}
    modules: dict[str, list[str]] = {id: [] for id in ids}
    for id in ids:
        for whole in above[id]:
            modules[whole].append(id)
    return {id: modules[id] for id in ids if not above[id]}


def _solution(comparison: Comparison, mark: str, id: str, modules: list[str], lang: Lang) -> Item:
    added = Text("s'ajoute, en service", "is added, in service")
    if mark == "+" and _is_added_unsure(comparison, id):
        added = Text("s'ajoute, phase inconnue", "is added, phase unknown")
    words = {
        ("+", True): Text("entre en service", "enters service"),
        ("+", False): added,
        ("−", True): Text("sort du service", "leaves service"),
        ("−", False): Text("n'est plus dans le modèle", "is no longer in the model"),
    }
    on_both_sides = id in comparison.before.graph and id in comparison.after.graph
    number = count_of(len(modules), _MODULES, lang)
    with_ = Text(f", avec {number}", f", with {number}")[lang] if modules else ""
    whole = comparison.both.solution(id)
    of = "" if whole == id else f" ({comparison.name(whole)})"
    return item(mark, f"{comparison.name(id)}{of} {words[mark, on_both_sides][lang]}{with_}")


class ProcessWords:
    """Which processes change tools, in words; names are counted where a screen cuts them."""

    def __init__(self, comparison: Comparison, lang: Lang, *, cut: bool) -> None:
        self._comparison, self._lang, self._cut = comparison, lang, cut
        self._where = Where(comparison, lang, cut=cut)

    def part(self) -> Part:
        """A line for processes that change alike: those that lose something first."""
        changes = self._comparison.processes
        alike: dict[tuple[str, str], list[ProcessChange]] = {}
        for change in changes:
            alike.setdefault((_mark(change), self._what_changes(change)), []).append(change)
        items = tuple(self._item(mark, what, those) for (mark, what), those in alike.items())
        clause = counted_clause([(len(changes), _CHANGE_TOOLS)], _PROCESS, self._lang)
        return Part(PROCESSES, self._tally(changes), (Group(items),), clause)

    def _tally(self, changes: Sequence[ProcessChange]) -> str:
        if not changes:
            return ""
        told = count_of(len(changes), _CHANGE_TOOLS, self._lang)
        loses = sum(change.loses for change in changes)
        if not loses:
            return told
        return f"{told}, {Text('dont', 'of which')[self._lang]} {count_of(loses, _LOSE, self._lang)}"

    def _item(self, mark: str, what: str, changes: list[ProcessChange]) -> Item:
        names = self._where.few(map(self._name, changes), _FEW_PROCESSES)
        stays = self._stays(changes[0]) if len(changes) == 1 else ""
        inside = [] if self._cut else [sentence for change in changes for sentence in self._sides(change, changes)]
        return item(mark, f"{names}{COLON[self._lang]}{what}{stays}", inside)

    def _name(self, change: ProcessChange) -> str:
        name = self._comparison.name(change.process)
        return f"{name} ({Text('critique', 'critical')[self._lang]})" if change.critical else name

    def _what_changes(self, change: ProcessChange) -> str:
        """What changes for a process, without its name."""
        lang = self._lang
        if change.before is None:
            there = Text("est en service, avec ", "is in service, with ")
            if _is_added_unsure(self._comparison, change.process):
                there = Text("s'ajoute, phase inconnue, avec ", "is added, phase unknown, with ")
            return there[lang] + self._tools(change.after or ())
        if change.after is None:
            words = Text("n'est plus en service ; avait ", "is no longer in service; had ")
            return words[lang] + self._tools(change.before)
        if change.loses_all:
            was = self._tools(change.before)
            return Text(f"plus aucun outil enregistré (avant : {was})", f"no recorded tool any more (before: {was})")[
                lang
            ]
        if change.gains_first:
            return f"{self._tools(change.after)}, {Text('premier outil enregistré', 'first recorded tool')[lang]}"
        return SEMICOLON[lang].join(self._differences(change))

    def _differences(self, change: ProcessChange) -> Iterator[str]:
        lang = self._lang
        # Where it is a tool of both sides of which one learns, or no longer knows, where it is used, that is said.
        unsure = any(None in (tool.before.used_at.sites, tool.after.used_at.sites) for tool in change.moved)
        for name, words in _SERVED:
            if (sites := getattr(change, name)) and not (unsure and name.startswith("perhaps")):
                yield f"{words[lang]} ({self._where.sites(sites)})"
        if change.goes:
            yield f"{self._tools(change.goes)} {Text('en moins', 'gone')[lang]}"
        if change.comes:
            yield f"{self._tools(change.comes)} {Text('en plus', 'added')[lang]}"
        for tool in change.moved:
            yield f"{self._comparison.name(tool.after.application)} {self._otherwise(tool)}"

    def _otherwise(self, change: ToolChange) -> str:
        """How a tool serves the process otherwise than before: in whole or in part, elsewhere."""
        parts = []
        if change.before.covers != change.after.covers:
            words = Text("y contribue au lieu de le couvrir", "supports it instead of covering it")
            if change.after.covers:
                words = Text("le couvre au lieu d'y contribuer", "covers it instead of supporting it")
            parts.append(words[self._lang])
        if elsewhere := self._where.elsewhere(change.moved, change.before.used_at, change.after.used_at):
            parts.append(elsewhere)
        return ", ".join(parts)

    def _stays(self, change: ProcessChange) -> str:
        """Who serves it as before."""
        if change.before is None or not change.stays:
            return ""
        names = self._where.few((self._comparison.name(tool.application) for tool in change.stays), FEW_TOOLS)
        return Text(f" ; toujours {names}", f"; still {names}")[self._lang]

    def _sides(self, change: ProcessChange, among: list[ProcessChange]) -> Iterator[Sentence]:
        """Who serves it before and after, in full."""
        lang = self._lang
        whose = f"{self._comparison.name(change.process)}, " if len(among) > 1 else ""
        for words, tools in ((Text("avant", "before"), change.before), (Text("après", "after"), change.after)):
            if tools is not None:
                yield Sentence(f"{whose}{words[lang]}{COLON[lang]}{self._tools(tools) or _NO_TOOL[lang]}", "quiet")

    def _tools(self, tools: Iterable[Tool]) -> str:
        """Tools, each with where it is used; one that does not cover the whole says so."""
        return self._where.few(map(self._tool, tools), FEW_TOOLS)

    def _tool(self, tool: Tool) -> str:
        partly = [] if tool.covers else [Text("en partie", "in part")[self._lang]]
        where = self._where.of(tool.used_at)
        said = ", ".join((*partly, *([where] if where else [])))
        return (
            f"{self._comparison.name(tool.application)} ({said})" if said else self._comparison.name(tool.application)
        )


def _mark(change: ProcessChange) -> str:
    if change.loses:
        return "✗"
    if change.after is None:
        return "−"
    return "+" if change.before is None or change.gains_first else "~"
