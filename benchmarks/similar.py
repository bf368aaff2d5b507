"""What `ea similar` finds of near-duplicates that nobody declared, and of what is unrelated."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scale import Scale

from ea_repo.graph import Record

HEADING = "## What resembles"
_PLANTED = 48
_SEED = 7
_LOOKED_AT = 60
"""Of how many solutions all pairs are judged."""


def lines(scale: Scale) -> Iterator[str]:
    """The part of the page, line by line."""
    yield HEADING
    yield ""
    yield "`python benchmarks/run.py similar`: systems of `ea demo --near-duplicates`, where solutions nearly meet one"
    yield "need under other words, and AP-HP's clusters, one of them undeclared. Found: among the first five."
    yield ""
    yield "| system | solutions | sought | found | unrelated pairs above the bar |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for applications in scale.similar:
        yield _demo(applications)
    yield _aphp()


def _demo(applications: int) -> str:
    from ea_repo.repository import Repository
    from ea_repo.similarity.candidates import BAR, similar_to
    from ea_repo.similarity.profile import Profiles

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "system"
        Repository.demo(folder, applications, _SEED, near_duplicates=min(_PLANTED, applications // 6))
        graph = Repository(folder).graph
        groups = json.loads((folder / "planted.json").read_text(encoding="utf-8"))["near_duplicates"]
        found = {kind: [0, 0] for kind in ("renamed", "split", "overlapping")}
        related = set()
        for group in groups:
            members = [group["original"], *group["alike"]]
            related |= {frozenset((one, two)) for one in members for two in members}
            first = {candidate.id for candidate in similar_to(graph, group["original"])[:5]}
            found[group["kind"]][0] += len(first & {*group["alike"]})
            found[group["kind"]][1] += len(group["alike"])
        solutions = list(Profiles.of(graph).by_solution)
        pairs = above = 0
        for solution in solutions[:: max(1, len(solutions) // _LOOKED_AT)]:
            others = [c for c in similar_to(graph, solution) if frozenset((solution, c.id)) not in related]
            above += sum(candidate.score >= BAR for candidate in others)
            pairs += len(solutions) - 1
    sought = sum(total for _, total in found.values())
    by_kind = ", ".join(f"{kind} {right} of {total}" for kind, (right, total) in found.items())
    share = f"{100 * above / pairs:.1f} %"
    total = sum(right for right, _ in found.values())
    return f"| {applications:,} applications | {len(solutions):,} | {sought} | {total} ({by_kind}) | {share} |"


def _aphp() -> str:
    """AP-HP's redundancies, as if their processes were each of one solution only: what else tells that they are one."""
    from ea_repo.graph import Changes
    from ea_repo.repository import Repository
    from ea_repo.similarity.candidates import similar_to

    repository = Repository(Path(__file__).parents[1])
    graph = repository.graph
    audit = repository.check()
    clusters = [
        finding.offenders for finding in audit.findings if finding.rule == "redundant-solution" and finding.counts
    ]
    sought = right = 0
    for cluster in clusters:
        for asked in cluster:
            put = [_undeclared(graph.record(id)) for id in sorted(graph.parts(asked))]
            first = {candidate.id for candidate in similar_to(graph.with_(Changes(put=put)), asked)[:5]}
            others = {other for other in cluster if other != asked}
            right += len(first & others)
            sought += min(5, len(others))
    return f"| AP-HP, without what is declared | – | {sought} | {right} | – |"


def _undeclared(record: Record) -> Record:
    """An application of which it is not written which processes it serves."""
    fields = {name: value for name, value in record.fields.items() if name not in ("covers", "supports")}
    return Record(record.id, record.kind, fields, record.file)
