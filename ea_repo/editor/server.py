"""The server that editors speak to, on pygls: each request to the desk of the workspace that the document is in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.lsp.server import LanguageServer

import ea_repo
from ea_repo.editor import answers
from ea_repo.editor.answers import Asked
from ea_repo.editor.desk import Desk
from ea_repo.editor.places import Places
from ea_repo.finding import Finding, Lang
from ea_repo.load import WorkspaceUnreadable, find_root
from ea_repo.repository.refused import fault, refusal
from ea_repo.typography import typeset
from ea_repo.visible import visible

T = TypeVar("T")
PATIENCE = 0.3
"""How many seconds of quiet there are before a text that changes is read again."""
_SEVERITY = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_ANSWERS: tuple[tuple[str, Callable[[Asked], Any], Any], ...] = (
    (
        types.TEXT_DOCUMENT_COMPLETION,
        answers.complete,
        types.CompletionOptions(trigger_characters=[" ", ",", "[", "{"]),
    ),
    (types.TEXT_DOCUMENT_HOVER, answers.hover, None),
    (types.TEXT_DOCUMENT_DEFINITION, answers.define, None),
    (types.TEXT_DOCUMENT_REFERENCES, answers.refer, None),
    (types.TEXT_DOCUMENT_RENAME, answers.rename, None),
    (
        types.TEXT_DOCUMENT_CODE_ACTION,
        answers.mend,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    ),
)
"""By request about a document, what answers it, and what the editor is told of that."""


class Server(LanguageServer):
    """A language server for the workspaces that the open documents are in."""

    def __init__(self, lang: Lang | None) -> None:
        super().__init__("ea-repo", ea_repo.__version__)
        self._lang = lang
        self._desks: dict[Path, Desk] = {}
        self._shown: dict[Path, set[str]] = {}

    def desk(self, uri: str) -> tuple[Desk, str] | None:
        """The desk of the workspace of a document, and the document's path in it; None where it is in none."""
        path = Path(uris.to_fs_path(uri) or "")
        try:
            root = find_root(path.parent)
            file = path.relative_to(root).as_posix()
        except (WorkspaceUnreadable, ValueError):
            return None
        return self._desks.setdefault(root, Desk(root)), file

    def lang(self, desk: Desk) -> Lang:
        """The language asked, else the workspace's."""
        return self._lang or desk.repository.workspace.settings.lang or "en"

    def places(self, desk: Desk, file: str) -> Places:
        """How places of a file are counted by this client."""
        uri = uris.from_fs_path(str(desk.root / file)) or ""
        return Places(uri, desk.text(file) or "", self.workspace.position_codec)

    def answer(self, question: Callable[[Asked], T], params: Any) -> T | None:
        """The answer about a document; None where no workspace that can be read holds it."""
        known = self.desk(params.text_document.uri)
        if known is None:
            return None
        desk, file = known
        try:
            return question(Asked(desk, file, params, self.lang(desk), lambda name: self.places(desk, name)))
        except WorkspaceUnreadable:
            return None
        except JsonRpcException:
            raise
        except Exception as error:
            raise JsonRpcInternalError(self._sentence(error, desk)) from error

    def show(self, uri: str, *, judged: bool = False) -> None:
        """Shows the findings of the workspace of a document, file by file; `judged`: after a new audit."""
        known = self.desk(uri)
        if known is None:
            return
        desk = known[0]
        by_file: dict[str, list[types.Diagnostic]] = {file: [] for file in self._shown.get(desk.root, set())}
        try:
            desk.read()
            if judged:
                desk.judge()
            for finding in desk.findings():
                if (place := desk.line(finding)) is not None:
                    by_file.setdefault(place[0], []).append(self._diagnostic(desk, finding, place))
        except Exception as error:
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, self._sentence(error, desk)))
            return
        self._shown[desk.root] = {file for file, diagnostics in by_file.items() if diagnostics}
        for file, diagnostics in sorted(by_file.items()):
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(self.places(desk, file).uri, diagnostics)
            )

    def _sentence(self, error: Exception, desk: Desk) -> str:
        """What an error says, as the command line would; in English where the workspace cannot say its language."""
        sentence = refusal(error) or fault(error)
        if isinstance(sentence, str):
            return sentence
        try:
            lang = self.lang(desk)
        except Exception:
            lang = "en"
        return typeset(sentence[lang], lang)

    def _diagnostic(self, desk: Desk, finding: Finding, place: tuple[str, int, int]) -> types.Diagnostic:
        file, line, column = place
        lang = self.lang(desk)
        return types.Diagnostic(
            range=self.places(desk, file).word(line, column),
            message=visible(typeset(finding.message[lang], lang)),
            severity=_SEVERITY[finding.severity],
            code=finding.rule,
            source="ea",
        )


def server(lang: Lang | None) -> Server:
    """The server, with what it answers."""
    served = Server(lang)
    _watch(served)
    for request, question, options in _ANSWERS:
        served.feature(request, options)(partial(served.answer, question))
    return served


def _watch(served: Server) -> None:
    """Follows the documents that are open: the text is read after each change, and audited when it is saved."""

    @served.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        _put(served, params.text_document.uri)
        served.show(params.text_document.uri, judged=True)

    @served.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        _put(served, params.text_document.uri)
        if known := served.desk(params.text_document.uri):
            desk, changes = known[0], known[0].changes
            await asyncio.sleep(PATIENCE)
            if desk.changes == changes:
                served.show(params.text_document.uri)

    @served.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        _put(served, params.text_document.uri)
        served.show(params.text_document.uri, judged=True)

    @served.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        if known := served.desk(params.text_document.uri):
            known[0].put(known[1], None)
            served.show(params.text_document.uri)


def _put(served: Server, uri: str) -> None:
    if known := served.desk(uri):
        known[0].put(known[1], served.workspace.get_text_document(uri).source)
