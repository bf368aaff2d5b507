"""Rules that are wrong, one thing at a time: the text, its place, and how what is said of it begins."""

from __future__ import annotations

from tests.check.workspaces import NO_FILES


def without(key: str) -> str:
    return "\n".join(line for line in NO_FILES.splitlines() if not line.startswith(f"{key}:")) + "\n"


def with_check(check: str) -> str:
    """The same rule, of flows and their examples, with another check and its arguments."""
    return NO_FILES.replace("check: forbids\nwhere: {mode: file}", check)


BLOCK = NO_FILES.replace('good: "flow: {f: {mode: api}}"', "good:\n  - |\n    flow:\n      f: {mode: api}\n")
WRONG_ID = "attendu la forme ^[a-z0-9]+(-[a-z0-9]+)*$", "expected the form ^[a-z0-9]+(-[a-z0-9]+)*$"

BROKEN_RULES: dict[str, tuple[str, str, str, str]] = {
    # Its keys
    "a key is missing": (without("why"), "1:1", "il manque « why »", "“why” is missing"),
    "its id is missing": (without("id"), "1:1", "il manque « id »", "“id” is missing"),
    "its check is missing": (
        without("check"), "1:1", "il manque « check »", "“check” is missing",
    ),
    "its bad examples are missing": (without("bad"), "1:1", "il manque « bad »", "“bad” is missing"),
    "a language is missing": (
        NO_FILES.replace("{fr: Copie de fichier, en: Copied file}", "{fr: Copie}"),
        "5:1", "il manque « title.en »", "“title.en” is missing",
    ),
    "a language is unknown": (
        NO_FILES.replace("en: Copied file", "en: Copied file, de: Datei"),
        "5:48", "« title.de » n'est pas un champ connu ici", "“title.de” is no field known here",
    ),
    "a text is empty": (
        NO_FILES.replace("en: Copied file", "en: ''"),
        "5:31", "« title.en » : attendu un texte, celui-ci est vide",
        "“title.en”: expected a text, this one is empty",
    ),
    "a text is no mapping": (
        NO_FILES.replace("title: {fr: Copie de fichier, en: Copied file}", "title: Copie"),
        "5:1", "« title » : attendu un bloc « nom: valeur »", "“title”: expected a mapping “name: value”",
    ),
    "the severity is unknown": (
        NO_FILES.replace("severity: error", "severity: wraning"),
        "4:1", "« severity » : attendu error, warning ou info ; vouliez-vous dire « warning » ?",
        "“severity”: expected error, warning or info; did you mean “warning”?",
    ),
    "a flag is no flag": (
        NO_FILES + "full_audit: often\n",
        "14:1", "« full_audit » : attendu « true » ou « false »", "“full_audit”: expected true or false",
    ),
    "the environments are unknown": (
        NO_FILES + "environments: al\n",
        "14:1", "« environments » : attendu production ou all ; vouliez-vous dire « all » ?",
        "“environments”: expected production or all; did you mean “all”?",
    ),
    "the details are a text": (
        NO_FILES + "details: more\n", "14:1", "« details » : attendu une liste", "“details”: expected a list",
    ),
    "the section is a number": (
        NO_FILES.replace("charter: A.1", "charter: 4.3"),
        "3:1", "« charter » : attendu un texte", "“charter”: expected a text",
    ),
    "it stands nowhere": (
        without("charter"), "1:1", "il manque « principle » ou « charter »", "“principle” or “charter” is missing",
    ),
    "its principle is unknown": (
        NO_FILES.replace("charter: A.1", "principle: frist"),
        "3:1", "principe inconnu : « frist » ; vouliez-vous dire « first » ?",
        "unknown principle: “frist”; did you mean “first”?",
    ),
    "the sections are none": (
        NO_FILES.replace("charter: A.1", "charter: []"),
        "3:1", "« charter » : attendu au moins une valeur", "“charter”: expected at least one value",
    ),
    "its id is no id": (
        NO_FILES.replace("id: no-files", "id: No files"),
        "2:1", f"« id » : {WRONG_ID[0]}", f"“id”: {WRONG_ID[1]}",
    ),
    "its id is not the file's name": (
        NO_FILES.replace("no-files", "no-copies"),
        "2:1", "le fichier d'une règle porte son nom : no-copies.yaml", "a rule's file has its name: no-copies.yaml",
    ),
    # Its text
    "it is a list": (
        "- id: no-files\n", "1:1", "attendu un bloc « nom: valeur »", "expected a mapping “name: value”",
    ),
    "it is empty": ("", "1:1", "attendu un bloc « nom: valeur »", "expected a mapping “name: value”"),
    "it is not YAML": (NO_FILES.replace("{kind: flow}", "{kind: flow"), "10:6", "ce n'est pas du YAML", "this is not"),
    "a key is there twice": (
        NO_FILES + "severity: info\n", "14:1", "« severity » est déjà écrit", "“severity” is already written",
    ),
    # Its check and what it says to it
    "the check is unknown": (
        NO_FILES.replace("check: forbids", "check: forbid"),
        "10:1", "« forbid » n'est pas un contrôle ; vouliez-vous dire « forbids » ?",
        "“forbid” is not a check; did you mean “forbids”?",
    ),
    "an argument is unknown": (
        NO_FILES + "wehre: {mode: file}\n",
        "14:1", "« wehre » n'est ni un champ de règle, ni un argument de forbids ; vouliez-vous dire « where » ?",
        "“wehre” is no field of a rule nor an argument of forbids; did you mean “where”?",
    ),
    "a key of a rule is misspelt": (
        NO_FILES + "detials: []\n",
        "14:1", "« detials » n'est ni un champ de règle, ni un argument de forbids ; vouliez-vous dire « details » ?",
        "“detials” is no field of a rule nor an argument of forbids; did you mean “details”?",
    ),
    "an argument is misspelt": (
        NO_FILES.replace("where:", "wehre:"),
        "11:1", "« wehre » n'est ni un champ de règle, ni un argument de forbids ; vouliez-vous dire « where » ?",
        "“wehre” is no field of a rule nor an argument of forbids; did you mean “where”?",
    ),
    "an argument is missing": (
        without("where"), "10:1", "le contrôle forbids attend « where »", "the check forbids expects “where”",
    ),
    "it requires nothing": (
        with_check("check: requires"),
        "10:1", "le contrôle requires attend « fields » ou « where »",
        "the check requires expects “fields” or “where”",
    ),
    "it requires an empty list": (
        with_check("check: requires\nfields: []"),
        "10:1", "le contrôle requires attend « fields » ou « where »",
        "the check requires expects “fields” or “where”",
    ),
    "a list that is needed is empty": (
        with_check("check: never_ends_in\nlinks: []"),
        "11:1", "« links » : une liste vide ne demande rien", "“links”: an empty list asks for nothing",
    ),
    "a need has no place": (
        with_check("check: joined_to\nlink: source\nwhere: [{type: core}, {type: poc}]\nwhen: [{mode: file}]"),
        "10:1", "le contrôle joined_to attend autant de « when » (1) que de « where » (2)",
        "the check joined_to expects as many “when” (1) as “where” (2)",
    ),
    "a number is a text": (
        with_check("check: at_most\nlink: source\ncount: many"),
        "12:1", "« count » : attendu un nombre entier", "“count”: expected a whole number",
    ),
    "a number is true": (
        with_check("check: at_most\nlink: source\ncount: true"),
        "12:1", "« count » : attendu un nombre entier", "“count”: expected a whole number",
    ),
    "a link is a number": (
        with_check("check: at_most\nlink: 3"), "11:1", "« link » : attendu un texte", "“link”: expected a text",
    ),
    "a field is a mapping": (
        with_check("check: requires\nfields: [{mode: file}]"),
        "11:1", "« fields » : attendu un texte", "“fields”: expected a text",
    ),
    "a flag of the check is a text": (
        with_check("check: supported\nlink: via\nended: no"),
        "12:1", "« ended » : attendu « true » ou « false »", "“ended”: expected true or false",
    ),
    "a field that should be a date is none": (
        with_check("check: not_past\nfield: name"),
        "11:1", "« field » : « name » n'est pas une date", "“field”: “name” is no date",
    ),
    "a path exists nowhere": (
        with_check("check: requires\nfields: [mdoe]"),
        "11:1", "« fields » : « mdoe » n'est pas une clé ici ; vouliez-vous dire « mode » ?",
        "“fields”: “mdoe” is not a key here; did you mean “mode”?",
    ),
    "a path into a group exists nowhere": (
        with_check("check: requires\nfields: [approvals.dis]"),
        "11:1", "« fields » : « dis » n'est pas une clé ici ; vouliez-vous dire « dsi » ?",
        "“fields”: “dis” is not a key here; did you mean “dsi”?",
    ),
    "a rule that it names is unknown": (
        with_check("check: clean_of\nrules: [one-onwer]\nthrough: [source]"),
        "11:1", "règle inconnue : « one-onwer » ; vouliez-vous dire « one-owner » ?",
        "unknown rule: “one-onwer”; did you mean “one-owner”?",
    ),
    # Its selectors
    "the scope is no mapping": (
        NO_FILES.replace("scope: {kind: flow}", "scope: flow"),
        "9:1", "« scope » : attendu un bloc « nom: valeur »", "“scope”: expected a mapping “name: value”",
    ),
    "the scope names no kind": (
        NO_FILES.replace("scope: {kind: flow}", "scope: {kind: flwo}"),
        "9:1", "« scope » : « flwo » n'existe nulle part pour « kind » ; vouliez-vous dire « flow » ?",
        "“scope”: “flwo” exists nowhere for “kind”; did you mean “flow”?",
    ),
    "the scope asks for no key": (
        NO_FILES.replace("scope: {kind: flow}", "scope: {kind: flow, mdoe: file}"),
        "9:1", "« scope » : « mdoe » n'est pas une clé ici ; vouliez-vous dire « mode » ?",
        "“scope”: “mdoe” is not a key here; did you mean “mode”?",
    ),
    "a selector is no mapping": (
        NO_FILES.replace("where: {mode: file}", "where: file"),
        "11:1", "« where » : un sélecteur est un bloc « clé: valeur »",
        "“where”: a selector is a mapping “key: value”",
    ),
    "a selector chooses nothing": (
        NO_FILES.replace("{mode: file}", "{mode: []}", 1),
        "11:1", "« where » : « mode » : une liste vide ne choisit rien",
        "“where”: “mode”: an empty list chooses nothing",
    ),
    "a selector is empty": (
        NO_FILES.replace("{mode: file}", "{}", 1),
        "11:1", "« where » : un sélecteur vide ne demande rien", "“where”: an empty selector asks for nothing",
    ),
    "a selector names no word": (
        NO_FILES.replace("where: {mode: file}", "where: {mode: fiel}"),
        "11:1", "« where » : « fiel » n'existe nulle part pour « mode » ; vouliez-vous dire « file » ?",
        "“where”: “fiel” exists nowhere for “mode”; did you mean “file”?",
    ),
    "an exception asks for no key": (
        NO_FILES + "except: [{taregt: b}]\n",
        "14:1", "« except » : « taregt » n'est pas une clé ici ; vouliez-vous dire « target » ?",
        "“except”: “taregt” is not a key here; did you mean “target”?",
    ),
    # Its sentences
    "the message waits for no fact": (
        NO_FILES.replace('"{name} is a copy"', '"{nmae} is a copy"'),
        "8:1", "« {nmae} » : le contrôle forbids ne donne pas ce fait ; vouliez-vous dire « name » ?",
        "“{nmae}”: the check forbids does not give this fact; did you mean “name”?",
    ),
    "a detail waits for no fact": (
        NO_FILES + "details: [{fr: 'de {valeur}', en: 'of {value}'}]\n",
        "14:11", "« {valeur} » : le contrôle forbids ne donne pas ce fait ; vouliez-vous dire « value » ?",
        "“{valeur}”: the check forbids does not give this fact; did you mean “value”?",
    ),
    "a detail is for no case": (
        NO_FILES + "details: [{when: fiel, fr: Copie., en: Copied.}]\n",
        "14:12", "« fiel » : le contrôle forbids ne donne pas ce fait ; vouliez-vous dire « file » ?",
        "“fiel”: the check forbids does not give this fact; did you mean “file”?",
    ),
    # Its examples
    "the examples are numbers": (
        NO_FILES.replace('good: "flow: {f: {mode: api}}"', "good: 3"),
        "12:1", "« good » : attendu un bloc « nom: valeur »", "“good”: expected a mapping “name: value”",
    ),
    "there is no good example": (
        NO_FILES.replace('good: "flow: {f: {mode: api}}"', "good: []"),
        "12:1", "« good » : attendu au moins une valeur", "“good”: expected at least one value",
    ),
    "there is no bad example": (
        NO_FILES.replace('bad: {model: "flow: {f: {mode: file}}", flags: [f]}', "bad: []"),
        "13:1", "« bad » : attendu au moins une valeur", "“bad”: expected at least one value",
    ),
    "a bad example flags nothing": (
        NO_FILES.replace(", flags: [f]", ""),
        "13:1", "un exemple en écart dit ce qu'il signale (flags)", "a bad example says what it flags (flags)",
    ),
    "a good example flags something": (
        NO_FILES.replace('good: "flow: {f: {mode: api}}"', 'good: {model: "flow: {f: {mode: api}}", flags: [f]}'),
        "12:41", "un bon exemple ne signale rien (flags)", "a good example flags nothing (flags)",
    ),
    "a key of an example is unknown": (
        NO_FILES.replace("flags: [f]", "flag: [f]"),
        "13:41", "« bad.flag » n'est pas un champ connu ici ; vouliez-vous dire « flags » ?",
        "“bad.flag” is no field known here; did you mean “flags”?",
    ),
    "an example is looked at on no date": (
        NO_FILES.replace("flags: [f]", "flags: [f], at: 2021-02-30"),
        "13:53", "« bad.at » : 2021-02-30 n'est pas au calendrier",
        "“bad.at”: there is no 2021-02-30 in the calendar",
    ),
    "an example holds no kind in full": (
        NO_FILES.replace("flags: [f]", "flags: [f], complete: [{kind: flwo}]"),
        "13:53", "« complete » : « flwo » n'existe nulle part pour « kind » ; vouliez-vous dire « flow » ?",
        "“complete”: “flwo” exists nowhere for “kind”; did you mean “flow”?",
    ),
    "an example holds what has no key": (
        NO_FILES.replace("flags: [f]", "flags: [f], complete: [{kind: flow, where: {mdoe: file}}]"),
        "13:53", "« complete » : « mdoe » n'est pas une clé ici ; vouliez-vous dire « mode » ?",
        "“complete”: “mdoe” is not a key here; did you mean “mode”?",
    ),
    "an example sets a threshold that no rule reads": (
        NO_FILES.replace("flags: [f]", "flags: [f], thresholds: {tangle: 3}"),
        "13:66", "aucune règle ne lit le seuil « tangle »", "no rule reads the threshold “tangle”",
    ),
    "an example is not YAML": (
        BLOCK.replace("f: {mode: api}", "f: {mode: api"),
        "15:10", "exemple : ce n'est pas du YAML", "example: this is not YAML",
    ),
    "an example is of no kind": (
        BLOCK.replace("    flow:", "    flwo:"),
        "14:5", "exemple : « flwo » n'est pas un genre d'élément ; vouliez-vous dire « flow » ?",
        "example: “flwo” is not a kind of element; did you mean “flow”?",
    ),
    "an example writes no field": (
        BLOCK.replace("f: {mode: api}", "f: {mdoe: api}"),
        "15:11", "exemple : « mdoe » n'est pas un champ de « flow » ; vouliez-vous dire « mode » ?",
        "example: “mdoe” is not a field of “flow”; did you mean “mode”?",
    ),
    "an example says a wrong value": (
        BLOCK.replace("f: {mode: api}", "f: {mode: apy}"),
        "15:11", "exemple : « apy » n'est pas une valeur de « mode »", "example: “apy” is not a value of “mode”",
    ),
    "an example is empty": (
        NO_FILES.replace('good: "flow: {f: {mode: api}}"', 'good: ""'),
        "12:1", "exemple : ce fichier ne dit rien", "example: this file says nothing",
    ),
}  # fmt: skip
"""What is wrong: the text, its place and how its finding begins in French and in English."""
