"""An action on cases as another app would bring it: this class, its template, its test."""

import datetime

from django import forms

from cases.service import Button, CaseAction, Change, MailWords, NotPossible
from records.service import set_expiry

YEARS = datetime.timedelta(days=3 * 365)


class ExtendForm(forms.Form):
    days = forms.IntegerField(
        label="Hoeveel dagen erbij?", min_value=1, max_value=20, error_messages={"max_value": "Hoogstens 20."}
    )
    reason = forms.CharField(label="Waarom?", max_length=100)


class ExtendAction(CaseAction):
    """Tells the citizen that it takes longer, takes the case, and lets the link live on."""

    permission = "assign"
    path = "verleng"
    label = "Verleng de termijn"
    done = "De burger weet dat het langer duurt."
    form_class = ExtendForm
    template = "parking/extend.html"
    event_kind = "extended"
    mail = MailWords(
        subject="Uw {soort} duurt langer: {titel} ({nummer})",
        news="Wij hebben meer tijd nodig voor uw {soort} ‘{titel}’.",
        discreet="Nummer {nummer} duurt langer.",
        has_status=False,
    )
    undo_within = datetime.timedelta(minutes=5)
    audit_label = "Termijn verlengd"

    def initial(self, case, argument):
        return {"days": 5}

    def refusal(self, doing):
        return "Een gesloten zaak kan niet langer duren." if doing.case.is_closed else ""

    def check(self, doing):
        if doing.values["reason"].strip(" .") == "":
            raise NotPossible("Schrijf waarom.")

    def change(self, doing):
        text = f"Het duurt {doing.values['days']} dagen langer: {doing.values['reason']}"
        return Change(
            {"handler": doing.user, "answered_at": doing.case.answered_at or doing.at, "status_label": "Verlengd"},
            text,
            {"days": doing.values["days"]},
        )

    def write(self, doing, event):
        set_expiry("case", doing.case.pk, doing.at + YEARS)

    def undo(self, doing, event):
        set_expiry("case", doing.case.pk, None)

    def buttons(self, case, user, subject=None):
        return [] if case.is_closed else [Button(self.label)]
