"""The kinds of mail that leave, each with the texts that the city may write itself (records.mail_texts)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from ground.registry import Registry

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a mail. name: "subject"; label: how an editor reads it; default: ours, with placeholders in braces.

    placeholders: the names that may stand in it, in Dutch, for editors type them. is_long: may have several lines. is_optional:
    may be empty.
    """

    name: str
    label: Text
    default: Text
    placeholders: tuple[str, ...] = ()
    is_long: bool = False
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class MailKind:
    """One kind of mail. code: "case.opened", stored and so never changed; label and group: where an editor finds it.

    sample: a value for each placeholder, for the preview; has_contact: whether it says whom to ask, so that it can be answered.
    """

    code: str
    label: Text
    group: Text
    parts: tuple[Part, ...]
    sample: Mapping[str, Text]
    has_contact: bool = False

    def part(self, name: str) -> Part:
        """Return a part by its name; LookupError when the kind has none of that name."""
        for part in self.parts:
            if part.name == name:
                return part
        raise LookupError(f"The mail {self.code!r} has no part {name!r}.")


mail_kinds: Registry[MailKind] = Registry("kind of mail")
