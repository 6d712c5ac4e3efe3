"""The answers of the papers on case property, consultation and technical support: the same invented case."""

from typing import Any

from tests.documents.clue_answers import PHONES
from tests.documents.sample_answers import FACTS, HANDLERS, LETTER, OFFICERS

ACID = {
    "name": "盐酸（工业级）",
    "quantity": "3.2吨",
    "features": "无色至淡黄色液体，装于两只聚乙烯储罐",
}
TANK = {"name": "聚乙烯储罐", "quantity": "2个", "features": "白色，容积各5立方米，罐体喷有编号1、2"}
WATER = {"name": "渗坑内酸洗废水", "quantity": "约160立方米", "features": "淡黄色，有刺激性气味"}
SEAL = "查封，并环杏查封〔2026〕4号"

PROPERTY: dict[str, dict[str, Any]] = {
    "property_list": {
        "letter_number": LETTER,
        "items": [
            {
                **ACID,
                "place": "该公司原料库，就地封存",
                "measure": SEAL,
                "source": "现场检查笔录",
                "hazard": "腐蚀性",
            },
            {
                **TANK,
                "place": "该公司原料库，就地封存",
                "measure": SEAL,
                "source": "现场检查笔录",
                "hazard": "无",
            },
            {
                **WATER,
                "place": "厂区东北角",
                "measure": "未采取",
                "source": "监测报告",
                "hazard": "含铅、镉，腐蚀性",
            },
        ],
    },
    "property_handover_list": {
        "filing_notice_number": "并公杏立告〔2026〕19号",
        "filing_notice_received_at": "2026-10-12T09:30:00+08:00",
        "handed_over_at": "2026-10-14T10:00:00+08:00",
        "place": "该公司原料库",
        "items": [
            {
                **ACID,
                "state": "封条完好",
                "check": "不符",
                "difference": "现场计量为3.1吨，较清单少0.1吨，系挥发和计量误差",
            },
            {**TANK, "state": "封条完好", "check": "相符"},
        ],
        "other_materials": [{"name": "盐酸采购单据", "copies": "1", "pages": "31", "note": "复印件"}],
        "check_result": "有差异",
        "differences": "盐酸数量按现场计量的3.1吨交接，双方在计量单上签名确认。",
        "handed_over_by": HANDLERS,
        "received_by": OFFICERS,
    },
    "disposal_cost_list": {
        "letter_number": LETTER,
        "costs": [
            {
                "item": "渗坑内酸洗废水",
                "quantity": "162.4吨",
                "disposer": "山西某环保科技有限公司",
                "contract": "2026年10月3日签订的应急处置合同",
                "voucher": "增值税发票及银行回单",
                "amount": "113680.00",
            },
            {
                "item": "受污染土壤",
                "quantity": "41.5吨",
                "disposer": "山西某环保科技有限公司",
                "contract": "同上",
                "voucher": "增值税发票及银行回单",
                "amount": "87150.00",
            },
        ],
        "total": "200830.00",
    },
    "government_disposal_report": {
        "recipient": "太原市杏花岭区人民政府",
        "items": [{**WATER, "place": "厂区东北角", "hazard": "含铅、镉，可能渗入地下水"}],
        "ground": "责任人不具备履行责任能力",
        "reasons": "该公司账户无可供支付的资金，法定代表人书面表示无力处置；汛期将至，废水有外溢的危险。",
        "suggestion": "建议组织有资质的单位抽排、处置渗坑内废水，费用由财政先行垫付并依法追偿。",
    },
    "consultation_letter": {
        "facts": FACTS,
        "questions": "仅有一次采样结果，能否认定排放行为持续存在？\n渗坑内残留废水的数量如何固定？",
        "materials": [{"name": "监测报告", "copies": "1", "pages": "8", "note": "复印件"}],
    },
    "consultation_reply": {
        "consultation_number": "并环杏咨〔2026〕4号",
        "consultation_received_at": "2026-10-09T09:00:00+08:00",
        "reply": "一次采样结果可以证明采样时的排放状态。\n持续时间应当结合用酸台账、用电记录和证人证言认定。",
        "remarks": "本答复仅供办案参考，不作为证据使用。",
    },
    "support_request": {
        "facts": FACTS,
        "items": [
            {"matter": "环境监测", "requirement": "对渗坑周边三口水井采样监测铅、镉"},
            {"matter": "认定意见", "requirement": "对废酸液是否属于危险废物出具认定意见"},
        ],
        "due_on": "2026-10-30",
        "liaison_officers": PHONES,
    },
    "support_reply": {
        "request_number": "并公杏商助〔2026〕2号",
        "request_received_at": "2026-10-16T15:20:00+08:00",
        "decision": "部分提供",
        "items": [
            {"matter": "环境监测", "arrangement": "10月18日派两名监测人员到场采样，10月26日前出具报告"}
        ],
        "unable_reason": "认定意见需要先完成废酸液的腐蚀性检测，本市没有具备该项资质的机构，已协调省级机构，10月30日前不能完成。",
    },
}
