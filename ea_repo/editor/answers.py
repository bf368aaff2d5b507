"""What an editor is answered about a place of a document, in the types of the protocol."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from ea_repo.editor import completion
from ea_repo.editor.card import card
from ea_repo.editor.desk import Desk, is_of_the_model
from ea_repo.editor.places import Places
from ea_repo.editor.remedies import Remedy, remedy
from ea_repo.finding import Lang, Text, Wrong
from ea_repo.typography import typeset

_REPLACE = Text("Écrire « {word} »", "Write “{word}”")


@dataclass(frozen=True)
class Asked:
    """What is asked: of which document, with which parameters, in which language; `places_in` counts in any file."""

    desk: Desk
    file: str
    params: Any
    lang: Lang
    places_in: Callable[[str], Places]

    @property
    def places(self) -> Places:
        """The places of the document."""
        return self.places_in(self.file)

    @property
    def at(self) -> tuple[int, int]:
        """The line and the column of the cursor."""
        return self.places.read(self.params.position)

    @property
    def element(self) -> str | None:
        """The element that the word under the cursor refers to."""
        return self.desk.element(self.file, self.desk.spot(self.file, *self.at))


def complete(asked: Asked) -> types.CompletionList:
    """What may be written there."""
    line, column = asked.at
    typed = completion.typed(asked.places.text, line, column)
    span = asked.places.range(line, column - len(typed.word), line, column)
    offers = completion.offers(asked.desk.graph, typed, asked.lang) if is_of_the_model(asked.file) else []
    items = [_item(offer, span) for offer in offers]
    return types.CompletionList(is_incomplete=len(items) >= completion.MOST, items=items)


def _item(offer: completion.Offer, span: types.Range) -> types.CompletionItem:
    return types.CompletionItem(
        label=offer.word,
        detail=offer.detail,
        kind=types.CompletionItemKind.Property if offer.is_key else types.CompletionItemKind.Value,
        # An id is found by its name too.
        filter_text=offer.word if offer.is_key else f"{offer.word} {offer.detail}",
        text_edit=types.TextEdit(span, f"{offer.word}: " if offer.is_key else offer.word),
    )


def hover(asked: Asked) -> types.Hover | None:
    """The card of what stands there."""
    spot = asked.desk.spot(asked.file, *asked.at)
    text = card(asked.desk, asked.file, spot, asked.lang) if spot else None
    if spot is None or text is None:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), asked.places.span(spot.start, spot.end))


def define(asked: Asked) -> types.Location | None:
    """Where the element is written."""
    if asked.element is None:
        return None
    at = asked.desk.repository.workspace.locate(asked.element)
    there = asked.places_in(at.file)
    return types.Location(there.uri, there.word(at.line - 1, at.column - 1))


def refer(asked: Asked) -> list[types.Location] | None:
    """Every place that refers to the element; where it is written too, if that is asked."""
    if asked.element is None:
        return None
    own = asked.desk.repository.workspace.locate(asked.element)
    locations = []
    for file, (start, end) in asked.desk.references(asked.element):
        there = asked.places_in(file)
        span = there.span(start, end)
        is_own = (file, span.start.line, start) == (own.file, own.line - 1, there.offset(own.line - 1, own.column - 1))
        if asked.params.context.include_declaration or not is_own:
            locations.append(types.Location(there.uri, span))
    return locations


def rename(asked: Asked) -> types.WorkspaceEdit | None:
    """The changes that give the element another id, in every file; the editor carries them out."""
    if asked.element is None:
        return None
    changes: dict[str, list[types.TextEdit]] = {}
    try:
        for file, (start, end), word in asked.desk.renamings(asked.element, asked.params.new_name):
            there = asked.places_in(file)
            changes.setdefault(there.uri, []).append(types.TextEdit(there.span(start, end), word))
    except Wrong as refused:
        raise JsonRpcInvalidParams(refused.message[asked.lang]) from None
    return types.WorkspaceEdit(changes=changes)


def mend(asked: Asked) -> list[types.CodeAction]:
    """The remedies of the findings of some lines, where they are a change of the text."""
    lines = range(asked.params.range.start.line, asked.params.range.end.line + 1)
    remedies = []
    for finding in asked.desk.findings():
        file, line, column = asked.desk.line(finding) or ("", 0, 0)
        if file == asked.file and line in lines:
            remedies.append(remedy(finding, asked.places.text, line, column))
    return [_action(asked, mended) for mended in dict.fromkeys(filter(None, remedies))]


def _action(asked: Asked, mended: Remedy) -> types.CodeAction:
    edit = types.TextEdit(asked.places.span(mended.start, mended.end), mended.word)
    return types.CodeAction(
        title=typeset(_REPLACE[asked.lang].format(word=mended.word), asked.lang),
        kind=types.CodeActionKind.QuickFix,
        is_preferred=True,
        edit=types.WorkspaceEdit(changes={asked.places.uri: [edit]}),
    )
