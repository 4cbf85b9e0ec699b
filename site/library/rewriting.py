"""Pictures that were stored as they came, before web_picture was: made anew as a new upload is kept today."""

from pathlib import PurePosixPath

from django.db import transaction
from PIL import Image
from PIL.ExifTags import Base

from ground.libraries.wagtail import measure_picture
from library.models import Picture
from library.web_picture import FORMATS, MAX_SIDE, OPENERS, UNREADABLE, web_picture
from records.service import file_refusal

CAMERA_DATA = {"exif", "xmp", "comment", "photoshop", "XML:com.adobe.xmp"}
"""What Pillow calls what stands in a file beside pixels and colours."""
UPRIGHT = 1
"""The orientation of a picture whose first row is its top."""


def rewrite(picture: Picture) -> bool:
    """Keep the picture as a new upload would be kept; False, and nothing is done, where it is so already.

    Its old file goes when that is committed; what was made of it (renditions) is made anew when it is asked for. Raises
    FileRefused for one that would be refused today, FileNotFoundError for one whose file is gone: those stay as they are.
    """
    old = picture.file.name
    name = PurePosixPath(old).name
    with picture.file.open("rb") as file:
        try:
            with Image.open(file, formats=OPENERS) as opened:
                is_upright = opened.getexif().get(Base.Orientation, UPRIGHT) == UPRIGHT
                if _is_as_kept_today(opened):
                    return False
        except UNREADABLE as error:
            raise file_refusal("broken", name) from error
        kept = web_picture(file, name)
    width = picture.width
    with transaction.atomic():
        picture.file = kept  # type: ignore[assignment]  # a field takes any file
        measure_picture(picture)
        _keep_focal_point(picture, picture.width / width if is_upright else None)
        picture.save()
        picture.renditions.all().delete()
        transaction.on_commit(lambda: picture.file.storage.delete(old))
    return True


def _is_as_kept_today(opened: Image.Image) -> bool:
    return (
        FORMATS[opened.format or ""] == opened.format
        and not opened.getexif()
        and not CAMERA_DATA & set(opened.info)
        and max(opened.size) <= MAX_SIDE
    )


def _keep_focal_point(picture: Picture, scale: float | None) -> None:
    """Let the focal point follow the size; without a scale it is forgotten: it was drawn on a picture that lay on its side."""
    for name in ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"):
        value = getattr(picture, name)
        setattr(picture, name, None if scale is None or value is None else round(value * scale))
