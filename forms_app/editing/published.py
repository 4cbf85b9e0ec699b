"""What citizens have seen of a form, read from its frozen versions."""

from typing import Any

from forms_app.editing.checks import Published, Seen
from forms_app.models import Form, FormVersion, Submission


def published(form: Form) -> Published:
    """Return what is fixed since publication; nothing for a form that never was. Two queries at most."""
    if not form.pk:
        return Published()
    versions = list(FormVersion.objects.filter(form_id=form.pk).order_by("number").values_list("data", flat=True))
    if not versions:
        return Published()
    rows = _choice_rows(form.pk)
    seen: dict[str, Seen] = {}
    for data in versions:
        for question in (item for step in data["structure"]["steps"] for item in step["questions"]):
            if not question["block_id"]:
                continue
            block_id, keys = question["block_id"], tuple(question["options"].get("choices") or ())
            fixed = {row: key for row, key in rows.get(block_id, {}).items() if key in keys}
            seen[block_id] = Seen(question["name"], question["type"], keys, fixed)
    return Published(str(versions[-1]["key"]), seen, lambda name, key: _is_used(form.pk, name, key))


def _choice_rows(form_id: int) -> dict[str, dict[str, str]]:
    """Return block id to row id to choice key, as the form's row in the database holds them: what is live."""
    steps = Form.objects.only("steps").get(pk=form_id).steps
    return {
        child.id: {row.id: row.value["key"] for row in child.value["choices"].bound_blocks}
        for step in steps
        for child in step.value["questions"]
        if "choices" in child.block.child_blocks
    }


def _is_used(form_id: int, name: str, key: str) -> bool:
    answers: Any = Submission.objects.filter(version__form_id=form_id).values_list(f"answers__{name}", flat=True)
    return any(key in answer if isinstance(answer, list) else key == answer for answer in answers.iterator())
