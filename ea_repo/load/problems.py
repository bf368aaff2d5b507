"""What can be wrong in the text of a workspace: for each problem, its sentence and what to do."""

from __future__ import annotations

from ea_repo.finding import Finding, Position, Text
from ea_repo.load.problem import Problem

_QUOTES = Text("Écrivez la valeur entre guillemets si c'est un texte.", "Put the value in quotes if it is a text.")


def _limit(name: str) -> Text:
    return Text(
        f"Augmentez « {name} » sous « limits » dans workspace.yaml, si tout cela doit être lu.",
        f"Raise “{name}” below “limits” in workspace.yaml, where all of it is to be read.",
    )


PROBLEMS: dict[str, Problem] = {
    "wrong-setting": Problem(
        Text("{reason}", "{reason}"),
        Text(
            "Corrigez ou retirez ce réglage (« ea schema workspace » les décrit).",
            "Mend or remove this setting (“ea schema workspace” describes them).",
        ),
        title=Text("Réglage qui ne peut être lu", "Setting that cannot be read"),
        why=Text(
            "Un réglage mal écrit n'est pas suivi : les réponses sont celles d'un espace de travail qui ne le dit pas.",
            "A setting that is badly written is not followed: answers are those of a workspace that does not say it.",
        ),
    ),
    "file-unreadable": Problem(
        Text("ce fichier ne peut pas être lu : {reason}", "this file cannot be read: {reason}"),
        Text(
            "Vérifiez les droits du fichier, ou le lien symbolique.",
            "Check the file's permissions, or the symbolic link.",
        ),
    ),
    "file-loop": Problem(
        Text(
            "ce lien symbolique revient à un dossier déjà lu",
            "this symbolic link comes back to a folder that is already read",
        ),
        Text("Supprimez le lien.", "Remove the link."),
    ),
    "file-outside": Problem(
        Text(
            "ce chemin, ou son lien symbolique, mène hors de l'espace de travail ; il n'est pas suivi",
            "this path, or its symbolic link, leads outside the workspace; it is not followed",
        ),
        Text(
            "Copiez le fichier ici, ou écrivez « outside: true » sous « limits » dans workspace.yaml.",
            "Copy the file into the workspace, or write “outside: true” below “limits” in workspace.yaml.",
        ),
    ),
    "too-many-files": Problem(
        Text(
            "plus de {most} fichiers ; ni celui-ci ni la suite ne sont lus",
            "more than {most} files; neither this one nor what follows is read",
        ),
        _limit("files"),
    ),
    "too-many-bytes": Problem(
        Text(
            "plus de {most} octets en tout ; ni ce fichier ni la suite ne sont lus",
            "more than {most} bytes in all; neither this file nor what follows is read",
        ),
        _limit("bytes"),
    ),
    "too-many-depth": Problem(
        Text(
            "plus de {most} dossiers l'un dans l'autre ; celui-ci n'est pas lu",
            "more than {most} folders inside each other; this one is not read",
        ),
        _limit("depth"),
    ),
    "too-many-elements": Problem(
        Text(
            "plus de {most} éléments ; ni celui-ci ni la suite ne sont lus",
            "more than {most} elements; neither this one nor what follows is read",
        ),
        _limit("elements"),
    ),
    "file-encoding": Problem(
        Text("ce fichier n'est pas en UTF-8 ({reason})", "this file is not in UTF-8 ({reason})"),
        Text("Enregistrez-le en UTF-8.", "Save it as UTF-8."),
    ),
    "file-bom": Problem(
        Text(
            "ce fichier commence par une marque d'ordre (BOM), inutile",
            "this file begins with a needless byte-order mark (BOM)",
        ),
        Text("Enregistrez-le en UTF-8 sans BOM.", "Save it as UTF-8 without a BOM."),
        "warning",
    ),
    "file-hidden": Problem(
        Text("fichiers cachés, qui ne sont pas lus : {files}", "hidden files, which are not read: {files}"),
        Text(
            "Ce sont d'ordinaire les copies d'un éditeur : supprimez-les, ou renommez ce qui doit être lu.",
            "They are usually copies of an editor: remove them, or rename what is to be read.",
        ),
        "info",
    ),
    "file-empty": Problem(
        Text("ce fichier ne dit rien", "this file says nothing"),
        Text("Supprimez-le, ou écrivez-y des éléments.", "Remove it, or write elements in it."),
        "warning",
    ),
    "yaml-syntax": Problem(
        Text(
            "ce n'est pas du YAML : {reason} ; la suite du fichier n'est pas lue",
            "this is not YAML: {reason}; the rest of the file is not read",
        ),
        Text("Corrigez la ponctuation ou le décalage à cet endroit.", "Mend the punctuation or the indentation here."),
    ),
    "yaml-tab": Problem(
        Text(
            "une tabulation décale cette ligne ; la suite du fichier n'est pas lue",
            "a tab indents this line; the rest of the file is not read",
        ),
        Text("Remplacez la tabulation par des espaces.", "Replace the tab with spaces."),
    ),
    "yaml-character": Problem(
        Text(
            "le caractère U+{code} n'a pas sa place dans un texte ({count} dans ce fichier) ; il n'est pas lu",
            "the character U+{code} has no place in a text ({count} in this file); it is not read",
        ),
        Text("Supprimez ce caractère.", "Remove this character."),
    ),
    "yaml-documents": Problem(
        Text(
            "un second document (« --- ») commence ici ; il n'est pas lu",
            "a second document (“---”) begins here; it is not read",
        ),
        Text("Un fichier, un document : séparez-les.", "One file, one document: split them."),
    ),
    "yaml-tag": Problem(
        Text(
            "l'étiquette « {tag} » est refusée : un texte de modèle ne contient que des données",
            "the tag “{tag}” is refused: the text of a model holds data only",
        ),
        Text("Supprimez l'étiquette.", "Remove the tag."),
    ),
    "yaml-merge": Problem(
        Text(
            "« << » est refusé : chaque élément dit lui-même ce qu'il est",
            "“<<” is refused: each element says itself what it is",
        ),
        Text("Recopiez les champs voulus.", "Write the wanted fields out."),
    ),
    "yaml-alias": Problem(
        Text(
            "le renvoi « *{name} » est refusé : il se contient, ou ne renvoie à rien",
            "the alias “*{name}” is refused: it holds itself, or refers to nothing",
        ),
        Text("Écrivez la valeur en toutes lettres.", "Write the value out."),
    ),
    "yaml-aliases": Problem(
        Text(
            "les renvois de ce fichier répètent plus de {limit} valeurs ; depuis « *{name} », aucun n'est lu",
            "the aliases of this file repeat more than {limit} values; from “*{name}” on, none is read",
        ),
        Text("Écrivez les valeurs en toutes lettres.", "Write the values out."),
    ),
    "yaml-depth": Problem(
        Text(
            "trop de niveaux imbriqués ; la suite du fichier n'est pas lue",
            "too many nested levels; the rest of the file is not read",
        ),
        Text("Un modèle a au plus quatre ou cinq niveaux.", "A model has four or five levels at the most."),
    ),
    "yaml-key": Problem(
        Text("une clé doit être un texte simple", "a key must be a plain text"),
        Text("Écrivez « nom: valeur ».", "Write “name: value”."),
    ),
    "duplicate-key": Problem(
        Text(
            "« {key} » est déjà écrit dans le même bloc ({other}, ligne:colonne) ; seule cette valeur est lue",
            "“{key}” is already written in the same block (at {other}, line:column); that first value is the one read",
        ),
        Text("Gardez l'un des deux.", "Keep one of the two."),
    ),
    "duplicate-block": Problem(
        Text(
            "« {key} » est déjà ouvert dans ce fichier ({other}, ligne:colonne) ; les deux blocs sont lus",
            "“{key}” is already open in this file (at {other}, line:column); both blocks are read",
        ),
        Text("Réunissez les deux blocs.", "Join the two blocks."),
    ),
    "duplicate-id": Problem(
        Text(
            "« {id} » est déjà l'identifiant de l'élément écrit en {other} ; c'est ce premier élément qui est lu",
            "“{id}” is already the id of the element written at {other}; that first element is the one read",
        ),
        Text(
            "Donnez à chaque élément son propre identifiant, quel que soit son genre.",
            "Give each element its own id, whatever its kind.",
        ),
    ),
    "change-kind": Problem(
        Text(
            "« {id} » existe déjà, de genre « {known} » et non « {kind} »",
            "“{id}” exists already, as a “{known}” and not a “{kind}”",
        ),
        Text(
            "Écrivez-le sous son genre, ou donnez un autre identifiant à ce qui est nouveau.",
            "Write it under its kind, or give another id to what is new.",
        ),
    ),
    "change-both": Problem(
        Text("« {id} » est retiré ({other}) et écrit ici", "“{id}” is removed (at {other}) and written here"),
        Text("Gardez l'un des deux.", "Keep one of the two."),
    ),
    "change-conflict": Problem(
        Text(
            "un autre fichier de changements {what} ({other}) ; celui-ci l'emporte",
            "another change file {what} (at {other}); this one prevails",
        ),
        Text("Décidez lequel des deux vaut.", "Decide which of the two holds."),
        severity="warning",
    ),
    "change-dropped": Problem(
        Text("ce fichier de changements est abandonné", "this change file is dropped"),
        Text("Regardez-en un autre, ou changez son statut.", "Look at another one, or change its status."),
        severity="warning",
    ),
    "change-undecided": Problem(
        Text(
            "« {status} » ne suit pas de « {id} », dont le verdict est « {verdict} »",
            "“{status}” does not follow from “{id}”, whose verdict is “{verdict}”",
        ),
        Text("Corrigez le statut ou la décision.", "Mend the status or the decision."),
        severity="warning",
    ),
    "unknown-decision": Problem(
        Text("« {id} » n'est pas une décision{hint}", "“{id}” is not a decision{hint}"),
        Text("Nommez une décision du modèle (« ea decisions »).", "Name a decision of the model (“ea decisions”)."),
    ),
    "remove-unknown": Problem(
        Text(
            "« {id} » n'existe pas : il n'y a rien à retirer{hint}",
            "“{id}” does not exist: there is nothing to remove{hint}",
        ),
        Text("Corrigez l'identifiant (« ea find » les cherche).", "Mend the id (“ea find” looks for them)."),
    ),
    "bad-id": Problem(
        Text("« {id} » n'est pas un identifiant", "“{id}” is not an id"),
        Text(
            "Écrivez des mots en minuscules sans accent, séparés par des tirets : gestion-des-lits.",
            "Write lower-case words without accents, joined by hyphens: bed-management.",
        ),
    ),
    "unknown-kind": Problem(
        Text("« {kind} » n'est pas un genre d'élément{hint}", "“{kind}” is not a kind of element{hint}"),
        Text("« ea kinds » les liste tous.", "“ea kinds” lists them all."),
    ),
    "not-a-mapping": Problem(
        Text("attendu : {expected} ; trouvé : {found}", "expected {expected}; found {found}"),
        Text(
            "Un fichier dit : genre, puis identifiant, puis champs (« ea schema » le décrit).",
            "A file says: kind, then id, then fields (“ea schema” describes it).",
        ),
    ),
    "unknown-field": Problem(
        Text("« {field} » n'est pas un champ de « {kind} »{hint}", "“{field}” is not a field of “{kind}”{hint}"),
        Text("« ea kinds {kind} » liste ses champs.", "“ea kinds {kind}” lists its fields."),
    ),
    "wrong-choice": Problem(
        Text(
            "« {value} » n'est pas une valeur de « {field} » ({choices}){hint}",
            "“{value}” is not a value of “{field}” ({choices}){hint}",
        ),
        Text("Choisissez l'une des valeurs listées.", "Choose one of the values listed."),
    ),
    "wrong-value": Problem(
        Text("« {field} » : {reason}", "“{field}”: {reason}"),
        Text(
            "Corrigez la valeur (« ea kinds » dit ce qui est attendu).",
            "Mend the value (“ea kinds” says what is expected).",
        ),
    ),
    "wrong-text": Problem(
        Text("« {field} » attend un texte, pas {value}", "“{field}” expects a text, not {value}"), _QUOTES
    ),
    "wrong-date": Problem(
        Text(
            "« {field} » : « {value} » n'est pas une date du calendrier",
            "“{field}”: “{value}” is not a date of the calendar",
        ),
        Text("Écrivez 2023, 2023-06 ou 2023-06-14.", "Write 2023, 2023-06 or 2023-06-14."),
    ),
    "dates-backwards": Problem(
        Text(
            "« {later} » ({late}) vient avant « {earlier} » ({early})",
            "“{later}” ({late}) comes before “{earlier}” ({early})",
        ),
        Text("Remettez les dates dans l'ordre.", "Put the dates in order."),
    ),
    "dates-unordered": Problem(
        Text(
            "l'ordre de « {earlier} » ({early}) et de « {later} » ({late}) ne peut se dire : une date partielle est "
            "lue à son premier jour",
            "the order of “{earlier}” ({early}) and “{later}” ({late}) cannot be told: a partial date is read on its "
            "first day",
        ),
        Text("Écrivez ces dates avec la même précision.", "Write these dates with the same precision."),
        "warning",
    ),
    "dangling-link": Problem(
        Text(
            "« {field} » renvoie à « {target} », qui n'existe pas{hint}",
            "“{field}” points at “{target}”, which does not exist{hint}",
        ),
        Text("Corrigez l'identifiant, ou écrivez l'élément.", "Mend the id, or write the element."),
    ),
    "wrong-kind-link": Problem(
        Text(
            "« {field} » attend {wanted}, or « {target} » est de genre « {kind} »",
            "“{field}” expects {wanted}, but “{target}” is a “{kind}”",
        ),
        Text("Renvoyez à un élément du bon genre.", "Point at an element of the right kind."),
    ),
    "self-link": Problem(
        Text("« {field} » renvoie à l'élément lui-même", "“{field}” points at the element itself"),
        Text("Supprimez ce lien.", "Remove this link."),
    ),
    "link-loop": Problem(
        Text(
            "« {field} » tourne en rond : {loop} ; ce lien n'est pas suivi",
            "“{field}” goes round in circles: {loop}; this link is not followed",
        ),
        Text("Supprimez l'un de ces liens.", "Remove one of these links."),
    ),
    "link-repeated": Problem(
        Text(
            "« {field} » renvoie deux fois à « {target} » aux mêmes dates",
            "“{field}” points twice at “{target}” at the same dates",
        ),
        Text("Gardez l'un des deux.", "Keep one of the two."),
        "warning",
    ),
    "link-crowded": Problem(
        Text(
            "« {field} » n'a qu'une valeur à la fois, or {targets} le sont en même temps",
            "“{field}” has one value at a time, but {targets} hold together",
        ),
        Text("Gardez-en une, ou datez-les (from, until).", "Keep one, or date them (from, until)."),
    ),
}


def finding(
    problem: str,
    at: Position,
    subject: str,
    field: str | None = None,
    related: tuple[str, ...] = (),
    /,
    **facts: str | Text,
) -> Finding:
    """The finding that this problem makes at this place, its sentence completed with the facts."""
    return PROBLEMS[problem].finding(problem, at, subject, field, related, **facts)
