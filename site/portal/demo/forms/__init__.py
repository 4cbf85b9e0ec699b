"""The demo city's forms."""

from portal.demo.forms.address_change import ADDRESS_CHANGE
from portal.demo.forms.certificate import CERTIFICATE
from portal.demo.forms.identity_card import IDENTITY_CARD
from portal.demo.forms.model import FormData, steps_value
from portal.demo.forms.report import REPORT

FORMS: tuple[FormData, ...] = (ADDRESS_CHANGE, REPORT, IDENTITY_CARD, CERTIFICATE)

__all__ = ["FORMS", "FormData", "steps_value"]
