"""Where a clue and a request for early intervention stand, whose turn it is there, and how it is put into words."""

from django.db import models

from linkage.law.transitions import PROCURATORIAL, RECEIVING, SENDING

HANDLING, BUREAU, POLICE, INFORMED = "handling", "bureau", "police", "informed"
"""Sides read off the first two: who goes on with the clue, which of the two it is by line, and the other one once notified."""

SIDES = {
    SENDING: "受理机关",
    RECEIVING: "同级机关",
    PROCURATORIAL: "检察机关",
    HANDLING: "承办机关",
    BUREAU: "生态环境部门",
    POLICE: "公安机关",
    INFORMED: "参与的另一机关",
}


class Status(models.TextChoices):
    """The statuses of a clue, in the words of the notice."""

    REGISTERED = "clue_registered", "线索待核实"
    VERIFIED = "clue_verified", "线索已核实"
    NOTIFIED = "clue_notified", "已通报待反馈"
    ANSWERED = "clue_answered", "通报已反馈"
    UNFOUNDED = "clue_unfounded", "查无实据"
    INVESTIGATED = "clue_investigated", "已转联合调查"
    TRANSFERRED = "clue_transferred", "线索已转案件移送"
    TO_PENALTY = "clue_transferred_to_penalty", "线索已转行政处罚"
    MERGED = "clue_merged", "已并入其他卷宗"


S = Status
OPEN = (S.REGISTERED, S.VERIFIED, S.NOTIFIED, S.ANSWERED)
PASSED_ON = (S.INVESTIGATED, S.TRANSFERRED)
"""Set by what leads the dossier on, within the act that does so."""
NOTHING_DUE = (S.UNFOUNDED, S.MERGED)
"""Nothing was found, or another dossier answers for it: nobody owes a request for early intervention here."""

TURNS: dict[str, str | None] = {
    S.REGISTERED: HANDLING,
    S.VERIFIED: HANDLING,
    S.NOTIFIED: RECEIVING,
    S.ANSWERED: HANDLING,
    S.UNFOUNDED: None,
    S.INVESTIGATED: None,
    S.TRANSFERRED: None,
    S.TO_PENALTY: None,
    S.MERGED: None,
}

STAGES: dict[str, str] = dict.fromkeys(S, "线索")

DUTIES: dict[str, str] = {
    S.REGISTERED: "核实线索",
    S.VERIFIED: "通报、移送或者转行政处罚",
    S.NOTIFIED: "反馈通报意见",
    S.ANSWERED: "开展联合调查或者继续核实",
}

TONES: dict[str, str] = {
    S.REGISTERED: "draft",
    S.VERIFIED: "running",
    S.NOTIFIED: "waiting",
    S.ANSWERED: "running",
    S.UNFOUNDED: "refused",
    **dict.fromkeys((*PASSED_ON, S.TO_PENALTY, S.MERGED), "done"),
}


class Asked(models.TextChoices):
    """The statuses of a request for early intervention."""

    REQUESTED = "intervention_requested", "已商请待回复"
    JOINED = "intervention_joined", "公安机关已提前介入"
    EXPLAINED = "intervention_explained", "公安机关已说明不能介入"


ASKED_TURNS: dict[str, str | None] = {Asked.REQUESTED: RECEIVING, Asked.JOINED: None, Asked.EXPLAINED: None}
ASKED_DUTIES: dict[str, str] = {Asked.REQUESTED: "回复是否提前介入"}
ASKED_TONES: dict[str, str] = {
    Asked.REQUESTED: "waiting",
    Asked.JOINED: "done",
    Asked.EXPLAINED: "refused",
}
