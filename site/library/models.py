"""Pictures and files of editors: Wagtail's own, made fit for a public site; and the look of the city.

Wagtail asks the rights of its own models for them (wagtailimages.Image, wagtaildocs.Document), so these have none.
"""

from pathlib import PurePosixPath
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to

from ground.libraries.django import is_new
from ground.libraries.wagtail import measure_document, measure_picture
from library.brand.models import Brand
from library.fields import PictureField
from library.web_picture import WebPicture, web_picture
from records.service import FileRefused, clean_name, fits_suffix, kind_of_file, with_suffix

__all__ = ["Brand", "File", "Picture", "Rendition"]


class Picture(AbstractImage):
    """A picture. Its description is the text for who does not see it, from which each use starts."""

    file = PictureField(verbose_name=_("bestand"), upload_to=get_upload_to, width_field="width", height_field="height")

    admin_form_fields = (
        "title",
        "file",
        "description",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("afbeelding")
        verbose_name_plural = _("afbeeldingen")
        default_permissions = ()

    @property
    def default_alt_text(self) -> str:
        """Never the title: mostly that is the name of a file (IMG_2024)."""
        return str(self.description)

    def clean(self) -> None:
        """Refuse what cannot be shown, and keep what can in the shape in which it is shown."""
        super().clean()
        try:
            self._make_fit()
        except FileRefused as error:
            raise ValidationError({"file": str(error)}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._make_fit()
        super().save(*args, **kwargs)

    def _make_fit(self) -> None:
        """Before Wagtail measures and hashes it: the size, the hash and duplicates are those of what is kept."""
        if is_new(self.file) and not isinstance(self.file.file, WebPicture):
            name = PurePosixPath(self.file.name).name
            self.file = web_picture(self.file.file, name)  # type: ignore[assignment]  # a field takes any file
            measure_picture(self)


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="library_one_rendition_of_a_kind"
            )
        ]


class File(AbstractDocument):
    """A document to download. Its address keeps the name of its first file, whatever replaces it: others link to it."""

    url_filename = models.CharField(max_length=130, editable=False)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documenten")
        default_permissions = ()

    @property
    def filename(self) -> str:
        """The name in the address, which Wagtail compares with the one that is asked for."""
        return self.url_filename

    def clean(self) -> None:
        """Refuse a file whose content may not be kept, or that its own address would misname."""
        super().clean()
        if not is_new(self.file):
            return
        name = clean_name(self.file.name)
        try:
            kind = kind_of_file(self.file.file, name)
        except FileRefused as error:
            raise ValidationError({"file": str(error)}) from error
        if self.url_filename and not fits_suffix(self.url_filename, kind):
            raise ValidationError(
                {
                    "file": gettext(
                        "‘%(name)s’ is van een andere soort dan ‘%(old)s’, en het adres van dit document blijft hetzelfde. "
                        "Kies een bestand van dezelfde soort, of voeg een nieuw document toe."
                    )
                    % {"name": name, "old": self.url_filename}
                }
            )
        self.file.name = with_suffix(name, kind)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.url_filename:
            self.url_filename = self.file.storage.get_valid_name(clean_name(self.file.name))
        if is_new(self.file):
            measure_document(self)
        super().save(*args, **kwargs)
