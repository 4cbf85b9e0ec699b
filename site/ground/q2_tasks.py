"""django-tasks on django-q2: Wagtail's own tasks run on our queue."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.tasks import async_task
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.signals import task_enqueued
from django_tasks.utils import normalize_json


class Q2Backend(BaseTaskBackend):
    supports_async_task = True

    def enqueue(self, task: Task[Any, Any], args: Sequence[Any], kwargs: dict[str, Any]) -> TaskResult[Any]:
        self.validate_task(task)
        args, kwargs = normalize_json(args), normalize_json(kwargs)
        q2_id = async_task("ground.q2_tasks.run", task.module_path, args, kwargs, task_name=task.name)
        result: TaskResult[Any] = TaskResult(
            task=task,
            id=q2_id,
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=list(args),
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        task_enqueued.send(type(self), task_result=result)
        return result


def run(path: str, args: list[Any], kwargs: dict[str, Any]) -> object:
    """Run the django-tasks task at the dotted path."""
    task: Task[Any, Any] = import_string(path)
    return task.call(*args, **kwargs)
