"""Texts written over a page of a PDF, in the font that every reader has."""

from __future__ import annotations

from pypdf import PageObject
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject


def escaped(text: str) -> str:
    """A text between parentheses of a PDF: what its font does not have is a question mark."""
    written = text.encode("cp1252", "replace").decode("cp1252")
    return written.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").replace("\n", " ").replace("\r", " ")


def page_of(operators: str, width: float, height: float) -> PageObject:
    """A page with nothing but these operators; its font is called F."""
    page = PageObject.create_blank_page(width=width, height=height)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F"): named})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(operators.encode("cp1252"))
    page[NameObject("/Contents")] = stream
    return page
