"""The answers of one everyday paper of each kind: an invented case of acid-washed quartz sand and a seepage pit."""

from typing import Any

FACTS = (
    "2026年9月28日，执法人员依法对太原市某石英砂加工有限公司进行现场检查。该公司在厂区东北角空地挖设长12米、宽8米、深约2米的"
    "土坑一处，未采取任何防渗措施，将酸洗石英砂产生的废水经暗管直接排入坑内。\n"
    "执法人员现场采集坑内废水样品。经太原市生态环境监测站监测，废水中铅浓度为3.7mg/L，超过《污水综合排放标准》规定的限值1.0mg/L；"
    "镉浓度为0.99mg/L，超过限值0.1mg/L。铅、镉均为该标准规定的第一类污染物。"
)
BASIS = (
    "监测报告证实，该公司利用渗坑排放含铅、镉的废水，镉浓度为限值的9.9倍。依照《中华人民共和国刑法》第三百三十八条和"
    "《最高人民法院、最高人民检察院关于办理环境污染刑事案件适用法律若干问题的解释》（法释〔2023〕7号），该公司及其法定代表人刘某的"
    "行为涉嫌构成污染环境罪。"
)
REASONS = (
    "经审查，现有证据能够证明渗坑内废水含有铅、镉，但不能证明废水的排放时间和排放责任人。\n"
    "现场未发现正在排放的行为，渗坑的挖设时间与该公司租用场地的时间不能对应，认定该公司有犯罪事实的证据不足。"
)
HANDLERS = [{"name": "张某", "credential": "04010326011"}, {"name": "李某", "credential": "04010326027"}]
OFFICERS = [{"name": "王某", "credential": "012365"}, {"name": "赵某", "credential": "012388"}]
MATERIALS = [
    ("letter", "涉嫌环境犯罪案件移送书", 1, 4, "原件", "本机关"),
    ("investigation_report", "案件调查报告", 1, 12, "原件", "专案组"),
    ("records", "现场检查（勘察）笔录", 1, 6, "原件", "2026年9月28日现场检查"),
    ("records", "刘某询问笔录", 1, 5, "原件", "2026年9月29日询问"),
    ("records", "渗坑平面勘验图", 1, 1, "原件", "现场勘验"),
    ("property_list", "涉案物品清单（含查封决定书）", 1, 3, "原件", "本机关"),
    ("media", "现场照片24张及清单", 1, 9, "复印件", "执法记录仪、相机"),
    ("reports", "废水监测报告", 1, 8, "原件", "太原市生态环境监测站"),
    ("other", "营业执照、租赁合同", 1, 7, "复印件", "当事人提供"),
]
MATERIAL_ROWS = [
    {
        "material_class": kind,
        "name": name,
        "copies": str(copies),
        "pages": str(pages),
        "original": original,
        "source": source,
    }
    for kind, name, copies, pages, original, source in MATERIALS
]
RETURNED = [
    {"name": "案件移送书", "copies": "1", "pages": "4"},
    {"name": "案件调查报告", "copies": "1", "pages": "12"},
    {"name": "现场检查笔录、询问笔录及附图", "copies": "3", "pages": "12"},
    {"name": "监测报告", "copies": "1", "pages": "8", "note": "原件"},
]
LETTER, NOTICE, FILING = "并环杏移〔2026〕17号", "并公杏不立〔2026〕3号", "并公杏立〔2026〕21号"

FIELDS: dict[str, dict[str, Any]] = {
    "team_assignment": {
        "clue_source": "群众举报（12369平台）",
        "suspected_facts": FACTS,
        "members": [{**HANDLERS[0], "duty": "组长，负责现场勘验"}, {**HANDLERS[1], "duty": "负责询问和取样"}],
        "assigned_by": "周某",
        "assigned_at": "2026-09-28T16:20:00+08:00",
    },
    "transfer_report": {
        "team": HANDLERS,
        "facts": FACTS,
        "verification": "专案组对现场检查笔录、监测报告、场地租赁合同和刘某的询问笔录进行了核对，上述材料相互印证。",
        "evidence": [
            {"name": "现场检查（勘察）笔录", "source": "现场检查", "proves": "渗坑的位置、尺寸和暗管走向"},
            {"name": "废水监测报告", "source": "太原市生态环境监测站", "proves": "铅3.7mg/L、镉0.99mg/L"},
            {"name": "刘某询问笔录", "source": "询问", "proves": "废水由该公司排放，刘某知情"},
        ],
        "charge": "污染环境罪",
        "provisions": BASIS,
        "condition_lawful": "符合",
        "condition_evidence": "符合",
        "suggestion": "建议将本案移送太原市公安局杏花岭分局立案侦查。",
    },
    "transfer_approval": {
        "report_number": "并环杏报〔2026〕9号",
        "received_report_at": "2026-10-08T09:10:00+08:00",
        "charge": "污染环境罪",
        "team_opinion": "涉嫌构成污染环境罪，符合移送条件，建议移送。",
        "decision": "批准移送",
        "decided_at": "2026-10-08T15:30:00+08:00",
    },
    "transfer_letter": {
        "charge": "污染环境罪",
        "suspects": "太原市某石英砂加工有限公司及其法定代表人刘某",
        "facts": FACTS,
        "main_basis": BASIS,
        "lead_handlers": [{**HANDLERS[0], "phone": "0351-3000001"}, {**HANDLERS[1], "phone": "0351-3000002"}],
        "materials": MATERIAL_ROWS,
    },
    "transfer_list": {"letter_number": LETTER, "materials": MATERIAL_ROWS},
    "acceptance_receipt": {
        "letter_number": LETTER,
        "accepted_at": "2026-10-09T10:25:00+08:00",
        "accepting_unit": "太原市公安局杏花岭分局环境犯罪侦查大队",
        "acceptors": OFFICERS,
        "material_check": "材料不全",
        "missing_materials": "缺少涉案物品清单所附查封决定书原件。",
        "acceptance_number": "A1401075200002026100001",
    },
    "correction_notice": {
        "letter_number": LETTER,
        "accepted_at": "2026-10-09T10:25:00+08:00",
        "missing_materials": [
            {"name": "查封决定书", "requirement": "提供原件，或者加盖公章的复印件"},
            {"name": "采样记录单", "requirement": "补充采样人签名和采样时间"},
        ],
        "sent_at": "2026-10-09T17:40:00+08:00",
        "due_on": "2026-10-12",
    },
    "correction_reply": {
        "notice_number": "并公杏补〔2026〕5号",
        "outcome": "部分补正",
        "corrected": [{"name": "查封决定书", "copies": "1", "note": "原件"}],
        "objective_reason": "采样记录单为现场形成的原始记录，事后不能补签，采样时间可由执法记录仪录像证明，录像已随案移送。",
    },
    "supplement_opinion": {
        "letter_number": LETTER,
        "evidence_problems": REASONS,
        "items": [
            {"matter": "调取该公司2025年以来的用水、用酸台账", "proves": "生产和排放的持续时间"},
            {"matter": "询问场地出租人及相邻企业人员", "proves": "渗坑的挖设人和挖设时间"},
        ],
    },
    "supplement_reply": {
        "opinion_number": "并公杏补查〔2026〕2号",
        "results": "经补充调查，调取用水台账14份、盐酸采购单据31张，询问场地出租人和相邻企业人员共4人。",
        "items": [
            {"matter": "用水、用酸台账", "result": "2025年3月至2026年9月持续购入盐酸共86.4吨"},
            {"matter": "渗坑的挖设人和挖设时间", "result": "出租人证实系该公司2025年3月进场后雇用挖掘机挖设"},
        ],
        "unable_reason": "挖掘机驾驶人已离开本市，未能取得其证言。",
    },
    "jurisdiction_transfer_notice": {
        "letter_number": LETTER,
        "reason": "经审查，渗坑所在地位于阳曲县境内，主要犯罪地不在本辖区。",
        "transferred_at": "2026-10-10T09:00:00+08:00",
        "receiving_agency": "阳曲县公安局",
        "files": RETURNED,
    },
    "return_notice": {
        "letter_number": LETTER,
        "reason": "经审查，移送材料反映的是未批先建的违法行为，不属于公安机关管辖的刑事案件。",
        "suggested_agency": "太原市生态环境局",
        "returned_files": RETURNED,
    },
    "filing_decision": {
        "letter_number": LETTER,
        "police_case_number": "A1401075200002026100001",
        "suspects": "太原市某石英砂加工有限公司及其法定代表人刘某",
        "charge": "污染环境罪",
        "facts": FACTS,
        "filed_on": "2026-10-11",
        "handling_unit": "太原市公安局杏花岭分局环境犯罪侦查大队",
    },
    "filing_notice": {
        "letter_number": LETTER,
        "decision_number": FILING,
        "filed_on": "2026-10-11",
        "charge": "污染环境罪",
        "police_case_number": "A1401075200002026100001",
        "handling_unit": "太原市公安局杏花岭分局环境犯罪侦查大队",
        "property_requirements": (
            "查封的盐酸储罐2个、剩余盐酸约3.2吨，由双方当面查点、共同签名后移交。\n"
            "渗坑内废水具有环境危害性，请你单位先行组织临时处置，并保留处置合同和缴费凭证。"
        ),
    },
    "no_filing_notice": {
        "letter_number": LETTER,
        "decided_on": "2026-10-11",
        "reasons": REASONS,
        "returned_files": RETURNED,
    },
    "withdrawal_notice": {
        "filing_number": FILING,
        "withdrawn_on": "2026-11-20",
        "ground": "经侦查，认定该公司实施排放行为的证据不足，没有犯罪事实。",
        "reasons": REASONS,
        "returned_files": RETURNED,
        "suggests_penalty": "建议依法给予行政处罚",
    },
    "reconsider_application": {
        "notice_number": NOTICE,
        "notice_received_at": "2026-10-12T09:30:00+08:00",
        "reasons": "补充调查的用酸台账和出租人证言，能够证明渗坑由该公司挖设并用于排放酸洗废水。\n" + BASIS,
        "evidence": [
            {"name": "盐酸采购单据31张", "proves": "该公司持续生产并产生酸洗废水"},
            {"name": "出租人询问笔录", "proves": "渗坑系该公司挖设"},
        ],
        "request": "请求撤销不予立案决定，对该案立案侦查。",
    },
    "reconsider_decision": {
        "application_number": "并环杏复〔2026〕2号",
        "notice_number": NOTICE,
        "application_received_at": "2026-10-14T11:05:00+08:00",
        "decision": "维持不予立案决定",
        "reasons": REASONS,
    },
    "prosecution_opinion": {
        "filing_number": FILING,
        "opinion_number": "并公杏诉字〔2026〕34号",
        "suspects": "太原市某石英砂加工有限公司、刘某",
        "charge": "污染环境罪",
        "facts": FACTS,
        "evidence": "现场检查笔录、监测报告、盐酸采购单据、证人证言、犯罪嫌疑人供述和辩解。",
        "volumes": "3册",
        "transferred_at": "2026-11-18T15:00:00+08:00",
    },
    "supplement_outline": {
        "prosecution_number": "并公杏诉字〔2026〕34号",
        "round": "第一次",
        "direction": "查明排放行为的持续时间和排放总量。",
        "requirements": "补充的证据应当为原件；监测报告应当附采样记录和监测机构资质。",
        "items": [
            {"matter": "渗坑土壤和地下水监测", "proves": "污染的范围和后果"},
            {"matter": "财务账册审计", "proves": "违法所得"},
        ],
    },
    "non_prosecution_notice": {
        "decision_number": "并杏检刑不诉〔2026〕8号",
        "decided_on": "2026-12-02",
        "non_prosecuted": "刘某",
        "ground": "酌定不起诉",
        "reasons": "刘某在案发后积极清除污染、主动赔偿损失，犯罪情节轻微，依法不需要判处刑罚。",
        "penalty_opinion": "另行提出检察意见",
    },
    "filing_term_approval": {
        "letter_number": LETTER,
        "accepted_at": "2026-10-09T10:25:00+08:00",
        "situation": "重大疑难复杂案件",
        "original_due_at": "2026-10-12T23:59:59+08:00",
        "extended_due_at": "2026-11-09T23:59:59+08:00",
        "reasons": "本案涉及多家企业共用一处渗坑，排放责任的划分需要委托鉴定。",
        "decision": "批准延长",
        "decided_at": "2026-10-11T16:00:00+08:00",
    },
}
