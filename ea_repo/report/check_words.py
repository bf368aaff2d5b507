"""What each check finds at fault, for who reads a rule and no code.

Places are filled with what the rule says: selectors, fields, numbers. What stands in brackets is said only where the
rule says all that it speaks of; `[{months}? …]` speaks of `months` without saying its value. A check that is not here
is told by its name and arguments.
"""

from __future__ import annotations

from collections.abc import Mapping

from ea_repo.finding import Text

AT_FAULT: Mapping[str, Text] = {
    # Any element
    "forbids": Text(
        "ce qui répond à {where}[, sauf ce qui répond à {except}]",
        "what matches {where}[, but for what matches {except}]",
    ),
    "requires": Text(
        "ce dont il est écrit que cela [{fields}?n'a pas {fields}][{fields,where}? ou ]"
        "[{where}?ne répond pas à {where}][, sauf ce qui répond à {unless}]",
        "what is written [{fields}?not to have {fields}][{fields,where}? or ][{where}?not to match {where}]"
        "[, but for what matches {unless}]",
    ),
    "requires_while_running": Text(
        "ce dont il est écrit, entre son début et sa fin, que cela n'a pas {fields}",
        "what is written, between its beginning and its end, not to have {fields}",
    ),
    "not_past": Text(
        "ce dont la date est passée ({field})[, sauf ce qui répond à {unless}]",
        "what is past its date ({field})[, but for what matches {unless}]",
    ),
    "visible_names": Text("ce dont un nom contient un signe invisible", "what has an invisible sign in a name"),
    "written_once": Text(
        "des éléments d'un même genre et d'un même nom, ou des flux qui disent la même chose",
        "elements of one kind and one name, or flows that say the same",
    ),
    "agrees_with_itself": Text(
        "un flux, un nœud ou un recouvrement dont les champs se contredisent",
        "a flow, a node or an overlap whose fields contradict each other",
    ),
    # Links
    "forbids_link": Text(
        "ce qui est lié ({link}) à un élément qui répond à {where}",
        "what is linked ({link}) to an element that matches {where}",
    ),
    "requires_link": Text(
        "ce qui n'est lié ({link}) à aucun élément en service[ qui réponde à {where}]"
        "[, sauf ce qui est lié autrement ({unless_link})]",
        "what is linked ({link}) to no element in service[ that matches {where}]"
        "[, but for what is linked otherwise ({unless_link})]",
    ),
    "at_least_one": Text(
        "ce qui est lié ({link}[, {or_link}]) à des éléments en service dont aucun ne répond à {where}",
        "what is linked ({link}[, {or_link}]) to elements in service, none of which matches {where}",
    ),
    "at_most": Text(
        "ce dont le nombre d'éléments en service liés ({link}) dépasse {count}[, sauf ce qui répond à {unless}]",
        "what has more elements in service linked to it ({link}) than {count}[, but for what matches {unless}]",
    ),
    "at_most_distinct": Text(
        "l'ensemble, dès qu'il est lié ({link}) à plus d'éléments différents[ qui répondent à {where}] que le seuil "
        "{threshold}",
        "the whole, once it is linked ({link}) to more different elements[ that match {where}] than the threshold "
        "{threshold}",
    ),
    "exactly": Text(
        "ce dont le nombre d'éléments liés ({link}) n'est pas {count}",
        "what has another number of elements linked to it ({link}) than {count}",
    ),
    "all_links": Text(
        "ce qui[ traite des données qui répondent à {handling} et] est lié ({link}) à un élément[ qui répond à "
        "{among} et] qui ne répond pas à {must}",
        "what[ handles data that match {handling} and] is linked ({link}) to an element[ that matches {among} and] "
        "that does not match {must}",
    ),
    "joined_to": Text(
        "ce qui n'est lié ({link}) à rien[ qui réponde à {where}][, demandé à ce qui répond respectivement à {when}]"
        "[, ou ne répond pas lui-même à {also}]",
        "what is linked ({link}) to nothing[ that matches {where}][, asked of what matches respectively {when}]"
        "[, or does not match {also} itself]",
    ),
    "shares_link": Text(
        "ce qui n'est lié ({link}[, {or_by}]) à rien de ce que demandent ({expected}) les siens ({via})",
        "what is linked ({link}[, {or_by}]) to nothing that its own ({via}) ask for ({expected})",
    ),
    "never_ends_in": Text(
        "ce qui est lié ({links}) à des éléments en service", "what is linked ({links}) to elements in service"
    ),
    "same_ends": Text(
        "ce dont les bouts ({ends}) diffèrent par : {field}", "what has ends ({ends}) that differ by: {field}"
    ),
    "declared": Text(
        "des données qui répondent à {data} sans {entry}, et ce qui en traite sans {opinion}",
        "data that match {data} without {entry}, and what handles some without {opinion}",
    ),
    # Flows
    "requires_of_flows": Text(
        "un flux[ dont les données répondent à {carrying}][ dont un bout répond à {between}] et dont il est écrit "
        "qu'il n'est pas {fields}",
        "a flow[ whose data match {carrying}][ of which an end matches {between}] that is written not to be {fields}",
    ),
    "exchanges_with": Text(
        "une solution qui n'échange, dans aucun sens, avec aucune qui réponde à {where}, là où tous les flux sont "
        "renseignés[ ; rien n'est demandé à ce qui répond à {unless}]",
        "a solution that exchanges, either way, with none that matches {where}, where all flows are recorded"
        "[; nothing is asked of what matches {unless}]",
    ),
    "returns_to": Text(
        "une solution qui répond à {of} et n'envoie rien à une qui réponde à {where}, là où tous les flux "
        "sont renseignés",
        "a solution that matches {of} and sends nothing to one that matches {where}, where all flows are recorded",
    ),
    "exchanged_not_retyped": Text(
        "ce que servent ({link}) deux solutions qui détiennent une même donnée, qu'aucun flux ne porte de l'une à "
        "l'autre : quelqu'un la ressaisit",
        "what two solutions serve ({link}) that hold a same datum, which no flow carries from one to the other: "
        "somebody types it in twice",
    ),
    "few_flows": Text(
        "une solution au bout de plus de flux qui répondent à {where} que le seuil {threshold}",
        "a solution at an end of more flows that match {where} than the threshold {threshold}",
    ),
    "leads_to_what_leaves": Text(
        "ce qui est lié ({link}) à un élément hors service ou en fin d'usage",
        "what is linked ({link}) to an element that is out of service or being phased out",
    ),
    # Solutions and referentials
    "one_solution": Text(
        "ce que servent ({link}) au moins deux solutions différentes en service, où que ce soit dans l'institution"
        "[{supports}? ; ou auquel elles contribuent pour un même besoin, dit dans les mêmes mots]",
        "what two or more different solutions in service serve ({link}), anywhere in the institution"
        "[{supports}?; or contribute to for a same need, said in the same words]",
    ),
    "covers_and_supports": Text(
        "une solution dont il est écrit qu'elle couvre un processus, et qu'elle ne fait qu'y contribuer",
        "a solution that is written to cover a process, and to contribute to it only",
    ),
    "redundant_when_live": Text(
        "une application à venir qui sera, à son premier jour, l'une de plusieurs solutions pour un même besoin",
        "an application to come that will be, on its first day, one of several solutions for one need",
    ),
    "at_every_site": Text(
        "une application utilisée à la plupart des sites de l'institution, et enregistrée comme absente des autres",
        "an application used at most of the institution's sites, and recorded as absent from the others",
    ),
    "one_master": Text(
        "une solution maîtresse de données, ou d'une partie de données, qu'un référentiel sanctuarisé maîtrise déjà",
        "a solution that masters data, or a part of data, which a sanctuarised referential masters already",
    ),
    "sourced_from_master": Text(
        "une solution à laquelle des flux enregistrés apportent les données d'un référentiel, et jamais de lui ni de "
        "l'un de ses relais",
        "a solution to which recorded flows bring the data of a referential, and never from it or one of its relays",
    ),
    "fed_relays": Text(
        "un référentiel dont un relais n'en reçoit les données par aucun flux, là où tous les flux sont renseignés",
        "a referential of which a relay gets none of its data by a flow, where all flows are recorded",
    ),
    # Life cycle
    "supported": Text(
        "ce qui repose ({link}) sur ce qui n'a plus de support[{months}?, ou n'en aura plus d'ici {months} mois]"
        "[{ended}? (ce qui n'en a déjà plus relève d'une autre règle)]",
        "what rests ({link}) on what is out of support[{months}?, or will be within {months} months]"
        "[{ended}? (what is out of it already is left to another rule)]",
    ),
    "in_framework": Text(
        "une technologie que son cadre technique proscrit ce jour-là, ou n'a jamais admise",
        "a technology that its technical framework bans on that day, or has never allowed",
    ),
    "overlap": Text(
        "ce qui est encore en service avec son successeur après la fin convenue de leur recouvrement",
        "what is still in service with its successor after the agreed end of their overlap",
    ),
    "succeeded_in_time": Text(
        "ce qui quitte le service avant qu'aucun de ses successeurs n'y entre, d'après les dates écrites",
        "what leaves service before any of its successors begins, by the days written",
    ),
    "leaves_by": Text(
        "ce qui a quitté le service[, ou le quitte d'ici {months} mois,] sans être lié ({link}) à un élément qui "
        "réponde à {where}",
        "what has left service[, or will within {months} months,] and is linked ({link}) to no element that matches "
        "{where}",
    ),
    "leaves_nothing": Text(
        "ce qui est hors service, et reste au bout d'un flux en service ou seul à couvrir un processus",
        "what is out of service, and is still at an end of a flow in service or all that covers a process",
    ),
    "critical_as_their_process": Text(
        "un processus couvert par une seule solution, qui n'est pas enregistrée comme critique",
        "a process that one solution alone covers, which is not recorded as critical",
    ),
    "followed": Text(
        "un contrat qui finit dans son préavis, ou d'ici {months} mois, sans que rien d'enregistré n'en prenne la "
        "suite (reconduction, autre contrat, retrait)",
        "a contract that ends within its notice, or within {months} months, with nothing recorded to follow it "
        "(renewal, another contract, retirement)",
    ),
    # Decisions
    "conditions_met": Text(
        "une décision dont une condition n'est pas remplie alors que son jour est passé",
        "a decision of which a condition is not met although its day is past",
    ),
    "holds_at_date": Text(
        "une dérogation échue, sans motif, sans auteur ou sans dernier jour, ou accordée par qui ne le peut pas",
        "a derogation that is past its last day, without a reason, an author or a last day, or granted by who may not",
    ),
    "serves": Text(
        "une dérogation dont plus aucun élément n'est en écart, ou dont la règle n'existe pas",
        "a derogation of which no element is at fault any more, or whose rule does not exist",
    ),
    "vouches": Text(
        "une attestation sans auteur, hors de ses dates, sans objet, ou sur un fait que personne n'a écrit",
        "an attestation without an author, outside its days, about nothing, or about a fact that nobody wrote",
    ),
    "clean_of": Text(
        "ce qui est en écart, par soi-même ou par ce qui y est lié ({through}), avec : {rules}",
        "what is at fault, by itself or by what is linked to it ({through}), with: {rules}",
    ),
}
