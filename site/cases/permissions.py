"""Who may do what with cases: the department's own people, and nobody adds or deletes by hand."""

from cases.models import Case
from people.permissions import DepartmentPermissionPolicy

policy = DepartmentPermissionPolicy(Case, forbidden=frozenset({"add", "delete"}))
