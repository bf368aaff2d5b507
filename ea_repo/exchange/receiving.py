"""From an import, or from a workbook that waits for one, to what is kept of its answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ea_repo.exchange.answers import Answered, Answers
from ea_repo.exchange.campaign.asked import WHOLE
from ea_repo.exchange.campaign.record import Receipt, ReceivedAnswer, Refused, receipts
from ea_repo.exchange.inventory import Inventory, Note, Rejected
from ea_repo.exchange.merge.plan import Plan
from ea_repo.exchange.merge.three_way import same
from ea_repo.finding import Text


def receipt_of(plan: Plan) -> Receipt | None:
    """What is kept of an import that is carried out; None where it brings no answers of a campaign."""
    answers = plan.inventory.answers
    if answers is None:
        return None
    contradicted = {_fact(conflict.id, conflict.field) for conflict in plan.conflicts if conflict.solved != "source"}
    kept = {_fact(field.id, field.field) for field in plan.kept}
    refused = {str(rejected.at) for rejected in plan.rejected}

    def outcome(answer: Answered) -> str:
        if answer.said == "words":
            return "words"
        if str(answer.at) in refused:
            return "refused"
        fact = _fact(answer.id, answer.fact)
        return "conflict" if fact in contradicted else "kept" if fact in kept else "taken"

    return _receipt(plan.inventory, answers, plan.on, plan.rejected, outcome)


def waiting(inventory: Inventory) -> Receipt | None:
    """What a workbook would bring that is not imported yet; None where it is that of no campaign."""
    if inventory.answers is None:
        return None
    return _receipt(inventory, inventory.answers, None, inventory.rejected, lambda _: "waiting")


def answered_otherwise(inventory: Inventory, root: Path) -> Iterator[Note]:
    """Of each answer that an earlier one of the same campaign contradicts: who said what, when, in which cell."""
    answers = inventory.answers
    if answers is None:
        return
    every = receipts(root, answers.campaign, answers.key)
    before = [receipt for receipt in every if receipt.digest != inventory.digest]
    for answer in answers.answers:
        for receipt in before:
            for earlier in receipt.answers:
                if earlier.id == answer.id and _contradict(answer, earlier):
                    yield Note(answer.at, _otherwise(earlier, receipt))


def _contradict(answer: Answered, earlier: ReceivedAnswer) -> bool:
    """Whether two answers about one element cannot both hold: that all of it holds, and that a fact of it changed."""
    if WHOLE in (answer.fact, earlier.fact):
        return any(either.said == "changed" and either.before is not None for either in (answer, earlier))
    return answer.fact == earlier.fact and not same(answer.after, earlier.after)


def _otherwise(earlier: ReceivedAnswer, receipt: Receipt) -> Text:
    """What an earlier answer said."""
    by, where = receipt.by or receipt.owner, f"{receipt.on or ''}, {earlier.at}".strip(" ,")
    if earlier.said == "confirmed":
        return Text(f"{by} a confirmé que rien ne change ({where})", f"{by} confirmed that nothing changes ({where})")
    value = json.dumps(earlier.after, ensure_ascii=False)
    return Text(
        f"{by} a répondu autrement : {earlier.fact} = {value} ({where})",
        f"{by} answered otherwise: {earlier.fact} = {value} ({where})",
    )


def _fact(id: str, path: str) -> tuple[str, str]:
    return id, path.partition(".")[0]


def _receipt(
    inventory: Inventory,
    answers: Answers,
    received: str | None,
    rejected: Iterable[Rejected],
    outcome: Callable[[Answered], str],
) -> Receipt:
    kept = tuple(
        ReceivedAnswer(
            answer.id, answer.fact, answer.said, answer.before, answer.after, str(answer.at), outcome(answer)
        )
        for answer in answers.answers
    )
    return Receipt(
        answers.campaign,
        answers.key,
        answers.owner,
        answers.by,
        answers.on or received,
        received,
        inventory.files[0].name,
        inventory.digest,
        tuple(answer for answer in kept if answer.outcome != "refused"),
        tuple(Refused(str(mistake.at), mistake.why) for mistake in rejected),
        tuple(f"{at}: {text}" for at, text in answers.remarks.items()),
    )
