"""The demo city's forms."""

from demo.forms.address_change import ADDRESS_CHANGE
from demo.forms.certificate import CERTIFICATE
from demo.forms.identity_card import IDENTITY_CARD
from demo.forms.model import FormData, steps_value
from demo.forms.report import REPORT

FORMS: tuple[FormData, ...] = (ADDRESS_CHANGE, REPORT, IDENTITY_CARD, CERTIFICATE)

__all__ = ["FORMS", "FormData", "steps_value"]
