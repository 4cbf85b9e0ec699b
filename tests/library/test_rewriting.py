"""Pictures that were stored as they came lose what the camera wrote in them, by a command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from library.models import Picture
from library.web_picture import MAX_SIDE
from tests.library.factories import photo, uploaded
from tests.library.test_pictures import is_bare, opened, stored
from tests.listening import heard

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::ResourceWarning")]


def earlier(file, title="Bloemen", **values):
    """Store a picture as Wagtail's own model did: as it came."""
    content = file.read()
    picture = Picture.objects.create(title=title, file=file, **values)
    with picture.file.storage.open(picture.file.name, "wb") as stream:
        stream.write(content)
    Picture.objects.filter(pk=picture.pk).update(width=400, height=300, file_size=len(content))
    return Picture.objects.get(pk=picture.pk)


def run():
    out = StringIO()
    call_command("rewrite_pictures", stdout=out)
    return out.getvalue()


def test_a_photo_of_long_ago_becomes_upright_without_its_place_and_owner(django_capture_on_commit_callbacks):
    picture = earlier(photo(), description="Bloemen op de markt")
    old, rendition = picture.file.name, picture.get_rendition("width-100")
    assert b"Els Peeters" in stored(picture.file)
    with heard() as changes, django_capture_on_commit_callbacks(execute=True):
        assert run() == "1 made anew, 0 left as they were\n"
    picture = Picture.objects.get()
    assert is_bare(opened(picture.file))
    assert (picture.width, picture.height) == opened(picture.file).size == (300, 400)
    assert picture.file_size == len(stored(picture.file))
    assert picture.description == "Bloemen op de markt"
    assert not picture.file.storage.exists(old)
    assert not picture.renditions.filter(pk=rendition.pk).exists()
    assert ("picture", str(picture.pk), "changed") in changes
    assert is_bare(opened(picture.get_rendition("width-100").file))


def test_a_second_time_nothing_is_done():
    earlier(photo())
    run()
    name = Picture.objects.get().file.name
    assert run() == "0 made anew, 0 left as they were\n"
    assert Picture.objects.get().file.name == name


@pytest.mark.parametrize(("side", "made_anew"), [(MAX_SIDE, 0), (MAX_SIDE + 1, 1)])
def test_a_picture_of_the_largest_size_stays_as_it_is(side, made_anew):
    earlier(uploaded(Image.new("RGB", (side, 10)), "PNG", "rand.png"))
    assert run() == f"{made_anew} made anew, 0 left as they were\n"


def test_a_focal_point_on_a_picture_that_lay_on_its_side_is_forgotten():
    earlier(photo(), focal_point_x=10, focal_point_y=20, focal_point_width=30, focal_point_height=40)
    run()
    assert not Picture.objects.get().has_focal_point()


def test_what_cannot_be_read_or_is_gone_stays_and_is_named_and_the_others_are_done():
    gone = earlier(photo(), "Weg")
    gone.file.storage.delete(gone.file.name)
    broken = earlier(photo(), "Stuk")
    with broken.file.storage.open(broken.file.name, "wb") as file:
        file.write(b"half a file")
    earlier(photo())
    with pytest.raises(CommandError, match=rf"{gone.pk} Weg: .*\n{broken.pk} Stuk: "):
        run()
    assert is_bare(opened(Picture.objects.latest("pk").file))
