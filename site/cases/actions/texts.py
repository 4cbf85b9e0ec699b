"""What an action asks to be written to the citizen."""

from django import forms
from django.utils.translation import gettext

from cases.errors import TextIncomplete
from cases.gaps import gap_in


class MessageForm(forms.Form):
    """A text to the citizen, as it was typed: the action says when it may not be empty."""

    message = forms.CharField(required=False, strip=False, widget=forms.Textarea)


def refuse_gaps(text: str, proposal: str = "") -> None:
    """Raise TextIncomplete when something in the text must still be filled in."""
    if gap := gap_in(text, proposal):
        words = gettext("Vul aan of verwijder: “%(gap)s”. Dit is nog niet af.") % {"gap": gap}
        if gap.endswith(":"):
            words = f"{words} {gettext('Schrijf verder op dezelfde regel.')}"
        raise TextIncomplete(words)
