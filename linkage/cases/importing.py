"""Rows of a table that become cases: all of them or none, and whatever is wrong with a row is said with its number."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Set

from django.db import transaction
from django.forms import Form

from linkage.law.refusal import Reason, Refused

Row = Mapping[str, str]
ROWS_AT_MOST = 500


def import_rows(
    table: str, *, known: Set[str], remedy: str, apply: bool, enter: Callable[[Row], str]
) -> list[str]:
    """Enter each row of this CSV text; returns a sentence a row. With `apply` false nothing stays.

    `known` are the headings there may be. Refused, with every fault of every row and `remedy` behind it, when a heading or
    a row is wrong: nothing is half imported.
    """
    told, faults = [], []
    with transaction.atomic():
        for number, row in _rows(table, known, remedy):
            try:
                with transaction.atomic():
                    told.append(enter(row))
            except Refused as refused:
                faults += [Reason(f"第{number}行：{r.sentence}", r.basis, remedy) for r in refused.reasons]
        if faults:
            raise Refused(faults)
        transaction.set_rollback(not apply)
    return told


def faults_of(form: Form) -> list[Reason]:
    """What is wrong with a form, each with the heading it is under."""
    labels = {name: str(field.label) for name, field in form.fields.items()}
    return [
        Reason(f"“{labels.get(name, name)}”{message}")
        for name, messages in form.errors.items()
        for message in messages
    ]


def _rows(table: str, known: Set[str], remedy: str) -> Iterator[tuple[int, Row]]:
    reader = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    headings = [heading or "" for heading in reader.fieldnames or ()]
    if wrong := [heading for heading in headings if heading not in known]:
        raise Refused([Reason(f"不认识的列：{'、'.join(wrong)}。可用的列：{'、'.join(sorted(known))}。")])
    rows = list(reader)
    if not rows or len(rows) > ROWS_AT_MOST:
        raise Refused([Reason(f"共{len(rows)}行；应有 1 至 {ROWS_AT_MOST} 行。")])
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise Refused([Reason(f"第{number}行的格数与表头不一致。", remedy=remedy)])
        yield number, {key: value.strip() for key, value in row.items()}
