"""What the bureau does: begin, have it approved, hand over, supply, close; and what the bureau above orders.

公治〔2014〕853号第二条: the penalty is decided first. 第十条: the head approves. 第十一条: originals, with copies kept.
"""

from linkage.accounts.roles import Role
from linkage.detentions import rules
from linkage.detentions.status import SUPERIOR
from linkage.detentions.status import Status as S
from linkage.law.transitions import NEW, RECEIVING, SENDING, Issues, Starts, Transition, on, sending

CONDUCT = (
    "conduct", "conduct_until", "circumstances", "order_served_on", "order_defied", "penalty_decided_on",
)  # fmt: skip
FORM = (
    "postcode", "legal_representative", "chief_person", "brief", "proposal", "office_opinion", "legal_opinion",
)  # fmt: skip

BUREAU = (
    Transition(
        act="begin_detention", label="办理行政拘留移送",
        source=(NEW,), target=S.PREPARING,
        who=sending(Role.ENFORCEMENT_OFFICER),
        asks=CONDUCT,
        rules=(
            rules.everything_is_stated, rules.may_lead_the_dossier, rules.penalty_is_decided,
            rules.conduct_is_detained, rules.bureau_transfers,
        ),
        done="{sending}办理行政拘留移送，违法行为：{said[conduct]}。",
        basis="853号第二条",
    ),
    Transition(
        act="order_transfer", label="责令移送行政拘留",
        approved="self",
        source=(NEW,), target=S.ORDERED,
        who=on(SUPERIOR, Role.SUPERVISOR, Role.BUREAU_HEAD),
        asks=("order_reasons", "order_due_on"),
        rules=(rules.everything_is_stated, rules.may_lead_the_dossier, rules.penalty_is_decided, rules.order_is_ahead),
        issues=(Issues("order_transfer", to=SENDING),),
        tells=(SENDING,),
        done="{superior}责令{sending}移送行政拘留案件（{number}）。",
        marks="ordered",
        basis="853号第十七条",
    ),
    Transition(
        act="state_detention_conduct", label="登记拘留移送的违法行为",
        source=(S.ORDERED, S.NOT_APPROVED), target=S.PREPARING,
        who=sending(Role.ENFORCEMENT_OFFICER),
        asks=CONDUCT,
        rules=(
            rules.everything_is_stated, rules.penalty_is_decided, rules.conduct_is_detained, rules.bureau_transfers,
        ),
        done="{sending}登记违法行为：{said[conduct]}，准备报批。",
        basis="853号第二条、第十条",
    ),
    Transition(
        act="request_detention_approval", label="报批行政拘留移送",
        source=(S.PREPARING,), target=S.AWAITING_APPROVAL,
        who=sending(Role.ENFORCEMENT_OFFICER),
        asks=FORM,
        rules=(rules.everything_is_stated, rules.unit_is_registered),
        tells=(SENDING,),
        done="{sending}已填写行政拘留移送审批表，请部门负责人决定。",
        marks="requested",
        basis="853号第十条",
    ),
    Transition(
        act="approve_detention", label="批准行政拘留移送",
        approved="self",
        source=(S.AWAITING_APPROVAL,), target=S.APPROVED,
        who=sending(Role.BUREAU_HEAD),
        asks=("leader_opinion",),
        rules=(rules.everything_is_stated, rules.approver_did_not_request),
        starts=(Starts("detention_transfer_submit", SENDING),),
        issues=(Issues("detention_approval", to="self"),),
        tells=(SENDING,),
        done="{sending}负责人已批准行政拘留移送（{number}），应于{due}前送至同级公安机关。",
        marks="approved",
        basis="853号第十条",
    ),
    Transition(
        act="refuse_detention", label="不批准行政拘留移送",
        approved="self",
        source=(S.AWAITING_APPROVAL,), target=S.NOT_APPROVED,
        who=sending(Role.BUREAU_HEAD),
        asks=("refusal_reason",),
        rules=(rules.everything_is_stated, rules.approver_did_not_request),
        issues=(Issues("detention_approval", to="self"),),
        tells=(SENDING,),
        done="{sending}负责人不批准行政拘留移送，理由已记录在案（{number}）。",
        marks="refused",
        basis="853号第十条",
    ),
    Transition(
        act="submit_detention", label="移送行政拘留案件",
        approved="approved",
        source=(S.APPROVED,), target=S.SUBMITTED,
        who=sending(Role.ENFORCEMENT_OFFICER),
        asks=("materials", "suggestion", "served_at"),
        rules=(rules.everything_is_stated, rules.materials_are_whole, rules.materials_are_originals),
        stops=("detention_transfer_submit",),
        starts=(Starts("detention_police_accept", RECEIVING, since="served_at"),),
        issues=(Issues("detention_letter", to=RECEIVING), Issues("detention_list", to=RECEIVING)),
        tells=(RECEIVING,),
        done="已移送{receiving}，移送书{number}，案卷原件随附，复印件留存；公安机关应及时受案。",
        marks="submitted",
        limit="detention_transfer_submit",
        basis="853号第十一、十二条",
    ),
    Transition(
        act="supply_detention_evidence", label="补充移送证据",
        source=(S.AWAITING_EVIDENCE,), target=S.ACCEPTED,
        who=sending(Role.ENFORCEMENT_OFFICER),
        asks=("supplied", "unable_reason"),
        rules=(rules.supplied_or_explained,),
        issues=(Issues("detention_supply_reply", to=RECEIVING),),
        tells=(RECEIVING,),
        done="{sending}已补充移送证据（{number}）。",
        basis="853号第十三条",
    ),
    Transition(
        act="close_detention", label="结案（行政拘留移送）",
        approved="self",
        source=(S.REJECTED, S.EXECUTED, S.NOT_APPROVED), target=S.CLOSED,
        who=sending(Role.BUREAU_HEAD),
        asks=("closing_result", "closing_opinion"),
        rules=(rules.everything_is_stated,),
        issues=(Issues("detention_closing", to="self"),),
        tells=(SENDING,),
        done="{sending}已结案（{number}）。",
        marks="closed",
        basis="853号第十五条",
    ),
)  # fmt: skip
