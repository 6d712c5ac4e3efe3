"""The table of the joint investigation: the page to read first.

A plan the other agency agrees to, the work of both, a report the other confirms, and one of four outcomes. What either
agency does on its own is two rows, since a row names one side. There is no row for a coercive measure, and no fact
through which one could be stated: until the police file a case there is none (刑事程序规定第一百七十四条).
"""

from dataclasses import replace

from linkage.accounts.roles import Role
from linkage.investigations import rules
from linkage.investigations.facts import WORKERS
from linkage.investigations.status import ASSISTING, LEADING, OUTCOMES, SIDES, STAGES, TURNS
from linkage.investigations.status import Status as S
from linkage.law.transitions import NEW, Issues, Rule, Table, Transition, on

NOTICE = "通知三"
JOINT = "通知三；17号第二十七、二十八条"
DESIGN = "平台设计：确保案不漏人（通知三）的登记方式"
DECIDERS = (*WORKERS, Role.BUREAU_HEAD.value, Role.POLICE_HEAD.value)
ASSIST = "assist_"
"""What the assisting agency records is its own act, called like that of the leading agency."""
PLAN = (
    "aim", "starts_on", "ends_on", "leading_members", "assisting_members", "division", "sampling_and_records",
    "media_rules",
)  # fmt: skip
STATED = (rules.everything_is_stated, rules.no_informant_is_named)
PLAN_RULES = (
    *STATED, rules.members_of_both, rules.period_in_order, rules.division_is_whole,
)  # fmt: skip
WHERE_AND_WHEN = ("investigators", "place", "longitude", "latitude", "started_at", "ended_at", "record_notes")
ON_THE_SPOT = (
    rules.acts_as_member, *STATED, rules.no_coercive_measure, rules.two_members_present,
    rules.place_is_right, rules.time_in_order, rules.not_at_two_interviews,
)  # fmt: skip
AS_MEMBER = (rules.acts_as_member, *STATED)
ENDED = (S.TO_TRANSFER, S.TO_DETENTION, S.TO_PENALTY, S.UNFOUNDED)

_PLANNING = (
    Transition(
        act="plan_investigation", label="制定联合调查方案",
        source=(NEW,), target=S.PLANNED,
        who=on(LEADING, *WORKERS),
        asks=PLAN,
        rules=(rules.clue_was_notified, *PLAN_RULES),
        issues=(Issues("joint_investigation_plan", to=ASSISTING),),
        tells=(ASSISTING,),
        done="{leading}已制定联合调查方案（{number}），请{assisting}同意。",
        marks="planned",
        basis=JOINT,
    ),
    Transition(
        act="revise_plan", label="修改联合调查方案",
        source=(S.PLANNED,), target="",
        who=on(LEADING, *WORKERS),
        asks=PLAN,
        rules=PLAN_RULES,
        issues=(Issues("joint_investigation_plan", to=ASSISTING),),
        tells=(ASSISTING,),
        done="{leading}已修改联合调查方案（{number}），请{assisting}同意。",
        basis=JOINT,
    ),
    Transition(
        act="agree_plan", label="同意联合调查方案",
        source=(S.PLANNED,), target=S.UNDER_WAY,
        who=on(ASSISTING, *DECIDERS),
        asks=("assisting_members", "agreement_note"),
        rules=(*STATED, rules.members_of_both),
        tells=(LEADING,),
        done="{assisting}已同意联合调查方案，联合调查开始。",
        marks="agreed",
        basis=JOINT,
    ),
)  # fmt: skip

_TEAM = (
    Transition(
        act="change_team", label="变更牵头机关调查人员",
        source=(S.UNDER_WAY,), target="",
        who=on(LEADING, *DECIDERS),
        asks=("leading_members", "change_reason"),
        rules=(*STATED, rules.members_of_both),
        tells=(ASSISTING,),
        done="{leading}已变更本机关调查人员。",
        basis=NOTICE,
    ),
    Transition(
        act="assist_change_team", label="变更协办机关调查人员",
        source=(S.UNDER_WAY,), target="",
        who=on(ASSISTING, *DECIDERS),
        asks=("assisting_members", "change_reason"),
        rules=(*STATED, rules.members_of_both),
        tells=(LEADING,),
        done="{assisting}已变更本机关调查人员。",
        basis=NOTICE,
    ),
    Transition(
        act="add_task", label="增加分工任务",
        source=(S.UNDER_WAY,), target="",
        who=on(LEADING, *WORKERS),
        asks=("new_tasks",),
        rules=(*AS_MEMBER, rules.new_tasks_are_whole),
        tells=(ASSISTING,),
        done="{leading}增加了联合调查的分工任务。",
        basis=JOINT,
    ),
)  # fmt: skip


def _work(
    act: str,
    label: str,
    *asks: str,
    basis: str = JOINT,
    more: tuple[Rule, ...] = ON_THE_SPOT,
    status: str = "VERIFIED",
    about: str = "",
) -> Transition:
    return Transition(
        act=act, label=label, source=(S.UNDER_WAY,), target="", who=on(LEADING, *WORKERS), asks=asks, rules=more,
        done="{leading}" + f"已{label}" + (f"：{about}。" if about else "。"), basis=basis, status=status,
    )  # fmt: skip


_BY_EITHER = (
    _work("record_inspection", "登记现场检查", "inspection_kind", *WHERE_AND_WHEN, "record_files",
          about="{said[inspection_kind]}，{said[place]}"),
    _work("record_interview", "登记询问", "interviewee", "interviewee_post", *WHERE_AND_WHEN, "record_files",
          about="{said[interviewee]}"),
    _work("record_photographs", "登记拍照录像", *WHERE_AND_WHEN, "media_files", about="{said[place]}"),
    _work("finish_task", "办结分工任务", "tasks", "task_state", "task_result", more=(*AS_MEMBER, rules.own_tasks),
          about="{said[tasks]}（{said[task_state]}）"),
    _work(
        "add_party", "登记新查明的人员",
        "party_kind", "party_name", "identity_number", "party_address", "party_post", "party_roles", "role_conduct",
        "role_evidence",
        basis=NOTICE,
        more=(*AS_MEMBER, rules.identity_number_is_right, rules.party_is_new, rules.role_fits_the_party),
        about="{said[party_name]}",
    ),
    _work(
        "assign_role", "登记人员身份",
        "parties", "party_roles", "role_conduct", "role_evidence",
        basis=NOTICE,
        more=(*AS_MEMBER, rules.role_fits_the_party, rules.roles_are_new),
    ),
    _work(
        "link_parties", "登记人员关系",
        "from_party", "relation", "to_party", "link_basis", "link_evidence",
        basis=DESIGN, status="MEMORY",
        more=(*AS_MEMBER, rules.link_is_of_two),
    ),
    _work(
        "examine_role", "审查人员类别",
        "role_class", "class_conclusion", "class_statement", "class_evidence",
        basis=DESIGN, status="MEMORY",
        more=(*AS_MEMBER, rules.class_is_as_registered),
        about="{said[role_class]}，{said[class_conclusion]}",
    ),
    _work(
        "withdraw_finding", "更正人员身份、关系",
        "wrong_roles", "wrong_links", "withdrawal_reason",
        basis=DESIGN, status="MEMORY",
        more=(*AS_MEMBER, rules.something_to_withdraw),
    ),
)  # fmt: skip


def _by_the_other(row: Transition) -> Transition:
    """The same act by the assisting agency."""
    return replace(
        row,
        act=f"{ASSIST}{row.act}",
        label=f"{row.label}（协办）",
        who=on(ASSISTING, *row.who.roles),
        done=row.done.replace("{leading}", "{assisting}"),
    )


_CONCLUDING = (
    Transition(
        act="report_investigation_result", label="提出联合调查报告",
        source=(S.UNDER_WAY,), target=S.REPORTED,
        who=on(LEADING, *WORKERS),
        asks=("findings", "report_evidence", "outcome", "outcome_reasons"),
        rules=(*AS_MEMBER, rules.all_classes_are_examined, rules.all_tasks_are_settled),
        issues=(Issues("joint_investigation_report", to=ASSISTING),),
        tells=(ASSISTING,),
        done="{leading}已提出联合调查报告（{number}），请{assisting}确认。",
        marks="reported",
        basis=JOINT,
    ),
    Transition(
        act="object_to_report", label="不同意联合调查报告",
        source=(S.REPORTED,), target=S.UNDER_WAY,
        who=on(ASSISTING, *DECIDERS),
        asks=("objection",),
        rules=STATED,
        tells=(LEADING,),
        done="{assisting}不同意联合调查报告，理由已记录在案，联合调查继续。",
        status="MEMORY",
        basis="平台设计：处理去向由双方会商确定（通知三、四）",
    ),
)  # fmt: skip


def _confirm(act: str, status: str, done: str, *tells: str) -> Transition:
    """One row an outcome: a row leads to one status, and the report says which."""
    return Transition(
        act=act, label=f"确认联合调查报告：{OUTCOMES[status]}", source=(S.REPORTED,), target=status,
        who=on(ASSISTING, *DECIDERS), asks=("confirmation_note",),
        rules=(rules.outcome_is(status), *STATED),
        tells=(LEADING, *tells), done="{assisting}已确认联合调查报告，" + done, marks="confirmed", basis="通知三、四",
    )  # fmt: skip


_CONFIRMING = (
    _confirm("confirm_transfer", S.TO_TRANSFER, "由{ecology}移送公安机关追究刑事责任。"),
    _confirm("confirm_detention", S.TO_DETENTION, "由{ecology}移送公安机关适用行政拘留。"),
    _confirm("confirm_penalty", S.TO_PENALTY, "由{ecology}依法给予行政处罚，联合调查结束。"),
    _confirm("confirm_unfounded", S.UNFOUNDED, "查无实据，联合调查结束。"),
    Transition(
        act="reopen_investigation", label="继续联合调查",
        source=ENDED, target=S.UNDER_WAY,
        who=on(LEADING, *DECIDERS),
        asks=("reopen_reason",),
        rules=(*STATED, rules.still_leads),
        tells=(ASSISTING,),
        done="{leading}因出现新的事实或者证据，继续联合调查。",
        status="MEMORY",
        basis="平台设计：移送以前出现新的事实或者证据时继续调查",
    ),
)  # fmt: skip

WORK = tuple(row for one in _BY_EITHER for row in (one, _by_the_other(one)))

TABLE = Table(
    code="joint_investigation",
    name="联合调查",
    rows=(*_PLANNING, *WORK, *_TEAM, *_CONCLUDING, *_CONFIRMING),
    labels={s.value: s.label for s in S},
    turns=TURNS,
    stages=STAGES,
    sides=SIDES,
    noun="联合调查",
)
