"""A criminal case that began as a transfer for detention: the police found a crime in it and file (行政案件程序规定第六十五条)."""

from linkage.accounts.roles import Role
from linkage.detentions.status import Status as Detention
from linkage.law.refusal import Reason
from linkage.law.transitions import NEW, RECEIVING, Issues, Starts, Transition, receiving
from linkage.procedure.situation import Situation
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status as S


def detention_turned_into_a_crime(transfer: Transfer, situation: Situation) -> Reason | None:
    """行政案件程序规定第六十五、一百七十二条: the detention was switched to a criminal case, and there was no transfer yet."""
    dossier = transfer.dossier
    if dossier.stage != Detention.TO_CRIME:
        return Reason(
            "公安机关没有把本案的行政拘留移送转为刑事案件。",
            "行政案件程序规定第六十五、一百七十二条",
            "请先在行政拘留移送上办理“转刑事案件办理”。",
            code="not_switched_to_crime",
        )
    if Transfer.objects.filter(dossier=dossier).exists():
        return Reason(
            "本卷宗已经有过刑事移送，不能再由行政拘留案件立案。",
            "行政案件程序规定第六十五条",
            "请检察机关通知立案，或者另行登记案件。",
            code="transfer_exists",
        )
    return None


FROM_DETENTION = (
    Transition(
        act="file_from_detention", label="由行政拘留案件转刑事立案",
        approved="self",
        source=(NEW,), target=S.FILED,
        who=receiving(Role.POLICE_HEAD),
        asks=("charge", "police_case_number", "handling_unit"),
        rules=(detention_turned_into_a_crime,),
        starts=(Starts("police_decision_notice", RECEIVING),),
        issues=(Issues("filing_decision", to="self"),),
        tells=(RECEIVING,),
        done="{receiving}决定立案（{number}），应于{due}前书面通知{sending}并抄送{procuratorate}。",
        marks="filed",
        basis="行政案件程序规定第六十五、一百七十二条；17号第九条",
    ),
)  # fmt: skip
