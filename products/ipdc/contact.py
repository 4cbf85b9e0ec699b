"""Contact data in one form: Belgian telephone numbers, e-mail addresses, and opening hours that are no hours.

Pure. Each function returns the text for the page and the codes of the dirt it met.
"""

import re
from collections import Counter
from collections.abc import Iterable

import phonenumbers

from products.ipdc.texts import Cleaned, plain, web_address

EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)*\.[a-zA-Z]{2,}")


def phone(raw: str) -> Cleaned:
    """ "03 778 30 00", or "+31 …" for a foreign number; what cannot be dialled stays as written, marked."""
    text, dirt = plain(raw)
    if not text:
        return Cleaned("", dirt)
    try:
        number = phonenumbers.parse(text, "BE")
    except phonenumbers.NumberParseException:
        return Cleaned("", ("invalid_phone",))
    if not phonenumbers.is_valid_number(number):
        return Cleaned(text[:40], ("invalid_phone",))
    national = number.country_code == 32
    form = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return Cleaned(phonenumbers.format_number(number, form))


def email(raw: str) -> Cleaned:
    """Address with a lower-case domain; "" with "invalid_email" when it cannot be one (bevolking@ruiselede)."""
    text, dirt = plain(raw)
    text = text.removeprefix("mailto:").replace(" ", "").rstrip(".,;")
    if not text:
        return Cleaned("", dirt)
    if not EMAIL.fullmatch(text):
        return Cleaned("", ("invalid_email",))
    name, domain = text.rsplit("@", 1)
    return Cleaned(f"{name}@{domain.lower()}")


def opening_hours(raw: str) -> tuple[str, str, tuple[str, ...]]:
    """(hours as text, address of a page with the hours, dirt): 214 records hold a URL instead of hours."""
    text, dirt = plain(raw)
    if re.match(r"(https?://|www\.)\S+$", text, re.IGNORECASE):
        return "", web_address(text).text, ("opening_hours_are_url",)
    return text, "", dirt


def mistyped(addresses: Iterable[str]) -> dict[str, str]:
    """Likely mistyped address -> the one that was probably meant.

    Likely: one sign away from an address or domain that the same records use at least five times as often. For
    reports only, nothing is changed by it.
    """
    counts = Counter(address.lower() for address in addresses if address)
    domains = Counter(address.rsplit("@", 1)[-1] for address in counts.elements())
    found: dict[str, str] = {}
    for address, seen in counts.items():
        name, domain = address.rsplit("@", 1)
        better = _nearest(domain, domains)
        if better:
            found[address] = f"{name}@{better}"
            continue
        same_domain = Counter({other: n for other, n in counts.items() if other.endswith("@" + domain)})
        near = _nearest(address, same_domain)
        if near and seen * 5 <= same_domain[near]:
            found[address] = near
    return found


def _nearest(word: str, counts: Counter[str]) -> str | None:
    """The word one edit away that is used at least five times as often, None when there is none."""
    near = [
        other for other, seen in counts.items() if other != word and seen >= 5 * counts[word] and one_edit(word, other)
    ]
    return max(near, key=lambda other: counts[other]) if near else None


def one_edit(first: str, second: str) -> bool:
    """Whether one sign inserted, dropped, changed, or two neighbours swapped make one word the other."""
    if abs(len(first) - len(second)) > 1:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    rest, other = first[start:], second[start:]
    swapped = len(rest) > 1 and rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or swapped
