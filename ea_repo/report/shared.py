"""What is told of the shared repository: what a push changes, the pushes, the answers to questions in Cypher."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from ea_repo.finding import Lang, Text
from ea_repo.report.spreadsheet import as_csv
from ea_repo.report.table import aligned, cell
from ea_repo.report.words import counted
from ea_repo.store import Answer, Push, Schema, Status

VERSION = 1
_SHOWN = 12
_WORDS = {
    "added": (Text("ajouté", "added"), Text("ajoutés", "added")),
    "changed": (Text("changé", "changed"), Text("changés", "changed")),
    "removed": (Text("retiré", "removed"), Text("retirés", "removed")),
    "moved": (Text("déplacé dans le texte", "moved in the text"), Text("déplacés dans le texte", "moved in the text")),
}
_FILES = Text("fichiers dont le texte diffère", "files whose text differs")
_SETTINGS = Text("workspace.yaml, ou une alerte sur le texte", "workspace.yaml, or a warning about the text")


def status_json(found: Status) -> str:
    said = asdict(found)
    # The number of a push is no version of this format.
    said["push"] = said.pop("version")
    return json.dumps({"version": VERSION, **said}, ensure_ascii=False, indent=2)


def status_text(found: Status, lang: Lang, *, done: bool = False) -> str:
    """What a push would change, or did: counts, then ids."""
    ids = {name: getattr(found, name) for name in _WORDS}
    colon = {"fr": " :", "en": ":"}[lang]
    lines = [
        f"  {counted(len(each), _WORDS[name][0][lang], _WORDS[name][1][lang], lang)}{colon} {_some(each, lang)}"
        for name, each in ids.items()
        if each
    ]
    if found.files and found.version:
        lines.append(f"  {_FILES[lang]}{colon} {_some(found.files, lang)}")
    if found.settings and found.version:
        lines.append(f"  {_SETTINGS[lang]}")
    return "\n".join([_head(found, lang, done=done), *lines])


def _head(found: Status, lang: Lang, *, done: bool) -> str:
    name, same = found.repository, found.unchanged
    if found.nothing:
        fr, en = (
            f"{name} : rien à envoyer, {same} éléments identiques",
            f"{name}: nothing to push, {same} elements alike",
        )
    elif done:
        fr, en = f"{name} : envoyé, envoi n° {found.version + 1}", f"{name}: pushed, push no. {found.version + 1}"
    elif not found.version:
        fr, en = f"{name} : rien n'y est encore ; un envoi ferait", f"{name}: nothing there yet; a push would make"
    else:
        fr, en = f"{name} : un envoi ferait ({same} sans changement)", f"{name}: a push would make ({same} unchanged)"
    return Text(fr, en)[lang]


def _some(ids: Sequence[str], lang: Lang) -> str:
    more = len(ids) - _SHOWN
    rest = {"fr": f" et {more} de plus (--format json)", "en": f" and {more} more (--format json)"}[lang]
    return ", ".join(ids[:_SHOWN]) + (rest if more > 0 else "")


def log_json(found: Sequence[Push]) -> str:
    return json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2)


def log_text(found: Sequence[Push], lang: Lang, width: int) -> str:
    """One push a line, the newest first."""
    columns = {
        "fr": ("envoi", "quand", "qui", "commit", "ajoutés", "changés", "retirés", "éléments"),
        "en": ("push", "when", "who", "commit", "added", "changed", "removed", "elements"),
    }[lang]
    rows = [
        (each.version, each.at[:16].replace("T", " ") + " UTC", each.by, _commit(each.commit), each.added, each.changed,
         each.removed, each.elements)
        for each in found
    ]  # fmt: skip
    return "\n".join(aligned(columns, rows, width))


def _commit(commit: str) -> str:
    return commit[:10] + ("+" if commit.endswith("+") else "")


def answer_json(found: Answer) -> str:
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def answer_csv(found: Answer) -> str:
    return as_csv(found.columns, ([cell(each) for each in row] for row in found.rows))


def answer_text(found: Answer, lang: Lang, width: int) -> str:
    one, many = {"fr": ("ligne", "lignes"), "en": ("row", "rows")}[lang]
    total = counted(len(found.rows), one, many, lang)
    return "\n".join([*aligned(found.columns, found.rows, width), "", total]) if found.rows else total


def limited(found: Answer, lang: Lang) -> str:
    """What to say where there is more than what is shown."""
    number = len(found.rows)
    return {"fr": f"les {number} premières lignes : il y en a d'autres (--rows)",
            "en": f"the first {number} rows: there are more (--rows)"}[lang]  # fmt: skip


def schema_json(found: Schema) -> str:
    return json.dumps(asdict(found), ensure_ascii=False, indent=2)


def schema_text(found: Schema, lang: Lang) -> str:
    """Labels with their properties, then relationships with their ends."""
    lines: list[str] = []
    for node in found.nodes:
        lines += [f"({node.labels})  {node.says[lang]}", f"    {', '.join(node.properties)}"]
    lines.append("")
    lines += [f"({each.source})-[:{each.type}]->({each.target})" for each in found.relationships]
    return "\n".join([*lines, "", *(each[lang] for each in found.notes)])


def as_any(value: Any) -> Any:
    """A value of `--param`: JSON where it is some, else a text."""
    try:
        return json.loads(value, parse_constant=str)
    except json.JSONDecodeError:
        return value
