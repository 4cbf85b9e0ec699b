"""A picture as the site may show it: upright, of a modest size, and without what the camera wrote in it.

Wagtail keeps what was uploaded as it is, and a JPEG made from it carries its EXIF along: the place where it was taken, the
camera's owner and serial number.
"""

import io
from pathlib import PurePosixPath
from typing import IO

from django.core.files.base import ContentFile
from django.utils.translation import gettext
from PIL import Image, ImageOps

from records.service import FileRefused, file_refusal

MAX_SIDE = 3200
"""Pixels: twice the width of the widest page, for screens of a high density."""

QUALITY = 90

FORMATS = {"JPEG": "JPEG", "MPO": "JPEG", "HEIF": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "AVIF": "AVIF", "GIF": "GIF"}
"""What is taken, and what it is kept as. Few browsers show HEIF; the plug-in that opens it is registered by Willow."""

OPENERS = [format for format in FORMATS if format != "MPO"]
"""What Pillow may try. It opens an MPO as the JPEG that it begins with."""

SEVERAL_PICTURES = ("MPO", "HEIF")
"""Formats of telephones whose further pictures are no animation: they are a preview of the first, or its depth."""

UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)
"""What Pillow raises for a picture that is broken."""


class WebPicture(ContentFile):  # type: ignore[type-arg]  # not generic at run time
    """A picture that has been through web_picture."""


def web_picture(file: IO[bytes], name: str) -> WebPicture:
    """Return the picture to keep, with a name that fits it; raises FileRefused for one that moves or cannot be read.

    The colour profile stays, unless the colours themselves are turned into those of screens (print, 16 bits).
    """
    file.seek(0)
    try:
        with Image.open(file, formats=OPENERS) as opened:
            if opened.format not in SEVERAL_PICTURES and getattr(opened, "is_animated", False):
                raise FileRefused(
                    gettext(
                        "‘%(name)s’ beweegt, en wie ernaar kijkt kan dat niet stilzetten. Kies een afbeelding die stilstaat."
                    )
                    % {"name": name}
                )
            target = FORMATS[opened.format or ""]
            content = _packed(opened, target)
    except UNREADABLE as error:
        raise file_refusal("broken", name) from error
    finally:
        file.seek(0)
    if target != "JPEG" or name.lower().endswith((".jpg", ".jpeg")):
        return WebPicture(content, name)
    return WebPicture(content, str(PurePosixPath(name).with_suffix(".jpg")))


def _packed(opened: Image.Image, target: str) -> bytes:
    """Return a picture in a format, made anew from its pixels."""
    image, profile = opened, opened.info.get("icc_profile")
    if image.mode.startswith("I"):  # 16 bits of grey: convert() alone would cut off all that is brighter than 1/256
        image, profile = image.convert("I").point(lambda value: value * (1 / 256)).convert("L"), None
    elif image.mode not in ("RGB", "RGBA", "L", "LA", "P", "1"):
        image, profile = image.convert("RGB"), None
    if image.mode in ("P", "1") and max(image.size) > MAX_SIDE:  # a palette cannot be shrunk smoothly
        image = image.convert("RGBA")
    image.thumbnail((MAX_SIDE, MAX_SIDE))
    image = ImageOps.exif_transpose(image)
    if target == "JPEG" and image.mode not in ("RGB", "L"):
        image = image.convert("RGB")
    image.info = {"transparency": image.info["transparency"]} if "transparency" in image.info else {}
    packed = io.BytesIO()
    # The speed is AVIF's: at its usual 6 a picture full of detail takes ten seconds, so less than two.
    image.save(packed, target, quality=QUALITY, icc_profile=profile, exif=b"", speed=9)
    return packed.getvalue()
