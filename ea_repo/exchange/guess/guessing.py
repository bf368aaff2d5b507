"""What the columns of tables seem to be: each guess with its doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ea_repo.exchange.guess.guesses import Column, FieldGuess, SheetGuess
from ea_repo.exchange.guess.reading import read_amounts, read_dates, seems
from ea_repo.exchange.guess.vocabulary import LIKELY, SURE, likeness, vocabulary
from ea_repo.exchange.inventory import Inventory, Record
from ea_repo.exchange.mapping.columns import letters, text
from ea_repo.exchange.mapping.conversion import FieldShape, NotSaid, converted, is_arriving, shape_of
from ea_repo.exchange.mapping.language import Cell
from ea_repo.exchange.values import groups_or_decimals
from ea_repo.finding import Text
from ea_repo.metamodel import Link, accepts, kinds

_MARKS = (";", "|", "\n", ",", " / ")
"""What may stand between the values of a cell, the surest first."""
_NOTHING = frozenset(
    ("", "na", "so", "nc", "nr", "neant", "aucun", "aucune", "none", "null", "nd", "inconnu", "unknown")
)
"""Words, as they are compared, by which people say nothing."""
_NO_ZERO = ("date", "duration", "link")
"""The shapes of fields of which a nought says nothing: an amount of 0 € is a fact, and 0 may be a word of a list."""
_SAMPLE = 500
_FEW = 15
"""How many different values a column of words may have, to be read as words of a list."""
_SOME = 3
"""How many words are few."""
_RARELY_SHARED = ("node", "data_object")
"""Kinds of which a column names many: few words that come back again and again are categories."""
_MOST = 0.8
"""The share of values that must be what a field takes."""


def guesses(inventory: Inventory) -> list[SheetGuess]:
    """What each sheet of an inventory seems to hold."""
    by_type: dict[str, list[Record]] = {}
    for record in inventory.records:
        by_type.setdefault(record.type, []).append(record)
    found = [_sheet(type, rows, str(inventory.name)) for type, rows in by_type.items()]
    named = {letters(str(name)): guess.kind for guess in found for name in _names_in(guess, by_type[guess.type])}
    for guess in found:
        for one in guess.fields:
            _references(one, guess, by_type[guess.type], named)
    return found


def _sheet(type: str, rows: Sequence[Record], file: str) -> SheetGuess:
    columns = _columns(rows)
    kind, doubts = _kind(type, file, columns)
    name = _named(columns, kind)
    guess = SheetGuess(type, kind, name, doubts=doubts)
    if name is None and kind != "flow":
        guess.doubts.append(
            Text(
                "quelle colonne est le nom ? sans nom, une ligne est rejetée",
                "which column is the name? a row without a name is rejected",
            )
        )
    taken: dict[str, tuple[int, str]] = {}
    words = vocabulary().fields_of(kind)
    for column in columns:
        if column.name != name:
            field_, score = max(
                ((field_, likeness(column.name, said)) for field_, said in words.items()), key=lambda pair: pair[1]
            )
            if score >= LIKELY and score > taken.get(field_, (0, ""))[0] and _exists(kind, field_):
                taken[field_] = (score, column.name)
    by_name = {column.name: column for column in columns}
    for field_, (score, column_name) in taken.items():
        guess.fields.append(_field(kind, field_, by_name[column_name], score))
    guess.fields += _stopped(columns, {name, *(one.column for one in guess.fields)}, kind)
    used = {name, *(one.column for one in guess.fields)}
    guess.key = next(
        (
            column.name
            for column in columns
            if column.name not in used
            and likeness(column.name, vocabulary().keys) == SURE
            and _tells_apart(column, rows)
        ),
        None,
    )
    guess.rest = [column.name for column in columns if column.name not in {*used, guess.key}]
    guess.unplaced = [
        (column.name, doubt) for column in columns if column.name in guess.rest for doubt in seems(column)
    ]
    return guess


def _stopped(columns: Sequence[Column], used: set[str | None], kind: str) -> Iterator[FieldGuess]:
    """Columns that say in words, and not by a date, that something is out of service."""
    words = vocabulary()
    for column in columns:
        if column.name in used or not _exists(kind, "retired_on") or likeness(column.name, words.status) < LIKELY:
            continue
        stopped = [value for value in column.texts if letters(value) in words.stopped]
        if stopped:
            few = ", ".join(list(dict.fromkeys(stopped))[:_SOME])
            guess = FieldGuess("retired_on", column.name, aside=True)
            how = f'retired_on: {{from: {column.name}, values: {{{stopped[0]}: "%s", "*": null}}}}'
            guess.doubts.append(
                Text(
                    f"sans jour, « {few} » ({len(stopped)}) compte comme en service ; {how % 'AAAA-MM-JJ'}",
                    f"without a day, “{few}” ({len(stopped)}) counts as in service; {how % 'YYYY-MM-DD'}",
                )
            )
            yield guess


def _columns(rows: Sequence[Record]) -> list[Column]:
    names: dict[str, None] = {}
    for row in rows[:_SAMPLE]:
        names |= dict.fromkeys(row.places or row.fields)
    sample = rows[:_SAMPLE]
    return [Column(name, tuple(row.fields[name] for row in sample if name in row.fields)) for name in names]


def _kind(type: str, file: str, columns: Sequence[Column]) -> tuple[str, list[Text]]:
    """The kind that rows seem to be: by the name of their sheet, of their file, by their headers."""
    words = vocabulary()
    scores: Counter[str] = Counter()
    first = next((column.name for column in columns if not _is_number(column)), "")
    headers = {letters(column.name) for column in columns}
    for kind, said in words.kinds.items():
        own = {letters(word) for named in words.fields.get(kind, {}).values() for word in named}
        scores[kind] = 3 * likeness(type, said) + likeness(file, said) + likeness(first, said) + 30 * len(own & headers)
    ends = [headers & {letters(word) for word in words.fields["flow"][end]} for end in ("source", "target")]
    if all(ends):
        scores["flow"] += 500
    best, score = max(scores.items(), key=lambda pair: pair[1])
    if score >= 60:
        second = sorted(scores.values())[-2]
        doubt = [
            Text(f"{best} ? un autre genre est presque aussi probable", f"{best}? another kind is nearly as likely")
        ]
        return best, doubt if second > score * 0.9 else []
    return "application", [
        Text("rien ne dit ce que sont ces lignes : application ?", "nothing says what these rows are: application?")
    ]


def _named(columns: Sequence[Column], kind: str) -> str | None:
    """The column that names things: called so, or called as the kind is."""
    words = vocabulary()
    best, score = None, 0
    for column in columns:
        own = max(likeness(column.name, words.names), likeness(column.name, words.kinds.get(kind, ())) - 1)
        if own > score and column.values and not _is_number(column):
            best, score = column.name, own
    return best if score >= LIKELY else None


def _is_number(column: Column) -> bool:
    return all(isinstance(value, int | float) for value in column.values)


def _tells_apart(column: Column, rows: Sequence[Record]) -> bool:
    return len(set(column.texts)) == len(column.values) == len(rows[:_SAMPLE])


def _exists(kind: str, field_: str) -> bool:
    return field_.partition(".")[0] in kinds()[kind].fields or is_arriving(kind, field_)


def _field(kind: str, field_: str, column: Column, score: int) -> FieldGuess:
    """A column as a field; aside where its values are none that the field takes."""
    guess = FieldGuess(field_, column.name)
    if score < SURE or letters(column.name) in vocabulary().unsure.get(kind, ()):
        guess.doubts.append(Text("d'après l'en-tête seulement", "by its header only"))
    shape = shape_of(kinds()[kind], field_)
    if not column.values:
        return guess
    if shape.shape not in ("text", "texts"):
        nothing = _NOTHING | {"0"} if shape.shape in _NO_ZERO else _NOTHING
        guess.ignore = [word for word in dict.fromkeys(column.texts) if letters(word) in nothing]
        column = Column(column.name, tuple(value for value in column.values if text(value).strip() not in guess.ignore))
    if shape.shape == "choice":
        _words(guess, field_, column, shape.choices)
        return guess
    if shape.shape == "link":
        column = _without_plain_words(guess, column)
    if shape.shape in ("link", "texts") or is_arriving(kind, field_):
        guess.split = _mark(column)
        if guess.split == ",":
            guess.doubts.append(Text("la virgule sépare-t-elle vraiment ?", "does the comma really separate?"))
        if guess.split and shape.shape == "link":
            guess.doubts += _several(kinds()[kind].links[field_], column, guess.split)
        return guess
    _figures(guess, kind, column, shape)
    return guess


def _several(link: Link, column: Column, mark: str) -> Iterator[Text]:
    """What becomes of cells that hold several values where a field takes one."""
    number = sum(mark in cell for cell in column.texts)
    if link.end:
        yield Text(f"un flux pour chacun (cellules : {number})", f"a flow for each (cells: {number})")
    elif link.one:
        yield Text(
            f"le champ n'en prend qu'un : les autres seront refusés ({number})",
            f"the field takes one only: the others will be refused ({number})",
        )


def _figures(guess: FieldGuess, kind: str, column: Column, shape: FieldShape) -> None:
    """Reads a column of numbers, dates, flags: aside where too many of them are none that the field takes."""
    if shape.shape == "money":
        read_amounts(guess, column)
    elif shape.shape == "date":
        dates = kinds()[kind].dates
        read_dates(guess, column, is_start=guess.meaning in dates and not dates[guess.meaning].is_end)
    cell = Cell(**guess.reading)
    wrong = [text(value) for value in column.values if not _is_taken(value, shape, cell)]
    guess.aside = len(wrong) > max(1, (1 - _MOST) * len(column.values))
    if wrong:
        few = ", ".join(dict.fromkeys(wrong[:3]))
        guess.doubts.append(Text(f"sera refusé ({len(wrong)}) : {few}", f"will be refused ({len(wrong)}): {few}"))


def _without_plain_words(guess: FieldGuess, column: Column) -> Column:
    """The column without words that name nothing: yes, no, SaaS; aside where it holds no others."""
    plain = [word for word in dict.fromkeys(column.texts) if letters(word) in vocabulary().no_names]
    if plain:
        few = ", ".join(plain[:_SOME])
        guess.ignore += plain
        guess.doubts.append(Text(f"ne nomme rien : {few}", f"names nothing: {few}"))
    left = tuple(value for value in column.values if text(value).strip() not in plain)
    guess.aside = bool(plain) and not left
    return Column(column.name, left)


def _is_taken(value: Any, shape: FieldShape, cell: Cell) -> bool:
    """Whether a field takes a value; of what may be two amounts, the doubt is said apart."""
    try:
        converted(value, shape, cell)
    except NotSaid:
        return shape.shape == "money" and cell.decimal is None and groups_or_decimals(value)
    return True


def _words(guess: FieldGuess, field_: str, column: Column, choices: Sequence[str]) -> None:
    """Reads a column of words of a list: aside where there are too many to be one, or none of them is known."""
    different = list(dict.fromkeys(column.texts))
    known = {letters(word): meaning for word, meaning in vocabulary().values.get(field_, {}).items()}
    known |= {letters(choice): choice for choice in choices}
    meanings = {word: known.get(letters(word)) for word in different}
    guess.aside = len(different) > _FEW or not any(meanings.values())
    if any(letters(word) != letters(meaning or "") for word, meaning in meanings.items()):
        guess.values = dict(meanings)
    unknown = [word for word, meaning in meanings.items() if meaning is None]
    if unknown:
        listed = ", ".join(unknown[:_FEW]) + (" …" if len(unknown) > _FEW else "")
        among = f" ({', '.join(choices)})"
        guess.doubts.append(Text(f"que veut dire : {listed} ?{among}", f"what does it mean: {listed}?{among}"))


def _mark(column: Column) -> str | None:
    """What separates the values of cells, where some hold several: a mark between texts that are met elsewhere too."""
    for mark in _MARKS:
        several = [cell for cell in column.texts if mark in cell]
        if several and _stand_alone(several, mark, column.texts):
            return mark
        if len(several) < 2 or len(several) * 20 < len(column.texts):
            continue
        parts = [part.strip() for cell in column.texts for part in cell.split(mark) if part.strip()]
        repeated = len(parts) - len(set(parts))
        short = sum(len(part) <= 60 for part in parts) >= 0.9 * len(parts)
        if short and (mark != "," or repeated * 4 >= len(parts)):
            return mark
    return None


def _stand_alone(several: Sequence[str], mark: str, cells: Sequence[str]) -> bool:
    """Whether a part of each of these cells is the whole of another one."""
    alone = {letters(cell) for cell in cells if mark not in cell}
    return all(any(letters(part) in alone for part in cell.split(mark) if letters(part)) for cell in several)


def _names_in(guess: SheetGuess, rows: Sequence[Record]) -> list[Any]:
    return [row.fields[guess.name] for row in rows if guess.name in row.fields] if guess.name else []


def _references(one: FieldGuess, guess: SheetGuess, rows: Sequence[Record], named: Mapping[str, str]) -> None:
    """Whether the things that a column names have rows of their own, or are to be created."""
    link = kinds()[guess.kind].links.get(one.meaning)
    if link is None or one.aside:
        return
    cells = [text(row.fields[one.column]) for row in rows[:_SAMPLE] if one.column in row.fields]
    parts = [part.strip() for cell in cells for part in (cell.split(one.split) if one.split else [cell])]
    plain = _NOTHING | {"0"} | vocabulary().no_names
    said = [name for part in parts if (name := letters(part)) not in plain]
    known = [name for name in said if name in named and any(accepts(to, named[name]) for to in link.to)]
    if (said and len(known) >= _MOST * len(said)) or link.to[0] == "*":
        return
    if link.to[0] in _RARELY_SHARED and len(set(said)) <= _SOME and len(said) >= max(4, 2 * len(set(said))):
        few = ", ".join(dict.fromkeys(parts))
        one.aside = True
        one.doubts.append(
            Text(f"quelques mots qui se répètent, des catégories ? {few}", f"a few repeated words, categories? {few}")
        )
        return
    one.create = link.to[0]
    label = kinds()[one.create].label
    one.doubts.append(
        Text(
            f"crée un élément ({label.fr}) pour chaque nom sans ligne à lui",
            f"creates an element ({label.en}) for each name without a row of its own",
        )
    )
