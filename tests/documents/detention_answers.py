"""The answers of the papers on a transfer for administrative detention: the same invented case, before it was a crime."""

from typing import Any

from tests.documents.sample_answers import HANDLERS, OFFICERS

LETTER = "并环杏拘移〔2026〕3号"
OPERATOR = {
    "operator": "太原市某石英砂加工有限公司",
    "organization_code": "91140107MA0H1A2B34",
    "address": "太原市杏花岭区某村东侧",
}
HEAD = "刘某，公民身份号码140107********2315，电话见卷"
BRIEF = (
    "2026年10月2日，执法人员检查发现该公司把酸洗废水经暗管排入厂区北侧渗坑。经监测，渗坑内废水铅3.7毫克/升、镉0.99毫克/升。"
    "2026年10月6日作出行政处罚决定，罚款二十万元。"
)
BASIS = "《生态环境法典》第1108条；《行政主管部门移送适用行政拘留环境违法案件暂行办法》（公治〔2014〕853号）"
PENALTY = "并环杏罚〔2026〕12号"
ACCEPTED = "2026-10-09T10:20:00+08:00"

DETENTION: dict[str, dict[str, Any]] = {
    "order_transfer": {
        "case_facts": BRIEF,
        "penalty_number": PENALTY,
        "reasons": "该公司以逃避监管的方式排放污染物，已经处罚，依法应当移送公安机关适用行政拘留。",
        "due_on": "2026-10-20",
    },
    "detention_approval": {
        **OPERATOR,
        "cause": "逃避监管排污",
        "postcode": "030009",
        "legal_representative": HEAD,
        "chief_person": HEAD,
        "brief": BRIEF,
        "basis_and_proposal": f"移送依据：{BASIS}。\n建议移送太原市公安局杏花岭分局。",
        "requester": "张某（14010001）",
        "office_opinion": "事实清楚，证据确凿，同意移送。",
        "legal_opinion": "经审核，符合移送条件。",
        "decision": "批准移送",
        "leader_opinion": "同意移送。",
    },
    "detention_letter": {
        **OPERATOR,
        "cause": "逃避监管排污",
        "legal_representative": HEAD,
        "brief": BRIEF,
        "penalty_number": PENALTY,
        "basis": BASIS,
        "suggestion": "建议对直接负责的主管人员给予行政拘留。",
        "handlers": [{**one, "phone": "0351-0000001"} for one in HANDLERS],
    },
    "detention_list": {
        "letter_number": LETTER,
        "materials": [
            {"kind": kind, "name": name, "quantity": quantity, "provider": "执法队", "note": note}
            for kind, name, quantity, note in (
                ("移送材料清单", "移送材料清单", "1份", "原件"),
                ("案件移送书", "案件移送书", "1份", "原件"),
                ("案件调查报告", "案件调查报告", "1份", "原件，已复印备查"),
                ("涉案证据材料", "现场检查笔录", "2份", "原件，已复印备查"),
                ("涉案证据材料", "监测报告", "1份", "原件，已复印备查"),
                ("涉案物品清单", "无", "0", "无"),
                ("行政处罚决定等材料", f"行政处罚决定书（{PENALTY}）", "1份", "原件，已复印备查"),
                ("其他材料", "无", "0", "无"),
            )
        ],
    },
    "detention_acceptance": {
        "letter_number": LETTER,
        "accepted_at": ACCEPTED,
        "accepting_unit": "治安管理大队",
        "acceptors": OFFICERS,
        "acceptance_number": "并公杏受案〔2026〕311号",
    },
    "detention_referral": {
        "letter_number": LETTER,
        "accepted_at": ACCEPTED,
        "competent_agency": "阳曲县公安局",
        "reason": "违法行为发生在阳曲县境内。",
    },
    "detention_supplement": {
        "letter_number": LETTER,
        "accepted_on": "2026-10-09",
        "evidence_wanted": [
            {"name": "渗坑与车间管网的勘验图", "proves": "暗管与车间相连"},
            {"name": "任职文件", "proves": "刘某是直接负责的主管人员"},
        ],
    },
    "detention_supply_reply": {
        "notice_number": "并公杏拘补〔2026〕2号",
        "outcome": "已补充",
        "supplied": [{"name": "管网勘验图", "quantity": "1份", "provider": "执法队"}],
        "unable_reason": "",
    },
    "detention_decision": {
        "recipient": "刘某",
        "persons": [
            {"name": "刘某", "post": "直接负责的主管人员", "number": "140*************15", "days": "10日"}
        ],
        "facts": f"{BRIEF}以上事实有现场检查笔录、监测报告、询问笔录等证据证实。",
        "circumstances": "一般",
        "heard": "已告知拟作出处罚的事实、理由和依据，刘某未提出陈述和申辩。",
        "basis": "《生态环境法典》第1108条",
        "execution": "由太原市公安局杏花岭分局送拘留所执行。",
        "remedies": "不服本决定的，可以自收到决定书之日起六十日内申请行政复议，或者自收到之日起六个月内提起行政诉讼。",
    },
    "detention_rejection": {
        "letter_number": LETTER,
        "accepted_on": "2026-10-09",
        "reasons": "现有证据不能证明刘某直接负责排放。",
        "returned_files": [
            {"name": "案件调查报告", "quantity": "1份", "note": "原件"},
            {"name": "监测报告", "quantity": "1份", "note": "原件"},
        ],
    },
    "detention_to_crime": {
        "letter_number": LETTER,
        "reasons": "渗坑废水含铅、镉超过排放标准三倍以上，涉嫌污染环境罪。",
    },
    "detention_suspension": {
        "recipient": "刘某",
        "decision_number": "并公杏行罚决〔2026〕88号",
        "applied_at": "2026-10-13T09:00:00+08:00",
        "objection": "已向太原市杏花岭区人民政府申请行政复议。",
        "decision": "暂缓执行",
        "guarantee": "保证金",
        "guarantor": "",
        "bond": "2000元",
        "reasons": "暂缓执行不致发生社会危险。",
    },
    "detention_closing": {
        "letter_number": LETTER,
        "cause": "逃避监管排污",
        "police_paper": "并公杏行罚决〔2026〕88号",
        "result": "公安机关决定对刘某行政拘留10日，已执行完毕。",
        "opinion": "同意结案。",
    },
}
