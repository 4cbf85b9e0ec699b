"""What a coupled system may do beside what anyone may."""

from django.utils.translation import gettext_lazy as _

SUBMIT = "submissions:write"
"""Submit forms without the throttle for anonymous clients."""

SCOPES = {SUBMIT: _("formulieren indienen zonder beperking van aantal")}
