"""An editor: pygls' own client, which speaks to `ea lsp` over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

PATIENCE = 30.0
"""In seconds, for findings to be shown."""


class Editor:
    """An editor with a workspace open; places are a line and a column in UTF-16, from 0."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        self._options = options
        self._runner = asyncio.Runner()
        # Its decorators carry no types.
        self._client: Any = LanguageClient("test", "1")
        self._versions: dict[str, int] = {}
        self.shown: dict[str, list[types.Diagnostic]] = {}
        self.told: list[str] = []
        self._news = asyncio.Event()

        def show(params: types.PublishDiagnosticsParams) -> None:
            self.shown[params.uri] = list(params.diagnostics)
            self._news.set()

        def tell(params: types.ShowMessageParams) -> None:
            self.told.append(params.message)
            self._news.set()

        self._client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(show)
        self._client.feature(types.WINDOW_SHOW_MESSAGE)(tell)

    def __enter__(self) -> Editor:
        self._runner.run(self._start())
        return self

    async def _start(self) -> None:
        environment = os.environ | {"LANG": "C.UTF-8"}
        await self._client.start_io(sys.executable, "-m", "ea_repo.cli.main", "lsp", *self._options, env=environment)
        capabilities = types.ClientCapabilities()
        await self._client.initialize_async(types.InitializeParams(capabilities, root_uri=self.root.as_uri()))
        self._client.initialized(types.InitializedParams())

    def __exit__(self, *_: object) -> None:
        async def stop() -> None:
            await self._client.shutdown_async(None)
            self._client.exit(None)
            await self._client.stop()

        self._runner.run(stop())
        self._runner.close()

    def uri(self, file: str) -> str:
        return (self.root / file).as_uri()

    def open(self, file: str) -> None:
        """Opens a file as it is on the disk; waits until its findings are shown."""
        self._versions[file] = 1
        text = (self.root / file).read_bytes().decode()
        item = types.TextDocumentItem(self.uri(file), "yaml", 1, text)
        self._tell(lambda: self._client.text_document_did_open(types.DidOpenTextDocumentParams(item)))

    def write(self, file: str, text: str) -> None:
        """Changes the text in the editor, and not on the disk; waits for the findings."""
        self._versions[file] += 1
        document = types.VersionedTextDocumentIdentifier(self._versions[file], self.uri(file))
        change = types.TextDocumentContentChangeWholeDocument(text)
        self._tell(lambda: self._client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change])))

    def save(self, file: str, text: str) -> None:
        """Writes the text on the disk, and says so."""
        (self.root / file).write_text(text, encoding="utf-8")
        self.write(file, text)
        document = types.TextDocumentIdentifier(self.uri(file))
        self._tell(lambda: self._client.text_document_did_save(types.DidSaveTextDocumentParams(document)))

    def _tell(self, notify: Any) -> None:
        async def told() -> None:
            self._news.clear()
            notify()
            await asyncio.wait_for(self._news.wait(), PATIENCE)

        self._runner.run(told())

    def findings(self, file: str) -> list[str]:
        """What is shown in a file, as `rule line:from-to`."""
        return [
            f"{shown.code} {shown.range.start.line}:{shown.range.start.character}-{shown.range.end.character}"
            for shown in self.shown.get(self.uri(file), [])
        ]

    def ask(self, request: str, file: str, line: int, column: int, **more: Any) -> Any:
        """The answer to a request about a place."""
        document, place = types.TextDocumentIdentifier(self.uri(file)), types.Position(line, column)
        ask, parameters = {
            "completion": (self._client.text_document_completion_async, types.CompletionParams),
            "hover": (self._client.text_document_hover_async, types.HoverParams),
            "definition": (self._client.text_document_definition_async, types.DefinitionParams),
            "references": (self._client.text_document_references_async, types.ReferenceParams),
            "rename": (self._client.text_document_rename_async, types.RenameParams),
        }[request]
        asked = parameters(text_document=document, position=place, **more)
        return self._runner.run(_awaited(ask(asked)))

    def actions(self, file: str, line: int) -> list[types.CodeAction]:
        """What is proposed for the findings of a line."""
        here = types.Range(types.Position(line, 0), types.Position(line, 0))
        document = types.TextDocumentIdentifier(self.uri(file))
        asked = types.CodeActionParams(document, here, types.CodeActionContext([]))
        return list(self._runner.run(_awaited(self._client.text_document_code_action_async(asked))) or [])


async def _awaited(asked: Any) -> Any:
    return await asyncio.wait_for(asked, PATIENCE)


def edited(text: str, edits: list[types.TextEdit]) -> str:
    """A text after the edits of an editor, which counts in UTF-16."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(_units(line)) // 2 + 1)
    units = _units(text)
    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        start = (starts[edit.range.start.line] + edit.range.start.character) * 2
        end = (starts[edit.range.end.line] + edit.range.end.character) * 2
        units = units[:start] + _units(edit.new_text) + units[end:]
    return units.decode("utf-16-le")


def _units(text: str) -> bytes:
    return text.encode("utf-16-le")
