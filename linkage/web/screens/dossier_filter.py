"""The filters of the dossier list. The numbers of the work bench are counted by the same conditions they link to."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.http import QueryDict

from linkage.accounts.models import Agency, User
from linkage.accounts.roles import Level
from linkage.cases.search import matching
from linkage.deadlines.models import Clock, ClockState, Nature
from linkage.dossiers.models import Dossier, Participation, Secrecy
from linkage.law.wording import SHANGHAI
from linkage.transfers.states import TABLE
from linkage.web.screens.duties import statuses_for
from linkage.web.screens.listing import Listing, Sieve
from linkage.web.screens.reader import roles_here

STAGES = [
    (stage, [(status, TABLE.labels[status]) for status, of in TABLE.stages.items() if of == stage])
    for stage in dict.fromkeys(TABLE.stages.values())
]
DAY = {"type": "date"}


class Turn(TextChoices):
    """Whose turn it is, as this reader sees it."""

    MINE = "mine", "待我办"
    COLLEAGUE = "colleague", "待本机关同事办"
    AGENCY = "agency", "本机关"
    OTHERS = "others", "其他机关"


class Late(TextChoices):
    """How it stands with the clocks: whose, and whether near or overdue."""

    OWN = "own", "本机关超期"
    OWN_RUNNING = "own_running", "本机关有时限在走"
    LINE = "line", "本系统超期"
    LINE_NEAR = "line_near", "本系统临期"
    SILENCE = "silence", "他方超期未办"
    NEAR = "near", "下一时限临期"


class DossierSieve(Sieve):
    """Filters as plain words above the list."""

    q = forms.CharField(label="含有", required=False, max_length=80)
    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[("", "全部"), ("open", "未办结"), ("closed", "已办结"), *STAGES],
    )
    turn = forms.ChoiceField(label="轮到", required=False, choices=[("", "全部"), *Turn.choices])
    late = forms.ChoiceField(label="时限", required=False, choices=[("", "全部"), *Late.choices])
    agency = forms.ChoiceField(label="下级机关", required=False)
    part = forms.ChoiceField(
        label="范围", required=False, choices=[("", "可查阅的"), ("own", "本机关参与的")]
    )
    opened_from = forms.DateField(label="登记自", required=False, widget=forms.DateInput(attrs=DAY))
    opened_to = forms.DateField(label="至", required=False, widget=forms.DateInput(attrs=DAY))
    secrecy = forms.ChoiceField(label="标识", required=False, choices=[("", "全部"), *Secrecy.choices])

    def __init__(self, data: QueryDict, listing: Listing, user: User) -> None:
        self._user = user
        super().__init__(data, listing)

    def prepare(self) -> None:
        """Who has nobody below is not asked for agencies below."""
        below = agencies_below(self._user) if self._user.agency.level != Level.COUNTY else []
        if below:
            self.fields["agency"].choices = [("", "全部"), *below]  # type: ignore[attr-defined]
        else:
            del self.fields["agency"], self.fields["part"]


def agencies_below(user: User) -> list[tuple[str, str]]:
    """(code, name) of the agencies below this person's own, in its own line."""
    found = Agency.objects.filter(path__startswith=user.agency.path, line=user.agency.line).exclude(
        pk=user.agency_id
    )
    return list(found.order_by("path").values_list("code", "short_name"))


def chosen(
    dossiers: QuerySet[Dossier], asked: Callable[[str], Any], user: User, now: datetime
) -> QuerySet[Dossier]:
    """Those of the dossiers that meet every condition asked for. `asked` gives a filter's value, None when not set."""
    if words := asked("q"):
        dossiers = matching(dossiers, words)
    if state := asked("state"):
        dossiers = dossiers.filter(
            {"open": Q(is_open=True), "closed": Q(is_open=False)}.get(state, Q(stage=state))
        )
    if turn := asked("turn"):
        dossiers = dossiers.filter(_turn(turn, user))
    if late := asked("late"):
        dossiers = dossiers.filter(_late(late, user, now, asked("agency")))
    elif agency := asked("agency"):
        dossiers = dossiers.filter(_takes_part(agency__code=agency))
    if asked("part") == "own":
        dossiers = dossiers.filter(_takes_part(agency=user.agency_id))
    return _opened(dossiers, asked)


def _opened(dossiers: QuerySet[Dossier], asked: Callable[[str], Any]) -> QuerySet[Dossier]:
    if day := asked("opened_from"):
        dossiers = dossiers.filter(opened_at__gte=datetime.combine(day, time.min, SHANGHAI))
    if day := asked("opened_to"):
        dossiers = dossiers.filter(
            opened_at__lt=datetime.combine(day + timedelta(days=1), time.min, SHANGHAI)
        )
    if secrecy := asked("secrecy"):
        dossiers = dossiers.filter(secrecy=secrecy)
    return dossiers


def _turn(turn: str, user: User) -> Q:
    ours, for_me = (
        Q(is_open=True, turn_agency=user.agency_id),
        Q(stage__in=sorted(statuses_for(roles_here(user)))),
    )
    return {
        Turn.MINE.value: ours & for_me,
        Turn.COLLEAGUE.value: ours & ~for_me,
        Turn.AGENCY.value: ours,
        Turn.OTHERS.value: Q(is_open=True) & ~Q(turn_agency=user.agency_id),
    }[turn]


def _takes_part(**agency: Any) -> Q:
    taking_part = Participation.objects.filter(until__isnull=True, **agency)
    return Q(pk__in=taking_part.values("dossier_id"))


def _late(late: str, user: User, now: datetime, agency: str | None) -> Q:
    if late == Late.NEAR:
        return Q(is_open=True, next_near_at__lte=now, next_due_at__gte=now)
    clocks = {
        Late.OWN.value: overdue(now).filter(agency=user.agency_id),
        Late.OWN_RUNNING.value: running_duties().filter(agency=user.agency_id),
        Late.LINE.value: overdue(now).filter(agency__in=line_of(user)),
        Late.LINE_NEAR.value: running_duties().filter(
            agency__in=line_of(user), near_at__lte=now, due_at__gte=now
        ),
        Late.SILENCE.value: overdue(now).exclude(agency=user.agency_id),
    }[late]
    if agency:
        clocks = clocks.filter(agency__code=agency)
    if late == Late.SILENCE:
        return Q(Exists(clocks.filter(dossier=OuterRef("pk"))))
    return Q(pk__in=clocks.values("dossier_id"))


def line_of(user: User) -> QuerySet[Agency]:
    """This person's agency and all below it in its own line."""
    return Agency.objects.filter(path__startswith=user.agency.path, line=user.agency.line)


def running_duties() -> QuerySet[Clock]:
    """Clocks of duties that run now."""
    return Clock.objects.filter(state=ClockState.RUNNING, nature=Nature.DUTY)


def overdue(now: datetime) -> QuerySet[Clock]:
    """Those whose longer term has run out. The shorter one lets the database seek in its index."""
    return running_duties().filter(due_at__lt=now, overdue_after__lt=now)
