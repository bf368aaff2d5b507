"""What several questions are told: the day, the elements, a selector."""

from __future__ import annotations

from ea_repo.finding import Text
from ea_repo.questions.question import LINE, LINES, WHOLE, Parameter

AT = Parameter(
    LINE | None,
    Text("le jour regardé : une date, `today`, ou un état", "the day looked at: a date, `today`, or a state"),
    None,
)
ON = Parameter(LINE | None, Text("le jour où cela arrive", "the day of it"), None)
ID = Parameter(LINE, Text("un identifiant, un nom ou un alias", "an id, a name or an alias"))
IDS = Parameter(LINES, Text("des identifiants, des noms ou des alias", "ids, names or aliases"))
SITES = Parameter(LINES, Text("seulement un retrait de ces sites", "only a withdrawal from these sites"), [])
SELECTOR = Text(
    "des conditions, une par élément de la liste : `application`, `phase=active`, `zone=hr`, `mode=null` (inconnu)",
    "conditions, one an item: `application`, `phase=active`, `zone=hr`, `mode=null` (unknown)",
)
MOST = Parameter(
    WHOLE,
    Text("au plus tant d'éléments ; `left_out` compte les autres", "at most so many; `left_out` counts the rest"),
    200,
)
