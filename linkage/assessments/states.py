"""The table of the assessment: the page to read first.

It proposes, a person decides, and nothing moves by itself: a decision to transfer is carried out by the acts of the transfer. What
must be recorded is the platform's own design; only who decides on a transfer is said by 310号第五条.
"""

from linkage.accounts.roles import Role
from linkage.assessments import rules
from linkage.assessments.facts import ASKED
from linkage.assessments.status import ASSESSING, BUREAU, DUTIES, POLICE, SIDES, TURNS, Status
from linkage.law.transitions import NEW, Issues, Table, Transition, on

__all__ = ["DUTIES", "TABLE"]

BUREAU_ROLES = (Role.ENFORCEMENT_OFFICER, Role.BUREAU_HEAD)
POLICE_ROLES = (Role.INTAKE_OFFICER, Role.CASE_OFFICER, Role.POLICE_HEAD)
S = Status
EVERYWHERE = (S.ASSESSED, S.DECIDED, S.OPINION)

ROWS = (
    Transition(
        act="assess_case", label="评估是否涉嫌犯罪",
        source=(NEW,), target=S.ASSESSED,
        who=on(BUREAU, *BUREAU_ROLES),
        asks=ASKED,
        rules=(rules.not_assessed_yet, rules.facts_can_be_read),
        tells=(BUREAU,),
        done="{bureau}对照入罪条款作了评估：{said[summary]}",
        status="MEMORY",
        basis="平台设计：按案件事实逐条对照法释〔2023〕7号、法释〔2016〕29号，供负责人决定",
    ),
    Transition(
        act="assess_as_police", label="提出入罪评估意见",
        source=(NEW,), target=S.OPINION,
        who=on(POLICE, *POLICE_ROLES),
        asks=ASKED,
        rules=(rules.not_assessed_yet, rules.facts_can_be_read),
        done="{police}提出入罪评估意见：{said[summary]}",
        status="MEMORY",
        basis="平台设计：公安机关可以提出自己的评估意见，不影响立案审查",
    ),
    Transition(
        act="assess_again", label="按新的事实重新评估",
        source=(S.ASSESSED, S.DECIDED), target=S.ASSESSED,
        who=on(ASSESSING, *BUREAU_ROLES),
        asks=ASKED,
        rules=(rules.facts_can_be_read,),
        tells=(BUREAU,),
        done="{assessing}按新的事实重新评估：{said[summary]}",
        status="MEMORY",
        basis="平台设计：事实有变化的重新评估，以前各次照原样保留",
    ),
    Transition(
        act="revise_opinion", label="修改入罪评估意见",
        source=(S.OPINION,), target="",
        who=on(ASSESSING, *POLICE_ROLES),
        asks=ASKED,
        rules=(rules.facts_can_be_read,),
        done="{assessing}修改入罪评估意见：{said[summary]}",
        status="MEMORY",
        basis="平台设计：公安机关可以修改自己的评估意见，以前各次照原样保留",
    ),
    Transition(
        act="decide_on_assessment", label="对评估结果作出决定",
        source=(S.ASSESSED,), target=S.DECIDED,
        who=on(BUREAU, Role.BUREAU_HEAD),
        asks=("decision", "decision_reasons"),
        rules=(rules.deciding_against_a_hit_needs_reasons,),
        tells=(BUREAU,),
        done="{bureau}负责人对评估结果决定：{said[decision]}。",
        marks="decided",
        status="MEMORY",
        basis="平台设计：评估只供参考，是否移送由负责人决定（310号第五条第二款）",
    ),
    Transition(
        act="link_evidence", label="对应要件和证据",
        source=EVERYWHERE, target="",
        who=on(ASSESSING, *BUREAU_ROLES, *POLICE_ROLES),
        asks=("elements", "materials", "dossier_papers", "proves"),
        rules=(rules.something_to_prove, rules.is_stated, rules.something_to_link),
        done="{assessing}将{said[materials]}{said[dossier_papers]}对应到要件：{said[elements]}。",
        status="MEMORY",
        basis="平台设计：逐项写明每个要件由什么材料证明（17号第六条各类材料）",
    ),
    Transition(
        act="unlink_evidence", label="取消要件和证据的对应",
        source=EVERYWHERE, target="",
        who=on(ASSESSING, *BUREAU_ROLES, *POLICE_ROLES),
        asks=("links", "unlink_reason"),
        rules=(rules.something_to_unlink, rules.is_stated),
        done="{assessing}取消对应：{said[links]}。原因：{said[unlink_reason]}",
        status="MEMORY",
        basis="平台设计：对应有误的取消并写明原因，记录保留",
    ),
    Transition(
        act="issue_element_table", label="制作要件证据对照表",
        source=EVERYWHERE, target="",
        who=on(ASSESSING, *BUREAU_ROLES, *POLICE_ROLES),
        rules=(rules.something_to_prove,),
        issues=(Issues("element_evidence_table", to="self"),),
        done="{assessing}制作要件证据对照表（{number}）。",
        status="MEMORY",
        basis="平台设计：供内部审查和移送时参考，不是法定文书",
    ),
)  # fmt: skip

TABLE = Table(
    code="assessment",
    name="入罪评估",
    rows=ROWS,
    labels={str(status): str(status.label) for status in Status},
    turns=TURNS,
    sides=SIDES,
    leads=False,
    noun="评估",
)
