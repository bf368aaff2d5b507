"""The one error of every store: a sentence in both languages, never with a password in it."""

from __future__ import annotations

from ea_repo.finding import Text


class StoreError(Exception):
    """What a store, or the way to it, refuses; nothing was changed unless the sentence says so."""

    def __init__(self, fr: str, en: str) -> None:
        self.message = Text(fr, en)
        super().__init__(en)
