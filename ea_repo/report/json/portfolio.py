"""The portfolio of requests, for programs."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.portfolio import Portfolio
from ea_repo.report.json.findings import finding_data
from ea_repo.report.json.values import changed, dumped

VERSION = 1


def write(answer: Answer[Portfolio]) -> str:
    """The requests with their states and costs (null where not written), money by year, what two of them touch both."""
    portfolio = answer.content
    data = {
        "version": VERSION,
        "requests": [
            {
                "id": listed.written.id,
                "title": listed.written.request.title,
                "state": listed.state,
                "decided_on": listed.decided_on,
                "rank": listed.written.request.rank,
                "option": listed.option,
                "once": listed.once,
                "yearly": listed.yearly,
                "first_year": listed.spending.first,
                "budgeted": listed.budgeted,
                "illustrative": listed.written.request.illustrative,
            }
            for listed in portfolio.requests
        ],
        "shared": [
            {"requests": [shared.first, shared.second], "names": list(shared.names)} for shared in portfolio.shared
        ],
        "years": [
            {
                "year": year.year,
                "margin": year.margin,
                "accepted": year.accepted,
                "left": year.left,
                "asked": year.asked,
                "left_of_all": year.left_of_all,
            }
            for year in portfolio.years
        ],
        "unpriced": {
            "accepted": list(portfolio.unpriced(granted=True)),
            "asked": list(portfolio.unpriced(granted=False)),
        },
        "touched": [
            {
                "requests": [touched.first, touched.second],
                "names": list(touched.names),
                "conflicts": list(map(finding_data, touched.conflicts)),
            }
            for touched in portfolio.touched
        ],
        "unreadable": [{"fr": message.fr, "en": message.en} for message in portfolio.unreadable],
    }
    return dumped(data | changed(answer.situation))
