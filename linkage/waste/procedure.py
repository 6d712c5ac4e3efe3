"""A waste as a procedure: table, acts, facts, papers, words, and what its own page shows."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from linkage.accounts.models import User
from linkage.cases.models import PartyKind
from linkage.dossiers.models import Dossier
from linkage.law.limits import Status as TextStatus
from linkage.law.mass_balance import plain
from linkage.law.sample_portions import least_portions
from linkage.law.statute_book import NotInForce
from linkage.law.transitions import Transition
from linkage.law.waste_catalogue import category_of, codes_on, edition_on, hint_of_code
from linkage.law.wording import date_with_weekday
from linkage.procedure.procedures import Procedure
from linkage.waste import actions, papers
from linkage.waste.balance import balance_of
from linkage.waste.facts import FACTS
from linkage.waste.models import WasteStream
from linkage.waste.queries import case_of, day_of_conduct, sides_for
from linkage.waste.showing import page_of
from linkage.waste.states import TABLE
from linkage.waste.status import DUTIES, TONES


def blank(dossier: Dossier, by: User, now: datetime) -> WasteStream:
    """A waste that is not registered yet, with the agencies on its sides."""
    return WasteStream(dossier=dossier, **sides_for(dossier, by))


def known(row: Transition, stream: WasteStream, by: User, now: datetime) -> dict[str, Any]:
    """What the record already knows, as first values."""
    if row.act == "register_waste":
        return _of_the_case(stream, now)
    if row.act == "record_movement":
        return {}
    balance = balance_of(stream, stream.movements.all())
    case = case_of(stream.dossier)
    values = {
        "unit_name": stream.unit_name,
        "features": stream.features,
        "origin": stream.origin,
        "identified_code": stream.waste_code,
        "identified_quantity": plain(balance.opening + balance.came_in),
        "cause": case.cause if case else "",
        "reasons": stream.request_note,
    }
    return {name: value for name, value in values.items() if name in row.asks and value}


def _of_the_case(stream: WasteStream, now: datetime) -> dict[str, Any]:
    case = case_of(stream.dossier)
    values: dict[str, Any] = {"conduct_on": day_of_conduct(case, now), "opening": "0"}
    if case is None:
        return values
    units = [party.name for party in case.parties.filter(kind=PartyKind.UNIT).order_by("pk")]
    return {**values, "unit_name": "、".join(units), "place": case.place}


def details(stream: WasteStream, reader: User) -> Sequence[tuple[str, Any]]:
    """What its own page says of it."""
    rows = [
        ("涉案单位", stream.unit_name),
        ("废物代码", _code_words(stream)),
        ("适用名录", _edition_words(stream)),
        ("特征", stream.features),
        ("产生环节或者来源", stream.origin),
        ("存放或者发现地点", stream.place),
        ("抽样检测的最少份样数", _portion_words(stream)),
    ]
    if stream.request_note:
        rows.append(("提请认定的事项", stream.request_note))
    if stream.explanation:
        rows.append(("差额说明", stream.explanation))
    return rows


def _code_words(stream: WasteStream) -> str:
    if not stream.waste_code:
        return "没有废物代码"
    category = category_of(stream.waste_code, stream.conduct_on)
    named = f"{stream.waste_code}，{category.label}" if category else stream.waste_code
    hint = hint_of_code(stream.waste_code, stream.conduct_on)
    if hint:
        return f"{named}\n提示：{hint}"
    held = {known.code: known for known in codes_on(stream.conduct_on)}.get(stream.waste_code)
    return named if held is None or held.status == TextStatus.VERIFIED else f"{named}（待核对）"


def _edition_words(stream: WasteStream) -> str:
    edition = edition_on(stream.conduct_on)
    return f"{edition.name}（{edition.number}），按行为发生日{date_with_weekday(stream.conduct_on)}"


def _portion_words(stream: WasteStream) -> str:
    """How many portions make a sample, for the usual case and for an incident of dumping."""
    balance = balance_of(stream, stream.movements.all())
    tonnes = balance.opening + balance.came_in
    if tonnes <= Decimal(0):
        return "登记数量以后按数量计算"
    try:
        usual = least_portions(tonnes, stream.conduct_on)
        incident = least_portions(tonnes, stream.conduct_on, incident=True)
    except NotInForce as unknown:
        return str(unknown)
    checked = "" if usual.status == TextStatus.VERIFIED else "，待核对"
    return (
        f"按{plain(tonnes)}吨，一般为{usual.count}个（{usual.basis}{checked}）；"
        f"非法转移、倾倒等环境事件应急需要的，不少于{incident.count}个（{incident.basis}）。"
    )


WASTE = Procedure(
    table=TABLE,
    model=WasteStream,
    argument="stream",
    acts=actions,
    facts=FACTS,
    papers=papers.fill,
    duties=DUTIES,
    tones=TONES,
    blank=blank,
    known=known,
    related=("dossier", "sending_agency", "identifying_agency", "receiving_agency", "last_by__agency"),
    details=details,
    template="waste/stream.html",
    context=page_of,
)
