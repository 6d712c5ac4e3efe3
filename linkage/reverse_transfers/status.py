"""Where a reverse transfer stands, and whose turn it is there."""

from django.db import models

from linkage.law.transitions import PROCURATORIAL

RETURNING, ECOLOGY = "returning", "ecology"
SIDES = {RETURNING: "移交机关", ECOLOGY: "生态环境部门", PROCURATORIAL: "检察机关"}


class Status(models.TextChoices):
    """From the review or the hand-over to the written answer."""

    REVIEWING = "rev_reviewing", "审查是否提出处罚意见"
    NOT_PROPOSED = "rev_not_proposed", "不提出处罚意见"
    RETURNED = "rev_returned", "已移交待接收"
    RECEIVED = "rev_received", "已接收待审查"
    TAKEN_UP = "rev_taken_up", "行政处罚办理中"
    NONE_DUE = "rev_none_due", "不予处罚待回复"
    REPORTED = "rev_reported", "处理结果已回复"


class Origin(models.TextChoices):
    """By which way it came back."""

    POLICE = "police", "公安机关移交"
    NON_PROSECUTION = "non_prosecution", "不起诉后检察意见"
    JUDGMENT = "judgment", "裁判后移送"


S = Status

TURNS: dict[str, str | None] = {
    S.REVIEWING: RETURNING,
    S.NOT_PROPOSED: None,
    S.RETURNED: ECOLOGY,
    S.RECEIVED: ECOLOGY,
    S.TAKEN_UP: ECOLOGY,
    S.NONE_DUE: ECOLOGY,
    S.REPORTED: None,
}
DUTIES: dict[str, str] = {
    S.REVIEWING: "审查是否提出行政处罚的检察意见",
    S.RETURNED: "接收移交的案件",
    S.RECEIVED: "审查追责期限并决定是否恢复办理",
    S.TAKEN_UP: "作出行政处罚决定并书面回复",
    S.NONE_DUE: "书面回复处理结果",
}
TONES: dict[str, str] = {
    S.REVIEWING: "running",
    S.NOT_PROPOSED: "done",
    S.RETURNED: "waiting",
    S.RECEIVED: "running",
    S.TAKEN_UP: "running",
    S.NONE_DUE: "waiting",
    S.REPORTED: "done",
}
WITH_THE_BUREAU = (S.RETURNED, S.RECEIVED, S.TAKEN_UP, S.NONE_DUE)
"""Statuses in which the bureau owes an answer."""
