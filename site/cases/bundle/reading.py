"""Taking a bundle in: what would change, and changing it. All of it, or nothing."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext, ngettext
from wagtail.permissions import policy_registry

from cases import files
from cases.bundle import differences
from cases.bundle.data import NAMES, SCHEMA, BundleRefused, NotAllowed, latest, own_texts
from cases.bundle.lacking import lacking
from cases.models import CaseType
from forms_app.service import FORM_SCHEMA, Form, form_data, in_words_of_this_city, take_form
from ground import data_files
from ground.actor import Actor
from ground.data_files import DataFileError
from ground.versions import digest
from people.models import Department, User
from people.permissions import works_for
from records.service import TextRefused, mail_kinds, mail_texts

State = Literal["new", "changed", "same", "left"]
CHANGE_TEXTS = "records.change_mailtext"


@dataclass(frozen=True, slots=True)
class Part:
    """What becomes of one part of a bundle, in words. state: "left" for what the reader's role may not change."""

    title: str
    state: State
    sentences: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Report:
    """What a bundle changes, or changed. before: a stamp of what stands here, so that a yes is about what was shown."""

    parts: list[Part]
    before: str
    form: Form

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to say yes to."""
        return any(part.state in ("new", "changed") for part in self.parts)


def read(
    actor: Actor, text: str, name: str, *, user: User | None = None, shown: str | None = None, dry_run: bool = False
) -> Report:
    """Take the bundle of a file in, or with dry_run only say what that would change.

    name: how the file is called. user: who is asked whether they may; None for who may all. shown: the stamp of what stood here
    when the differences were shown. Raises BundleRefused and NotAllowed; then nothing is written.
    """
    data = _understood(text)
    if reasons := lacking(data):
        raise BundleRefused(*reasons)
    path = Path(name)
    with transaction.atomic():
        here = _Here(data)
        here.permit(user, data)
        if shown not in (None, here.stamp):
            raise BundleRefused(
                gettext("Intussen wijzigde een collega iets van wat u zag. Kijk de verschillen opnieuw na.")
            )
        try:
            parts = [_texts(actor, user, data["mail_texts"])]
            if data["case_type"] is not None:
                parts.append(_case_type(actor, path, here, data["case_type"]))
            form, part = _form(actor, path, here, data["form"])
        except DataFileError as error:
            reason = gettext(
                "Het bestand klopt niet. Maak het opnieuw in de andere stad, of verbeter wat hieronder staat."
            )
            raise BundleRefused(reason, details=error.reasons) from None
        transaction.set_rollback(dry_run)
    return Report([part, *reversed(parts)], here.stamp, form)


def _understood(text: str) -> dict[str, Any]:
    """Return the data of a bundle in the shape of today. What stands inside its parts is judged by who reads those."""
    try:
        data = data_files.loads(text)
    except (ValueError, RecursionError) as error:
        raise BundleRefused(
            gettext("Dit bestand is geen JSON. Kies het bestand zoals de andere stad het maakte."), details=[str(error)]
        ) from None
    if not isinstance(data, dict) or not isinstance(data.get("form"), dict):
        raise BundleRefused(gettext("In dit bestand staat geen formulier met zijn zaaktype. Kies een ander bestand."))
    try:
        data = SCHEMA.read(data)
    except ValueError as error:
        raise BundleRefused(
            gettext("Dit bestand komt van een nieuwere versie van Stadswinkel. Werk eerst deze stad bij."),
            details=[str(error)],
        ) from None
    wrong = [f"{name}: has no meaning here" for name in data if name not in NAMES]
    wrong += [f"{name}: is missing" for name in NAMES if name not in data]
    if not isinstance(data.get("case_type"), dict | None):
        wrong.append("case_type: is no object")
    texts = data.get("mail_texts")
    if not isinstance(texts, dict) or not all(isinstance(parts, dict) for parts in texts.values()):
        wrong.append("mail_texts: is no object of objects")
    if wrong:
        raise BundleRefused(gettext("Het bestand klopt niet. Maak het opnieuw in de andere stad."), details=wrong)
    return data


class _Here:
    """What stands in this city already, locked until the transaction ends."""

    def __init__(self, data: dict[str, Any]) -> None:
        key, code = data["form"].get("key"), (data["case_type"] or {}).get("code")
        rows = Form.objects.select_for_update()
        self.form: Form | None = rows.filter(key=key).first() if isinstance(key, str) else None
        types = CaseType.objects.select_for_update(of=("self",)).select_related("department")
        self.case_type = types.filter(code=code).first() if isinstance(code, str) else None
        self.draft = latest(self.form) if self.form else None
        self.stamp = digest(
            [
                form_data(self.draft) if self.draft else None,
                files.as_data(self.case_type) if self.case_type else None,
                own_texts(),
            ]
        )

    def permit(self, user: User | None, data: dict[str, Any]) -> None:
        """Raise NotAllowed unless the user may change or make both, also in the departments that the file names."""
        if user is None:
            return
        _permit(user, Form, self.form, data["form"])
        if data["case_type"] is not None:
            _permit(user, CaseType, self.case_type, data["case_type"])


def _permit(user: User, model: type[Any], instance: Any, data: dict[str, Any]) -> None:  # noqa: ANN401  # a form or a case type
    policy = policy_registry.get_by_type(model)
    if instance is None:
        may = policy.user_has_permission(user, "add")
    else:
        may = policy.user_has_permission_for_instance(user, "change", instance)
    department = Department.objects.filter(code=str(data.get("department"))).first()
    if may and department is not None and works_for(user, department.pk):
        return
    words = {"what": model._meta.verbose_name, "name": data.get("title") or data.get("name") or data.get("key", "")}
    raise NotAllowed(
        gettext(
            "U mag het %(what)s uit dit bestand niet maken of wijzigen: uw rol geeft dat niet, of het is van een andere dienst. "
            "Vraag het aan een collega van die dienst."
        )
        % words
    )


def _texts(actor: Actor, user: User | None, texts: dict[str, dict[str, str]]) -> Part:
    title = gettext("Teksten van mails over zaken (voor de hele stad)")
    sentences = []
    may = user is None or user.has_perm(CHANGE_TEXTS)
    for code, own in texts.items():
        kind = mail_kinds[code]
        row = mail_texts.written(kind)
        unknown = [name for name in own if name not in {part.name for part in kind.parts}]
        wrong = [f"mail_texts.{code}.{name}: has no meaning here" for name in unknown]
        wrong += [f"mail_texts.{code}.{name}: is no text" for name, text in own.items() if not isinstance(text, str)]
        if wrong:
            raise BundleRefused(gettext("De teksten van mails in dit bestand kloppen niet."), details=wrong)
        said = differences.of_texts(code, row.parts, own)
        sentences += said
        if said and may:
            whole = {part.name: own.get(part.name, str(part.default)) for part in kind.parts}
            try:
                mail_texts.save(actor, kind, whole, row.lock_version)
            except TextRefused as error:
                reasons = [f"{name}: {reason}" for name, each in error.reasons.items() for reason in each]
                raise BundleRefused(
                    gettext("De mail ‘%(mail)s’ kan dit niet zeggen.") % {"mail": kind.label}, details=reasons
                ) from None
    if sentences and not may:
        note = gettext(
            "Deze teksten blijven zoals ze zijn: u mag teksten van mails niet wijzigen. Vraag het aan de hoofdredactie."
        )
        return Part(title, "left", [note, *sentences])
    return Part(title, "changed" if sentences else "same", sentences)


def _case_type(actor: Actor, path: Path, here: _Here, data: dict[str, Any]) -> Part:
    old = CaseType.objects.get(pk=here.case_type.pk) if here.case_type else None
    new = files.take(actor, path, data)
    title = gettext("Zaaktype ‘%(name)s’") % {"name": new.name}
    if old is None:
        count = len(new.statuses)
        text = ngettext("Met %(count)s status.", "Met %(count)s statussen.", count) % {"count": count}
        return Part(title, "new", [text])
    sentences = differences.of_case_type(old, new)
    return Part(title, "changed" if sentences else "same", sentences)


def _form(actor: Actor, path: Path, here: _Here, data: dict[str, Any]) -> tuple[Form, Part]:
    data, old = in_words_of_this_city(data_files.in_schema(path, data, FORM_SCHEMA)), here.draft
    if old is not None and form_data(old) != data:
        _require_free(old)
    form = take_form(actor, path, data)
    title = gettext("Formulier ‘%(title)s’") % {"title": form.title}
    if old is None:
        words = {"steps": len(form.steps), "questions": sum(len(step.value["questions"]) for step in form.steps)}
        text = gettext("Op het adres /formulieren/%(key)s/, met stappen: %(steps)s, vragen en uitleg: %(questions)s.")
        return form, Part(title, "new", [text % {**words, "key": form.key}])
    sentences = differences.of_form(old, form)
    return form, Part(title, "changed" if sentences else "same", sentences)


def _require_free(form: Form) -> None:
    if form.locked:
        why = gettext(
            "Het formulier ‘%(title)s’ is vergrendeld. Ontgrendel het eerst, en lees het bestand dan opnieuw in."
        )
    elif form.has_unpublished_changes:
        why = gettext(
            "Het formulier ‘%(title)s’ heeft hier wijzigingen die nog niet gepubliceerd zijn. "
            "Publiceer ze of neem ze terug, en lees het bestand dan opnieuw in."
        )
    else:
        return
    raise BundleRefused(why % {"title": form.title})
