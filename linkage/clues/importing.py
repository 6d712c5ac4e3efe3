"""Clues from a table: one row one clue, all of them or none, and whatever is wrong with a row is said with its number."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.cases.importing import faults_of, import_rows
from linkage.cases.models import PartyKind
from linkage.cases.parties import PartyFacts
from linkage.clues.actions import InformantFacts, open_clue
from linkage.clues.forms import ClueForm
from linkage.clues.models import Source
from linkage.dossiers.models import Secrecy
from linkage.law.refusal import Refused

UNIT, PERSON, INFORMANT, CONTACT = "被反映的单位", "被反映的个人", "举报人", "举报人联系方式"
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
    known = {*columns(), UNIT, PERSON, INFORMANT, CONTACT}
    return import_rows(
        table, known=known, remedy=REMEDY, apply=apply, enter=lambda row: _register(row, by, at)
    )


def _register(row: Mapping[str, str], by: User, at: datetime) -> str:
    typed = {name: row.get(label, "") for label, name in columns().items()}
    form = ClueForm({**typed, **{name: typed[name] or usual for name, usual in LEFT_OUT.items()}})
    if not form.is_valid():
        raise Refused(faults_of(form))
    _, outcome = open_clue(
        by=by, at=at, about=form.about(list(_parties(row))), traits=form.traits(),
        informants=_informants(row), **form.facts(),
    )  # fmt: skip
    return outcome.sentence


def _parties(row: Mapping[str, str]) -> Iterator[PartyFacts]:
    for heading, kind in ((UNIT, PartyKind.UNIT), (PERSON, PartyKind.PERSON)):
        for name in (part.strip() for part in row.get(heading, "").split("、")):
            if name:
                yield PartyFacts(kind.value, name)


def _informants(row: Mapping[str, str]) -> Sequence[Any]:
    name = row.get(INFORMANT, "")
    return [InformantFacts(name, row.get(CONTACT, ""), "其他")] if name else []
