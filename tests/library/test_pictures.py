"""What becomes of a picture that an editor uploads."""

import hashlib
import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import UploadedFile

from library.models import Picture
from library.web_picture import MAX_SIDE
from records.service import FileRefused
from tests.library.factories import photo, uploaded
from tests.listening import heard

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning"
    ),  # Wagtail leaves what it makes pictures in to be closed by itself
]

RED, BLUE = (254, 0, 0), (0, 0, 254)


def add(client, file, **values):
    """Post a picture in the admin; return the picture, or what the form says of its file."""
    data = {"title": "IMG_2024", "file": file, "collection": 1, "tags": "", "description": "", **values}
    answer = client.post("/cms/images/add/", data)
    return Picture.objects.latest("pk") if answer.status_code == 302 else answer.context["form"].errors["file"][0]


def stored(file):
    with file.open("rb") as stream:
        return stream.read()


def opened(file):
    image = Image.open(io.BytesIO(stored(file)))
    image.load()
    return image


def is_bare(image):
    return not image.getexif() and not {"exif", "xmp", "comment"} & set(image.info)


def test_a_photo_on_its_side_with_its_place_becomes_upright_without_it(editor):
    picture = add(editor, photo())
    image = opened(picture.file)
    assert (image.size, picture.width, picture.height) == ((300, 400), 300, 400)
    assert image.getpixel((150, 10)) == RED
    assert is_bare(image)
    content = stored(picture.file)
    assert b"Els Peeters" not in content
    assert (picture.file_size, picture.file_hash) == (
        len(content),
        hashlib.sha1(content, usedforsecurity=False).hexdigest(),
    )
    for spec in ("width-100|format-jpeg", "width-100|format-webp", "width-100|format-avif", "original"):
        assert is_bare(opened(picture.get_rendition(spec).file)), spec


@pytest.mark.parametrize(
    ("format", "name", "kept_as", "kept_name"),
    [
        ("JPEG", "foto.jpg", "JPEG", "foto.jpg"),
        ("PNG", "foto.png", "PNG", "foto.png"),
        ("WEBP", "foto.webp", "WEBP", "foto.webp"),
        ("AVIF", "foto.avif", "AVIF", "foto.avif"),
        ("HEIF", "foto.heic", "JPEG", "foto.jpg"),
    ],
)
def test_each_kind_of_picture_loses_what_the_camera_wrote(editor, format, name, kept_as, kept_name):
    picture = add(editor, photo((400, 300), format, name))
    image = opened(picture.file)
    assert (image.format, picture.file.name) == (kept_as, f"original_images/{kept_name}")
    assert is_bare(image)
    assert picture.get_rendition("width-100|format-jpeg").width == 100


def test_a_photo_with_a_second_one_behind_it_becomes_one_jpeg(editor):
    behind = Image.new("RGB", (400, 300), "green")
    picture = add(editor, photo(format="MPO", save_all=True, append_images=[behind]))
    image = opened(picture.file)
    assert (image.format, getattr(image, "n_frames", 1), image.size) == ("JPEG", 1, (300, 400))
    assert is_bare(image)


@pytest.mark.parametrize(
    ("size", "kept"),
    [((MAX_SIDE, 40), (MAX_SIDE, 40)), ((MAX_SIDE + 1, 40), (MAX_SIDE, 40)), ((40, 2 * MAX_SIDE), (20, MAX_SIDE))],
)
def test_a_picture_is_at_most_so_large(editor, size, kept):
    picture = add(editor, uploaded(Image.new("RGB", size, "red"), "PNG", "strook.png"))
    assert opened(picture.file).size == (picture.width, picture.height) == kept


def test_a_large_drawing_of_few_colours_is_shrunk_smoothly(editor):
    lines = Image.new("1", (2 * MAX_SIDE, 10), 1)
    lines.paste(0, (0, 0, 2 * MAX_SIDE, 5))
    picture = add(editor, uploaded(lines.convert("P"), "PNG", "plan.png"))
    assert opened(picture.file).convert("L").getcolors(256) != [(MAX_SIDE * 2, 0), (MAX_SIDE * 3, 255)]
    assert picture.width == MAX_SIDE


@pytest.mark.parametrize(("grey", "seen"), [(0, 0), (30000, 117), (65535, 255)])
def test_sixteen_bits_of_grey_keep_their_brightness_and_can_be_shown(editor, grey, seen):
    picture = add(editor, uploaded(Image.new("I;16", (50, 50), grey), "PNG", "scan.png"))
    assert opened(picture.file).getpixel((5, 5)) == seen
    assert picture.get_rendition("width-20|format-jpeg").width == 20


def test_colours_of_print_become_those_of_screens(editor):
    picture = add(editor, uploaded(Image.new("CMYK", (50, 50)), "JPEG", "drukwerk.jpg"))
    assert opened(picture.file).mode == "RGB"
    assert picture.get_rendition("width-20|format-webp").width == 20


def test_transparency_and_the_colour_profile_stay(editor):
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    logo = Image.new("RGBA", (50, 50), (255, 0, 0, 0))
    image = opened(add(editor, uploaded(logo, "PNG", "logo.png", icc_profile=profile)).file)
    assert image.getpixel((1, 1)) == (255, 0, 0, 0)
    assert image.info["icc_profile"] == profile
    palette = Image.new("P", (50, 50), 3)
    image = opened(add(editor, uploaded(palette, "GIF", "logo.gif", transparency=3)).file)
    assert image.convert("RGBA").getpixel((1, 1))[3] == 0


def test_a_drawing_with_scripts_is_refused(editor):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    assert "Ondersteunde formaten: AVIF, GIF, HEIC, JPG" in add(editor, SimpleUploadedFile("logo.svg", svg))
    assert "hoort niet bij het bestandsformaat" in add(editor, SimpleUploadedFile("logo.png", svg))
    with pytest.raises(FileRefused):
        Picture.objects.create(title="Logo", file=ContentFile(svg, "logo.svg"))


@pytest.mark.parametrize("format", ["GIF", "WEBP"])
def test_a_moving_picture_is_refused_with_the_reason(editor, format):
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "blue")]
    moving = uploaded(frames[0], format, f"dans.{format.lower()}", save_all=True, append_images=frames[1:])
    assert add(editor, moving).startswith(f"‘dans.{format.lower()}’ beweegt")


def test_half_a_picture_is_refused_with_the_reason(editor):
    whole = photo((400, 300)).read()
    half = SimpleUploadedFile("half.jpg", whole[: len(whole) * 2 // 3])
    assert add(editor, half).startswith("‘half.jpg’ kunnen we niet lezen")
    assert not Picture.objects.exists()


def test_an_upload_that_waited_for_its_title_loses_its_place_too(editor):
    answer = editor.post("/cms/images/multiple/add/", {"title": "x" * 300, "files[]": photo(), "collection": 1})
    upload = UploadedFile.objects.get(pk=answer.json()["uploaded_file_id"])
    prefix = f"uploaded-image-{upload.pk}"
    data = {f"{prefix}-title": "Bloemen", f"{prefix}-tags": "", f"{prefix}-description": "", f"{prefix}-collection": 1}
    assert editor.post(f"/cms/images/multiple/create_from_uploaded_image/{upload.pk}/", data).json()["success"]
    picture = Picture.objects.get(title="Bloemen")
    assert is_bare(opened(picture.file))
    assert (picture.width, picture.height, picture.file_size) == (300, 400, picture.file.size)


def test_several_pictures_at_once_are_made_fit_each(editor):
    answer = editor.post("/cms/images/multiple/add/", {"title": "Een", "files[]": photo(), "collection": 1})
    assert answer.json()["success"]
    assert not answer.json()["duplicate"]
    assert is_bare(opened(Picture.objects.get().file))
    again = editor.post("/cms/images/multiple/add/", {"title": "Twee", "files[]": photo(), "collection": 1})
    assert again.json()["duplicate"]


def test_a_script_that_stores_a_picture_stores_a_fit_one():
    picture = Picture.objects.create(title="Bloemen", file=photo())
    assert is_bare(opened(picture.file))
    assert (picture.width, picture.file_size) == (300, picture.file.size)


def test_a_picture_that_is_saved_again_is_not_made_again(editor):
    picture = add(editor, photo())
    before = stored(picture.file)
    picture = Picture.objects.get()
    picture.title = "Anders"
    picture.save()
    assert stored(Picture.objects.get().file) == before


def test_what_a_picture_shows_is_its_description_and_never_the_name_of_its_file():
    picture = Picture.objects.create(title="IMG_2024", file=photo())
    assert picture.get_rendition("width-100").alt == ""
    picture.description = "Bloemen op de Grote Markt"
    assert picture.default_alt_text == "Bloemen op de Grote Markt"


def test_a_replaced_picture_is_shown_anew_and_the_old_one_is_gone(editor, django_capture_on_commit_callbacks):
    picture = add(editor, photo())
    old, rendition = picture.file.name, picture.get_rendition("width-100")
    data = {"title": "Anders", "file": photo((600, 300)), "collection": 1, "tags": "", "description": ""}
    with heard() as changes:
        assert editor.post(f"/cms/images/{picture.pk}/", data).status_code == 302
    assert ("picture", str(picture.pk), "changed") in changes
    picture.refresh_from_db()
    assert (picture.width, picture.height) == (300, 600)
    assert not picture.file.storage.exists(old)
    assert not picture.renditions.filter(pk=rendition.pk).exists()


def test_pages_are_made_anew_when_a_picture_goes():
    picture = Picture.objects.create(title="Bloemen", file=photo())
    pk = str(picture.pk)
    with heard() as changes:
        Picture.objects.all().delete()
    assert changes == [("picture", pk, "removed")]
