"""What an import would do, or did: the account of the source first, then what changes here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ea_repo.answer.import_plan import ImportPlan
from ea_repo.document import Block, Document, Item, Items, Rows, Section, Sentence, Tone
from ea_repo.exchange.inventory import Rejected
from ea_repo.exchange.merge.plan import Changed, Conflict, Gone, Kept, Plan
from ea_repo.finding import Lang, Text
from ea_repo.report import field_words
from ea_repo.report.cells import recorded
from ea_repo.report.words import COLON, count_of, counted, few, heads, kind_words

_MOST = 12
"""How many lines of a list a screen shows."""
_LONGEST = 70
"""How much of a value is shown, in characters."""
_COLUMNS = Text(
    "type|dans la source|repris|gardés|laissés de côté|rejetés", "type|in the source|mapped|kept|left out|rejected"
)
_TITLES = {
    "account": Text("Le compte", "The account"),
    "rejected": Text("Rejeté", "Rejected"),
    "values": Text("Valeurs rejetées, le reste est repris", "Values rejected, the rest is taken"),
    "left_out": Text("Laissé de côté", "Left out"),
    "inferred": Text("Déduit", "Inferred"),
    "notes": Text("À savoir", "To know"),
    "added": Text("Ajouté", "Added"),
    "changed": Text("Changé par la source", "Changed by the source"),
    "kept": Text("Corrigé ici, gardé", "Corrected here, kept"),
    "conflicts": Text("En conflit : changé ici et dans la source", "In conflict: changed here and in the source"),
    "gone": Text("Absent désormais de la source", "No longer in the source"),
    "verified": Text("Vérifié", "Verified"),
}
_SAME = Text("rien ne change", "nothing changes")
_TOTAL = Text("en tout", "in all")
_UNSOLVED = Text(
    "la valeur d'ici reste ; --prefer source ou --prefer workspace tranche",
    "the value here stays; --prefer source or --prefer workspace decides",
)
_SOLVED = {
    "source": Text("la valeur de la source est prise", "the value of the source is taken"),
    "workspace": Text("la valeur d'ici reste", "the value here stays"),
}
_WHOLE = Text("supprimé ici, changé dans la source", "deleted here, changed in the source")
_STAYS = Text("reste, et le dit : --prune le retire", "stays, and says so: --prune removes it")
_REMOVED = Text("retiré", "removed")
_KEPT_OUT = Text("l'élément, supprimé ici", "the element, deleted here")
_CONFIRMED = Text("confirmé, inchangé", "confirmed, unchanged")
_ANSWERED = Text("répondu", "answered")
_COUNTS = {
    "added": Text("ajouté|ajoutés", "added|added"),
    "changed": Text("changé|changés", "changed|changed"),
    "removed": Text("retiré|retirés", "removed|removed"),
    "gone": Text("absent de la source|absents de la source", "no longer in the source|no longer in the source"),
    "conflicts": Text("en conflit|en conflit", "in conflict|in conflict"),
    "rejected": Text("rejet|rejets", "rejection|rejections"),
    "verified": Text("vérifié|vérifiés", "verified|verified"),
}


def document(
    answer: ImportPlan, lang: Lang, *, whole: bool = False, screen: bool = True, asks: bool = False
) -> Document:
    """The account and the plan; on a `screen` cut, unless the `whole` is asked for; `asks` where one is asked next."""
    plan = answer.plan
    files = few((file.name for file in plan.inventory.files), lang, 2)
    about = _about(plan, files)
    sections = _Sections(answer, lang, cut=screen and not whole)
    return Document(
        lang,
        f"{answer.workspace} · import",
        title=about[lang],
        blocks=tuple(section for section in sections.all() if section is not None),
        summary=_summary(answer, lang, asks=asks),
    )


def _about(plan: Plan, files: str) -> Text:
    """What comes in: a source and where it goes, or somebody's answers to a campaign."""
    answers = plan.inventory.answers
    if answers is None:
        into = f"model/{plan.source}/"
        return Text(f"{files} ({plan.inventory.format}) dans {into}", f"{files} ({plan.inventory.format}) into {into}")
    by = answers.by or answers.owner
    return Text(
        f"{files} : réponses de {by} à la campagne {answers.campaign}",
        f"{files}: answers of {by} to the campaign {answers.campaign}",
    )


class _Sections:
    """The sections of a plan, in one language; those of which there is nothing to say are left out."""

    def __init__(self, answer: ImportPlan, lang: Lang, *, cut: bool) -> None:
        self._plan, self._lang, self._cut = answer.plan, lang, cut

    def all(self) -> Iterable[Section | None]:
        plan = self._plan
        yield self._account()
        for what, of_cells in (("rejected", False), ("values", True)):
            refused = [rejected for rejected in plan.rejected if bool(rejected.field) is of_cells]
            yield self._listed(what, [self._refusal(rejected, "✗", "bad") for rejected in refused])
        yield self._left_out()
        yield self._listed("inferred", [self._line(str(one.at), one.text) for one in plan.inferred])
        yield self._listed("notes", [self._line(str(note.at), note.text) for note in plan.notes])
        yield self._added()
        yield self._listed("changed", [Item(self._changed(change), "~", "doubtful") for change in plan.changed])
        yield self._listed("kept", [Item(self._kept(kept), "=", "plain") for kept in plan.kept])
        yield self._listed("conflicts", [self._conflict(conflict) for conflict in plan.conflicts])
        yield self._listed("gone", [self._gone(gone) for gone in plan.gone])
        yield self._verified()

    def _account(self) -> Section | None:
        account = self._plan.account
        if not account:
            return None
        counts = [(type, n.source, n.mapped, n.kept, n.left_out, n.rejected) for type, n in account.items()]
        total = (_TOTAL[self._lang], *(sum(row[place] for row in counts) for place in range(1, 6)))  # type: ignore[misc]
        rows = tuple(tuple(map(str, row)) for row in (*counts, total))
        block = Rows(heads(_COLUMNS, self._lang), rows, one_line=True, headed=True)
        return Section(_TITLES["account"][self._lang], (block,))

    def _listed(self, what: str, items: Sequence[Item]) -> Section | None:
        if not items:
            return None
        shown = items[:_MOST] if self._cut and len(items) > _MOST + 1 else items
        left = len(items) - len(shown)
        more = Text(f"et {left} autres (--all)", f"and {left} more (--all)")[self._lang] if left else ""
        return Section(_TITLES[what][self._lang], (Items(tuple(shown), more),), tally=str(len(items)))

    def _refusal(self, rejected: Rejected, mark: str, tone: Tone) -> Item:
        return Item(f"{rejected.at}{COLON[self._lang]}{rejected.why[self._lang]}", mark, tone)

    def _line(self, at: str, text: Text) -> Item:
        return Item(f"{at}{COLON[self._lang]}{text[self._lang]}", "·", "plain")

    def _left_out(self) -> Section | None:
        """What is left out on purpose, type by type: the reasons, and the first places."""
        lang = self._lang
        by_type: dict[str, list[Rejected]] = {}
        for rejected in self._plan.left_out:
            by_type.setdefault(rejected.type, []).append(rejected)
        items = []
        for type, several in by_type.items():
            most = 2 if self._cut else len(several)
            why = few(dict.fromkeys(rejected.why[lang] for rejected in several), lang, most)
            places = few((str(rejected.at) for rejected in several), lang, most)
            items.append(Item(f"{type} ({len(several)}){COLON[lang]}{why}", "–", "plain", inside=(Sentence(places),)))
        section = self._listed("left_out", items)
        return section and Section(section.title, section.blocks, tally=str(len(self._plan.left_out)))

    def _added(self) -> Section | None:
        """By kind, how many, and which."""
        added = self._plan.added
        if not added:
            return None
        counts, lang = Counter(one.kind for one in added), self._lang
        items = []
        for kind, number in counts.items():
            named = (f"{one.name} ({one.id})" if one.name != one.id else one.id for one in added if one.kind == kind)
            words = counted(number, kind_words(kind, lang, number=1), kind_words(kind, lang), lang)
            text = f"{words}{COLON[lang]}{few(named, lang, 4 if self._cut else number)}"
            items.append(Item(text, "+", "good"))
        return Section(_TITLES["added"][lang], (Items(tuple(items), "", 2 if self._cut else None),), str(len(added)))

    def _value(self, value: object, field: str) -> str:
        said = field_words.said(value, field, self._lang) if isinstance(value, str) else recorded(value, self._lang)
        said = " ".join(said.split())
        return said if len(said) <= _LONGEST or not self._cut else f"{said[: _LONGEST - 1]}…"

    def _changed(self, change: Changed) -> str:
        return (
            f"{change.id}.{change.field}{COLON[self._lang]}{self._value(change.before, change.field)} → "
            f"{self._value(change.after, change.field)}  ({change.at})"
        )

    def _kept(self, kept: Kept) -> str:
        if not kept.field:
            return f"{kept.id}{COLON[self._lang]}{_KEPT_OUT[self._lang]}"
        here, there = (self._value(value, kept.field) for value in (kept.workspace, kept.source))
        said = Text(f"{here} ici, {there} dans la source", f"{here} here, {there} in the source")[self._lang]
        return f"{kept.id}.{kept.field}{COLON[self._lang]}{said}  ({kept.written})"

    def _conflict(self, conflict: Conflict) -> Item:
        lang, colon = self._lang, COLON[self._lang]
        outcome = (_SOLVED[conflict.solved] if conflict.solved else _UNSOLVED)[lang]
        if not conflict.field:
            text = f"{conflict.id}{colon}{_WHOLE[lang]}  ({conflict.at})"
            return Item(text, "✗", "bad", inside=(Sentence(outcome, "quiet"),))
        values = conflict.before, conflict.workspace, conflict.source
        before, here, there = (self._value(value, conflict.field) for value in values)
        lines: tuple[Block, ...] = (
            Sentence(f"{Text('avant', 'before')[lang]}{colon}{before}"),
            Sentence(f"{Text('ici', 'here')[lang]}{colon}{here}  ({_here(conflict, lang)})"),
            Sentence(f"{Text('source', 'source')[lang]}{colon}{there}  ({conflict.at})"),
            Sentence(outcome, "quiet"),
        )
        return Item(f"{conflict.id}.{conflict.field}", "✗", "bad", inside=lines)

    def _verified(self) -> Section | None:
        """Who answered, and about what: that nothing changed is an answer too."""
        verified = self._plan.verified
        if not verified:
            return None
        lang, items = self._lang, []
        for confirmed, mark in ((False, "~"), (True, "✓")):
            ids = [one.id for one in verified if one.confirmed is confirmed]
            if ids:
                what = _CONFIRMED if confirmed else _ANSWERED
                named = few(ids, lang, _MOST if self._cut else len(ids))
                items.append(Item(f"{what[lang]}{COLON[lang]}{named}", mark, "good"))
        by = f"verified_by{COLON[lang]}{verified[0].by}, verified_on{COLON[lang]}{verified[0].on}"
        return Section(
            _TITLES["verified"][lang], (Sentence(by, "quiet"), Items(tuple(items))), tally=str(len(verified))
        )

    def _gone(self, gone: Gone) -> Item:
        why = gone.why or (_REMOVED if gone.removed else _STAYS)
        return Item(f"{gone.name} ({gone.id}, {gone.written}){COLON[self._lang]}{why[self._lang]}", "−", "bad")


def _here(conflict: Conflict, lang: Lang) -> str:
    """Where what is here is written, and who verified it."""
    by = Text(f", vérifié par {conflict.verified}", f", verified by {conflict.verified}")[lang]
    return f"{conflict.written}{by if conflict.verified else ''}"


def _summary(answer: ImportPlan, lang: Lang, *, asks: bool) -> str:
    """How much changes, and what one has to do for it."""
    plan = answer.plan
    numbers = {
        "added": len(plan.added),
        "changed": len({change.id for change in plan.changed}),
        "removed": sum(gone.removed for gone in plan.gone),
        "gone": sum(not gone.removed for gone in plan.gone),
        "conflicts": len(plan.unsolved),
        "rejected": len(plan.rejected),
        "verified": len(plan.verified),
    }
    said = [count_of(number, _COUNTS[what], lang) for what, number in numbers.items() if number]
    return f"{' · '.join(said) or _SAME[lang]} – {_then(answer, asks=asks)[lang]}"


def _then(answer: ImportPlan, *, asks: bool) -> Text:
    if answer.written:
        return Text("écrit", "written") if answer.plan.writes else Text("rien à écrire", "nothing to write")
    if answer.refused:
        return Text(
            "rien n'est écrit : --strict n'admet aucun rejet", "nothing is written: --strict admits no rejection"
        )
    if not answer.plan.writes:
        return Text("rien à écrire", "nothing to write")
    if asks:
        return Text("rien n'est encore écrit", "nothing is written yet")
    return Text("rien n'est écrit : --yes l'écrit", "nothing is written: --yes writes it")
