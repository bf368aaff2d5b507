"""The kinds of element that one asks about, with the vocabulary that they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ea_repo.metamodel import Kind, Vocabulary


@dataclass(frozen=True)
class DescribedKinds:
    """Some kinds of a vocabulary, by their names."""

    names: tuple[str, ...]
    vocabulary: Vocabulary

    @property
    def kinds(self) -> Sequence[Kind]:
        """These kinds."""
        return [self.vocabulary.kinds[name] for name in self.names]
