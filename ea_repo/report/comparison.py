"""What differs between two looks: what matters most first, and how much is left out."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.answer.comparison import Comparison, Move
from ea_repo.document import Document, Item, Items, Section, Sentence, Term, Terms, Tone
from ea_repo.finding import Finding, Lang, Text
from ea_repo.graph import Relation
from ea_repo.report import comparison_words as words
from ea_repo.report.words import COLON, SEVERITY

_MOST, _MOST_EDITS, _LINES = 6, 4, 2
"""What a screen shows: so many lines of a list, edits of an element, lines of a sentence."""
_TONES: dict[str, Tone] = {"+": "good", "−": "bad", "~": "doubtful", "✗": "bad", "↗": "bad", "✓": "good"}
_MARKS = {words.NEW: "✗", words.WORSE: "↗", words.FIXED: "✓"}
_ALL = Text("tout : --all", "all: --all")


def document(found: Comparison, lang: Lang, *, whole: bool = False, screen: bool = True) -> Document:
    """Both sides, then a section for each thing that differs; on a `screen` cut, unless the `whole` is asked for."""
    sides = (
        Term(words.BEFORE[lang], (words.side(found, found.before, lang),)),
        Term(words.AFTER[lang], (words.side(found, found.after, lang),)),
    )
    writer = _Writer(found, lang, cut=screen and not whole)
    parts = (writer.findings, writer.elements, writer.service, writer.relations, writer.indicators)
    sections = () if found.same else tuple(section for part in parts if (section := part()))
    same = (Sentence(words.SAME[lang]),) if found.same else ()
    situation = f"{found.after.situation.workspace} · {words.TITLE[lang]}"
    return Document(lang, situation, notes=(Terms(sides),), blocks=(*same, *sections))


class _Writer:
    """The sections of a comparison, in one language, cut to a screen or whole."""

    def __init__(self, found: Comparison, lang: Lang, *, cut: bool) -> None:
        self._found, self._lang, self._cut = found, lang, cut

    def findings(self) -> Section | None:
        since = self._found.audit.since
        if since is None or not (since.new or since.worse or since.fixed or since.same):
            return None
        items = [self._finding(what, finding) for what, finding in words.findings(since)]
        return self._section(words.FINDINGS, words.findings_tally(since, self._lang), [items])

    def _finding(self, what: Text, finding: Finding) -> Item:
        lang, mark = self._lang, _MARKS[what]
        # Of one that got worse, the last detail says by whom.
        details = finding.details if not self._cut else finding.details[-1:] if what == words.WORSE else ()
        text = f"{what[lang]} · {SEVERITY[finding.severity][0][lang]} {finding.rule} · {finding.message[lang]}"
        return Item(text, mark, _TONES[mark], inside=tuple(Sentence(detail[lang]) for detail in details))

    def elements(self) -> Section | None:
        of = self._found.elements
        if not (of.added or of.removed or of.changed):
            return None
        groups = [[self._element(mark, id) for id in ids]
                  for mark, ids in (("−", of.removed), ("+", of.added), ("~", of.changed))]  # fmt: skip
        return self._section(words.ELEMENTS, words.elements_tally(self._found, self._lang), groups)

    def _element(self, mark: str, id: str) -> Item:
        edits = self._found.edits.get(id, ())
        shown = edits[:_MOST_EDITS] if self._cut else edits
        sentences = [Sentence(words.edit(edit, self._lang)) for edit in shown]
        if len(edits) > len(shown):
            sentences.append(Sentence(f"… ({_ALL[self._lang]})", "quiet"))
        return Item(words.element(self._found, id, self._lang), mark, _TONES[mark], inside=tuple(sentences))

    def service(self) -> Section | None:
        found, lang = self._found, self._lang
        if not found.moves:
            return None
        moves = (
            ("−", words.LEAVES, found.leaving),
            ("+", words.ENTERS, found.entering),
            ("~", words.PHASES, found.phases),
        )
        groups = [[self._move(mark, what, move) for move in some] for mark, what, some in moves]
        return self._section(words.SERVICE, words.service_tally(found, lang), groups)

    def _move(self, mark: str, what: Text, move: Move) -> Item:
        element, change = words.element(self._found, move.id, self._lang), words.move(move, self._lang)
        in_full = f"{what[self._lang]} – {element}, {change}"
        return Item(f"{element}{COLON[self._lang]}{change}", mark, _TONES[mark], title=in_full)

    def relations(self) -> Section | None:
        new, lost = self._found.elements.new_relations, self._found.elements.lost_relations
        if not (new or lost):
            return None
        groups = [self._links("−", lost), self._links("+", new)]
        return self._section(words.RELATIONS, words.relations_tally(self._found, self._lang), groups)

    def _links(self, mark: str, links: Sequence[Relation]) -> list[Item]:
        """The links; on a screen, those that do not come or go with an element that is above."""
        shown = (link for link in links if not (self._cut and self._found.told_above(link)))
        return [Item(words.relation(self._found, link), mark, _TONES[mark]) for link in shown]

    def indicators(self) -> Section | None:
        changed, lang = self._found.measured, self._lang
        if not changed:
            return None
        number, of = len(changed), len(self._found.indicators.series)
        verb = Text("change", "changes") if number == 1 else Text("changent", "change")
        tally = Text(f"{number} sur {of} {verb.fr}", f"{number} of {of} {verb.en}")[lang]
        items = [Item(words.indicator(series, lang), "~", _TONES["~"]) for series in changed]
        return self._section(words.INDICATORS, tally, [items])

    def _section(self, title: Text, tally: str, groups: Sequence[list[Item]]) -> Section:
        blocks = tuple(self._shown(group) for group in groups if group)
        return Section(title[self._lang], blocks, tally, tally_at="colon")

    def _shown(self, items: list[Item]) -> Items:
        """The first items, and how many are left; one more is shown rather than counted."""
        shown = items[:_MOST] if self._cut and len(items) > _MOST + 1 else items
        number = len(items) - len(shown)
        more = Text(f"et {number} autres (--all)", f"and {number} more (--all)")[self._lang] if number else ""
        return Items(tuple(shown), more, _LINES if self._cut else None)
