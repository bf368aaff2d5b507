"""What a campaign asked, kept in its folder, and what came back, kept in the workspace: plain data, one file each."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from ea_repo.exchange.campaign.asked import Form, Reason
from ea_repo.exchange.naming import slug
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.finding import Text

FILE = "campaign.json"
RECEIVED = "campaigns"
"""The folder of a workspace in which answers are kept, in a folder a campaign."""
VERSION = 1
_DIGITS = 12
_UNREADABLE = Text("ce fichier n'est pas celui d'une campagne, ou il est abîmé",
                   "this is no file of a campaign, or it is damaged")  # fmt: skip
_NO_CAMPAIGN = Text(
    "ce dossier n'est pas celui d'une campagne : « ea campaign new … -o DOSSIER » en commence une",
    "this folder is that of no campaign: `ea campaign new … -o DIR` begins one",
)
_OTHER_VERSION = Text(
    "ce fichier a été écrit par une autre version d'ea, que celle-ci ne lit pas : suivez la campagne avec l'autre",
    "this file was written by another version of ea, which this one cannot read: follow the campaign with the other",
)
_NO_ID = Text(
    "« {} » n'est pas l'identifiant d'une campagne, qui est de lettres minuscules, de chiffres et de traits d'union",
    "“{}” is not the id of a campaign, which is of lower-case letters, digits and hyphens",
)
_NO_DAY = Text(
    "« {} » n'est pas un jour du calendrier, écrit comme 2026-12-31",
    "“{}” is no day of the calendar, written as 2026-12-31",
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that went out, and the names of its workbook and of its covering text."""

    form: Form
    workbook: str
    letter: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """Who was asked what, when, until when; `names` are what elements were called."""

    id: str
    workspace: str
    by: str
    selector: str
    asked_on: str
    due: str
    lang: str
    sent: tuple[Sent, ...]
    names: dict[str, str]

    @property
    def key(self) -> str:
        """What tells it from another campaign of that name: what it asks."""
        told = json.dumps([self.id, self.due, [_form(sent) for sent in self.sent]], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:_DIGITS]

    def as_json(self) -> str:
        """The text of its file: a form a line."""
        head = {name: getattr(self, name) for name in ("id", "workspace", "by", "selector", "asked_on", "due", "lang")}
        lines = [f" {json.dumps(name)}: {_dumped(value)}" for name, value in {"version": VERSION, **head}.items()]
        forms = ",\n".join(f"  {_dumped(_form(sent))}" for sent in self.sent)
        return "{\n" + ",\n".join([*lines, f' "forms": [\n{forms}\n ]', f' "names": {_dumped(self.names)}']) + "\n}\n"


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _form(sent: Sent) -> dict[str, Any]:
    questions = [
        {
            "id": question.id, "fact": question.fact, "cause": question.cause,
            "reasons": [_reason(reason) for reason in question.reasons],
        }
        for question in sent.form.questions
    ]  # fmt: skip
    form = sent.form
    return {
        "owner": form.owner, "name": form.name, "workbook": sent.workbook, "letter": sent.letter,
        "questions": questions,
    }  # fmt: skip


def _reason(reason: Reason) -> dict[str, Any]:
    about = {"fr": reason.about.fr, "en": reason.about.en} if reason.about.en else None
    told = {"why": reason.why, "about": about, "day": reason.day}
    return {name: value for name, value in told.items() if value is not None}


def campaign_in(folder: Path) -> Campaign:
    """The campaign of a folder; raises Unreadable where there is none, or its file is damaged.

    Its id is the name of a folder of the workspace, so nothing but an id is taken.
    """
    file = folder / FILE
    if not file.is_file():
        raise Unreadable(_NO_CAMPAIGN, Place(str(folder)))
    try:
        value = _value(file)
        sent = [{"form": form, "workbook": form["workbook"], "letter": form["letter"]} for form in value["forms"]]
        campaign = _campaigns().validate_python({**value, "sent": sent})
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise Unreadable(_UNREADABLE, Place(str(file))) from None
    if not campaign.id or campaign.id != slug(campaign.id):
        raise Unreadable(_filled(_NO_ID, campaign.id), Place(str(file), inside="/id"))
    for name, day in (("due", campaign.due), ("asked_on", campaign.asked_on)):
        if not _is_day(day):
            raise Unreadable(_filled(_NO_DAY, day), Place(str(file), inside=f"/{name}"))
    return campaign


def _value(file: Path) -> dict[str, Any]:
    """What a file of this version holds; raises Unreadable for another one, TypeError for what is no such file."""
    value = json.loads(file.read_bytes())
    if not isinstance(value, dict) or "version" not in value:
        raise TypeError
    if value["version"] != VERSION:
        raise Unreadable(_OTHER_VERSION, Place(str(file), inside="/version"))
    return value


@cache
def _campaigns() -> TypeAdapter[Campaign]:
    """Checks the types of what a campaign's file says."""
    return TypeAdapter(Campaign)


def _is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, written in full."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _filled(text: Text, value: str) -> Text:
    return Text(text.fr.format(value), text.en.format(value))


@dataclass(frozen=True, slots=True)
class ReceivedAnswer:
    """One answer, and what became of it.

    `outcome`: taken (written, or confirmed), conflict (it waits for somebody to decide), kept (what is here stays),
    words (somebody has to write it), waiting (its workbook is not imported).
    """

    id: str
    fact: str
    said: str
    before: Any
    after: Any
    at: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A mistake in a workbook: its cell, and why it was not taken."""

    at: str
    why: Text


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came back in one workbook: from whom, when it was answered, when it came in (None: it did not yet)."""

    campaign: str
    key: str
    owner: str
    by: str
    on: str | None
    received: str | None
    file: str
    digest: str
    answers: tuple[ReceivedAnswer, ...]
    refused: tuple[Refused, ...] = ()
    remarks: tuple[str, ...] = ()

    def place(self, root: Path) -> Path:
        """Where it is kept in a workspace."""
        return _place(root, self.campaign, self.digest)

    def as_json(self) -> str:
        """The text of its file."""
        value = {"version": VERSION, **dataclasses.asdict(self)}
        return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def receipts(root: Path, campaign: str, key: str) -> list[Receipt]:
    """What came back of a campaign, in the order of the days on which it was answered; raises Unreadable."""
    every = [_receipt(file) for file in sorted((root / RECEIVED / campaign).glob("received-*.json"))]
    return in_order(receipt for receipt in every if receipt.key == key)


def received_before(root: Path, campaign: str, digest: str) -> Receipt | None:
    """What is kept of a workbook that came in before; None of one that comes for the first time."""
    file = _place(root, campaign, digest)
    return _receipt(file) if file.is_file() else None


def _place(root: Path, campaign: str, digest: str) -> Path:
    return root / RECEIVED / campaign / f"received-{digest[:_DIGITS]}.json"


def in_order(several: Iterable[Receipt]) -> list[Receipt]:
    """Receipts by the day of the answer, then by the day that they came in."""
    return sorted(
        several, key=lambda receipt: (receipt.on or receipt.received or "", receipt.received or "~", receipt.file)
    )


def _receipt(file: Path) -> Receipt:
    try:
        return _receipts().validate_python(_value(file))
    except (OSError, ValueError, TypeError, RecursionError):
        raise Unreadable(_UNREADABLE, Place(str(file))) from None


@cache
def _receipts() -> TypeAdapter[Receipt]:
    """Checks the types of what is kept of an answer."""
    return TypeAdapter(Receipt)
