"""A campaign that went out, and where it stands: who has answered what, what changed, what contradicts itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ea_repo.exchange.campaign.asked import WHOLE
from ea_repo.exchange.campaign.record import Campaign, Receipt, ReceivedAnswer, Refused, Sent
from ea_repo.exchange.merge.three_way import same

State = Literal["answered", "partly", "silent"]


@dataclass(frozen=True)
class NewCampaign:
    """A campaign that was written in a folder."""

    folder: str
    campaign: Campaign

    @property
    def questions(self) -> int:
        """How many questions it puts, those to nobody included."""
        return sum(len(sent.form.questions) for sent in self.campaign.sent)


@dataclass(frozen=True)
class OwnerStatus:
    """Where an owner stands; counts are of questions, each once however often it is answered."""

    sent: Sent
    answered: int
    confirmed: int
    changed: int
    words: int
    refused: tuple[Refused, ...]
    receipts: tuple[Receipt, ...]

    @property
    def asked(self) -> int:
        """How many questions they were put."""
        return len(self.sent.form.questions)

    @property
    def state(self) -> State:
        """Whether they answered all, a part, or nothing."""
        return "silent" if not self.answered else "answered" if self.answered >= self.asked else "partly"


@dataclass(frozen=True)
class Opinion:
    """What one workbook says of a fact."""

    receipt: Receipt
    answer: ReceivedAnswer


@dataclass(frozen=True)
class Contradiction:
    """A fact of which the answers are not the same."""

    id: str
    fact: str
    opinions: tuple[Opinion, ...]


@dataclass(frozen=True)
class CampaignStatus:
    """Where a campaign stands on a day; what nobody was asked is a form too."""

    campaign: Campaign
    day: dt.date
    owners: tuple[OwnerStatus, ...]
    contradictions: tuple[Contradiction, ...]
    names: Mapping[str, str]
    """What elements are called now, or were when they were asked about."""

    @property
    def late(self) -> bool:
        """Whether the day wanted is past."""
        return self.day > dt.date.fromisoformat(self.campaign.due)

    @property
    def with_owner(self) -> tuple[OwnerStatus, ...]:
        """Those who were asked."""
        return tuple(owner for owner in self.owners if owner.sent.form.owner is not None)

    @property
    def silent(self) -> tuple[OwnerStatus, ...]:
        """Those who were asked and have answered nothing."""
        return tuple(owner for owner in self.with_owner if owner.state == "silent")

    def changes(self) -> list[Opinion]:
        """Every answer that changes something, in the order in which they came."""
        return [
            Opinion(receipt, answer)
            for owner in self.owners
            for receipt in owner.receipts
            for answer in receipt.answers
            if answer.said == "changed"
        ]


def status(campaign: Campaign, receipts: Sequence[Receipt], day: dt.date, names: Mapping[str, str]) -> CampaignStatus:
    """Where a campaign stands, from what came back."""
    owners = tuple(
        _owner(sent, [receipt for receipt in receipts if receipt.owner == (sent.form.owner or "")])
        for sent in campaign.sent
    )
    return CampaignStatus(
        campaign, day, owners, tuple(_contradictions(campaign, receipts)), {**campaign.names, **names}
    )


def _owner(sent: Sent, receipts: Sequence[Receipt]) -> OwnerStatus:
    answered: dict[tuple[str, str], str] = {}
    for receipt in receipts:
        for answer in receipt.answers:
            answered[answer.id, answer.fact] = answer.said
    by_question: dict[tuple[str, str], str] = {}
    for question in sent.form.questions:
        key = question.id, question.fact
        # That all still holds is an answer to each question about what is written.
        whole = "confirmed" if question.cause == "stale" and answered.get((question.id, WHOLE)) else None
        if (how := answered.get(key) or whole) is not None:
            by_question[key] = how
    counts = [*by_question.values()]
    refused = tuple(refusal for receipt in receipts for refusal in receipt.refused)
    return OwnerStatus(
        sent, len(counts), counts.count("confirmed"), counts.count("changed"), counts.count("words"), refused,
        tuple(receipts),
    )  # fmt: skip


def _contradictions(campaign: Campaign, receipts: Sequence[Receipt]) -> Iterator[Contradiction]:
    """The facts of which two answers say different values: another one, or that the one that was written holds."""
    opinions: dict[tuple[str, str], list[Opinion]] = {}
    for receipt in receipts:
        for answer in receipt.answers:
            if answer.fact != WHOLE:
                opinions.setdefault((answer.id, answer.fact), []).append(Opinion(receipt, answer))
    for (id, fact), spoken in opinions.items():
        several = [*spoken, *_held(campaign, receipts, spoken)]
        if any(not same(several[0].answer.after, other.answer.after) for other in several[1:]):
            yield Contradiction(id, fact, tuple(several))


def _held(campaign: Campaign, receipts: Sequence[Receipt], opinions: Sequence[Opinion]) -> Iterator[Opinion]:
    """Of a fact of which some answers speak: the other workbooks that say that all of its element holds."""
    spoken = opinions[0].answer
    asked = {
        sent.form.owner or ""
        for sent in campaign.sent
        for question in sent.form.questions
        if (question.id, question.fact, question.cause) == (spoken.id, spoken.fact, "stale")
    }
    for receipt in receipts:
        if receipt.owner not in asked or any(receipt is opinion.receipt for opinion in opinions):
            continue
        for answer in receipt.answers:
            if (answer.id, answer.fact) == (spoken.id, WHOLE):
                yield Opinion(receipt, replace(answer, fact=spoken.fact, before=spoken.before, after=spoken.before))
