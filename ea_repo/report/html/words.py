"""The words of the committee's page, in both languages."""

from __future__ import annotations

from ea_repo.finding import Text

WORDS: dict[str, Text] = {
    "title": Text("Audit de la charte d'urbanisation", "Audit of the urbanisation charter"),
    "situation": Text("Situation au", "As of"),
    "skip": Text("Aller aux écarts", "Go to the findings"),
    "contents": Text("Sommaire", "Contents"),
    "partial": Text(
        "Audit d'une partie seulement de la charte ou du modèle.", "Audit of a part only of the charter or the model."
    ),
    "since": Text(
        "Depuis {revision} : {introduced} introduits, {worsened} aggravés, {fixed} corrigés, {unchanged} inchangés.",
        "Since {revision}: {introduced} introduced, {worsened} worsened, {fixed} fixed, {unchanged} unchanged.",
    ),
    "summary": Text("En bref", "In short"),
    "first": Text("À traiter d'abord", "To treat first"),
    "principles": Text("Par principe", "By principle"),
    "open": Text("Écarts à traiter", "Findings to treat"),
    "accepted": Text("Écarts acceptés par dérogation", "Findings accepted by derogation"),
    "known": Text("Écarts déjà connus", "Findings known before"),
    "illustrative": Text("Illustrations", "Illustrations"),
    "open-short": Text("Écarts", "Findings"),
    "accepted-short": Text("Acceptés", "Accepted"),
    "known-short": Text("Déjà connus", "Known before"),
    "illustrative-short": Text("Illustrations", "Illustrations"),
    "open-note": Text(
        "Les plus graves d'abord, réunis par règle : pourquoi et que faire y sont dits une fois.",
        "The worst first, gathered by rule: why and what to do are said once.",
    ),
    "accepted-note": Text(
        "Une dérogation les autorise jusqu'à sa date ; ils reviennent ensuite d'eux-mêmes.",
        "A derogation allows them until its date; they come back by themselves after it.",
    ),
    "known-note": Text(
        "Ils étaient là avant (référence, ou révision comparée) : ils ne font pas échouer l'audit.",
        "They were there before (baseline, or compared revision): they do not fail the audit.",
    ),
    "illustrative-note": Text(
        "Exemples inventés pour montrer les règles à l'œuvre ; ce ne sont pas des faits, rien n'en est compté.",
        "Examples made up to show the rules at work; they are no facts, and are not counted.",
    ),
    "none": Text("Aucun écart à traiter.", "No finding to treat."),
    "no-match": Text("Aucun ne répond à ces filtres.", "None answers these filters."),
    "unknown": Text("Ce que l'on ne sait pas", "What is unknown"),
    "unknown-short": Text("Inconnus", "Unknown"),
    "unknown-note": Text(
        "Un fait que le modèle ne dit pas n'est jamais compté comme un écart. "
        "L'écrire permettrait à la règle de juger.",
        "A fact that the model does not say is never counted as a finding. Writing it would let the rule judge.",
    ),
    "unknown-paper": Text(
        "Le nom de chacun de ces éléments est dans la page à l'écran, et dans « ea check --unknown ».",
        "The name of each of these elements is in the page on a screen, and in “ea check --unknown”.",
    ),
    "facts": Text("Faits à recueillir", "Facts to collect"),
    "ask": Text("À qui demander", "Whom to ask"),
    "rules": Text("Toutes les règles", "All the rules"),
    "rules-short": Text("Règles", "Rules"),
    "rule": Text("Règle", "Rule"),
    "principle": Text("Principe", "Principle"),
    "severity": Text("Gravité", "Severity"),
    "status": Text("État", "State"),
    "judged": Text("Éléments regardés, règle par règle", "Elements looked at, rule by rule"),
    "checked": Text("À juger", "To judge"),
    "failing": Text("En écart", "At fault"),
    "tolerated": Text("Acceptés, connus", "Accepted, known"),
    "passing": Text("Conformes", "Compliant"),
    "unknowns": Text("Inconnus", "Unknown"),
    "filter": Text("Filtrer les écarts", "Filter the findings"),
    "search": Text("Chercher un texte", "Search for a text"),
    "every": Text("Tous", "All"),
    "reset": Text("Tout montrer", "Show all"),
    "shown": Text("{shown} sur {total} affichés", "{shown} of {total} shown"),
    "evidence": Text("Éléments concernés", "Elements concerned"),
    "subject": Text("Objet", "Subject"),
    "offenders": Text("En cause", "At fault"),
    "related": Text("À voir aussi", "See also"),
    "where": Text("Écrit dans", "Written in"),
    "concerned": Text("Qui est concerné", "Who is concerned"),
    "moa": Text("MOA", "business owner, MOA"),
    "moe": Text("MOE", "builder, MOE"),
    "owner": Text("responsable", "owner"),
    "accept": Text("Pour l'accepter jusqu'à une date", "To accept it until a date"),
    "granter": Text("accordée par", "granted by"),
    "until": Text("Accepté jusqu'au {until} par la dérogation {by}", "Accepted until {until} by the derogation {by}"),
    "last-day": Text("dernier jour", "last day"),
    "lasts": Text("jusqu'au {until}", "until {until}"),
    "ending": Text("Dérogations qui prennent fin d'ici 30 jours", "Derogations that end within 30 days"),
    "indicators": Text("Indicateurs", "Indicators"),
    "indicator": Text("Indicateur", "Indicator"),
    "indicators-note": Text(
        "À la date de l'audit et à celles des états enregistrés. Une part ne porte que sur ce que l'on sait ; "
        "sa barre montre aussi l'inconnu. Les barres de montants se comparent d'une date à l'autre.",
        "On the day of the audit and on those of the recorded states. A share is of what is known only; "
        "its bar shows the unknown too. Bars of amounts are to be compared from one day to another.",
    ),
    "indicators-ahead": Text(
        "Après la date de l'audit, c'est ce que le modèle prévoit.",
        "After the day of the audit, it is what the model plans.",
    ),
    "counted": Text("Compté", "Counted"),
    "rest": Text("Le reste de ce que l'on sait", "The rest of what is known"),
    "target": Text("Cible", "Target"),
    "not-drawn": Text("sans dessin : ce nombre ne se place sur aucune barre", "not drawn: no bar can show this number"),
    "made": Text(
        "Produit du texte du modèle par « ea check --format html ». Les mêmes faits donnent la même page.",
        "Made from the text of the model by “ea check --format html”. The same facts give the same page.",
    ),
    "fingerprint": Text("Empreinte", "Fingerprint"),
    "page": Text("page", "page"),
    "colon": Text("\u00a0:", ":"),
}

SENTENCES: dict[str, tuple[Text, Text]] = {
    "elements": (Text("{n} élément", "{n} element"), Text("{n} éléments", "{n} elements")),
    "examples": (
        Text("dont {n} illustratif", "of which {n} illustrative"),
        Text("dont {n} illustratifs", "of which {n} illustrative"),
    ),
    "none": (WORDS["none"], WORDS["none"]),
    "open": (
        Text("{n} écart à traiter : ", "{n} finding to treat: "),
        Text("{n} écarts à traiter : ", "{n} findings to treat: "),
    ),
    "principles": (
        Text("un principe est touché.", "one principle is concerned."),
        Text("{n} principes sont touchés.", "{n} principles are concerned."),
    ),
    "rules": (Text("{n} règle : ", "{n} rule: "), Text("{n} règles : ", "{n} rules: ")),
    "holding": (
        Text("{n} respectée là où le modèle permet de juger", "{n} holds wherever the model lets judge"),
        Text("{n} respectées là où le modèle permet de juger", "{n} hold wherever the model lets judge"),
    ),
    "failing": (Text("{n} en écart", "{n} fails"), Text("{n} en écart", "{n} fail")),
    "tolerated": (
        Text("{n} dont les écarts sont acceptés ou connus", "{n} has accepted or known findings only"),
        Text("{n} dont les écarts sont acceptés ou connus", "{n} have accepted or known findings only"),
    ),
    "undecided": (
        Text("{n} en attente de faits", "{n} waits for facts"),
        Text("{n} en attente de faits", "{n} wait for facts"),
    ),
    "idle": (
        Text("{n} sans objet ici", "{n} does not apply here"),
        Text("{n} sans objet ici", "{n} do not apply here"),
    ),
    "silence": (
        Text(
            "Une fois, un élément n'a pas pu être jugé, faute d'un fait écrit : "
            "ce silence n'est pas compté comme un écart.",
            "Once, an element could not be judged for want of a written fact: silence is not counted as a finding.",
        ),
        Text(
            "{n} fois, un élément n'a pas pu être jugé, faute d'un fait écrit : "
            "ce silence n'est pas compté comme un écart.",
            "{n} times, an element could not be judged for want of a written fact: "
            "silence is not counted as a finding.",
        ),
    ),
    "accepted-figure": (Text("accepté", "accepted"), Text("acceptés", "accepted")),
    "known-figure": (Text("déjà connu", "known before"), Text("déjà connus", "known before")),
    "illustrative-figure": (Text("illustratif", "illustrative"), Text("illustratifs", "illustrative")),
    "unknown-figure": (Text("inconnu", "unknown"), Text("inconnus", "unknown")),
    "partly": (
        Text("pour {n} jugé sur {of}", "for {n} judged of {of}"),
        Text("pour {n} jugés sur {of}", "for {n} judged of {of}"),
    ),
    "silent": (
        Text("personne n'est nommé pour {n} élément", "nobody is named for {n} element"),
        Text("personne n'est nommé pour {n} éléments", "nobody is named for {n} elements"),
    ),
    "nobody": (
        Text("non renseigné pour {n} élément", "not recorded for {n} element"),
        Text("non renseigné pour {n} éléments", "not recorded for {n} elements"),
    ),
    "expires": (
        Text("expire dans {n} jour", "expires in {n} day"),
        Text("expire dans {n} jours", "expires in {n} days"),
    ),
    "comes-back": (
        Text("{n} écart accepté reviendra", "{n} accepted finding will come back"),
        Text("{n} écarts acceptés reviendront", "{n} accepted findings will come back"),
    ),
    "cases": (Text("{n} cas", "{n} case"), Text("{n} cas", "{n} cases")),
    "missing": (
        Text("non renseigné pour {n} élément", "not recorded for {n} element"),
        Text("non renseigné pour {n} éléments", "not recorded for {n} elements"),
    ),
    "share-failing": (Text("{n} en écart", "{n} at fault"), Text("{n} en écart", "{n} at fault")),
    "share-tolerated": (
        Text("{n} accepté ou connu", "{n} accepted or known"),
        Text("{n} acceptés ou connus", "{n} accepted or known"),
    ),
    "share-unknown": (Text("{n} inconnu", "{n} unknown"), Text("{n} inconnus", "{n} unknown")),
    "share-passing": (Text("{n} conforme", "{n} compliant"), Text("{n} conformes", "{n} compliant")),
}
"""Each for one and for several; nothing is singular in French, plural in English."""
