"""Where things come to be used, and no longer are, from one state of the system to another."""

from __future__ import annotations

from ea_repo.answer.changed_places import SiteChange, changed_places
from tests.texts import graph_of


def test_a_site_that_is_in_parts_on_one_side_only_is_the_same_site() -> None:
    before = graph_of(
        """
        application: { lab: { deployed_at: [block-1] } }
        site: { hospital: {}, block-1: { part_of: hospital }, block-2: { part_of: hospital }, clinic: {} }
        """
    )
    after = graph_of(
        """
        application: { lab: { deployed_at: [hospital, clinic] } }
        site: { hospital: {}, clinic: {} }
        """
    )
    assert changed_places(before, after).sites == (SiteChange(("clinic",), ("lab",), ()),)
    assert changed_places(after, before).sites == (SiteChange(("clinic",), (), ("lab",)),)
