"""Where a written consultation and a request for technical support stand, and whose turn it is there."""

from django.db import models

from linkage.accounts.roles import Line
from linkage.law.transitions import PROCURATORIAL

ASKING, ANSWERING = "asking", "answering"
REQUESTING, SUPPORTING = "requesting", "supporting"
ECOLOGY, POLICE = "ecology", "police"
TOWARDS: dict[str, Line] = {ECOLOGY: Line.ECOLOGY, POLICE: Line.POLICE, PROCURATORIAL: Line.PROCURATORATE}
"""A consultation's side -> the line of agencies that is asked there."""


class ConsultationStatus(models.TextChoices):
    """A question is open, answered or taken back."""

    ASKED = "consult_asked", "待答复"
    ANSWERED = "consult_answered", "已答复"
    WITHDRAWN = "consult_withdrawn", "已撤回"


class SupportStatus(models.TextChoices):
    """From the request to what was provided, or that nothing could be."""

    REQUESTED = "support_requested", "待答复是否支持"
    ARRANGED = "support_arranged", "正在提供支持"
    DELIVERED = "support_delivered", "支持成果待确认"
    DONE = "support_done", "技术支持已完成"
    UNAVAILABLE = "support_unavailable", "不能提供支持"
    WITHDRAWN = "support_withdrawn", "支持请求已撤回"


C, S = ConsultationStatus, SupportStatus

CONSULTATION_TURNS: dict[str, str | None] = {C.ASKED: ANSWERING, C.ANSWERED: None, C.WITHDRAWN: None}
CONSULTATION_DUTIES: dict[str, str] = {C.ASKED: "书面答复"}
CONSULTATION_TONES: dict[str, str] = {C.ASKED: "waiting", C.ANSWERED: "done", C.WITHDRAWN: "refused"}

SUPPORT_TURNS: dict[str, str | None] = {
    S.REQUESTED: SUPPORTING,
    S.ARRANGED: SUPPORTING,
    S.DELIVERED: REQUESTING,
    S.DONE: None,
    S.UNAVAILABLE: None,
    S.WITHDRAWN: None,
}
SUPPORT_DUTIES: dict[str, str] = {
    S.REQUESTED: "答复是否提供技术支持",
    S.ARRANGED: "提供技术支持并提交成果",
    S.DELIVERED: "确认支持成果",
}
SUPPORT_TONES: dict[str, str] = {
    S.REQUESTED: "waiting",
    S.ARRANGED: "running",
    S.DELIVERED: "waiting",
    S.DONE: "done",
    S.UNAVAILABLE: "refused",
    S.WITHDRAWN: "refused",
}
