"""The rows of property while the bureau has it: register, custody, temporary disposal, report to the government."""

from linkage.accounts.roles import Role
from linkage.law.transitions import NEW, RECEIVING, Issues, Transition, sending
from linkage.property import rules
from linkage.property.status import WITH_BUREAU
from linkage.property.status import Status as S

REGISTERING_ROWS = (
    Transition(
        act="register_property", label="登记涉案物品",
        source=(NEW,), target=S.HELD,
        who=sending(Role.ENFORCEMENT_OFFICER),
        asks=(
            "item_name", "quantity", "unit", "features", "origin", "measure", "measure_number", "seized_at", "hazard",
            "hazard_note", "place", "keeper", "photographs",
        ),
        rules=(
            rules.the_bureau_registers, rules.registrar_takes_part, rules.everything_is_stated,
            rules.quantity_is_some, rules.measure_has_its_decision, rules.seized_before_it_was_registered,
        ),
        done="{sending}登记了涉案物品{subject}。",
        marks="registered",
        basis="17号第六条第四项",
    ),
)  # fmt: skip
"""An item enters the register (17号第六条第四项)."""

BUREAU_ROWS = (
    Transition(
        act="dispose_temporarily", label="组织临时处置",
        source=(S.HELD, S.ENTRUSTED), target=S.IN_DISPOSAL,
        who=sending(Role.ENFORCEMENT_OFFICER),
        asks=("disposal_plan", "disposer", "contract_number", "disposal_place"),
        rules=(rules.everything_is_stated, rules.is_hazardous),
        done="{sending}组织{subject}的临时处置。",
        basis="17号第十条",
    ),
    Transition(
        act="record_disposal_cost", label="登记处置费用",
        source=(S.IN_DISPOSAL, S.DISPOSED, S.DELIVERED, S.WITH_POLICE), target="",
        who=sending(Role.ENFORCEMENT_OFFICER),
        asks=("cost_quantity", "disposer", "contract_number", "voucher_number", "amount", "cost_files"),
        rules=(rules.everything_is_stated, rules.cost_is_some_money),
        done="{sending}登记了{subject}的一笔处置费用。",
        basis="17号第十条",
    ),
    Transition(
        act="finish_disposal", label="临时处置完成",
        source=(S.IN_DISPOSAL,), target=S.DISPOSED,
        who=sending(Role.ENFORCEMENT_OFFICER),
        asks=("disposal_result", "remains", "remains_place", "remains_keeper"),
        rules=(rules.everything_is_stated, rules.remains_are_kept_somewhere),
        done="{sending}完成了{subject}的临时处置。",
        basis="17号第十条",
    ),
    Transition(
        act="submit_disposal_costs", label="补充移送处置费用清单",
        source=(S.DISPOSED, S.DELIVERED, S.WITH_POLICE), target="",
        who=sending(Role.ENFORCEMENT_OFFICER),
        rules=(rules.case_was_handed_over, rules.costs_are_recorded),
        issues=(Issues("disposal_cost_list", to=RECEIVING),),
        tells=(RECEIVING,),
        done="{sending}向{receiving}补充移送{subject}的处置费用清单（{number}）。",
        basis="17号第十条",
    ),
    Transition(
        act="treat_perishable", label="易腐变质物品留证处理",
        source=(S.HELD,), target=S.TREATED,
        who=sending(Role.ENFORCEMENT_OFFICER),
        asks=("spoils", "treatment", "remains", "remains_place", "remains_keeper"),
        rules=(rules.everything_is_stated, rules.remains_are_kept_somewhere),
        done="{sending}对{subject}留取证据后作了处理。",
        basis="310号第四条",
    ),
    Transition(
        act="report_to_government", label="呈报政府处置",
        approved="self",
        source=(S.HELD,), target=S.REPORTED,
        who=sending(Role.BUREAU_HEAD),
        asks=("government", "ground", "ground_reasons", "suggestion"),
        rules=(rules.everything_is_stated, rules.some_police_are_known),
        issues=(Issues("government_disposal_report", to="self", copies=(RECEIVING,)),),
        tells=(RECEIVING,),
        done="{sending}已呈报人民政府处置{subject}（{number}），抄送{receiving}。",
        basis="17号第十条",
    ),
    Transition(
        act="record_government_disposal", label="登记政府处置结果",
        source=(S.REPORTED,), target=S.GOVERNMENT_DISPOSED,
        who=sending(Role.ENFORCEMENT_OFFICER),
        asks=("government_disposer", "disposal_result"),
        rules=(rules.everything_is_stated,),
        done="{subject}已由人民政府处置。",
        marks="ended",
        basis="17号第十条",
    ),
    Transition(
        act="resume_custody", label="政府未处置，继续保管",
        source=(S.REPORTED,), target=S.HELD,
        who=sending(Role.ENFORCEMENT_OFFICER),
        asks=("to_place", "to_keeper", "reason"),
        rules=(rules.everything_is_stated,),
        done="{sending}继续保管{subject}。",
        status="MEMORY",
        basis="平台设计：呈报后政府没有处置的，物品仍有人保管",
    ),
    Transition(
        act="move_property", label="变更保管",
        source=WITH_BUREAU, target="",
        who=sending(Role.ENFORCEMENT_OFFICER),
        asks=("to_place", "to_keeper", "reason"),
        rules=(rules.everything_is_stated,),
        done="{sending}变更了{subject}的存放地和保管人。",
        status="MEMORY",
        basis="平台设计：每一次保管变更都有记录，保管链不中断",
    ),
)  # fmt: skip
"""Each act by which the bureau keeps, treats or reports what it found."""

BUREAU_ENDINGS = (
    Transition(
        act="return_property", label="解除措施并退还",
        approved="self",
        source=(S.HELD,), target=S.RETURNED,
        who=sending(Role.BUREAU_HEAD),
        asks=("decision_number", "recipient", "reason"),
        rules=(rules.everything_is_stated, rules.criminal_case_does_not_run),
        done="{sending}解除措施，将{subject}退还。",
        marks="ended",
        status="MEMORY",
        basis="行政强制法第二十八条",
    ),
    Transition(
        act="confiscate_property", label="依处罚决定没收",
        approved="self",
        source=(S.HELD, S.DISPOSED, S.TREATED), target=S.CONFISCATED,
        who=sending(Role.BUREAU_HEAD),
        asks=("decision_number", "recipient"),
        rules=(rules.everything_is_stated, rules.criminal_case_does_not_run),
        done="{sending}依行政处罚决定没收{subject}。",
        marks="ended",
        status="MEMORY",
        basis="行政处罚法第七十四条",
    ),
    Transition(
        act="destroy_property", label="依法销毁",
        approved="self",
        source=(S.HELD,), target=S.DESTROYED,
        who=sending(Role.BUREAU_HEAD),
        asks=("decision_number", "method"),
        rules=(rules.everything_is_stated, rules.criminal_case_does_not_run),
        done="{sending}已销毁{subject}。",
        marks="ended",
        status="MEMORY",
        basis="行政处罚法第七十四条",
    ),
    Transition(
        act="finish_property", label="处置终结",
        approved="self",
        source=(S.DISPOSED, S.TREATED), target=S.FINISHED,
        who=sending(Role.BUREAU_HEAD),
        asks=("closing_note",),
        rules=(rules.everything_is_stated,),
        done="{subject}处置终结。",
        marks="ended",
        status="MEMORY",
        basis="平台设计：处置后没有剩余物的，由负责人登记终结",
    ),
)  # fmt: skip
"""Each act by which an item comes to its end with the bureau."""
