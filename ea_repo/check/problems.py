"""What an audit finds that no rule of the charter says; with the problems of the text, all that `ea explain` tells."""

from __future__ import annotations

from dataclasses import replace

from ea_repo.finding import Finding, Position, Severity, Text
from ea_repo.load.problem import Problem
from ea_repo.load.problems import PROBLEMS as PROBLEMS_OF_THE_TEXT

_REASON = Text("{reason}", "{reason}")

PROBLEMS_OF_AN_AUDIT: dict[str, Problem] = {
    "wrong-rule": Problem(
        _REASON,
        Text(
            "Corrigez ou retirez ce que dit la règle (« ea schema rule » décrit une règle).",
            "Mend or remove what the rule says (“ea schema rule” describes a rule).",
        ),
        title=Text("Règle qui ne peut être jugée", "Rule that cannot be judged"),
        why=Text(
            "Une règle mal écrite, ou qui nomme ce qui n'existe pas ici, n'est pas jugée ; sans ce constat, son "
            "silence passerait pour un bon résultat.",
            "A rule that is badly written, or names what does not exist here, is not judged; without this finding, "
            "its silence would pass for a good result.",
        ),
    ),
    "no-rules": Problem(
        Text(
            "il n'y a aucune règle ici : rien n'est jugé{hint}",
            "there is no rule here: nothing is judged{hint}",
        ),
        Text(
            "Écrivez-en dans rules/ (« ea init » en donne de communes à tous).",
            "Write some in rules/ (“ea init” gives those that all have in common).",
        ),
        title=Text("Espace de travail sans règles", "Workspace without rules"),
        why=Text(
            "Un audit qui ne juge rien ne trouve rien ; son silence passerait pour un bon résultat.",
            "An audit that judges nothing finds nothing; its silence would pass for a good result.",
        ),
    ),
    "misplaced-file": Problem(
        Text(
            "la place de ce fichier est {place} ; il n'est pas lu ici",
            "the place of this file is {place}; it is not read here",
        ),
        Text("Réunissez-le avec {place}, ou supprimez-le.", "Join it with {place}, or remove it."),
        title=Text("Fichier hors de sa place", "File out of its place"),
        why=Text(
            "La charte, les dérogations, les indicateurs et le style sont chacun un fichier ; un second changerait en "
            "silence qui peut accorder une dérogation, ou ne serait lu par personne.",
            "The charter, the derogations, the indicators and the style are one file each; a second one would change "
            "in silence who may grant a derogation, or be read by nobody.",
        ),
    ),
    "wrong-indicator": Problem(
        _REASON,
        Text(
            "Corrigez ou retirez ce que dit l'indicateur (« ea schema indicators » le décrit).",
            "Mend or remove what the indicator says (“ea schema indicators” describes it).",
        ),
        title=Text("Indicateur qui ne peut être mesuré", "Indicator that cannot be measured"),
        why=Text(
            "Un indicateur mal écrit n'est pas mesuré ; il manquerait au tableau sans que nul ne le voie.",
            "An indicator that is badly written is not measured; it would be missing from the table unseen.",
        ),
    ),
    "wrong-view": Problem(
        _REASON,
        Text(
            "Corrigez ou retirez ce que dit la vue (« ea schema view » et « ea schema style » le décrivent).",
            "Mend or remove what the view says (“ea schema view” and “ea schema style” describe it).",
        ),
        title=Text("Vue qui ne peut être dessinée", "View that cannot be drawn"),
        why=Text(
            "Une vue mal écrite n'est pas dessinée ; elle manquerait aux cartes sans que nul ne le voie.",
            "A view that is badly written is not drawn; it would be missing from the maps unseen.",
        ),
    ),
    "idle-setting": Problem(
        _REASON,
        Text("Corrigez ou retirez ce réglage.", "Mend or remove this setting."),
        "warning",
        title=Text("Réglage sans effet", "Setting without effect"),
        why=Text(
            "Un réglage de workspace.yaml qui nomme ce qui n'existe pas ne change rien ; une faute de frappe ferait "
            "croire à une cible, à un seuil ou à un relevé complet qu'il n'y a pas.",
            "A setting of workspace.yaml that names what does not exist changes nothing; a typing error would have one "
            "believe in a target, a threshold or a full record that is not there.",
        ),
    ),
    "idle-exception": Problem(
        _REASON,
        Text("Corrigez ou retirez cette exception.", "Mend or remove this exception."),
        "info",
        title=Text("Exception sans effet", "Exception without effect"),
        why=Text(
            "Une exception qui nomme ce qui n'existe pas ici n'excuse rien ; la règle est jugée sans elle.",
            "An exception that names what does not exist here excuses nothing; the rule is judged without it.",
        ),
    ),
    "idle-baseline": Problem(
        Text("la référence tient « {key} », qui n'est plus un écart", "the baseline holds “{key}”, which is mended"),
        Text("Écrivez la référence de nouveau (--write-baseline).", "Write the baseline again (--write-baseline)."),
        "info",
        title=Text("Référence qui tient un écart corrigé", "Baseline that holds a mended finding"),
        why=Text(
            "Tant que la référence tient un écart corrigé, l'audit ne le compterait pas s'il revenait.",
            "As long as the baseline holds a mended finding, the audit would not count it should it come back.",
        ),
    ),
    "old-baseline": Problem(
        Text(
            "cette référence est d'une forme ancienne : d'un écart du texte elle ne sait que l'élément et le champ",
            "this baseline is of an old form: of a finding of the text it knows the element and the field alone",
        ),
        Text("Écrivez la référence de nouveau (--write-baseline).", "Write the baseline again (--write-baseline)."),
        "info",
        title=Text("Référence d'une forme ancienne", "Baseline of an old form"),
        why=Text(
            "Elle prend pour connus autant d'écarts du texte qu'il y en avait, sans savoir si ce sont les mêmes : un "
            "nouveau passerait pour celui qu'on vient de corriger.",
            "It takes as many findings of the text for known as there were, without knowing whether they are the same: "
            "a new one would pass for the one that was just mended.",
        ),
    ),
    "check-failed": Problem(
        Text("le contrôle de cette règle a échoué ({reason})", "the check of this rule failed ({reason})"),
        Text("Signalez-le : la règle n'a rien jugé.", "Report it: the rule judged nothing."),
        title=Text("Contrôle en échec", "Failed check"),
        why=Text(
            "Une règle dont le contrôle échoue n'a rien jugé, et son silence n'est pas un bon résultat ; les autres "
            "sont jugées.",
            "A rule whose check fails has judged nothing, and its silence is no good result; the others are judged.",
        ),
    ),
}

PROBLEMS = {**PROBLEMS_OF_THE_TEXT, **PROBLEMS_OF_AN_AUDIT}
"""Whatever is found and is no rule of the charter, by its id."""


def finding(
    problem: str,
    at: Position | None,
    subject: str,
    field: str | None = None,
    /,
    severity: Severity | None = None,
    **facts: str | Text,
) -> Finding:
    """The finding that this problem makes at this place; its severity is the problem's unless another is given."""
    usual = PROBLEMS[problem].finding(problem, at, subject, field, **facts)
    return replace(usual, severity=severity) if severity else usual
