"""A workspace as it stands in an editor: the files on the disk, with what is open and not yet saved in their place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from ea_repo.editor.spot import Spot, spot_at
from ea_repo.exchange.writing.renaming import references
from ea_repo.finding import Finding
from ea_repo.graph import Graph
from ea_repo.load import Workspace
from ea_repo.load.loading import load_edited
from ea_repo.load.workspace import DEROGATIONS, MODEL
from ea_repo.repository import Repository
from ea_repo.repository.renaming import refers_in, require_new_id, texts_of_ids

Span = tuple[int, int]
"""From which character of a text to which."""


class Desk:
    """One workspace, and the texts that are open in an editor; it writes nothing."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._texts: dict[str, str] = {}
        self._judged: tuple[Finding, ...] = ()
        self._flaws: tuple[Finding, ...] = ()
        self._whole: Graph | None = None
        self.changes = 0
        """How many times a text was put here."""

    def put(self, file: str, text: str | None) -> None:
        """Puts a text in the place of a file, named by its path in the workspace; None puts the file back."""
        if text is None:
            self._texts.pop(file, None)
        else:
            self._texts[file] = text
        self.changes += 1

    def read(self) -> None:
        """Reads everything again, since texts have changed; until then, questions are answered as before."""
        self.__dict__.pop("repository", None)
        if not self.repository.workspace.unreadable:
            self._whole = self.repository.graph

    @property
    def graph(self) -> Graph:
        """The last graph that was read whole: a text that one is writing hides what stands after it."""
        return self._whole or self.repository.graph

    @cached_property
    def repository(self) -> Repository:
        """The workspace, open; raises WorkspaceUnreadable where it cannot be read."""
        in_the_model = {file: text for file, text in self._texts.items() if is_of_the_model(file)}
        workspace: Workspace = load_edited(self.root, in_the_model)
        return Repository(self.root, None, (), lambda _: workspace)

    def text(self, file: str) -> str | None:
        """The text of a file as it is in the editor, else on the disk; None where it cannot be read."""
        if file in self._texts:
            return self._texts[file]
        try:
            return (self.root / file).read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def judge(self) -> None:
        """Audits what is written now: the findings of the charter, and those of rules and maps, stay until then."""
        self._flaws = tuple(self.repository.flaws)
        text = {finding.key for finding in self.repository.workspace.findings}
        judged = self.repository.check().findings
        self._judged = tuple(finding for finding in judged if finding.key not in text and not finding.illustrative)

    def findings(self) -> Iterator[Finding]:
        """What is wrong in the text now, and what the last audit found of what is still there."""
        graph = self.repository.workspace.graph
        yield from self.repository.workspace.findings
        yield from self._flaws
        yield from (finding for finding in self._judged if (finding.written or finding.subject) in graph)

    def line(self, finding: Finding) -> tuple[str, int, int] | None:
        """The file, the line and the column (from 0) where a finding is written now."""
        id = finding.written or finding.subject
        workspace = self.repository.workspace
        at = finding.at
        if finding in self._judged and id in workspace.graph:
            at = workspace.locate(id, *((finding.field,) if finding.field else ()))
        return None if at is None else (at.file, at.line - 1, at.column - 1)

    def spot(self, file: str, line: int, column: int) -> Spot | None:
        """The scalar that stands at a place of a file, counted from 0."""
        text = self.text(file)
        return None if text is None else spot_at(text, line, column)

    def element(self, file: str, spot: Spot | None) -> str | None:
        """The id of the element that a scalar refers to; None where it refers to none that there is."""
        if spot is None or spot.value not in self.repository.workspace.graph:
            return None
        refers = refers_in(file, self.repository.vocabulary)
        return spot.value if refers(spot.path, spot.is_key) else None

    def references(self, id: str) -> Iterator[tuple[str, Span]]:
        """Every place that refers to an element, its own id among them: in the model, rules, maps, requests …"""
        vocabulary = self.repository.vocabulary
        saved = dict(texts_of_ids(self.root, self.repository.workspace.settings.limits))
        for file, text in self._with_edits(saved):
            yield from ((file, span) for span in references(text, id, refers_in(file, vocabulary)))

    def _with_edits(self, saved: dict[str, str]) -> Iterator[tuple[str, str]]:
        """The texts where ids stand, as they are in the editor: also new files of the model, not yet saved."""
        edited = {file: text for file, text in self._texts.items() if file in saved or is_of_the_model(file)}
        yield from (saved | edited).items()

    def renamings(self, old: str, new: str) -> Iterator[tuple[str, Span, str]]:
        """What stands in the place of each of these, where an element gets another id; raises NotRenamed."""
        require_new_id(self.repository, old, new)
        for file, (start, end) in self.references(old):
            yield file, (start, end), (self.text(file) or "")[start:end].replace(old, new)


def is_of_the_model(file: str) -> bool:
    """Whether a file holds elements."""
    return file.startswith(f"{MODEL}/") or file == DEROGATIONS
