"""Text into values for a penalty that opens its own dossier. They know formats, not law."""

from typing import Any

from django import forms

from linkage.cases.models import Source
from linkage.dossiers.models import Secrecy
from linkage.evidence.forms import ManyFilesField
from linkage.penalties.actions import AboutCase, PartyFacts
from linkage.penalties.facts import ORDINARY, SUMMARY, labels
from linkage.penalties.status import ConductKind, Harm, PenaltyKind
from linkage.procedure.forms import DayInput, ParagraphsField, say_what_to_do

ABOUT = ("title", "place", "summary", "source", "discovered_on", "secrecy")


def _words(words: Any) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


class CaseForm(forms.Form):
    """What a penalty case begins with, whether it is filed now or was decided elsewhere."""

    use_required_attribute = False
    title = forms.CharField(
        label="案件名称", max_length=120, help_text="当事人＋行为，例如：某公司超标排放水污染物案。"
    )
    cause = forms.CharField(label="违法行为", max_length=60, help_text="例如：超标排放水污染物。")
    source = forms.ChoiceField(label="案件来源", choices=_words(Source.labels))
    discovered_on = forms.DateField(label="违法行为被发现日", widget=DayInput())
    place = forms.CharField(label="发生地点", max_length=200)
    summary = ParagraphsField(label="违法事实", max_length=5000)
    conduct_kind = forms.ChoiceField(label="行为类型", choices=_words(labels(ConductKind)))
    conduct_until = forms.DateField(
        label="行为终了日", widget=DayInput(), help_text="连续或者继续的违法行为，填写终了之日。"
    )
    procedure_kind = forms.ChoiceField(
        label="适用程序", choices=_words((ORDINARY, SUMMARY)), initial=ORDINARY
    )
    secrecy = forms.ChoiceField(
        label="标识", choices=Secrecy.choices, initial=Secrecy.ORDINARY,
        help_text="“敏感”的案件，上级机关只有负责人和督查员可见。任何国家秘密都不得录入本系统。",
    )  # fmt: skip
    files = ManyFilesField(
        label="材料", required=False, help_text="可以一次选择多个，例如现场检查笔录、处罚决定书。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        say_what_to_do(self)

    def about(self, parties: list[PartyFacts]) -> AboutCase:
        """What the dossier begins with. Only after `is_valid`."""
        said = {name: self.cleaned_data[name] for name in ABOUT}
        said["source"] = next(code.value for code in Source if code.label == said["source"])
        return AboutCase(**said, parties=parties)

    def facts(self) -> dict[str, Any]:
        """The facts of the opening act. Only after `is_valid`."""
        apart = {*ABOUT, "files"}
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}


class FilingForm(CaseForm):
    """A penalty case that is filed now."""

    harm = forms.ChoiceField(
        label="危害后果",
        choices=_words(labels(Harm)),
        widget=forms.RadioSelect,
        help_text="追责时效的长短由它决定。",
    )


class KindsField(forms.MultipleChoiceField):
    """Kinds of a penalty: chosen on the page, or written into one cell of a table, separated by 、."""

    def to_python(self, value: Any) -> list[str]:
        """The words, each as it was chosen or written."""
        return super().to_python(_apart(value) if isinstance(value, str) else value)


class DecidedForm(CaseForm):
    """A penalty that was decided elsewhere."""

    penalty_kinds = KindsField(
        label="处罚种类", choices=_words(labels(PenaltyKind)), widget=forms.CheckboxSelectMultiple
    )
    fine_yuan = forms.DecimalField(
        label="罚款金额（元）", max_digits=14, decimal_places=2, min_value=0, required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}), help_text="处以罚款的必须填写。",
    )  # fmt: skip
    decision_number = forms.CharField(label="处罚决定书文号", max_length=60)
    decided_on = forms.DateField(
        label="决定日期", widget=DayInput(), help_text="自决定之日起七日内录入平台（17号第三十四条）。"
    )
    served_on = forms.DateField(label="送达日期", widget=DayInput(), help_text="处罚决定自送达之日起生效。")


def _apart(text: str) -> list[str]:
    """The kinds written in one cell; a kind whose own words hold 、 is found whole."""
    left, found = text.replace("；", "、").replace(";", "、"), []
    for word in sorted(labels(PenaltyKind), key=len, reverse=True):
        if word in left:
            found.append(word)
            left = left.replace(word, "", 1)
    return [*found, *(part for part in left.split("、") if part.strip())]
