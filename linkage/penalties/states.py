"""The table of an administrative penalty: the page to read first. One row = one act of the bureau.

Beside the case where there is one, and all there is of a dossier where there is none. While the criminal case runs, its
ninety days stand still, and nothing is decided but what 17号第十六条第三款 lets through.
"""

from linkage.accounts.roles import Role
from linkage.law.transitions import NEW, PROCURATORIAL, Issues, Starts, Table, Transition, on
from linkage.penalties import rules
from linkage.penalties.facts import ABOUT, DECISION
from linkage.penalties.rules import DECISION_CLOCK
from linkage.penalties.status import POLICE, PUNISHING, SIDES, STAGES, TURNS
from linkage.penalties.status import Status as S

SERVICE_CLOCK = "admin_penalty_service"
BUREAU = on(PUNISHING, Role.ENFORCEMENT_OFFICER, Role.BUREAU_HEAD)
OFFICER = on(PUNISHING, Role.ENFORCEMENT_OFFICER)
HEAD = on(PUNISHING, Role.BUREAU_HEAD)
OPENING = (
    rules.everything_is_stated, rules.bureau_takes_part, rules.procuratorate_is_known, rules.days_are_in_order,
)  # fmt: skip
DECIDING = (rules.everything_is_stated, rules.fine_is_stated, rules.decision_number_is_new)

OPENING_ROWS = (
    Transition(
        act="file_penalty", label="行政处罚立案",
        source=(NEW,), target=S.FILED,
        who=OFFICER,
        asks=ABOUT,
        rules=(*OPENING, rules.limitation_has_not_run_out),
        starts=(Starts(DECISION_CLOCK, PUNISHING),),
        done="{punishing}对{subject}立案，应于{due}前作出决定。",
        marks="filed",
        limit=DECISION_CLOCK,
        basis="行政处罚法第六十条；17号第三十四条",
    ),
    Transition(
        act="enter_decided_penalty", label="录入已作出的处罚决定",
        source=(NEW,), target=S.SERVED,
        who=OFFICER,
        asks=("cause", "punished", "conduct_kind", "conduct_until", "procedure_kind", "penalty_kinds", "fine_yuan",
              "decision_number", "decided_on", "served_on"),
        rules=(*OPENING, *DECIDING[1:], rules.served_after_the_decision),
        done="{punishing}录入{subject}决定（{said[decision_number]}）{said[lateness]}。",
        marks="entered",
        basis="17号第三十四条",
    ),
)  # fmt: skip

DECISION_ROWS = (
    Transition(
        act="notify_penalty", label="事先告知",
        source=(S.FILED,), target=S.NOTIFIED,
        who=OFFICER,
        asks=("intended", "hearing"),
        rules=(rules.everything_is_stated,),
        done="{punishing}已将拟作出的处罚告知当事人。",
        marks="notified",
        limit=DECISION_CLOCK,
        status="MEMORY",
        basis="行政处罚法第四十四条",
    ),
    Transition(
        act="extend_penalty_term", label="延长处罚办案期限",
        source=(S.FILED, S.NOTIFIED), target="",
        who=HEAD,
        asks=("extension_ground", "reason"),
        rules=(rules.everything_is_stated, rules.extension_is_the_next),
        done="{punishing}将处罚办案期限延长三十日。",
        limit=DECISION_CLOCK,
        status="MEMORY",
        basis="生态环境行政处罚办法（部令第30号）",
    ),
    Transition(
        act="decide_penalty", label="作出处罚决定",
        source=(S.NOTIFIED, S.SUSPENDED), target=S.DECIDED,
        who=HEAD,
        asks=DECISION,
        rules=(*DECIDING, rules.party_was_told, rules.no_fine_while_with_the_police),
        stops=(DECISION_CLOCK,),
        starts=(Starts(SERVICE_CLOCK, PUNISHING),),
        tells=(PROCURATORIAL, POLICE),
        done="{punishing}对{subject}作出决定（{said[decision_number]}），应于{due}前送达。",
        marks="decided",
        limit=DECISION_CLOCK,
        basis="行政处罚法第六十条；17号第十六条",
    ),
    Transition(
        act="decide_no_penalty", label="决定不予处罚",
        source=(S.FILED, S.NOTIFIED), target=S.NO_PENALTY,
        who=HEAD,
        asks=("no_penalty_reason",),
        rules=(rules.everything_is_stated,),
        stops=(DECISION_CLOCK,),
        tells=(PROCURATORIAL,),
        done="{punishing}办理{subject}，决定不予处罚。",
        marks="ended",
        limit=DECISION_CLOCK,
        status="MEMORY",
        basis="行政处罚法第五十七条",
    ),
    Transition(
        act="serve_penalty", label="登记送达处罚决定书",
        source=(S.DECIDED,), target=S.SERVED,
        who=OFFICER,
        asks=("served_on",),
        rules=(rules.everything_is_stated, rules.served_after_the_decision),
        stops=(SERVICE_CLOCK,),
        done="{punishing}登记{subject}决定书已送达，处罚决定自送达之日起生效。",
        marks="served",
        limit=SERVICE_CLOCK,
        basis="行政处罚法第六十一条",
    ),
    Transition(
        act="record_execution", label="登记执行情况",
        source=(S.SERVED,), target="",
        who=OFFICER,
        asks=("execution",),
        rules=(rules.everything_is_stated,),
        done="{punishing}登记处罚执行情况：{said[execution]}",
        status="MEMORY",
        basis="平台设计：处罚决定的执行情况逐次登记",
    ),
    Transition(
        act="close_penalty", label="处罚结案",
        source=(S.SERVED,), target=S.CLOSED,
        who=BUREAU,
        asks=("ending", "ending_note"),
        rules=(rules.everything_is_stated, rules.execution_is_recorded, rules.termination_has_a_reason),
        done="{punishing}对{subject}结案（{said[ending]}）。",
        marks="closed",
        status="MEMORY",
        basis="平台设计：执行完毕或者终结执行的结案",
    ),
)  # fmt: skip

CRIMINAL_ROWS = (
    Transition(
        act="suspend_for_transfer", label="因刑事移送中止处罚",
        source=(S.FILED, S.NOTIFIED), target=S.SUSPENDED,
        who=BUREAU,
        rules=(rules.case_is_with_the_police,),
        pauses=(DECISION_CLOCK,),
        tells=(PROCURATORIAL,),
        done="本案已移送公安机关，{subject}中止，移送期间不计入办案期限。",
        marks="suspended",
        basis="17号第十六条",
    ),
    Transition(
        act="resume_penalty", label="恢复办理行政处罚",
        source=(S.SUSPENDED,), target=S.FILED,
        who=HEAD,
        asks=("back_because", "back_reference", "opinion"),
        rules=(rules.everything_is_stated, rules.case_has_come_back),
        resumes=(DECISION_CLOCK,),
        issues=(Issues("penalty_resumption", to="self"),),
        tells=(PROCURATORIAL,),
        done="{punishing}恢复办理{subject}（{number}），移送期间不计入办案期限。",
        marks="resumed",
        approved="self",
        basis="17号第十六、十七条",
    ),
    Transition(
        act="withdraw_penalty", label="撤销处罚",
        source=(S.FILED, S.NOTIFIED, S.SUSPENDED, S.DECIDED, S.SERVED), target=S.WITHDRAWN,
        who=HEAD,
        asks=("reason",),
        rules=(rules.everything_is_stated,),
        stops=(DECISION_CLOCK, SERVICE_CLOCK),
        tells=(PROCURATORIAL,),
        done="{punishing}撤销{subject}：{said[reason]}",
        marks="ended",
        status="MEMORY",
        basis="平台设计：立案或者决定有错误的，负责人撤销并写明理由",
    ),
)  # fmt: skip

TABLE = Table(
    code="administrative_penalty",
    name="行政处罚",
    rows=(*OPENING_ROWS, *DECISION_ROWS, *CRIMINAL_ROWS),
    labels={str(status): str(status.label) for status in S},
    turns=TURNS,
    stages=STAGES,
    sides=SIDES,
    leads=False,
    stands_alone=True,
    noun="处罚",
)
