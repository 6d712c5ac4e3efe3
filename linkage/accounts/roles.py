"""The roles, as prose an auditor could sign. A role gives nothing by itself: rows of a table name the role that may act."""

from dataclasses import dataclass

from django.db import models


class Line(models.TextChoices):
    """The three lines of agencies."""

    ECOLOGY = "ecology", "生态环境"
    POLICE = "police", "公安"
    PROCURATORATE = "procuratorate", "检察"


class Level(models.TextChoices):
    """The three levels; a county ecology bureau is usually a branch of the city's."""

    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"


class Role(models.TextChoices):
    """What a person is appointed to do in one agency."""

    ENFORCEMENT_OFFICER = "enforcement_officer", "执法员"
    BUREAU_HEAD = "bureau_head", "生态环境部门负责人"
    INTAKE_OFFICER = "intake_officer", "受案民警"
    CASE_OFFICER = "case_officer", "办案民警"
    POLICE_HEAD = "police_head", "公安机关负责人"
    PROCURATOR = "procurator", "检察官"
    LIAISON_OFFICER = "liaison_officer", "联络员"
    SUPERVISOR = "supervisor", "督查员"
    PUBLICITY_OFFICER = "publicity_officer", "宣传干部"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
"""三员: none can do another's job, and none sees a dossier."""


@dataclass(frozen=True)
class Duty:
    """What the role answers for; `line` is the line of agencies in which it exists (None: any)."""

    role: Role
    line: Line | None
    prose: str


DUTIES = (
    Duty(
        Role.ENFORCEMENT_OFFICER,
        Line.ECOLOGY,
        "登记涉嫌犯罪案件，参加专案组核实，收集七类移送材料，写出书面报告，经批准后移交，按时补正与补充调查，对不予立案提出复议。"
        "不能批准自己的报告。",
    ),
    Duty(
        Role.BUREAU_HEAD,
        Line.ECOLOGY,
        "正职负责人或主持工作的负责人。三日内批准或者不批准移送，不批准的写明理由（310号第五条）。不代办案人员办理其他环节。",
    ),
    Duty(
        Role.INTAKE_OFFICER,
        Line.POLICE,
        "当场接受移送并出具回执，不得以材料不全为由拒收；材料不全的二十四小时内书面告知补正（17号第七、八条）。",
    ),
    Duty(
        Role.CASE_OFFICER,
        Line.POLICE,
        "审查移送案件，提出补充调查意见，送达各类决定，侦查并移送审查起诉。",
    ),
    Duty(
        Role.POLICE_HEAD,
        Line.POLICE,
        "县级以上公安机关负责人。决定立案、不予立案、撤案、移送管辖，批准三十日审查档，作出复议决定。",
    ),
    Duty(
        Role.PROCURATOR,
        Line.PROCURATORATE,
        "查看依法抄送和供其监督的案件，尤其是未移送、未决定、未通知的沉默；审查起诉，退回补充侦查，作出不起诉决定并告知。",
    ),
    Duty(
        Role.LIAISON_OFFICER,
        None,
        "联席会议与日常对接：收集、梳理、汇总、分析本机关信息，查看本机关参与的案件，不办理案件。",
    ),
    Duty(Role.SUPERVISOR, None, "上级机关督查人员：查看本系统下级机关的案件和时限，不改动下级的任何记录。"),
    Duty(Role.PUBLICITY_OFFICER, None, "宣传会商：只看提请会商的宣传稿，不看案卷。"),
    Duty(Role.SYSTEM_ADMIN, None, "维护机构、人员和运行，不授予权限，不看案卷，不看审计。"),
    Duty(Role.SECURITY_ADMIN, None, "授予、收回岗位和代理，不建人员，不看案卷。"),
    Duty(Role.AUDIT_ADMIN, None, "查看系统管理员和安全管理员的操作以及审计链的核验结果，不能改动任何事项。"),
)


def fits(role: str, line: str) -> bool:
    """Whether a role exists in this line of agencies."""
    return any(duty.role == role and duty.line in (None, line) for duty in DUTIES)
