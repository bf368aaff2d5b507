"""XML as a tree whose elements know their line and column, read with nothing that a hostile file could use.

The standard library's parser reads, defusedxml refuses what entities and document types can do to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast
from xml.etree.ElementTree import ParseError  # The exception alone: defusedxml parses.
from xml.parsers.expat import errors

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from ea_repo.exchange.inventory import Value
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.finding import Text

MAX_DEPTH = 200
_XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Element:
    """An element: its name without its namespace, `type` and `lang` being those of XML Schema and of XML."""

    __slots__ = ("_texts", "attributes", "children", "column", "lang", "line", "namespace", "tag", "type")

    def __init__(self, name: str, attributes: dict[str, str], line: int, column: int) -> None:
        namespace, _, self.tag = name.rpartition("}")
        self.namespace = namespace[1:]
        self.type = attributes.pop(_XSI_TYPE, "").rpartition(":")[2]
        self.lang = attributes.pop(_XML_LANG, "")
        self.attributes = attributes
        self.children: list[Element] = []
        self._texts: list[str] = []
        self.line = line
        self.column = column

    @property
    def text(self) -> str:
        """The text written directly in it."""
        return "".join(self._texts)

    def get(self, name: str) -> str:
        """An attribute, empty where it is absent."""
        return self.attributes.get(name, "")

    def all(self, *tags: str) -> Iterator[Element]:
        """The children of these names."""
        return (child for child in self.children if child.tag in tags)

    def first(self, *tags: str) -> Element | None:
        """The first child of these names."""
        return next(self.all(*tags), None)

    def walk(self) -> Iterator[Element]:
        """It and all that is in it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()

    def at(self, file: str) -> Place:
        """Where it is written."""
        return Place(file, self.line, self.column)

    def value(self) -> Value:
        """All that it says, as plain values: its text where it has nothing else, else attributes and children."""
        said: dict[str, Value] = {"xsi:type": self.type} if self.type else {}
        if self.lang:
            said["xml:lang"] = self.lang
        said |= self.rest()
        if not said:
            return self.text
        if text := self.text.strip():
            said["text"] = text
        return said

    def rest(self, *known: str) -> dict[str, Value]:
        """Its attributes and children beside those of these names; children of one name are a list."""
        said: dict[str, Value] = {name: value for name, value in self.attributes.items() if name not in known}
        grouped: dict[str, list[Value]] = {}
        for child in self.children:
            if child.tag not in known:
                grouped.setdefault(child.tag, []).append(child.value())
        for tag, values in grouped.items():
            own = tag if tag not in said else f"<{tag}>"
            said[own] = values[0] if len(values) == 1 else tuple(values)
        return said


class _Builder:
    """Takes what the parser meets; the parser tells where it is."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.expat: Any = None
        self.stack: list[Element] = []
        self.root: Element | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes, self.expat.CurrentLineNumber, self.expat.CurrentColumnNumber + 1)
        if not self.stack:
            self.root = element
        elif len(self.stack) >= MAX_DEPTH:
            why = f"ces éléments sont emboîtés à plus de {MAX_DEPTH} niveaux"
            raise Unreadable(Text(why, f"elements are nested more than {MAX_DEPTH} deep"), element.at(self.file))
        else:
            self.stack[-1].children.append(element)
        self.stack.append(element)

    def end(self, name: str) -> None:
        element = self.stack.pop()
        if element.children and not element.text.strip():
            element._texts.clear()

    def data(self, text: str) -> None:
        self.stack[-1]._texts.append(text)

    def close(self) -> None:
        """Nothing is left to do at the end."""


def parse(file: str, data: bytes) -> Element:
    """The root of an XML file; raises Unreadable on what is no XML, or is dangerous."""
    builder = _Builder(file)
    parser = DefusedXMLParser(target=builder)
    builder.expat = cast(Any, parser).parser
    try:
        parser.feed(data)
        parser.close()
    except DefusedXmlException:
        raise Unreadable(
            Text(
                "ce XML déclare des entités ou appelle un autre fichier : refusé, car c'est ainsi qu'on attaque",
                "this XML declares entities or calls for another file: refused, since attacks are made of that",
            ),
            _here(file, builder.expat),
        ) from None
    except ParseError as error:
        line, column = error.position
        raise Unreadable(_malformed(error.code, data), Place(file, line, column + 1)) from None
    except (LookupError, ValueError) as error:
        raise Unreadable(
            Text(f"ce XML est dans un codage inconnu ({error})", f"this XML is in an unknown encoding ({error})"),
            Place(file, 1, 1),
        ) from None
    if builder.root is None:
        raise Unreadable(Text("ce XML est vide", "this XML is empty"), Place(file, 1, 1))
    return builder.root


def _here(file: str, expat: Any) -> Place:
    return Place(file, expat.CurrentLineNumber, expat.CurrentColumnNumber + 1)


_WORDS = {
    errors.XML_ERROR_NO_ELEMENTS: Text("il s'arrête avant la fin", "it stops before its end"),
    errors.XML_ERROR_UNCLOSED_TOKEN: Text("il s'arrête avant la fin", "it stops before its end"),
    errors.XML_ERROR_INVALID_TOKEN: Text(
        "un caractère n'a pas sa place ici, ou n'est pas dans le codage que le fichier annonce",
        "a character has no place here, or is not in the encoding that the file announces",
    ),
    errors.XML_ERROR_TAG_MISMATCH: Text(
        "la balise qui se ferme n'est pas celle qui est ouverte", "the tag that is closed is not the one that is open"
    ),
    errors.XML_ERROR_UNDEFINED_ENTITY: Text("une entité n'est pas définie", "an entity is not defined"),
    errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: Text("il y a du texte après la fin", "there is something after its end"),
    errors.XML_ERROR_DUPLICATE_ATTRIBUTE: Text("un attribut est écrit deux fois", "an attribute is written twice"),
    errors.XML_ERROR_UNBOUND_PREFIX: Text("un préfixe n'est pas déclaré", "a prefix is not declared"),
    errors.XML_ERROR_SYNTAX: Text("ce n'est pas du XML", "it is no XML"),
}


def _malformed(code: int, data: bytes) -> Text:
    message = errors.messages.get(code, "?")
    words = _WORDS.get(message, Text(message, message))
    return Text(f"ce XML est mal formé : {words.fr}", f"this XML is malformed: {words.en}")


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a root element: its namespace, and its name in it."""

    namespace: str
    tag: str


_BEFORE = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL)
_START = re.compile(r"\s*<(?:([\w.-]+):)?([\w.-]+)([^<>]*)")
_DECLARED = re.compile(r"""xmlns(?::([\w.-]+))?\s*=\s*(["'])(.*?)\2""")


def root_name(head: bytes) -> Name | None:
    """The name of the root element, from the beginning of a file; None where it is no XML."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "replace")
    else:
        text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    if not text.lstrip().startswith("<"):
        return None
    start = _START.match(_BEFORE.sub("", text))
    if start is None:
        return None
    prefix, tag, rest = start.groups()
    declared = {name: uri for name, _, uri in _DECLARED.findall(rest)}
    return Name(declared.get(prefix or "", ""), tag)
