"""The form that opens a case: what was found, where, by whom it was done, and the first files. It knows formats, not law."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from linkage.cases.models import Case, Source
from linkage.dossiers.models import Secrecy
from linkage.evidence.forms import ManyFilesField
from linkage.evidence.models import MaterialClass
from linkage.procedure.forms import DayInput, MomentInput, ParagraphsField, say_what_to_do

CLASSES = [(c.value, c.label) for c in MaterialClass if c not in (MaterialClass.LETTER, MaterialClass.MEDIA)]
"""Photographs and recordings say who took them, when and where: they are added on the evidence page."""


class OpeningForm(forms.Form):
    """A case suspected to be a crime, as it is entered."""

    use_required_attribute = False
    title = forms.CharField(
        label="案件名称", max_length=120, help_text="当事人＋行为，例如：某公司利用渗坑排放含重金属废水案。"
    )
    cause = forms.CharField(label="案由", max_length=60)
    source = forms.ChoiceField(label="案件来源", choices=Source.choices)
    discovered_at = forms.DateTimeField(
        label="发现时间", widget=MomentInput(), help_text="专案组应自发现时起立即指定（310号第五条）。"
    )
    place = forms.CharField(label="案发地点", max_length=200)
    how_discovered = ParagraphsField(label="查获情况", max_length=500)
    conduct_from = forms.DateField(label="行为开始", required=False, widget=DayInput())
    conduct_until = forms.DateField(
        label="行为终了",
        required=False,
        widget=DayInput(),
        help_text="适用哪一版条款和司法解释由行为终了日决定。",
    )
    summary = ParagraphsField(label="涉嫌犯罪事实", max_length=5000)
    charge = forms.CharField(label="涉嫌罪名", max_length=60, initial=Case._meta.get_field("charge").default)
    legal_basis = forms.CharField(
        label="法律依据", max_length=300, required=False, help_text="写明条款和司法解释的文号。"
    )
    penalty_number = forms.CharField(
        label="已作行政处罚决定书文号",
        max_length=60,
        required=False,
        help_text="已经作出行政处罚的填写，移送时须附该决定书。",
    )
    secrecy = forms.ChoiceField(
        label="标识", choices=Secrecy.choices, initial=Secrecy.ORDINARY,
        help_text="“敏感”的案件，上级机关只有负责人和督查员可见。任何国家秘密都不得录入本系统。",
    )  # fmt: skip
    files = ManyFilesField(
        label="材料", required=False, help_text="可以一次选择多个，例如现场检查笔录、监测报告的扫描件。"
    )
    material_class = forms.TypedChoiceField(
        label="材料类别", choices=CLASSES, coerce=int, initial=MaterialClass.RECORDS.value,
        help_text="这一次选择的文件归入同一类；现场照片、录音录像请在登记以后到证据页加入。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["how_discovered"].widget.attrs["rows"] = 3
        say_what_to_do(self)

    def clean(self) -> dict[str, Any]:
        """The conduct ends no earlier than it begins."""
        said = super().clean() or {}
        begins, ends = said.get("conduct_from"), said.get("conduct_until")
        if begins and ends and ends < begins:
            self.add_error("conduct_until", "行为终了早于行为开始，请核对日期。")
        if ends and ends > timezone.localdate():
            self.add_error("conduct_until", "行为终了晚于今天，请核对日期。")
        return said

    def facts(self) -> dict[str, Any]:
        """Keyword arguments of `actions.open_transfer`, without parties and files. Only after `is_valid`."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("files", "material_class")
        }


def class_of(request: HttpRequest) -> int:
    """The class of material chosen for the files of this form."""
    said = request.POST.get("material_class", "")
    return int(said) if said in {str(code) for code, _ in CLASSES} else MaterialClass.RECORDS.value
