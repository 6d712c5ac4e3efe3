"""Clues from a table: one row one clue, all of them or none, and whatever is wrong with a row is said with its number."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from linkage.accounts.models import User
from linkage.cases.models import PartyKind
from linkage.clues.actions import InformantFacts, open_clue
from linkage.clues.actions.registering import PartyFacts
from linkage.clues.forms import ClueForm
from linkage.clues.models import Source
from linkage.dossiers.models import Secrecy
from linkage.law.refusal import Reason, Refused

UNIT, PERSON, INFORMANT, CONTACT = "被反映的单位", "被反映的个人", "举报人", "举报人联系方式"
ROWS_AT_MOST = 500
REMEDY = "请改正后重新导入；这一次没有登记任何线索。"
LEFT_OUT = {"source": Source.IMPORTED.label, "secrecy": Secrecy.ORDINARY.value}
"""What a row need not say."""


def columns() -> dict[str, str]:
    """Heading -> field of the form; 举报人 and the parties have headings of their own."""
    return {str(field.label): name for name, field in ClueForm().fields.items() if name != "files"}


def import_clues(*, table: str, by: User, at: datetime, apply: bool) -> list[str]:
    """Register each row of this CSV text as a clue of `by`; returns a sentence a row. With `apply` false nothing stays.

    Refused, with every fault of every row, when a heading or a row is wrong: nothing is half imported.
    """
    told, faults = [], []
    with transaction.atomic():
        for number, row in _rows(table):
            try:
                with transaction.atomic():
                    told.append(_register(row, by, at))
            except Refused as refused:
                faults += [Reason(f"第{number}行：{r.sentence}", r.basis, REMEDY) for r in refused.reasons]
        if faults:
            raise Refused(faults)
        transaction.set_rollback(not apply)
    return told


def _rows(table: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    known = {*columns(), UNIT, PERSON, INFORMANT, CONTACT}
    headings = [heading or "" for heading in reader.fieldnames or ()]
    if wrong := [heading for heading in headings if heading not in known]:
        raise Refused([Reason(f"不认识的列：{'、'.join(wrong)}。可用的列：{'、'.join(sorted(known))}。")])
    rows = list(reader)
    if not rows or len(rows) > ROWS_AT_MOST:
        raise Refused([Reason(f"共{len(rows)}行；应有 1 至 {ROWS_AT_MOST} 行。")])
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise Refused([Reason(f"第{number}行的格数与表头不一致。", remedy=REMEDY)])
        yield number, {key: value.strip() for key, value in row.items()}


def _register(row: Mapping[str, str], by: User, at: datetime) -> str:
    typed = {name: row.get(label, "") for label, name in columns().items()}
    form = ClueForm({**typed, **{name: typed[name] or usual for name, usual in LEFT_OUT.items()}})
    if not form.is_valid():
        raise Refused(_faults(form))
    _, outcome = open_clue(
        by=by, at=at, about=form.about(list(_parties(row))), traits=form.traits(),
        informants=_informants(row), **form.facts(),
    )  # fmt: skip
    return outcome.sentence


def _faults(form: ClueForm) -> list[Reason]:
    labels = {name: str(field.label) for name, field in form.fields.items()}
    return [
        Reason(f"“{labels.get(name, name)}”{message}")
        for name, messages in form.errors.items()
        for message in messages
    ]


def _parties(row: Mapping[str, str]) -> Iterator[PartyFacts]:
    for heading, kind in ((UNIT, PartyKind.UNIT), (PERSON, PartyKind.PERSON)):
        for name in (part.strip() for part in row.get(heading, "").split("、")):
            if name:
                yield PartyFacts(kind.value, name)


def _informants(row: Mapping[str, str]) -> Sequence[Any]:
    name = row.get(INFORMANT, "")
    return [InformantFacts(name, row.get(CONTACT, ""), "其他")] if name else []
