"""The door of forms_app."""

from forms_app.definition.json_schema import json_schema
from forms_app.definition.structure import SCHEMA as FORM_SCHEMA
from forms_app.definition.structure import Definition, Question, Step
from forms_app.definition.wire import Wire
from forms_app.editing.files import as_data as form_data
from forms_app.editing.files import changes as form_changes
from forms_app.editing.files import in_words_of_this_city, missing_here
from forms_app.editing.files import read as read_form
from forms_app.editing.files import take as take_form
from forms_app.errors import KeyReused
from forms_app.filling.answers import EVERYTHING, Row, Section, sections, validate
from forms_app.filling.api_submissions import get_live_form, keep_upload, live_forms, submit_api, submitted_before
from forms_app.filling.applicant import Reach, applicant, chosen_place, reach_of
from forms_app.filling.drafts import purge_expired as purge_expired_drafts
from forms_app.filling.personal_data import personal_questions
from forms_app.filling.prefill import choices_of, chosen_of
from forms_app.filling.step_form import StepForm, step_form
from forms_app.filling.submitting import receipt, submit_answers
from forms_app.filling.unfinished import unfinished_forms
from forms_app.models import Form, FormVersion, Submission
from forms_app.queries import editable_forms
from forms_app.questions import question_types
from forms_app.questions.text import EmailField
from forms_app.questions.typed import TextField
from forms_app.seams import (
    Destination,
    Receipt,
    Retention,
    Stage,
    SubmissionSink,
    destinations,
    form_list_buttons,
    starting_points,
    submission_sink,
)
from records.service import FileRefused

__all__ = [
    "EVERYTHING",
    "FORM_SCHEMA",
    "Definition",
    "Destination",
    "EmailField",
    "FileRefused",
    "Form",
    "FormVersion",
    "KeyReused",
    "Question",
    "Reach",
    "Receipt",
    "Retention",
    "Row",
    "Section",
    "Stage",
    "Step",
    "StepForm",
    "Submission",
    "SubmissionSink",
    "TextField",
    "Wire",
    "applicant",
    "choices_of",
    "chosen_of",
    "chosen_place",
    "destinations",
    "editable_forms",
    "form_changes",
    "form_data",
    "form_list_buttons",
    "get_live_form",
    "in_words_of_this_city",
    "json_schema",
    "keep_upload",
    "live_forms",
    "missing_here",
    "personal_questions",
    "purge_expired_drafts",
    "question_types",
    "reach_of",
    "read_form",
    "receipt",
    "sections",
    "starting_points",
    "step_form",
    "submission_sink",
    "submit_answers",
    "submit_api",
    "submitted_before",
    "take_form",
    "unfinished_forms",
    "validate",
]
