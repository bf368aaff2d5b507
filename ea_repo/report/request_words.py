"""The words of requests: opinions, kinds of option, names of advisers."""

from __future__ import annotations

from collections.abc import Iterable

from ea_repo.check.opinions import OpinionOf
from ea_repo.document import Tone
from ea_repo.finding import Lang, Text
from ea_repo.load.requests import OptionType
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
VERDICT: dict[str, Text] = {
    "open": Text("à instruire", "to be studied"),
    "accept": Text("acceptée", "accepted"),
    "study": Text("étude à poursuivre", "study to go on"),
    "conditions": Text("acceptée sous conditions", "accepted under conditions"),
    "postpone": Text("ajournée", "postponed"),
    "refuse": Text("refusée", "refused"),
    "derogate": Text("acceptée par dérogation", "accepted by derogation"),
}
STATUS: dict[str, Text] = {
    "proposed": Text("proposé", "proposed"),
    "accepted": Text("accepté", "accepted"),
    "dropped": Text("abandonné", "dropped"),
}
"""Where a change file stands, as it says."""
YES_NO = {True: Text("oui", "yes"), False: Text("non", "no"), None: NOT_RECORDED}


def euros(amount: float | None, lang: Lang) -> str:
    """An amount, or that none is written: never 0."""
    return NOT_RECORDED[lang] if amount is None else amount_in_euros(amount, lang)


_FACTS = {
    "runs_on": Text("l'hébergement", "where it runs"),
    "technologies": Text("les technologies", "its technologies"),
    "criticality": Text("la criticité", "how critical it is"),
    "approvals.dsi": Text("l'accord de la DSI", "the agreement of the DSI"),
    "approvals.rssi": Text("l'homologation par le RSSI", "the approval of the RSSI"),
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
    "exposed": Text("l'exposition à l'extérieur", "whether it is exposed"),
}
"""What people call the fields that rules wait for; another one is told by its name."""


def fact_words(fact: str, lang: Lang) -> str:
    """What a fact is about."""
    return _FACTS[fact][lang] if fact in _FACTS else fact


def listed(names: Iterable[str], lang: Lang, none: Text = NOT_RECORDED) -> str:
    """Names in a row, or that there is none."""
    return ", ".join(names) or none[lang]
