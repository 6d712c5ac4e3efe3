"""The answers of the papers from the clue to the evidence: the same invented case."""

from typing import Any

from tests.documents.sample_answers import BASIS, FACTS, HANDLERS, LETTER, OFFICERS

SUBJECT = "太原市某石英砂加工有限公司"
PLACE = "太原市杏花岭区某镇某村东北方向约600米该公司厂区"
SOURCE = "群众举报（12369平台）"
EVIDENCE = [
    {"name": "举报材料和举报照片3张", "source": "群众举报", "proves": "渗坑的位置和颜色异常的废水"},
    {"name": "现场检查（勘察）笔录", "source": "现场检查", "proves": "渗坑的尺寸和暗管走向"},
]
PHONES = [{"name": "孙某", "phone": "0351-3000010"}]
ECOLOGY_TEAM = [
    {**HANDLERS[0], "duty": "现场勘验，查排放方式和去向"},
    {**HANDLERS[1], "duty": "采样，联系检测鉴定"},
]
POLICE_TEAM = [{**OFFICERS[0], "duty": "控制现场，查责任人身份和岗位"}, {**OFFICERS[1], "duty": "走访询问"}]
TEAMS = {
    "lead_agency": "太原市生态环境局杏花岭分局",
    "assisting_agency": "太原市公安局杏花岭分局",
    "starts_on": "2026-09-28",
    "ends_on": "2026-10-20",
    "ecology_members": ECOLOGY_TEAM,
    "police_members": POLICE_TEAM,
}


def _sample(number: int, point: str, medium: str, analytes: str, **kept: str) -> dict[str, str]:
    return {
        "number": f"XHL260928-{number:02d}",
        "point": point,
        "medium": medium,
        "analytes": analytes,
        "sampled_at": f"2026-09-28T10:{number * 5:02d}:00+08:00",
        "seal": f"F2609{number:03d}",
        **kept,
    }


CLUE: dict[str, dict[str, Any]] = {
    "clue_registration": {
        "clue_source": SOURCE,
        "received_at": "2026-09-27T20:15:00+08:00",
        "subject": SUBJECT,
        "place": PLACE,
        "facts": "举报称该公司夜间将酸洗废水排入厂区土坑，附近水井的水变黄、有异味。",
        "suspected_conduct": "涉嫌利用渗坑排放含重金属的废水。",
        "serious": "是",
        "complex": "否",
        "wide_influence": "是",
        "evidence": EVIDENCE[:1],
        "suggestion": "立即派员现场检查，并商请公安机关提前介入。",
    },
    "clue_notification": {
        "registration_number": "并环杏登〔2026〕31号",
        "clue_source": SOURCE,
        "subject": SUBJECT,
        "suspected_conduct": FACTS,
        "clearly_criminal": "是",
        "evidence": EVIDENCE,
        "suggestion": "开展联合调查",
        "liaison_officers": PHONES,
    },
    "clue_notification_by_police": {
        "clue_source": "110报警",
        "subject": "杏花岭区某村村民赵某的小型炼油点",
        "suspected_conduct": "报警人称该处夜间加热废机油，产生刺激性气味。现场有铁桶14只，地面有油渍。",
        "evidence": [{"name": "接处警登记表", "source": "110报警服务平台", "proves": "报警时间和内容"}],
        "suggestion": "依法核查处理",
    },
    "early_intervention_request": {
        "grounds": [
            {"ground": "情节严重", "reason": "废水含第一类污染物铅、镉，镉浓度为限值的9.9倍。"},
            {"ground": "社会影响较大", "reason": "附近三个自然村的水井受影响，已有多起举报。"},
        ],
        "facts": FACTS,
        "help_needed": "控制现场，防止当事人填埋渗坑、转移物品。\n查明实际经营者和排放操作人员的身份、岗位。",
        "liaison_officers": PHONES,
    },
    "early_intervention_reply": {
        "request_number": "并环杏商介〔2026〕3号",
        "request_received_at": "2026-09-28T18:05:00+08:00",
        "decision": "提前介入",
        "method": "派员到场，与你局执法人员同步开展走访询问，控制现场。",
        "officers": [{**OFFICERS[0], "phone": "0351-3000021"}, OFFICERS[1]],
    },
    "joint_investigation_plan": {
        **TEAMS,
        "aim": "查明渗坑内废水的来源、排放方式、数量和污染物种类、浓度，查明挖设人、排放操作人和实际经营者。",
        "division": [
            {
                "agency": "太原市生态环境局杏花岭分局",
                "task": "对渗坑和生产线各排放口采样检测，协调鉴定机构",
                "persons": "张某、李某",
                "due": "10月8日前",
            },
            {
                "agency": "太原市公安局杏花岭分局",
                "task": "控制现场，查明责任人身份、岗位，走访询问周边村民",
                "persons": "王某、赵某",
                "due": "10月10日前",
            },
        ],
        "sampling_and_records": "采样由两名以上持证人员进行，当场封签、填写采样记录单；笔录由两名执法人员制作，当事人逐页签名。",
        "media_rules": "采样、清点、询问全程录音录像，原始文件当日存入平台。",
    },
    "joint_investigation_report": {
        **TEAMS,
        "plan_number": "并环杏联案〔2026〕2号",
        "facts": FACTS,
        "evidence": EVIDENCE,
        "responsible_persons": [
            {"name": "刘某", "post": "法定代表人", "role": "经营者", "conduct": "决定挖设渗坑，安排夜间排放"},
            {"name": "陈某", "post": "股东", "role": "出资者", "conduct": "出资六成，未参与经营"},
        ],
        "outcome": "移送公安机关追究刑事责任",
        "reasons": BASIS,
    },
    "verification_report": {
        "registration_number": "并环杏登〔2026〕31号",
        "clue_source": SOURCE,
        "subject": SUBJECT,
        "verification": FACTS,
        "evidence": EVIDENCE,
        "conclusion": "情况属实",
        "suggestion": "建议向太原市公安局杏花岭分局通报，开展联合调查。",
    },
    "sampling_record": {
        "subject": SUBJECT,
        "place": PLACE,
        "sampling_basis": "《污水监测技术规范》（HJ 91.1-2019）",
        "starts_at": "2026-09-28T10:00:00+08:00",
        "ends_at": "2026-09-28T10:40:00+08:00",
        "conditions": "晴，气温19℃；酸洗工段正在生产",
        "presence": "当事人到场",
        "witness": "刘某",
        "samplers": HANDLERS,
        "samples": [
            _sample(
                1,
                "渗坑东侧水面下0.3米",
                "废水",
                "铅、镉、铜、锌",
                amount="500mL",
                container="聚乙烯瓶",
                preservation="加硝酸，pH小于2",
            ),
            _sample(
                2,
                "渗坑东侧水面下0.3米",
                "废水",
                "pH值",
                amount="250mL",
                container="聚乙烯瓶",
                preservation="现场测定",
                note="现场读数1.8",
            ),
            _sample(
                3,
                "暗管出口",
                "废水",
                "铅、镉、六价铬",
                amount="500mL",
                container="聚乙烯瓶",
                preservation="4℃避光冷藏",
            ),
            _sample(
                4,
                "渗坑南侧0至20厘米",
                "土壤",
                "铅、镉、砷、汞",
                amount="1kg",
                container="布袋、玻璃瓶",
                preservation="4℃冷藏",
            ),
        ],
        "remarks": "采样全程录像。当事人对采样过程无异议。",
    },
    "sample_handover": {
        "handed_by": "王演明",
        "received_unit": "山西某环境检测有限公司",
        "received_by": "演收样员",
        "handed_at": "2026-09-28T13:20:00+08:00",
        "seal_intact": "完好",
        "custody_note": "",
        "samples": [
            {
                "number": f"SX140107-2026-00142-样0{n}",
                "medium": medium,
                "analytes": analytes,
                "amount": amount,
                "container": container,
                "preservation": preservation,
                "sampled_at": f"2026-09-28T10:0{n}:00+08:00",
                "seal": f"封0{n}",
                "hold": hold,
            }
            for n, (medium, analytes, amount, container, preservation, hold) in enumerate(
                (
                    (
                        "污水",
                        "铅、镉、铜、锌",
                        "500毫升",
                        "聚乙烯瓶",
                        "加硝酸，pH小于2",
                        "铅：还剩13天，2026-10-12 周一 10:01前分析",
                    ),
                    (
                        "污水",
                        "六价铬",
                        "250毫升",
                        "聚乙烯瓶",
                        "氢氧化钠，pH为8",
                        "六价铬：还剩20小时 42分钟，2026-09-29 周二 10:02前分析",
                    ),
                    ("土壤", "铅、镉、砷、汞", "1千克", "布袋、玻璃瓶", "4℃冷藏", "没有收录期限，按方法标准"),
                ),
                start=1,
            )
        ],
    },
    "media_list": {
        "letter_number": LETTER,
        "media": [
            {
                "name": f"现场照片第{n}张",
                "proves": proves,
                "taken_by": "李某",
                "taken_at": f"2026-09-28T09:{n}5:00+08:00",
                "place": PLACE,
                "digest": f"{n}b" * 32,
            }
            for n, proves in enumerate(("渗坑全景和尺寸", "暗管走向", "采样点位和封签"), start=1)
        ],
    },
    "waste_identification": {
        "unit": SUBJECT,
        "cause": "涉嫌非法排放、处置危险废物",
        "items": [
            {
                "name": "废酸液",
                "quantity": "1.6吨",
                "features": "淡黄色液体，有刺激性气味",
                "origin": "石英砂酸洗工段清洗产生",
            }
        ],
        "method": "组织专家研判认定",
        "catalogue": "《国家危险废物名录（2025年版）》",
        "reasons": "该废液产生于使用酸进行清洗的工段，经对照名录并组织专家研判，其产生环节和危险特性与名录所列相符。",
        "experts": [
            {"name": "郭某", "post": "某大学环境学院教授"},
            {"name": "何某", "post": "省固体废物中心高级工程师"},
        ],
        "conclusion": "经认定，该公司酸洗工段产生的废酸液属于废酸类危险废物，废物代码900-300-34。",
    },
    "investigation_report": {
        "clue_source": SOURCE,
        "discovery": FACTS,
        "suspects": "太原市某石英砂加工有限公司，法定代表人刘某，主要从事石英砂加工、销售。",
        "facts": FACTS,
        "evidence": EVIDENCE,
        "legal_basis": BASIS,
        "unit_crime": "排放由法定代表人刘某以公司名义决定，违法所得归公司所有，体现单位意志，应当认定为单位犯罪。",
        "intent": "刘某明知废水未经处理，仍安排夜间经暗管排入渗坑，具有主观故意。",
        "suggestion": "建议移送太原市公安局杏花岭分局立案侦查。",
    },
}
