"""What is public now is said in ground.public alone: whoever writes it out again forgets a date, or a restriction above."""

import re

from tests.architecture.house import modules

BY_HAND = re.compile(
    r"\blive=True|live__exact|__live\b|\.live\(\)|(?<!self)\.public\(\)|(expire_at|go_live_at)(__(gte?|lte?|isnull))?\s*=(?!=)|page\.live\b.*AND"
)
OTHER_QUESTIONS = {
    "people.organisation.department_belongings": "which drafts can still come online, and go along with their department",
    "api.wagtail_content": "what the library would show though it is not published now",
    "products.models.imported": "what is still online though its source withdrew it",
    "products.admin.product_list": "how a product stands for its editors: a draft is what is not live, expired or not",
    "portal.admin.editor_panel": "what editors must look at: expired or not",
    "portal.operations.jobs": "what should have come or gone by a moment, and did not yet",
}


def test_what_is_public_is_asked_in_one_place():
    asked = {
        module: hits
        for module, file in modules().items()
        if (hits := [hit.group() for hit in BY_HAND.finditer(file.read_text(encoding="utf-8"))])
    }
    assert {module: hits for module, hits in asked.items() if module not in OTHER_QUESTIONS} == {}
    assert asked.keys() == OTHER_QUESTIONS.keys()
