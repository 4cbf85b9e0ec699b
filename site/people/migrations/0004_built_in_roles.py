from django.db import migrations

RENAMED = {
    "Redacteurs": ("chief_editor", "Hoofdredactie"),
    "Behandelaars": ("handler", "Behandelaar"),
    "Teamleiders": ("lead", "Teamleider"),
    "Balie": ("counter", "Balie"),
    "Beheerders van afgeschermde zaken": ("excluded_cases", "Beheerder van afgeschermde zaken"),
}
"""Groups of 0.1.0, with the code and the name that they have from now on. What they give is set by `manage.py setup`."""

ALSO = {"form_builder": "Formulierbouwer", "administrator": "Beheerder"}
"""What an editor of 0.1.0 becomes besides, so that nobody loses a right."""

WAGTAILS = {"Moderators": ("chief_editor", "Hoofdredactie"), "Editors": ("author", "Schrijver")}
"""Wagtail's own groups, with the role that their members get."""

WORKFLOW, TASK = "Goedkeuring", "Nakijken door de dienst"
OLD_WORKFLOW = "Goedkeuring (vorige)"
"""Kept where it has a history; it is offered no more."""


def forwards(apps, schema_editor):
    Group, Role = apps.get_model("auth", "Group"), apps.get_model("people", "Role")

    def role(code, name):
        """Return the group of a role, made with it where it is absent: a city's own group of that name keeps it."""
        known = Role.objects.filter(code=code).select_related("group").first()
        if known is not None:
            return known.group
        if Group.objects.filter(name=name).exists():
            name = f"{name} (ingebouwd)"
        group = Group.objects.create(name=name)
        Role.objects.create(code=code, group=group, is_locked=True)
        return group

    for old, (code, name) in RENAMED.items():
        group = Group.objects.filter(name=old).first()
        if group is None:
            continue
        if old != name and not Group.objects.filter(name=name).exists():
            group.name = name
            group.save(update_fields=["name"])
        Role.objects.create(code=code, group=group, is_locked=True)
        if code == "chief_editor":
            for other_code, other_name in ALSO.items():
                role(other_code, other_name).user_set.add(*group.user_set.all())

    replace_workflow(apps, role)

    for old, (code, name) in WAGTAILS.items():
        group = Group.objects.filter(name=old, role=None).first()
        if group is None:
            continue
        if group.user_set.exists():
            role(code, name).user_set.add(*group.user_set.all())
        group.delete()


def replace_workflow(apps, role):
    """Put one step, approved by the department, where Wagtail's own "Moderators approval" was; what waits goes on there."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Task = apps.get_model("people", "DepartmentApprovalTask")
    Workflow, WorkflowTask, WorkflowPage, WorkflowContentType, WorkflowState, TaskState, GroupApprovalTask = (
        apps.get_model("wagtailcore", name)
        for name in (
            "Workflow",
            "WorkflowTask",
            "WorkflowPage",
            "WorkflowContentType",
            "WorkflowState",
            "TaskState",
            "GroupApprovalTask",
        )
    )
    kind, _ = ContentType.objects.get_or_create(app_label="people", model="departmentapprovaltask")
    task = Task.objects.create(name=TASK, active=True, content_type=kind)
    workflow = Workflow.objects.create(name=WORKFLOW, active=True)
    WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    for old_task in GroupApprovalTask.objects.filter(groups__name="Moderators"):
        olds = Workflow.objects.filter(workflow_tasks__task_id=old_task.pk, active=True)
        ids = [old.pk for old in olds if old.workflow_tasks.count() == 1]
        WorkflowPage.objects.filter(workflow__in=ids).update(workflow=workflow)
        WorkflowContentType.objects.filter(workflow__in=ids).update(workflow=workflow)
        under_way = WorkflowState.objects.filter(workflow__in=ids, status__in=("in_progress", "needs_changes"))
        TaskState.objects.filter(
            task_id=old_task.pk, status__in=("in_progress", "rejected"), workflow_state__in=under_way.values("pk")
        ).update(task_id=task.pk)
        under_way.update(workflow=workflow)
        used = WorkflowState.objects.filter(workflow__in=ids)
        Workflow.objects.filter(pk__in=ids).exclude(pk__in=used.values("workflow")).delete()
        Workflow.objects.filter(pk__in=ids).update(active=False, name=OLD_WORKFLOW)
        if olds.filter(active=True).exists():  # a step among others of a city's own workflow: its members go on judging
            old_task.groups.add(role("chief_editor", "Hoofdredactie"))
        elif TaskState.objects.filter(task_id=old_task.pk).exists():
            old_task.active, old_task.name = False, OLD_WORKFLOW
            old_task.save(update_fields=["active", "name"])
        else:
            old_task.delete()
    Page = apps.get_model("wagtailcore", "Page")
    root = Page.objects.filter(depth=1).order_by("path").first()
    if root is not None and not WorkflowPage.objects.exists():
        WorkflowPage.objects.create(page=root, workflow=workflow)


class Migration(migrations.Migration):
    """Gives 0.1.0's groups their place among the built-in roles, and takes Wagtail's own groups and workflow away."""

    dependencies = [
        ("people", "0003_roles_notices_and_merged_departments"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
