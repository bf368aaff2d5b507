"""Whether nothing is wrong in the views of a workspace, kept so that who only asks that does not read them.

It holds for the same text of `cartography/`, the same kinds of element, the same rules and the same code.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ea_repo.draw.cartography_files import FOLDER, cartography_files
from ea_repo.load import Settings, kept_definitions, snapshot

_CODE = ("draw", "select", ".")
"""The folders of the code that reads views, beside that which reads any text."""


class KeptViews:
    """What was kept of the views of a workspace, of which rules of these ids may be named."""

    def __init__(self, root: Path, settings: Settings, rules: Iterable[str]) -> None:
        files = [(source.file, source.text, source.findings) for source in cartography_files(root, settings.limits)]
        code = snapshot.code_digest() + kept_definitions.digest_of_code(*_CODE)
        said = repr((sorted(rules), files)).encode("utf-8", "surrogatepass")
        self._digest = kept_definitions.digest_of(code, settings.own_words_as_json.encode(), said)

    @property
    def are_sound(self) -> bool:
        """Whether it is known that nothing is wrong in them."""
        return kept_definitions.find(FOLDER, self._digest, bool) is True

    def same_as(self, other: KeptViews) -> bool:
        """Whether both are of the same text, read by the same code."""
        return self._digest == other._digest

    def keep_sound(self) -> None:
        """Keeps that nothing is wrong in them."""
        kept_definitions.keep(FOLDER, self._digest, True)
