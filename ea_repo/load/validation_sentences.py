"""Why a value is refused, in French and in English: pydantic says it in English only, and in its own words."""

from __future__ import annotations

from pydantic_core import ErrorDetails

from ea_repo.finding import Text

_MAPPING = Text("attendu un bloc « nom: valeur »", "expected a mapping “name: value”")
_FLAG = Text("attendu true ou false", "expected true or false")
_SENTENCES = {
    "bool_type": _FLAG,
    "bool_parsing": _FLAG,
    "int_parsing": Text("attendu un nombre entier", "expected a whole number"),
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "tuple_type": Text("attendu une liste", "expected a list"),
    "string_too_short": Text("attendu un texte, celui-ci est vide", "expected a text, this one is empty"),
    "missing": Text("il manque « {name} »", "“{name}” is missing"),
}
"""By the type of the error; what is in braces is the error's own context, or the name of the field."""
_FRENCH = {
    "int_type": "attendu un nombre entier",
    "float_type": "attendu un nombre",
    "string_type": "attendu un texte",
    "string_pattern_mismatch": "attendu la forme {pattern}",
    "greater_than_equal": "attendu au moins {ge}",
    "less_than_equal": "attendu au plus {le}",
    "link": "attendu un identifiant, ou un bloc {{to: identifiant, from: date, until: date}}",
    "link_note": "la note d'un lien est un texte",
    "link_need": "le besoin d'un lien est vital ou useful",
    "link_for": "ce pour quoi vaut un lien est un texte, ou une liste de textes",
    "link_dates": "ce lien finit ({until}) avant de commencer ({from})",
    "link_field": "un lien a ici {known}, pas {extra}",
}
"""The French of errors whose English is pydantic's, or the metamodel's."""


def reason(error: ErrorDetails) -> Text:
    """Why a value is refused; an error that has its own sentences (`message`, a Text) says them."""
    context = {**error.get("ctx", {}), "name": error["loc"][-1] if error["loc"] else ""}
    own = getattr(context.get("error"), "message", None)
    if isinstance(own, Text):
        return own
    english = error["msg"].removeprefix("Value error, ").replace("Input should be", "expected")
    match error["type"]:
        case "literal_error":
            return Text(f"attendu {context['expected'].replace(' or ', ' ou ')}", english)
        case "string_too_long":
            most = f"{context['max_length']:,}"
            fr = f"texte trop long ({most.replace(',', ' ')} caractères au plus)"
            return Text(fr, f"text too long ({most} characters at the most)")
        case known if known in _SENTENCES:
            sentence = _SENTENCES[known]
            return Text(sentence.fr.format_map(context), sentence.en.format_map(context))
        case known if known in _FRENCH:
            return Text(_FRENCH[known].format_map(context), english)
        case _:
            return Text(english, english)
