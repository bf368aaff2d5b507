"""Links that say more than where they lead: for which need, for whom, how much."""

from __future__ import annotations

from ea_repo.metamodel import Ref
from tests.texts import read


def test_a_support_says_for_which_need_and_how_much() -> None:
    graph, findings = read("""
        process: {urgences: {}}
        application:
          pacs: {supports: [{to: urgences, for: imagerie, need: vital, from: 2020}]}
          labo: {supports: urgences}
    """)
    assert findings == []
    assert graph.value("pacs", "supports") == (Ref("urgences", from_="2020", for_=("imagerie",), need="vital"),)
    assert graph.value("labo", "supports") == (Ref("urgences"),)
    assert graph.targets("urgences", "supported_by") == ["labo", "pacs"]


def test_what_a_link_is_for_is_written_back_as_it_was() -> None:
    ref = Ref("urgences", for_=("imagerie",), need="vital")
    assert ref.as_text() == {"to": "urgences", "need": "vital", "for": "imagerie"}
    assert Ref("identite", for_=("ghu-nord", "ghu-sud")).as_text() == {"to": "identite", "for": ["ghu-nord", "ghu-sud"]}


def test_another_link_takes_no_need() -> None:
    _, findings = read("""
        process: {urgences: {}}
        application: {pacs: {covers: [{to: urgences, need: vital}]}}
    """)
    assert [finding.rule for finding in findings] == ["wrong-value"]
    assert "need" in findings[0].message.en


def test_a_need_is_vital_or_useful() -> None:
    _, findings = read("""
        process: {urgences: {}}
        application: {pacs: {supports: [{to: urgences, need: important}]}}
    """)
    assert [(finding.rule, finding.subject) for finding in findings] == [("wrong-value", "pacs")]
    assert "vital" in findings[0].message.en


def test_those_for_whom_a_referential_holds_exist_and_are_of_such_a_kind() -> None:
    graph, findings = read("""
        actor: {ghu-nord: {}}
        process: {p: {}}
        data_object: {identite: {}}
        application: {si-nord: {masters: [{to: identite, for: [ghu-nord, ghu-nrod, p]}]}}
    """)
    assert [(finding.rule, finding.field) for finding in findings] == [
        ("dangling-link", "masters"),
        ("wrong-kind-link", "masters"),
    ]
    assert "ghu-nord" in findings[0].message.en, "the id that was probably meant"
    assert graph.targets("si-nord", "masters") == ["identite"]
