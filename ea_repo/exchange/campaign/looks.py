"""How the cells of a campaign's workbook look: a colour for each cause of a question, a format for what is answered."""

from __future__ import annotations

from typing import Any

from ea_repo.exchange.campaign.asked import Cause

_NUMBERS = {"text": "@", "money": '#,##0.00\\ "€"', "number": "General", "date": "dd/mm/yyyy"}
_COLOURS: dict[Cause, str] = {"missing": "#FFF2CC", "contested": "#F8CBAD", "stale": "#DDEBF7"}


def formats(book: Any) -> dict[str, Any]:
    """How cells look: those of answers by the cause of the question and by what they take."""
    cell = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#BFBFBF"}
    plain = {**cell, "num_format": "@"}
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "text_wrap": True,
                                 "valign": "vcenter", "border": 1}),
        "number": book.add_format({**cell, "font_color": "#7F7F7F", "align": "center"}),
        "plain": book.add_format(plain),
        "quiet": book.add_format({**plain, "font_color": "#595959"}),
        "first": book.add_format({**plain, "bold": True}),
        "date": book.add_format({**cell, "num_format": "dd/mm/yyyy", "align": "left"}),
        "title": book.add_format({"bold": True, "font_size": 14, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "label": book.add_format({"bold": True, "valign": "vcenter"}),
    }  # fmt: skip
    for cause, colour in _COLOURS.items():
        for sort, number in _NUMBERS.items():
            look = {**cell, "bg_color": colour, "num_format": number, "align": "left"}
            formats[f"{cause} {sort}"] = book.add_format(look)
    return formats
