"""A small hospital in which somebody asks for one more bed-management tool, on disk."""

from __future__ import annotations

from pathlib import Path

from ea_repo.answer.request_dossier import RequestDossier
from ea_repo.repository import Repository

MODEL = """\
# The hospital.
process:
  lits: {name: Gestion des lits, critical: true, rto: 4 h}
data_object:
  identite: {name: Identité}
actor:
  dsi: {name: DSI}
  moa-lits: {name: MOA des lits}
site:
  nord: {name: Nord}
referential:
  siu: {name: SIU, masters: [identite], sanctuarised: true}
application:
  # The one that is there.
  agathe: {name: AGATHE, covers: [lits], moa: moa-lits}
  gdl:
    name: GDL  # another one
    covers: [lits]
"""
REQUEST = """\
title: Un outil de lits de plus
need: Nous cherchons des lits au téléphone.
received_on: 2022-02-01
requester: Pneumologie
site: nord
moa: [moa-lits]
users: [cadres]
innovation_hub: false
processes: [lits]
data: [identite]
sites: [nord]
poc: false
asked: C
options:
  A:
    name: Converger
    type: existing
    changes:
      application:
        gdl: {retired_on: 2021}
    meets: le besoin entier
    once: {class_6: 1000}
    yearly: {class_6: 100}
    delay: 3 mois
  C:
    name: LitBox
    type: buy
    changes:
      application:
        litbox: {name: LitBox, covers: [lits], uses: [identite]}
      flow:
        agathe-litbox: {source: agathe, target: litbox, data: [identite], mode: file}
    meets: le besoin entier
    once: {class_2: 5000}
    yearly: {class_6: 200}
    delay: 9 mois
  D: {name: Rien, type: nothing}
opinions:
  dsi: {opinion: reserved}
  rssi: {opinion: favourable}
  dpo: {opinion: favourable}
feasibility: {load: 10 jours}
committee_on: 2022-04-01
"""


def hospital(root: Path, request: str = REQUEST, model: str = MODEL) -> Path:
    """Writes the workspace, under the common charter, with one request called `lits-de-plus`."""
    for folder in ("model", "rules", "requests"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "workspace.yaml").write_text("name: Essai\nat: 2021-12-31\nlang: en\n", encoding="utf-8")
    (root / "rules" / "charter.yaml").write_text("extends: common\n", encoding="utf-8")
    (root / "model" / "si.yaml").write_text(model, encoding="utf-8")
    (root / "requests" / "lits-de-plus.yaml").write_text(request, encoding="utf-8")
    return root


def dossier(root: Path) -> RequestDossier:
    """The dossier of that request."""
    return Repository(root).dossier("lits-de-plus", maps=False).content
