"""Fixtures walk the real road: a transfer at a status is led there by the acts themselves, never by writing the status."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.cases.models import Case
from linkage.dossiers.models import Dossier
from linkage.evidence.actions import add_item, declare_absent
from linkage.evidence.rules import Description
from linkage.evidence.sniffing import judge
from linkage.filing_supervision.procedure import SUPERVISION
from linkage.filing_supervision.rules import grounds_to_take_up
from linkage.penalties.actions import enter_decided_penalty
from linkage.penalties.actions.entering import blank_penalty
from linkage.penalties.queries import decided_on
from linkage.storage import current_storage
from linkage.transfers import actions
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from tests.cast import Cast

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
"""A Monday with no public holiday for a month."""

S = Status
ROADS: dict[str, tuple[str, ...]] = {
    S.DISCOVERED: (),
    S.VERIFYING: ("assign_team",),
    S.AWAITING_APPROVAL: ("assign_team", "report"),
    S.NOT_APPROVED: ("assign_team", "report", "refuse"),
    S.APPROVED: ("assign_team", "report", "approve"),
    S.SUBMITTED: ("assign_team", "report", "approve", "submit"),
    S.ACCEPTED: ("assign_team", "report", "approve", "submit", "accept"),
}
ROADS |= {
    S.AWAITING_CORRECTION: (*ROADS[S.ACCEPTED], "request_correction"),
    S.AWAITING_SUPPLEMENT: (*ROADS[S.ACCEPTED], "request_investigation"),
    S.REFERRED: (*ROADS[S.ACCEPTED], "refer_onward"),
    S.RETURNED: (*ROADS[S.ACCEPTED], "send_back"),
    S.FILED: (*ROADS[S.ACCEPTED], "file_case"),
    S.DECLINED: (*ROADS[S.ACCEPTED], "decline_to_file"),
}
ROADS |= {
    S.INVESTIGATING: (*ROADS[S.FILED], "serve_filing_notice"),
    S.DECLINED_NOTIFIED: (*ROADS[S.DECLINED], "serve_no_filing_notice"),
}
ROADS |= {
    S.RECONSIDERING: (*ROADS[S.DECLINED_NOTIFIED], "apply_for_reconsideration"),
    S.UPHELD: (*ROADS[S.DECLINED_NOTIFIED], "apply_for_reconsideration", "uphold"),
    S.WITHDRAWN: (*ROADS[S.INVESTIGATING], "withdraw_case"),
    S.WITHDRAWN_NOTIFIED: (*ROADS[S.INVESTIGATING], "withdraw_case", "serve_withdrawal_notice"),
    S.IN_REVIEW: (*ROADS[S.INVESTIGATING], "send_for_prosecution"),
}
ROADS |= {
    S.SUPPLEMENTING: (*ROADS[S.IN_REVIEW], "return_for_supplement"),
    S.PROSECUTED: (*ROADS[S.IN_REVIEW], "prosecute"),
    S.NON_PROSECUTED: (*ROADS[S.IN_REVIEW], "decide_non_prosecution"),
    S.NON_PROSECUTION_NOTIFIED: (
        *ROADS[S.IN_REVIEW],
        "decide_non_prosecution",
        "serve_non_prosecution_notice",
    ),
    S.JUDGED: (*ROADS[S.IN_REVIEW], "prosecute", "record_judgment"),
    S.CONCLUDED: (*ROADS[S.NOT_APPROVED], "conclude"),
}


@dataclass
class Road:
    """Leads one transfer along the acts, ten minutes an act from `now` on."""

    cast: Cast
    now: datetime = MONDAY
    step: timedelta = timedelta(minutes=10)
    done: list[Any] = field(default_factory=list)

    def tick(self) -> datetime:
        """The next moment."""
        self.now += self.step
        return self.now

    def open(self, **changes: Any) -> Transfer:
        """A case is entered by the officer."""
        facts: dict[str, Any] = {
            "title": "某公司酸洗石英砂渗坑排放案",
            "cause": "利用渗坑排放含重金属废水",
            "source": "inspection",
            "discovered_at": self.now,
            "how_discovered": "执法检查中发现厂区北侧渗坑内有酸洗废水。",
            "place": "杏花岭区某村东侧厂院",
            "summary": "某公司将酸洗石英砂产生的废水排入厂区渗坑，经监测铅3.7毫克/升，镉0.99毫克/升。",
            "parties": [
                actions.PartyFacts("unit", "某公司"),
                actions.PartyFacts("person", "刘某", "140107199001011234"),
            ],
            "legal_basis": "《中华人民共和国刑法》第三百三十八条；法释〔2016〕29号第一条第五项",
        }
        return actions.open_transfer(by=self.cast.officer, at=self.tick(), **{**facts, **changes})

    def to(self, status: str, **changes: Any) -> Transfer:
        """A transfer that the acts have led to `status`."""
        transfer = self.open(**changes)
        for act in ROADS[status]:
            self.do(act, transfer)
        assert transfer.status == status, (transfer.status, status)
        return transfer

    def do(
        self,
        act: str,
        transfer: Transfer,
        *,
        by: User | None = None,
        at: datetime | None = None,
        **facts: Any,
    ) -> Any:
        """One act, by the person of the cast whose it is, with facts that fit unless others are given."""
        if act == "report":
            self.gather(transfer)
        elif act == "file_on_notice":
            self.ask(transfer)
        elif act == "conclude":
            self.punish(transfer)
        now = at or self.tick()
        who = by or self.actor(act)
        outcome = getattr(actions, act)(
            transfer=transfer, by=who, at=now, **{**self.facts(act, now), **facts}
        )
        self.done.append(outcome)
        return outcome

    def gather(self, transfer: Transfer) -> None:
        """The bureau's materials, so that the self-check has nothing to say."""
        if transfer.dossier.evidence.exists():
            return
        for number, (material_class, title) in enumerate(
            ((2, "案件调查报告"), (3, "现场检查笔录"), (6, "监测报告"))
        ):
            add_file(
                transfer, self.cast.officer, self.tick(), material_class, title, f"{title}{number}".encode()
            )
        for material_class, reason in ((4, "本案无涉案物品"), (5, "现场未拍摄，理由见笔录")):
            declare_absent(
                dossier=transfer.dossier,
                material_class=material_class,
                reason=reason,
                by=self.cast.officer,
                at=self.tick(),
            )

    def punish(self, transfer: Transfer) -> None:
        """What the bureau did about the case is on record: the decision it will state when it concludes."""
        dossier, now = transfer.dossier, self.tick()
        if decided_on(dossier):
            return
        case = Case.objects.get(dossier=dossier)
        enter_decided_penalty(
            penalty=blank_penalty(dossier, self.cast.officer, now), by=self.cast.officer, at=now, cause=case.cause,
            punished=list(case.parties.order_by("pk")[:1]), conduct_kind="逃避监管排放污染物",
            conduct_until=localdate(case.discovered_at), procedure_kind="普通程序", penalty_kinds=["警告"],
            decision_number=f"并环杏罚〔{now.year}〕{dossier.pk}号", decided_on=localdate(now), served_on=localdate(now),
        )  # fmt: skip

    def ask(self, transfer: Transfer) -> None:
        """The procuratorate has demanded the police's reasons for not filing, so that they may file on it."""
        if transfer.dossier.documents.filter(kind="require_explain").exists():
            return
        blank = SUPERVISION.blank
        assert blank is not None
        dossier = Dossier.objects.select_related("lead_agency").get(pk=transfer.dossier_id)
        supervision, by, now = blank(dossier, self.cast.procurator, self.now), self.cast.procurator, self.now
        ground = sorted(grounds_to_take_up(Transfer.objects.get(pk=transfer.pk), now))[0]
        SUPERVISION.do(
            "take_up_supervision", supervision, by=by, at=now, ground=ground, finding_reason="应当立案。"
        )
        SUPERVISION.do("demand_reasons", supervision, by=by, at=now, demand="应当立案。", served_at=now)
        transfer.dossier.refresh_from_db()

    def actor(self, act: str) -> User:
        """Whose act it is."""
        cast = self.cast
        people = {
            "approve": cast.head, "refuse": cast.head, "accept": cast.intake, "request_correction": cast.intake,
            "request_investigation": cast.investigator, "refer_onward": cast.police_head, "send_back": cast.police_head,
            "use_seven_days": cast.investigator, "use_thirty_days": cast.police_head, "file_case": cast.police_head,
            "file_on_notice": cast.police_head,
            "serve_filing_notice": cast.investigator, "decline_to_file": cast.police_head,
            "serve_no_filing_notice": cast.investigator, "overturn": cast.police_head, "uphold": cast.police_head,
            "withdraw_case": cast.police_head, "serve_withdrawal_notice": cast.investigator,
            "send_for_prosecution": cast.investigator,
            **dict.fromkeys(
                ("return_for_supplement", "extend_review", "prosecute", "decide_non_prosecution",
                 "serve_non_prosecution_notice", "record_judgment"), cast.procurator),
        }  # fmt: skip
        return people.get(act, cast.officer)

    def facts(self, act: str, now: datetime) -> dict[str, Any]:
        """Facts that fit the act."""
        return {
            name: value() if callable(value) else value for name, value in _FACTS[act](self.cast, now).items()
        }


def add_file(
    transfer: Transfer, by: User, at: datetime, material_class: int, title: str, content: bytes, **more: Any
) -> Any:
    """One text file into the dossier."""
    stored = current_storage().put([content])
    verdict = judge(BytesIO(content), name=f"{title}.txt", size=len(content))
    description = Description(
        material_class=material_class, source="太原市生态环境局杏花岭分局", title=title, **more
    )
    return add_item(
        dossier=transfer.dossier, stored=stored, verdict=verdict, description=description, by=by, at=at
    )


Facts = Callable[[Cast, datetime], dict[str, Any]]
_FACTS: dict[str, Facts] = {
    "assign_team": lambda c, now: {"members": [c.officer, c.second_officer]},
    "report": lambda c, now: {
        "verification": "经两名执法人员核实，渗坑与酸洗车间暗管相连。",
        "charge": "污染环境罪",
        "provisions": "《中华人民共和国刑法》第三百三十八条；法释〔2016〕29号第一条第五项",
        "condition_lawful": "符合",
        "condition_evidence": "符合",
        "suggestion": "建议移送太原市公安局杏花岭分局。",
    },
    "write_investigation_report": lambda c, now: {
        "discovery": "2026年3月1日夜间检查时查获。",
        "suspect_details": "太原某金属表面处理有限公司，法定代表人刘某。",
        "established_facts": "酸洗废水未经处理，经暗管排入渗坑。",
        "report_evidence": [{"name": "现场检查笔录", "source": "本机关制作", "proves": "排放途径"}],
        "provisions": "《中华人民共和国刑法》第三百三十八条",
        "unit_crime_signs": ["实际控制人、主要负责人或者授权的分管负责人决定、同意"],
        "unit_crime": "由负责人决定，为公司利益，应当认定为单位犯罪。",
        "fault_signs": ["采用逃避监管的方式"],
        "intent": "夜间经暗管排放，具有主观故意。",
        "suggestion": "建议移送太原市公安局杏花岭分局。",
    },
    "approve": lambda c, now: {"team_opinion": "建议移送。"},
    "refuse": lambda c, now: {"refusal_reason": "现有证据不能证明有犯罪事实发生。"},
    "verify_again": lambda c, now: {"reason": "取得新的监测报告。"},
    "submit": lambda c, now: {"served_at": now},
    "accept": lambda c, now: {"acceptance_number": "并公杏受案〔2026〕1号", "material_check": "材料齐全"},
    "request_correction": lambda c, now: {
        "missing_materials": [{"name": "监测报告原件", "requirement": "提供原件"}],
        "served_at": now,
    },
    "correct": lambda c, now: {"outcome": "全部补正", "corrected": [{"name": "监测报告原件", "copies": "1"}]},
    "request_investigation": lambda c, now: {
        "evidence_problems": "渗坑与车间的联系证据不足。",
        "matters": [{"matter": "补充管网勘验图", "proves": "排放途径"}],
        "served_at": now,
    },
    "report_investigation": lambda c, now: {"results": "已补充勘验图，暗管自车间通向渗坑。"},
    "refer_onward": lambda c, now: {
        "competent_agency": c.next_intake.agency,
        "reason": "主要犯罪地在小店区。",
        "served_at": now,
    },
    "send_back": lambda c, now: {
        "reason": "不属于公安机关管辖的案件。",
        "suggested_agency": "太原市水务局",
        "served_at": now,
    },
    "use_seven_days": lambda c, now: {"reason": "犯罪线索需要查证。"},
    "use_thirty_days": lambda c, now: {"reason": "案情重大、疑难、复杂。"},
    "file_case": lambda c, now: {
        "charge": "污染环境罪",
        "police_case_number": "A1401072026030001",
        "handling_unit": "环境犯罪侦查大队",
    },
    "file_on_notice": lambda c, now: {
        "charge": "污染环境罪",
        "police_case_number": "A1401072026030001",
        "handling_unit": "环境犯罪侦查大队",
    },
    "serve_filing_notice": lambda c, now: {
        "property_requirements": "三日内移交酸洗设备清单所列物品。",
        "served_at": now,
    },
    "hand_over_property": lambda c, now: {"handover_note": "本案没有涉案物品，材料已交接。"},
    "decline_to_file": lambda c, now: {"reasons": "没有犯罪事实。"},
    "serve_no_filing_notice": lambda c, now: {"served_at": now},
    "apply_for_reconsideration": lambda c, now: {
        "reasons": "监测报告足以证明超标排放。",
        "grounds_evidence": [{"name": "监测报告", "proves": "超标"}],
        "request": "请求立案。",
        "served_at": now,
    },
    "overturn": lambda c, now: {
        "reasons": "复议认为有犯罪事实。",
        "charge": "污染环境罪",
        "police_case_number": "A1401072026030001",
        "handling_unit": "环境犯罪侦查大队",
        "served_at": now,
    },
    "uphold": lambda c, now: {"reasons": "仍无犯罪事实。", "served_at": now},
    "withdraw_case": lambda c, now: {
        "ground": "情节显著轻微，不认为是犯罪。",
        "reasons": "排放量极小。",
        "suggests_penalty": "建议依法给予行政处罚",
    },
    "serve_withdrawal_notice": lambda c, now: {"served_at": now},
    "send_for_prosecution": lambda c, now: {
        "opinion_number": "并公杏诉字〔2026〕1号",
        "suspects": "某公司、刘某",
        "charge": "污染环境罪",
        "crime_facts": "利用渗坑排放含铅、镉废水。",
        "main_evidence": "监测报告、勘验笔录、供述。",
        "volumes": "三册",
        "served_at": now,
    },
    "return_for_supplement": lambda c, now: {
        "direction": "查明排放持续时间。",
        "requirements": "补充证人证言。",
        "items": [{"matter": "询问工人", "proves": "排放时间"}],
        "served_at": now,
    },
    "extend_review": lambda c, now: {"reason": "案情复杂。"},
    "prosecute": lambda c, now: {"indictment_number": "杏检刑诉〔2026〕1号"},
    "decide_non_prosecution": lambda c, now: {
        "decision_number": "杏检刑不诉〔2026〕1号",
        "suspects": "刘某",
        "non_prosecution_ground": "酌定不起诉",
        "reasons": "犯罪情节轻微。",
        "penalty_opinion": "另行提出检察意见",
    },
    "serve_non_prosecution_notice": lambda c, now: {"served_at": now},
    "record_judgment": lambda c, now: {
        "court": "太原市杏花岭区人民法院",
        "judgment_number": "（2026）晋0107刑初1号",
        "judgment_result": "单位罚金，刘某判处有期徒刑。",
    },
    "conclude": lambda c, now: {
        "disposition": "依法给予行政处罚",
        "disposition_number": "并环杏罚〔2026〕1号",
    },
}
