"""The text of a workspace as an audience may read it: a folder like any other, in which what is not shown is not there.

Whatever is asked of that folder is answered from what it holds: no answer, page or format needs to know of audiences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ea_repo.finding import Text
from ea_repo.load import FILE, Workspace
from ea_repo.load.element_text import element_lines
from ea_repo.load.files import Source, sources
from ea_repo.load.limits import Limits
from ea_repo.load.requests import FOLDER as REQUESTS
from ea_repo.load.requests import find_requests
from ea_repo.load.settings import Complete
from ea_repo.load.workspace import MODEL
from ea_repo.load.yaml import parse
from ea_repo.publication.profile import REQUEST, Audience, family
from ea_repo.publication.questions import Questions
from ea_repo.publication.redaction import Redaction
from ea_repo.publication.yaml_text import dumped, parsed
from ea_repo.select.paths import fields

SCENARIOS = "scenarios"
_HEAD = frozenset(("status", "decided_by"))
_REMOVE = "remove"
_ONLY_THIS = Text(
    "ce qui n'est pas publié n'est ni montré ni compté", "what is not published is neither shown nor counted"
)
"""A verdict, a count, a loss are those of what is shown: whoever reads them must know."""


@dataclass(frozen=True)
class PublishedText:
    """The files of a workspace for an audience, made of those of the workspace."""

    workspace: Workspace
    audience: Audience
    redaction: Redaction
    questions: Questions

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
        yield FILE, dumped(self._settings())
        yield f"{MODEL}/.keep", ""
        yield from self._model()
        yield from self.questions.files()
        yield from self._requests()
        for source in sources(self.root, SCENARIOS):
            if self._shows_file(source):
                yield source.file, self.changes(source).text or ""

    def changes(self, source: Source) -> Source:
        """A change file as it is shown."""
        name = source.file if self._shows_file(source) else "changes.yaml"
        written = parse(source.text or "").value
        shown = self._changes(written) if isinstance(written, dict) else {}
        return Source(Path(name).name if Path(name).is_absolute() else name, dumped(shown), part=source.part)

    # The model

    def _model(self) -> Iterator[tuple[str, str]]:
        graph = self.workspace.graph
        for kind in graph.vocabulary.kinds:
            shown = [id for id in graph.exactly(kind) if id not in self.redaction.ids]
            lines = [
                line
                for id in shown
                for line in element_lines(self.redaction.id(id), self.redaction.element(kind, id, fields(graph, id)))
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
        written = parsed(self.root, FILE)
        shown = {
            key: part
            for key, value in (written if isinstance(written, dict) else {}).items()
            if (part := value if key in ("at", "limits", "lang") else self.redaction.value(value)) is not None
        }
        shown["name"] = shown.get("name") or self.audience.profile.title.fr
        shown["complete"] = [
            {name: value for name, value in asdict(entry).items() if value} for entry in self._still_complete()
        ]
        if self.redaction.fields.get(REQUEST) or REQUEST in self.audience.profile.drop.kinds:
            shown.pop("margins", None)
        for setting, names in self.questions.settings_in_use().items():
            if setting in shown:
                shown[setting] = {name: value for name, value in shown[setting].items() if name in names}
        shown["marking"] = self._marking()
        return shown | self._own_words(shown)

    def _marking(self) -> dict[str, str]:
        """What every page bears: for whom it is, and that its answers are about what is published alone."""
        profile = self.audience.profile
        said = profile.marking or profile.title
        return {"fr": f"{said.fr} · {_ONLY_THIS.fr}", "en": f"{said.en} · {_ONLY_THIS.en}"}

    def _still_complete(self) -> Iterator[Complete]:
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
            told = {name: _with_words_told(field) for name, field in names.items()}
            return {
                name: field
                for name, field in told.items()
                if (_pointed(field) - hidden or not _pointed(field)) and _may_be_chosen(field)
            }

        kinds = {
            name: {**kind, "fields": kept(name, kind.get("fields") or {})}
            for name, kind in (shown.get("kinds") or {}).items()
            if name not in hidden
        }
        declared = (shown.get("fields") or {}).items()
        return {"kinds": kinds, "fields": {kind: kept(kind, own) for kind, own in declared if kind not in hidden}}

    # The requests

    def _requests(self) -> Iterator[tuple[str, str]]:
        if REQUEST in self.audience.profile.drop.kinds:
            return
        requests, _ = find_requests(self.root, self.workspace.settings.limits)
        for request in requests:
            shown = self._request(request.document.value)
            if shown is not None and self.redaction.names_nothing(request.file):
                yield request.file, dumped(shown)
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
        beside = [part["changes"] for part in changes.values() if isinstance(part["changes"], str)]
        if self.redaction.mentioned_in([shown, beside]):
            return None
        shown = self.redaction.value(shown)
        for key, part in changes.items():
            shown["options"][key] |= part
        return shown

    def _shows_file(self, source: Source) -> bool:
        return source.text is not None and self.redaction.names_nothing(source.file)


def _with_words_told(field: Any) -> Any:
    """A declared field; a choice without the words of which only one language may be told."""
    if not _is_choice(field):
        return field
    words = (field.get("choices") or {}).items()
    return {**field, "choices": {word: label for word, label in words if not isinstance(label, dict) or len(label) > 1}}


def _may_be_chosen(field: Any) -> bool:
    """Whether a declared field can be written: a choice has a word."""
    return not _is_choice(field) or bool(field["choices"])


def _is_choice(field: Any) -> bool:
    return isinstance(field, dict) and field.get("type") == "choice"


def _pointed(field: Any) -> set[str]:
    """The kinds that a declared link may point at; none for another field."""
    to = field.get("to", ()) if isinstance(field, dict) else ()
    return {to} if isinstance(to, str) else set(to)


def all_changes(workspace: Workspace, limits: Limits) -> Iterable[Source]:
    """Every change that is written in a workspace: of the options of its requests, and of its scenarios."""
    requests, _ = find_requests(workspace.root, limits)
    for request in requests:
        for key in request.request.options:
            if (source := request.changes(workspace.root, key)) is not None:
                yield source
    yield from sources(workspace.root, SCENARIOS, limits)
