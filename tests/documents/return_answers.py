"""The answers of the papers of a reverse transfer: the same invented case, which came back."""

from typing import Any

from tests.documents.sample_answers import LETTER

GROUNDS = "该公司将酸洗废水排入渗坑，数量较小，未达到入罪标准，依照水污染防治法第八十三条应当处罚。"
RETURN: dict[str, dict[str, Any]] = {
    "return_for_penalty": {
        "letter_number": LETTER,
        "conclusion": "已撤案",
        "concluded_at": "2026-10-12T09:30:00+08:00",
        "grounds": GROUNDS,
        "returned_materials": [
            {"name": "侦查卷", "copies": "1", "pages": "126", "note": "原件"},
            {"name": "监测报告", "copies": "1", "pages": "8", "note": ""},
        ],
    },
    "procuratorate_opinion_penalty": {
        "decision_number": "并杏检刑不诉〔2026〕3号",
        "grounds": GROUNDS,
        "measures": "取保候审已经解除，查封的储罐已经解除查封。",
        "term": "自收到本意见书之日起两个月内",
    },
    "judgment_transfer": {
        "court": "太原市杏花岭区人民法院",
        "judgment_number": "（2026）晋0107刑初21号",
        "outcome": "免予刑事处罚",
        "effective_on": "2026-10-10",
        "grounds": GROUNDS,
    },
    "none_due_decision": {
        "return_number": "并公杏移行〔2026〕2号",
        "ground": "超过追责期限",
        "limitation": "违法行为于2023年3月1日终了，适用行政处罚法第36条。\n追责期限为2年，从行为终了之日起算。",
        "reasons": "违法行为在追责期限届满后才被发现，不再给予行政处罚。",
        "decided_at": "2026-10-14T15:20:00+08:00",
    },
    "opinion_reply": {
        "return_number": "并杏检检罚〔2026〕2号",
        "result": "已对该公司处罚款十万元，当事人已缴纳。",
        "penalty_numbers": "并环杏罚〔2026〕31号",
        "none_due_reasons": "",
    },
}
