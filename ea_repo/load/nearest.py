"""“Did you mean …” for ids: to look through all ids of a large model takes a second, so what was found is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ea_repo.finding import Text
from ea_repo.suggest import closest, did_you_mean


class NearestIds:
    """The id nearest to words that are none.

    `before` says which id was nearest, None where none was near, among the ids before some were `added` and some
    `removed`: what was nearest is still so, unless it is removed or one that is added is nearer.
    """

    def __init__(
        self,
        ids: Iterable[str],
        before: Mapping[str, str | None] | None = None,
        added: Collection[str] = (),
        removed: Collection[str] = (),
    ) -> None:
        self._ids, self._before, self._added, self._removed = ids, before or {}, added, removed
        self.by_word = {} if added or removed else dict(self._before)
        """The nearest id of each word that was asked about, now or before."""

    def hint(self, word: str) -> Text:
        """A sentence to append that offers the nearest id; empty where none is near."""
        if word not in self.by_word:
            self.by_word[word] = closest(word, self._candidates(word))
        nearest = self.by_word[word]
        return did_you_mean(word, () if nearest is None else (nearest,))

    def _candidates(self, word: str) -> Iterable[str]:
        """Ids among which the nearest one is."""
        before = self._before.get(word)
        if word not in self._before or before in self._removed:
            return self._ids
        return self._added if before is None else (before, *self._added)
