"""One password for all sign-ins. Public: `make run` prints it, and production refuses it (portal.sign_in)."""

from django.contrib.auth.hashers import make_password

from demo.staff import PASSWORD, SIGN_INS
from people.models import User


def share_password() -> None:
    """Give each sign-in the password of the demo. One hash for all: each takes half a second."""
    User.objects.filter(username__in=SIGN_INS).update(password=make_password(PASSWORD))
