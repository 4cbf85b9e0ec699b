"""Pictures as cameras make them, and files as people send them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)


def photo(size=(400, 300), format="JPEG", name="IMG_2024.jpg", **options):
    """Return a photo that lies on its side: red where the top is, with the place, the camera and its owner in it."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[Base.Orientation] = 6  # turn it a quarter to the right
    exif[Base.Make], exif[Base.Artist] = "Camerafabriek", "Els Peeters"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (51.0, 9.0, 55.0)
    return uploaded(image, format, name, exif=exif, **options)


def uploaded(image, format, name, **options):
    packed = io.BytesIO()
    image.save(packed, format, **options)
    return SimpleUploadedFile(name, packed.getvalue())


def pdf(name="tarief.pdf", text=b""):
    return SimpleUploadedFile(name, PDF + b"\n%" + text)
