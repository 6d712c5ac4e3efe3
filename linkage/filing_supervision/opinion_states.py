"""The table of the opinion to transfer (17号第十四条; 检察规则第五百五十七条): files consulted, opinion given, transfer made."""

from linkage.accounts.roles import Role
from linkage.filing_supervision import opinion_rules as rules
from linkage.filing_supervision.status import ECOLOGY, OPINION_TURNS
from linkage.filing_supervision.status import OpinionStatus as S
from linkage.law.transitions import NEW, PROCURATORIAL, Issues, Starts, Table, Transition, on, procuratorial

PROCURATOR = procuratorial(Role.PROCURATOR)
BUREAU = on(ECOLOGY, Role.ENFORCEMENT_OFFICER, Role.BUREAU_HEAD)
CLOCK = "transfer_on_procuratorate_opinion"

OPINION_ROWS = (
    Transition(
        act="consult_files", label="调阅案卷",
        source=(NEW,), target=S.FILES_ASKED,
        who=PROCURATOR,
        asks=("reason", "wanted", "served_at"),
        rules=(rules.is_stated, rules.bureau_is_known, rules.supervises_this_bureau, rules.none_under_way),
        issues=(Issues("file_consultation_letter", to=ECOLOGY),),
        tells=(ECOLOGY,),
        done="{procuratorate}调阅{ecology}的案卷（{number}）。",
        marks="files_asked",
        basis="17号第十四条；检察规则第五百五十七条",
    ),
    Transition(
        act="hand_over_files", label="提供案卷",
        source=(S.FILES_ASKED,), target=S.EXAMINING,
        who=BUREAU,
        asks=("handed_over", "materials"),
        rules=(rules.is_stated,),
        tells=(PROCURATORIAL,),
        done="{ecology}已向{procuratorate}提供案卷。",
        marks="files_handed",
        basis="17号第十四条",
    ),
    Transition(
        act="give_transfer_opinion", label="提出建议移送的检察意见",
        source=(NEW, S.EXAMINING), target=S.GIVEN,
        who=PROCURATOR,
        asks=("facts", "grounds", "request", "chief", "decided_on", "served_at"),
        rules=(
            rules.is_stated, rules.bureau_is_known, rules.supervises_this_bureau, rules.none_under_way,
            rules.not_with_the_police, rules.chief_decided_by_now,
        ),
        starts=(Starts(CLOCK, ECOLOGY, since="served_at"),),
        issues=(Issues("procuratorate_opinion_transfer", to=ECOLOGY),),
        tells=(ECOLOGY,),
        done="经检察长批准，{procuratorate}向{ecology}提出建议移送的检察意见（{number}），应于{due}前移送公安机关。",
        marks="given",
        limit=CLOCK,
        basis="17号第十四条；检察规则第五百五十七条",
    ),
    Transition(
        act="report_opinion_carried_out", label="通知检察意见执行情况",
        source=(S.GIVEN,), target=S.CARRIED_OUT,
        who=BUREAU,
        asks=("acceptance_number", "remarks", "served_at"),
        rules=(rules.case_was_transferred,),
        stops=(CLOCK,),
        issues=(Issues("opinion_execution_notice", to=PROCURATORIAL),),
        tells=(PROCURATORIAL,),
        done="{ecology}已按检察意见移送公安机关，并通知{procuratorate}（{number}）。",
        marks="carried_out",
        limit=CLOCK,
        basis="17号第十四条",
    ),
    Transition(
        act="object_to_opinion", label="对检察意见提出异议",
        approved="self",
        source=(S.GIVEN,), target=S.OBJECTED,
        who=on(ECOLOGY, Role.BUREAU_HEAD),
        asks=("new_facts", "objection", "served_at"),
        rules=(rules.is_stated, rules.not_with_the_police),
        issues=(Issues("opinion_objection", to=PROCURATORIAL),),
        tells=(PROCURATORIAL,),
        done="{ecology}以新的事实或者证据对检察意见提出异议（{number}）；三日期限不停止。",
        marks="objected",
        status="MEMORY",
        basis="平台设计：有新的事实或者证据的，书面提出异议，期限不停止",
    ),
    Transition(
        act="maintain_opinion", label="维持检察意见",
        source=(S.OBJECTED,), target=S.GIVEN,
        who=PROCURATOR,
        asks=("finding",),
        rules=(rules.is_stated,),
        tells=(ECOLOGY,),
        done="{procuratorate}复核后维持检察意见。",
        status="MEMORY",
        basis="平台设计：检察机关复核异议",
    ),
    Transition(
        act="withdraw_opinion", label="撤回检察意见",
        source=(S.OBJECTED,), target=S.CLOSED,
        who=PROCURATOR,
        asks=("finding",),
        rules=(rules.is_stated,),
        stops=(CLOCK,),
        tells=(ECOLOGY,),
        done="{procuratorate}复核后撤回检察意见。",
        marks="closed",
        status="MEMORY",
        basis="平台设计：检察机关复核异议",
    ),
    Transition(
        act="close_opinion", label="审查后不提出检察意见",
        source=(S.FILES_ASKED, S.EXAMINING), target=S.CLOSED,
        who=PROCURATOR,
        asks=("finding",),
        rules=(rules.is_stated,),
        tells=(ECOLOGY,),
        done="{procuratorate}审查后不提出建议移送的检察意见。",
        marks="closed",
        status="MEMORY",
        basis="平台设计：审查后没有发现应当移送的情形，书面写明并结束",
    ),
)  # fmt: skip

OPINION_TABLE = Table(
    code="transfer_opinion",
    name="建议移送检察意见",
    rows=OPINION_ROWS,
    labels={str(status): str(status.label) for status in S},
    turns=OPINION_TURNS,
    sides={PROCURATORIAL: "检察机关", ECOLOGY: "生态环境部门"},
    leads=False,
    noun="检察意见",
)
