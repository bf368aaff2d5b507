"""The words of the committee's page, in both languages."""

from __future__ import annotations

from ea_repo.finding import Text
from ea_repo.report.derogation_words import TO_TAKE_UP

WORDS: dict[str, Text] = {
    "title": Text("Audit de la charte d'urbanisation", "Audit of the urbanisation charter"),
    "situation": Text("Situation au", "As of"),
    "revision": Text("texte du modèle", "text of the model"),
    "skip": Text("Aller aux décisions", "Go to the decisions"),
    "contents": Text("Sommaire", "Contents"),
    "since": Text(
        "Depuis {revision} : {introduced} introduits, {worsened} aggravés, {fixed} levés, {unchanged} inchangés.",
        "Since {revision}: {introduced} introduced, {worsened} worsened, {fixed} lifted, {unchanged} unchanged.",
    ),
    "summary": Text("En bref", "In short"),
    "none": Text("Aucun écart à traiter.", "No finding to treat."),
    "no-silence": Text("Aucun fait ne manquait pour juger.", "No fact was missing to judge."),
    "decisions": Text("À décider", "To decide"),
    "decisions-short": Text("Décisions", "Decisions"),
    "decision": Text("Ce qui est à décider", "What is to be decided"),
    "cost": Text("Coût", "Cost"),
    "costs-today": Text("Coût annuel de l'écart", "Yearly cost of the finding"),
    "decide": Text("À décider", "To decide"),
    "who": Text("Qui décide", "Who decides"),
    "when": Text("Pour quand", "By when"),
    "otherwise": Text("Si rien n'est fait", "If nothing is done"),
    "principles": Text("Principe par principe", "Principle by principle"),
    "principles-short": Text("Principes", "Principles"),
    "clean": Text("aucun écart", "no finding"),
    "to-do": Text("À faire", "To do"),
    "owners": Text("Par maîtrise d'ouvrage", "By business owner"),
    "owners-note": Text(
        "Une décision peut concerner plusieurs maîtrises d'ouvrage : elle est comptée chez chacune. La page de "
        "chacune, avec ses décisions une à une, se produit à part.",
        "A decision may concern several business owners: it is counted with each. The page of each, with its "
        "decisions one by one, is made apart.",
    ),
    "freshness": Text("Ce qui n'a plus été vérifié", "What was not verified for long"),
    "freshness-short": Text("À vérifier", "To verify"),
    "freshness-note": Text(
        "Ni vérifié ni modifié dans son délai, ou sans date connue, par maîtrise d'ouvrage ; ea campaign le demande à "
        "chacune.",
        "Neither verified nor changed within its time, or of unknown age, by business owner; ea campaign asks each.",
    ),
    "to-verify": Text("À vérifier", "To verify"),
    "out-of": Text("Sur", "Out of"),
    "share": Text("Part", "Share"),
    "owner": Text("Maîtrise d'ouvrage", "Business owner"),
    "nobody": Text("Personne d'enregistré", "Nobody recorded"),
    "heaviest": Text("Ce qui pèse le plus", "What weighs the most"),
    "accepted": Text("Écarts acceptés par dérogation", "Findings accepted by derogation"),
    "accepted-short": Text("Acceptés", "Accepted"),
    "accepted-note": Text(
        "Une dérogation les autorise jusqu'à sa date ; ils reviennent ensuite d'eux-mêmes.",
        "A derogation allows them until its date; they come back by themselves after it.",
    ),
    "accepted-what": Text("Ce qui est accepté", "What is accepted"),
    "by": Text("Par qui", "By whom"),
    "until": Text("Jusqu'à quand", "Until when"),
    "why": Text("Pourquoi", "Why"),
    "why-and-how": Text("Pourquoi, à quelles conditions", "Why, under which conditions"),
    "covers": Text("Ce qu'elle couvre", "What it covers"),
    "to-take-up": TO_TAKE_UP,
    "derogations": Text("Dérogations", "Derogations"),
    "derogations-note": Text(
        "Les échues et celles qui ne valent pas d'abord, puis les premières à prendre fin. Une dérogation ne couvre "
        "que ce qu'elle nomme : un nouvel élément en cause n'y est pas.",
        "Those that are over or void first, then the first to end. A derogation covers only what it names: it leaves "
        "out whatever joins later.",
    ),
    "derogated-from": Text("À quoi il est dérogé, et pour qui", "Derogated from what, and for whom"),
    "indicators": Text("Indicateurs", "Indicators"),
    "indicator": Text("Indicateur", "Indicator"),
    "indicators-note": Text(
        "À la date de l'audit et à celles des états enregistrés. Une part ne porte que sur ce que l'on sait ; elle "
        "n'est pas montrée quand on en sait trop peu. Un coût compte chaque application une fois.",
        "On the day of the audit and on those of the recorded states. A share is of what is known only; it is not "
        "shown where too little is known. A cost counts each application once.",
    ),
    "indicators-ahead": Text(
        "Après la date de l'audit, c'est ce que le modèle prévoit.",
        "After the day of the audit, it is what the model plans.",
    ),
    "counted": Text("Compté", "Counted"),
    "rest": Text("Le reste de ce que l'on sait", "The rest of what is known"),
    "target": Text("Cible", "Target"),
    "not-drawn": Text("sans dessin : ce nombre ne se place sur aucune barre", "not drawn: no bar can show this number"),
    "annexes": Text("Annexes", "Annexes"),
    "annexes-note": Text(
        "Pour qui instruit : les écarts un par un, les faits à recueillir, toutes les règles, la méthode.",
        "For who prepares the decisions: findings one by one, the facts to collect, all the rules, the method.",
    ),
    "annex": Text("Annexe", "Annex"),
    "open": Text("Tous les écarts à traiter", "All the findings to treat"),
    "known": Text("Écarts déjà connus", "Findings known before"),
    "illustrative": Text("Illustrations", "Illustrations"),
    "open-note": Text(
        "Réunis par règle, avec leur place dans le texte, les éléments nommés et leur empreinte.",
        "Gathered by rule, with their place in the text, the elements named and their fingerprint.",
    ),
    "known-note": Text(
        "Ils étaient là avant (référence, ou révision comparée) : ils ne font pas échouer l'audit.",
        "They were there before (baseline, or compared revision): they do not fail the audit.",
    ),
    "illustrative-note": Text(
        "Exemples inventés pour montrer les règles à l'œuvre ; ce ne sont pas des faits, rien n'en est compté.",
        "Examples made up to show the rules at work; they are no facts, and are not counted.",
    ),
    "no-match": Text("Aucun ne répond à ces filtres.", "None answers these filters."),
    "accept": Text("Pour en accepter un jusqu'à une date", "To accept one until a date"),
    "unknown": Text("Les faits à recueillir", "The facts to collect"),
    "unknown-note": Text(
        "Un fait que le modèle ne dit pas n'est jamais compté comme un écart. Ceux qui permettraient le plus de juger "
        "viennent d'abord ; leurs éléments sont nommés dans la page à l'écran.",
        "A fact that the model does not say is never counted as a finding. Those that would let the most be judged "
        "come first; their elements are named in the page on a screen.",
    ),
    "fact": Text("Fait", "Fact"),
    "of-elements": Text("Éléments", "Elements"),
    "judgements": Text("Jugements", "Judgements"),
    "waiting": Text("Règles qui l'attendent", "Rules that wait for it"),
    "rules": Text("Toutes les règles", "All the rules"),
    "rule": Text("Règle", "Rule"),
    "principle": Text("Principe", "Principle"),
    "severity": Text("Gravité", "Severity"),
    "status": Text("État", "State"),
    "checked": Text("À juger", "To judge"),
    "failing": Text("En écart", "At fault"),
    "tolerated": Text("Acceptés, connus", "Accepted, known"),
    "unknowns": Text("Inconnus", "Unknown"),
    "method": Text("Méthode des indicateurs", "Method of the indicators"),
    "filter": Text("Filtrer les écarts", "Filter the findings"),
    "search": Text("Chercher un texte", "Search for a text"),
    "every": Text("Tous", "All"),
    "reset": Text("Tout montrer", "Show all"),
    "shown": Text("{shown} sur {total} affichés", "{shown} of {total} shown"),
    "made": Text(
        "Produit du texte du modèle par « ea check ». Les mêmes faits donnent la même page.",
        "Made from the text of the model by “ea check”. The same facts give the same page.",
    ),
    "colon": Text("\u00a0:", ":"),
}

SENTENCES: dict[str, tuple[Text, Text]] = {
    "elements": (Text("{n} élément", "{n} element"), Text("{n} éléments", "{n} elements")),
    "examples": (
        Text("dont {n} illustratif", "of which {n} illustrative"),
        Text("dont {n} illustratifs", "of which {n} illustrative"),
    ),
    "rules": (
        Text(
            "{n} règle posée à {elements} : {parts}.",
            "{n} rule asked of {elements}: {parts}.",
        ),
        Text(
            "{n} règles posées à {elements} : {parts}.",
            "{n} rules asked of {elements}: {parts}.",
        ),
    ),
    "judging": (Text("{n} a pu juger", "{n} could judge"), Text("{n} ont pu juger", "{n} could judge")),
    "not-judged": (
        Text("la règle n'a rien pu juger", "the rule could judge nothing"),
        Text("aucune des {n} règles n'a pu juger", "none of the {n} rules could judge"),
    ),
    "undecided": (
        Text("{n} attend des faits", "{n} waits for facts"),
        Text("{n} attendent des faits", "{n} wait for facts"),
    ),
    "idle": (
        Text("{n} n'avait rien à regarder", "{n} had nothing to look at"),
        Text("{n} n'avaient rien à regarder", "{n} had nothing to look at"),
    ),
    "open": (
        Text(
            "{n} écart ({severities}) appelle {decisions} ; {principles}.",
            "{n} finding ({severities}) calls for {decisions}; {principles}.",
        ),
        Text(
            "{n} écarts ({severities}) appellent {decisions} ; {principles}.",
            "{n} findings ({severities}) call for {decisions}; {principles}.",
        ),
    ),
    "decisions": (Text("{n} décision", "{n} decision"), Text("{n} décisions", "{n} decisions")),
    "principles": (
        Text("{n} principe est touché", "{n} principle is concerned"),
        Text("{n} principes sont touchés", "{n} principles are concerned"),
    ),
    "silence": (
        Text(
            "{n} jugement n'a pas pu être rendu, faute d'un fait écrit : ce silence n'est ni un écart, "
            "ni une conformité.",
            "{n} judgement could not be given for want of a written fact: silence is neither a finding nor compliance.",
        ),
        Text(
            "{n} jugements n'ont pas pu être rendus, faute de faits écrits : ce silence n'est ni un écart, "
            "ni une conformité.",
            "{n} judgements could not be given for want of written facts: silence is neither a finding nor compliance.",
        ),
    ),
    "first": (
        Text("La plus lourde des {of}", "The heaviest of {of}"),
        Text("Les {n} plus lourdes des {of}", "The {n} heaviest of {of}"),
    ),
    "flaws": (
        Text(
            "Et {n} défaut de ce qui est écrit, à corriger par qui tient le modèle (en annexe).",
            "And {n} flaw of what is written, for who keeps the model to mend (in the annexes).",
        ),
        Text(
            "Et {n} défauts de ce qui est écrit, à corriger par qui tient le modèle (en annexe).",
            "And {n} flaws of what is written, for who keeps the model to mend (in the annexes).",
        ),
    ),
    "flaws-alone": (
        Text(
            "{n} défaut de ce qui est écrit peut cacher des écarts : c'est à corriger d'abord, par qui tient le modèle "
            "(en annexe). Aucun autre écart n'est constaté.",
            "{n} flaw of what is written may hide findings: it is to be mended first, by who keeps the model (in the "
            "annexes). No other finding is made.",
        ),
        Text(
            "{n} défauts de ce qui est écrit peuvent cacher des écarts : c'est à corriger d'abord, par qui tient le "
            "modèle (en annexe). Aucun autre écart n'est constaté.",
            "{n} flaws of what is written may hide findings: they are to be mended first, by who keeps the model (in "
            "the annexes). No other finding is made.",
        ),
    ),
    "more": (
        Text("Et {n} autre décision, en annexe : {titles}.", "And {n} more decision, in the annexes: {titles}."),
        Text("Et {n} autres décisions, en annexe : {titles}.", "And {n} more decisions, in the annexes: {titles}."),
    ),
    "of-rules": (
        Text("{n} règle sur {of} a pu juger", "{n} rule of {of} could judge"),
        Text("{n} règles sur {of} ont pu juger", "{n} rules of {of} could judge"),
    ),
    "partly": (
        Text("pour {n} jugé sur {of}", "for {n} judged of {of}"),
        Text("pour {n} jugés sur {of}", "for {n} judged of {of}"),
    ),
    "cases": (Text("{n} cas", "{n} case"), Text("{n} cas", "{n} cases")),
}
"""Each for one and for several; nothing is singular in French, plural in English."""
