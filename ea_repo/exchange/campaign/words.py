"""What the workbooks and the letters of a campaign say, in French and in English."""

from __future__ import annotations

from ea_repo.exchange.campaign.asked import CAUSES, WHOLE, Form, Question, Reason
from ea_repo.exchange.campaign.layout import ANSWERED_BY, ANSWERED_ON, CONFIRMED, Place
from ea_repo.exchange.questions import question_about
from ea_repo.finding import Lang, Text
from ea_repo.typography import day, of, typeset

HEADS: dict[Place, Text] = {
    "number": Text("n°", "no."),
    "element": Text("élément", "element"),
    "question": Text("question", "question"),
    "answer": Text("votre réponse", "your answer"),
    "confirmed": Text("confirmé, inchangé ?", "confirmed, unchanged?"),
    "why": Text("pourquoi : ce qui attend la réponse", "why: what waits for the answer"),
    "due": Text("pour le", "wanted by"),
    "remark": Text("remarque", "remark"),
}
LABELS = {
    ANSWERED_BY: Text("Vous êtes (nom, fonction)", "You are (name, position)"),
    ANSWERED_ON: Text("Répondu le", "Answered on"),
}
SEE_BELOW = Text("(les lignes qui suivent)", "(the rows below)")
NOBODY = Text("Sans responsable enregistré", "No recorded owner")
NO_OWNER_FILE = Text("_sans-responsable", "_no-recorded-owner")
_WHOLE = Text(
    "Tout ce qui est écrit de cet élément est-il toujours vrai ?", "Does all that is recorded of it still hold?"
)
_NOBODY_TO_ASK = Text("Sans cela, on ne sait à qui demander le reste", "Without it nobody knows whom to ask the rest")
_NEVER = Text("Rien ne dit quand cela a été vérifié", "Nothing tells when it was last verified")
_IN_WORDS = Text(" (en quelques mots)", " (in a few words)")
_OTHERWISE = Text("Que faut-il écrire de « {} » ?", "What is to be recorded of “{}”?")
_READ_ME = {
    "fr": (
        "Chaque ligne de la feuille « Questions » est une question : répondez dans la colonne « votre réponse ».",
        "Jaune : personne ne l'a écrit. Orange : deux sources se contredisent. Bleu : c'est écrit, mais sans "
        "vérification récente ; corrigez, ou choisissez « {confirmed} ».",
        "« {confirmed} » sur la première ligne d'un élément vaut pour tout ce qui est écrit de lui en bleu.",
        "Si vous ne savez pas, laissez vide : rien ne change. « (aucun) » dit qu'il n'y en a pas.",
        "Plusieurs valeurs dans une cellule : une par ligne (Alt + Entrée). Les éléments que l'on peut citer sont sur "
        "la feuille « Références ». Une date : 14/06/2023, ou 2023-06, ou 2023.",
        "Les lignes peuvent être triées et filtrées ; la première colonne ne doit pas changer.",
        "Renvoyez ce classeur tel quel à qui vous l'a adressé : chaque réponse sera relue avant d'être écrite.",
    ),
    "en": (
        "Each row of the sheet “Questions” is a question: answer in the column “your answer”.",
        "Yellow: nobody recorded it. Orange: two sources contradict each other. Blue: it is recorded, but was not "
        "verified lately; correct it, or choose “{confirmed}”.",
        "“{confirmed}” on the first row of an element holds for all that is recorded of it in blue.",
        "Where you do not know, leave it empty: nothing changes. “(none)” says that there is none.",
        "Several values in a cell: one a line (Alt + Enter). The elements that one may name are on the sheet "
        "“References”. A date: 2023-06-14, or 2023-06, or 2023.",
        "Rows may be sorted and filtered; the first column must not change.",
        "Return this workbook as it is to whoever sent it to you: each answer is read again before it is written.",
    ),
}
_OF_NOBODY = Text(
    "Personne n'est enregistré comme responsable de ces éléments : ces questions n'ont été posées à personne. "
    "Trouvez qui peut y répondre.",
    "Nobody is recorded as answering for these elements: these questions were put to nobody. Find out who can answer.",
)
_SUBJECT = Text(
    "{workspace} : {questions} sur {elements}, pour le {due}", "{workspace}: {questions} about {elements}, by {due}"
)
_LETTER = {
    "fr": """Objet : {subject}

Bonjour,

Le référentiel d'architecture « {workspace} » s'appuie sur ce que chacun sait de ses propres applications. Il vous
reste {questions} à éclaircir, sur {elements} dont le responsable enregistré est « {owner} » :

{list}

Le classeur joint ({workbook}) pose chaque question avec la raison pour laquelle elle est posée. Ce qui est déjà
connu y figure : corrigez-le, ou répondez « {confirmed} ». Ce que vous ne savez pas, laissez-le vide.

Merci de le renvoyer complété pour le {due}.
""",
    "en": """Subject: {subject}

Hello,

The architecture repository “{workspace}” rests on what everybody knows of their own applications. There are
{questions} left to settle, about {elements} of which “{owner}” is the recorded owner:

{list}

The workbook attached ({workbook}) puts each question with the reason why it is asked. What is known already is in
it: correct it, or answer “{confirmed}”. What you do not know, leave empty.

Please return it by {due}.
""",
}
_NO_LETTER = {
    "fr": """{subject}

Ce classeur ({workbook}) n'est à envoyer à personne pour l'instant : le modèle ne dit pas qui répond de ces éléments.
{questions} sur {elements} :

{list}

Dire d'abord qui en est responsable, ou trouver qui peut répondre.
""",
    "en": """{subject}

This workbook ({workbook}) is to be sent to nobody for now: the model does not say who answers for these elements.
{questions} about {elements}:

{list}

Say first who answers for them, or find out who can answer.
""",
}
_CAUSES = {
    "contested": Text("contestée : deux sources se contredisent|contestées : deux sources se contredisent",
                      "contested: two sources contradict each other|contested: two sources contradict each other"),
    "missing": Text("manquante : personne ne l'a écrite|manquantes : personne ne les a écrites",
                    "missing: nobody recorded it|missing: nobody recorded them"),
    "stale": Text("à confirmer : écrite, mais sans vérification récente"
                  "|à confirmer : écrites, mais sans vérification récente",
                  "to confirm: recorded, but not verified lately|to confirm: recorded, but not verified lately"),
}  # fmt: skip


def question_text(question: Question, kind: str, lang: Lang, *, in_words: bool) -> str:
    """A question in plain words."""
    if question.fact == WHOLE:
        return typeset(_WHOLE[lang], lang)
    asked = question_about(kind, question.fact) or question_about(kind, question.fact.partition(".")[0])
    text = asked[lang] if asked is not None else _OTHERWISE[lang].format(question.fact.replace("_", " "))
    return typeset(text + (_IN_WORDS[lang] if in_words else ""), lang)


def reason_text(reason: Reason, lang: Lang) -> str:
    """Why something is asked."""
    about = reason.about[lang]
    match reason.why:
        case "rule":
            text = Text(f"Règle « {about} »", f"Rule “{about}”")
        case "request":
            text = Text(f"Dossier de la demande « {about} »", f"Dossier of the request “{about}”")
        case "retirement":
            text = Text(
                f"Dossier de décommissionnement {of(about)}",
                f"Dossier of the retirement of {about}",
            )
        case "owner":
            text = _NOBODY_TO_ASK
        case "source":
            text = Text(f"Une source dit autre chose – {about}", f"A source says otherwise – {about}")
        case "text":
            text = Text(f"Cela se contredit : {about}", f"It contradicts itself: {about}")
        case _:
            since = day(reason.day or "", lang)
            text = Text(f"Pas vérifié depuis le {since}", f"Not verified since {since}") if since else _NEVER
    return typeset(text[lang], lang)


def read_me(form: Form, lang: Lang) -> tuple[str, ...]:
    """The lines of the first sheet."""
    lines = tuple(line.format(confirmed=CONFIRMED[lang]) for line in _READ_ME[lang])
    whole = lines if form.owner is not None else (_OF_NOBODY[lang], *lines)
    return tuple(typeset(line, lang) for line in whole)


def subject(form: Form, workspace: str, due: str, lang: Lang) -> str:
    """What a letter is about, in a line."""
    words = {"questions": questions_words(form, lang), "elements": elements_words(form, lang)}
    return typeset(_SUBJECT[lang].format(workspace=workspace, due=day(due, lang), **words), lang)


def letter(form: Form, workspace: str, workbook: str, due: str, lang: Lang) -> str:
    """The text that goes with a workbook."""
    counts = {cause: form.asked(cause) for cause in CAUSES}
    listed = "\n".join(
        f"- {number} {_CAUSES[cause][lang].split('|')[number > 1]}" for cause, number in counts.items() if number
    )
    text = (_LETTER if form.owner is not None else _NO_LETTER)[lang].format(
        subject=subject(form, workspace, due, lang),
        workspace=workspace,
        questions=questions_words(form, lang),
        elements=elements_words(form, lang),
        owner=form.name,
        list=listed,
        workbook=workbook,
        confirmed=CONFIRMED[lang],
        due=day(due, lang),
    )
    return typeset(text, lang)


def questions_words(form: Form, lang: Lang) -> str:
    """How many questions, in words."""
    number = len(form.questions)
    return f"{number} question{'s' if number > 1 else ''}"


def elements_words(form: Form, lang: Lang) -> str:
    """How many elements, in words."""
    number = len(form.elements)
    word = Text("élément", "element")[lang]
    return f"{number} {word}{'s' if number > 1 else ''}"
