"""Leads an item of property along its acts, on a dossier that the acts of a transfer have made."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from linkage.accounts.models import User
from linkage.audit.models import AuditEntry
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier, Matter, Participation
from linkage.inbox.models import Message
from linkage.law.refusal import Refused
from linkage.procedure.carrying_out import Outcome
from linkage.property.models import CustodyEntry, DisposalCost, PropertyItem
from linkage.property.procedure import PROPERTY
from linkage.property.queries import WITH
from linkage.property.status import Status as S
from linkage.transfers.models import Transfer
from tests.road import Road

BUREAU = "太原市生态环境局杏花岭分局"
POLICE = "太原市公安局杏花岭分局"
PROCURATORATE = "太原市杏花岭区人民检察院"
DISPOSED = ("register_property", "dispose_temporarily", "record_disposal_cost", "finish_disposal")
WITH_POLICE = (*DISPOSED, "hand_over_property_item", "sign_for_property")
WAYS: dict[str, tuple[str, ...]] = {
    S.HELD: ("register_property",),
    S.IN_DISPOSAL: DISPOSED[:2],
    S.DISPOSED: DISPOSED,
    S.TREATED: ("register_property", "treat_perishable"),
    S.REPORTED: ("register_property", "report_to_government"),
    S.ENTRUSTED: ("register_property", "entrust_custody"),
    S.DELIVERED: WITH_POLICE[:-1],
    S.WITH_POLICE: WITH_POLICE,
    S.WITH_CASE: (*WITH_POLICE, "accompany_case"),
    S.GOVERNMENT_DISPOSED: ("register_property", "report_to_government", "record_government_disposal"),
    S.RETURNED: (*WITH_POLICE, "release_property"),
    S.FINISHED: (*DISPOSED, "finish_property"),
    S.COURT_DISPOSED: (*WITH_POLICE, "accompany_case", "record_court_disposal"),
    S.CONFISCATED: ("register_property", "confiscate_property"),
    S.DESTROYED: ("register_property", "destroy_property"),
}
"""status -> the acts that lead there; the last two only where no criminal case runs."""
BY = {
    **dict.fromkeys(("report_to_government", "return_property", "confiscate_property", "destroy_property",
                     "finish_property"), "head"),
    **dict.fromkeys(("entrust_custody", "move_property_with_police", "send_property_back", "accompany_case"),
                    "investigator"),
    "sign_for_property": "intake",
    "release_property": "police_head",
    **dict.fromkeys(("release_on_non_prosecution", "pass_to_bureau", "record_court_disposal"), "procurator"),
}  # fmt: skip


def facts(act: str, subject: Any, now: datetime) -> Mapping[str, Any]:
    """Facts with which the right person would do the act."""
    officer, intake = (User.objects.get(username=name) for name in ("officer", "intake"))
    moved = {"to_place": "二号库房", "to_keeper": "钱演管", "reason": "原库房改建。"}
    remains = {"remains": "留样500毫升", "remains_place": "样品室", "remains_keeper": "王演明"}
    given_back = {"decision_number": "并环杏解〔2026〕1号", "recipient": "某公司", "reason": "与案件无关。"}
    handed = {
        "handover_place": "公安分局物证室", "handover_state": "封条完好", "received_by": [intake],
    }  # fmt: skip
    known: dict[str, dict[str, Any]] = {
        "register_property": {
            "item_name": "废酸", "quantity": Decimal("3.2"), "unit": "吨", "features": "蓝色塑料桶十六只，标识为盐酸",
            "origin": "2026年3月2日现场检查笔录", "measure": "扣押", "measure_number": "并环杏扣〔2026〕1号",
            "seized_at": now - timedelta(hours=1), "hazard": "危险物品", "hazard_note": "强酸",
            "place": "一号库房", "keeper": "王演明",
        },
        "move_property": moved,
        "move_property_with_police": moved,
        "resume_custody": moved,
        "send_property_back": moved,
        "dispose_temporarily": {
            "disposal_plan": "委托有资质的单位中和处置。", "disposer": "某危废处置公司", "contract_number": "危处2026-7",
            "disposal_place": "某危废处置公司厂区",
        },
        "record_disposal_cost": {
            "cost_quantity": "3.2吨", "disposer": "某危废处置公司", "contract_number": "危处2026-7",
            "voucher_number": "发票00012345", "amount": Decimal("12800.00"),
        },
        "finish_disposal": {"disposal_result": "已全部中和处置。", **remains},
        "submit_disposal_costs": {},
        "treat_perishable": {"spoils": "容器渗漏，不宜保管。", "treatment": "拍照、取样后中和。", **remains},
        "report_to_government": {
            "government": "杏花岭区人民政府", "ground": "无明确责任人", "ground_reasons": "未查明所有人。",
            "suggestion": "建议指定单位处置。",
        },
        "record_government_disposal": {"government_disposer": "区应急局", "disposal_result": "已处置。"},
        "return_property": given_back,
        "release_property": given_back,
        "release_on_non_prosecution": given_back,
        "confiscate_property": {"decision_number": "并环杏罚〔2026〕3号", "recipient": "区财政局"},
        "destroy_property": {"decision_number": "并环杏罚〔2026〕3号", "method": "焚烧，李演芳在场。"},
        "finish_property": {"closing_note": "留样期满，无剩余物。"},
        "entrust_custody": {"agreement_number": "代管2026-1", "reason": "公安机关暂无存放场所。"},
        "hand_over_property_item": {**handed, "handed_over_by": [officer]},
        "sign_for_property": {"receipt_check": "相符"},
        "accompany_case": {"list_number": "随案2026-1", "to_place": "检察院涉案物品库", "to_keeper": "郑演直"},
        "pass_to_bureau": {"opinion_number": "杏检意〔2026〕1号", "to_place": "一号库房", "to_keeper": "王演明"},
        "record_court_disposal": {
            "judgment_number": "（2026）晋0107刑初1号", "court_disposal": "没收，上缴国库。", "recipient": "国库",
        },
    }  # fmt: skip
    return known[act]


@dataclass(frozen=True)
class Left:
    """What one act left behind."""

    status: str
    sentence: str
    turn: str
    told: frozenset[str]
    papers: Mapping[str, str]
    joined: frozenset[str]
    holder: str
    entry: Mapping[str, Any]


class Store:
    """Does the acts on property, ten minutes an act, by the people whose they are."""

    def __init__(self, road: Road, transfer: Transfer) -> None:
        self.road, self.cast, self.transfer = road, road.cast, transfer
        self.dossier = transfer.dossier

    def blank(self, by: User | None = None) -> PropertyItem:
        """What a registration starts from."""
        assert PROPERTY.blank is not None
        fresh = Dossier.objects.select_related("lead_agency").get(pk=self.dossier.pk)
        found: PropertyItem = PROPERTY.blank(fresh, by or self.cast.officer, self.road.now)
        return found

    def fresh(self, item: PropertyItem) -> PropertyItem:
        """The item as somebody else would read it now."""
        return PropertyItem.objects.select_related(*WITH).get(pk=item.pk)

    def do(
        self, act: str, item: Any, *, by: User | None = None, at: datetime | None = None, **changes: Any
    ) -> Outcome:
        """One act, on what stands in the database now."""
        if item.pk:
            item.refresh_from_db()
        now = at or self.road.tick()
        who = by or getattr(self.cast, BY.get(act, "officer"))
        return PROPERTY.do(act, item, by=who, at=now, **{**facts(act, item, now), **changes})

    def to(self, status: str, **registered: Any) -> PropertyItem:
        """An item that the acts have led to this status."""
        first, *rest = WAYS[status]
        item = self.blank()
        self.do(first, item, **registered)
        for act in rest:
            self.do(act, item)
        found = self.fresh(item)
        assert found.status == status
        return found

    def case(self, *acts: str) -> None:
        """The criminal case goes on by these acts."""
        for act in acts:
            self.road.do(act, Transfer.objects.get(pk=self.transfer.pk))

    def perform(self, act: str, item: Any, **changes: Any) -> Left:
        """One act, and what it left, read from the database."""
        last = {m: _last(m) for m in (AuditEntry, Document, Message, Participation)}
        self.do(act, item, **changes)
        stored = self.fresh(item)
        matter = Matter.objects.select_related("turn_agency").get(
            procedure="case_property", subject_id=item.pk
        )
        assert stored.status == matter.stage == item.status
        entry = json.loads(AuditEntry.objects.get(pk__gt=last[AuditEntry]).body)
        joined = Participation.objects.filter(pk__gt=last[Participation]).select_related("agency")
        return Left(
            status=stored.status,
            sentence=entry["facts"]["sentence"],
            turn=matter.turn_agency.name if matter.turn_agency else "",
            told=frozenset(m.agency.name for m in Message.objects.filter(pk__gt=last[Message])),
            papers={p.kind: _paper(p) for p in Document.objects.filter(pk__gt=last[Document])},
            joined=frozenset(f"{p.agency.name}：{p.get_role_display()}" for p in joined),
            holder=holder_of(stored),
            entry=entry,
        )

    def refused(self, act: str, item: Any, **changes: Any) -> list[str]:
        """The sentences by which the act is refused; nothing has been written by then."""
        tables = (AuditEntry, Document, Message, Participation, Matter, CustodyEntry, DisposalCost)
        before = [_last(model) for model in tables]
        with transaction.atomic(), pytest.raises(Refused) as refusal:
            self.do(act, item, **changes)
        assert [_last(model) for model in tables] == before
        return [str(reason) for reason in refusal.value.reasons]


def holder_of(item: PropertyItem) -> str:
    """`某局：某人，某处`."""
    agency = f"{item.holder_agency.name}：" if item.holder_agency else ""
    return f"{agency}{item.keeper}" + (f"，{item.place}" if item.place else "")


def assert_unbroken(item: PropertyItem) -> None:
    """Each entry of custody comes from where the one before it went; the last one is where the register says it is."""
    entries = list(item.custody.order_by("sequence"))
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
    assert entries[0].from_keeper == "" and entries[0].from_agency_id is None
    for before, after in zip(entries, entries[1:], strict=False):
        came = (after.from_agency_id, after.from_keeper, after.from_place)
        assert came == (before.to_agency_id, before.to_keeper, before.to_place)
        assert after.at >= before.at
    last, stored = entries[-1], PropertyItem.objects.get(pk=item.pk)
    assert (last.to_agency_id, last.to_keeper, last.to_place) == (
        stored.holder_agency_id,
        stored.keeper,
        stored.place,
    )


def _last(model: Any) -> int:
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _paper(paper: Document) -> str:
    deliveries = list(paper.deliveries.select_related("agency").order_by("pk"))
    to = "、".join(d.agency.name for d in deliveries if not d.is_copy) or "留存"
    copies = "、".join(d.agency.name for d in deliveries if d.is_copy)
    return f"{paper.number} → {to}" + (f"，抄送{copies}" if copies else "")
