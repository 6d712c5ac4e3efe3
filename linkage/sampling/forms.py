"""The two forms of the register of samplers. They know formats, not who may use them."""

from datetime import date
from typing import Any

from django import forms

from linkage.accounts.models import User
from linkage.accounts.queries import colleagues
from linkage.law.sampling_rules import Medium
from linkage.procedure.forms import DayInput, say_what_to_do
from linkage.sampling.facts import SAMPLERS


class PersonField(forms.ModelChoiceField):
    """A colleague by name and credential number."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and credential number."""
        return f"{obj.name}（{obj.credential_number}）" if obj.credential_number else obj.name


class NewQualification(forms.Form):
    """Who may sample what, by which certificate, from when to when."""

    use_required_attribute = False
    person = PersonField(label="持证人", queryset=User.objects.none(), empty_label="请选择")
    issuer = forms.CharField(label="发证机构", max_length=120)
    number = forms.CharField(label="证书编号", max_length=60)
    scope = forms.MultipleChoiceField(
        label="可采样品类型",
        choices=[(medium.value, medium.label) for medium in Medium],
        widget=forms.CheckboxSelectMultiple,
    )
    valid_from = forms.DateField(label="有效期自", widget=DayInput())
    valid_to = forms.DateField(label="有效期至（含当日）", widget=DayInput())

    def __init__(self, data: Any, *, by: User, today: date) -> None:
        super().__init__(data, auto_id="qualification_%s", label_suffix="")
        self.fields["person"].queryset = colleagues(by.agency, today, *SAMPLERS)  # type: ignore[attr-defined]
        say_what_to_do(self)


class Revocation(forms.Form):
    """From when, and why."""

    use_required_attribute = False
    on = forms.DateField(label="自何日起失效", widget=DayInput())
    reason = forms.CharField(label="撤销原因", max_length=200)

    def __init__(self, data: Any, *, pk: int) -> None:
        super().__init__(data, auto_id=f"revoke_{pk}_%s", label_suffix="")
        say_what_to_do(self)
