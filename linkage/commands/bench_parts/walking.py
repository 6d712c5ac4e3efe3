"""The dossiers from which the province is copied: walked by the acts themselves, then read out and rolled back.

Everything that differs between two copies carries a mark: names and codes of agencies and people, the numbers, the
digests, the seconds. So a copy is a real dossier of another county, to the last byte of its chain.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import models, transaction

from linkage.accounts.models import Agency, Appointment, Pairing, Region, User
from linkage.accounts.roles import Level, Line, Role
from linkage.audit.models import AuditEntry
from linkage.cases.models import Case, Party
from linkage.deadlines.models import Clock
from linkage.documents.models import Delivery, Document
from linkage.dossiers.models import Counter, Dossier, Participation
from linkage.evidence.actions import add_items, declare_absent
from linkage.evidence.models import ClassDeclaration, EvidenceItem
from linkage.evidence.rules import Description, Received
from linkage.evidence.sniffing import judge
from linkage.inbox.models import Message
from linkage.storage import current_storage
from linkage.transfers import actions
from linkage.transfers.disposition import ELSEWHERE
from linkage.transfers.facts import FACTS
from linkage.transfers.models import TeamMember, Transfer
from linkage.transfers.states import TABLE
from linkage.transfers.status import Status

USUAL = Path(__file__).parents[1] / "drill" / "usual.toml"
SINCE = date(2018, 1, 1)
FIRST_ID = 9_000_000_000
"""Marked agencies, regions and people have ids from here on, so that a number is as recognisable as a name."""
SECONDS = ":37.424242"
"""The mark of the seconds: every moment of a walk has them."""
TITLE, PARTY = "@title@", "@party@"
SIDES = (("sending", Line.ECOLOGY), ("receiving", Line.POLICE), ("procuratorial", Line.PROCURATORATE))
PEOPLE = (
    ("officer", "sending", Role.ENFORCEMENT_OFFICER),
    ("officer2", "sending", Role.ENFORCEMENT_OFFICER),
    ("head", "sending", Role.BUREAU_HEAD),
    ("police-intake", "receiving", Role.INTAKE_OFFICER),
    ("police", "receiving", Role.CASE_OFFICER),
    ("police-head", "receiving", Role.POLICE_HEAD),
    ("procurator", "procuratorial", Role.PROCURATOR),
)
_TO_SUBMITTED = ("assign_team", "report", "approve", "submit")
ROADS: Mapping[str, tuple[str, ...]] = {
    Status.DISCOVERED: (),
    Status.VERIFYING: _TO_SUBMITTED[:1],
    Status.AWAITING_APPROVAL: _TO_SUBMITTED[:2],
    Status.SUBMITTED: _TO_SUBMITTED,
    Status.ACCEPTED: (*_TO_SUBMITTED, "accept"),
    Status.INVESTIGATING: (*_TO_SUBMITTED, "accept", "file_case", "serve_filing_notice"),
    Status.CONCLUDED: (*_TO_SUBMITTED[:2], "refuse", "conclude"),
}
SAID: Mapping[str, Mapping[str, str]] = {"conclude": {"disposition": ELSEWHERE}}
"""What is said otherwise than in the drill: these cases end with another authority, so that no penalty need be on record."""
TABLES: tuple[type[models.Model], ...] = (
    Dossier, Participation, Case, Party, Transfer, TeamMember, Clock, Document, Delivery, EvidenceItem, ClassDeclaration,
    Message, AuditEntry,
)  # fmt: skip
"""What hangs on a dossier, each after what it refers to."""


@dataclass(frozen=True)
class Walk:
    """One dossier that was walked: its rows by table, as values of the model's columns."""

    status: str
    scope: str
    """The series its number was taken from."""
    rows: Mapping[type[models.Model], list[tuple[Any, ...]]]


def mark(kind: str, of: str) -> str:
    """The mark that stands for something of a side or a person, e.g. the agency's name."""
    return f"@{kind}.{of}@"


def walked(days: Mapping[str, list[datetime]]) -> list[Walk]:
    """For each status the walks that begin on the given days. Nothing of them stays in the database."""
    with transaction.atomic():
        people = _marked_county()
        usual = tomllib.loads(USUAL.read_text(encoding="utf-8"))
        walks = [_walk(status, day, people, usual) for status, starts in days.items() for day in starts]
        transaction.set_rollback(True)
    return walks


def _marked_county() -> dict[str, User]:
    region = Region.objects.create(
        pk=FIRST_ID, code="@r@", name=mark("name", "region"), level=Level.COUNTY, valid_from=SINCE
    )
    agencies = {
        side: Agency.objects.create(
            pk=FIRST_ID + number, code=mark("code", side), name=mark("name", side), short_name=mark("short", side),
            line=line, level=Level.COUNTY, region=region, path=f"/{FIRST_ID + number}/",
            document_prefix=f"@p.{number}@", valid_from=SINCE,
        )
        for number, (side, line) in enumerate(SIDES, 1)
    }  # fmt: skip
    Pairing.objects.create(
        ecology=agencies["sending"],
        police=agencies["receiving"],
        procuratorate=agencies["procuratorial"],
        valid_from=SINCE,
    )
    people = {
        part: User.objects.create(
            pk=FIRST_ID + 100 + number, username=mark("login", part), name=mark("name", part), agency=agencies[side],
            credential_number=mark("cert", part), phone="0351-0000000",
        )
        for number, (part, side, _) in enumerate(PEOPLE)
    }  # fmt: skip
    Appointment.objects.bulk_create(
        Appointment(user=people[part], agency=agencies[side], role=role, since=SINCE)
        for part, side, role in PEOPLE
    )
    return people


def _walk(status: str, start: datetime, people: Mapping[str, User], usual: Mapping[str, Any]) -> Walk:
    moments = _moments(start)
    dossier = _open(people["officer"], next(moments))
    for act in ROADS[status]:
        transfer = Transfer.objects.select_related(
            "dossier__case", "sending_agency", "receiving_agency", "procuratorate"
        ).get(dossier=dossier)
        if act == "report":
            _gather(transfer.dossier, people["officer"], moments)
        at = next(moments)
        by = people[usual[act]["by"]]
        getattr(actions, act)(
            transfer=transfer,
            by=by,
            at=at,
            **_stated(act, {**usual[act]["facts"], **SAID.get(act, {})}, people, at),
        )
    scope = Counter.objects.filter(scope__startswith="dossier:").values_list("scope", flat=True)[0]
    return Walk(status, scope, {table: _rows(table, dossier) for table in TABLES})


def _moments(start: datetime) -> Iterator[datetime]:
    at = start.replace(second=37, microsecond=424242)
    while True:
        yield at
        at += timedelta(minutes=7)


def _open(by: User, at: datetime) -> Dossier:
    return actions.open_transfer(
        by=by, at=at, title=TITLE, cause="利用渗坑排放含重金属废水", source="inspection", discovered_at=at,
        how_discovered="执法检查中发现厂区北侧渗坑内有酸洗废水。", place="某村东侧厂院（虚构）",
        summary="经检查，酸洗废水经暗管排入渗坑。经监测，铅3.7毫克/升，镉0.99毫克/升，超过排放标准三倍以上。" * 3,
        parties=[actions.PartyFacts("unit", PARTY)],
        legal_basis="《中华人民共和国刑法》第三百三十八条；法释〔2023〕7号第一条",
    ).dossier  # fmt: skip


def _gather(dossier: Dossier, by: User, moments: Iterator[datetime]) -> None:
    """The bureau's material: one act a class, and two classes that this case does not have."""
    for material_class, title in ((2, "案件调查报告"), (3, "现场检查笔录"), (6, "监测报告")):
        content = f"{title}（测量用）。".encode() * 20
        stored = current_storage().put([content])
        received = Received(stored, judge(BytesIO(content), name=f"{title}.txt", size=len(content)))
        said = Description(material_class=material_class, source="本机关制作", title=title, pages=1)
        add_items(dossier=dossier, files=[received], description=said, by=by, at=next(moments))
    for material_class in (4, 5):
        declare_absent(
            dossier=dossier,
            material_class=material_class,
            reason="本案没有，见笔录。",
            by=by,
            at=next(moments),
        )


def _stated(act: str, usual: Mapping[str, Any], people: Mapping[str, User], at: datetime) -> dict[str, Any]:
    """The facts as the drill usually states them; what a story would fill in is named by its word."""
    words = _Words()
    stated: dict[str, Any] = {}
    for name in TABLE.row(act).asks:
        if FACTS[name].shape == "moment":
            stated[name] = at
        elif FACTS[name].shape == "people":
            stated[name] = [people[who] for who in usual[name]]
        else:
            value = usual[name]
            stated[name] = value.format_map(words) if isinstance(value, str) else value
    return stated


class _Words(dict[str, str]):
    def __missing__(self, word: str) -> str:
        return {"year": "2026", "serial": "1", "charge": "污染环境罪"}.get(word, "见案卷")


def _rows(table: type[models.Model], dossier: Dossier) -> list[tuple[Any, ...]]:
    paths = {
        Dossier: "pk",
        Party: "case__dossier",
        TeamMember: "transfer__dossier",
        Delivery: "document__dossier",
    }
    mine = {"chain": dossier.chain} if table is AuditEntry else {paths.get(table, "dossier"): dossier.pk}
    found = table._default_manager.filter(**mine).order_by("pk")
    return list(found.values_list(*(column.attname for column in table._meta.concrete_fields)))
