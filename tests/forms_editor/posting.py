"""What a browser posts from the form editor, made from the stored shape of the steps."""

import json

from forms_app.models import Form

EDIT = "/cms/snippets/forms_app/form/edit/{}/"


def posted(steps, **fields):
    """Return the POST of the editor: each question asleep, as one JSON value, as question-block.js sends it."""
    data = {"title": "Adreswijziging", "key": "adreswijziging", "introduction": "null", "confirmation": "null"}
    data |= {
        "submit_label": "",
        "duration_minutes": "",
        "go_live_at": "",
        "expire_at": "",
        "steps-count": str(len(steps)),
    }
    for s, item in enumerate(steps):
        at, value = f"steps-{s}", item["value"]
        data |= {
            f"{at}-deleted": "",
            f"{at}-order": str(s),
            f"{at}-type": "step",
            f"{at}-id": item.get("id", f"stap-{s}"),
        }
        data |= {f"{at}-value-title": value["title"], f"{at}-value-introduction": "null"}
        data |= rule_fields(f"{at}-value-show_if", value["show_if"])
        data[f"{at}-value-questions-count"] = str(len(value["questions"]))
        for q, question in enumerate(value["questions"]):
            place = f"{at}-value-questions-{q}"
            data |= {f"{place}-deleted": "", f"{place}-order": str(q), f"{place}-type": question["type"]}
            data |= {f"{place}-id": question.get("id", ""), f"{place}-value-asleep": json.dumps(question["value"])}
    return {**data, **{name: str(value) for name, value in fields.items()}}


def rule_fields(at, rule):
    """Return the inputs of a rule that is not asleep: a step's."""
    data = {f"{at}-match": rule["match"], f"{at}-rows-count": str(len(rule["rows"]))}
    for number, row in enumerate(rule["rows"]):
        row_at = f"{at}-rows-{number}"
        data |= {f"{row_at}-deleted": "", f"{row_at}-order": str(number), f"{row_at}-type": "item", f"{row_at}-id": ""}
        fields = row.get("value", row) if row.get("type") == "item" else row
        data |= {f"{row_at}-value-{name}": fields[name] for name in ("question", "operator", "value")}
    return data


def stored(form):
    """Return the steps of a form as stored, with their ids: what an editor opens."""
    form.refresh_from_db()
    for child in form.steps:
        list(child.value["questions"])  # Wagtail reads blocks when asked, and gives ids only to those that it has read
    return form._meta.get_field("steps").stream_block.get_prep_value(form.steps)


def save(client, form, steps, *, publish=False, **fields):
    """Post the editor of a form and return the answer."""
    fields.setdefault("department", form.department_id)
    fields.setdefault("destination", form.destination)
    action = {"action-publish": "1"} if publish else {}
    return client.post(EDIT.format(form.pk), {**posted(steps, **fields), **action})


def errors_of(response):
    """Return the messages beside the blocks, by path: {(0, "questions", 1, "name"): ["…"]}; {} when it was accepted."""
    if response.status_code != 200:
        return {}
    errors_by_path = {}

    def walk(error, path):
        own = getattr(error, "non_block_errors", None)
        if own is None:
            errors_by_path[path] = error.messages
            return
        if own:
            errors_by_path[path] = [message for item in own.as_data() for message in item.messages]
        for key, child in error.block_errors.items():
            walk(child, (*path, key))

    form = response.context["form"]
    for name, errors in form.errors.items():
        if name == "steps":
            for error in errors.as_data():
                walk(error, ())
        else:
            errors_by_path[(name,)] = list(errors)
    return errors_by_path


def draft_of(form):
    """Return the form as last saved, draft or not."""
    return Form.objects.get(pk=form.pk).get_latest_revision_as_object()
