"""Asking the worker to go on with an upload; what it does stands in products.upload.job, which no page loads."""

from django.db import transaction

from products.models import ProductUpload


def enqueue(upload: ProductUpload) -> None:
    """Let a worker go on with it after the commit."""
    from django_q.tasks import async_task  # Late: its models must be there

    transaction.on_commit(lambda: async_task("products.upload.job.run", str(upload.pk), task_name="product upload"))
