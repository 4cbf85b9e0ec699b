"""The mail that leads back to a form that was saved for later."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.service import MailKind, MessageContent, Paragraph, Part, mail_texts

SAVED_MAIL = MailKind(
    code="draft.saved",
    label=_("De link naar een bewaard formulier"),
    group=_("Formulieren"),
    parts=(
        Part("subject", _("Onderwerp"), _("Ga verder met uw formulier: {titel}"), ("titel",)),
        Part("news", _("Eerste zin"), _("U bewaarde het formulier ‘{titel}’. Er is nog niets verstuurd."), ("titel",)),
        Part("discreet_subject", _("Onderwerp van een discreet formulier"), _("Ga verder met uw formulier")),
        Part(
            "discreet",
            _("Eerste zin van een discreet formulier"),
            _("U bewaarde een formulier. Er is nog niets verstuurd."),
        ),
        Part(
            "until",
            _("Tot wanneer"),
            _("U kunt verdergaan tot en met {datum}. Daarna wissen we wat u invulde."),
            ("datum",),
        ),
        Part("small", _("Kleine letters"), _("Vroeg u deze e-mail niet? Dan hoeft u niets te doen.")),
    ),
    sample={"titel": _("Adreswijziging"), "datum": "31 december 2026"},
)
"""What of it a city may write itself."""


def link_mail(title: str, until: str) -> MessageContent:
    """Return the mail that leads back to a form; title: "" where nobody else may read it; until: the last day, in words."""
    said = mail_texts.texts(SAVED_MAIL.code, {"titel": title, "datum": until})
    return MessageContent(
        subject=said["subject"] if title else said["discreet_subject"],
        greeting=gettext("Dag,"),
        paragraphs=(Paragraph(said["news"] if title else said["discreet"]), Paragraph(said["until"])),
        button=gettext("Ga verder met uw formulier"),
        small_print=(Paragraph(gettext("Deze link is alleen voor u. Geef hem niet door.")), Paragraph(said["small"])),
    )
