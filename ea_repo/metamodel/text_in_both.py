"""A text of a workspace in French and in English, as its author writes it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from ea_repo.finding import Text, Wrong


def _read(value: Any) -> Text:
    """A text from a mapping {fr, en}, or from one text for both languages; raises Wrong for anything else."""
    if isinstance(value, Text):
        return value
    if isinstance(value, str) and value.strip():
        return Text(value.strip(), value.strip())
    if isinstance(value, dict) and value.keys() == {"fr", "en"}:
        texts = [value[lang] for lang in ("fr", "en")]
        if all(isinstance(text, str) and text.strip() for text in texts):
            return Text(*(text.strip() for text in texts))
    raise Wrong(
        Text(
            "attendu un texte, ou un bloc {fr: en français, en: en anglais}",
            "expected a text, or a mapping {fr: in French, en: in English}",
        )
    )


_LINE = {"type": "string", "minLength": 1}
TextInBoth = Annotated[
    Text,
    BeforeValidator(_read),
    WithJsonSchema(
        {
            "anyOf": [
                _LINE,
                {
                    "type": "object",
                    "properties": {"fr": _LINE, "en": _LINE},
                    "required": ["fr", "en"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
"""The type of such a text: `{fr: …, en: …}`, or one text that is the same in both languages."""
