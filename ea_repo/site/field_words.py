"""What people call the fields of elements, the words that they take, and links seen from their other end."""

from __future__ import annotations

from ea_repo.exchange.columns import Column
from ea_repo.finding import Lang, Text
from ea_repo.metamodel import Kind
from ea_repo.report.words import capital

CHOICES: dict[str, Text] = {
    "core": Text("socle", "core"),
    "peripheral": Text("périphérique", "peripheral"),
    "poc": Text("expérimentation (POC)", "proof of concept"),
    "external": Text("externe", "external"),
    "platform": Text("plateforme d'échanges", "integration platform"),
    "critical": Text("critique", "critical"),
    "important": Text("importante", "important"),
    "standard": Text("standard", "standard"),
    "vital": Text("vital", "vital"),
    "useful": Text("utile", "useful"),
    "good": Text("bonne", "good"),
    "sufficient": Text("suffisante", "sufficient"),
    "poor": Text("mauvaise", "poor"),
    "tolerate": Text("tolérer", "tolerate"),
    "invest": Text("investir", "invest"),
    "migrate": Text("migrer", "migrate"),
    "eliminate": Text("éliminer", "eliminate"),
    "public": Text("publique", "public"),
    "internal": Text("interne", "internal"),
    "personal": Text("personnelle", "personal"),
    "health": Text("de santé", "health"),
    "institution": Text("institution", "institution"),
    "regional": Text("régionale", "regional"),
    "national": Text("nationale", "national"),
    "production": Text("production", "production"),
    "qualification": Text("qualification", "qualification"),
    "development": Text("développement", "development"),
    "training": Text("formation", "training"),
    "deployment": Text("déploiement", "deployment"),
    "migration": Text("migration", "migration"),
    "convergence": Text("convergence", "convergence"),
    "decommissioning": Text("décommissionnement", "decommissioning"),
    "supplier": Text("fournisseur", "supplier"),
    "partner": Text("partenaire", "partner"),
    "department": Text("service", "department"),
    "directorate": Text("direction", "directorate"),
    "recommended": Text("recommandé", "recommended"),
    "tolerated": Text("toléré", "tolerated"),
    "deprecated": Text("déconseillé", "deprecated"),
    "allowed": Text("autorisée", "allowed"),
    "banned": Text("bannie", "banned"),
}
"""Words that fields take, as people say them; others stand as they are written."""

RELATIONS: dict[str, Text] = {
    "apis": Text("API qui la suivent", "APIs that follow it"),
    "applications": Text("applications", "applications"),
    "applications_built": Text("applications construites", "applications built"),
    "applications_owned": Text("applications dont il est MOA", "applications owned"),
    "applications_supplied": Text("applications fournies", "applications supplied"),
    "applications_under": Text("applications sous ce contrat", "applications under it"),
    "applications_used": Text("applications utilisées", "applications used"),
    "attestations": Text("attestations", "attestations"),
    "attestations_given": Text("attestations données", "attestations given"),
    "authenticates": Text("authentifie les utilisateurs de", "authenticates the users of"),
    "carried_by": Text("portée par les flux", "carried by the flows"),
    "channels_imposed": Text("canaux imposés", "channels imposed"),
    "contracts_held": Text("contrats dont il est titulaire", "contracts held"),
    "covered_by": Text("couvert par", "covered by"),
    "data_coded": Text("données codées", "data coded"),
    "data_exchanged": Text("données échangées", "data exchanged"),
    "data_identified": Text("données identifiées", "data identified"),
    "data_owned": Text("données dont il répond", "data owned"),
    "data_received": Text("données reçues", "data received"),
    "data_treated": Text("données traitées", "data treated"),
    "decisions": Text("décisions", "decisions"),
    "delivered_by": Text("livré par", "delivered by"),
    "derogated_as_offender": Text("mis en cause par la dérogation", "offender in the derogation"),
    "derogations": Text("dérogations", "derogations"),
    "derogations_granted": Text("dérogations accordées", "derogations granted"),
    "diagrams": Text("diagrammes", "diagrams"),
    "flows": Text("flux", "flows"),
    "flows_using": Text("flux qui l'emploient", "flows using it"),
    "handled_by": Text("traité par", "handled by"),
    "hosts": Text("applications utilisées ici", "applications used here"),
    "initiates": Text("est à l'initiative de", "initiates"),
    "instances": Text("installations", "installations"),
    "kept_on": Text("conservé sur", "kept on"),
    "manages_rights_of": Text("gère les droits de", "manages the rights of"),
    "mastered_by": Text("source de référence", "mastered by"),
    "modules": Text("modules", "modules"),
    "nodes": Text("nœuds", "nodes"),
    "nodes_operated": Text("nœuds exploités", "nodes operated"),
    "parts": Text("parties", "parts"),
    "passes": Text("laisse passer les flux", "passes the flows"),
    "predecessors": Text("prend la place de", "takes the place of"),
    "processes": Text("processus", "processes"),
    "processes_owned": Text("processus dont il est MOA", "processes owned"),
    "processes_used": Text("processus", "processes"),
    "projects": Text("projets", "projects"),
    "projects_built": Text("projets réalisés", "projects built"),
    "projects_here": Text("projets ici", "projects here"),
    "projects_owned": Text("projets dont il est MOA", "projects owned"),
    "provides": Text("API offertes", "APIs provided"),
    "receives": Text("reçoit les flux", "receives the flows"),
    "referentials_owned": Text("référentiels dont il répond", "referentials owned"),
    "relay_of": Text("relais de", "relay of"),
    "relied_on_by": Text("flux qui s'appuient sur lui", "flows that rely on it"),
    "replaces": Text("remplace", "replaces"),
    "replicas": Text("répliques", "replicas"),
    "retired_by": Text("décommissionné par", "retired by"),
    "runs": Text("fait tourner", "runs"),
    "runs_nodes": Text("porte les nœuds", "runs the nodes"),
    "sends": Text("émet les flux", "sends the flows"),
    "sites": Text("sites", "sites"),
    "supported_by": Text("soutenu par", "supported by"),
    "taken_over_by": Text("repris par", "taken over by"),
    "technologies_supplied": Text("technologies fournies", "technologies supplied"),
    "technologies_under": Text("technologies sous ce contrat", "technologies under it"),
    "treatments": Text("traitements", "treatments"),
    "treatments_controlled": Text("traitements dont il répond", "treatments controlled"),
    "used_by": Text("lue par", "read by"),
    "used_in": Text("applications qui l'emploient", "applications made with it"),
    "used_in_nodes": Text("nœuds qui l'emploient", "nodes with it"),
    "zones_owned": Text("zones dont il répond", "zones owned"),
}
"""Links seen from their other end."""


def field_words(definition: Kind, name: str, lang: Lang) -> str:
    """What people call a field of a kind: the label that a workspace declares, else that of workbooks."""
    wording = definition.wordings.get(name)
    field, _, inner = name.partition(".")
    if field == "approvals" and inner:
        return f"{capital(Column(field, 'text').head(lang))} ({inner.upper()})"
    return capital(wording.label[lang] if wording is not None else Column(name, "text").head(lang))


def relation_words(name: str, lang: Lang) -> str:
    """What people call a relation by its inverse name."""
    return capital(RELATIONS[name][lang] if name in RELATIONS else name.replace("_", " "))


def choice_words(word: str, lang: Lang) -> str:
    """A word that a field takes, as people say it."""
    return CHOICES[word][lang] if word in CHOICES else word.replace("_", " ")
