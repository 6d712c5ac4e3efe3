"""Every procedure but the transfer: what runs on a dossier, what may be done there, and one operation per row."""

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router, Status

from linkage.api.once import once
from linkage.api.problems import READING, WRITING, NotVisible
from linkage.api.schemas import MatterActedOut, MatterOut, MattersOut, facts_in
from linkage.api.v1 import reading
from linkage.api.v1.dossiers import NUMBER
from linkage.api.v1.stated import stated
from linkage.deadlines.running import running_clocks
from linkage.dossiers.queries import visible_to as dossiers_visible_to
from linkage.law.transitions import Transition
from linkage.procedure.carrying_out import line_of
from linkage.procedure.procedures import Procedure, known_procedures, with_locked_dossier
from linkage.procedure.reasons import act_panel
from linkage.procedure.situation import Situation

Key = Annotated[int, Path(ge=1, le=2**63 - 1, description="编号")]
router = Router(tags=["事项"])
TRANSFER = "crime_transfer"
"""The transfer has addresses of its own."""


@router.get(
    "/of/{number}",
    response={200: MattersOut, **READING},
    summary="一个卷宗里的线索、调查、样品、物品、咨询等事项",
    operation_id="list_matters",
)
def list_matters(request: HttpRequest, number: str) -> dict[str, Any]:
    """Two statements a procedure at most, however many matters there are."""
    if not NUMBER.fullmatch(number) or not dossiers_visible_to(request.user).filter(number=number).exists():
        raise NotVisible
    found = (
        reading.matter(procedure, subject)
        for procedure in _procedures()
        for subject in procedure.visible_to(request.user).filter(dossier__number=number).order_by("pk")
    )
    return {"items": list(found)}


def _procedures() -> list[Procedure]:
    return [procedure for code, procedure in known_procedures().items() if code != TRANSFER]


def _reader(procedure: Procedure) -> Callable[..., Any]:
    def read(request: HttpRequest, pk: Key) -> dict[str, Any]:
        subject = procedure.subject_visible_to(request.user, pk=pk)
        if subject is None:
            raise NotVisible
        clocks = running_clocks(subject.dossier, line_of(procedure.table, subject))
        situation = Situation(timezone.now(), request.user, {}, clocks)
        panel = act_panel(procedure.table, subject, situation)
        return reading.matter_with_acts(procedure, subject, clocks.values(), panel)

    read.__name__ = f"read_{procedure.table.code}"
    read.__doc__ = f"{procedure.table.name}：状态、时限和可办的事"
    return read


def _act(procedure: Procedure, row: Transition) -> Callable[..., Any]:
    """One act on a matter that exists: its schema asks what the row asks, and the act does the rest."""
    schema = facts_in(row, procedure.facts, procedure.table.code)

    def act(request: HttpRequest, pk: Key, facts: schema) -> Status:  # type: ignore[valid-type]
        def write() -> tuple[int, dict[str, Any]]:
            subject = procedure.subject_visible_to(request.user, to_act=True, pk=pk)
            if subject is None:
                raise NotVisible
            return 200, _done(request, procedure, row, subject, facts)

        return once(request, write)

    act.__name__ = f"{procedure.table.code}_{row.act}"
    act.__doc__ = f"{row.label}（{row.basis}）"
    return act


def _opening(procedure: Procedure, row: Transition) -> Callable[..., Any]:
    """An act that opens a matter on a dossier."""
    schema = facts_in(row, procedure.facts, procedure.table.code)
    blank = procedure.blank

    def act(request: HttpRequest, number: str, facts: schema) -> Status:  # type: ignore[valid-type]
        def write() -> tuple[int, dict[str, Any]]:
            visible = dossiers_visible_to(request.user).filter(number=number)
            pk = next(iter(visible.values_list("pk", flat=True)), None) if NUMBER.fullmatch(number) else None
            if pk is None or blank is None:
                raise NotVisible
            subject = blank(with_locked_dossier(pk), request.user, timezone.now())
            return 201, _done(request, procedure, row, subject, facts)

        return once(request, write)

    act.__name__ = f"{procedure.table.code}_{row.act}"
    act.__doc__ = f"{row.label}（{row.basis}）"
    return act


def _done(
    request: HttpRequest, procedure: Procedure, row: Transition, subject: Any, facts: Any
) -> dict[str, Any]:
    now = timezone.now()
    said = stated(row, procedure.facts, facts, subject, now)
    outcome = procedure.do(row.act, subject, by=request.user, at=now, **said)
    return reading.matter_acted(procedure, subject, outcome)


def _add_steps(procedure: Procedure) -> None:
    code, table = procedure.table.code, procedure.table
    router.get(
        f"/{code}/{{pk}}",
        response={200: MatterOut, **READING},
        summary=f"{table.name}：一件",
        operation_id=f"read_{code}",
    )(_reader(procedure))
    for row in table.steps:
        router.post(
            f"/{code}/{{pk}}/{row.act}",
            response={200: MatterActedOut, **WRITING},
            summary=row.label,
            operation_id=f"{code}_{row.act}",
        )(_act(procedure, row))


def _add_openings(procedure: Procedure) -> None:
    code = procedure.table.code
    for row in procedure.table.openings if procedure.blank is not None else ():
        router.post(
            f"/of/{{number}}/{code}/{row.act}",
            response={201: MatterActedOut, **WRITING},
            summary=row.label,
            operation_id=f"open_{code}_{row.act}",
        )(_opening(procedure, row))


for _procedure in known_procedures().values():
    _add_openings(_procedure)
    if _procedure.table.code != TRANSFER:
        _add_steps(_procedure)
