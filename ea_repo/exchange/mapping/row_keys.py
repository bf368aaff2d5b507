"""The keys of the rows of a table: those that are missing or stand twice are told, as a key tells one thing apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ea_repo.exchange.inventory import Note
from ea_repo.exchange.mapping.draft import Proposal
from ea_repo.exchange.place import Place
from ea_repo.finding import Text

_SHOWN = 3


class RowKeys:
    """Which rows have which key, of the sheets whose mapping names one."""

    def __init__(self) -> None:
        self._missing: dict[str, list[tuple[Place, Proposal]]] = {}
        self._rows: dict[tuple[str, str], list[tuple[Place, Proposal]]] = {}

    def add(self, type: str, own: str, at: Place, proposal: Proposal) -> None:
        """Notes the key of a row, with its place; empty where it has none."""
        if own:
            self._rows.setdefault((type, own), []).append((at, proposal))
        else:
            self._missing.setdefault(type, []).append((at, proposal))

    def doubts(self) -> Iterator[Note]:
        """Tells the keys that stand twice, then the rows without one; all of these rows are marked as without."""
        for (_, own), rows in self._rows.items():
            if len(rows) > 1:
                names = _names(rows)
                why = Text(
                    f"la clé « {own} » est celle de {len(rows)} lignes : {names} ; chacune vient à part",
                    f"the key “{own}” is that of {len(rows)} rows: {names}; each comes in by itself",
                )
                yield _marked(rows, rows[1][0], why)
        for rows in self._missing.values():
            number, names = len(rows), _names(rows)
            fr = f"{number} lignes n'ont pas de clé : {names} ; reconnues à leur nom"
            en = f"{number} rows have no key: {names}; known again by their names"
            if number == 1:
                fr = f"1 ligne n'a pas de clé : {names} ; reconnue à son nom"
                en = f"1 row has no key: {names}; known again by its name"
            why = Text(fr, en)
            yield _marked(rows, rows[0][0], why)


def _marked(rows: Sequence[tuple[Place, Proposal]], at: Place, why: Text) -> Note:
    for _, proposal in rows:
        proposal.keyless = True
    return Note(at, why)


def _names(rows: Sequence[tuple[Place, Proposal]]) -> str:
    names = [proposal.name or proposal.key for _, proposal in rows]
    return ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
