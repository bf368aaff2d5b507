"""A rule of the charter for who reads no code: what it wants and why, whom it asks, what is at fault, with examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ea_repo.answer.explanation import ExplainedRule
from ea_repo.check.rule import Example, Rule
from ea_repo.document import Code, Document, Section, Sentence, Term, Terms
from ea_repo.finding import Lang, Text
from ea_repo.load import FILE
from ea_repo.report.audit_words import TONES
from ea_repo.report.example_words import example_title, shown_model
from ea_repo.report.rule_words import asked_about, at_fault, numbers
from ea_repo.report.words import FIX, OTHER_RULES, SEVERITY, WHY, titled

_OTHERWISE = Text("Sinon", "Otherwise")
_ASKED, _AT_FAULT = Text("Regarde", "Looks at"), Text("En écart", "At fault")
_NUMBERS, _EXCUSED = Text("Seuil", "Threshold"), Text("Dérogation", "Derogation")
_COMMON = Text("charte commune", "common charter")
_BUT_FOR = Text("charte commune, sauf ce que dit {file} : {keys}", "common charter, but for what {file} says: {keys}")
_OFF = Text("désactivée", "turned off")
_SET_TO = Text("{severity} ici, par {file} (severity)", "{severity} here, by {file} (severity)")
_GRANTED_BY = Text("seul l'accorde : {}", "only who may grant one: {}")
_BY_ANYBODY = Text("la charte ne dit pas qui peut l'accorder", "the charter does not say who may grant one")
_ACCEPT = Text(
    "`ea accept EMPREINTE --until JOUR --by {by} --reason MOTIF`",
    "`ea accept FINGERPRINT --until DAY --by {by} --reason WHY`",
)
_FINGERPRINTS = Text("les empreintes : `ea check --rule {rule} -v`", "the fingerprints: `ea check --rule {rule} -v`")
_ACTOR = Text("ACTEUR", "ACTOR")
_TO_MEND = Text(
    "c'est une règle sur le texte : qui tient le modèle corrige, aucun comité n'en décide",
    "this rule is about the text: who keeps the model mends it, no committee decides",
)
_MORE = Text(
    "{n} autre exemple : `ea rules --format markdown`|{n} autres exemples : `ea rules --format markdown`",
    "{n} more example: `ea rules --format markdown`|{n} more examples: `ea rules --format markdown`",
)
_KEYS = {
    "title": Text("titre", "title"), "why": Text("pourquoi", "why"), "fix": Text("à faire", "fix"),
    "otherwise": Text("sinon", "otherwise"), "severity": Text("gravité", "severity"),
    "message": Text("message", "message"), "details": Text("détails", "details"), "scope": Text("regarde", "scope"),
    "except": Text("exceptions", "except"), "good": Text("exemples en règle", "good"),
    "bad": Text("exemples en écart", "bad"), "principle": Text("principe", "principle"),
    "charter": Text("sections", "charter"), "where": Text("critère", "where"), "months": Text("mois", "months"),
    "decided": Text("décidé", "decided"), "check": Text("contrôle", "check"),
}  # fmt: skip
LABEL = 8
"""The least room for “Pourquoi”, “À faire” and their like."""


def document(explained: ExplainedRule, lang: Lang) -> Document:
    """The page of the rule, with one example at fault and one as it should be."""
    rule = explained.rule
    shown = [_simplest(rule.bad), _simplest(rule.good)]
    sections = tuple(
        Section(example_title(example, is_good, explained.vocabulary, lang), (_code(example, lang, explained),))
        for example, is_good in zip(shown, (False, True), strict=True)
    )
    more = len(rule.bad) + len(rule.good) - len(shown)
    rest = (Sentence(_MORE[lang].split("|")[more > 1].format(n=more), "quiet"),) if more else ()
    return Document(
        lang,
        title=rule.title.text[lang],
        about=f"({rule.id})",
        notes=(Sentence(_standing(explained, lang), TONES[rule.severity]), Sentence(_source(explained, lang), "quiet")),
        blocks=(_terms(explained, lang), *sections, *rest),
    )


def _standing(explained: ExplainedRule, lang: Lang) -> str:
    """How serious it is, here too where the workspace says otherwise, and under which principle it stands."""
    rule, here = explained.rule, explained.severity
    severity = SEVERITY[rule.severity][0][lang]
    if here not in (None, rule.severity):
        words = _OFF[lang] if here == "off" else SEVERITY[here][0][lang]
        severity += f" ({_SET_TO[lang].format(severity=words, file=FILE)})"
    principle = explained.principle.title.text if explained.principle else OTHER_RULES
    return f"{severity} · {titled(principle[lang], rule.charter)}"


def _source(explained: ExplainedRule, lang: Lang) -> str:
    """Where it is written: in a file of the workspace, in the common charter, or there but for what a file says."""
    if explained.laid_over is None:
        return explained.file
    if not explained.laid_over:
        return _COMMON[lang]
    keys = [key for key in explained.laid_over if key != "charter"] or ["charter"]
    return _BUT_FOR[lang].format(file=explained.file, keys=key_words(keys, lang))


def key_words(keys: Sequence[str], lang: Lang) -> str:
    """The keys of a rule as people call them."""
    return ", ".join(_KEYS[key][lang] if key in _KEYS else key for key in keys)


def _terms(explained: ExplainedRule, lang: Lang) -> Terms:
    rule = explained.rule
    otherwise = [Term(_OTHERWISE[lang], (rule.otherwise.text[lang],))] if rule.otherwise else []
    limits = tuple(numbers(explained, lang))
    return Terms(
        (
            *reasons(rule, lang).terms,
            *otherwise,
            Term(_ASKED[lang], asked_about(explained, lang)),
            Term(_AT_FAULT[lang], (at_fault(explained, lang),)),
            *([Term(_NUMBERS[lang], limits)] if limits else []),
            Term(_EXCUSED[lang], tuple(_excused(explained, lang))),
        ),
        LABEL,
    )


def _excused(explained: ExplainedRule, lang: Lang) -> Iterator[str]:
    """How a finding is accepted until a day, and by whom alone."""
    principle = explained.principle
    if principle is not None and principle.of_the_text:
        yield _TO_MEND[lang]
        return
    granter = principle.granted_by if principle else None
    yield _GRANTED_BY[lang].format(explained.names.get(granter, granter)) if granter else _BY_ANYBODY[lang]
    yield _ACCEPT[lang].format(by=granter or _ACTOR[lang])
    yield _FINGERPRINTS[lang].format(rule=explained.rule.id)


def reasons(rule: Rule, lang: Lang) -> Terms:
    """Why a rule matters and what to do."""
    return Terms((Term(WHY[lang], (rule.why.text[lang],)), Term(FIX[lang], (rule.fix.text[lang],))), LABEL)


def _simplest(examples: Sequence[Example]) -> Example:
    """The example that says what it shows with the least: in its model alone, in few lines."""
    return min(
        examples,
        key=lambda example: (bool(example.complete or example.thresholds or example.unknown), len(example.model)),
    )


def _code(example: Example, lang: Lang, explained: ExplainedRule) -> Code:
    return Code(shown_model(example, lang, is_common=explained.laid_over is not None), "yaml")


def examples(rule: Rule, lang: Lang, *, is_common: bool) -> Iterator[tuple[str, Code]]:
    """Every example of a rule, those at fault first, each under what it shows."""
    for is_good, models in ((False, rule.bad), (True, rule.good)):
        for example in models:
            yield (
                example_title(example, is_good, None, lang),
                Code(shown_model(example, lang, is_common=is_common), "yaml"),
            )
