"""A new colleague chooses their own password, by a mailed link. Nobody types a password for another.

Opening the link uses nothing up: mail scanners open links. The password that is chosen closes it.
"""

import datetime
from collections.abc import Sequence

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ground.actor import Actor
from ground.frame import frame
from people.errors import NotAllowed
from people.models import User
from records.models import AuditLine, CapabilityLink
from records.service import (
    MailKind,
    MessageContent,
    Paragraph,
    Part,
    audit_line,
    link_for,
    mail_texts,
    queue_mail,
    revoke_link,
    url_of,
    write_audit,
)

KIND = "invitation"
LINK_TTL = datetime.timedelta(days=7)

INVITATION_MAIL = MailKind(
    code="user.invitation",
    label=_("Uitnodiging voor een nieuwe collega"),
    group=_("Collega’s"),
    parts=(
        Part("subject", _("Onderwerp"), _("Uw toegang tot de Stadswinkel van {stad}"), ("naam", "stad")),
        Part(
            "news",
            _("Eerste zin"),
            _("U kunt voortaan in de Stadswinkel werken. Kies eerst zelf een wachtwoord."),
            ("naam", "stad"),
            is_long=True,
        ),
        Part(
            "small",
            _("Kleine letters"),
            _("Werkt u niet voor de stad? Dan kwam deze mail bij de verkeerde terecht. U hoeft niets te doen."),
            ("naam", "stad"),
            is_long=True,
        ),
    ),
    sample={"naam": "An Peeters", "stad": _("uw stad")},
)
"""What of it a city may write itself."""


def invite(actor: Actor, user: User) -> None:
    """Mail a colleague a link by which they choose a password, and close an earlier one.

    Raises NotAllowed for who may not, and for an account that is closed or has a password: that one is asked anew by its owner.
    """
    _require(actor, user)
    with transaction.atomic():
        _new_link(user)
        queue_mail(f"{KIND}:{user.pk}:{timezone.now().timestamp()}", user.email, _content(user), target=(KIND, user.pk))
        write_audit(actor, "user.invited", "user", user.pk)


def invite_new(actor: Actor, users: Sequence[User]) -> None:
    """Mail many colleagues who were just made, in the current transaction; the caller asked who may. Two queries a colleague."""
    now = timezone.now()
    links = [CapabilityLink(kind=KIND, object_id=str(user.pk), expires_at=now + LINK_TTL) for user in users]
    CapabilityLink.objects.bulk_create(links, batch_size=200)
    for user in users:
        queue_mail(f"{KIND}:{user.pk}:{now.timestamp()}", user.email, _content(user), target=(KIND, user.pk))
    lines = [audit_line(actor, "user.invited", "user", user.pk) for user in users]
    AuditLine.objects.bulk_create(lines, batch_size=200)


def link_to_hand_over(actor: Actor, user: User) -> str:
    """Return the address by which a colleague chooses a password, to be handed over: where no mail leaves yet.

    It closes an earlier one. Raises as invite does.
    """
    _require(actor, user)
    with transaction.atomic():
        _new_link(user)
        write_audit(actor, "user.invited", "user", user.pk)
        return url_of(link_for(KIND, user.pk))


def accept(user: User, password: str) -> None:
    """Give the account the password that its owner chose; the link is used up. The caller has seen the link's grant.

    Raises NotAllowed where a password was chosen meanwhile, in another window or by another: the first stays.
    """
    hashed = make_password(password)  # before the transaction: it takes time
    with transaction.atomic():
        if not is_open_for(User.objects.select_for_update().get(pk=user.pk)):
            raise NotAllowed(gettext("Er is al een wachtwoord gekozen."))
        user.password = hashed
        user.save(update_fields=["password"])
        revoke_link(KIND, user.pk)
        write_audit(Actor("staff", str(user.pk)), "user.invitation_accepted", "user", user.pk)


def is_open_for(user: User) -> bool:
    """Return whether an account still waits for its first password."""
    return user.is_active and not user.has_usable_password()


def address_of(user_id: str) -> str | None:
    """Return where the link leads; None for an account that is closed or has its password."""
    user = User.objects.filter(pk=user_id).first()
    return reverse("invitation", args=[user.pk]) if user is not None and is_open_for(user) else None


def _new_link(user: User) -> None:
    revoke_link(KIND, user.pk)
    link_for(KIND, user.pk, timezone.now() + LINK_TTL)


def _content(user: User) -> MessageContent:
    city = frame().city_name or gettext("de stad")
    said = mail_texts.texts(INVITATION_MAIL.code, {"naam": user.get_full_name() or user.get_username(), "stad": city})
    return MessageContent(
        subject=said["subject"],
        greeting=gettext("Dag %(name)s,") % {"name": user.first_name} if user.first_name else gettext("Dag,"),
        paragraphs=(
            Paragraph(said["news"]),
            Paragraph(gettext("U meldt zich aan als: %(username)s") % {"username": user.get_username()}),
        ),
        button=gettext("Kies uw wachtwoord"),
        small_print=(
            Paragraph(gettext("De link werkt zeven dagen, tot u een wachtwoord koos.")),
            Paragraph(said["small"]),
        ),
    )


def _require(actor: Actor, user: User) -> None:
    if not is_open_for(user):
        raise NotAllowed(
            gettext(
                "%(name)s heeft al een wachtwoord of is uitgeschakeld. Een nieuw wachtwoord vraagt men zelf bij het aanmelden."
            )
            % {"name": user}
        )
    if actor.kind == "system":
        return
    by = User.objects.filter(pk=actor.id, is_active=True).first() if actor.kind == "staff" else None
    if by is None or not by.has_perm("people.change_user") or (user.is_superuser and not by.is_superuser):
        raise NotAllowed(gettext("U mag %(name)s niet uitnodigen.") % {"name": user})
