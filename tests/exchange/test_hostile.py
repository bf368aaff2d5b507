"""Files that are broken, or made to harm: each is refused in one sentence, with its place, and quickly."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from ea_repo.exchange import Unreadable, read
from ea_repo.exchange.source import MAX_SIZE
from tests.exchange.reading import read_file, refusal
from tests.exchange.test_archimate import EXCHANGE, NATIVE

ROOT = '<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" identifier="m">{}</model>'
BOMB = "<!DOCTYPE model [<!ENTITY a 'aaaaaaaaaa'>{}]>\n".format(
    "".join(f"<!ENTITY {chr(98 + level)} '{f'&{chr(97 + level)};' * 10}'>" for level in range(12))
)


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (BOMB + ROOT.format("&m;"), "source:1:29", "entités"),
        ('<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + ROOT.format("&x;"), "source:1:52", "entités"),
        ('<!DOCTYPE m [<!ENTITY % x SYSTEM "http://a.invalid/x">%x;]>' + ROOT.format(""), "source:1:54", "entités"),
        (ROOT.format("<a>&unknown;</a>"), "source:1:78", "entité n'est pas définie"),
        (ROOT.format("<a>"), "source:1:80", "balise"),
        (ROOT.format("<name>h\u00f4pital</name>").encode("cp1252"), "source:1:82", "codage"),
        (b"\xef\xbb\xbf" + ROOT.format("\x00").encode(), "source:1:76", "caract\u00e8re"),
        ('<?xml version="1.0" encoding="KLINGON"?>' + ROOT.format(""), "source:1:1", "codage"),
        (ROOT.format("<a>" * 300 + "</a>" * 300), "source:1:672", "emboîtés"),
        (ROOT.format("")[:-3], "source:1:75", "fin"),
    ],
)  # fmt: skip
def test_hostile_or_broken_xml_is_refused_with_its_place(
    tmp_path: Path, content: str | bytes, place: str, words: str
) -> None:
    problem = refusal(tmp_path, content)
    assert words in problem.why.fr
    assert str(problem.at) == place


def test_a_document_type_that_stands_elsewhere_is_never_fetched(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, '<!DOCTYPE model SYSTEM "http://nowhere.invalid/x.dtd">' + ROOT.format(""))
    assert inventory.id == "m"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "iso-8859-1"])
def test_xml_is_read_in_the_encoding_that_it_announces(tmp_path: Path, encoding: str) -> None:
    name = "UTF-8" if encoding == "utf-8-sig" else encoding
    text = EXCHANGE.replace("UTF-8", name).replace("Cœur", "Coeur")
    inventory = read_file(tmp_path, text.encode(encoding))
    assert str(inventory.name) == "Hôpital"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "vide"),
        (bytes(range(256)) * 40, "binaire"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x00\x01", "binaire"),
        ("Bonjour, ceci est une lettre.\nElle n'a rien d'un inventaire.\n", "texte"),
        ("Une ligne, des virgules, et c'est tout.", "texte"),
        ("\tif x:\n\t\treturn y\n\tpass\n", "texte"),
        ("# Titre\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n", "texte"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', "{http://www.w3.org/1999/xhtml}html"),
        ('<m:model xmlns:m="http://www.archimatetool.com/Bogus"/>', "{http://www.archimatetool.com/Bogus}model"),
        ('{"anything": 1}', "JSON n'est d'aucun format"),
        ('{"anything": ', "JSON est mal formé"),
        ("[" * 100_000, "emboîté"),
        (b"PK\x03\x04 this is no archive", "zip est endommagée"),
    ],
)
def test_what_is_in_no_format_known_here_is_told_for_what_it_is(
    tmp_path: Path, content: str | bytes, words: str
) -> None:
    assert words in refusal(tmp_path, content).why.fr


def test_a_zip_archive_that_would_fill_the_disk_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"{number}.xml", b"\x00" * 100_000_000)
    assert len(data.getvalue()) < 1_000_000
    assert "400 Mo" in refusal(tmp_path, data.getvalue()).why.fr


def test_a_zip_archive_that_lies_about_what_it_holds_is_refused(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("model.xml", NATIVE)
    said = len(NATIVE.encode()).to_bytes(4, "little")
    lying = data.getvalue().replace(said, (10).to_bytes(4, "little"))
    assert lying != data.getvalue()
    assert refusal(tmp_path, lying)


def test_a_file_that_is_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    with path.open("wb") as file:
        file.truncate(MAX_SIZE + 1)
    with pytest.raises(Unreadable) as caught:
        read([path])
    assert "100 Mo" in caught.value.why.fr


def test_what_is_no_file_is_told_so(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    for name, words in (("absent", "n'existe pas"), ("pipe", "n'est pas un fichier"), ("empty", "aucun fichier")):
        with pytest.raises(Unreadable) as caught:
            read([tmp_path / name])
        assert words in caught.value.why.fr


def test_a_format_that_does_not_exist_is_told_with_those_that_do(tmp_path: Path) -> None:
    assert "archimate-exchange" in refusal(tmp_path, NATIVE, format="visio").why.fr
