"""The words of the pages, in French and in English."""

from __future__ import annotations

from ea_repo.answer.standing import Verdict
from ea_repo.finding import Text

SECTIONS: dict[str, Text] = {
    "index": Text("Accueil", "Home"),
    "catalogue": Text("Catalogue", "Catalogue"),
    "questions": Text("Questions", "Questions"),
    "maps": Text("Cartes", "Maps"),
    "charter": Text("Charte", "Charter"),
    "asked": Text("Qui doit quoi", "Who owes what"),
    "decisions": Text("Décisions", "Decisions"),
    "indicators": Text("Indicateurs", "Indicators"),
    "history": Text("Historique", "History"),
}
"""The pages that every page leads to, by the name of their file."""

WORDS: dict[str, Text] = {
    "skip": Text("Aller au contenu", "Skip to the content"),
    "menu": Text("Rubriques", "Sections"),
    "search": Text("Chercher un élément", "Search for an element"),
    "search-go": Text("Chercher", "Search"),
    "other-language": Text("In English", "En français"),
    "as-of": Text("Situation au", "As of"),
    "revision": Text("version", "version"),
    "made": Text("Produit par", "Made by"),
    "colon": Text(" :", ":"),
    "none": Text("Rien d'enregistré.", "Nothing recorded."),
    "not-recorded": Text("non renseigné", "not recorded"),
    "yes": Text("oui", "yes"),
    "no": Text("non", "no"),
    "name": Text("Nom", "Name"),
    "kind": Text("Genre", "Kind"),
    "zone": Text("Zone", "Zone"),
    "owner": Text("MOA ou responsable", "Business owner"),
    "phase": Text("Phase", "Phase"),
    "criticality": Text("Criticité", "Criticality"),
    "findings": Text("Écarts", "Findings"),
    "more": Text("En savoir plus", "More"),
    "all-rules": Text("Toute la charte", "The whole charter"),
    "example": Text("exemple, pas un fait", "an example, no fact"),
    "needs-script": Text(
        "La recherche a besoin de JavaScript ; sans lui, voici les éléments, genre par genre.",
        "The search needs JavaScript; without it, here are the elements, kind by kind.",
    ),
    # Home
    "elements-by-kind": Text("Ce qui est décrit", "What is described"),
    "what-holds": Text("La charte aujourd'hui", "The charter today"),
    "heaviest": Text("Ce qui pèse le plus", "What weighs the most"),
    "asked-title": Text("Ce qui est demandé, à qui", "What is asked, of whom"),
    "asked-note": Text(
        "Chacun trouve sur sa page ses écarts et les faits qu'on lui demande ; ce qui concerne plusieurs est compté "
        "chez chacun.",
        "Each finds on their own page their findings and the facts that are asked; what concerns several counts for "
        "each.",
    ),
    "who": Text("Qui", "Who"),
    "facts": Text("Faits à renseigner", "Facts to write"),
    "first-facts": Text("Faits manquants", "Facts missing"),
    "nobody": Text("Personne n'est enregistré", "Nobody is recorded"),
    "changed-title": Text("Ce qui a changé", "What changed"),
    "new": Text("Nouveaux écarts", "New findings"),
    "worse": Text("Écarts aggravés", "Findings that got worse"),
    "fixed": Text("Écarts résolus", "Findings solved"),
    "added": Text("Éléments ajoutés", "Elements added"),
    "removed": Text("Éléments retirés", "Elements removed"),
    "altered": Text("Éléments modifiés", "Elements changed"),
    "last-commits": Text("Derniers changements du texte", "Last changes of the text"),
    "all-indicators": Text("Tous les indicateurs, jour par jour", "All indicators, day by day"),
    "indicators": Text("Indicateurs", "Indicators"),
    "indicator": Text("Indicateur", "Indicator"),
    "maps": Text("Cartes", "Maps"),
    # Catalogue
    "catalogue-lead": Text(
        "Des mots dans n'importe quel ordre, sans souci d'accents ni de majuscules ; noms, autres noms, identifiants "
        "et descriptions.",
        "Words in any order, whatever their accents and capitals; names, other names, ids and descriptions.",
    ),
    "filter": Text("Affiner", "Narrow down"),
    "clear": Text("Tout effacer", "Clear all"),
    "show-more": Text("Montrer la suite", "Show more"),
    "preparing": Text("La recherche se prépare…", "The search is getting ready…"),
    "no-match": Text("Rien ne correspond.", "Nothing matches."),
    "results": Text("Résultats", "Results"),
    # Charter
    "charter-lead": Text(
        "Chaque règle avec son état : ce qu'elle a pu juger, ce qu'elle trouve, ce qu'elle ne peut dire faute d'un "
        "fait écrit.",
        "Each rule with its state: what it could judge, what it finds, what it cannot say for want of a written fact.",
    ),
    "rule": Text("Règle", "Rule"),
    "severity": Text("Gravité", "Severity"),
    "state": Text("État", "State"),
    "judged": Text("Regardés", "Looked at"),
    "unknown": Text("Inconnus", "Unknown"),
    "text-flaws": Text("Défauts de ce qui est écrit", "Flaws of what is written"),
    "why": Text("Pourquoi", "Why"),
    "fix": Text("À faire", "To do"),
    "otherwise": Text("Sinon", "Otherwise"),
    "sections": Text("Articles", "Sections"),
    "accepted-by": Text("Accepté par", "Accepted by"),
    "until": Text("jusqu'au", "until"),
    "unknown-title": Text("Ce que la règle ne peut juger", "What the rule cannot judge"),
    "fact": Text("Fait manquant", "Missing fact"),
    "ask": Text("À demander à", "To ask"),
    "element": Text("Élément", "Element"),
    "findings-of-rule": Text("Ce qu'elle trouve", "What it finds"),
    "no-finding": Text("Aucun écart.", "No finding."),
    # An element
    "identity": Text("Identité", "Identity"),
    "life": Text("Vie", "Life"),
    "business": Text("Ce qu'il sert", "What it serves"),
    "flows": Text("Flux", "Flows"),
    "in": Text("Ce qu'il reçoit", "What it receives"),
    "out": Text("Ce qu'il donne", "What it gives"),
    "from": Text("De", "From"),
    "to": Text("Vers", "To"),
    "data": Text("Données", "Data"),
    "mode": Text("Mode", "Mode"),
    "need": Text("Besoin", "Need"),
    "via": Text("Par", "Through"),
    "flow": Text("Flux", "Flow"),
    "map": Text("Autour de lui", "Around it"),
    "data-held": Text("Données qu'il détient, et de qui", "Data that it holds, and from whom"),
    "hosting": Text("Sur quoi il repose", "What it rests on"),
    "parts": Text("Ensembles et parties", "Wholes and parts"),
    "projects": Text("Projets et contrats", "Projects and contracts"),
    "money": Text("Argent", "Money"),
    "rulings": Text("Dérogations et décisions", "Derogations and decisions"),
    "people": Text("Qui appeler", "Who to call"),
    "missing": Text("Ce qui manque, et à qui le demander", "What is missing, and whom to ask"),
    "stops": Text("Si l'élément s'arrête", "What if it stops"),
    "stops-more": Text("Voir tout ce qui serait touché", "See all that would be touched"),
    "not-worked-out": Text(
        "Pas en service ce jour-là ; à cette taille, sa perte se demande ainsi",
        "Not in service on that day; in a system of this size, its loss is asked for so",
    ),
    "not-worked-out-kinds": Text(
        "La perte d'un flux, d'une API ou d'un contrat se demande ainsi",
        "The loss of a flow, an API or a contract is asked for so",
    ),
    "not-worked-out-large": Text(
        "La perte d'un flux, d'une API, d'un contrat et, à cette taille, de ce qui n'est pas en service se demande "
        "ainsi",
        "The loss of a flow, an API, a contract and, in a system of this size, of what is not in service is asked for "
        "so",
    ),
    "other": Text("Autres liens", "Other links"),
    "demands": Text("Ce qui lui est demandé", "What is asked of it"),
    "demands-findings": Text("Écarts de ce dont il répond", "Findings on what it answers for"),
    "demands-facts": Text("Faits à renseigner", "Facts to write"),
    "waiting": Text("Règles qui l'attendent", "Rules that wait for it"),
    "written": Text("Écrit dans", "Written in"),
    "last-change": Text("modifié le", "changed on"),
    "history-of": Text("Histoire de ce qui est écrit ici", "History of what is written here"),
    "one-each": Text("Autour d'un élément", "Around one element"),
    "maps-around": Text("Cartes autour de lui", "Maps around it"),
    "lineage": Text("Qui détient cette donnée, et de qui", "Who holds this datum, and from whom"),
    "master": Text("en est maître", "masters it"),
    "not-held": Text("sans maître derrière lui", "no master behind it"),
    "no-datum": Text("donnée inconnue", "data unknown"),
    "not-in-service": Text("pas en service", "not in service"),
    "nodes": Text("Nœuds plus bas", "Nodes below"),
    "technologies": Text("Technologies de ces nœuds", "Technologies of these nodes"),
    # Maps
    "maps-lead": Text(
        "Chaque carte répond à une question. Un clic sur une boîte mène à la page de l'élément.",
        "Each map answers a question. A click on a box leads to the page of the element.",
    ),
    "zoom-in": Text("Agrandir", "Zoom in"),
    "zoom-out": Text("Réduire", "Zoom out"),
    "zoom-fit": Text("Tout voir", "Fit"),
    "map-filter": Text("Souligner ce qui contient", "Point out what contains"),
    "map-tools": Text("Outils de la carte", "Tools of the map"),
    "map-help": Text(
        "Pour agrandir : boutons, + et - au clavier, ou Ctrl et molette ; pour déplacer : glisser ; au survol ou au "
        "clavier, les voisins ressortent.",
        "To zoom: buttons, the keys + and -, or Ctrl and the wheel; to move: drag; on hover or by keyboard, neighbours "
        "stand out.",
    ),
    "too-many-maps": Text(
        "Trop d'éléments pour que chacun ait ici sa carte ; celle de l'un d'eux",
        "Too many elements for each to have its map here; that of one of them",
    ),
    "map-text": Text("La même carte en texte", "The same map as text"),
    "not-drawn": Text("Cette carte n'a pas pu être dessinée", "This map could not be drawn"),
    # Questions
    "questions-lead": Text(
        "Choisissez une question et un élément. Les réponses reposent sur les flux enregistrés.",
        "Choose a question and an element. The answers rest on the flows that are recorded.",
    ),
    "question": Text("Question", "Question"),
    "q-feeds": Text("Qui dépend de lui (ce qu'il alimente) ?", "What depends on it (what it feeds)?"),
    "q-fed": Text("De qui dépend-il (ce qui l'alimente) ?", "What does it depend on (what feeds it)?"),
    "q-path": Text("Par où passe-t-on de l'un à l'autre ?", "How does one get from one to the other?"),
    "q-holders": Text("Qui a cette donnée, et de qui ?", "Who gets this datum, and from whom?"),
    "q-impact": Text("Et s'il s'arrête ?", "What if it stops?"),
    "application": Text("Application", "Application"),
    "end": Text("Jusqu'à", "To"),
    "datum": Text("Donnée", "Datum"),
    "answer": Text("Réponse", "Answer"),
    "ask-go": Text("Répondre", "Answer"),
    "drawn": Text("Dessin de la réponse", "Drawing of the answer"),
    "a-direct": Text("Directement", "Directly"),
    "a-away": Text("À {n} flux", "{n} flows away"),
    "a-feeds": Text("{name} alimente {n} application{s}", "{name} feeds {n} application{s}"),
    "a-fed": Text("{name} est alimenté par {n} application{s}", "{name} is fed by {n} application{s}"),
    "a-none": Text("{name} : aucune, par les flux connus.", "{name}: none, by the flows that are known."),
    "a-path": Text("De {name} à {end}, en {n} flux", "From {name} to {end}, by {n} flow{s}"),
    "a-ways": Text("Chemins les plus courts", "Shortest ways"),
    "a-no-path": Text(
        "Aucun flux connu ne mène de {name} à {end}.", "No flow that is known leads from {name} to {end}."
    ),
    "a-unknown": Text("Choisissez un élément de la liste.", "Choose an element of the list."),
    "a-same": Text("Choisissez deux applications distinctes.", "Choose two different applications."),
    "a-cut": Text(
        "Le dessin montre les {n} plus proches ; la liste les montre tous.",
        "The drawing shows the {n} nearest; the list shows them all.",
    ),
    # History, decisions
    "day": Text("Jour", "Day"),
    "author": Text("Auteur", "Author"),
    "subject": Text("Changement", "Change"),
    "no-history": Text(
        "Le texte n'est dans aucun dépôt git : son histoire n'est pas connue.",
        "The text is in no git repository: its history is not known.",
    ),
    "requests": Text("Demandes", "Requests"),
    "decided": Text("Ce qui a été décidé", "What was decided"),
}

RULES_OF: dict[Verdict, Text] = {
    "failing": Text("règle en écart|règles en écart", "rule failing|rules failing"),
    "tolerated": Text(
        "règle dont les écarts sont acceptés ou connus|règles dont les écarts sont acceptés ou connus",
        "rule whose findings are accepted or known|rules whose findings are accepted or known",
    ),
    "undecided": Text("règle à confirmer|règles à confirmer", "rule to be confirmed|rules to be confirmed"),
    "holding": Text("règle respectée|règles respectées", "rule that holds|rules that hold"),
    "idle": Text("règle sans objet|règles sans objet", "rule that does not apply|rules that do not apply"),
}
"""How many rules stand how, written `one|many`."""
ACCEPTED = Text("écart accepté|écarts acceptés", "accepted finding|accepted findings")
UNJUDGED = Text(
    "jugement impossible, faute d'un fait écrit|jugements impossibles, faute d'un fait écrit",
    "judgement impossible for want of a written fact|judgements impossible for want of a written fact",
)
