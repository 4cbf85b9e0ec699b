"""An answer of no that a person can do something about, from deep inside a framework's machinery."""


class Refusal(Exception):
    """Whatever was going on is rolled back; `reasons` are sentences for whoever asked, `address` is where to mend it."""

    def __init__(self, reasons: list[str], address: str = "") -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons
        self.address = address
