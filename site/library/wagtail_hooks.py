"""The look of the city among the settings of the admin."""

from wagtail.contrib.settings.registry import register_setting

from library.brand.admin_form import edit_handler
from library.models import Brand

Brand.edit_handler = edit_handler  # where Wagtail looks for it
register_setting(Brand, icon="image")
