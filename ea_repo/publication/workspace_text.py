"""The text of a workspace as an audience may read it: a folder like any other, in which what is not shown is not there.

Whatever is asked of that folder is answered from what it holds: no answer, page or format needs to know of audiences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from ea_repo.check.charter import CHARTER, RULES, Charter, common_indicators, common_rules
from ea_repo.check.indicator import INDICATORS
from ea_repo.check.opinions import FILE as OPINION
from ea_repo.draw import cartography as maps
from ea_repo.draw.cartography import Cartography
from ea_repo.load import FILE, Workspace
from ea_repo.load.element_text import element_lines
from ea_repo.load.files import Source, read, read_as, sources
from ea_repo.load.requests import FOLDER as REQUESTS
from ea_repo.load.requests import find_requests
from ea_repo.load.workspace import MODEL
from ea_repo.load.yaml import parse
from ea_repo.publication.profile import REQUEST, Audience, family
from ea_repo.publication.redaction import Redaction
from ea_repo.select.paths import fields
from ea_repo.starter import folder as starter_folder

SCENARIOS = "scenarios"
_STYLE = f"{maps.FOLDER}/{maps.STYLE}"
_HEAD = frozenset(("status", "decided_by"))
_REMOVE = "remove"
_TEXTS = frozenset(("title", "why", "fix", "otherwise", "message", "details", "good", "bad", "charter", "parts"))
"""The keys of a rule or an indicator that choose nothing."""


@dataclass(frozen=True)
class PublishedText:
    """The files of a workspace for an audience, made of those of the workspace."""

    workspace: Workspace
    charter: Charter
    cartography: Cartography
    audience: Audience
    redaction: Redaction

    @property
    def root(self) -> Path:
        return self.workspace.root

    def write(self, folder: Path) -> None:
        """Writes every file in an empty folder."""
        for file, text in self.files():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", errors="backslashreplace")

    def files(self) -> Iterator[tuple[str, str]]:
        """Every file, by its path in the workspace, with its text."""
        yield FILE, _dumped(self._settings())
        yield f"{MODEL}/.keep", ""
        yield from self._model()
        yield from self._rules()
        yield from self._maps()
        yield from self._requests()
        for source in sources(self.root, SCENARIOS):
            if self._shows_file(source):
                yield source.file, self.changes(source).text or ""

    def changes(self, source: Source) -> Source:
        """A change file as it is shown."""
        name = source.file if self._shows_file(source) else "changes.yaml"
        written = parse(source.text or "").value
        shown = self._changes(written) if isinstance(written, dict) else {}
        return Source(Path(name).name if Path(name).is_absolute() else name, _dumped(shown), part=source.part)

    # The model

    def _model(self) -> Iterator[tuple[str, str]]:
        graph = self.workspace.graph
        for kind in graph.vocabulary.kinds:
            shown = [id for id in graph.exactly(kind) if id not in self.redaction.ids]
            lines = [
                line
                for id in shown
                for line in element_lines(
                    self.redaction.id(id), self.redaction.element(kind, id, fields(graph, id))
                )
            ]
            if lines:
                yield f"{MODEL}/{kind}.yaml", "\n".join((f"{kind}:", *lines)) + "\n"

    def _changes(self, written: Mapping[str, Any]) -> dict[str, Any]:
        """What a change file writes, with what it says of elements that are not shown left out."""
        shown: dict[str, Any] = {}
        for key, part in written.items():
            if key in _HEAD or key == _REMOVE:
                ids = part if isinstance(part, list) else [part]
                kept = [self.redaction.id(id) for id in ids if isinstance(id, str) and self.redaction.shows(id)]
                shown |= {key: kept if key == _REMOVE else kept[0]} if kept else {}
            elif key in self.redaction.vocabulary.kinds and key not in self.redaction.kinds and isinstance(part, dict):
                elements = {
                    self.redaction.id(id): self.redaction.element(key, id, element or {})
                    for id, element in part.items()
                    if self.redaction.shows(id) and isinstance(element, dict | None)
                }
                shown |= {key: elements} if elements else {}
        return shown

    # What the workspace says of itself

    def _settings(self) -> dict[str, Any]:
        written = parse(read(self.root, self.root / FILE).text or "").value
        shown = {
            key: part
            for key, value in (written if isinstance(written, dict) else {}).items()
            if (part := value if key in ("at", "limits", "lang") else self.redaction.value(value)) is not None
        }
        shown["name"] = shown.get("name") or self.audience.profile.title.fr
        shown["complete"] = [entry.model_dump(exclude_unset=True) for entry in self._still_complete()]
        if self.redaction.fields.get(REQUEST) or REQUEST in self.audience.profile.drop.kinds:
            shown.pop("margins", None)
        if self.audience.profile.marking is not None:
            shown["marking"] = self.audience.profile.marking.model_dump()
        return shown | self._own_words(shown)

    def _still_complete(self) -> Iterator[Any]:
        """What is held in full of what is shown: where something is left out, an absence says nothing."""
        graph, redaction = self.workspace.graph, self.redaction
        for entry in self.workspace.settings.complete:
            kinds = family(redaction.vocabulary, entry.kind)
            whole = all(id not in redaction.ids for kind in kinds for id in graph.exactly(kind))
            fields_shown = all(self._shows_in_full(kind, field) for kind in kinds for field in entry.fields)
            if whole and fields_shown and not redaction.mentioned_in(entry.where):
                yield entry

    def _shows_in_full(self, kind: str, field: str) -> bool:
        graph, redaction = self.workspace.graph, self.redaction
        if field in redaction.fields.get(kind, ()):
            return False
        if field not in redaction.vocabulary.kinds[kind].links:
            return True
        rows = (refs for _, refs in graph.rows(kind, field) if refs)
        return all(ref.to not in redaction.ids for refs in rows for ref in refs)

    def _own_words(self, shown: Mapping[str, Any]) -> dict[str, Any]:
        """The fields and kinds that the workspace declares, but those that are not shown."""
        hidden, redaction = self.redaction.kinds, self.redaction

        def kept(kind: str, declared: Any) -> dict[str, Any]:
            names = {name: field for name, field in declared.items() if name not in redaction.fields.get(kind, ())}
            return {name: field for name, field in names.items() if _pointed(field) - hidden or not _pointed(field)}

        kinds = {
            name: {**kind, "fields": kept(name, kind.get("fields") or {})}
            for name, kind in (shown.get("kinds") or {}).items()
            if name not in hidden
        }
        own = {kind: kept(kind, declared) for kind, declared in (shown.get("fields") or {}).items() if kind not in hidden}
        return ({"kinds": kinds} if kinds else {"kinds": {}}) | {"fields": own}

    # The charter

    @cached_property
    def rules_left_out(self) -> frozenset[str]:
        """The rules that are not judged: dropped, about what is not shown, or naming it."""
        dropped = set(self.audience.profile.drop.rules)
        for id, rule in self.charter.rules.items():
            own = self._own_rule(id)
            written = {"scope": rule.scope, **rule.arguments}
            if self._is_about_hidden(rule.scope, written) or (own is not None and self.redaction.mentioned_in(self._told(own))):
                dropped.add(id)
        while more := {
            id
            for id, rule in self.charter.rules.items()
            if id not in dropped and not dropped.isdisjoint(_tokens(rule.arguments))
        }:
            dropped |= more
        return frozenset(dropped)

    def _own_rule(self, id: str) -> Any:
        """What the workspace itself writes of a rule; None where it writes nothing."""
        file = self.charter.files.get(id, "")
        is_own = file and Path(file).name != CHARTER
        return parse(read(self.root, self.root / file).text or "").value if is_own else None

    def _told(self, own: Mapping[str, Any]) -> dict[str, Any]:
        """What is kept of a rule of the workspace: without the examples, and the words over common ones, that mention."""
        is_common = str(own.get("id")) in common_rules()
        kept: dict[str, Any] = {}
        for key, part in own.items():
            if key in ("good", "bad"):
                examples = part if isinstance(part, list) else [part]
                part = [example for example in examples if not self.redaction.mentioned_in(example)] or (
                    None if is_common else part
                )
            elif is_common and key in _TEXTS and self.redaction.mentioned_in(part):
                part = None
            if part is not None:
                kept[key] = part
        return kept

    def _is_about_hidden(self, scope: Any, written: Any) -> bool:
        """Whether what is asked is about a kind or a field that is not shown: it would be told as not recorded."""
        kinds = _kinds_named(scope)
        if kinds and kinds <= self.redaction.kinds:
            return True
        asked = {name for kind in kinds for name in family(self.redaction.vocabulary, kind)} or {"*"}
        hidden = {field for kind in asked for field in self.redaction.fields.get(kind, ())}
        return not hidden.isdisjoint(_tokens(written))

    def _rules(self) -> Iterator[tuple[str, str]]:
        common = self.charter.laid_over.keys() | common_rules().keys()
        if (file := self.root / RULES / CHARTER).is_file():
            written = self.redaction.value(parse(read(self.root, file).text or "").value) or {}
            written["sections"] = {
                id: sections
                for id, sections in (written.get("sections") or {}).items()
                if id not in self.rules_left_out
            }
            written["without"] = sorted(self.rules_left_out & common)
            yield f"{RULES}/{CHARTER}", _dumped({key: part for key, part in written.items() if part != {}})
        for id in self.charter.rules:
            own = self._own_rule(id)
            if own is not None and id not in self.rules_left_out:
                yield f"{RULES}/{id}.yaml", _dumped(self.redaction.value(self._told(own)))
        yield from self._indicators()
        if (self.root / OPINION).is_file():
            written = self.redaction.value(parse(read(self.root, self.root / OPINION).text or "").value)
            yield OPINION, _dumped(written)

    def _indicators(self) -> Iterator[tuple[str, str]]:
        file = self.root / INDICATORS
        written = parse(read(self.root, file).text or "").value if file.is_file() else {}
        own = written.get("indicators", {}) if isinstance(written, dict) else {}
        common = common_indicators() if self.charter.extends else {}
        without = {id for id, said in common.items() if self._indicates_hidden({**said, **(own.get(id) or {})})}
        shown = {
            id: self.redaction.value(said)
            for id, said in own.items()
            if not self.redaction.mentioned_in({id: said}) and not self._indicates_hidden({**common.get(id, {}), **said})
        }
        without |= {id for id in own if id in common and id not in shown}
        if shown or without:
            yield INDICATORS, _dumped({"indicators": shown, "without": sorted(without)})

    def _indicates_hidden(self, written: Mapping[str, Any]) -> bool:
        arguments = {key: part for key, part in written.items() if key not in _TEXTS}
        rule = self.charter.rules.get(str(written.get("rule")))
        scope = written.get("scope") or (rule.scope if rule is not None else {})
        return written.get("rule") in self.rules_left_out or self._is_about_hidden(scope, arguments)

    # The maps

    def _maps(self) -> Iterator[tuple[str, str]]:
        own = list(sources(self.root, maps.FOLDER))
        for source in own or sources(starter_folder(maps.FOLDER).parent, maps.FOLDER):
            id, written = Path(source.file).stem, parse(source.text or "").value
            if source.file == _STYLE:
                yield _STYLE, _dumped(self.redaction.value(written))
            elif id in self.cartography.views and self._shows_map(id, written, is_own=bool(own)):
                yield f"{maps.FOLDER}/{id}.yaml", _dumped(self.redaction.value(written))
        if not any(source.file == _STYLE for source in own):
            yield _STYLE, read_as(_STYLE, starter_folder(maps.FOLDER) / maps.STYLE).text or ""

    def _shows_map(self, id: str, written: Any, *, is_own: bool) -> bool:
        if id in self.audience.profile.drop.maps or written.get("rule") in self.rules_left_out:
            return False
        if is_own and self.redaction.mentioned_in({id: written}):
            return False
        kinds = _kinds_named({key: part for key, part in written.items() if key in ("show", "rows", "each")})
        hidden = {field for kind in kinds or {"*"} for field in self.redaction.fields.get(kind, ())}
        return not (kinds and kinds <= self.redaction.kinds) and written.get("colour") not in hidden

    # The requests

    def _requests(self) -> Iterator[tuple[str, str]]:
        if REQUEST in self.audience.profile.drop.kinds:
            return
        requests, _ = find_requests(self.root, self.workspace.settings.limits)
        for request in requests:
            shown = self._request(request.document.value)
            if shown is not None and not self.redaction.mentioned_in(request.file):
                yield request.file, _dumped(shown)
        asked = {request.file for request in requests}
        for source in sources(self.root, REQUESTS):
            if source.file not in asked and self._shows_file(source):
                yield source.file, self.changes(source).text or ""

    def _request(self, written: Mapping[str, Any]) -> Any:
        """A request as it is shown; None for one that speaks of what is not, beyond what an option would change."""
        hidden = self.redaction.fields.get(REQUEST, frozenset())
        options, changes = {}, {}
        for key, option in (written.get("options") or {}).items():
            options[key] = {name: part for name, part in option.items() if name not in hidden and name != "changes"}
            if (asked := option.get("changes")) is not None and "changes" not in hidden:
                changes[key] = {"changes": self._changes(asked) if isinstance(asked, dict) else asked}
        rest = {name: part for name, part in written.items() if name not in hidden and name != "options"}
        shown = {**rest, "options": options}
        if self.redaction.mentioned_in([shown, [part for part in changes.values() if isinstance(part["changes"], str)]]):
            return None
        shown = self.redaction.value(shown)
        for key, part in changes.items():
            shown["options"][key] |= part
        return shown

    def _shows_file(self, source: Source) -> bool:
        return source.text is not None and not self.redaction.mentioned_in(source.file)


def _tokens(written: Any) -> Iterator[str]:
    """Every word that data say as a key, a step of a path, or a value."""
    match written:
        case str():
            yield from written.split(".")
        case dict():
            for key, part in written.items():
                yield from (token for token in _tokens(str(key)))
                yield from (token for token in _tokens(part))
        case list() | tuple():
            for part in written:
                yield from _tokens(part)


def _kinds_named(written: Any) -> set[str]:
    """The kinds that selectors within data ask for."""
    match written:
        case dict():
            own = written.get("kind", ())
            named = {own} if isinstance(own, str) else {kind for kind in own if isinstance(kind, str)}
            return named.union(*(_kinds_named(part) for key, part in written.items() if key not in ("kind", "not")))
        case list() | tuple():
            return set().union(*map(_kinds_named, written))
        case _:
            return set()


def _pointed(field: Any) -> set[str]:
    """The kinds that a declared link may point at; none for another field."""
    to = field.get("to", ()) if isinstance(field, dict) else ()
    return {to} if isinstance(to, str) else set(to)


def _dumped(value: Any) -> str:
    return str(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6))


class _Dumper(yaml.SafeDumper):
    """Writes each text whole, wherever it is met again."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def all_changes(workspace: Workspace, limits: Any) -> Iterable[Source]:
    """Every change that is written in a workspace: of the options of its requests, and of its scenarios."""
    requests, _ = find_requests(workspace.root, limits)
    for request in requests:
        for key in request.request.options:
            if (source := request.changes(workspace.root, key)) is not None:
                yield source
    yield from sources(workspace.root, SCENARIOS, limits)
