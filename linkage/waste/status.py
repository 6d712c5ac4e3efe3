"""Where a waste stands in its identification and its balance."""

from django.db import models

SENDING, IDENTIFYING, RECEIVING = "sending", "identifying", "receiving"
SIDES = {SENDING: "登记机关", IDENTIFYING: "认定机关", RECEIVING: "收受意见的机关"}
"""Whoever registers it, whoever gives the opinion (the bureau where one takes part), and the other of the two."""


class Status(models.TextChoices):
    """The statuses of one waste in a dossier."""

    REGISTERED = "waste_registered", "已登记未认定"
    REQUESTED = "waste_identification_requested", "待出具认定意见"
    IDENTIFIED = "waste_identified", "认定属于危险废物"
    NOT_HAZARDOUS = "waste_not_hazardous", "认定不属于危险废物"
    SETTLED = "waste_settled", "物料已核清"


S = Status
TURNS: dict[str, str | None] = {
    S.REGISTERED: SENDING,
    S.REQUESTED: IDENTIFYING,
    S.IDENTIFIED: SENDING,
    S.NOT_HAZARDOUS: SENDING,
    S.SETTLED: None,
}

DUTIES: dict[str, str] = {
    S.REGISTERED: "登记转移情况，提请或者出具认定意见",
    S.REQUESTED: "出具认定意见",
    S.IDENTIFIED: "核清物料",
    S.NOT_HAZARDOUS: "核清物料",
}

TONES: dict[str, str] = {
    S.REGISTERED: "draft",
    S.REQUESTED: "waiting",
    S.IDENTIFIED: "running",
    S.NOT_HAZARDOUS: "running",
    S.SETTLED: "done",
}
