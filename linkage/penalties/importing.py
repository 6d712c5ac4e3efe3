"""Decided penalties from a table: one row one decision, all of them or none, and whatever is wrong with a row is said with its number."""

from collections.abc import Mapping
from datetime import datetime

from linkage.accounts.models import User
from linkage.cases.forms import PartyForm
from linkage.cases.importing import faults_of, import_rows
from linkage.cases.models import PartyKind, Source
from linkage.dossiers.models import Secrecy
from linkage.law.refusal import Reason, Refused
from linkage.penalties.actions import PartyFacts, open_decided_penalty
from linkage.penalties.facts import ORDINARY
from linkage.penalties.forms import DecidedForm

UNIT, UNIT_CODE, PERSON, PERSON_NUMBER = "被处罚单位", "统一社会信用代码", "被处罚个人", "公民身份号码"
PARTIES = ((UNIT, UNIT_CODE, PartyKind.UNIT), (PERSON, PERSON_NUMBER, PartyKind.PERSON))
REMEDY = "请改正后重新导入；这一次没有录入任何处罚决定。"
LEFT_OUT = {
    "source": str(Source.INSPECTION.label), "secrecy": Secrecy.ORDINARY.value, "procedure_kind": ORDINARY,
}  # fmt: skip
"""What a row need not say."""


def columns() -> dict[str, str]:
    """Heading -> field of the form; the parties have headings of their own."""
    return {str(field.label): name for name, field in DecidedForm().fields.items() if name != "files"}


def import_penalties(*, table: str, by: User, at: datetime, apply: bool) -> list[str]:
    """Enter each row of this CSV text as a decided penalty of `by`; returns a sentence a row. With `apply` false nothing stays.

    Refused, with every fault of every row, when a heading or a row is wrong: nothing is half imported.
    """
    known = {*columns(), UNIT, UNIT_CODE, PERSON, PERSON_NUMBER}
    return import_rows(table, known=known, remedy=REMEDY, apply=apply, enter=lambda row: _enter(row, by, at))


def _enter(row: Mapping[str, str], by: User, at: datetime) -> str:
    typed = {name: row.get(label, "") for label, name in columns().items()}
    form = DecidedForm({**typed, **{name: typed[name] or usual for name, usual in LEFT_OUT.items()}})
    parties, faults = _parties(row)
    if not form.is_valid() or faults:
        raise Refused([*faults_of(form), *faults])
    _, outcome = open_decided_penalty(by=by, at=at, about=form.about(parties), **form.facts())
    return outcome.sentence


def _parties(row: Mapping[str, str]) -> tuple[list[PartyFacts], list[Reason]]:
    """One unit and one person at most a row, each with its number where the table has one."""
    parties, faults = [], []
    for heading, numbers, kind in PARTIES:
        name, number = row.get(heading, ""), row.get(numbers, "")
        form = PartyForm({"kind": kind.value, "name": name, "identity_number": number})
        if not form.is_valid():
            faults += faults_of(form)
        elif name:
            parties.append(PartyFacts(kind.value, name, number))
    return parties, faults
