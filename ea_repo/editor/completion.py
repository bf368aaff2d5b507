"""What may be written where the cursor stands, in a text that need not be whole: kinds, fields, words, ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.metamodel import Kind
from ea_repo.metamodel.names import field_name
from ea_repo.report.kinds import expects

MOST = 300
"""How many ids are offered at once."""
_KEY = re.compile(r"([^\s#:{\[\]},'\"&*!|>][^:{}\[\]]*?):(?:[ \t]+|$)(.*)", re.DOTALL)
_DASHES = re.compile(r"(?:- +)*")
_ID, _DATE, _TEXT = Text("identifiant", "id"), Text("date", "date"), Text("texte", "text")
_NEEDS = ("vital", "useful")
_NEED = Text(" | ".join(_NEEDS), " | ".join(_NEEDS))
_LINK_KEYS = {"to": _ID, "from": _DATE, "until": _DATE, "note": _TEXT, "need": _NEED, "for": _ID}


@dataclass(frozen=True)
class Typed:
    """Where somebody types: the keys that lead there, whether a key is typed or a value, and the word so far."""

    path: tuple[str, ...]
    is_key: bool
    word: str


@dataclass(frozen=True)
class Offer:
    """A word that may be written: what it is, in short; whether it is an id, a value or a key."""

    word: str
    detail: str
    is_key: bool = False


def typed(text: str, line: int, column: int) -> Typed:
    """Where one types, by the indentation of the lines above and the brackets of this one."""
    lines = text.split("\n")[: line + 1]
    current = lines.pop()[:column]
    dashes = _DASHES.match(current.lstrip(" "))
    in_list = bool(dashes and dashes[0])
    indent = len(current) - len(current.lstrip(" ")) + (len(dashes[0]) if dashes else 0)
    rest = current[indent:]
    # A list may stand as far left as the key that it belongs to.
    parents = _parents(lines, indent - 1 if in_list else indent)
    key = _KEY.match(rest)
    if key is None and not rest.startswith(("{", "[")):
        return Typed(parents, not in_list, rest)
    path, value = (parents, rest) if key is None else ((*parents, key[1].strip()), key[2])
    return _in_brackets(path, value)


def _parents(lines: list[str], indent: int) -> tuple[str, ...]:
    """The keys of the lines above that this indentation is within, the outermost first."""
    keys: list[str] = []
    for line in reversed(lines):
        bare = line.lstrip(" ")
        here = len(line) - len(bare)
        if indent <= 0:
            break
        if here < indent and bare.strip() and not bare.startswith("#"):
            key = _KEY.match(_DASHES.sub("", bare, count=1))
            keys += [key[1].strip()] if key else []
            indent = here
    return tuple(reversed(keys))


def _in_brackets(path: tuple[str, ...], value: str) -> Typed:
    """Where a value that is begun stands within its own brackets."""
    frames: list[tuple[str, str | None]] = []
    word, quote = "", ""
    for place, sign in enumerate(value):
        in_braces = bool(frames) and frames[-1][0] == "{"
        if quote:
            quote = "" if sign == quote else quote
            word += sign
        elif sign in "'\"" and not word.strip():
            quote, word = sign, word + sign
        elif sign in "{[":
            frames.append((sign, None))
            word = ""
        elif sign in "}]":
            frames = frames[:-1]
            word = ""
        elif sign == ",":
            frames = [*frames[:-1], ("{", None)] if in_braces else frames
            word = ""
        elif sign == ":" and in_braces and frames[-1][1] is None and value[place + 1 : place + 2] in ("", " "):
            frames = [*frames[:-1], ("{", word.strip())]
            word = ""
        else:
            word += sign
    inner = tuple(key for _, key in frames if key is not None)
    is_key = bool(frames) and frames[-1] == ("{", None)
    return Typed((*path, *inner), is_key, word.lstrip())


def offers(graph: Graph, at: Typed, lang: Lang) -> list[Offer]:
    """What may be written there, in order; ids that hold the word so far, and no more than `MOST` of them."""
    kinds = graph.vocabulary.kinds
    if at.is_key and not at.path:
        return [Offer(name, kind.label[lang], is_key=True) for name, kind in kinds.items()]
    kind = kinds.get(at.path[0]) if at.path else None
    if kind is None or len(at.path) < 2:
        return []
    if at.is_key:
        return list(_keys(kind, at.path[2:], lang))
    return list(islice(_values(graph, kind, at.path[2:], at.word.strip("'\"")), MOST)) if len(at.path) > 2 else []


def _keys(kind: Kind, inner: tuple[str, ...], lang: Lang) -> Iterator[Offer]:
    """The fields of an element, or the keys of a group or of a link in it."""
    if not inner:
        yield from (Offer(name, _plain(expects(kind, name, lang)), is_key=True) for name in kind.fields if name != "id")
    elif len(inner) == 1 and inner[0] in kind.links:
        yield from (Offer(name, what[lang], is_key=True) for name, what in _LINK_KEYS.items())
    elif len(inner) == 1 and inner[0] in kind.parts:
        yield from (
            # What the metamodel says of itself at length is in English; in French, fields are told by their names.
            Offer(name, field_name(None, name).fr if lang == "fr" else info.description or "", is_key=True)
            for name, info in ((info.alias or field, info) for field, info in kind.parts[inner[0]].model_fields.items())
        )


def _plain(takes: str) -> str:
    """What a field takes, without the marks of Markdown."""
    return takes.replace("`", "")


def _values(graph: Graph, kind: Kind, inner: tuple[str, ...], word: str) -> Iterator[Offer]:
    """The words that a field takes, or the ids of the elements that a link may point at."""
    field, *within = inner
    link = kind.links.get(field)
    if link is not None and within in ([], ["to"]):
        yield from _ids(graph, link.to, word)
    elif link is not None and within == ["for"]:
        yield from _ids(graph, link.takers, word)
    elif link is not None and within == ["need"]:
        yield from (Offer(need, "") for need in _NEEDS)
    elif field == "verified_by":
        yield from _ids(graph, ("actor",), word)
    elif not within and field in kind.choices:
        yield from (Offer(str(choice), "") for choice in kind.choices[field])
    elif not within and field in kind.fields and expects(kind, field) == "true | false":
        yield from (Offer(flag, "") for flag in ("true", "false"))


def _ids(graph: Graph, wanted: tuple[str, ...], word: str) -> Iterator[Offer]:
    """The ids of the elements of some kinds whose id or name holds a word."""
    sought = word.casefold()
    for name in dict.fromkeys(special for kind in wanted for special in graph.vocabulary.family(kind)):
        for id in graph.exactly(name):
            if sought in id or sought in graph.name_alone(id).casefold():
                yield Offer(id, f"{graph.name_alone(id)} ({name})")
