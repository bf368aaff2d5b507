"""A campaign that was written: who is asked what, in which file."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.campaign import NewCampaign
from ea_repo.document import Document, Rows, Section, Sentence
from ea_repo.exchange.campaign.asked import CAUSES, Form
from ea_repo.finding import Lang, Text
from ea_repo.report.words import NOT_RECORDED, count_of, heading, heads
from ea_repo.typography import day

_SUBJECT = Text("campagne ·", "campaign ·")
_HEADS = Text(
    "Responsable|Éléments|Questions|Contestées|Manquantes|À confirmer|Classeur",
    "Owner|Elements|Questions|Contested|Missing|To confirm|Workbook",
)
_WORKBOOKS = Text("classeur|classeurs", "workbook|workbooks")
_QUESTIONS = Text("question|questions", "question|questions")
_FORMS = Text("Qui est interrogé", "Who is asked")


def document(answer: Answer[NewCampaign], lang: Lang) -> Document:
    """How many are asked, until when, then a row for each."""
    written = answer.content
    campaign = written.campaign
    asked = sum(sent.form.owner is not None for sent in campaign.sent)
    nobody = next((sent.form for sent in campaign.sent if sent.form.owner is None), None)
    workbooks, questions = count_of(asked, _WORKBOOKS, lang), count_of(written.questions, _QUESTIONS, lang)
    sentences = [
        Sentence(
            Text(
                f"{written.folder} : {workbooks}, {questions}, pour le {day(campaign.due, lang)}.",
                f"{written.folder}: {workbooks}, {questions}, wanted by {day(campaign.due, lang)}.",
            )[lang],
            "good",
        )
    ]
    if nobody is not None:
        sentences.append(Sentence(_of_nobody(nobody, lang), "doubtful"))
    rows = tuple(
        (
            form.name if form.owner is not None else NOT_RECORDED[lang],
            str(len(form.elements)),
            str(len(form.questions)),
            *(str(form.asked(cause)) for cause in CAUSES),
            sent.workbook,
        )
        for sent in campaign.sent
        for form in (sent.form,)
    )
    return Document(
        lang,
        heading(answer.situation, lang, _SUBJECT),
        answer=tuple(sentences),
        blocks=(Section(_FORMS[lang], (Rows(heads(_HEADS, lang), rows, headed=True),)),),
    )


def _of_nobody(form: Form, lang: Lang) -> str:
    number = len(form.elements)
    return Text(
        f"De {number} élément{'s' if number > 1 else ''}, personne n'est enregistré comme responsable : "
        "un classeur à part les liste, et n'est à envoyer à personne.",
        f"Of {number} element{'s' if number > 1 else ''} nobody is recorded as the owner: "
        "a workbook apart lists them, and is to be sent to nobody.",
    )[lang]
