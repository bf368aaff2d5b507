"""How the workbook of a campaign is laid out: what its writer and its reader must agree on."""

from __future__ import annotations

from typing import Literal

from ea_repo.finding import Text

OWN_SHEET = "ea-campaign"
"""The hidden sheet that says what was asked, and what the workbook showed when it went out."""
SAID, HEAD, ASKED, LABEL, BASE = "said", "head", "asked", "label", "base"
"""What a row of it tells: a property, the head of a column, a question, the words for an element, what it said."""
Place = Literal["number", "element", "question", "answer", "confirmed", "why", "due", "remark"]
COLUMNS: tuple[Place, ...] = ("number", "element", "question", "answer", "confirmed", "why", "due", "remark")
"""The columns of the questions, in their order; a hidden one behind them names the list to choose from."""
QUESTIONS = Text("Questions", "Questions")
FIRST = Text("Lisez-moi", "Read me")
REFERENCES = Text("Références", "References")
CONFIRMED = Text("confirmé, inchangé", "confirmed, unchanged")
ANSWERED_BY, ANSWERED_ON = "answered_by", "answered_on"
"""Whose cells, on the first sheet, say who answered and when."""
