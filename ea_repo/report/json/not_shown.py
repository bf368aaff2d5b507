"""What an audience is not shown, for programs."""

from __future__ import annotations

from ea_repo.answer.not_shown import NotShown
from ea_repo.report.json.values import dumped


def write(not_shown: NotShown) -> str:
    """The profile, then every element that is not shown with the reason; rules, views and requests."""
    profile = not_shown.audience.profile
    return dumped(
        {
            "audience": not_shown.audience.name,
            "title": profile.title.model_dump(),
            "safe": profile.safe,
            "of": not_shown.of,
            "elements": [
                {
                    "id": element.id,
                    "kind": element.kind,
                    "name": element.name,
                    "reason": element.why.reason,
                    "because": element.why.because or None,
                }
                for element in not_shown.elements
            ],
            "rules": list(not_shown.rules),
            "maps": list(not_shown.maps),
            "requests": list(not_shown.requests),
            "still_shown": [
                {"kind": still.kind, "field": still.field, "ids": list(still.ids)} for still in not_shown.still_shown
            ],
        }
    )
