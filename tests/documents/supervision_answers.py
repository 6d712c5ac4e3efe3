"""The answers of the papers of filing supervision and of the opinion to transfer: the same invented case."""

from typing import Any

from tests.documents.sample_answers import BASIS, FACTS, LETTER, NOTICE, REASONS

DEMAND, OPINION = "并杏检要说〔2026〕2号", "并杏检检移〔2026〕1号"
DELAY = [
    {
        "clock": "决定是否立案（一般）",
        "article": "环环监〔2017〕17号第9条",
        "started": "2026年10月8日（周四）16:15",
        "due": "2026年10月12日（周一）24:00",
        "passed": "5天",
    }
]
ENCLOSED = [
    {"name": "案件移送书", "copies": "1", "pages": "4", "note": LETTER},
    {"name": "监测报告", "copies": "1", "pages": "8", "note": "复印件"},
]

SUPERVISION: dict[str, dict[str, Any]] = {
    "supervision_suggestion": {
        "ground": "不予立案",
        "facts": FACTS,
        "reasons": BASIS,
        "decision": f"不予立案通知书（{NOTICE}）\n{REASONS}",
        "overdue": DELAY,
        "materials": ENCLOSED,
    },
    "require_explain": {"about": "不立案的理由", "reasons": BASIS, "term": "7日"},
    "reasons_statement": {
        "demand_number": DEMAND,
        "received_at": "2026-10-16T09:30:00+08:00",
        "situation": "接受案件后，对移送材料进行了审查，询问了相关人员。",
        "grounds": "《中华人民共和国刑事诉讼法》第一百一十二条。",
        "reasons": REASONS,
    },
    "supervision_reply": {
        "suggestion_number": "并环杏监建〔2026〕1号",
        "result": "不立案理由成立",
        "reasons": REASONS,
    },
    "notify_filing": {
        "demand_number": DEMAND,
        "grounds": "《中华人民共和国刑法》第三百三十八条。",
        "reasons": BASIS,
        "evidence": ENCLOSED,
        "term": "15日",
        "chief": "钱某",
        "decided_on": "2026-10-26",
    },
    "violation_correction": {
        "violation": "收到通知立案书后，逾期没有立案，也没有说明原因。",
        "overdue": DELAY,
        "opinion": "请立即立案侦查，并送达立案决定书。",
    },
    "filing_urge_letter": {
        "filed_on": "2026-11-09",
        "police_case_number": "A1401072026110003",
        "matters": "查明渗坑的挖设人和废水的排放责任人。\n补充调取该公司的用酸台账。",
    },
    "file_consultation_letter": {
        "reason": "群众反映该公司私设渗坑排放废水，仅作罚款处理。",
        "wanted": "案件调查报告、现场检查笔录、监测报告及移送审批材料。",
    },
    "procuratorate_opinion_transfer": {
        "facts": FACTS,
        "grounds": BASIS,
        "request": "请将该案连同全部证据材料移送太原市公安局杏花岭分局。",
        "term": "3日",
        "chief": "钱某",
        "approved_on": "2026-10-20",
    },
    "opinion_execution_notice": {
        "opinion_number": OPINION,
        "letter_number": LETTER,
        "transferred_at": "2026-10-22T10:00:00+08:00",
        "acceptance_number": "并公杏受案〔2026〕31号",
        "remarks": "移送材料共四十八页。",
    },
    "opinion_objection": {
        "opinion_number": OPINION,
        "new_facts": "经复核，采样点位于渗坑外的雨水沟，样品不能代表渗坑内的废水。",
        "reasons": "现有证据不能证明有涉嫌犯罪的事实发生，案件不符合移送条件。",
    },
}
