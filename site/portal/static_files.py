"""Static files as `collectstatic` keeps them, under names with a hash.

Modules of the form editor import each other by those names, which Django does for every script or for none: reading all of
Wagtail's would cost each start seconds. The style sheet of the site is written in files by component; a visitor gets them as
one, because each file that a sheet imports is asked for only when that sheet has come.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise import compress
from whitenoise.storage import CompressedManifestStaticFilesStorage

from portal.cache.store import BROTLI_QUALITY

STYLE_SHEET = "css/site.css"
IMPORT = re.compile(r'@import "(?P<name>[^"]+)";\n')
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
    """WhiteNoise's, with modules that find each other and one style sheet."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, (MODULES, (MODULE_IMPORT,)))

    def create_compressor(self, **options: Any) -> Compressor:
        return Compressor(**options)

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Put the parts of the style sheet in the place of its imports; then hash and compress as ever."""
        if STYLE_SHEET in paths and not dry_run:
            self.delete(STYLE_SHEET)
            self.save(STYLE_SHEET, ContentFile(_joined(paths)))
            paths[STYLE_SHEET] = (self, STYLE_SHEET)
        yield from super().post_process(paths, dry_run, **options)


def _joined(paths: dict[str, Any]) -> str:
    folder = STYLE_SHEET.rpartition("/")[0]
    return IMPORT.sub(lambda match: _text(paths[f"{folder}/{match['name']}"]), _text(paths[STYLE_SHEET]))


def _text(stored: tuple[Any, str]) -> str:
    storage, path = stored
    with storage.open(path) as file:
        return str(file.read().decode())
