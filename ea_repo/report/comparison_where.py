"""Where things are used before and after, in words; and what changes for sites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ea_repo.answer.changed_places import DeploymentChange, Moved, SiteChange, UsedAt
from ea_repo.answer.comparison import Comparison
from ea_repo.document import Item
from ea_repo.finding import Lang, Text
from ea_repo.report.comparison_part import Part, groups, item
from ea_repo.report.words import COLON, SEMICOLON, count_of, few
from ea_repo.semantics.deployment import EVERYWHERE

SITES = Text("Sites", "Sites")
FEW_TOOLS, _FEW_SITES = 4, 3
_MOST = 10_000
"""How many names a whole list may have."""
_UNKNOWN = Text("sites non renseignés", "sites not recorded")
_NOWHERE = Text("à aucun site", "at no site")
_OPENED, _CLOSED = Text("est en service", "is in service"), Text("n'est plus en service", "is no longer in service")
_GONE = Text("site en moins|sites en moins", "site less|sites less")
_NEW = Text("site en plus|sites en plus", "site more|sites more")
_CHANGE = Text("site change d'outils|sites changent d'outils", "site changes tools|sites change tools")
_USE_UNKNOWN = Text(
    "solution dont on ignore les sites, avant ou après|solutions dont on ignore les sites, avant ou après",
    "solution whose sites are unknown, before or after|solutions whose sites are unknown, before or after",
)


class Where:
    """Where applications are used, in the words of a comparison; names are counted where a screen cuts them."""

    def __init__(self, comparison: Comparison, lang: Lang, *, cut: bool) -> None:
        self._comparison, self._lang, self._cut = comparison, lang, cut
        self._no_site = not (comparison.before.graph.of("site") or comparison.after.graph.of("site"))

    def few(self, names: Iterable[str], most: int) -> str:
        """Some names and how many more there are, or all of them."""
        return few(names, self._lang, most if self._cut else _MOST)

    def sites(self, sites: Sequence[str]) -> str:
        """Sites by their names."""
        if tuple(sites) == (EVERYWHERE,):
            return Text("partout", "everywhere")[self._lang]
        return self.few(map(self._comparison.name, sites), _FEW_SITES)

    def of(self, used: UsedAt) -> str:
        """Where something is used; nothing to say where no site is recorded at all."""
        if used.sites is None:
            return "" if self._no_site else _UNKNOWN[self._lang]
        return self.sites(used.sites) if used.sites else _NOWHERE[self._lang]

    def elsewhere(self, moved: Moved, before: UsedAt, after: UsedAt) -> str:
        """Where something is used otherwise than before."""
        lang, parts = self._lang, []
        if before != after and None in (before.sites, after.sites):
            return f"({self.of(before)} → {self.of(after)})"
        if moved.comes_to:
            parts.append(f"{Text('sert aussi', 'also used')[lang]} ({self.sites(moved.comes_to)})")
        if moved.leaves:
            parts.append(f"{Text('ne sert plus', 'no longer used')[lang]} ({self.sites(moved.leaves)})")
        return ", ".join(parts)

    def part(self) -> Part:
        """Sites that come and go, sites where the same tools do, and applications of which one does not know where."""
        places, lang, name = self._comparison.places, self._lang, self._comparison.name
        unknown = () if self._no_site else tuple(places.unknown)
        numbers = (
            (len(places.closed), _GONE),
            (len(places.opened), _NEW),
            (places.changing, _CHANGE),
            (len(unknown), _USE_UNKNOWN),
        )
        tally = ", ".join(count_of(number, words, lang) for number, words in numbers if number)
        items = groups(
            (item("−", f"{name(site)} {_CLOSED[lang]}") for site in places.closed),
            (item("+", f"{name(site)} {_OPENED[lang]}") for site in places.opened),
            map(self._site, places.sites),
            map(self._unknown_use, unknown),
        )
        clause = ", ".join(count_of(number, words, lang) for number, words in numbers[:3] if number)
        return Part(SITES, tally, items, clause or tally)

    def _site(self, change: SiteChange) -> Item:
        lang = self._lang
        parts = [
            f"{self.few(map(self._comparison.name, applications), FEW_TOOLS)} {words[lang]}"
            for words, applications in (
                (Text("en moins", "gone"), change.goes),
                (Text("en plus", "added"), change.comes),
            )
            if applications
        ]
        mark = "~" if change.comes and change.goes else "+" if change.comes else "−"
        return item(mark, f"{self.sites(change.sites)}{COLON[lang]}{SEMICOLON[lang].join(parts)}")

    def _unknown_use(self, change: DeploymentChange) -> Item:
        """An application of which one does not know where it is used, before, after, or both."""
        name, sides = self._comparison.name(change.application), (change.before, change.after)
        before, after = (self.of(side) if side else _OUT[self._lang] for side in sides)
        mark = "+" if change.before is None else "−" if change.after is None else "~"
        return item(mark, f"{name}{COLON[self._lang]}{before} → {after}")


_OUT = Text("pas en service", "not in service")
