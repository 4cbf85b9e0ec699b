"""How many files a question takes is called max_files, as the other limits are. What was frozen is read by its upgrader."""

from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import RenameStructChildrenOperation


def rename(old_name: str, new_name: str) -> MigrateStreamData:
    """Rename the option in each form as it stands, and in all its revisions."""
    operation = RenameStructChildrenOperation(old_name, new_name)
    return MigrateStreamData("forms_app", "Form", "steps", [(operation, "step.questions.file")])


forwards = rename("most", "max_files")
forwards.reverse_code = rename("max_files", "most").code  # Wagtail's own way back does nothing


class Migration(migrations.Migration):
    dependencies = [
        ('forms_app', '0001_initial'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [forwards]
