"""The fixed cast: an environment officer and colleagues, police, a procurator, their superiors, and one from the next county."""

from dataclasses import dataclass
from datetime import date

from linkage.accounts.models import Agency, Appointment, Pairing, Region, User
from linkage.accounts.roles import Level, Line, Role

SINCE = date(2018, 1, 1)
PASSWORD = "drill-password-1"


@dataclass(frozen=True)
class Cast:
    """Everyone a story needs, by part."""

    officer: User
    second_officer: User
    head: User
    intake: User
    investigator: User
    police_head: User
    procurator: User
    next_officer: User
    next_intake: User
    next_police_head: User
    next_procurator: User
    city_supervisor: User
    city_police_supervisor: User
    city_procurator: User
    province_supervisor: User
    system_admin: User
    security_admin: User
    audit_admin: User

    @property
    def everyone(self) -> tuple[User, ...]:
        """All of them, in the order above."""
        return tuple(vars(self).values())


def agency(
    code: str, name: str, line: str, level: str, region: Region, prefix: str, parent: Agency | None
) -> Agency:
    """One agency in its line, with its path."""
    made = Agency.objects.create(
        code=code, name=name, short_name=name, line=line, level=level, region=region, parent=parent, path="/",
        document_prefix=prefix, valid_from=SINCE,
    )  # fmt: skip
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save(update_fields=["path"])
    return made


def person(username: str, name: str, where: Agency, *roles: str) -> User:
    """A person with these roles in this agency."""
    user = User.objects.create_user(
        username, PASSWORD, name=name, agency=where, credential_number=f"证{username}", phone="0351-0000000"
    )
    for role in roles:
        Appointment.objects.create(user=user, agency=where, role=role, since=SINCE)
    return user


def build_cast() -> Cast:
    """A province with one city and two counties, three lines each, and the people of the cast."""
    province = Region.objects.create(code="140000", name="山西省", level=Level.PROVINCE, valid_from=SINCE)
    city = Region.objects.create(
        code="140100", name="太原市", level=Level.CITY, parent=province, valid_from=SINCE
    )
    xinghualing = Region.objects.create(
        code="140107", name="杏花岭区", level=Level.COUNTY, parent=city, valid_from=SINCE
    )
    xiaodian = Region.objects.create(
        code="140105", name="小店区", level=Level.COUNTY, parent=city, valid_from=SINCE
    )
    e, p, j = Line.ECOLOGY, Line.POLICE, Line.PROCURATORATE
    ep = agency("140000-eco", "山西省生态环境厅", e, Level.PROVINCE, province, "晋环", None)
    pp = agency("140000-police", "山西省公安厅", p, Level.PROVINCE, province, "晋公", None)
    jp = agency("140000-proc", "山西省人民检察院", j, Level.PROVINCE, province, "晋检", None)
    ec = agency("140100-eco", "太原市生态环境局", e, Level.CITY, city, "并环", ep)
    pc = agency("140100-police", "太原市公安局", p, Level.CITY, city, "并公", pp)
    jc = agency("140100-proc", "太原市人民检察院", j, Level.CITY, city, "并检", jp)
    e1 = agency("140107-eco", "太原市生态环境局杏花岭分局", e, Level.COUNTY, xinghualing, "并环杏", ec)
    p1 = agency("140107-police", "太原市公安局杏花岭分局", p, Level.COUNTY, xinghualing, "并公杏", pc)
    j1 = agency("140107-proc", "太原市杏花岭区人民检察院", j, Level.COUNTY, xinghualing, "杏检", jc)
    e2 = agency("140105-eco", "太原市生态环境局小店分局", e, Level.COUNTY, xiaodian, "并环店", ec)
    p2 = agency("140105-police", "太原市公安局小店分局", p, Level.COUNTY, xiaodian, "并公店", pc)
    j2 = agency("140105-proc", "太原市小店区人民检察院", j, Level.COUNTY, xiaodian, "店检", jc)
    for ecology, police, proc in ((ep, pp, jp), (ec, pc, jc), (e1, p1, j1), (e2, p2, j2)):
        Pairing.objects.create(
            ecology=ecology, police=police, procuratorate=proc, valid_from=SINCE, basis="测试"
        )
    return Cast(
        officer=person("officer", "王演明", e1, Role.ENFORCEMENT_OFFICER),
        second_officer=person("officer2", "李演芳", e1, Role.ENFORCEMENT_OFFICER),
        head=person("head", "赵演衡", e1, Role.BUREAU_HEAD),
        intake=person("intake", "孙演武", p1, Role.INTAKE_OFFICER),
        investigator=person("investigator", "周演文", p1, Role.CASE_OFFICER),
        police_head=person("police-head", "吴演成", p1, Role.POLICE_HEAD),
        procurator=person("procurator", "郑演直", j1, Role.PROCURATOR),
        next_officer=person("next-officer", "冯演远", e2, Role.ENFORCEMENT_OFFICER),
        next_intake=person("next-intake", "陈演近", p2, Role.INTAKE_OFFICER),
        next_police_head=person("next-police-head", "褚演中", p2, Role.POLICE_HEAD),
        next_procurator=person("next-procurator", "卫演平", j2, Role.PROCURATOR),
        city_supervisor=person("city-supervisor", "蒋演督", ec, Role.SUPERVISOR),
        city_police_supervisor=person("city-police", "沈演察", pc, Role.SUPERVISOR),
        city_procurator=person("city-procurator", "韩演正", jc, Role.PROCURATOR),
        province_supervisor=person("province-supervisor", "杨演省", ep, Role.SUPERVISOR),
        system_admin=person("sysadmin", "朱演系", ep, Role.SYSTEM_ADMIN),
        security_admin=person("secadmin", "秦演安", ep, Role.SECURITY_ADMIN),
        audit_admin=person("auditadmin", "尤演审", ep, Role.AUDIT_ADMIN),
    )  # fmt: skip
