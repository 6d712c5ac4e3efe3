"""Text into values for the parties of a case. They know formats; an identity number is checked, never repaired."""

from typing import Any

from django import forms
from django.utils import timezone

from linkage.cases.identity import fault_of_person, fault_of_unit
from linkage.cases.models import PartyKind

FACTS = ("name", "identity_number", "address", "post")
ROWS = 3
ROWS_AT_MOST = 60


class PartyForm(forms.Form):
    """One row: a party. A row with nothing but its kind is blank and does not count."""

    use_required_attribute = False
    kind = forms.ChoiceField(label="类型", choices=PartyKind.choices, initial=PartyKind.UNIT, required=False)
    name = forms.CharField(label="名称/姓名", max_length=80, required=False)
    # What is typed arrives as typed: a blank before a number is an error to be seen, not one to be mended unseen.
    identity_number = forms.CharField(
        label="统一社会信用代码/公民身份号码", max_length=40, required=False, strip=False
    )
    address = forms.CharField(label="地址", max_length=150, required=False)
    post = forms.CharField(label="职务/身份", max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        """The row as a whole: a name with whatever else is said, a number that its check digit bears out."""
        said = super().clean() or {}
        if self.is_blank():
            return said
        if not said.get("kind") and "kind" not in self.errors:
            self.add_error("kind", "请选择单位或者个人。")
        if not said.get("name") and "name" not in self.errors:
            self.add_error("name", "请填写名称或者姓名；尚不清楚的写“待查”。")
        number = said.get("identity_number", "")
        if number and (fault := self._fault(said.get("kind"), number)):
            self.add_error("identity_number", fault)
        return said

    def is_blank(self) -> bool:
        """Whether nothing was typed into this row."""
        return not any((self.data.get(self.add_prefix(name)) or "").strip() for name in FACTS)

    def _fault(self, kind: str | None, number: str) -> str:
        if kind == PartyKind.UNIT:
            return fault_of_unit(number)
        return fault_of_person(number, timezone.localdate())


class PartyRows(forms.BaseFormSet):
    """Several parties; blank rows are passed over, errors name their row."""

    def clean(self) -> None:
        """At least one party."""
        if not any(self.errors) and not self.entered():
            raise forms.ValidationError("还没有当事人。请至少填写一名；尚不清楚的写“待查”。")

    def entered(self) -> list[dict[str, str]]:
        """The parties that were typed in, in order. Only after `is_valid`."""
        return [form.cleaned_data for form in self.forms if not form.is_blank()]

    def faults(self) -> list[tuple[str, str]]:
        """(where, what) of every error, with the number of its row; where is the id of the control."""
        found = [
            (form[name].id_for_label, f"当事人第{number}行，{form[name].label}：{fault}")
            for number, form in enumerate(self.forms, start=1)
            for name, faults in form.errors.items()
            for fault in faults
        ]
        return [*found, *(("parties", str(fault)) for fault in self.non_form_errors())]


PartyFormSet = forms.formset_factory(
    PartyForm, formset=PartyRows, extra=ROWS, max_num=ROWS_AT_MOST, absolute_max=ROWS_AT_MOST
)


class RevealForm(forms.Form):
    """Why an identity number is looked at."""

    reason = forms.CharField(
        label="查看事由",
        max_length=200,
        help_text="例如：核对询问笔录、制作法律文书。事由连同您的姓名和时间记入案卷，不能更改。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
