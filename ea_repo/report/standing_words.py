"""The words for where a finding and a rule stand; the same in every report of an audit."""

from __future__ import annotations

from ea_repo.answer.standing import Status, Verdict, status
from ea_repo.check.run import Result
from ea_repo.finding import Lang, Text
from ea_repo.report.words import counted

STATUS: dict[Status, Text] = {
    "open": Text("à traiter", "to treat"),
    "accepted": Text("accepté", "accepted"),
    "known": Text("déjà connu", "known before"),
    "illustrative": Text("illustratif", "illustrative"),
}
VERDICT: dict[Verdict, Text] = {
    "failing": Text("en écart", "failing"),
    "tolerated": Text("écarts acceptés ou connus", "accepted or known findings"),
    "undecided": Text("à confirmer", "to be confirmed"),
    "holding": Text("respectée", "holding"),
    "idle": Text("sans objet", "not applicable"),
}


def reason(result: Result) -> Text:
    """Why a rule has no verdict."""
    if not result.applicable:
        why = result.reason or Text("rien à regarder", "nothing to look at")
        return Text(f"sans objet ici : {why.fr}", f"not applicable here: {why.en}")
    missing = len(result.unknown)
    return Text(
        f"à confirmer : {counted(missing, 'inconnu', 'inconnus', 'fr')} sur {result.checked}",
        f"to be confirmed: {missing} of {result.checked} unknown",
    )


def tally(result: Result, lang: Lang) -> str:
    """How many elements there were to judge, and what became of them; what is nothing is left out."""
    standing = [status(finding) for finding in result.findings if finding.rule == result.rule.id]
    unknown = Text("inconnu", "unknown"), Text("inconnus", "unknown")
    counts = [Text(f"{result.checked} à juger", f"{result.checked} to judge")[lang]]
    for number, one, many in (
        (result.failing, Text("en écart", "at fault"), Text("en écart", "at fault")),
        (standing.count("accepted"), STATUS["accepted"], Text("acceptés", "accepted")),
        (standing.count("known"), STATUS["known"], Text("déjà connus", "known before")),
        (standing.count("illustrative"), STATUS["illustrative"], Text("illustratifs", "illustrative")),
        (len(result.unknown), *unknown),
    ):
        counts += [counted(number, one[lang], many[lang], lang)] if number else []
    return " · ".join(counts)
