"""Where a joint investigation stands, whose turn it is there, and the sides on which the two agencies stand."""

from django.db import models

from linkage.law.transitions import PROCURATORIAL

LEADING, ASSISTING, ECOLOGY = "leading", "assisting", "ecology"
"""Either line may lead; what follows from the outcome is the bureau's, on whichever side it stands."""
SIDES = {LEADING: "牵头机关", ASSISTING: "协办机关", ECOLOGY: "生态环境部门", PROCURATORIAL: "检察机关"}


class Status(models.TextChoices):
    """The statuses of a joint investigation; the last four are its outcomes."""

    PLANNED = "inv_planned", "联合调查方案待同意"
    UNDER_WAY = "inv_under_way", "联合调查中"
    REPORTED = "inv_reported", "联合调查报告待确认"
    TO_TRANSFER = "inv_to_transfer", "联合调查转刑事移送"
    TO_DETENTION = "inv_to_detention", "联合调查转行政拘留"
    TO_PENALTY = "inv_to_penalty", "联合调查转行政处罚"
    UNFOUNDED = "inv_unfounded", "联合调查查无实据"


S = Status

OUTCOMES: dict[str, str] = {
    S.TO_TRANSFER: "移送公安机关追究刑事责任",
    S.TO_DETENTION: "移送公安机关适用行政拘留",
    S.TO_PENALTY: "依法给予行政处罚",
    S.UNFOUNDED: "查无实据",
}
"""Outcome status -> the words of the joint report."""

TURNS: dict[str, str | None] = {
    S.PLANNED: ASSISTING,
    S.UNDER_WAY: LEADING,
    S.REPORTED: ASSISTING,
    S.TO_TRANSFER: ECOLOGY,
    S.TO_DETENTION: ECOLOGY,
    S.TO_PENALTY: None,
    S.UNFOUNDED: None,
}

DUTIES: dict[str, str] = {
    S.PLANNED: "同意联合调查方案",
    S.UNDER_WAY: "组织联合调查并提出报告",
    S.REPORTED: "确认联合调查报告",
    S.TO_TRANSFER: "办理刑事移送",
    S.TO_DETENTION: "办理行政拘留移送",
}

TONES: dict[str, str] = {
    S.PLANNED: "waiting",
    S.UNDER_WAY: "running",
    S.REPORTED: "waiting",
    S.TO_TRANSFER: "draft",
    S.TO_DETENTION: "draft",
    S.TO_PENALTY: "done",
    S.UNFOUNDED: "done",
}

STAGES: dict[str, str] = dict.fromkeys(S, "联合调查")
