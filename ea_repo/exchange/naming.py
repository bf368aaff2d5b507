"""Ids for what comes in: short words from its name, which stay as they are once given."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from ea_repo.exchange.mapping.draft import Draft, Proposal
from ea_repo.exchange.mapping.keys import natural
from ea_repo.metamodel import Vocabulary
from ea_repo.select.full_text import fold

_LONGEST = 60
"""How long an id made from a name may be, in characters."""
_ENDS = frozenset(("flow", "relationship"))
"""The kinds whose ids are those of their two ends, as one writes flows by hand."""
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "&": " and "})


def slug(text: str) -> str:
    """A text as an id: its words without accents and capitals, joined by hyphens; empty where it has none."""
    plain = fold(text.casefold().translate(_LETTERS))
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > _LONGEST:
        cut = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
        words = cut.strip("-")
    return words


class Names:
    """Gives each proposal an id: the one that it had, else a free one made from its name."""

    def __init__(self, draft: Draft, known: Mapping[str, str], taken: Container[str], vocabulary: Vocabulary) -> None:
        """`known` holds the ids that things of this source have by their keys, `taken` those that others have."""
        self._draft, self._taken, self._kinds = draft, taken, vocabulary.kinds
        self.ids: dict[str, str] = {}
        self._given: set[str] = set(known.values())
        self._numbers: dict[str, int] = {}
        for key, proposal in draft.proposals.items():
            if same := proposal.same_as or known.get(key, ""):
                self.ids[key] = same
        self._given |= set(self.ids.values())

    def give(self) -> Mapping[str, str]:
        """The id of each proposal by its key. Of two things of one name, the more usual kind takes the plain id."""
        order = {name: place for place, name in enumerate(self._kinds)}

        def rank(proposal: Proposal) -> tuple[object, ...]:
            apart = self._kinds[proposal.kind].apart
            own = () if self._draft.inventory.tabular else natural(proposal.key)
            return apart, order[proposal.kind], own

        new = [proposal for key, proposal in self._draft.proposals.items() if key not in self.ids]
        ended = [proposal for proposal in new if proposal.kind in _ENDS]
        for proposal in sorted((one for one in new if one.kind not in _ENDS), key=rank):
            self._name(proposal, slug(proposal.wanted) or slug(proposal.key) or proposal.kind.replace("_", "-"))
        for proposal in sorted(ended, key=lambda one: (one.kind != "flow", rank(one))):
            self._name(proposal, self._between(proposal))
        return self.ids

    def _between(self, proposal: Proposal) -> str:
        """What the id of something with two ends is made of."""
        ends = [self._end(proposal, field) for field in ("source", "target")]
        type = slug(str(proposal.fields.get("type", ""))) if proposal.kind == "relationship" else ""
        between = [part for part in (ends[0], type, ends[1]) if part]
        return "-".join(between) if len(between) > 1 else slug(proposal.wanted) or proposal.kind

    def _end(self, proposal: Proposal, field: str) -> str:
        target = next(iter(proposal.fields.get(field, ())), None)
        if target is None:
            return ""
        # Relations may end on relations that have no id yet.
        return target.id or self.ids.get(target.key, "") or slug(target.key)

    def _name(self, proposal: Proposal, plain: str) -> None:
        kind = proposal.kind.replace("_", "-")
        for candidate in (plain, f"{plain}-{kind}"):
            if self._is_free(candidate):
                break
        else:
            number = self._numbers.get(plain, 2)
            while not self._is_free(f"{plain}-{number}"):
                number += 1
            self._numbers[plain] = number
            candidate = f"{plain}-{number}"
        self.ids[proposal.key] = candidate
        self._given.add(candidate)

    def _is_free(self, id: str) -> bool:
        return id not in self._taken and id not in self._given
