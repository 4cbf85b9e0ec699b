"""Static files as `collectstatic` keeps them, under names with a hash.

Modules of the form editor import each other by those names, which Django does for every script or for none: reading all of
Wagtail's would cost each start seconds. The style sheet of the site is written in files by component, and its script in one
file for each thing that it enhances; a visitor gets each of both as one file, because what a file imports is asked for only when
that file has come.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise import compress
from whitenoise.storage import CompressedManifestStaticFilesStorage

from portal.cache.store import BROTLI_QUALITY

STYLE_SHEET = "css/site.css"
SCRIPT = "js/site.js"
JOINED = {
    STYLE_SHEET: (re.compile(r'@import "(?P<name>[^"]+)";\n'), "%s"),
    # A block of its own, so that the names of a part stay its own. A part imports nothing.
    SCRIPT: (re.compile(r'import "\./(?P<name>[^"]+)";\n'), "{\n%s}\n"),
}
"""The files that take in what they import: how an import is written, and how what it names is written in its place."""
MODULES = "forms_app/*.js"
MODULE_IMPORT = (
    r"""(?P<matched>import(?P<names>[\s{][^;"]*?)\s*from\s*"(?P<url>\./[^"]+)";)""",
    """import%(names)s from "%(url)s";""",
)


class Compressor(compress.Compressor):  # type: ignore[misc]  # WhiteNoise has no types
    """WhiteNoise's, in a tenth of the time: it packs all of Wagtail's files before a first start can answer."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return bytes(compress.brotli.compress(data, quality=BROTLI_QUALITY))


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise has no types
    """WhiteNoise's, with modules that find each other, one style sheet and one script."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, (MODULES, (MODULE_IMPORT,)))

    def create_compressor(self, **options: Any) -> Compressor:
        return Compressor(**options)

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Put the parts of the style sheet and of the script in the place of their imports; then hash and compress as ever."""
        for name in JOINED:
            if name in paths and not dry_run:
                self.delete(name)
                self.save(name, ContentFile(_joined(name, paths)))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)


def _joined(name: str, paths: dict[str, Any]) -> str:
    imported, in_its_place = JOINED[name]
    folder = name.rpartition("/")[0]
    return imported.sub(lambda match: in_its_place % _text(paths[f"{folder}/{match['name']}"]), _text(paths[name]))


def _text(stored: tuple[Any, str]) -> str:
    storage, path = stored
    with storage.open(path) as file:
        return str(file.read().decode())
