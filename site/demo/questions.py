"""What inhabitants of the demo city ask often; each answer agrees with its product's page."""

from demo.files import data
from people.models import Department
from products.models import FrequentQuestion, ProductPage


def load_questions(departments: dict[str, Department], products: dict[str, ProductPage]) -> None:
    """Write and publish the questions that are absent; one of a product belongs to that product's department."""
    for slug, each in data("questions").items():
        if FrequentQuestion.objects.filter(slug=slug).exists():
            continue
        product = products[each["product"]] if each["product"] else None
        question = FrequentQuestion(
            question=each["question"],
            slug=slug,
            answer=each["answer"],
            product=product,
            theme=each["theme"],
            department=product.department if product else departments[each["department"]],
            live=False,
        )
        question.save()
        question.save_revision().publish()
