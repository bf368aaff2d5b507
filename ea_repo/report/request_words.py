"""The words of requests: opinions, kinds of option, names of advisers."""

from __future__ import annotations

from collections.abc import Iterable

from ea_repo.answer.request_dossier import Because
from ea_repo.check.opinions import OpinionOf
from ea_repo.document import Tone
from ea_repo.finding import Lang, Text
from ea_repo.load.requests import OptionType
from ea_repo.metamodel.names import word_name
from ea_repo.report.words import NOT_RECORDED
from ea_repo.typography import euros as amount_in_euros

OPINION: dict[OpinionOf, Text] = {
    "favourable": Text("favorable", "favourable"),
    "reserved": Text("réservé", "reserved"),
    "unfavourable": Text("défavorable", "unfavourable"),
    "not_concerned": Text("sans objet", "not concerned"),
}
TONE: dict[OpinionOf, Tone] = {
    "favourable": "good",
    "reserved": "doubtful",
    "unfavourable": "bad",
    "not_concerned": "plain",
}
MARK: dict[OpinionOf, str] = {"favourable": "✓", "reserved": "?", "unfavourable": "✗", "not_concerned": "–"}
TYPE: dict[OptionType, Text] = {
    "existing": Text("utiliser l'existant", "use what exists"),
    "extend": Text("étendre le cœur", "extend the core"),
    "build": Text("développer", "build"),
    "buy": Text("acheter", "buy"),
    "nothing": Text("ne rien faire", "do nothing"),
}
BECAUSE: dict[Because, Text] = {
    "only": Text(
        "Elle est proposée parce que toutes les autres ont un avis défavorable, ne répondent pas au besoin ou n'en "
        "disent rien.",
        "It is proposed because all others have an unfavourable opinion, do not meet the need, or say nothing of it.",
    ),
    "served": Text(
        "Elle est proposée parce qu'elle laisse le moins de processus demandés sans outil.",
        "It is proposed because it leaves fewest of the processes asked for without a tool.",
    ),
    "opinion": Text(
        "Elle est proposée parce que son avis est le moins défavorable.",
        "It is proposed because its opinion is the mildest.",
    ),
    "findings": Text(
        "Elle est proposée, à avis égal, parce qu'elle lève le plus d'écarts ou en introduit le moins ; le coût ne "
        "départage qu'ensuite.",
        "It is proposed, of equal opinions, because it lifts most findings or introduces least; the cost counts only "
        "then.",
    ),
    "facts": Text(
        "Elle est proposée, à avis et écarts égaux, parce qu'on en ignore le moins ; le coût ne départage qu'ensuite.",
        "It is proposed, all else being equal, because least is unknown of it; the cost counts only then.",
    ),
    "cost": Text(
        "Elle est proposée, à avis, écarts et faits égaux, parce qu'elle coûte le moins.",
        "It is proposed, all else being equal, because it costs least.",
    ),
    "order": Text(
        "Rien ne la départage des autres : c'est la première dans la demande.",
        "Nothing sets it apart from others: it is the first in the request.",
    ),
}
"""Why an option is proposed rather than the next one."""
NOTHING_TO_COMPARE = Text("rien à comparer encore", "nothing to compare yet")
"""What is said in place of a proposed option where no option says enough."""
STATUS: dict[str, Text] = {
    "proposed": Text("proposé", "proposed"),
    "accepted": Text("accepté", "accepted"),
    "dropped": Text("abandonné", "dropped"),
}
"""Where a change file stands, as it says."""
_OPEN = Text("à instruire", "to be studied")
YES_NO = {True: Text("oui", "yes"), False: Text("non", "no"), None: NOT_RECORDED}


def verdict_words(state: str, lang: Lang) -> str:
    """What became of a request: what was decided, or that it is `open`."""
    return _OPEN[lang] if state == "open" else word_name(None, "verdict", state)[lang]


def euros(amount: float | None, lang: Lang) -> str:
    """An amount, or that none is written: never 0."""
    return NOT_RECORDED[lang] if amount is None else amount_in_euros(amount, lang)


_FACTS = {
    "runs_on": Text("l'hébergement", "where it runs"),
    "technologies": Text("les technologies", "its technologies"),
    "criticality": Text("la criticité", "how critical it is"),
    "approvals.dsi": Text("l'accord de la DSI", "the agreement of the CIO"),
    "approvals.rssi": Text("l'homologation par le RSSI", "the approval of the head of security"),
    "approvals.dpo": Text("l'avis du DPO", "the opinion of the DPO"),
    "encrypted": Text("le chiffrement du flux", "whether the flow is encrypted"),
    "environment": Text("l'environnement du flux", "the environment of the flow"),
    "monitored": Text("la supervision du flux", "whether the flow is monitored"),
    "mode": Text("le mode du flux", "the mode of the flow"),
    "api": Text("l'API du flux", "the API of the flow"),
    "standards": Text("les standards du flux", "the standards of the flow"),
    "documentation": Text("la documentation d'architecture", "its architecture documentation"),
    "user_guide": Text("le guide utilisateur", "its user guide"),
    "in_catalogue": Text("la présence au catalogue de services", "whether it is in the catalogue of services"),
    "rights": Text("la gestion des habilitations", "what manages its rights"),
    "sso": Text("l'authentification unique", "its single sign-on"),
    "type": Text("le type (cœur, périphérique …)", "its type (core, peripheral …)"),
    "moa": Text("la maîtrise d'ouvrage", "its business owner"),
    "reviews": Text("les revues sécurité, données, interopérabilité", "its by-design reviews"),
    "resources": Text("les moyens du projet", "the resources of the project"),
    "deployed_at": Text("les sites", "its sites"),
    "users": Text("les utilisateurs", "its users"),
    "critical": Text("s'il est critique", "whether it is critical"),
    "core": Text("s'il relève du cœur", "whether it belongs to the core"),
    "covered_by": Text("la solution qui le couvre", "the solution that covers it"),
    "standard_data": Text("les données des standards d'échange", "the data that exchange standards want"),
    "flow": Text("les flux", "its flows"),
    "sends": Text("les flux qu'il émet", "the flows that it sends"),
    "receives": Text("les flux qu'il reçoit", "the flows that it receives"),
    "treatment": Text("l'entrée au registre des traitements", "its entry in the processing register"),
    "framework": Text("la place au cadre technique", "its place in the technical framework"),
    "data": Text("les données du flux", "the data of the flow"),
    "data.sensitivity": Text("la sensibilité des données", "how sensitive the data are"),
    "carries_charter": Text("si le marché porte la charte", "whether the contract carries the charter"),
    "nomenclature": Text("la nomenclature", "its nomenclature"),
    "uses": Text("les données utilisées", "the data that it uses"),
    "masters": Text("les données dont il est maître", "the data that it masters"),
    "retired_by": Text("le projet qui le retire", "the project that retires it"),
    "instances": Text("les instances", "its instances"),
    "contracts": Text("les contrats", "its contracts"),
    "ends_on": Text("la date de fin", "the day it ends"),
    "poc_ends_on": Text("la fin du POC", "when its trial ends"),
    "supported_by.for": Text("la part du processus que chacun soutient", "which part of the process each supports"),
    "exposed": Text("l'exposition à l'extérieur", "whether it is exposed"),
}
"""What people call the fields that rules wait for; another one is told by its name."""


def fact_words(fact: str, lang: Lang) -> str:
    """What a fact is about."""
    return _FACTS[fact][lang] if fact in _FACTS else fact


def listed(names: Iterable[str], lang: Lang, none: Text = NOT_RECORDED) -> str:
    """Names in a row, or that there is none."""
    return ", ".join(names) or none[lang]
