"""Lines of French: its punctuation and its quotes stay with their words."""

from __future__ import annotations

import pytest

from ea_repo.format.layout.wrap import wrapped

SAID = "aucune cible « seuil des standards » enregistrée ; à faire : l'écrire ! Ou non ?"


@pytest.mark.parametrize("width", range(12, 60))
def test_no_line_begins_with_french_punctuation_nor_ends_with_an_opening_quote(width: int) -> None:
    lines = wrapped(SAID, width)
    assert " ".join(lines) == SAID
    assert not [each for each in lines if each[0] in "»;:!?" or each.endswith("«")]
