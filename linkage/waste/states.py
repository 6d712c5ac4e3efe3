"""The table of a waste: the page to read first. It is settled only when the records add up, or somebody says why not."""

from linkage.accounts.roles import Role
from linkage.law.transitions import NEW, Issues, Table, Transition, Who, on
from linkage.waste import rules
from linkage.waste.status import IDENTIFYING, RECEIVING, SENDING, SIDES, TURNS
from linkage.waste.status import Status as S

OPEN = (S.REGISTERED, S.REQUESTED, S.IDENTIFIED, S.NOT_HAZARDOUS)
OPINION = ("unit_name", "cause", "identified_quantity", "features", "origin", "method", "reasons", "experts")
BASIS = "17号第二十二条；座谈会纪要第十三项"


def _officers(side: str) -> Who:
    return on(side, Role.ENFORCEMENT_OFFICER, Role.CASE_OFFICER)


TRANSITIONS = (
    Transition(
        act="register_waste", label="登记危险废物",
        source=(NEW,), target=S.REGISTERED,
        who=_officers(SENDING),
        asks=("waste_name", "waste_code", "conduct_on", "unit_name", "features", "origin", "place", "opening"),
        rules=(rules.conduct_is_past, rules.code_fits_edition, rules.opening_not_negative),
        tells=(RECEIVING,),
        done="{sending}已登记{subject}。",
        status="MEMORY",
        basis="平台设计：涉案废物逐种登记，数量以吨计",
    ),
    Transition(
        act="record_movement", label="登记转移或者盘点",
        source=OPEN, target="",
        who=_officers(SENDING),
        asks=("direction", "quantity", "moved_on", "counterpart", "manifest", "note"),
        rules=(rules.movement_is_past, rules.quantity_fits, rules.out_says_where, rules.manifest_is_new),
        done="{subject}的数量记录已登记。",
        status="MEMORY",
        basis="平台设计：来源、去向、损耗和结存逐笔登记，联单不重复",
    ),
    Transition(
        act="request_identification", label="提请认定",
        source=(S.REGISTERED,), target=S.REQUESTED,
        who=_officers(SENDING),
        asks=("request_note",),
        rules=(rules.request_is_stated,),
        tells=(IDENTIFYING,),
        done="{sending}已提请{identifying}认定{subject}。",
        basis="17号第二十二条",
    ),
    Transition(
        act="identify_hazardous", label="出具认定意见（属于危险废物）",
        source=(S.REGISTERED, S.REQUESTED), target=S.IDENTIFIED,
        who=_officers(IDENTIFYING),
        asks=(*OPINION, "identified_code"),
        rules=(rules.code_fits_edition, rules.experts_are_named),
        issues=(Issues("waste_identification", to=RECEIVING),),
        tells=(RECEIVING,),
        done="{identifying}已出具认定意见（{number}），{subject}属于危险废物。",
        marks="identified",
        basis=BASIS,
    ),
    Transition(
        act="identify_not_hazardous", label="出具认定意见（不属于危险废物）",
        source=(S.REGISTERED, S.REQUESTED), target=S.NOT_HAZARDOUS,
        who=_officers(IDENTIFYING),
        asks=OPINION,
        rules=(rules.code_fits_edition, rules.experts_are_named),
        issues=(Issues("waste_identification", to=RECEIVING),),
        tells=(RECEIVING,),
        done="{identifying}已出具认定意见（{number}），{subject}不属于危险废物。",
        marks="identified",
        basis=BASIS,
    ),
    Transition(
        act="settle_balance", label="核清物料",
        source=(S.IDENTIFIED, S.NOT_HAZARDOUS), target=S.SETTLED,
        who=_officers(SENDING),
        asks=("explanation",),
        rules=(rules.balanced_or_explained,),
        tells=(RECEIVING,),
        done="{subject}的物料已核清。",
        marks="settled",
        status="MEMORY",
        basis="平台设计：账面应余与实际结存一致，或者写明差额的原因",
    ),
)  # fmt: skip

TABLE = Table(
    code="hazardous_waste",
    name="危险废物",
    rows=TRANSITIONS,
    labels={status.value: status.label for status in S},
    turns=TURNS,
    sides=SIDES,
    leads=False,
    noun="危险废物",
)
