"""The first administrator: an account that may do everything, whose link is handed over where no mail leaves yet."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext
from wagtail.models import Site

from ground.actor import SYSTEM
from people import roles
from people.models import User
from people.service import link_to_hand_over, waits_for_password
from records.service import write_audit


@dataclass(frozen=True, slots=True)
class Invited:
    """What became of the account: words for the operator, and the link to hand over; "" where there is none."""

    words: str
    link: str = ""


@transaction.atomic
def invite_administrator(mail: str) -> Invited:
    """Make the account of a mail address, with the role and all rights, and return its link; another run closes that one.

    An account that has its password gets no link, and one that may not do everything is not lifted. Raises ValidationError.
    """
    mail = mail.strip()
    try:
        validate_email(mail)
    except ValidationError:
        raise ValidationError(
            gettext("“%(mail)s” is geen e-mailadres. Bijvoorbeeld: an.peeters@stad.example") % {"mail": mail}
        ) from None
    Site.objects.select_for_update().get(is_default_site=True)  # one at a time
    user = User.objects.filter(Q(username__iexact=mail) | Q(email__iexact=mail)).first()
    if user is None:
        user = User(username=mail.lower(), email=mail, is_superuser=True)
        user.set_unusable_password()
        user.save()
        write_audit(SYSTEM, "user.made", "user", user.pk)
        user.groups.add(*filter(None, [roles.group_of(roles.ADMINISTRATOR)]))
    if not user.is_superuser:
        return Invited(
            gettext("%(mail)s heeft al een account en mag niet alles: geef die rol in de admin.") % {"mail": mail}
        )
    if not waits_for_password(user):
        return Invited(
            gettext("%(mail)s heeft al een wachtwoord of is uitgeschakeld: er is geen nieuwe link.") % {"mail": mail}
        )
    link = link_to_hand_over(SYSTEM, user)
    return Invited(gettext("Beheerder %(mail)s kiest een wachtwoord met deze link:") % {"mail": mail}, link)
