"""The portfolio of requests, for programs."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.portfolio import Portfolio
from ea_repo.report.json.values import changed, dumped

VERSION = 1


def write(answer: Answer[Portfolio]) -> str:
    """The requests with their states and costs (null where not written), and what two of them touch both."""
    found = answer.content
    data = {
        "version": VERSION,
        "requests": [
            {
                "id": listed.written.id,
                "title": listed.written.request.title,
                "state": listed.state,
                "rank": listed.written.request.rank,
                "option": listed.option,
                "once": listed.once,
                "yearly": listed.yearly,
                "illustrative": listed.written.request.illustrative,
            }
            for listed in found.requests
        ],
        "shared": [{"requests": [shared.first, shared.second], "names": list(shared.names)} for shared in found.shared],
        "unreadable": [{"fr": message.fr, "en": message.en} for message in found.unreadable],
    }
    return dumped(data | changed(answer.situation))
