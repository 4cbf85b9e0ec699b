"""Roles in the admin: shown in words, copied, and built-in ones left as they are."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from people import roles
from people.authorisation import own_roles
from people.authorisation.role_words import in_words
from people.errors import NotAllowed
from people.models import Role
from tests.cases.factories import acting, staff
from tests.trees import make_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = staff("els", roles.ADMINISTRATOR)
    client.force_login(user)
    return user


def edit(group):
    return reverse("wagtailusers_groups:edit", args=[group.pk])


def test_a_role_says_what_it_may_in_words():
    sentences = in_words(roles.group_of(roles.HANDLER))
    assert sentences == ["Mag in de admin.", "Mag zaken van eigen dienst bekijken en wijzigen."]


@pytest.mark.parametrize("code", roles.ROLES)
def test_each_right_of_each_role_is_said_in_dutch(code):
    for sentence in in_words(roles.group_of(code)):
        assert sentence.startswith(("Mag ", "Kan ")), sentence
        assert "Can " not in sentence


def test_pages_are_said_with_their_place():
    from front import page_tree

    page_tree.sync()
    assert "Mag alle pagina’s maken en wijzigen." in in_words(roles.group_of(roles.EDITOR))
    assert any("onder ‘Alle producten’" in sentence for sentence in in_words(roles.group_of(roles.EDITOR)))


def test_a_list_says_which_roles_are_built_in(client, administrator):
    Group.objects.create(name="Vrijwilligers")
    page = client.get(reverse("wagtailusers_groups:index")).text
    assert "ingebouwd" in page
    assert "eigen rol" in page
    assert "Beheert collega’s, diensten en instellingen" in page


def test_the_list_does_as_many_queries_for_many_roles(client, administrator, django_assert_max_num_queries):
    for number in range(12):
        Group.objects.create(name=f"Rol {number}")
    client.get(reverse("wagtailusers_groups:index"))
    with django_assert_max_num_queries(14):
        client.get(reverse("wagtailusers_groups:index"))


def test_a_built_in_role_is_shown_and_not_changed(client, administrator):
    group = roles.group_of(roles.HANDLER)
    assert "Mag zaken van eigen dienst bekijken en wijzigen." in client.get(edit(group)).text
    answer = client.post(edit(group), {"name": "Iets anders"}, follow=True)
    assert "Kopieer hem en wijzig de kopie" in answer.text
    group.refresh_from_db()
    assert (group.name, group.permissions.count()) == ("Behandelaar", 3)


def test_a_built_in_role_is_not_deleted(client, administrator):
    group = roles.group_of(roles.HANDLER)
    answer = client.post(reverse("wagtailusers_groups:delete", args=[group.pk]), follow=True)
    assert "ingebouwd en blijft" in answer.text
    assert Group.objects.filter(pk=group.pk).exists()


def test_a_copy_gives_the_same_and_is_changed(client, administrator):
    home = make_home()
    group = roles.group_of(roles.CHIEF_EDITOR)
    permission = GroupPagePermission._meta.get_field("permission").related_model.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=group, page=home, permission=permission)
    answer = client.post(reverse("wagtailusers_groups:copy", args=[group.pk]))
    made = Group.objects.get(name="Hoofdredactie (kopie)")
    assert answer.headers["Location"] == edit(made)
    assert in_words(made) == in_words(group)
    assert not Role.objects.get(group=made).is_locked
    assert client.get(edit(made)).status_code == 200
    roles.sync()
    assert in_words(made) == in_words(group)


def test_a_copy_gives_the_same_on_pictures_and_documents():
    administrator = staff("els", roles.ADMINISTRATOR)
    roles.sync()
    group = roles.group_of(roles.EDITOR)
    copied = own_roles.copy(acting(administrator), administrator, group)
    held = [
        set(GroupCollectionPermission.objects.filter(group=each).values_list("collection", "permission"))
        for each in (group, copied)
    ]
    assert held[0] == held[1] != set()


def test_copying_twice_gives_two_names():
    administrator = staff("els", roles.ADMINISTRATOR)
    group = roles.group_of(roles.HANDLER)
    names = [own_roles.copy(acting(administrator), administrator, group).name for _ in range(2)]
    assert names == ["Behandelaar (kopie)", "Behandelaar (kopie) 2"]


def test_who_makes_no_roles_copies_none(client):
    handler = staff("han", roles.HANDLER)
    group = roles.group_of(roles.HANDLER)
    with pytest.raises(NotAllowed):
        own_roles.copy(acting(handler), handler, group)
    client.force_login(handler)
    client.post(reverse("wagtailusers_groups:copy", args=[group.pk]))
    assert not Group.objects.filter(name__contains="kopie").exists()


def test_a_copy_is_not_made_by_following_a_link(client, administrator):
    group = roles.group_of(roles.HANDLER)
    assert client.get(reverse("wagtailusers_groups:copy", args=[group.pk])).status_code == 405
    assert not Group.objects.filter(name__contains="kopie").exists()


def test_a_role_that_the_table_changed_follows_it_and_an_own_one_does_not():
    own = own_roles.copy(
        acting(staff("els", roles.ADMINISTRATOR)), staff("ann", roles.ADMINISTRATOR), roles.group_of(roles.HANDLER)
    )
    for group in (own, roles.group_of(roles.HANDLER)):
        group.permissions.clear()
    roles.sync()
    assert roles.group_of(roles.HANDLER).permissions.count() == 3
    assert own.permissions.count() == 0


def test_a_citys_own_role_of_that_name_keeps_it():
    Role.objects.filter(code=roles.READER).delete()
    Group.objects.filter(name="Lezer").delete()
    own = Group.objects.create(name="Lezer")
    roles.sync()
    assert roles.group_of(roles.READER).name == "Lezer (ingebouwd)"
    assert own.permissions.count() == 0
