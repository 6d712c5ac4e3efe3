"""A question with nothing to choose from says so, and what to do, instead of showing an empty frame."""

from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string

from linkage.accounts.models import User
from linkage.procedure.forms import PeopleField

pytestmark = pytest.mark.django_db


def shown(queryset: Any, *, required: bool) -> str:
    """The field as the page of an act shows it."""
    picked = PeopleField(
        queryset=queryset, label="样品", required=required, widget=forms.CheckboxSelectMultiple
    )
    form = type("Form", (forms.Form,), {"picked": picked})()
    return render_to_string("components/form_field.html", {"field": form["picked"]})


@pytest.mark.parametrize(
    ("required", "told"),
    [(True, "请先在卷宗中登记或者加入，再回到本页办理。"), (False, "可以不选，继续办理。")],
)
def test_nothing_to_choose_from_is_said(required: bool, told: str) -> None:
    page = shown(User.objects.none(), required=required)
    assert f"没有可选的样品。{told}" in page and "<input" not in page


def test_what_there_is_is_offered_without_a_word(cast: Any) -> None:
    page = shown(User.objects.filter(pk=cast.officer.pk), required=True)
    assert cast.officer.name in page and "没有可选的" not in page
