"""The page of a question that belongs to no product."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from ground.cacheable import cacheable
from products.queries import visible_questions


@cacheable
@require_safe
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the question and its answer; one that has a product is read on that product's page."""
    frequent_question = get_object_or_404(visible_questions(), slug=slug)
    if frequent_question.product is not None:
        return redirect(frequent_question.get_absolute_url())
    return render(request, "products/question.html", {"question": frequent_question, "questions": [frequent_question]})
