"""What an editor shows of the word under the cursor: the card of an element, what a field or a kind means."""

from __future__ import annotations

from ea_repo.editor.desk import Desk
from ea_repo.editor.spot import Spot
from ea_repo.finding import Lang, Text
from ea_repo.format.markdown import escaped
from ea_repo.report.kinds import described_field, expects, meaning
from ea_repo.report.words import COLON, SEVERITY
from ea_repo.report.writing import written
from ea_repo.typography import typeset
from ea_repo.visible import visible

_FINDINGS = Text("Écarts", "Findings")


def card(desk: Desk, file: str, spot: Spot, lang: Lang) -> str | None:
    """It in Markdown; None where there is nothing to say."""
    id = desk.element(file, spot)
    if id is not None:
        return "\n\n".join(
            [str(written("card", desk.repository.show(id), "markdown", lang)), *_findings(desk, id, lang)]
        )
    kind = desk.repository.vocabulary.kinds.get(str(spot.path[0])) if spot.path else None
    if kind is None or not spot.is_key:
        return None
    if len(spot.path) == 1:
        return f"**{kind.name}** ({kind.label[lang]})\n\n{' '.join(meaning(kind, lang).split())}"
    if len(spot.path) == 3 and spot.value in kind.fields:
        takes = f"**{spot.value}**{COLON[lang]}{expects(kind, spot.value, lang)}"
        return typeset(f"{takes}\n\n{described_field(kind, spot.value, lang)}", lang)
    return None


def _findings(desk: Desk, id: str, lang: Lang) -> list[str]:
    """The findings about an element, as a list under a title."""
    about = [finding for finding in desk.findings() if finding.subject == id]
    if not about:
        return []
    lines = [
        f"- {SEVERITY[finding.severity][0][lang]} `{finding.rule}`: {_safe(finding.message[lang], lang)}"
        for finding in about
    ]
    return [f"**{_FINDINGS[lang]}**", "\n".join(lines)]


def _safe(sentence: str, lang: Lang) -> str:
    """A sentence in which nothing of the model acts as Markdown, or on whoever shows it."""
    return escaped(visible(typeset(sentence, lang)))
