"""Text into values for the evidence pages. They know formats; what the law wants is asked in `rules`."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from linkage.evidence.file_types import ALLOWED, extensions_of
from linkage.evidence.models import Form, MaterialClass
from linkage.evidence.rules import Description

MEDIA_FIELDS = ("proves", "shot_by", "shot_at", "shot_place")


class ManyFilesInput(forms.FileInput):
    """A file input that takes several. The browser must not insist on it: files may have been sent ahead."""

    allow_multiple_selected = True

    def use_required_attribute(self, initial: object) -> bool:
        """Never."""
        return False


class ManyFilesField(forms.FileField):
    """Several files at once; their content is judged elsewhere."""

    widget = ManyFilesInput

    def clean(self, data: Sequence[UploadedFile] | None, initial: object = None) -> list[UploadedFile]:
        """The files as they came."""
        return list(data or [])


class MaterialForm(forms.Form):
    """What a person says about the files of one class; class 5 asks who, when, where, and what it proves."""

    chosen = ManyFilesField(label="文件")
    title = forms.CharField(
        label="名称", max_length=110, required=False, help_text="不填的用文件名；多个文件的自动加序号。"
    )
    source = forms.CharField(label="来源", max_length=120, help_text="由谁制作，或者从哪里取得。")
    form = forms.ChoiceField(label="原件/复印件", choices=Form.choices, initial=Form.ORIGINAL)
    copies = forms.IntegerField(label="份数", min_value=1, max_value=999, initial=1)
    pages = forms.IntegerField(
        label="页数", min_value=1, max_value=99999, required=False, help_text="录像、录音不填。"
    )
    made_on = forms.DateField(
        label="制作日期", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    proves = forms.CharField(label="证明对象", max_length=200)
    shot_by = forms.CharField(label="拍摄人", max_length=60)
    shot_at = forms.DateTimeField(
        label="拍摄时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    shot_place = forms.CharField(label="拍摄地点", max_length=120)
    is_penalty_decision = forms.BooleanField(label="这是行政处罚决定书", required=False)
    note = forms.CharField(label="备注", max_length=300, required=False)

    def __init__(self, *args: Any, material_class: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.material_class = material_class
        extensions = extensions_of(ALLOWED[material_class])
        self.fields["chosen"].widget.attrs["accept"] = ",".join(f".{e}" for e in extensions)
        self.fields["chosen"].help_text = f"可以一次选择多个。可以上传：{'、'.join(extensions)}。"
        if material_class != MaterialClass.MEDIA:
            for name in MEDIA_FIELDS:
                del self.fields[name]
        if material_class != MaterialClass.OTHER:
            del self.fields["is_penalty_decision"]

    def description(self) -> Description:
        """What was said, as the act takes it. Only after `is_valid`."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "chosen"}
        return Description(material_class=self.material_class, **said)


class ReasonForm(forms.Form):
    """One reason, for withdrawing an item or declaring a class absent."""

    reason = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


def reason_form(data: Mapping[str, Any] | None, label: str) -> ReasonForm:
    """The form with the label the page needs."""
    form = ReasonForm(data)
    form.fields["reason"].label = label
    return form
