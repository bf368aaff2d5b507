"""Asking people for what the model lacks, and following up on what they answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from ea_repo.answer.answer import Answer
from ea_repo.answer.audit import WHOLE
from ea_repo.answer.campaign import CampaignStatus, NewCampaign, status
from ea_repo.answer.campaign_questions import Sources, Waiting, forms
from ea_repo.check.audit_settings import completeness
from ea_repo.exchange import read
from ea_repo.exchange.campaign.asked import Form
from ea_repo.exchange.campaign.record import FILE, Campaign, Receipt, Sent, campaign_in, in_order, receipts
from ea_repo.exchange.campaign.words import NO_OWNER_FILE, letter
from ea_repo.exchange.campaign.writing import Sending, write
from ea_repo.exchange.merge.memory import memories
from ea_repo.exchange.naming import slug
from ea_repo.exchange.place import Unreadable
from ea_repo.exchange.receiving import waiting
from ea_repo.finding import Lang, Text, Wrong
from ea_repo.graph import difference
from ea_repo.load import ChangesUnreadable
from ea_repo.load.requests import RequestUnreadable, WrittenRequest, find_requests
from ea_repo.metamodel.dates import days_later, last_day
from ea_repo.repository import freshness, judging
from ea_repo.repository.open_workspace import OpenWorkspace, day_written
from ea_repo.select.typed import TypedSelector
from ea_repo.semantics.asked_by import AskedBy
from ea_repo.write import file_name, require_new, write_new_folder
from ea_repo.write import write as write_file

USUAL_DAYS = 30
"""How many days people have to answer, where it is not said."""
_WORKBOOK, _LETTER = ".xlsx", ".txt"


class NothingToAsk(Wrong):
    """A campaign that would ask nothing."""


def new(
    opened: OpenWorkspace, by: AskedBy, words: Sequence[str], folder: Path, due: str | None, lang: Lang
) -> Answer[NewCampaign]:
    """Writes the workbooks of a campaign in a folder, whole or not at all; raises NotWritten, NothingToAsk."""
    require_new(folder)
    today = opened.when.date if opened.at is not None else dt.date.today()
    wanted = _due(due, today)
    chosen = opened.typed(words)
    asked = forms(_sources(opened, chosen), by)
    if not asked:
        raise NothingToAsk(
            Text(
                "il n'y a rien à demander : rien ne manque, n'est contesté ni à vérifier",
                "there is nothing to ask: nothing is missing, contested or to be verified",
            )
        )
    graph = opened.graph
    campaign = Campaign(
        slug(folder.resolve().name) or "campaign",
        opened.workspace.settings.name,
        by,
        " ".join(words),
        today.isoformat(),
        wanted,
        lang,
        tuple(_sent(form, lang) for form in asked),
        {id: graph.name(id) for form in asked for id in form.elements},
    )
    sending = Sending(graph, campaign.workspace, campaign.id, campaign.key, campaign.due, lang)

    def fill(beside: Path) -> None:
        for sent in campaign.sent:
            write_file(beside / sent.workbook, write(sent.form, sending))
            text = letter(sent.form, campaign.workspace, sent.workbook, campaign.due, lang)
            write_file(beside / sent.letter, text)
        write_file(beside / FILE, campaign.as_json())

    write_new_folder(folder, fill, last=FILE)
    return opened.answer(NewCampaign(str(folder), campaign), meant=chosen.meant)


def _sent(form: Form, lang: Lang) -> Sent:
    name = file_name(form.owner) if form.owner else NO_OWNER_FILE[lang]
    return Sent(form, f"{name}{_WORKBOOK}", f"{name}{_LETTER}")


def _due(written: str | None, today: dt.date) -> str:
    """The day wanted; raises UnknownName for what is no date."""
    if written is None:
        return days_later(today, USUAL_DAYS).isoformat()
    return last_day(day_written(written)).isoformat()


def _sources(opened: OpenWorkspace, chosen: TypedSelector) -> Sources:
    graph = opened.graph
    ids = chosen.selector.select(graph)
    return Sources(
        graph,
        frozenset(ids),
        judging.audit(opened, WHOLE, None, lambda *_: None),
        freshness.stale_among(opened, ids, None, "moa"),
        completeness(opened.workspace, graph).known,
        memories(opened.root),
        tuple(_waiting(opened)),
    )


def _waiting(opened: OpenWorkspace) -> Iterator[Waiting]:
    """The requests that no committee decided, with what they touch; what cannot be read of one is left out."""
    graph = opened.graph
    decided = {graph.value(id, "request") for id in graph.of("decision")}
    found, _ = find_requests(opened.root, opened.workspace.settings.limits)
    for written in found:
        if written.id not in decided:
            title = written.request.title
            yield Waiting(Text(title, title), frozenset(_touched(opened, written)))


def _touched(opened: OpenWorkspace, written: WrittenRequest) -> Iterator[str]:
    yield from (*written.request.processes, *written.request.data)
    for key in written.request.options:
        try:
            source = written.changes(opened.root, key)
            if source is not None:
                yield from difference(opened.graph, opened.changed(source).graph).changed
        except (ChangesUnreadable, RequestUnreadable):
            continue


def follow(opened: OpenWorkspace, folder: Path) -> Answer[CampaignStatus]:
    """Where the campaign of a folder stands: what was imported, and what lies in its folder and was not yet.

    Raises Unreadable where there is no campaign, or a file of it is damaged.
    """
    campaign = campaign_in(folder)
    imported = receipts(opened.root, campaign.id, campaign.key)
    known = {receipt.digest for receipt in imported}
    found = in_order([*imported, *(receipt for receipt in _lying(folder, campaign) if receipt.digest not in known)])
    day = opened.when.date if opened.at is not None else dt.date.today()
    graph = opened.graph
    names = {id: graph.name(id) for id in campaign.names if id in graph}
    return opened.answer(status(campaign, found, day, names))


def _lying(folder: Path, campaign: Campaign) -> Iterator[Receipt]:
    """The workbooks of a campaign that lie in its folder with answers in them."""
    for file in sorted(folder.rglob(f"*{_WORKBOOK}")):
        try:
            receipt = waiting(read((file,)))
        except Unreadable:
            continue
        if receipt is not None and receipt.key == campaign.key and (receipt.answers or receipt.refused):
            yield receipt
