"""The kinds of element, for programs."""

from __future__ import annotations

from typing import Any

from ea_repo.answer.described_kinds import DescribedKinds
from ea_repo.metamodel import Kind
from ea_repo.report.json.values import both, dumped
from ea_repo.report.kinds import expects, meaning


def write(described: DescribedKinds) -> str:
    """Each kind with its fields."""
    return dumped(
        [
            {
                "kind": kind.name,
                "label": both(kind.label),
                "archimate": kind.archimate,
                "description": " ".join(meaning(kind, "en").split()),
                "fields": {
                    name: {"takes": expects(kind, name), "description": description, **_own_words(kind, name)}
                    for name, description in kind.fields.items()
                    if name != "id"
                },
            }
            for kind in described.kinds
        ]
    )


def _own_words(kind: Kind, name: str) -> dict[str, Any]:
    """What a workspace says of a field that it declares."""
    wording = kind.wordings.get(name)
    if wording is None:
        return {}
    said = {"label": both(wording.label)} | ({} if wording.help is None else {"help": both(wording.help)})
    return said | (
        {"choices": {word: both(label) for word, label in wording.choices.items()}} if wording.choices else {}
    )
