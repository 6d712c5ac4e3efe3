"""The table of the reverse transfer: the page to read first."""

from linkage.accounts.roles import Role
from linkage.law.transitions import NEW, PROCURATORIAL, Issues, Starts, Table, Transition, on, procuratorial
from linkage.procedure.carrying_out import Act
from linkage.reverse_transfers import rules
from linkage.reverse_transfers.status import ECOLOGY, RETURNING, SIDES, TURNS, WITH_THE_BUREAU
from linkage.reverse_transfers.status import Status as S

BUREAU = (Role.ENFORCEMENT_OFFICER, Role.BUREAU_HEAD)
POLICE = (Role.CASE_OFFICER, Role.POLICE_HEAD)
REPLY, RESULT = "reverse_link_agency_reply", "admin_result_feedback_to_judicial"


def _came_from_the_police(doing: Act) -> bool:
    """Then the procuratorate gets its copy of the answer; else it is the one who is answered."""
    return bool(doing.subject.returning_agency_id != doing.subject.procuratorial_agency_id)


RETURNING_ROWS = (
    Transition(
        act="return_for_penalty", label="移交生态环境部门行政处理",
        source=(NEW,), target=S.RETURNED,
        who=on(RETURNING, *POLICE),
        asks=("grounds", "returned_materials", "served_at"),
        rules=(rules.police_found_no_crime, rules.bureau_is_known, rules.nothing_is_under_way, rules.everything_is_stated),
        issues=(Issues("return_for_penalty", to=ECOLOGY, copies=(PROCURATORIAL,)),),
        tells=(ECOLOGY, PROCURATORIAL),
        done="{returning}已将案件移交{ecology}行政处理（{number}），抄送{procuratorate}。",
        marks="returned",
        limit="police_return_for_admin_penalty",
        basis="17号第十七条；310号第十三条；行政处罚法第二十七条",
    ),
    Transition(
        act="begin_penalty_review", label="登记审查是否提出处罚意见",
        source=(NEW,), target=S.REVIEWING,
        who=on(RETURNING, Role.PROCURATOR),
        rules=(rules.was_not_prosecuted, rules.bureau_is_known, rules.nothing_is_under_way),
        starts=(Starts("reverse_link_review", RETURNING),),
        tells=(ECOLOGY,),
        done="{returning}登记受理，审查是否向{ecology}提出行政处罚的检察意见，应于{due}前审查完毕。",
        marks="reviewed",
        limit="reverse_link_review",
        basis="指引第十二条；检察规则第三百七十三条",
    ),
    Transition(
        act="extend_penalty_review", label="延长处罚意见审查期限",
        source=(S.REVIEWING,), target="",
        who=on(RETURNING, Role.PROCURATOR),
        asks=("extended_days", "approver", "reason"),
        rules=(rules.everything_is_stated, rules.review_still_runs),
        done="{returning}的检察长批准延长处罚意见的审查期限。",
        limit="reverse_link_review",
        basis="指引第十二条",
    ),
    Transition(
        act="give_penalty_opinion", label="提出行政处罚的检察意见",
        source=(S.REVIEWING,), target=S.RETURNED,
        who=on(RETURNING, Role.PROCURATOR),
        asks=("decision_number", "grounds", "measures", "reply_by", "served_at"),
        rules=(rules.everything_is_stated, rules.reply_day_lies_ahead),
        stops=("reverse_link_review",),
        starts=(Starts(REPLY, ECOLOGY, since="served_at", until="reply_by"),),
        issues=(Issues("procuratorate_opinion_penalty", to=ECOLOGY),),
        tells=(ECOLOGY,),
        done="{returning}向{ecology}提出行政处罚的检察意见（{number}），{ecology}应于{due}前书面回复。",
        marks="returned",
        limit="reverse_link_review",
        basis="17号第十八条；刑事诉讼法第一百七十七条第三款；检察规则第三百七十三条",
    ),
    Transition(
        act="give_no_penalty_opinion", label="决定不提出处罚意见",
        source=(S.REVIEWING,), target=S.NOT_PROPOSED,
        who=on(RETURNING, Role.PROCURATOR),
        asks=("no_opinion_reasons",),
        rules=(rules.everything_is_stated,),
        stops=("reverse_link_review",),
        tells=(ECOLOGY,),
        done="{returning}审查后决定不提出行政处罚的检察意见，{ecology}自行依法处理。",
        limit="reverse_link_review",
        basis="指引第十二条",
    ),
    Transition(
        act="pass_on_judgment", label="裁判后移送行政处理",
        source=(NEW,), target=S.RETURNED,
        who=on(RETURNING, Role.PROCURATOR),
        asks=("judgment_outcome", "court", "judgment_number", "effective_on", "grounds", "served_at"),
        rules=(rules.was_judged, rules.bureau_is_known, rules.nothing_is_under_way, rules.everything_is_stated,
               rules.judgment_is_in_effect),
        issues=(Issues("judgment_transfer", to=ECOLOGY),),
        tells=(ECOLOGY,),
        done="{returning}已将裁判（{said[judgment_outcome]}）移送{ecology}行政处理（{number}）。",
        marks="returned",
        basis="法释〔2023〕7号第十二条；行政处罚法第二十七条",
    ),
    Transition(
        act="remind_return", label="催办行政处理结果",
        source=WITH_THE_BUREAU, target="",
        who=procuratorial(Role.PROCURATOR),
        asks=("reminder",),
        rules=(rules.everything_is_stated, rules.answer_is_overdue),
        tells=(ECOLOGY,),
        done="{procuratorate}催办：{said[reminder]}",
        limit=REPLY,
        status="MEMORY",
        basis="平台设计：期满没有回复的由检察机关催办（高检发释字〔2021〕4号第十条）",
    ),
)  # fmt: skip

BUREAU_ROWS = (
    Transition(
        act="receive_return", label="接收移交的案件",
        source=(S.RETURNED,), target=S.RECEIVED,
        who=on(ECOLOGY, *BUREAU),
        asks=("received_note",),
        tells=(RETURNING,),
        done="{ecology}已接收{returning}移交的案件。",
        marks="received",
        basis="17号第十七、十八条；行政处罚法第二十七条",
    ),
    Transition(
        act="take_up_return", label="恢复办理行政处罚",
        source=(S.RECEIVED,), target=S.TAKEN_UP,
        who=on(ECOLOGY, Role.BUREAU_HEAD),
        asks=("conduct_until", "discovered_on", "limitation_ground"),
        rules=(rules.everything_is_stated, rules.days_are_in_order, rules.within_limitation, rules.there_is_a_penalty_case),
        tells=(RETURNING, PROCURATORIAL),
        done="{ecology}审查认为没有超过追责期限，恢复办理行政处罚。",
        marks="taken_up",
        basis="17号第十六条；行政处罚法第三十六条；生态环境法典第一千零五十四条",
    ),
    Transition(
        act="find_none_due", label="决定移交案件不予处罚",
        source=(S.RECEIVED, S.TAKEN_UP), target=S.NONE_DUE,
        who=on(ECOLOGY, Role.BUREAU_HEAD),
        asks=("none_due_ground", "none_due_reasons", "conduct_until", "discovered_on", "limitation_ground"),
        rules=(rules.everything_is_stated, rules.days_are_in_order, rules.time_has_run_out_if_so_said,
               rules.no_penalty_is_open, rules.no_penalty_was_decided),
        starts=(Starts(RESULT, ECOLOGY),),
        issues=(Issues("none_due_decision", to="self"),),
        approved="self",
        tells=(),
        done="{ecology}决定不予处罚（{said[none_due_ground]}，{number}），应及时书面回复{returning}。",
        marks="none_due",
        basis="行政处罚法第三十三、三十五、三十六条；生态环境法典第一千零五十四、一千零五十八条",
    ),
    Transition(
        act="report_result", label="书面回复处理结果",
        source=(S.TAKEN_UP, S.NONE_DUE), target=S.REPORTED,
        who=on(ECOLOGY, *BUREAU),
        asks=("result", "served_at"),
        rules=(rules.everything_is_stated, rules.something_was_decided),
        stops=(REPLY, RESULT),
        issues=(
            Issues("opinion_reply", to=RETURNING, copies=(PROCURATORIAL,), when=_came_from_the_police),
            Issues("opinion_reply", to=RETURNING, when=lambda doing: not _came_from_the_police(doing)),
        ),
        tells=(RETURNING, PROCURATORIAL),
        done="{ecology}已将处理结果书面回复{returning}（{number}）。",
        marks="reported",
        limit=REPLY,
        basis="法释〔2023〕7号第十二条；刑事诉讼法第一百七十七条第三款；17号第十八条",
    ),
)  # fmt: skip

TABLE = Table(
    code="reverse_transfer",
    name="反向移送",
    rows=(*RETURNING_ROWS, *BUREAU_ROWS),
    labels={status.value: status.label for status in S},
    turns=TURNS,
    sides=SIDES,
    leads=False,
    noun="反向移送",
)
