"""What reports call the account classes of a budget, and what an amount of it says."""

from __future__ import annotations

from ea_repo.finding import Lang, Text

_CLASSES = {
    2: Text("Investissement (classe 2)", "Investment (class 2)"),
    6: Text("Fonctionnement (classe 6)", "Running costs (class 6)"),
}
_AMOUNTS = Text("montants", "amounts")


def basis(written: str, lang: Lang) -> str:
    """What an amount of that basis says, in words."""
    year = written.partition("-")[2]
    return Text(f"écart à {year}", f"difference from {year}")[lang] if year else _AMOUNTS[lang]


def account_class(written: int, lang: Lang) -> str:
    """The account class of that number, by its name where it has one."""
    known = _CLASSES.get(written)
    return known[lang] if known else Text(f"classe {written}", f"class {written}")[lang]
