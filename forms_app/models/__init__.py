"""Forms and what becomes of them."""

from forms_app.models.draft import Draft, draft_address
from forms_app.models.form import Form, FormVersion
from forms_app.models.submission import Submission

__all__ = ["Draft", "Form", "FormVersion", "Submission", "draft_address"]
