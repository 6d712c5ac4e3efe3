"""The table of filing supervision: the page to read first.

No row refuses a suggestion: the procuratorate must accept it (17号第十三条). No row files a case: the police do, on the
line of the transfer, and serve their decision here; then the fifteen days of the notice stop, whichever act made it.
"""

from linkage.accounts.roles import Role
from linkage.filing_supervision import rules
from linkage.filing_supervision.status import POLICE, SUGGESTING, SUPERIOR, SUPERVISION_TURNS
from linkage.filing_supervision.status import SupervisionStatus as S
from linkage.law.transitions import (
    NEW,
    PROCURATORIAL,
    Issues,
    Rule,
    Starts,
    Table,
    Transition,
    on,
    procuratorial,
)
from linkage.procedure.carrying_out import Act

ALL_CLOCKS = (*rules.EXPLAIN_CLOCKS, rules.FILE_CLOCK, rules.URGE_CLOCK, "procuratorate_reply_reason_valid")
PROCURATOR = procuratorial(Role.PROCURATOR)


def was_suggested(doing: Act) -> bool:
    """Whether the bureau suggested it and is owed an answer."""
    return doing.subject.suggested_at is not None


def _demand(act: str, label: str, rule: Rule, clock: str, said: str, article: str) -> Transition:
    """Reasons are demanded; the seven days run from the service of the notice."""
    return Transition(
        act=act, label=label,
        source=(S.EXAMINING,), target=S.EXPLAINING,
        who=PROCURATOR,
        asks=("demand", "served_at"),
        rules=(rules.is_stated, rule),
        starts=(Starts(clock, POLICE, since="served_at"),),
        issues=(Issues("require_explain", to=POLICE),),
        tells=(POLICE,),
        done=f"{{procuratorate}}要求{{police}}书面说明{said}（{{number}}），应于{{due}}前说明。",
        marks="demanded",
        limit=clock,
        basis=article,
    )  # fmt: skip


BEGINNING = (
    Transition(
        act="suggest_supervision", label="建议检察机关立案监督",
        source=(NEW,), target=S.SUGGESTED,
        who=on(SUGGESTING, Role.ENFORCEMENT_OFFICER, Role.BUREAU_HEAD),
        asks=("ground", "background", "reasons", "materials", "served_at"),
        rules=(rules.is_stated, rules.bureau_has_a_ground, rules.none_under_way),
        issues=(Issues("supervision_suggestion", to=PROCURATORIAL),),
        tells=(PROCURATORIAL,),
        done="{suggesting}以{said[ground]}为由建议{procuratorate}立案监督（{number}）。",
        marks="suggested",
        limit="filing_supervision_suggest_direct",
        basis="17号第十二、十三条；310号第九条",
    ),
    Transition(
        act="take_up_supervision", label="自行启动立案监督",
        source=(NEW,), target=S.EXAMINING,
        who=PROCURATOR,
        asks=("ground", "finding_reason"),
        rules=(rules.is_stated, rules.procuratorate_has_a_ground, rules.none_under_way),
        tells=(SUGGESTING,),
        done="{procuratorate}自行启动立案监督，事由是{said[ground]}。",
        marks="taken_up",
        basis="检察规则第五百五十九条",
    ),
    Transition(
        act="accept_suggestion", label="受理立案监督建议",
        source=(S.SUGGESTED,), target=S.EXAMINING,
        who=PROCURATOR,
        tells=(SUGGESTING,),
        done="{procuratorate}已受理{suggesting}的立案监督建议。",
        marks="accepted",
        basis="17号第十三条",
    ),
    Transition(
        act="withdraw_suggestion", label="撤回立案监督建议",
        source=(S.SUGGESTED,), target=S.WITHDRAWN,
        who=on(SUGGESTING, Role.ENFORCEMENT_OFFICER, Role.BUREAU_HEAD),
        asks=("withdrawal_reason",),
        rules=(rules.is_stated,),
        tells=(PROCURATORIAL,),
        done="{suggesting}撤回了立案监督建议。",
        marks="withdrawn",
        status="MEMORY",
        basis="平台设计：受理以前，建议机关可以撤回建议",
    ),
)  # fmt: skip

ASKING = (
    _demand(
        "demand_reasons", "要求说明不立案理由", rules.police_have_decided, "police_explain_non_filing",
        "不立案的理由", "检察规则第五百六十条",
    ),
    _demand(
        "demand_overdue_reasons", "要求说明逾期理由", rules.police_are_late, "police_explain_overdue",
        "逾期不作决定的理由", "检察规则第五百六十二条",
    ),
    Transition(
        act="explain_reasons", label="书面说明理由",
        approved="self",
        source=(S.EXPLAINING, S.CORRECTING), target=S.EXPLAINED,
        who=on(POLICE, Role.POLICE_HEAD),
        asks=("situation", "grounds", "statement", "served_at"),
        rules=(rules.is_stated, rules.reasons_are_awaited),
        stops=rules.EXPLAIN_CLOCKS,
        issues=(Issues("reasons_statement", to=PROCURATORIAL),),
        tells=(PROCURATORIAL,),
        done="{police}已书面说明理由（{number}）。",
        marks="explained",
        limit="police_explain_non_filing",
        basis="检察规则第五百六十、五百六十二条；刑事程序规定第一百八十二条第一款",
    ),
    Transition(
        act="find_reasons_valid", label="认定理由成立",
        source=(S.EXPLAINED,), target=S.VALID,
        who=PROCURATOR,
        asks=("finding",),
        rules=(rules.is_stated, rules.case_is_not_filed),
        starts=(Starts("procuratorate_reply_reason_valid", PROCURATORIAL),),
        tells=(POLICE,),
        done="{procuratorate}认为公安机关的理由成立，应于{due}前告知{suggesting}。",
        marks="found_valid",
        basis="检察规则第五百六十一条第二款",
    ),
    Transition(
        act="reply_reasons_valid", label="告知理由成立",
        source=(S.VALID,), target=S.CLOSED,
        who=PROCURATOR,
        asks=("served_at",),
        stops=("procuratorate_reply_reason_valid",),
        issues=(Issues("supervision_reply", to=SUGGESTING),),
        tells=(SUGGESTING,),
        done="{procuratorate}已告知{suggesting}：公安机关的理由成立（{number}）。",
        marks="closed",
        limit="procuratorate_reply_reason_valid",
        basis="检察规则第五百六十一条第二款",
    ),
)  # fmt: skip

FILING = (
    Transition(
        act="notify_to_file", label="通知立案",
        source=(S.EXPLAINED, S.EXPLAINING, S.CORRECTING), target=S.NOTIFIED,
        who=PROCURATOR,
        asks=("notice_reasons", "grounds", "evidence", "chief", "decided_on", "served_at"),
        rules=(
            rules.is_stated, rules.case_is_not_filed, rules.reasons_came_or_are_late, rules.chief_decided_by_now,
        ),
        stops=rules.EXPLAIN_CLOCKS,
        starts=(Starts(rules.FILE_CLOCK, POLICE, since="served_at"),),
        issues=(Issues("notify_filing", to=POLICE),),
        tells=(POLICE, SUGGESTING),
        done="经检察长决定，{procuratorate}通知{police}立案（{number}），应于{due}前立案并送达立案决定书。",
        marks="notified",
        limit=rules.FILE_CLOCK,
        basis="检察规则第五百六十一、五百六十三条",
    ),
    Transition(
        act="confirm_filing", label="送达立案决定书",
        source=(S.EXPLAINING, S.EXPLAINED, S.NOTIFIED, S.CORRECTING, S.REPORTED), target=S.FILED,
        who=on(POLICE, Role.CASE_OFFICER, Role.POLICE_HEAD),
        rules=(rules.case_was_filed,),
        stops=(*rules.EXPLAIN_CLOCKS, rules.FILE_CLOCK),
        starts=(Starts(rules.URGE_CLOCK, PROCURATORIAL, since="case_filed_at"),),
        tells=(PROCURATORIAL, SUGGESTING),
        done="{police}已立案，并向{procuratorate}送达立案决定书。",
        marks="filing_confirmed",
        limit=rules.FILE_CLOCK,
        basis="检察规则第五百六十三条；刑事程序规定第一百八十二条",
    ),
    Transition(
        act="correct_violation", label="发出纠正违法通知书",
        source=(S.EXPLAINING, S.NOTIFIED), target=S.CORRECTING,
        who=PROCURATOR,
        asks=("violation", "opinion", "served_at"),
        rules=(rules.is_stated, rules.case_is_not_filed, rules.duty_has_run_out),
        issues=(Issues("violation_correction", to=POLICE),),
        tells=(POLICE,),
        done="{procuratorate}向{police}发出纠正违法通知书（{number}）。",
        marks="corrected",
        basis="检察规则第五百六十二、五百六十四条",
    ),
    Transition(
        act="report_upward", label="报上一级检察机关",
        source=(S.CORRECTING,), target=S.REPORTED,
        who=PROCURATOR,
        asks=("report",),
        rules=(rules.is_stated, rules.case_is_not_filed, rules.there_is_a_superior),
        tells=(SUPERIOR,),
        done="{police}仍不纠正，{procuratorate}报{superior}协商同级公安机关处理。",
        marks="reported",
        basis="检察规则第五百六十四条",
    ),
    Transition(
        act="urge_case", label="催办监督立案的案件",
        source=(S.FILED,), target="",
        who=PROCURATOR,
        asks=("matters", "served_at"),
        rules=(rules.is_stated, rules.three_months_have_passed, rules.investigation_goes_on),
        stops=(rules.URGE_CLOCK,),
        issues=(Issues("filing_urge_letter", to=POLICE),),
        tells=(POLICE,),
        done="{procuratorate}催办监督立案的案件（{number}）。",
        marks="urged",
        limit=rules.URGE_CLOCK,
        basis="检察规则第五百六十四条第三款",
    ),
    Transition(
        act="close_supervision", label="结束立案监督",
        source=(S.EXAMINING, S.EXPLAINED, S.FILED, S.REPORTED), target=S.CLOSED,
        who=PROCURATOR,
        asks=("result", "finding", "served_at"),
        rules=(rules.is_stated, rules.result_is_so),
        stops=ALL_CLOCKS,
        issues=(Issues("supervision_reply", to=SUGGESTING, when=was_suggested),),
        tells=(SUGGESTING, POLICE),
        done="{procuratorate}结束立案监督：{said[result]}。",
        marks="closed",
        status="MEMORY",
        basis="平台设计：监督的目的达到，或者审查认为不必继续的，结束并答复建议机关",
    ),
)  # fmt: skip

SUPERVISION_TABLE = Table(
    code="filing_supervision",
    name="立案监督",
    rows=(*BEGINNING, *ASKING, *FILING),
    labels={str(status): str(status.label) for status in S},
    turns=SUPERVISION_TURNS,
    sides={
        SUGGESTING: "建议机关",
        POLICE: "公安机关",
        PROCURATORIAL: "检察机关",
        SUPERIOR: "上一级检察机关",
    },
    leads=False,
    noun="立案监督",
)
