"""Where a campaign stands: who has answered, who has not, what changed, what contradicts itself, what was refused."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.answer.answer import Answer
from ea_repo.answer.campaign import CampaignStatus, Contradiction, Opinion, OwnerStatus, State
from ea_repo.document import Document, Item, Items, Rows, Section, Sentence, Tone
from ea_repo.exchange.campaign.record import Receipt
from ea_repo.finding import Lang, Text
from ea_repo.report.cells import recorded
from ea_repo.report.words import COLON, NOT_RECORDED, count_of, date, heading, heads
from ea_repo.typography import day as shown_day

_SUBJECT = Text("campagne ·", "campaign ·")
_STATES: dict[State, Text] = {
    "answered": Text("a tout répondu", "answered all"),
    "partly": Text("a répondu en partie", "answered in part"),
    "silent": Text("n'a pas répondu", "has not answered"),
}
_NOT_ASKED = Text("n'a été demandé à personne", "was asked of nobody")
_TONES: dict[State, Tone] = {"answered": "good", "partly": "doubtful", "silent": "bad"}
_OWNER_HEADS = Text(
    "Responsable|Où il en est|Réponses|Questions|Changé|Confirmé|En mots|Refusé|Répondu par",
    "Owner|Where they stand|Answers|Questions|Changed|Confirmed|In words|Refused|Answered by",
)
_TITLES = {
    "owners": Text("Qui a répondu", "Who has answered"),
    "contradictions": Text("Réponses qui se contredisent", "Answers that contradict each other"),
    "changed": Text("Ce qui change", "What changes"),
    "refused": Text("Refusé, à corriger", "Refused, to be corrected"),
    "words": Text("Réponses en mots, à écrire dans le modèle", "Answers in words, to be written in the model"),
    "remarks": Text("Remarques", "Remarks"),
}
_OUTCOMES = {
    "taken": Text("écrit", "written"),
    "conflict": Text("en conflit, à trancher", "in conflict, to be decided"),
    "kept": Text("ce qui est ici reste", "what is here stays"),
    "waiting": Text("pas encore importé", "not imported yet"),
    "words": Text("à écrire", "to be written"),
}
_MOST, _LONGEST = 15, 60
_OWNERS = Text("responsable|responsables", "owner|owners")
_CONTRADICTED = Text("réponse contradictoire|réponses contradictoires", "contradictory answer|contradictory answers")


def document(answer: Answer[CampaignStatus], lang: Lang, *, whole: bool = False, screen: bool = True) -> Document:
    """Who has answered first, then what to look at; on a `screen` long lists are cut, unless the `whole` is asked."""
    status = answer.content
    sections = _Sections(status, lang, cut=screen and not whole)
    return Document(
        lang,
        heading(answer.situation, lang, _SUBJECT),
        answer=tuple(_first_sentences(status, lang)),
        blocks=tuple(section for section in sections.all() if section is not None),
    )


def _first_sentences(status: CampaignStatus, lang: Lang) -> list[Sentence]:
    how_many = _how_many(status) if status.with_owner else _nobody(status)
    sentences = [Sentence(how_many[lang], "doubtful" if status.silent or not status.with_owner else "good")]
    if number := len(status.contradictions):
        sentences.append(Sentence(f"{count_of(number, _CONTRADICTED, lang)}.", "bad"))
    return sentences


def _nobody(status: CampaignStatus) -> Text:
    return Text(
        f"{status.campaign.id}, le {date(status.day, 'fr')} : personne n'est interrogé, "
        "car rien de ce qui est demandé n'a de responsable enregistré.",
        f"{status.campaign.id}, on {date(status.day, 'en')}: nobody is asked, "
        "since nothing of what is asked about has a recorded owner.",
    )


def _how_many(status: CampaignStatus) -> Text:
    """How many of those who are asked have answered, and by when they are to."""
    asked, silent = len(status.with_owner), len(status.silent)
    answered, due, day = asked - silent, status.campaign.due, status.day
    return Text(
        f"{status.campaign.id}, le {date(day, 'fr')} : {answered} sur {count_of(asked, _OWNERS, 'fr')} "
        f"{'ont' if answered > 1 else 'a'} répondu, {silent} ne l'{'ont' if silent > 1 else 'a'} pas fait ; "
        f"réponses voulues pour le {shown_day(due, 'fr')}{' : ce jour est passé' if status.late else ''}.",
        f"{status.campaign.id}, on {date(day, 'en')}: {answered} of {count_of(asked, _OWNERS, 'en')} "
        f"{'have' if answered != 1 else 'has'} answered, {silent} {'have' if silent != 1 else 'has'} not; "
        f"answers are wanted by {shown_day(due, 'en')}{': that day is past' if status.late else ''}.",
    )


class _Sections:
    def __init__(self, status: CampaignStatus, lang: Lang, *, cut: bool) -> None:
        self._status, self._lang, self._cut = status, lang, cut

    def all(self) -> list[Section | None]:
        status = self._status
        receipts = [receipt for owner in status.owners for receipt in owner.receipts]
        opinions = [Opinion(receipt, answer) for receipt in receipts for answer in receipt.answers]
        words = [self._words(opinion) for opinion in opinions if opinion.answer.said == "words"]
        refused = [
            Item(f"{refusal.at}{COLON[self._lang]}{refusal.why[self._lang]}  ({self._who(receipt)})", "✗", "bad")
            for receipt in receipts
            for refusal in receipt.refused
        ]
        remarks = [
            Item(f"{remark}  ({self._who(receipt)})", "·", "plain")
            for receipt in receipts
            for remark in receipt.remarks
        ]
        return [
            self._owners(),
            self._listed("contradictions", list(map(self._contradiction, status.contradictions))),
            self._listed("changed", list(map(self._change, status.changes()))),
            self._listed("refused", refused),
            self._listed("words", words),
            self._listed("remarks", remarks),
        ]

    def _owners(self) -> Section:
        rows = tuple(map(self._owner, self._status.owners))
        tones = tuple(
            "plain" if owner.sent.form.owner is None else _TONES[owner.state] for owner in self._status.owners
        )
        return Section(
            _TITLES["owners"][self._lang], (Rows(heads(_OWNER_HEADS, self._lang), rows, tones, state=1, headed=True),)
        )

    def _owner(self, owner: OwnerStatus) -> tuple[str, ...]:
        lang, form = self._lang, owner.sent.form
        unasked = form.owner is None and owner.state == "silent"
        by = "; ".join(dict.fromkeys(map(self._who, owner.receipts)))
        return (
            form.name if form.owner is not None else NOT_RECORDED[lang],
            (_NOT_ASKED if unasked else _STATES[owner.state])[lang],
            *(map(str, (owner.answered, owner.asked, owner.changed, owner.confirmed, owner.words, len(owner.refused)))),
            by,
        )

    def _listed(self, what: str, items: Sequence[Item]) -> Section | None:
        if not items:
            return None
        shown = items[:_MOST] if self._cut and len(items) > _MOST + 1 else items
        left = len(items) - len(shown)
        more = Text(f"et {left} autres (--all)", f"and {left} more (--all)")[self._lang] if left else ""
        return Section(_TITLES[what][self._lang], (Items(tuple(shown), more),), tally=str(len(items)))

    def _contradiction(self, one: Contradiction) -> Item:
        lines = tuple(
            Sentence(
                f"{self._value(opinion.answer.after)}{COLON[self._lang]}{self._who(opinion.receipt)}, "
                f"{opinion.answer.at} ({_OUTCOMES[opinion.answer.outcome][self._lang]})"
            )
            for opinion in one.opinions
        )
        return Item(self._fact(one.id, one.fact), "✗", "bad", inside=lines)

    def _change(self, one: Opinion) -> Item:
        answer = one.answer
        return Item(
            f"{self._fact(answer.id, answer.fact)}{COLON[self._lang]}{self._value(answer.before)} → "
            f"{self._value(answer.after)}  ({self._who(one.receipt)}, {_OUTCOMES[answer.outcome][self._lang]})",
            "~",
            "good" if answer.outcome == "taken" else "doubtful",
        )

    def _words(self, one: Opinion) -> Item:
        return Item(
            f"{self._fact(one.answer.id, one.answer.fact)}{COLON[self._lang]}{self._value(one.answer.after)}  "
            f"({self._who(one.receipt)}, {one.answer.at})",
            "·",
            "doubtful",
        )

    def _fact(self, id: str, fact: str) -> str:
        return f"{self._status.names.get(id, id)} ({id}), {fact}"

    def _who(self, receipt: Receipt) -> str:
        by = receipt.by or NOT_RECORDED[self._lang]
        on = f" ({shown_day(receipt.on, self._lang)})" if receipt.on else ""
        return f"{by}{on}"

    def _value(self, value: object) -> str:
        words = " ".join(recorded(value, self._lang).split())
        return words if len(words) <= _LONGEST or not self._cut else f"{words[: _LONGEST - 1]}…"
