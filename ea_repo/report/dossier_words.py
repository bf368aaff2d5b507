"""The words of a decommissioning."""

from __future__ import annotations

import datetime as dt

from ea_repo.finding import Text
from ea_repo.impact.retirement_plan import Verdict
from ea_repo.report.words import counted

VERDICT: dict[Verdict, Text] = {
    "GO": Text("GO", "GO"),
    "GO TO CONFIRM": Text("GO (à confirmer)", "GO (to be confirmed)"),
    "TO CONFIRM": Text("NO-GO (à confirmer)", "NO-GO (to be confirmed)"),
    "NO-GO": Text("NO-GO", "NO-GO"),
}
PREREQUISITE = {
    "moa": Text(
        "une maîtrise d'ouvrage (métier) du projet et une seule", "one business owner of the project, and one only"
    ),
    "resources": Text("des moyens", "resources"),
    "calendar": Text("un calendrier", "a calendar"),
    "objectives": Text("des objectifs", "objectives"),
}
MILESTONE = {
    "decision": Text("décision", "decision"),
    "preparation": Text("préparation", "preparation"),
    "read_only": Text("lecture seule", "read-only"),
    "off": Text("arrêt", "off"),
    "archive": Text("archivage", "archive"),
    "purge": Text("purge", "purge"),
    "closed": Text("clôture", "closed"),
}
FACT = {
    "covers": Text("les processus couverts ou soutenus", "the processes that it covers or supports"),
    "deployed_at": Text("les sites d'utilisation", "the sites where it is used"),
    "masters": Text("les données de référence", "the data that it masters"),
    "contracts": Text("les contrats", "its contracts"),
    "yearly_cost": Text("le coût annuel", "its yearly cost"),
    "flow": Text("les flux reçus et envoyés", "the flows that it gets and gives"),
    "retired_by": Text("le projet de décommissionnement", "the decommissioning project"),
    "calendar": Text("le calendrier du projet", "the project's calendar"),
    "data": Text("les données que porte le flux", "the data that the flow carries"),
    "target": Text("à qui va le flux", "who gets the flow"),
    "for": Text("à quel besoin du processus elle contribue (for)", "which need of the process it meets (for)"),
    "supports": Text("le besoin, vital ou utile, de ce qu'elle apporte", "how much what it brings is needed"),
    "moa": Text("le métier du projet", "the project's business owner"),
    "resources": Text("les moyens du projet", "the project's resources"),
    "objectives": Text("les objectifs du projet", "the project's objectives"),
    "off_on": Text("la date d'arrêt prévue", "the day planned for the stop"),
    "archive": Text("l'archivage : où, dans quel format ouvert", "the archive: where, in which open format"),
    "need": Text("le besoin, vital ou utile", "the need, vital or useful"),
    "relation": Text(
        "si la relation importée dit un besoin, à écrire en lien ou en flux (supports, runs_on, flow)",
        "whether the imported relation says a need (to be written as a flow, supports or runs_on)",
    ),
    "written_twice": Text(
        "si c'est ce qui est retiré, écrit une seconde fois", "whether it is what is retired, written a second time"
    ),
}
BECAUSE = {
    "stays": Text("la source reste : changer de plateforme ou d'API", "the source stays: change platform or API"),
    "aftermath": Text("la source reste, et n'est privée que par contrecoup", "the source stays, and is only deprived"),
    "replacement": Text("remplaçant désigné", "the replacement named"),
    "successor": Text("successeur", "its successor"),
    "referential": Text("référentiel de ces données", "the referential of these data"),
    "master": Text("maître de ces données", "the master of these data"),
    "holder": Text("détient ces données", "holds these data"),
}
DISPOSAL = {
    "keep": Text("conservation définitive", "kept for ever"),
    "destroy": Text("destruction", "destroyed"),
    "sort": Text("tri", "sorted"),
}
LEFT = {
    "phase": Text("encore en service", "still in service"),
    "sends": Text("envoie encore", "still sends"),
    "receives": Text("reçoit encore", "still receives"),
    "passes": Text("fait encore passer", "still passes"),
    "deployed_at": Text("encore déployé à", "still deployed at"),
    "runs_on": Text("tourne encore sur", "still runs on"),
    "contracts": Text("contrat encore en cours", "contract still running"),
    "provides": Text("offre encore", "still provides"),
    "yearly_cost": Text("coût annuel encore inscrit", "yearly cost still written"),
    "budget": Text("ligne de budget encore inscrite après cette date", "budget line still written after that day"),
}
LIFT = {
    "process": Text(
        "le faire couvrir d'abord par une application en service, ou retarder",
        "have it covered first by an application in service, or delay",
    ),
    "data_object": Text(
        "en déclarer l'archive dans le projet de retrait, ou un autre maître",
        "declare its archive in the project that retires it, or another master",
    ),
    "flow": Text("à reprendre d'abord", "to be re-routed first"),
    "application": Text("lui rendre d'abord ce qu'elle reçoit", "give it first what it receives"),
    "api": Text("en offrir une autre aux appelants", "offer its callers another one"),
}
"""What lifts a loss, by the kind of what is lost."""
LIFT_AT_SITES = Text(
    "le faire couvrir sur ces sites d'abord par une application en service et déployée là, ou retarder",
    "have it covered at these sites first by an application in service and deployed there, or delay",
)
"""What lifts the loss of a process at sites that are recorded."""


def early(written: dt.date, day: dt.date) -> Text:
    """How much a day comes before another: in months where these are whole, else in days."""
    months = (day.year - written.year) * 12 + day.month - written.month
    if day.day == written.day and months:
        return Text(f"{months} mois", "1 month" if months == 1 else f"{months} months")
    days = (day - written).days
    return Text(counted(days, "jour", "jours", "fr"), counted(days, "day", "days"))
