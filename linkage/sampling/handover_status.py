"""Where a hand-over of samples stands, and what is to be done there."""

from django.db import models

from linkage.law.transitions import RECEIVING, SENDING

SIDES = {SENDING: "交出机关", RECEIVING: "签收机关"}


class HandoverStatus(models.TextChoices):
    """The statuses of one hand-over."""

    OFFERED = "sample_offered", "待签收"
    SIGNED = "sample_signed_for", "已签收"
    REFUSED = "sample_refused", "未接收，已退回"
    WITHDRAWN = "sample_offer_withdrawn", "交接已撤回"


S = HandoverStatus
TURNS: dict[str, str | None] = {**dict.fromkeys(S, None), S.OFFERED: RECEIVING}
DUTIES: dict[str, str] = {S.OFFERED: "核对并签收样品"}
TONES: dict[str, str] = {S.OFFERED: "waiting", S.SIGNED: "done", S.REFUSED: "refused", S.WITHDRAWN: "refused"}
