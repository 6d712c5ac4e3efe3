"""The row by which the police file a case that the procuratorate asked about (检察规则第五百六十至五百六十四条).

While the filing review still runs, the ordinary `file_case` does it; this row leaves the statuses in which the police
had already decided otherwise, from where no other row leads to filing.
"""

from linkage.accounts.roles import Role
from linkage.law.transitions import RECEIVING, Issues, Starts, Transition, receiving
from linkage.transfers import rules
from linkage.transfers.status import Status as S

SUPERVISED = (
    Transition(
        act="file_on_notice", label="经检察监督立案",
        approved="self",
        source=(
            S.DECLINED, S.DECLINED_NOTIFIED, S.RECONSIDERING, S.UPHELD, S.WITHDRAWN, S.WITHDRAWN_NOTIFIED, S.CONCLUDED,
        ),
        target=S.FILED,
        who=receiving(Role.POLICE_HEAD),
        asks=("charge", "police_case_number", "handling_unit"),
        rules=(rules.procuratorate_has_asked,),
        stops=(
            "police_decision_notice", "reconsider_apply", "reconsider_decide",
            "filing_supervision_suggest_after_reconsider",
        ),
        starts=(Starts("police_decision_notice", RECEIVING),),
        issues=(Issues("filing_decision", to="self"),),
        tells=(RECEIVING,),
        done="{receiving}经{procuratorate}监督决定立案（{number}），应于{due}前书面通知{sending}，并向{procuratorate}送达立案决定书。",
        marks="filed",
        basis="检察规则第五百六十、五百六十三条；刑事程序规定第一百八十二条",
    ),
)  # fmt: skip
