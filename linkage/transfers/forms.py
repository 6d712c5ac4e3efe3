"""The form of one act, built from the facts its row asks for. It turns text into values; it knows formats, not law."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from linkage.accounts.queries import agencies_of_line, colleagues
from linkage.accounts.roles import Line, Role
from linkage.law.transitions import Transition
from linkage.transfers.facts import FACTS, Fact
from linkage.transfers.models import Transfer

MOMENT_FORMAT = "%Y-%m-%dT%H:%M"
_SEPARATOR = re.compile(r"[｜|]")
_A_MINUTE = timedelta(minutes=1)


class MomentInput(forms.DateTimeInput):
    """A date and a time of day, as the browser's own control."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format=MOMENT_FORMAT)


class ParagraphsField(forms.CharField):
    """A longer text; its line breaks are kept in one form, whichever the browser sends."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), **kwargs)

    def to_python(self, value: Any) -> str:
        """The text with \\n between its lines."""
        return super().to_python(value).replace("\r\n", "\n")


class LinesField(forms.CharField):
    """Several items, one a line, columns separated by ｜ (or |); what is left out takes the column's default."""

    def __init__(self, fact: Fact, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4, "class": "act-lines"}), **kwargs)
        self.columns = fact.columns
        self.names = _column_names(fact)

    def clean(self, value: Any) -> list[dict[str, str]]:
        """The items; an error names its line."""
        text = super().clean(value) or ""
        items, faults = [], []
        for number, line in enumerate(text.splitlines(), start=1):
            if not line.strip():
                continue
            cells = [cell.strip() for cell in _SEPARATOR.split(line)]
            if fault := self._fault(cells):
                faults.append(f"第{number}行“{line.strip()[:20]}”{fault}")
            else:
                items.append(self._item(cells))
        if faults:
            raise forms.ValidationError(faults)
        return items

    def _fault(self, cells: list[str]) -> str:
        if len(cells) > len(self.columns):
            return f"有{len(cells)}项，每行最多{len(self.columns)}项：{'｜'.join(self.names)}。"
        for place, (_, default) in enumerate(self.columns):
            if not default and not (cells[place] if place < len(cells) else ""):
                return f"没有写“{self.names[place]}”。"
        return ""

    def _item(self, cells: list[str]) -> dict[str, str]:
        given = [*cells, *[""] * len(self.columns)]
        return {key: given[place] or default for place, (key, default) in enumerate(self.columns)}


class ActForm(forms.Form):
    """The facts of one act, and beneath them when it was done, where that was not just now.

    `opened_at` and `seen` travel along unseen: when the page was opened, and how far the dossier's chain went then.
    A moment left as the page suggested it means the moment of sending; one typed to the minute means within that minute.
    """

    use_required_attribute = False
    occurred_at = forms.DateTimeField(
        label="办理时间",
        required=False,
        widget=MomentInput(),
        help_text="不填就是提交的时刻。补录以前办理的事项时填写实际办理时间；晚于办理七日录入的会标明“迟录”。",
    )
    opened_at = forms.DateTimeField(required=False, widget=forms.HiddenInput())
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        row: Transition,
        transfer: Transfer,
        now: datetime,
        initial: Mapping[str, Any],
    ) -> None:
        # To the minute, in the words of the control: so that a moment nobody touched comes back as it went.
        minute = timezone.localtime(now).replace(second=0, microsecond=0)
        served = {"served_at": minute} if "served_at" in row.asks else {}
        first = {
            **served,
            **initial,
            "opened_at": minute.strftime(MOMENT_FORMAT),
            "seen": transfer.dossier.head_sequence,
        }
        super().__init__(data, initial=first, label_suffix="")
        self.row = row
        asked = {name: _field(FACTS[name], transfer, now) for name in row.asks}
        self.fields = {**asked, **self.fields}
        say_what_to_do(self)

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields of the facts, in the row's order."""
        return [self[name] for name in self.row.asks]

    def facts(self, at: datetime, floor: datetime) -> dict[str, Any]:
        """Keyword arguments of the act done at `at`; `floor` is the moment of the step before. Only after `is_valid`.

        `occurred_at` is None for "now".
        """
        said = self.cleaned_data
        occurred = self._moment("occurred_at", floor)
        facts = {name: said[name] for name in self.row.asks}
        for name in self.row.asks:
            if FACTS[name].shape == "moment":
                facts[name] = self._moment(name, occurred or at) or at
            elif FACTS[name].shape == "people":
                facts[name] = list(said[name])
        return {**facts, "occurred_at": occurred}

    def stated(self, at: datetime) -> dict[str, Any]:
        """What has been said so far, for a preview: also from a form that is not complete yet."""
        names = (*self.row.asks, "occurred_at")
        if not self.is_bound:
            return {name: self._first_value(name) for name in names}
        self.is_valid()
        said = self.cleaned_data
        return {
            name: self._moment(name, at) if isinstance(value := said.get(name), datetime) else value
            for name in names
        }

    def _first_value(self, name: str) -> Any:
        field = self.fields[name]
        try:
            return field.clean(self.get_initial_for_field(field, name))
        except forms.ValidationError:
            return None

    def _moment(self, name: str, floor: datetime) -> datetime | None:
        said: datetime | None = self.cleaned_data.get(name)
        if said is None or said == self.cleaned_data.get("opened_at"):
            return None
        return floor if said < floor < said + _A_MINUTE else said


def _field(fact: Fact, transfer: Transfer, now: datetime) -> forms.Field:
    about = {"label": fact.label, "required": fact.required, "help_text": fact.help}
    if fact.shape == "paragraphs":
        return ParagraphsField(max_length=fact.max_length, **about)
    if fact.shape == "choice":
        return forms.ChoiceField(choices=[(c, c) for c in fact.choices], widget=forms.RadioSelect, **about)
    if fact.shape == "moment":
        return forms.DateTimeField(widget=MomentInput(), **about)
    if fact.shape == "people":
        return _people(transfer, now, about)
    if fact.shape == "agency":
        return _agency(transfer, now, about)
    if fact.shape == "lines":
        return LinesField(fact, max_length=fact.max_length, **about)
    return forms.CharField(max_length=fact.max_length, **about)


class PeopleField(forms.ModelMultipleChoiceField):
    """Colleagues by name and credential number."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and credential number."""
        return f"{obj.name}（{obj.credential_number}）" if obj.credential_number else obj.name


def _people(transfer: Transfer, now: datetime, about: Mapping[str, Any]) -> forms.Field:
    day = timezone.localdate(now)
    found = colleagues(transfer.sending_agency, day, Role.ENFORCEMENT_OFFICER)
    return PeopleField(queryset=found, widget=forms.CheckboxSelectMultiple, **about)


def _agency(transfer: Transfer, now: datetime, about: Mapping[str, Any]) -> forms.Field:
    found = agencies_of_line(Line.POLICE, timezone.localdate(now)).exclude(pk=transfer.receiving_agency_id)
    # The picker takes the label for its own control and leaves the hidden choice without one.
    widget = forms.Select(attrs={"data-picker": "", "aria-label": about["label"]})
    return forms.ModelChoiceField(queryset=found, empty_label="请选择", widget=widget, **about)


def _column_names(fact: Fact) -> tuple[str, ...]:
    """What the columns are called, from the fact's own help: 每行一项：材料名称｜补正要求."""
    told = tuple(part.strip() for part in _SEPARATOR.split(fact.help.rpartition("：")[2]))
    return told if len(told) == len(fact.columns) else tuple(key for key, _ in fact.columns)


def say_what_to_do(form: forms.Form) -> None:
    """An empty answer is told as what to do, not as the property of a field."""
    for field in form.fields.values():
        chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
        field.error_messages["required"] = "请选择。" if chosen else "请填写。"
