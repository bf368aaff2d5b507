"""The workbook of a campaign, as somebody answered it and gave it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ea_repo.exchange.answers import Answered, Answers
from ea_repo.exchange.campaign import layout
from ea_repo.exchange.campaign.asked import WHOLE
from ea_repo.exchange.campaign.cells import answer as put
from ea_repo.exchange.campaign.cells import answer_in, column_for, recorded, takes
from ea_repo.exchange.campaign.layout import ANSWERED_BY, ANSWERED_ON, CONFIRMED, FIRST, OWN_SHEET, QUESTIONS
from ea_repo.exchange.campaign.layout import Place as Head
from ea_repo.exchange.columns import Column
from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import Inventory, Note, Record, Rejected, Scalar, Wording
from ea_repo.exchange.labels import Labels
from ea_repo.exchange.merge.three_way import same
from ea_repo.exchange.naming import slug
from ea_repo.exchange.one_file import only
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.exchange.sheet import Sheet
from ea_repo.exchange.source import File
from ea_repo.exchange.tables import tables_of
from ea_repo.exchange.values import as_date
from ea_repo.exchange.workbook import is_workbook
from ea_repo.exchange.workbook_layout import TOO_LONG, base_of
from ea_repo.finding import Lang, Text, Wrong

NAME = "campaign-workbook"
LABEL = Text("classeur de ea campaign", "workbook of ea campaign")
_MARK = f'name="{OWN_SHEET}"'.encode()
_YES = ("oui", "yes", "x", "ok", "vrai", "true", "confirmé", "confirmed")
_DAMAGED = Text(
    "la feuille masquée de ce classeur a été modifiée : renvoyez-le à qui doit répondre",
    "the hidden sheet of this workbook was changed: send it again to whoever is to answer",
)
_NO_QUESTIONS = Text("ce classeur n'a plus sa feuille de questions", "this workbook has lost its sheet of questions")
_NO_NUMBER = Text(
    "le numéro de cette ligne n'est celui d'aucune question, ou s'y trouve deux fois : elle n'est pas lue",
    "the number of this row is that of no question, or is there twice: it is not read",
)
_BOTH = Text("confirmé inchangé, et changé : choisir", "confirmed unchanged, and changed: which of the two?")
_NOTHING = Text(
    "rien n'est écrit qui puisse être confirmé : répondre, ou « (aucun) »",
    "nothing is recorded that could be confirmed: answer, or “(none)”",
)
_NOT_CONFIRMED = Text("« {} » ne dit pas si c'est confirmé", "“{}” does not say whether it is confirmed")
_IN_WORDS = Text(
    "réponse en mots, à écrire dans le modèle : « {} »", "an answer in words, to be written in the model: “{}”"
)
_REMARK = Text("remarque : « {} »", "remark: “{}”")
_NO_DAY = Text("« {} » n'est pas un jour du calendrier", "“{}” is no day of the calendar")


def recognise(file: File) -> Likeness:
    """By its hidden sheet."""
    archive = file.archive
    if archive is None or "xl/workbook.xml" not in archive.names or not is_workbook(file):
        return Likeness.NO
    return Likeness.OURS if _MARK in archive.read("xl/workbook.xml") else Likeness.NO


@dataclass(frozen=True, slots=True)
class _Ask:
    """A question, as it went out."""

    id: str
    kind: str
    fact: str


@dataclass(slots=True)
class _Own:
    """What the hidden sheet tells."""

    said: dict[str, str] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    asked: dict[str, _Ask] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    base: dict[str, Mapping[str, Any]] = field(default_factory=dict)


def read(files: Sequence[File]) -> Inventory:
    """The elements that were answered about, with what the workbook said when it went out; raises Unreadable."""
    file = only(files)
    tables = {table.name: table for table in tables_of(file)}
    own = _own(file, tables[OWN_SHEET]) if OWN_SHEET in tables else _Own()
    lang: Lang = "fr" if own.said.get("lang") == "fr" else "en"
    if QUESTIONS[lang] not in tables:
        raise Unreadable(_NO_QUESTIONS, file.at)
    reader = _Reader(own, tables[QUESTIONS[lang]])
    reader.rows()
    by, on, on_at = reader.who(tables[FIRST[lang]]) if FIRST[lang] in tables else ("", None, None)
    answers = Answers(
        slug(own.said.get("campaign", "")),
        own.said.get("key", ""),
        own.said.get("owner", ""),
        by or own.said.get("name", ""),
        on,
        tuple(reader.answers),
        dict(reader.remarks),
        on_at,
    )
    records = tuple(reader.records())
    return Inventory(
        format=NAME,
        files=(file.source,),
        fields=dict(own.said),
        records=records,
        rejected=tuple(reader.rejected),
        notes=tuple(reader.notes),
        own=True,
        base={record.id: own.base.get(record.id, {}) for record in records},
        answers=answers,
    )


def _own(file: File, sheet: Sheet) -> _Own:
    own = _Own()
    try:
        for row in sheet.rows:
            what, *rest = (str(cell) if cell is not None else "" for cell in row)
            match what:
                case layout.SAID:
                    own.said[rest[0]] = rest[1] if len(rest) > 1 else ""
                case layout.HEAD:
                    own.heads[rest[0]] = rest[1]
                case layout.ASKED:
                    own.asked[rest[0]] = _Ask(rest[1], rest[2], rest[3])
                case layout.LABEL:
                    own.labels[rest[0]] = rest[1]
                case layout.BASE:
                    own.base[rest[0]] = base_of(row)
    except (IndexError, ValueError):
        raise Unreadable(_DAMAGED, file.at) from None
    return own


class _Reader:
    """Reads the questions, row by row; columns are found by their heads, wherever they stand."""

    def __init__(self, own: _Own, sheet: Sheet) -> None:
        self._own, self._sheet = own, sheet
        self._labels = Labels(own.labels)
        heads = [str(cell).strip() if cell is not None else "" for cell in (sheet.rows[0] if sheet.rows else ())]
        self._place = {name: heads.index(head) + 1 for name, head in own.heads.items() if head in heads}
        self.answers: list[Answered] = []
        self.rejected: list[Rejected] = []
        self.notes: list[Note] = []
        self.remarks: dict[Place, str] = {}

    def rows(self) -> None:
        """Every row with a question in it, each question once."""
        met: set[str] = set()
        for number, row in enumerate(self._sheet.rows[1:], start=2):
            if all(cell is None for cell in row):
                continue
            key = str(self._cell(number, "number") or "").strip()
            if key not in self._own.asked or key in met:
                if self._cell(number, "answer") is not None or self._cell(number, "confirmed") is not None:
                    self.rejected.append(Rejected(self._at(number, "number"), _NO_NUMBER))
                continue
            met.add(key)
            self._row(number, self._own.asked[key])

    def _cell(self, row: int, head: Head) -> Scalar:
        return self._sheet.cell(row, self._place.get(head, 0))

    def _at(self, row: int, head: Head) -> Place:
        return self._sheet.place(row, self._place.get(head, 1))

    def _row(self, row: int, ask: _Ask) -> None:
        if (remark := self._cell(row, "remark")) is not None:
            self.remarks[self._at(row, "remark")] = str(remark)
            self.notes.append(Note(self._at(row, "remark"), _filled(_REMARK, remark)))
        confirmed = self._confirmed(row, ask)
        column = column_for(ask.kind, ask.fact)
        if ask.fact == WHOLE:
            if confirmed:
                self._say(ask, "confirmed", None, None, self._at(row, "confirmed"))
            return
        if column is None:
            words = self._cell(row, "answer")
            if words is not None:
                self._say(ask, "words", None, str(words).strip(), self._at(row, "answer"))
                self.notes.append(Note(self._at(row, "answer"), _filled(_IN_WORDS, words)))
            return
        self._answer(row, ask, column, confirmed=confirmed)

    def _answer(self, row: int, ask: _Ask, column: Column, *, confirmed: bool) -> None:
        went = recorded(self._own.base.get(ask.id, {}), column)
        cell, at = self._cell(row, "answer"), self._at(row, "answer")
        if cell in (TOO_LONG.fr, TOO_LONG.en) or "answer" not in self._place:
            value = went
        else:
            try:
                value = answer_in(column, cell, went, self._labels.target)
            except Wrong as wrong:
                why = Text(f"{column.path} : {wrong.message.fr}", f"{column.path}: {wrong.message.en}")
                self.rejected.append(Rejected(at, why, ask.kind, column.path))
                return
        if same(value, went):
            if confirmed and went is None:
                self.rejected.append(Rejected(self._at(row, "confirmed"), _NOTHING, ask.kind, column.path))
            elif confirmed:
                self._say(ask, "confirmed", went, went, self._at(row, "confirmed"))
        elif confirmed:
            self.rejected.append(Rejected(self._at(row, "confirmed"), _BOTH, ask.kind, column.path))
        else:
            self._say(ask, "changed", went, value, at)

    def _confirmed(self, row: int, ask: _Ask) -> bool:
        cell = self._cell(row, "confirmed")
        word = str(cell).strip().casefold() if cell is not None else ""
        if not word or word in (*_YES, CONFIRMED.fr, CONFIRMED.en):
            return bool(word)
        self.rejected.append(Rejected(self._at(row, "confirmed"), _filled(_NOT_CONFIRMED, cell), ask.kind))
        return False

    def _say(self, ask: _Ask, said: Any, before: Any, after: Any, at: Place) -> None:
        self.answers.append(Answered(ask.id, ask.fact, said, before, after, at))

    def records(self) -> Iterator[Record]:
        """Each element that was answered about: as it went out, with what was changed; raises Unreadable."""
        kinds = {ask.id: ask.kind for ask in self._own.asked.values()}
        by_id: dict[str, list[Answered]] = {}
        for answer in self.answers:
            if answer.said != "words":
                by_id.setdefault(answer.id, []).append(answer)
        for id, answers in by_id.items():
            fields = dict(self._own.base.get(id, {}))
            places: dict[str, Place] = {}
            for answer in answers:
                column = column_for(kinds[id], answer.fact)
                if answer.said == "changed" and column is not None:
                    if not takes(fields, column):
                        raise Unreadable(_DAMAGED, Place(answer.at.file))
                    put(fields, column, answer.after)
                    places.setdefault(column.field, answer.at)
                    places[column.path] = answer.at
            yield Record(
                id=id,
                type=kinds[id],
                at=answers[0].at,
                name=Wording.of(self._own.labels.get(id, id)),
                fields={name: value for name, value in fields.items() if value not in (None, {})},
                places=places,
            )

    def who(self, first: Sheet) -> tuple[str, str | None, Place | None]:
        """Who answered, when and where that stands, beside the labels of the first sheet; empty and None if nowhere."""
        cells: dict[str, Scalar] = {}
        at: dict[str, Place] = {}
        for number, row in enumerate(first.rows, start=1):
            label = str(row[0]).strip() if row and row[0] is not None else ""
            for name in (ANSWERED_BY, ANSWERED_ON):
                if label and label == self._own.heads.get(name):
                    cells[name], at[name] = first.cell(number, 2), first.place(number, 2)
        by, on = cells.get(ANSWERED_BY), cells.get(ANSWERED_ON)
        day = as_date(on) if on is not None else None
        if on is not None and day is None:
            self.rejected.append(Rejected(at[ANSWERED_ON], _filled(_NO_DAY, on)))
        return " ".join(str(by or "").split()), day, at.get(ANSWERED_ON)


def _filled(text: Text, value: object) -> Text:
    return Text(text.fr.format(value), text.en.format(value))
