"""The facts an act on a waste asks of its actor."""

from linkage.procedure.facts import Fact, by_name
from linkage.waste.models import Direction

METHODS = (
    "环境影响评价文件写明，直接认定",
    "对照国家危险废物名录分析认定",
    "组织专家研判认定",
    "抽样检测后认定",
)

FACTS = by_name(
    Fact("waste_name", "物品名称", max_length=80),
    Fact(
        "waste_code",
        "废物代码",
        required=False,
        max_length=10,
        help="写成 900-249-08 的样子；还不知道的不填。按行为发生日的名录核对",
    ),
    Fact(
        "identified_code",
        "认定的废物代码",
        max_length=10,
        help="写成 900-249-08 的样子，按行为发生日的名录核对",
    ),
    Fact("conduct_on", "行为发生日", "day", help="决定适用哪一版国家危险废物名录"),
    Fact("unit_name", "涉案单位名称", max_length=80),
    Fact("features", "特征", "paragraphs", max_length=500, help="颜色、气味、形态、包装和标识"),
    Fact("origin", "产生环节或者来源", "paragraphs", max_length=500),
    Fact("place", "存放或者发现地点", max_length=200),
    Fact("opening", "期初库存", "number", unit="吨", least=0, help="所核查期间开始时的数量，没有的写 0"),
    Fact("direction", "类别", "choice", choices=tuple(d.label for d in Direction)),
    Fact("quantity", "数量", "number", unit="吨", least=0),
    Fact("moved_on", "日期", "day"),
    Fact(
        "counterpart",
        "来源或者去向",
        required=False,
        max_length=120,
        help="转出的写明接收单位或者处置地点；来源不是本单位产生的写明来源",
    ),
    Fact(
        "manifest", "转移联单编号", required=False, max_length=40, help="没有联单的不填，列表中会标明没有联单"
    ),
    Fact("note", "说明", required=False, max_length=300),
    Fact("request_note", "提请认定的事项", "paragraphs"),
    Fact("cause", "案由", max_length=60),
    Fact("identified_quantity", "认定的数量", "number", unit="吨", least=0),
    Fact("method", "认定方式", "choice", choices=METHODS),
    Fact("reasons", "识别认定的理由", "paragraphs"),
    Fact(
        "experts",
        "研判专家",
        "lines",
        required=False,
        columns=(("name", ""), ("post", "")),
        help="组织专家研判的填写。每行一项：姓名｜单位和职务",
    ),
    Fact(
        "explanation",
        "差额说明",
        "paragraphs",
        required=False,
        help="账面应余与实际结存不一致的，写明查到了什么、怎样处理",
    ),
)
