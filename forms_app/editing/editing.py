"""What a Form asks when Wagtail publishes or previews it: forms_app.seams.form_editing, filled."""

from forms_app.editing.freezing import require_publishable
from forms_app.editing.preview import modes, serve


class Editing:
    """The functions as one thing, for the seam."""

    require_publishable = staticmethod(require_publishable)
    preview_modes = staticmethod(modes)
    serve_preview = staticmethod(serve)
