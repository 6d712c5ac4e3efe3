"""The facts an act on a sample asks of its actor."""

from typing import Any

from django.db.models import QuerySet

from linkage.accounts.roles import Role
from linkage.evidence.models import EvidenceItem, MaterialClass
from linkage.law.sampling_rules import Medium
from linkage.procedure.facts import Fact, by_name
from linkage.sampling.models import Sample
from linkage.sampling.status import RECEIVING, SENDING, Status

SAMPLERS = (Role.ENFORCEMENT_OFFICER.value, Role.CASE_OFFICER.value)
UNITS = ("毫升", "升", "克", "千克", "立方米")
NO_LIMIT = "无"
NO_UNIT = "无量纲"
SAME = "-"
DISPOSALS = ("检测中用尽", "按规定销毁", "交有资质单位处置", "随案移交", "破损或者灭失")


def _spares_of(subject: Any) -> QuerySet[Sample]:
    """Samples of the dossier that a new one may be the spare of."""
    return Sample.objects.filter(dossier=subject.dossier, reserve_of__isnull=True).exclude(
        status=Status.DISPOSED
    )


def _reserves(subject: Any) -> QuerySet[Sample]:
    """The spares of this sample that still exist."""
    return Sample.objects.filter(reserve_of=subject.pk).exclude(status=Status.DISPOSED)


def report_files(subject: Any) -> QuerySet[EvidenceItem]:
    """Reports among the dossier's standing material."""
    return EvidenceItem.objects.filter(
        dossier=subject.dossier, material_class=MaterialClass.REPORTS, withdrawn_at__isnull=True
    )


FACTS = by_name(
    Fact("sampled_unit", "被采样单位", max_length=80),
    Fact("place", "采样地点", max_length=200),
    Fact("longitude", "经度", max_length=30, help="2000国家大地坐标系，写成 112.549200 或者 112°32′57.12″"),
    Fact("latitude", "纬度", max_length=30, help="写成 37.857000 或者 37°51′25.20″"),
    Fact("sampling_basis", "采样依据", max_length=120, help="采样所依据的技术规范名称和编号"),
    Fact("medium", "样品类型", "choice", choices=tuple(medium.label for medium in Medium)),
    Fact("point", "采样点位", max_length=120, help="例如：厂区北侧渗坑东南角水面下0.2米"),
    Fact(
        "analytes",
        "检测项目",
        "lines",
        columns=(("name", ""),),
        help="用标准中的名称，例如化学需氧量、六价铬，保存期限按名称查找。每行一项：检测项目",
    ),
    Fact("container", "容器", max_length=60),
    Fact("preservative", "固定和保存", required=False, max_length=120, help="所加固定剂和保存条件"),
    Fact("amount", "采样量", "number", places=3),
    Fact("amount_unit", "采样量的单位", "choice", choices=UNITS),
    Fact("sampled_at", "采样开始时间", "moment", help="保存期限从这一刻起算"),
    Fact("ends_at", "采样结束时间", "moment"),
    Fact("conditions", "现场条件", required=False, max_length=200, help="天气、生产工况等"),
    Fact("presence", "到场情况", "choice", choices=("当事人到场", "当事人不到场，见证人到场")),
    Fact("witness", "到场的当事人或者见证人", max_length=60),
    Fact(
        "samplers",
        "采样人",
        "people",
        sides=(SENDING, RECEIVING),
        roles=SAMPLERS,
        help="两人以上，采样当日采样资格均有效",
    ),
    Fact("keeper", "采样后由谁保管", max_length=30, help="采样人之一；以后每次交接都从保管人手中交出"),
    Fact("seal_number", "封签号", max_length=40),
    Fact(
        "reserve_of",
        "是哪个样品的备用样",
        "picked",
        required=False,
        options=_spares_of,
        help="不是备用样的不选",
    ),
    Fact("note", "备注", required=False, max_length=200),
    Fact("laboratory", "检测机构", max_length=120, help="已经在样品交接单上签收的检测机构"),
    Fact("cma_number", "资质认定证书编号", max_length=40),
    Fact("cma_valid_from", "资质有效期自", "day"),
    Fact("cma_valid_to", "资质有效期至", "day"),
    Fact(
        "cma_scope",
        "资质范围内的项目",
        "lines",
        columns=(("name", ""),),
        help="对照证书附表，本样品的检测项目应当都在其中。每行一项：项目",
    ),
    Fact("report_number", "报告编号", max_length=60),
    Fact(
        "report",
        "报告原件",
        "picked",
        options=report_files,
        help="先在证据材料的“监测、检验报告、认定意见”中加入",
    ),
    Fact("analysed_at", "分析开始时间", "moment", help="各项目不同的，在结果的最后一列分别写"),
    Fact(
        "results",
        "检测结果",
        "lines",
        columns=(
            ("analyte", ""),
            ("value", ""),
            ("unit", ""),
            ("method", ""),
            ("limit", NO_LIMIT),
            ("standard", NO_LIMIT),
            ("analysed_at", SAME),
        ),
        help="未检出的写“<检出限”，没有单位的写“无量纲”，按范围判定的限值写“6～9”。每行一项：项目｜结果｜单位｜方法｜限值｜执行标准｜分析开始时间",
    ),
    Fact("reserve", "用于复测的备用样", "picked", options=_reserves),
    Fact("retest_reason", "复测理由", "paragraphs"),
    Fact("disposal", "处置方式", "choice", choices=DISPOSALS),
    Fact("disposal_note", "处置情况", "paragraphs", help="何时、何地、由谁处置，有无凭证"),
)
