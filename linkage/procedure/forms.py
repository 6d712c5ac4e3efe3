"""The form of one act, built from the facts its row asks for. It turns text into values; it knows formats, not law."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from linkage.accounts.models import Agency
from linkage.accounts.queries import agencies_of_line, colleagues_in
from linkage.law.transitions import Transition
from linkage.procedure.facts import Fact

MOMENT_FORMAT = "%Y-%m-%dT%H:%M"
_SEPARATOR = re.compile(r"[｜|]")
_A_MINUTE = timedelta(minutes=1)


class MomentInput(forms.DateTimeInput):
    """A date and a time of day, as the browser's own control."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format=MOMENT_FORMAT)


class DayInput(forms.DateInput):
    """A day, as the browser's own control."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


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
        known_facts: Mapping[str, Fact],
        subject: Any,
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
            "seen": subject.dossier.head_sequence,
        }
        super().__init__(data, initial=first, label_suffix="")
        self.row, self.known_facts = row, known_facts
        asked = {name: _field(known_facts[name], subject, now) for name in row.asks}
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
            shape = self.known_facts[name].shape
            if shape == "moment":
                # A moment may be left out only where the fact may be.
                facts[name] = self._moment(name, occurred or at) or (at if said[name] else None)
            elif shape in ("people", "picked"):
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


def _field(fact: Fact, subject: Any, now: datetime) -> forms.Field:
    label = f"{fact.label}（{fact.unit}）" if fact.unit else fact.label
    about = {"label": label, "required": fact.required, "help_text": fact.help}
    maker = _MAKERS.get(fact.shape)
    return maker(fact, subject, now, about) if maker else forms.CharField(max_length=fact.max_length, **about)


class PeopleField(forms.ModelMultipleChoiceField):
    """Colleagues by name and credential number."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and credential number."""
        return f"{obj.name}（{obj.credential_number}）" if obj.credential_number else obj.name


def _people(fact: Fact, subject: Any, now: datetime, about: Mapping[str, Any]) -> forms.Field:
    agencies = [agency for side in fact.sides if (agency := subject.agency_on(side))]
    found = colleagues_in(agencies, timezone.localdate(now), *fact.roles)
    return PeopleField(queryset=found, widget=forms.CheckboxSelectMultiple, **about)


def _agency(fact: Fact, subject: Any, now: datetime, about: Mapping[str, Any]) -> forms.Field:
    taken = _pk(subject.agency_on("receiving"))
    found = agencies_of_line(fact.line, timezone.localdate(now)).exclude(pk=taken)
    # The picker takes the label for its own control and leaves the hidden choice without one.
    widget = forms.Select(attrs={"data-picker": "", "aria-label": about["label"]})
    return forms.ModelChoiceField(queryset=found, empty_label="请选择", widget=widget, **about)


def _pk(agency: Agency | None) -> int | None:
    return agency.pk if agency else None


def _picked(fact: Fact, subject: Any, now: datetime, about: Mapping[str, Any]) -> forms.Field:
    if fact.options is None:
        raise ValueError(f"{fact.name} says not what is picked from")
    return forms.ModelMultipleChoiceField(
        queryset=fact.options(subject), widget=forms.CheckboxSelectMultiple, **about
    )


def _number(fact: Fact, subject: Any, now: datetime, about: Mapping[str, Any]) -> forms.Field:
    return forms.DecimalField(
        max_digits=18,
        decimal_places=fact.places,
        min_value=fact.least,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        **about,
    )


_MAKERS: dict[str, Callable[[Fact, Any, datetime, Mapping[str, Any]], forms.Field]] = {
    "paragraphs": lambda fact, subject, now, about: ParagraphsField(max_length=fact.max_length, **about),
    "choice": lambda fact, subject, now, about: forms.ChoiceField(
        choices=[(c, c) for c in fact.choices], widget=forms.RadioSelect, **about
    ),
    "several": lambda fact, subject, now, about: forms.MultipleChoiceField(
        choices=[(c, c) for c in fact.choices], widget=forms.CheckboxSelectMultiple, **about
    ),
    "moment": lambda fact, subject, now, about: forms.DateTimeField(widget=MomentInput(), **about),
    "day": lambda fact, subject, now, about: forms.DateField(widget=DayInput(), **about),
    "whole": lambda fact, subject, now, about: forms.IntegerField(min_value=fact.least, **about),
    "number": _number,
    "people": _people,
    "agency": _agency,
    "picked": _picked,
    "lines": lambda fact, subject, now, about: LinesField(fact, max_length=fact.max_length, **about),
}


def _column_names(fact: Fact) -> tuple[str, ...]:
    """What the columns are called, from the fact's own help: 每行一项：材料名称｜补正要求."""
    told = tuple(part.strip() for part in _SEPARATOR.split(fact.help.rpartition("：")[2]))
    return told if len(told) == len(fact.columns) else tuple(key for key, _ in fact.columns)


def say_what_to_do(form: forms.Form) -> None:
    """An empty answer is told as what to do, not as the property of a field."""
    for field in form.fields.values():
        chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
        field.error_messages["required"] = "请选择。" if chosen else "请填写。"
