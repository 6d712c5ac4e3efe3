"""The columns of the dossier list, on the work bench and in 案件."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.urls import reverse

from linkage.deadlines.models import Clock, ClockState, Nature
from linkage.dossiers.models import Dossier
from linkage.law.wording import date_with_weekday, moment
from linkage.web.addresses import dossier_address
from linkage.web.screens import cells
from linkage.web.screens.duties import last_step, procedure_at
from linkage.web.screens.listing import Column, Glance, Listing
from linkage.web.screens.paging import Order


def url_of(dossier: Any) -> str:
    """The dossier's page."""
    return dossier_address(dossier.number)


def act_url(dossier: Any, act: str) -> str:
    """The page of an act on what leads the dossier."""
    procedure = procedure_at(dossier.stage)
    code = procedure.table.code if procedure else ""
    if code == "crime_transfer":
        return reverse("transfers:act", args=(dossier.number, act))
    return reverse("transfers:lead_act", args=(dossier.number, code, act))


def dressed(dossiers: QuerySet[Dossier]) -> QuerySet[Any]:
    """The dossiers with what the bench shows of them: whose turn, when the case's next clock is overdue, a duty to act at once."""
    running = Clock.objects.filter(dossier=OuterRef("pk"), line="", state=ClockState.RUNNING)
    return dossiers.annotate(
        turn_name=F("turn_agency__short_name"),
        next_overdue=Subquery(running.filter(code=OuterRef("next_clock")).values("overdue_after")[:1]),
        at_once=Exists(running.filter(due_at__isnull=True, nature=Nature.DUTY)),
    )


def with_region(dossiers: QuerySet[Dossier]) -> QuerySet[Any]:
    """The same for the list, which may show the region too."""
    return dressed(dossiers).annotate(region_name=F("region__name"))


def turn(dossier: Any, glance: Glance) -> str:
    """Whose turn it is, in a word."""
    if dossier.turn_agency_id is None:
        return "—"
    return "本机关" if dossier.turn_agency_id == glance.user.agency_id else dossier.turn_name


def _last(dossier: Any, glance: Glance) -> dict[str, str]:
    if dossier.last_act_at is None:
        return {"text": ""}
    words = last_step(dossier)
    return {
        "text": f"{date_with_weekday(dossier.last_act_at)} {words}",
        "title": f"{moment(dossier.last_act_at)} {words}",
    }


NUMBER = Column("number", "卷宗编号", lambda d, g: d.number, order="number")
TITLE = Column("title", "案件", lambda d, g: d.title, grow=True)
STATUS = Column("status", "状态", lambda d, g: cells.status(d))
TURN = Column("turn", "轮到", turn)
CLOCK = Column("clock", "下一时限", lambda d, g: cells.next_clock(d, g.now), order="due")
LAST = Column("last", "最近一步", _last, order="last")

DOSSIERS = Listing(
    code="dossiers",
    title="案件",
    measure="件",
    columns=(
        NUMBER,
        TITLE,
        STATUS,
        TURN,
        CLOCK,
        LAST,
        Column("opened", "登记", lambda d, g: cells.day(d.opened_at), order="opened", chosen=False),
        Column("region", "地区", lambda d, g: d.region_name, chosen=False),
        Column("secrecy", "标识", lambda d, g: d.get_secrecy_display(), chosen=False),
    ),
    orders=(
        Order("due", "work_order"),
        Order("last", "last_act_at", descending=True),
        Order("opened", "opened_at", descending=True),
        Order("number", "number", parse=str),
    ),
    url=url_of,
    late=lambda d, g: cells.is_late(d, g.now),
    dress=with_region,
)
WORK = (NUMBER, TITLE, STATUS, TURN, CLOCK, LAST)
