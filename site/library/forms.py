"""The form in which an editor uploads a picture."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.forms import BaseImageForm

from library.web_picture import UNREADABLE
from records.service import clean_name, file_refusal


class PictureForm(BaseImageForm):
    """Wagtail's, which ends in an error of the server where half of a picture is missing: it is measured by opening it whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            measure = self.fields["file"].to_python

            def to_python(data: Any) -> Any:  # noqa: ANN401  # what was uploaded, or nothing
                try:
                    return measure(data)
                except UNREADABLE as error:
                    raise ValidationError(str(file_refusal("broken", clean_name(data.name)))) from error

            self.fields["file"].to_python = to_python
