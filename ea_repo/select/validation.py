"""Whether a selector can mean anything in a workspace: no typo may pass for an empty answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, get_args

from ea_repo.finding import Text
from ea_repo.graph import Graph, Phase
from ea_repo.metamodel import Vocabulary
from ea_repo.metamodel.dates import as_written
from ea_repo.metamodel.declaration import Values
from ea_repo.select.called import called, names
from ea_repo.select.evaluation import COMPUTED
from ea_repo.select.field_paths import NoSuchField, values_at
from ea_repo.select.path_ends import link_ends
from ea_repo.select.paths import STATED_BY, known_columns, read
from ea_repo.select.selector import Condition, Selector, SelectorError, as_yaml
from ea_repo.select.values import COMPARISON, is_comparison
from ea_repo.suggest import did_you_mean


def flaws(
    selector: Selector,
    graph: Graph,
    within: Iterable[str] = (),
    *,
    strict: bool = False,
    one_is_enough: bool = False,
) -> Iterator[SelectorError]:
    """What is wrong with a selector on this graph: unknown keys, words that are no value, ids that do not exist.

    `within`: the kinds it is asked of, all by default. With `strict`, a text that no element has is wrong too. Where
    `one_is_enough`, an id that does not exist is not wrong beside one that does.
    """
    vocabulary = graph.vocabulary
    named = _kinds_named(selector)
    for name in named:
        if name != "*" and name not in vocabulary.kinds:
            yield SelectorError.unknown_value("kind", name, vocabulary.kinds)
            return
    for condition in (*selector.conditions, *selector.other_than) if strict else ():
        if stray := _of_a_special_kind_only(vocabulary, condition.path[0], [name for name in named if name != "*"]):
            yield stray
            return
    among = kinds_asked(selector, vocabulary, within)
    for condition in (*selector.conditions, *selector.other_than):
        if condition.path != ("kind",):
            yield from _condition(condition, graph, among, strict, one_is_enough)
    for inner in (*selector.none_of, *(inner for group in selector.any_of for inner in group)):
        yield from flaws(inner, graph, among, strict=strict, one_is_enough=one_is_enough)


def kinds_asked(selector: Selector, vocabulary: Vocabulary, within: Iterable[str] = ()) -> list[str]:
    """The kinds of which a selector asks: those that it names, else those it is asked of, else the usual ones."""
    named = _kinds_named(selector)
    usual = [name for name, known in vocabulary.kinds.items() if "*" in named or not known.apart]
    special = [special for name in named if name in vocabulary.kinds for special in vocabulary.family(name)]
    return special or list(within) or usual


def _kinds_named(selector: Selector) -> list[str]:
    """The kinds that a selector names, as it writes them."""
    wanted = (condition.values for condition in selector.conditions if condition.path == ("kind",))
    return [as_yaml(value) for values in wanted for value in values]


def vocabulary_flaws(selector: Selector, vocabulary: Vocabulary, within: Iterable[str] = ()) -> Iterator[SelectorError]:
    """What is wrong with a selector wherever a vocabulary holds: what only names an element may be right somewhere."""
    return (flaw for flaw in flaws(selector, Graph(vocabulary=vocabulary), within) if not flaw.elsewhere)


def check(selector: Selector, graph: Graph, within: Iterable[str] = (), *, strict: bool = False) -> None:
    """Raises the first of the flaws of a selector, if it has one."""
    for flaw in flaws(selector, graph, within, strict=strict):
        raise flaw


def check_column(path: str, vocabulary: Vocabulary) -> None:
    """Raises SelectorError for a column that no element can have."""
    steps = tuple(path.removesuffix(f".{STATED_BY}").split("."))
    known = known_columns(vocabulary)
    if steps[0] not in known:
        raise SelectorError.unknown_key(path, known)
    if steps != (STATED_BY,):
        check(Selector.of_path(".".join(steps)), Graph(vocabulary=vocabulary))


def _condition(
    condition: Condition, graph: Graph, among: list[str], strict: bool, one_is_enough: bool
) -> Iterator[SelectorError]:
    """What is wrong with a condition that is asked of elements of these kinds."""
    vocabulary, kinds_here = graph.vocabulary, among
    key = ".".join(condition.path)
    for place, step in enumerate(condition.path):
        last = place == len(condition.path) - 1
        having = [name for name in kinds_here if _has(vocabulary, name, step)]
        if step in COMPUTED and last:
            yield from _computed_values(step, condition.values, graph)
            return
        if not having:
            keys = (key for name in kinds_here for key in _keys(vocabulary, name))
            yield SelectorError.unknown_key(step, [*COMPUTED, *keys])
            return
        ends = list(link_ends(step, having, vocabulary))
        if not ends:
            yield from _field_values(condition, place, having, graph, among if strict else ())
            return
        kinds_here = ends
    ids = [value for value in condition.values if value not in (None, "*")]
    missing = [id for id in ids if str(id) not in graph or graph.kind(str(id)) not in kinds_here]
    if one_is_enough and len(missing) < len(condition.values):
        return
    for value in missing:
        yield _not_there(key, value, graph, kinds_here, strict)


def _not_there(key: str, value: Any, graph: Graph, kinds: Sequence[str], strict: bool) -> SelectorError:
    """That no element of these kinds has this id, with those called so, or what is nearest."""
    if named := [id for id in called(graph, str(value)) if graph.kind(id) in kinds]:
        return SelectorError.called_so(key, value, named)
    ids = sorted({id for name in kinds for id in graph.of(name)})
    known = [name for id in ids for name in names(graph, id)] if strict and graph.at_hand else ids
    return SelectorError.unknown_value(key, value, known, elsewhere=True)


def _of_a_special_kind_only(vocabulary: Vocabulary, key: str, named: Sequence[str]) -> SelectorError | None:
    """Why a key is wrong that no kind named has, but a special kind of one of them."""
    if not named or key in COMPUTED or any(_has(vocabulary, name, key) for name in named):
        return None
    special = [name for wide in named for name in vocabulary.family(wide) if _has(vocabulary, name, key)]
    if not special:
        return None
    known = [known for name in named for known in _keys(vocabulary, name)]
    links = [item for name in named for item in vocabulary.kinds[name].links.items()]
    told = [field for field, link in links if link.told and key in link.told.en]
    hint = did_you_mean(told[0], told) if told else did_you_mean(key, known)
    wide, narrow = ", ".join(named), ", ".join(dict.fromkeys(special))
    return SelectorError(
        Text(
            f"« {key} » n'est pas une clé de {wide} (mais de {narrow}){hint.fr}",
            f"“{key}” is not a key of {wide} (but of {narrow}){hint.en}",
        )
    )


def _has(vocabulary: Vocabulary, kind_name: str, key: str) -> bool:
    return key in vocabulary.kinds[kind_name].fields or key in vocabulary.inverses(kind_name)


def _keys(vocabulary: Vocabulary, kind_name: str) -> list[str]:
    return [*vocabulary.kinds[kind_name].fields, *vocabulary.inverses(kind_name)]


def _computed_values(key: str, values: tuple[Any, ...], graph: Graph) -> Iterator[SelectorError]:
    known: Iterable[Any] = graph
    if key != "id":
        known = {"phase": get_args(Phase), "in_service": (True, False), "kind": tuple(graph.vocabulary.kinds)}[key]
    for value in values:
        if value not in (None, "*") and value not in known:
            yield SelectorError.unknown_value(key, value, known, elsewhere=key == "id")


def _field_values(
    condition: Condition, place: int, having: list[str], graph: Graph, strictly: Sequence[str]
) -> Iterator[SelectorError]:
    """What is wrong with the values of a field; `strictly`: the kinds of which some element must write a text."""
    path = condition.path[place:]
    try:
        fields = [values_at(graph.vocabulary.kinds[name], path) for name in having]
    except NoSuchField as error:
        yield SelectorError.unknown_key(error.step, error.known)
        return
    free = strictly and all(field is None or field.words is None for field in fields)
    for value in condition.values:
        if value in (None, "*"):
            continue
        misfits = [_misfit(condition, value, field) for field in fields]
        if all(misfits):
            yield from filter(None, misfits[:1])
        elif free and not is_comparison(value) and not _chosen(strictly, replace(condition, values=(value,)), graph):
            # Nobody is chosen by it: is it that nobody writes it?
            written = list(_written(graph, having, path))
            if str(value) not in written:
                yield SelectorError.unknown_value(".".join(condition.path), value, written)


def _chosen(kind_names: Sequence[str], condition: Condition, graph: Graph) -> list[str]:
    return Selector((Condition(("kind",), tuple(kind_names)), condition)).select(graph)


def _misfit(condition: Condition, value: Any, allowed: Values | None) -> SelectorError | None:
    """Why a value can never be that of a field."""
    if allowed is None:
        return None
    key = ".".join(condition.path)
    known = allowed.words
    if is_comparison(value):
        return _bound(key, value, allowed)
    if known is not None and (type(value), value) not in [(type(word), word) for word in known]:
        return SelectorError.unknown_value(key, value, known)
    return None


def _bound(key: str, value: str, allowed: Values) -> SelectorError | None:
    """Why a comparison cannot be made: the field is no date nor number, or what it is compared with is not one."""
    match = COMPARISON.fullmatch(value)
    bound = match[2] if match else value
    dated = allowed.role is not None
    if not dated and not allowed.are_numbers:
        return SelectorError(
            Text(
                f"« {key} » ne se compare pas ({value}) : ce n'est ni une date, ni un nombre",
                f"“{key}” does not compare ({value}): it is neither a date nor a number",
            )
        )
    try:
        as_written(bound) if dated else float(bound)
    except ValueError:
        wanted = Text("une date", "a date") if dated else Text("un nombre", "a number")
        return SelectorError(
            Text(
                f"« {key} » se compare à {wanted.fr}, pas à « {bound} »",
                f"“{key}” compares with {wanted.en}, not “{bound}”",
            )
        )
    return None


def _written(graph: Graph, having: list[str], path: tuple[str, ...]) -> Iterator[str]:
    for id in dict.fromkeys(id for name in having for id in graph.of(name)):
        value = read(graph, id, ".".join(path))
        for item in value if isinstance(value, list) else (value,):
            if item is not None:
                yield as_yaml(item)
