"""What people call the built-in fields and the relations seen from their other end; words.py has the words they take.

Names are those of French urbanisation and of ArchiMate. A field that several kinds have is named once; where a kind
means something else by it, its name stands under `kind.field`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ea_repo.finding import Lang, Text
from ea_repo.metamodel.kind import Kind
from ea_repo.metamodel.words import SENSES, WORDS

FIELDS: Mapping[str, Text] = {
    # Every element
    "id": Text("identifiant", "id"),
    "kind": Text("genre", "kind"),
    "name": Text("nom", "name"),
    "aliases": Text("autres noms", "aliases"),
    "description": Text("description", "description"),
    "tags": Text("étiquettes", "tags"),
    "quote": Text("citation", "quote"),
    "illustrative": Text("donné en exemple", "illustrative"),
    "verified_on": Text("vérifié le", "verified on"),
    "verified_by": Text("vérifié par", "verified by"),
    "planned_on": Text("prévu à partir du", "planned from"),
    "live_on": Text("en service à partir du", "live from"),
    "phase_out_on": Text("en fin d'usage à partir du", "phased out from"),
    "retired_on": Text("hors service à partir du", "retired from"),
    "properties": Text("autres propriétés", "properties"),
    "imported": Text("importé de", "imported from"),
    "source": Text("source", "source"),
    "stated_by": Text("énoncé dans", "stated in"),
    "phase": Text("phase", "phase"),
    "in_service": Text("en service", "in service"),
    # Wholes and parts
    "type": Text("type", "type"),
    "part_of": Text("fait partie de", "part of"),
    "instance_of": Text("installation de", "instance of"),
    "replica_of": Text("copie de", "replica of"),
    # Applications
    "zone": Text("zone", "zone"),
    "covers": Text("couvre les processus", "covers"),
    "supports": Text("contribue aux processus", "supports"),
    "used_by": Text("utilisé par", "used by"),
    "deployed_at": Text("déployé à", "deployed at"),
    "masters": Text("données de référence", "masters"),
    "uses": Text("données lues", "reads"),
    "moa": Text("maîtrise d'ouvrage", "business owner"),
    "moe": Text("maîtrise d'œuvre", "builder"),
    "supplier": Text("fournisseur", "supplier"),
    "environment": Text("environnement", "environment"),
    "technologies": Text("technologies", "technologies"),
    "runs_on": Text("hébergé sur", "runs on"),
    "contracts": Text("contrats", "contracts"),
    "successor": Text("successeur", "successor"),
    "overlap_until": Text("recouvrement jusqu'au", "overlap until"),
    "poc_ends_on": Text("fin de l'expérimentation", "end of the proof of concept"),
    "poc_decision": Text("suite de l'expérimentation", "decision on the proof of concept"),
    "exposed": Text("exposé à l'extérieur", "reachable from outside"),
    "users": Text("utilisateurs", "users"),
    "sso": Text("authentification unique par", "single sign-on by"),
    "rights": Text("habilitations gérées par", "rights managed by"),
    "criticality": Text("criticité", "criticality"),
    "availability_commitment": Text("engagement de disponibilité", "availability commitment"),
    "out_of_hours_support": Text("astreinte", "out-of-hours support"),
    "needs": Text("besoins de sécurité (DICT)", "security needs"),
    "rto": Text("arrêt supportable", "longest bearable stop"),
    "rpo": Text("perte de données supportable", "bearable loss of data"),
    "yearly_cost": Text("coût annuel (€)", "yearly cost (€)"),
    "budget": Text("budget", "budget"),
    "documentation": Text("documentation", "documentation"),
    "user_guide": Text("guide d'utilisation", "user guide"),
    "in_catalogue": Text("au catalogue", "in the catalogue"),
    "upgrade_plan": Text("plan de montée de version", "upgrade plan"),
    "fit": Text("adéquation", "fit"),
    "disposition": Text("devenir", "disposition"),
    "approvals": Text("accords", "approvals"),
    "sanctuarised": Text("sanctuarisé", "sanctuarised"),
    "scope": Text("portée", "scope"),
    "pattern": Text("architecture", "pattern"),
    "access": Text("mode d'accès", "access"),
    "relays": Text("relais", "relays"),
    "owner": Text("propriétaire", "owner"),
    # APIs and flows
    "provided_by": Text("offerte par", "provided by"),
    "standard": Text("norme", "standard"),
    "managed": Text("gérée", "managed"),
    "flow.source": Text("émetteur", "source"),
    "target": Text("destinataire", "target"),
    "stated_in": Text("énoncé dans", "stated in"),
    "data": Text("données", "data"),
    "standards": Text("normes", "standards"),
    "mode": Text("mode d'échange", "mode"),
    "protocol": Text("protocole", "protocol"),
    "api": Text("API", "API"),
    "via": Text("par la plateforme", "via"),
    "relies_on": Text("s'appuie sur", "relies on"),
    "initiator": Text("appelant", "initiator"),
    "imposed_by": Text("imposé par", "imposed by"),
    "port": Text("port", "port"),
    "frequency": Text("fréquence", "frequency"),
    "volume": Text("volume", "volume"),
    "authentication": Text("authentification", "authentication"),
    "need": Text("besoin", "need"),
    "monitored": Text("supervisé", "monitored"),
    "encrypted": Text("chiffré", "encrypted"),
    # Business
    "level": Text("niveau", "level"),
    "identifiers": Text("numéros officiels", "identifiers"),
    "phone": Text("téléphone", "phone"),
    "email": Text("adresse électronique", "email"),
    "contact": Text("contact", "contact"),
    "run_by": Text("géré par", "run by"),
    "handles": Text("données manipulées", "handles"),
    "core": Text("du socle", "core"),
    "critical": Text("critique", "critical"),
    "degraded_mode": Text("mode dégradé", "degraded mode"),
    "sensitivity": Text("sensibilité", "sensitivity"),
    "nomenclature": Text("nomenclature", "nomenclature"),
    "formats": Text("formats", "formats"),
    "national": Text("référentiel national", "national referential"),
    "standard_data": Text("donnée standard", "standard data"),
    "retention": Text("conservation", "retention"),
    "treatment": Text("traitement", "processing activity"),
    "purpose": Text("finalité", "purpose"),
    "legal_basis": Text("base légale", "legal basis"),
    "concerns": Text("porte sur", "concerns"),
    "controller": Text("responsable de traitement", "controller"),
    "data_subjects": Text("personnes concernées", "data subjects"),
    "recipients": Text("destinataires des données", "recipients"),
    "transfers": Text("transferts", "transfers"),
    "security_measures": Text("mesures de sécurité", "security measures"),
    "impact_assessment": Text("analyse d'impact", "impact assessment"),
    # Contracts, projects, decisions
    "holder": Text("titulaire", "holder"),
    "starts_on": Text("début", "starts on"),
    "ends_on": Text("fin", "ends on"),
    "notice": Text("préavis", "notice"),
    "renewals": Text("reconductions", "renewals"),
    "reversibility": Text("réversibilité", "reversibility"),
    "carries_charter": Text("impose la charte", "carries the charter"),
    "one_off_cost": Text("coût, une fois (€)", "one-off cost (€)"),
    "resources": Text("moyens", "resources"),
    "objectives": Text("objectifs", "objectives"),
    "delivers": Text("met en œuvre", "delivers"),
    "retires": Text("retire", "retires"),
    "takes_over": Text("données reprises", "takes over"),
    "sites": Text("sites", "sites"),
    "reviews": Text("revues", "reviews"),
    "read_only_on": Text("lecture seule à partir du", "read-only from"),
    "off_on": Text("arrêt le", "off on"),
    "archive": Text("archivage", "archive"),
    "destruction": Text("destruction", "destruction"),
    "sign_offs": Text("visas", "sign-offs"),
    "authority": Text("autorité", "authority"),
    "status": Text("statut", "status"),
    "replaced_by": Text("remplacé par", "replaced by"),
    "rule": Text("règle", "rule"),
    "subjects": Text("éléments concernés", "subjects"),
    "offenders": Text("éléments en cause", "offenders"),
    "by": Text("accordé par", "by"),
    "attestation.by": Text("attesté par", "by"),
    "decision.by": Text("décidé par", "by"),
    "decided_on": Text("décidé le", "decided on"),
    "expires_on": Text("valable jusqu'au", "expires on"),
    "reason": Text("motif", "reason"),
    "evidence": Text("preuve", "evidence"),
    "date": Text("date", "date"),
    "request": Text("demande", "request"),
    "option": Text("option", "option"),
    "verdict": Text("décision", "verdict"),
    "conditions": Text("conditions", "conditions"),
    # Technology
    "product": Text("produit", "product"),
    "version": Text("version", "version"),
    "available_on": Text("disponible à partir du", "available from"),
    "end_of_sale_on": Text("fin de commercialisation", "end of sale"),
    "end_of_support_on": Text("fin de support", "end of support"),
    "end_of_extended_support_on": Text("fin de support étendu", "end of extended support"),
    "own_support_until": Text("support propre jusqu'au", "own support until"),
    "framework": Text("place au cadre technique", "place in the framework"),
    "operator": Text("exploitant", "operator"),
    "site": Text("site", "site"),
    "certifications": Text("certifications", "certifications"),
    "jurisdiction": Text("juridiction", "jurisdiction"),
    "criteria": Text("critères d'hébergement", "criteria"),
    "redundancy": Text("redondance", "redundancy"),
    # What is imported
    "format": Text("format", "format"),
    "files": Text("fichiers", "files"),
    "sha256": Text("empreinte", "fingerprint"),
    "lang": Text("langue", "language"),
    "own_id": Text("identifiant d'origine", "own id"),
    "folders": Text("dossiers", "folders"),
    "viewpoint": Text("point de vue", "viewpoint"),
    "shows": Text("montre", "shows"),
    "boxes": Text("boîtes", "boxes"),
    "lines": Text("traits", "lines"),
    "content": Text("contenu", "content"),
    "defines": Text("définit", "defines"),
}
INVERSES: Mapping[str, Text] = {
    "modules": Text("modules", "modules"),
    "instances": Text("installations", "instances"),
    "replicas": Text("copies", "replicas"),
    "applications": Text("applications", "applications"),
    "covered_by": Text("couvert par", "covered by"),
    "supported_by": Text("contributions de", "supported by"),
    "applications_used": Text("applications utilisées", "applications used"),
    "hosts": Text("applications déployées", "applications deployed"),
    "mastered_by": Text("maître", "mastered by"),
    "used_by": Text("utilisé par", "used by"),
    "applications_owned": Text("applications dont il est le métier", "applications owned"),
    "applications_built": Text("applications dont il est maître d'œuvre", "applications built"),
    "applications_supplied": Text("applications fournies", "applications supplied"),
    "used_in": Text("employé dans", "used in"),
    "runs": Text("héberge", "runs"),
    "applications_under": Text("applications sous contrat", "applications under it"),
    "predecessors": Text("prédécesseurs", "predecessors"),
    "authenticates": Text("authentifie", "authenticates"),
    "manages_rights_of": Text("gère les habilitations de", "manages the rights of"),
    "relay_of": Text("relais de", "relay of"),
    "referentials_owned": Text("référentiels dont il est propriétaire", "referentials owned"),
    "provides": Text("offre les API", "provides"),
    "apis": Text("API", "APIs"),
    "sends": Text("envoie", "sends"),
    "receives": Text("reçoit", "receives"),
    "carried_by": Text("porté par les flux", "carried by"),
    "flows_using": Text("flux qui la suivent", "flows using it"),
    "flows": Text("flux", "flows"),
    "passes": Text("fait passer", "passes"),
    "relied_on_by": Text("flux qui s'appuient dessus", "relied on by"),
    "initiates": Text("appelle", "initiates"),
    "channels_imposed": Text("canaux imposés", "channels imposed"),
    "parts": Text("parties", "parts"),
    "sites": Text("sites gérés", "sites"),
    "zones_owned": Text("zones dont il est propriétaire", "zones owned"),
    "processes": Text("processus", "processes"),
    "processes_owned": Text("processus dont il est le métier", "processes owned"),
    "processes_used": Text("processus auxquels il prend part", "processes used"),
    "handled_by": Text("manipulée par les processus", "handled by"),
    "data_owned": Text("données dont il est propriétaire", "data owned"),
    "data_coded": Text("données codées ainsi", "data coded"),
    "data_exchanged": Text("données échangées ainsi", "data exchanged"),
    "data_identified": Text("données identifiées", "data identified"),
    "data_treated": Text("données traitées", "data treated"),
    "treatments": Text("traitements", "processing activities"),
    "treatments_controlled": Text("traitements dont il est responsable", "processing activities controlled"),
    "data_received": Text("données reçues", "data received"),
    "contracts_held": Text("contrats dont il est titulaire", "contracts held"),
    "projects_owned": Text("projets dont il est le métier", "projects owned"),
    "projects_built": Text("projets dont il est maître d'œuvre", "projects built"),
    "projects": Text("projets", "projects"),
    "delivered_by": Text("mis en œuvre par", "delivered by"),
    "retired_by": Text("retiré par", "retired by"),
    "taken_over_by": Text("reprise par", "taken over by"),
    "projects_here": Text("projets sur place", "projects here"),
    "relations_out": Text("relations sortantes", "relations out"),
    "relations_in": Text("relations entrantes", "relations in"),
    "diagrams": Text("diagrammes", "diagrams"),
    "replaces": Text("remplace", "replaces"),
    "derogations": Text("dérogations", "derogations"),
    "derogated_as_offender": Text("en cause dans les dérogations", "derogated as offender"),
    "derogations_granted": Text("dérogations accordées", "derogations granted"),
    "attestations": Text("attestations", "attestations"),
    "attestations_given": Text("attestations données", "attestations given"),
    "decisions": Text("décisions", "decisions"),
    "technologies_supplied": Text("technologies fournies", "technologies supplied"),
    "technologies_under": Text("technologies sous contrat", "technologies under it"),
    "runs_nodes": Text("nœuds portés", "nodes run"),
    "used_in_nodes": Text("employée dans les nœuds", "used in nodes"),
    "kept_on": Text("conservée sur", "kept on"),
    "nodes_operated": Text("nœuds exploités", "nodes operated"),
    "nodes": Text("nœuds", "nodes"),
}


def field_name(kind: Kind | None, name: str) -> Text:
    """What people call a field of a kind, or a relation that arrives at it; its own name where it has no other."""
    if kind is not None and name in kind.wordings:
        return kind.wordings[name].label
    names = [f"{kind.name}.{name}"] if kind is not None else []
    known = FIELDS if kind is None or name in kind.fields or name in _COLUMNS else INVERSES
    return next((known[key] for key in (*names, name) if key in known), INVERSES.get(name) or Text(name, name))


_COLUMNS = frozenset(("id", "kind", "phase", "stated_by"))
"""What one may ask of any element beside its fields."""


def word_name(kind: Kind | None, field: str, word: str) -> Text:
    """What people call a word that a field takes; the word itself where nobody gave it another."""
    if kind is not None and field in kind.wordings:
        return kind.wordings[field].choices.get(word, Text(word, word))
    return SENSES.get(f"{field}.{word}") or WORDS.get(word) or Text(word, word)


def word_meant(kind: Kind, field: str, said: Any) -> Any:
    """The word of a field that people call so in either language; what was said, where no word or several are."""
    if not isinstance(said, str):
        return said
    meant = word_called({str(word): word_name(kind, field, str(word)) for word in kind.choices.get(field, ())}, said)
    return said if meant is None else meant


def word_called(names: Mapping[str, Text], said: str) -> str | None:
    """The word, of some with their names, that people mean: the word itself, else what alone is called so.

    Either language will do, and capitals do not matter; None where no word is meant, or several are.
    """
    plain = said.strip().casefold()
    if said in names or not plain:
        return said if said in names else None
    words = [word for word in names if word.casefold() == plain]
    meant = words or [word for word, name in names.items() if plain in _folded(name)]
    return meant[0] if len(meant) == 1 else None


def _folded(name: Text) -> tuple[str, str]:
    return name.fr.strip().casefold(), name.en.strip().casefold()


def words_shown(names: Mapping[str, Text], lang: Lang) -> dict[str, str]:
    """What to show for each word: its name, or the word itself where its name alone would not lead back to it."""
    return {word: name[lang] if word_called(names, name[lang]) == word else word for word, name in names.items()}
