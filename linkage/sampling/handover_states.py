"""The table of a hand-over of samples: the giver offers, the receiver signs.

Custody passes with the signature, never with the offer: until then the samples are the giver's, and nothing else is done
with them.
"""

from linkage.accounts.roles import Role
from linkage.law.transitions import NEW, RECEIVING, SENDING, Issues, Table, Transition, on
from linkage.sampling import handover_rules as rules
from linkage.sampling.handover_status import SIDES, TURNS
from linkage.sampling.handover_status import HandoverStatus as S

HANDS = (Role.ENFORCEMENT_OFFICER, Role.CASE_OFFICER)

TRANSITIONS = (
    Transition(
        act="offer_samples", label="交接样品",
        source=(NEW,), target=S.OFFERED,
        who=on(SENDING, *HANDS),
        asks=(
            "samples", "handed_by", "receiver", "received_unit", "received_by", "handed_at", "seal_intact", "custody_note",
        ),
        rules=(
            rules.everything_is_stated, rules.receiver_is_named, rules.samples_are_free, rules.custody_goes_on,
            rules.broken_seal_is_explained,
        ),
        issues=(Issues("sample_handover", to="self"),),
        tells=(RECEIVING,),
        done="{sending}已提出{subject}（{number}），等待接收人核对签收；签收前样品仍由交出人保管。",
        status="MEMORY",
        basis="平台设计：样品的交接链自采样到处置不能中断，由接收人本人签收",
    ),
    Transition(
        act="sign_for_samples", label="核对并签收样品",
        source=(S.OFFERED,), target=S.SIGNED,
        who=on(RECEIVING, *HANDS),
        asks=(
            "received_at", "broken_seals", "count_check", "volume_check", "temperature_check", "temperature",
            "receipt_difference", "signed_paper",
        ),
        rules=(
            rules.everything_is_stated, rules.the_receiver_acts, rules.paper_is_named, rules.received_in_order,
            rules.differences_are_told,
        ),
        tells=(SENDING,),
        done="{subject}已签收，样品转由接收人保管。",
        marks="signed",
        status="MEMORY",
        basis="平台设计：接收人核对封签、数量、体积和保存温度后签收，不符之处当场记明",
    ),
    Transition(
        act="refuse_samples", label="不接收，退回样品",
        source=(S.OFFERED,), target=S.REFUSED,
        who=on(RECEIVING, *HANDS),
        asks=("end_reason",),
        rules=(rules.everything_is_stated, rules.the_receiver_acts),
        tells=(SENDING,),
        done="{subject}的样品没有接收，已退回，仍由交出人保管。",
        marks="ended",
        status="MEMORY",
        basis="平台设计：不接收的写明理由，保管人不变",
    ),
    Transition(
        act="withdraw_offer", label="撤回交接",
        source=(S.OFFERED,), target=S.WITHDRAWN,
        who=on(SENDING, *HANDS),
        asks=("end_reason",),
        rules=(rules.everything_is_stated,),
        tells=(RECEIVING,),
        done="{sending}已撤回{subject}，样品仍由交出人保管。",
        marks="ended",
        status="MEMORY",
        basis="平台设计：没有签收的交接可以由交出机关撤回，写明理由",
    ),
)  # fmt: skip

TABLE = Table(
    code="sample_handover",
    name="样品交接",
    rows=TRANSITIONS,
    labels={status.value: status.label for status in S},
    turns=TURNS,
    sides=SIDES,
    leads=False,
    noun="样品交接",
)
