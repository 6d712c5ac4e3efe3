"""Text into values for a clue, its informants, and the look at one of them. They know formats, not law."""

import re
from typing import Any

from django import forms

from linkage.accounts.models import User
from linkage.cases.forms import ROWS_AT_MOST
from linkage.clues.actions import InformantFacts
from linkage.clues.actions.registering import ClueFacts, PartyFacts
from linkage.clues.facts import NO, YES
from linkage.clues.marks import Traits
from linkage.clues.models import JUDGED, Source
from linkage.clues.sealed import WORKING
from linkage.dossiers.models import Secrecy
from linkage.evidence.forms import ManyFilesField
from linkage.procedure.forms import MomentInput, ParagraphsField, PeopleField, say_what_to_do

CHANNELS = ("来电", "来信", "来访", "网络平台", "其他")
ANSWERS = ((NO, NO), (YES, YES))
ABOUT = ("title", "cause", "place", "summary", "secrecy")
TRAITS = ("plates", "phones", "waste_codes")
_BETWEEN = re.compile(r"[、，,；;\s]+")


class SeveralField(forms.CharField):
    """Several short things on one line, separated by 、 or a comma."""

    def clean(self, value: Any) -> tuple[str, ...]:
        """Each once, in order."""
        text: str = super().clean(value) or ""
        return tuple(dict.fromkeys(part for part in _BETWEEN.split(text) if part))


class ClueForm(forms.Form):
    """A clue as it comes in."""

    use_required_attribute = False
    title = forms.CharField(
        label="线索名称", max_length=120, help_text="对象＋行为，例如：某公司夜间倾倒废酸。不要写举报人姓名。"
    )
    source = forms.ChoiceField(label="线索来源", choices=[(s, s) for s in Source.labels])
    received_at = forms.DateTimeField(label="收到时间", widget=MomentInput())
    cause = forms.CharField(label="案由", max_length=60, help_text="例如：非法倾倒危险废物。")
    secrecy = forms.ChoiceField(
        label="标识", choices=Secrecy.choices, initial=Secrecy.ORDINARY,
        help_text="“敏感”的线索，上级机关只有负责人和督查员可见。任何国家秘密都不得录入本系统。",
    )  # fmt: skip
    place = forms.CharField(label="发生地点", max_length=200)
    summary = ParagraphsField(
        label="线索内容",
        max_length=5000,
        help_text="群众反映的写“据群众举报”；举报人信息只写在下面封存的一栏。",
    )
    suspected_conduct = ParagraphsField(label="涉嫌情形", max_length=5000)
    plates = SeveralField(label="车牌号", required=False, max_length=200, help_text="多个用顿号隔开。")
    phones = SeveralField(
        label="对象的电话",
        required=False,
        max_length=200,
        help_text="被反映的单位或者个人的电话，不是举报人的。",
    )
    waste_codes = SeveralField(
        label="废物代码", required=False, max_length=200, help_text="例如：336-064-17。"
    )
    suggestion = ParagraphsField(label="拟办意见", max_length=5000)
    files = ManyFilesField(
        label="材料", required=False, help_text="可以一次选择多个；内容含举报人信息的不要上传。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for name, words in JUDGED.items():
            self.fields[name] = forms.ChoiceField(
                label=f"是否{words}", choices=ANSWERS, widget=forms.RadioSelect
            )
            self.fields[f"{name}_reason"] = ParagraphsField(
                label=f"{words}的理由", max_length=2000, required=False, help_text="选“是”的必须写明。"
            )
            self.fields[f"{name}_reason"].widget.attrs["rows"] = 2
        say_what_to_do(self)

    def clean(self) -> dict[str, Any]:
        """Whoever says yes says why."""
        said = super().clean() or {}
        for name in JUDGED:
            if said.get(name) == YES and not said.get(f"{name}_reason"):
                self.add_error(f"{name}_reason", "选“是”的请写明理由。")
        return said

    def about(self, parties: list[PartyFacts]) -> ClueFacts:
        """What the dossier begins with. Only after `is_valid`."""
        return ClueFacts(**{name: self.cleaned_data[name] for name in ABOUT}, parties=parties)

    def traits(self) -> Traits:
        """By what the clue is recognised, beside parties and place."""
        return Traits(**{name: self.cleaned_data[name] for name in TRAITS})

    def facts(self) -> dict[str, Any]:
        """The facts of `register_clue`."""
        apart = {*ABOUT, *TRAITS, "files"}
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}


class InformantForm(forms.Form):
    """One informant. A row without name and contact is blank and does not count."""

    use_required_attribute = False
    name = forms.CharField(label="举报人姓名", max_length=60, required=False)
    contact = forms.CharField(label="联系方式", max_length=60, required=False)
    channel = forms.ChoiceField(label="渠道", choices=[(c, c) for c in CHANNELS], required=False)
    wishes_secrecy = forms.BooleanField(label="要求保密", required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        """A contact belongs to somebody."""
        said = super().clean() or {}
        if said.get("contact") and not said.get("name"):
            self.add_error("name", "请填写姓名；匿名的写“匿名”。")
        return said

    def is_blank(self) -> bool:
        """Whether nothing was typed into this row."""
        return not any((self.data.get(self.add_prefix(n)) or "").strip() for n in ("name", "contact"))

    def entered(self) -> InformantFacts:
        """The informant that was typed. Only after `is_valid`."""
        return InformantFacts(**self.cleaned_data)


class OneInformantForm(InformantForm):
    """An informant added later: the name is asked for."""

    name = forms.CharField(label="举报人姓名", max_length=60, help_text="匿名的写“匿名”。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        say_what_to_do(self)


class InformantRows(forms.BaseFormSet):
    """Several informants; none is needed. Errors name their row."""

    def entered(self) -> list[InformantFacts]:
        """The informants that were typed in, in order. Only after `is_valid`."""
        return [form.entered() for form in self.forms if not form.is_blank()]

    def faults(self) -> list[tuple[str, str]]:
        """(id of the control, what) of every error, with the number of its row."""
        return [
            (form[name].id_for_label, f"举报人第{number}行，{form[name].label}：{fault}")
            for number, form in enumerate(self.forms, start=1)
            for name, faults in form.errors.items()
            for fault in faults
        ]


InformantFormSet = forms.formset_factory(
    InformantForm, formset=InformantRows, extra=1, max_num=ROWS_AT_MOST, absolute_max=ROWS_AT_MOST
)


class RevealForm(forms.Form):
    """Why an informant is looked at."""

    use_required_attribute = False
    reason = forms.CharField(
        label="查看事由",
        max_length=200,
        help_text="例如：回访核实排放时间。事由连同您的姓名和时间记入案卷，不能更改；不要写举报人姓名。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        say_what_to_do(self)


class ReadersForm(forms.Form):
    """Whom a head names."""

    use_required_attribute = False
    people = PeopleField(
        label="知悉人", queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text="只从受理机关的办案人员中指定，指定以后可以查看举报人信息。",
    )  # fmt: skip

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        people = self.fields["people"]
        assert isinstance(people, PeopleField)
        people.queryset = colleagues
        say_what_to_do(self)


READER_ROLES = tuple(role.value for role in WORKING)
