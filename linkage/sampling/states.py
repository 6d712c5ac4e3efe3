"""The table of a sample: the page to read first.

A sample leaves the platform only through `dispose_sample`; between, it changes hands by `handover_states`.
"""

from linkage.accounts.roles import Role
from linkage.law.transitions import NEW, Issues, Table, Transition, Who, on
from linkage.sampling import rules
from linkage.sampling.status import RECEIVING, SENDING, SIDES, TURNS
from linkage.sampling.status import Status as S

RESULT = ("report_number", "report", "analysed_at", "results")


def _samplers() -> Who:
    return on(SENDING, Role.ENFORCEMENT_OFFICER, Role.CASE_OFFICER)


TRANSITIONS = (
    Transition(
        act="take_sample", label="登记采样",
        source=(NEW,), target=S.TAKEN,
        who=_samplers(),
        asks=(
            "sampled_unit", "place", "longitude", "latitude", "sampling_basis", "medium", "point", "analytes",
            "container", "preservative", "amount", "amount_unit", "sampled_at", "ends_at", "conditions", "presence",
            "witness", "samplers", "keeper", "seal_number", "reserve_of", "note",
        ),
        rules=(
            rules.place_is_right, rules.sampled_in_order, rules.two_qualified_samplers, rules.keeper_is_a_sampler,
            rules.seal_is_new, rules.analytes_are_named, rules.amount_is_positive, rules.spare_fits,
        ),
        issues=(Issues("sampling_record", to="self"),),
        done="{sending}已采样，{subject}已加封，采样记录单{number}。",
        basis="17号第六条第三项",
    ),
    Transition(
        act="receive_at_laboratory", label="登记检测机构收样",
        source=(S.TAKEN,), target=S.AT_LABORATORY,
        who=_samplers(),
        asks=("laboratory", "cma_number", "cma_valid_from", "cma_valid_to", "cma_scope"),
        rules=(rules.nothing_is_offered, rules.laboratory_has_it, rules.laboratory_may_test),
        done="{subject}已由检测机构收样。",
        status="MEMORY",
        basis="平台设计：检测机构应当具备本样品各项目的资质（17号第二十条）",
    ),
    Transition(
        act="record_result", label="登记检测结果",
        source=(S.AT_LABORATORY,), target=S.TESTED,
        who=_samplers(),
        asks=RESULT,
        rules=(rules.nothing_is_offered, rules.not_a_reserve, rules.report_is_named, rules.results_are_whole),
        tells=(RECEIVING,),
        done="{subject}的检测结果已登记。",
        basis="17号第六条第六项",
    ),
    Transition(
        act="record_retest", label="登记复测结果",
        source=(S.RETEST_REQUESTED,), target=S.RETESTED,
        who=_samplers(),
        asks=RESULT,
        rules=(rules.reserve_at_laboratory, rules.nothing_is_offered, rules.report_is_named, rules.results_are_whole),
        tells=(RECEIVING,),
        done="{subject}的复测结果已登记。",
        status="MEMORY",
        basis="平台设计：复测结果与原结果一并列出，由人判断",
    ),
    Transition(
        act="dispose_sample", label="处置样品",
        source=(S.TAKEN, S.AT_LABORATORY, S.TESTED, S.RETESTED), target=S.DISPOSED,
        who=_samplers(),
        asks=("disposal", "disposal_note"),
        rules=(rules.nothing_is_offered, rules.no_retest_waits_for_it, rules.disposal_is_told),
        done="{subject}已处置，处置情况已记录在案。",
        marks="disposed",
        status="MEMORY",
        basis="平台设计：每个样品都有去向",
    ),
    Transition(
        act="request_retest", label="申请复测",
        source=(S.TESTED,), target=S.RETEST_REQUESTED,
        who=_samplers(),
        asks=("reserve", "retest_reason"),
        rules=(rules.has_a_reserve, rules.one_reserve, rules.retest_is_reasoned),
        tells=(RECEIVING,),
        done="已申请用备用样复测{subject}。",
        marks="retest_requested",
        status="MEMORY",
        basis="平台设计：对结果有异议的用备用样复测",
    ),
)  # fmt: skip

TABLE = Table(
    code="sample",
    name="采样检测",
    rows=TRANSITIONS,
    labels={status.value: status.label for status in S},
    turns=TURNS,
    sides=SIDES,
    leads=False,
    noun="样品",
)
