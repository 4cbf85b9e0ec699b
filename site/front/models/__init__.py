"""The tables of front."""

from front.models.audit import AccessibilityAudit
from front.models.feedback import Feedback
from front.models.pages import ContentPage, HomePage, as_text
from front.models.path_count import PathCount

__all__ = ["AccessibilityAudit", "ContentPage", "Feedback", "HomePage", "PathCount", "as_text"]
