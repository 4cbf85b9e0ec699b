"""Frequently asked questions in the admin: each department its own."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, PublishingPanel, TitleFieldPanel
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.admin.widgets import SlugInput

from people.forms import DepartmentAdminForm
from people.permissions import DepartmentPermissionPolicy
from people.viewsets import UnchosenSnippetViewSet
from products.models import FrequentQuestion

policy = DepartmentPermissionPolicy(FrequentQuestion)


class FrequentQuestionViewSet(UnchosenSnippetViewSet):
    model = FrequentQuestion
    icon = "help"
    menu_label = _("Veelgestelde vragen")
    menu_name = "veelgestelde-vragen"
    menu_order = 115
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        "question",
        LiveStatusTagColumn(),
        Column("product", label=_("Product"), sort_key="product__title"),
        Column("department", label=_("Dienst"), sort_key="department__name"),
    ]
    list_filter = ["department", "live"]
    list_export = ["question", "product", "theme", "department", "live"]
    list_per_page = 25
    ordering = ["question"]
    edit_handler = ObjectList(
        [
            TitleFieldPanel("question", targets=["slug"], placeholder=_("De vraag")),
            FieldPanel("answer"),
            FieldPanel("department", widget=forms.Select),
            MultiFieldPanel(
                [FieldPanel("product"), FieldPanel("theme"), FieldPanel("slug", widget=SlugInput)],
                heading=_("Waar staat de vraag?"),
            ),
            PublishingPanel(),
        ],
        base_form_class=DepartmentAdminForm,
    )
