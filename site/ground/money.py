"""An amount as people write it."""


def euro(cents: int | None) -> str:
    """Return an amount in cents as people write it: 500 is "€ 5", 1250 is "€ 12,50"; "" for None."""
    if cents is None:
        return ""
    whole, rest = divmod(abs(int(cents)), 100)
    amount = f"{whole:,}".replace(",", ".") + (f",{rest:02d}" if rest else "")
    return f"{'-' if cents < 0 else ''}€\N{NO-BREAK SPACE}{amount}"
