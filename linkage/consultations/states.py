"""The tables of the written consultation and of technical support: the page to read first.

A consultation is opened towards one of the three lines; who may ask whom is said by the roles, which belong to lines.
"""

from linkage.accounts.roles import Role
from linkage.consultations import rules
from linkage.consultations.status import (
    ANSWERING,
    ASKING,
    CONSULTATION_TURNS,
    ECOLOGY,
    POLICE,
    REQUESTING,
    SUPPORT_TURNS,
    SUPPORTING,
    ConsultationStatus,
    SupportStatus,
)
from linkage.law.transitions import NEW, PROCURATORIAL, Issues, Starts, Table, Transition, on

BUREAU_ROLES = (Role.ENFORCEMENT_OFFICER, Role.BUREAU_HEAD)
POLICE_ROLES = (Role.INTAKE_OFFICER, Role.CASE_OFFICER, Role.POLICE_HEAD)
PROCURATORS = (Role.PROCURATOR,)
ANYONE = (*BUREAU_ROLES, *POLICE_ROLES, *PROCURATORS)
C, S = ConsultationStatus, SupportStatus


def _ask(act: str, label: str, side: str, *roles: Role) -> Transition:
    """A question put to the agency on this side; its seven days run from the service of the letter."""
    return Transition(
        act=act, label=label,
        source=(NEW,), target=C.ASKED,
        who=on(ASKING, *roles),
        asks=("topic", "background", "questions", "materials", "served_at"),
        rules=(rules.asker_takes_part, rules.somebody_to_ask[side], rules.consultation_is_stated),
        starts=(Starts("consult_written_reply", side, since="served_at"),),
        issues=(Issues("consultation_letter", to=side),),
        tells=(side,),
        done=f"{{asking}}向{{{side}}}书面咨询（{{number}}），应于{{due}}前书面答复。",
        marks="asked",
        limit="consult_written_reply",
        basis="17号第二十四条",
    )  # fmt: skip


CONSULTATION_ROWS = (
    _ask("consult_ecology", "书面咨询生态环境部门", ECOLOGY, *POLICE_ROLES, *PROCURATORS),
    _ask("consult_police", "书面咨询公安机关", POLICE, *BUREAU_ROLES, *PROCURATORS),
    _ask("consult_procuratorate", "书面咨询检察机关", PROCURATORIAL, *BUREAU_ROLES, *POLICE_ROLES),
    Transition(
        act="answer_consultation", label="书面答复咨询",
        source=(C.ASKED,), target=C.ANSWERED,
        who=on(ANSWERING, *ANYONE),
        asks=("reply", "remarks", "served_at"),
        rules=(rules.consultation_is_stated,),
        stops=("consult_written_reply",),
        issues=(Issues("consultation_reply", to=ASKING),),
        tells=(ASKING,),
        done="{answering}已书面答复{asking}的咨询（{number}）。",
        marks="answered",
        limit="consult_written_reply",
        basis="17号第二十四条",
    ),
    Transition(
        act="withdraw_consultation", label="撤回咨询",
        source=(C.ASKED,), target=C.WITHDRAWN,
        who=on(ASKING, *ANYONE),
        asks=("withdrawal_reason",),
        rules=(rules.consultation_is_stated,),
        stops=("consult_written_reply",),
        tells=(ANSWERING,),
        done="{asking}撤回了{subject}，{answering}不必再答复。",
        marks="withdrawn",
        status="MEMORY",
        basis="平台设计：已经不需要答复的咨询由咨询机关撤回",
    ),
)  # fmt: skip

SUPPORT_ROWS = (
    Transition(
        act="request_support", label="请求技术支持",
        source=(NEW,), target=S.REQUESTED,
        who=on(REQUESTING, *POLICE_ROLES, *PROCURATORS),
        asks=("background", *rules.REQUIREMENTS, "needed_on", "liaison_officers", "served_at"),
        rules=(rules.requester_takes_part, rules.some_bureau, rules.something_is_requested),
        starts=(Starts("technical_support", SUPPORTING, since="served_at"),),
        issues=(Issues("support_request", to=SUPPORTING),),
        tells=(SUPPORTING,),
        done="{requesting}请求{supporting}提供技术支持（{number}）。",
        marks="requested",
        limit="technical_support",
        basis="17号第二十五条",
    ),
    Transition(
        act="answer_support", label="答复提供技术支持",
        source=(S.REQUESTED,), target=S.ARRANGED,
        who=on(SUPPORTING, *BUREAU_ROLES),
        asks=("decision", "arrangements", "partly_unable_reason", "served_at"),
        rules=(rules.arrangements_are_of_the_request, rules.part_not_provided_has_a_reason),
        issues=(Issues("support_reply", to=REQUESTING),),
        tells=(REQUESTING,),
        done="{supporting}答复提供技术支持（{number}）。",
        marks="replied",
        basis="17号第二十五条",
    ),
    Transition(
        act="decline_support", label="答复不能提供技术支持",
        source=(S.REQUESTED,), target=S.UNAVAILABLE,
        who=on(SUPPORTING, *BUREAU_ROLES),
        asks=("unable_reason", "served_at"),
        rules=(rules.support_is_stated,),
        stops=("technical_support",),
        issues=(Issues("support_reply", to=REQUESTING),),
        tells=(REQUESTING,),
        done="{supporting}答复不能提供技术支持，并说明了原因（{number}）。",
        marks="replied",
        status="MEMORY",
        basis="平台设计：17号第二十五条要求提供技术支持，客观上不能提供的书面说明原因",
    ),
    Transition(
        act="deliver_support", label="提交支持成果",
        source=(S.ARRANGED,), target=S.DELIVERED,
        who=on(SUPPORTING, *BUREAU_ROLES),
        asks=("results", "materials"),
        rules=(rules.support_is_stated,),
        stops=("technical_support",),
        tells=(REQUESTING,),
        done="{supporting}已向{requesting}提交技术支持成果。",
        marks="delivered",
        limit="technical_support",
        basis="17号第二十五条",
    ),
    Transition(
        act="confirm_support_done", label="确认技术支持完成",
        source=(S.DELIVERED,), target=S.DONE,
        who=on(REQUESTING, *POLICE_ROLES, *PROCURATORS),
        asks=("evaluation",),
        tells=(SUPPORTING,),
        done="{requesting}确认{supporting}的技术支持已经完成。",
        marks="confirmed",
        status="MEMORY",
        basis="平台设计：请求机关收到成果后确认",
    ),
    Transition(
        act="ask_support_again", label="要求补充支持成果",
        source=(S.DELIVERED,), target=S.ARRANGED,
        who=on(REQUESTING, *POLICE_ROLES, *PROCURATORS),
        asks=("what_is_missing",),
        rules=(rules.support_is_stated,),
        starts=(Starts("technical_support", SUPPORTING),),
        tells=(SUPPORTING,),
        done="{requesting}要求{supporting}补充支持成果。",
        status="MEMORY",
        basis="平台设计：成果不完整的，请求机关写明还缺什么",
    ),
    Transition(
        act="withdraw_support", label="撤回支持请求",
        source=(S.REQUESTED, S.ARRANGED), target=S.WITHDRAWN,
        who=on(REQUESTING, *POLICE_ROLES, *PROCURATORS),
        asks=("withdrawal_reason",),
        rules=(rules.support_is_stated,),
        stops=("technical_support",),
        tells=(SUPPORTING,),
        done="{requesting}撤回了技术支持请求，{supporting}不必再提供。",
        marks="withdrawn",
        status="MEMORY",
        basis="平台设计：已经不需要的支持由请求机关撤回",
    ),
)  # fmt: skip

CONSULTATION_TABLE = Table(
    code="consultation",
    name="书面咨询",
    rows=CONSULTATION_ROWS,
    labels={str(status): str(status.label) for status in C},
    turns=CONSULTATION_TURNS,
    sides={
        ASKING: "咨询机关",
        ANSWERING: "被咨询机关",
        ECOLOGY: "生态环境部门",
        POLICE: "公安机关",
        PROCURATORIAL: "检察机关",
    },
    leads=False,
    noun="咨询",
)
SUPPORT_TABLE = Table(
    code="technical_support",
    name="技术支持",
    rows=SUPPORT_ROWS,
    labels={str(status): str(status.label) for status in S},
    turns=SUPPORT_TURNS,
    sides={REQUESTING: "请求机关", SUPPORTING: "支持机关"},
    leads=False,
    noun="技术支持",
)
