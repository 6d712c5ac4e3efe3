"""Where an item of property stands, and whose turn it is there."""

from django.db import models

from linkage.law.transitions import PROCURATORIAL, RECEIVING, SENDING


class Status(models.TextChoices):
    """From the register of the bureau to one of the ends of property."""

    HELD = "property_held", "在库"
    IN_DISPOSAL = "property_in_disposal", "临时处置中"
    DISPOSED = "property_disposed", "已临时处置"
    TREATED = "property_treated", "已留证处理"
    REPORTED = "property_reported", "已呈报政府"
    ENTRUSTED = "property_entrusted", "移交前代管"
    DELIVERED = "property_delivered", "已移交待签收"
    WITH_POLICE = "property_with_police", "公安机关保管"
    WITH_CASE = "property_with_case", "已随案移送"
    GOVERNMENT_DISPOSED = "property_government_disposed", "政府已处置"
    RETURNED = "property_returned", "已解除并返还"
    CONFISCATED = "property_confiscated", "已没收"
    DESTROYED = "property_destroyed", "已销毁"
    FINISHED = "property_finished", "已处置终结"
    COURT_DISPOSED = "property_court_disposed", "已依裁判处理"


S = Status
ENDED = (S.GOVERNMENT_DISPOSED, S.RETURNED, S.CONFISCATED, S.DESTROYED, S.FINISHED, S.COURT_DISPOSED)
WITH_BUREAU = (S.HELD, S.IN_DISPOSAL, S.DISPOSED, S.TREATED, S.REPORTED, S.ENTRUSTED)
HANDED_OVER = (S.DELIVERED, S.WITH_POLICE, S.WITH_CASE)
TO_HAND_OVER = (S.HELD, S.ENTRUSTED, S.DISPOSED, S.TREATED)
"""Whence an item, or what is left of it, goes to the police (17号第十条)."""

AT_REST = frozenset({S.HELD.value, S.ENTRUSTED.value, S.WITH_POLICE.value, S.WITH_CASE.value})
"""It is kept, and nothing is waited for; what the hand-over asks for has a clock of the case."""

TURNS: dict[str, str | None] = {
    **dict.fromkeys(WITH_BUREAU, SENDING),
    S.DELIVERED: RECEIVING,
    S.WITH_POLICE: RECEIVING,
    S.WITH_CASE: PROCURATORIAL,
    **dict.fromkeys(ENDED, None),
}
DUTIES: dict[str, str] = {
    S.HELD: "保管，立案后移交公安机关",
    S.IN_DISPOSAL: "完成临时处置",
    S.DISPOSED: "移交剩余物或者登记处置终结",
    S.TREATED: "移交留取的证据或者登记处置终结",
    S.REPORTED: "登记政府处置的结果",
    S.ENTRUSTED: "代管，按约定移交公安机关",
    S.DELIVERED: "当面清点并签收",
    S.WITH_POLICE: "保管，随案移送或者依法处理",
    S.WITH_CASE: "依法处理随案移送的物品",
}
TONES: dict[str, str] = {
    **dict.fromkeys((S.HELD, S.ENTRUSTED, S.WITH_POLICE, S.WITH_CASE), "running"),
    **dict.fromkeys((S.IN_DISPOSAL, S.REPORTED, S.DELIVERED), "waiting"),
    **dict.fromkeys((S.DISPOSED, S.TREATED), "draft"),
    **dict.fromkeys(ENDED, "done"),
}
STAGES: dict[str, str] = {
    **dict.fromkeys(WITH_BUREAU, "生态环境部门保管"),
    **dict.fromkeys(HANDED_OVER, "移交后"),
    **dict.fromkeys(ENDED, "终结"),
}
