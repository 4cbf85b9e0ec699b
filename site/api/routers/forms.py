"""Forms: what they ask, and submitting them with the same validation as the web pages."""

import functools
import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import File, Header, Router, Schema, Status
from ninja.decorators import decorate_view
from ninja.files import UploadedFile
from ninja.pagination import paginate

from api.auth import ANONYMOUS_SUBMISSIONS, ApiRequest, actor_of, bounded_key, is_unguessable, throttle_anonymous
from api.errors import ApiProblem, problems
from api.models import ApiClient
from api.paging import Pages
from api.scopes import SUBMIT
from forms_app import service
from records.uploading import bound

router = Router(tags=["forms"])


class FormLine(Schema):
    """A form in a list."""

    key: str
    title: str
    url: str

    @staticmethod
    def resolve_url(form: service.Form, context: Mapping[str, Any]) -> str:
        request: HttpRequest = context["request"]
        return request.build_absolute_uri(form.get_absolute_url())


class FormDetail(Schema):
    """A form as it is asked now: its version and its definition (schema version 1)."""

    key: str
    title: str
    version: int
    definition: dict[str, Any]


class UploadReceipt(Schema):
    """A file that was kept; put its id in the answer. Kept for a day when no submission takes it."""

    id: str
    name: str
    content_type: str
    size: int


class SubmissionIn(Schema):
    """Answers in normal form by question name; version is the one that was shown."""

    answers: dict[str, Any]
    version: int | None = None


class SubmissionReceipt(Schema):
    """The reference of the case, and the address at which to follow it."""

    reference: str
    tracking_url: str


def _live(key: str) -> tuple[service.Form, service.FormVersion]:
    form = service.get_live_form(key)
    if form is None:
        raise Http404
    return form


@router.get("/", response={200: list[FormLine], **problems(404)}, summary="List the forms that can be filled in")
@paginate(Pages)
def list_forms(request: ApiRequest) -> QuerySet[service.Form]:
    return service.live_forms()


@router.get("/{key}/", response={200: FormDetail, **problems(404)}, summary="Read what a form asks")
def read_form(request: ApiRequest, key: str) -> FormDetail:
    form, version = _live(key)
    title = version.definition.title
    return FormDetail(key=form.key, title=title, version=version.number, definition=version.definition_data)


@router.get("/{key}/schema/", response={200: dict[str, Any], **problems(404)}, summary="JSON Schema of the answers")
def read_schema(request: ApiRequest, key: str) -> dict[str, Any]:
    _form, version = _live(key)
    return service.json_schema(version)


def key_of(form: str, client: ApiClient | None, idempotency_key: str) -> str:
    """Return under what a submission is kept: keys of different clients and forms do not meet, and no row holds one.

    An anonymous client has nothing else that tells it from another, so its key must be one that nobody guesses.
    """
    if client is None and not is_unguessable(idempotency_key):
        title = gettext("Deze Idempotency-Key is te raden.")
        raise ApiProblem(422, title, gettext("Maak voor elke inzending een nieuwe willekeurige UUID (versie 4 of 7)."))
    digest = hashlib.sha256(f"{form}:{idempotency_key}".encode()).hexdigest()
    return f"api:{client.pk if client else 'anonymous'}:{digest}"


def limited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Set the limits on what is uploaded before the body is read."""

    @functools.wraps(view)
    def bound_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        bound(request)
        return view(request, *args, **kwargs)

    return bound_first


@router.post("/{key}/uploads/", response={201: UploadReceipt, **problems(400, 404, 413)}, summary="Send a file")
@decorate_view(limited)
def upload(
    request: ApiRequest,
    key: str,
    file: File[UploadedFile],
    idempotency_key: str = Header("", alias="Idempotency-Key", max_length=64),  # type: ignore[type-arg]  # generic in the stubs only
) -> Status[UploadReceipt]:
    """Keep a file for an answer. Its content is checked, not its name.

    With the Idempotency-Key of the submission to come, only that submission can take the file; without one, whoever knows
    the id that comes back.
    """
    under = key_of(key, request.auth.client, idempotency_key) if idempotency_key else ""
    form, _version = _live(key)
    who = bounded_key(request, SUBMIT)
    stored = service.keep_upload(actor_of(request), form, file, key=under, client=who)
    receipt = UploadReceipt(id=str(stored.pk), name=stored.name, content_type=stored.content_type, size=stored.size)
    return Status(201, receipt)


@router.post(
    "/{key}/submissions/",
    response={201: SubmissionReceipt, **problems(400, 404, 409, 413)},
    summary="Submit a form",
)
def submit(
    request: ApiRequest,
    key: str,
    body: SubmissionIn,
    idempotency_key: str = Header(..., alias="Idempotency-Key", min_length=16, max_length=64),  # type: ignore[type-arg]  # generic in the stubs only
) -> Status[SubmissionReceipt]:
    """Submit once: the same key with the same body gives the same answer; with another body 422.

    The key of an anonymous client must be a random UUID: whoever has it can ask for the answer again.
    """
    key_of_client = key_of(key, request.auth.client, idempotency_key)
    body_hash = hashlib.sha256(request.body).hexdigest()
    errors: dict[str, list[str]] = {}
    try:
        submission = service.submitted_before(key_of_client, body_hash)
        if submission is None:
            throttle_anonymous(request, SUBMIT, ANONYMOUS_SUBMISSIONS)
            _form, version = _live(key)
            if body.version is not None and body.version != version.number:
                raise ApiProblem(
                    409, gettext("Het formulier is intussen gewijzigd."), gettext("Lees het formulier opnieuw.")
                )
            submission, errors = service.submit_api(actor_of(request), version, body.answers, key_of_client, body_hash)
    except service.KeyReused:
        title = gettext("Deze Idempotency-Key is al gebruikt voor een andere inhoud.")
        raise ApiProblem(422, title, gettext("Gebruik voor een nieuwe inzending een nieuwe sleutel.")) from None
    if submission is None:
        raise ApiProblem(422, gettext("De antwoorden kloppen niet."), gettext("Kijk de genoemde vragen na."), errors)
    receipt = service.receipt(submission)
    return Status(201, SubmissionReceipt(reference=receipt.reference, tracking_url=receipt.tracking_url))
