"""The facts the acts of a joint investigation ask for. Kinds of work are closed lists: nothing coercive stands in them."""

from typing import Any

from linkage.accounts.roles import Role
from linkage.cases.models import Party
from linkage.evidence.models import MaterialClass
from linkage.evidence.queries import standing
from linkage.investigations.division import UNTIL_THE_END
from linkage.investigations.models import Conclusion, PartyLink, PartyRole, RoleClass, TaskState
from linkage.investigations.status import ASSISTING, LEADING, OUTCOMES
from linkage.procedure.facts import Fact, by_name

WORKERS = (Role.ENFORCEMENT_OFFICER.value, Role.INTAKE_OFFICER.value, Role.CASE_OFFICER.value)
"""Who investigates, in either line."""
INSPECTION_KINDS = ("现场检查（勘察）", "控制现场", "勘验", "现场采样见证", "查询", "调取证据材料")
"""What may be done before filing: nothing that restricts a person or their property (刑事程序规定第一百七十四条)."""
RELATIONS = (
    "出资", "实际控制", "任职", "雇佣", "授意指使", "供应", "委托运输", "交付处置", "收取利益", "亲属", "其他",
)  # fmt: skip
PARTY_KINDS = ("单位", "个人")
TASK_STATES = (TaskState.DONE.label, TaskState.UNABLE.label)
_LINES = (("agency", ""), ("task", ""), ("persons", "调查组"), ("due", UNTIL_THE_END))
_LINES_HELP = "完成日期写成 2026-03-10 的样子，不写就是调查结束前。每行一项：单位｜任务｜责任人｜完成日期"


def standing_items(subject: Any) -> Any:
    """The dossier's material that has not been withdrawn."""
    return standing(subject.dossier)


def _media(subject: Any) -> Any:
    return standing_items(subject).filter(material_class=MaterialClass.MEDIA)


def _parties(subject: Any) -> Any:
    return Party.objects.filter(case__dossier=subject.dossier).order_by("pk")


def _open_tasks(subject: Any) -> Any:
    return subject.tasks.filter(state=TaskState.OPEN).select_related("agency").order_by("pk")


def _roles(subject: Any) -> Any:
    found = PartyRole.objects.filter(investigation=subject, withdrawn_at__isnull=True)
    return found.select_related("party").order_by("pk")


def _links(subject: Any) -> Any:
    found = PartyLink.objects.filter(investigation=subject, withdrawn_at__isnull=True)
    return found.select_related("from_party", "to_party").order_by("pk")


def _members(name: str, label: str, side: str) -> Fact:
    return Fact(name, label, "people", sides=(side,), roles=WORKERS, help="双方各不少于两人")


FACTS = by_name(
    Fact("aim", "调查目标", "paragraphs"),
    Fact("starts_on", "开始日期", "day"),
    Fact("ends_on", "结束日期", "day"),
    _members("leading_members", "牵头机关调查人员", LEADING),
    _members("assisting_members", "协办机关调查人员", ASSISTING),
    Fact("division", "分工", "lines", columns=_LINES, help=_LINES_HELP),
    Fact("sampling_and_records", "采样与笔录规范", "paragraphs"),
    Fact("media_rules", "影像留存", "paragraphs"),
    Fact("agreement_note", "协办机关意见", "paragraphs", required=False),
    Fact("change_reason", "变更原因", "paragraphs"),
    Fact("new_tasks", "增加的任务", "lines", columns=_LINES, help=_LINES_HELP),
    Fact("tasks", "任务", "picked", options=_open_tasks, help="只能办结本机关的任务"),
    Fact("task_state", "办理情况", "choice", choices=TASK_STATES),
    Fact("task_result", "结果或者不能完成的原因", "paragraphs"),
    Fact(
        "inspection_kind",
        "检查方式",
        "choice",
        choices=INSPECTION_KINDS,
        help="立案前只能采取不限制人身、财产权利的措施",
    ),
    Fact("interviewee", "被询问人", max_length=80),
    Fact("interviewee_post", "被询问人身份、岗位", max_length=60, required=False),
    Fact(
        "investigators",
        "调查人员",
        "people",
        sides=(LEADING, ASSISTING),
        roles=WORKERS,
        help="本机关不少于两人",
    ),
    Fact("place", "地点", max_length=200),
    Fact("longitude", "经度", "number", unit="度", help="2000国家大地坐标系，如 112.549200"),
    Fact("latitude", "纬度", "number", unit="度", help="2000国家大地坐标系，如 37.857000"),
    Fact("started_at", "开始时间", "moment"),
    Fact("ended_at", "结束时间", "moment"),
    Fact("record_notes", "情况", "paragraphs"),
    Fact(
        "record_files",
        "笔录等材料",
        "picked",
        options=standing_items,
        help="先在“证据材料”中加入，再在这里选",
    ),
    Fact("media_files", "照片、录音录像", "picked", options=_media, help="先在“证据材料”中加入，再在这里选"),
    Fact("party_kind", "类型", "choice", choices=PARTY_KINDS),
    Fact("party_name", "名称或者姓名", max_length=80),
    Fact(
        "identity_number",
        "统一社会信用代码或者公民身份号码",
        max_length=18,
        required=False,
        help="核对校验位，不作改动",
    ),
    Fact("party_address", "地址", max_length=150, required=False),
    Fact("party_post", "职务、岗位", max_length=60, required=False),
    Fact("parties", "当事人", "picked", options=_parties),
    Fact("party_roles", "身份", "several", choices=tuple(RoleClass.labels)),
    Fact("role_conduct", "查明的行为", "paragraphs", help="写入联合调查报告", max_length=1000),
    Fact("role_evidence", "证据", "picked", options=standing_items, required=False),
    Fact("from_party", "甲方", "picked", options=_parties, help="选一名"),
    Fact("to_party", "乙方", "picked", options=_parties, help="选一名"),
    Fact("relation", "甲方对乙方的关系", "choice", choices=RELATIONS),
    Fact("link_basis", "依据", max_length=300),
    Fact("link_evidence", "证据", "picked", options=standing_items),
    Fact("role_class", "人员类别", "choice", choices=tuple(RoleClass.labels)),
    Fact("class_conclusion", "结论", "choice", choices=tuple(Conclusion.labels)),
    Fact("class_statement", "查证情况", "paragraphs", max_length=2000),
    Fact("class_evidence", "证据", "picked", options=standing_items, required=False),
    Fact("wrong_roles", "需更正的身份", "picked", options=_roles, required=False),
    Fact("wrong_links", "需更正的关系", "picked", options=_links, required=False),
    Fact("withdrawal_reason", "更正原因", max_length=300),
    Fact("findings", "查明事实", "paragraphs", max_length=20000),
    Fact("report_evidence", "证据", "picked", options=standing_items),
    Fact("outcome", "处理去向", "choice", choices=tuple(OUTCOMES.values())),
    Fact("outcome_reasons", "理由和依据", "paragraphs"),
    Fact("objection", "不同意报告的理由", "paragraphs"),
    Fact("confirmation_note", "协办机关意见", "paragraphs", required=False),
    Fact("reopen_reason", "继续调查的理由", "paragraphs", help="写明新的事实或者证据"),
)
"""All of them by name."""
