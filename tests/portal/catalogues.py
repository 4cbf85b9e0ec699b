"""What the installed libraries say: the readable catalogues (.po) of Django and of each installed app."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import django
from django.apps import apps

QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
FIELD = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)


@dataclass(frozen=True)
class Message:
    """One entry: its context ("" without), its English text, the plural ("" without), and one translation or one a number."""

    context: str
    text: str
    plural: str
    translations: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.text


def messages(path: Path) -> Iterator[Message]:
    """Yield the entries of a .po file that count: not its header, nothing marked fuzzy or obsolete."""
    for entry in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        if re.search(r"^#, .*\bfuzzy\b", entry, re.MULTILINE):
            continue
        fields = [
            (name, "".join(json.loads(part) for part in QUOTED.findall(text))) for name, text in FIELD.findall(entry)
        ]
        said = dict(fields)
        if said.get("msgid"):
            translations = tuple(text for name, text in fields if name.startswith("msgstr"))
            yield Message(said.get("msgctxt", ""), said["msgid"], said.get("msgid_plural", ""), translations)


@cache
def installed(language: str, domain: str) -> tuple[Message, ...]:
    """Return what Django and the installed libraries say; `language` "en" gives all that they can say, untranslated."""
    folders = [Path(django.__file__).parent / "conf", *(Path(app.path) for app in apps.get_app_configs())]
    paths = [folder / "locale" / language / "LC_MESSAGES" / f"{domain}.po" for folder in folders]
    theirs = [path for path in paths if "site-packages" in path.parts and path.exists()]
    return tuple(message for path in theirs for message in messages(path))
