"""Where an assessment stands, and who is on its sides."""

from django.db import models

from linkage.law.transitions import PROCURATORIAL

ASSESSING, BUREAU, POLICE = "assessing", "bureau", "police"
SIDES = {
    ASSESSING: "评估机关",
    BUREAU: "生态环境部门",
    POLICE: "公安机关",
    PROCURATORIAL: "检察机关",
}


class Status(models.TextChoices):
    """The statuses of one assessment."""

    ASSESSED = "as_assessed", "已评估待决定"
    DECIDED = "as_decided", "评估已有决定"
    OPINION = "as_police_opinion", "公安机关评估意见"


class Decision(models.TextChoices):
    """What the head of the bureau decides on it."""

    TRANSFER = "transfer", "移送"
    NO_TRANSFER = "no_transfer", "不移送"
    GO_ON = "go_on", "继续调查"
    DETENTION = "detention", "转行政拘留"


S = Status
TURNS: dict[str, str | None] = {S.ASSESSED: BUREAU, S.DECIDED: None, S.OPINION: None}
DUTIES: dict[str, str] = {S.ASSESSED: "对评估结果作出决定"}
TONES: dict[str, str] = {S.ASSESSED: "waiting", S.DECIDED: "done", S.OPINION: "hint"}
