"""A small information system with a bit of everything, hostile texts and names that file systems do not like."""

from __future__ import annotations

from pathlib import Path

from ea_repo.repository import Repository
from ea_repo.repository.starting import Organisation

HOSTILE = '"><script>document.title = 1</script>'
MODEL = f"""
zone: {{soins: {{name: Soins, level: zone}}, biologie: {{name: Biologie médicale, part_of: soins}}}}
actor:
  dsi: {{name: DSI}}
  biologie-moa: {{name: Direction de la biologie, phone: "01 02 03"}}
site: {{hegp: {{name: HEGP}}, bichat: {{name: Bichat}}}}
process:
  analyses: {{name: Analyses de biologie, zone: biologie, critical: true}}
  lits: {{name: Gestion des lits}}
data_object:
  identite: {{name: Identité patient, sensitivity: health}}
  resultat: {{name: "Résultat {HOSTILE.replace('"', "'")}"}}
application:
  siu: {{name: SIU, masters: identite, live_on: 2010, zone: soins, moa: dsi, criticality: critical}}
  labo:
    name: Système de gestion du laboratoire
    aliases: [GLIMS, "Éprouvette"]
    zone: biologie
    covers: analyses
    moa: biologie-moa
    live_on: 2015
    masters: resultat
    yearly_cost: 120000
    deployed_at: [hegp, {{to: bichat, from: 2020}}]
    runs_on: baie
  labo-bis: {{name: Labo bis, covers: analyses, live_on: 2018, deployed_at: hegp}}
  dpi: {{name: Dossier patient, live_on: 2012}}
  dpi-bloc: {{name: Bloc, part_of: dpi, covers: lits}}
  con: {{name: '{HOSTILE}', live_on: 2012, description: "<img src=x onerror=alert(1)> \\u202e \\u200b"}}
  seul: {{name: Seul, retired_on: 2020, live_on: 2001}}
flow:
  siu-labo: {{source: siu, target: labo, data: identite, mode: message, need: vital}}
  labo-dpi: {{source: labo, target: dpi, data: resultat, mode: file}}
  siu-bloc: {{source: siu, target: dpi-bloc, data: identite}}
  dpi-con: {{source: dpi-bloc, target: con, data: resultat, mode: api, need: useful}}
  con-siu: {{source: con, target: siu}}
project: {{refonte: {{name: Refonte du laboratoire, delivers: labo, moa: dsi}}}}
contract: {{support-labo: {{name: Support du laboratoire, holder: dsi, ends_on: 2023}}}}
objective:
  "../x": {{name: Un niveau plus haut}}
  A: {{name: En capitale, part_of: "../x"}}
  a: {{name: En minuscule}}
  "é <b>": {{name: Des signes}}
  "%2e%2e": {{name: Encodé}}
node: {{salle: {{name: Salle serveurs, type: room}}, baie: {{name: Baie, part_of: salle, type: server}}}}
"""


def write(root: Path, model: str = MODEL) -> Path:
    """Writes the workspace in a new folder, with the common charter and maps."""
    Repository.init(root, Organisation("Essai <i>", "en", None))
    settings = (root / "workspace.yaml").read_text(encoding="utf-8")
    (root / "workspace.yaml").write_text(f"{settings}at: 2021-12-31\n", encoding="utf-8")
    for example in (root / "model").glob("*.yaml"):
        example.unlink()
    (root / "model" / "si.yaml").write_text(model, encoding="utf-8")
    return root
