from django.urls import path

from demo import dev_mail

urlpatterns = [
    path("", dev_mail.inbox, name="dev_mail"),
    path("<str:letter_id>/", dev_mail.read, name="dev_mail_read"),
    path("<str:letter_id>/html/", dev_mail.read_html, name="dev_mail_html"),
]
