"""The questions the acts on property ask."""

from typing import Any

from django.db.models import QuerySet

from linkage.accounts.roles import Role
from linkage.evidence.models import EvidenceItem, MaterialClass
from linkage.evidence.queries import standing
from linkage.law.transitions import RECEIVING, SENDING
from linkage.procedure.facts import Fact, by_name
from linkage.property.models import Hazard, Measure

GROUNDS = ("无明确责任人", "责任人不具备履行责任能力", "超出部门处置能力")
CHECKS = ("相符", "不符")
POLICE_ROLES = (Role.INTAKE_OFFICER.value, Role.CASE_OFFICER.value, Role.POLICE_HEAD.value)


def photographs(subject: Any) -> QuerySet[EvidenceItem]:
    """The dossier's photographs and recordings."""
    return standing_material(subject).filter(material_class=MaterialClass.MEDIA)


def standing_material(subject: Any) -> QuerySet[EvidenceItem]:
    """The dossier's material that was not withdrawn."""
    return standing(subject.dossier)


REGISTERING = (
    Fact("item_name", "名称", max_length=80),
    Fact("quantity", "数量", "number", least=0),
    Fact("unit", "计量单位", help="例如：吨、桶、台。", max_length=10),
    Fact("features", "特征", help="型号、颜色、包装、标识、新旧程度等，足以与其他物品区别。", max_length=200),
    Fact("origin", "来源材料", help="查获物品的现场笔录、决定书等。", max_length=120),
    Fact("measure", "采取的措施", "choice", choices=tuple(str(m.label) for m in Measure)),
    Fact("measure_number", "决定书文号", required=False, help="采取了措施的必须填写。", max_length=60),
    Fact("seized_at", "查获时间", "moment"),
    Fact("hazard", "危险性、环境危害性", "choice", choices=tuple(str(h.label) for h in Hazard)),
    Fact("hazard_note", "危险性、环境危害性说明", required=False, max_length=120),
    Fact("place", "存放地", max_length=120),
    Fact("keeper", "保管人", max_length=60),
    Fact(
        "photographs", "照片、录像", "picked", required=False, options=photographs,
        help="先在“证据材料”中加入，再在这里选择。",
    ),
)  # fmt: skip

KEEPING = (
    Fact("to_place", "移往的存放地", max_length=120),
    Fact("to_keeper", "接收的保管人", max_length=60),
    Fact("reason", "原因", max_length=300),
    Fact("agreement_number", "代管协议编号", max_length=60),
)

DISPOSING = (
    Fact("disposal_plan", "临时处置方案", "paragraphs"),
    Fact("disposer", "处置单位", max_length=80),
    Fact("contract_number", "处置合同", help="合同名称或者编号。", max_length=60),
    Fact("disposal_place", "处置地点", max_length=120),
    Fact("disposal_result", "处置结果", "paragraphs"),
    Fact("spoils", "易腐烂变质等不宜保管的情况", "paragraphs"),
    Fact("treatment", "处理方式和留取的证据", "paragraphs"),
    Fact("remains", "剩余物", required=False, help="留样、剩余物、变价款等；没有的不填。", max_length=200),
    Fact("remains_place", "剩余物存放地", required=False, max_length=120),
    Fact("remains_keeper", "剩余物保管人", required=False, max_length=60),
    Fact("cost_quantity", "处置数量", max_length=40),
    Fact("voucher_number", "缴费凭证", help="发票或者收据号码。", max_length=60),
    Fact("amount", "金额", "number", places=2, least=0, unit="元"),
    Fact("cost_files", "合同、凭证文件", "picked", required=False, options=standing_material),
    Fact("government", "呈报的人民政府", max_length=60),
    Fact("ground", "呈报情形", "choice", choices=GROUNDS),
    Fact("ground_reasons", "理由", "paragraphs"),
    Fact("suggestion", "处置建议", "paragraphs"),
    Fact("government_disposer", "政府指定的处置单位", max_length=60),
)

HANDING_OVER = (
    Fact("handover_place", "交接地点", max_length=120),
    Fact("handover_state", "物品状态", help="包装、封条、数量是否完好。", max_length=120),
    Fact("handover_difference", "与登记不符之处", required=False, help="相符的不填。", max_length=200),
    Fact("handed_over_by", "移交人", "people", sides=(SENDING,), roles=(Role.ENFORCEMENT_OFFICER.value,)),
    Fact("received_by", "接收人", "people", sides=(RECEIVING,), roles=POLICE_ROLES),
    Fact("receipt_check", "清点结果", "choice", choices=CHECKS),
    Fact("receipt_difference", "不符之处", required=False, help="清点不符的必须写明。", max_length=200),
)

ENDING = (
    Fact("decision_number", "决定书文号", max_length=60),
    Fact("judgment_number", "裁判文书文号", max_length=60),
    Fact("opinion_number", "检察意见书文号", max_length=60),
    Fact("list_number", "随案移送清单编号", max_length=60),
    Fact("recipient", "交给谁", help="当事人、被害人、财政部门或者其他接收单位。", max_length=60),
    Fact("method", "销毁方式、地点和在场人员", "paragraphs"),
    Fact("closing_note", "终结说明", "paragraphs", help="写明没有剩余物，或者剩余物如何处理。"),
    Fact("court_disposal", "裁判确定的处理", "paragraphs"),
)

FACTS = by_name(*REGISTERING, *KEEPING, *DISPOSING, *HANDING_OVER, *ENDING)
