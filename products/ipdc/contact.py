"""Contact data in one form: Belgian telephone numbers, e-mail addresses, and opening hours that are no hours.

Pure. Each function returns the text for the page and the codes of the dirt it met.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import phonenumbers
from phonenumbers import PhoneNumber

from products.ipdc.texts import plain, web_address

EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)*\.[a-zA-Z]{2,}")


NUMBER_SEPARATOR = re.compile(r"[\s,;/|&().:+-]|\b(?:of|en|tel|telefoon|gsm|mobiel)\b", re.IGNORECASE)
ADDRESS_SEPARATOR = re.compile(r"[\s,;/|&]+(?:(?:of|en)\s+)?")
MAX_PHONE = 40


class Several(NamedTuple):
    """What one field holds, each in one form, and the codes of the dirt."""

    texts: tuple[str, ...]
    dirt: tuple[str, ...] = ()


def phones(raw: str) -> Several:
    """Each number as "03 778 30 00", or "+31 …" for a foreign one.

    What has words beside its number ("03 778 30 00 (voormiddag)"), or cannot be dialled, stays as written; the latter marked.
    """
    text, dirt = plain(raw)
    if not text:
        return Several((), dirt)
    matches = list(phonenumbers.PhoneNumberMatcher(text, "BE"))
    rest = text
    for match in matches:
        rest = rest.replace(match.raw_string, " ", 1)
    if matches and not NUMBER_SEPARATOR.sub("", rest):
        numbers = tuple(dict.fromkeys(_written(match.number) for match in matches))
        return Several(numbers, ("several_phones",) if len(numbers) > 1 else ())
    if not re.search(r"\d", text):
        return Several((), ("invalid_phone",))
    if not re.search(r"[^\W\d_]", text):
        try:
            number = phonenumbers.parse(text, "BE")
        except phonenumbers.NumberParseException:
            number = None
        if number is not None and phonenumbers.is_valid_number(number):
            return Several((_written(number),))
    remarks = () if matches else ("invalid_phone",)
    return Several((text[:MAX_PHONE],), (*remarks, *(("cut",) if len(text) > MAX_PHONE else ())))


def _written(number: PhoneNumber) -> str:
    national = number.country_code == 32
    form = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, form))


def emails(raw: str) -> Several:
    """Each address with a lower-case domain.

    Nothing with "invalid_email" when one of them cannot be an address (bevolking@ruiselede), or when a space makes it a guess
    who is meant (jan janssens@stad.be).
    """
    text, dirt = plain(raw)
    parts = [part.rstrip(".") for part in ADDRESS_SEPARATOR.split(text.replace("mailto:", "")) if part.rstrip(".")]
    if not parts:
        return Several((), dirt)
    if not all(EMAIL.fullmatch(part) for part in parts):
        return Several((), ("invalid_email",))
    addresses = tuple(dict.fromkeys(f"{name}@{domain.lower()}" for name, domain in (p.rsplit("@", 1) for p in parts)))
    return Several(addresses, ("several_emails",) if len(addresses) > 1 else ())


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
    corrections: dict[str, str] = {}
    for address, seen in counts.items():
        name, domain = address.rsplit("@", 1)
        better = _nearest(domain, domains)
        if better:
            corrections[address] = f"{name}@{better}"
            continue
        same_domain = Counter({other: n for other, n in counts.items() if other.endswith("@" + domain)})
        near = _nearest(address, same_domain)
        if near and seen * 5 <= same_domain[near]:
            corrections[address] = near
    return corrections


def _nearest(word: str, counts: Counter[str]) -> str | None:
    """Return the word one edit away that is used at least five times as often, None when there is none."""
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
