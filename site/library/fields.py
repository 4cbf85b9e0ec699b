"""The field in which a picture is kept."""

from django.core.files.base import File
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from library.web_picture import WebPicture, web_picture


class PictureFieldFile(WagtailImageFieldFile):
    """Stores nothing but pictures that the site may show, whichever way they come: a form, a script, Wagtail's kept upload."""

    def save(self, name: str, content: "File[bytes]", save: bool = True) -> None:
        if not isinstance(content, WebPicture):
            content = web_picture(content, name)
            name = content.name or name
        super().save(name, content, save)


class PictureField(WagtailImageField):
    attr_class = PictureFieldFile
