"""Where a sample stands, what is to be done there, and the shape that goes with its word."""

from django.db import models

SENDING, RECEIVING = "sending", "receiving"
SIDES = {SENDING: "采样机关", RECEIVING: "共同办案机关"}
"""Who takes the sample, and the other of bureau and police where it takes part in the dossier."""


class Status(models.TextChoices):
    """The statuses of one sample."""

    TAKEN = "sample_taken", "已采样"
    AT_LABORATORY = "sample_at_laboratory", "检测机构已收样"
    TESTED = "sample_tested", "已出检测结果"
    RETEST_REQUESTED = "sample_retest_requested", "待复测"
    RETESTED = "sample_retested", "已复测"
    DISPOSED = "sample_disposed", "样品已处置"


S = Status
TURNS: dict[str, str | None] = {**dict.fromkeys(S, SENDING), S.DISPOSED: None}
"""Laboratories have no seat on the platform: whoever took the sample answers for it to its end."""

DUTIES: dict[str, str] = {
    S.TAKEN: "送检并登记检测机构收样",
    S.AT_LABORATORY: "登记检测结果",
    S.TESTED: "处置样品或者申请复测",
    S.RETEST_REQUESTED: "登记复测结果",
    S.RETESTED: "处置样品",
}

TONES: dict[str, str] = {
    S.TAKEN: "draft",
    S.AT_LABORATORY: "running",
    S.TESTED: "running",
    S.RETEST_REQUESTED: "waiting",
    S.RETESTED: "running",
    S.DISPOSED: "done",
}
