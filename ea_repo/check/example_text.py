"""The text of a rule's example: the small model that it says, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from ea_repo.check.rule import Example
from ea_repo.finding import Finding, Position, Text
from ea_repo.graph import Changes, Graph, Record
from ea_repo.load.files import Source
from ea_repo.load.locate import Locator
from ea_repo.load.model import Reader, read_model
from ea_repo.load.validation import records
from ea_repo.load.validation_sentences import Mistake, Path
from ea_repo.metamodel import Vocabulary, accepts
from ea_repo.metamodel.dates import last_day

DATE = "2021-12-31"
"""The date at which an example is looked at, unless it says another."""


@dataclass(frozen=True)
class Model:
    """What the text of an example says: a graph at its date, and what is wrong in it."""

    graph: Graph
    flaws: tuple[Finding, ...]


def model_of(example: Example, vocabulary: Vocabulary | None = None) -> Model:
    """The model of an example, with stubs for what its links point at and it does not write."""
    source, locator = Source("example", example.model), Locator.reading(lambda _: example.model)
    graph, findings = read_model([source], locator, vocabulary)
    flaws = tuple(finding for finding in findings if finding.rule != "dangling-link")
    whole = graph.with_(Changes(put=_stubs(graph)))
    return Model(whole.at(last_day(example.at or DATE)), flaws)


def _stubs(graph: Graph) -> list[Record]:
    """What the links of a graph point at and it does not hold, each of the most special kind that is wanted of it."""
    kinds: dict[str, str] = {}
    for id in graph:
        record = graph.record(id)
        for field, link in graph.vocabulary.kinds[record.kind].links.items():
            wanted = next((name for name in link.to if name != "*"), "application")
            for ref in record.fields.get(field, ()):
                if ref.to not in graph and (ref.to not in kinds or accepts(kinds[ref.to], wanted)):
                    kinds[ref.to] = wanted
    return [Record(id, name, {}) for id, name in kinds.items()]


def flaws_in_text(examples: Mapping[Path, Example], vocabulary: Vocabulary) -> Iterator[Mistake]:
    """What is wrong in the texts of examples, each by itself; what their links point at is not looked at."""
    paths = {" ".join(map(str, path)): path for path in examples}
    for finding in _flaws({name: examples[path].model for name, path in paths.items()}, vocabulary):
        at = finding.at or Position("")
        message = Text(f"exemple : {finding.message.fr}", f"example: {finding.message.en}")
        yield Mistake((*paths[at.file], "model"), message, (at.line, at.column))


def _flaws(texts: Mapping[str, str], vocabulary: Vocabulary) -> Iterable[Finding]:
    """What is wrong in texts, told at places whose file is the name of the text."""
    locator = Locator.reading(texts.get)
    # An id of one text may be another's: each is read alone, then the elements of all are checked together.
    readers = [Reader(locator, vocabulary=vocabulary).read([Source(name, text)]) for name, text in texts.items()]
    kinds = {name for reader in readers for name in reader.by_kind}
    raws = ([raw for reader in readers for raw in reader.by_kind.get(name, ())] for name in sorted(kinds))
    return chain(*(reader.findings for reader in readers), *(records(several, locator)[1] for several in raws))
