"""Administrative detention for pollution: which article, which band, who transfers, and what must come first.

The day of the conduct chooses the law; where 生态环境法典 came into force (2026-08-15) between conduct and decision, the milder one
governs conduct by conduct (法典第1057条, 行政处罚法第37条). The bands of 法典第1108条 run the other way round from 环境保护法第63条.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from linkage.law.detention_book import Ground, detention_data, grounds
from linkage.law.detention_conditions import NEEDS, conduct_answer
from linkage.law.limits import Status
from linkage.law.offence_answers import Answer, State, all_of, any_of
from linkage.law.offence_facts import FACTS, BadFacts, Facts, read_facts
from linkage.law.offence_findings import Finding, plain

CODE_DAY = date(2026, 8, 15)
"""生态环境法典第1242条."""
_CIRCUMSTANCES = ("较轻", "一般", "严重")


@dataclass(frozen=True, slots=True)
class DetentionFinding:
    """One ground as it comes out. `days` is the band where the circumstances are known; `band` says it in words."""

    conduct_id: str
    conduct: str
    law: str
    article: str
    basis: str
    name: str
    state: State
    reason: str
    missing: tuple[str, ...]
    days: tuple[int, int] | None
    band: str
    transferor: str
    transfer_mode: str
    targets: str
    preconditions: tuple[Finding, ...]
    governs: bool
    """Whether this law governs the conduct; False where the other law is the milder one."""
    note: str
    status: Status


@dataclass(frozen=True, slots=True)
class DetentionAssessment:
    """Every ground of the laws that may govern."""

    facts: Facts
    findings: tuple[DetentionFinding, ...]
    cautions: tuple[str, ...]

    @property
    def hits(self) -> tuple[DetentionFinding, ...]:
        """Met or doubtful under the law that governs."""
        return tuple(f for f in self.findings if f.governs and f.state in (State.MET, State.DOUBTFUL))

    @property
    def governing(self) -> tuple[str, ...]:
        """Articles that a paper may cite."""
        return tuple(f.basis for f in self.hits if f.state is State.MET)

    @property
    def missing(self) -> tuple[str, ...]:
        """Facts without which a ground that is still open cannot be told."""
        names = {n for f in self.findings if f.governs for n in f.missing}
        end = self.facts.get("conduct_end")
        if end is None:
            names.add("conduct_end")
        elif end < CODE_DAY and "detention_decided_on" not in self.facts:
            names.add("detention_decided_on")
        return tuple(name for name in FACTS if name in names)

    @property
    def summary(self) -> str:
        """One sentence: the articles, the bands, who transfers."""
        if not self.hits:
            return "没有已经具备条件的行政拘留依据。"
        told = "；".join(
            f"{f.basis}（{f.state.label}）：{f.band}，{f.transfer_mode}（{f.transferor}）" for f in self.hits
        )
        return f"{told}。"

    def as_dict(self) -> dict[str, Any]:
        """JSON values only."""
        return {
            "summary": self.summary,
            "governing": list(self.governing),
            "missing": list(self.missing),
            **{name: plain(getattr(self, name)) for name in self.__dataclass_fields__},
        }


def assess_detention(facts: Mapping[str, Any], *, decided_on: date | None = None) -> DetentionAssessment:
    """Which grounds the facts meet, by the day of the conduct and the day of the decision (the parameter, or the fact).

    Raises `BadFacts`, also for a decision before the conduct ended.
    """
    known = read_facts({**facts, **({"detention_decided_on": decided_on} if decided_on else {})})
    end, decided = known.get("conduct_end"), known.get("detention_decided_on")
    if end and decided and decided < end:
        raise BadFacts(
            {
                "detention_decided_on": f"{FACTS['detention_decided_on'].label}"
                f"（detention_decided_on）{decided} 早于行为终了日 {end}。"
            }
        )
    found = [(g, _answer(g, known)) for g in _candidates(end, decided)]
    findings = tuple(
        _finding(g, (_barred(g, a[0], found, known), a[1]), known, _governs(g, found, known))
        for g, a in found
    )
    return DetentionAssessment(known, findings, tuple(_cautions(known, findings)))


def _candidates(end: date | None, decided: date | None) -> tuple[Ground, ...]:
    """Old law for old conduct, the code for new; for old conduct decided under the code, both."""
    if end is None:
        return grounds()
    regimes = {"both", "code" if end >= CODE_DAY else "before"}
    compare = end < CODE_DAY and decided is not None and decided >= CODE_DAY
    return tuple(
        g
        for g in grounds()
        if g.regime in regimes
        and g.in_force_from <= end
        and (g.in_force_to is None or end <= g.in_force_to)
        or compare
        and g.regime == "code"
    )


def _answer(ground: Ground, facts: Facts) -> tuple[Answer, dict[str, Answer]]:
    """The conduct, and what must have come first."""
    conduct = conduct_answer(ground, facts)
    before = {need: NEEDS[need](facts) for need in ground.needs}
    return conduct, before


_NEED_TITLES = {
    "order": "责令文书已经送达而拒不执行",
    "serious": "情节严重",
    "penalty_853": "先有行政处罚决定",
    "penalty_code": "先有行政处罚决定",
}
_NEED_BASES = {"penalty_853": "公治〔2014〕853号第2条", "penalty_code": "公治〔2014〕853号第2条（沿用存疑）"}
_Found = tuple[Answer, dict[str, Answer]]


def _governs(ground: Ground, found: list[tuple[Ground, _Found]], facts: Facts) -> bool:
    """从旧兼从轻: the old law, unless the code is milder on the same conduct or does not punish it."""
    new = [(g, a) for g, a in found if g.regime == "code" and g.conduct == ground.conduct]
    old = [(g, a) for g, a in found if g.regime == "before" and g.conduct == ground.conduct]
    if ground.regime == "both" or not (new and old) or "conduct_end" not in facts:
        return True
    code_is_milder = _weight(*new[0], facts) < min(_weight(*pair, facts) for pair in old)
    return code_is_milder if ground.regime == "code" else not code_is_milder


def _barred(ground: Ground, conduct: Answer, found: list[tuple[Ground, _Found]], facts: Facts) -> Answer:
    """What the code added does not reach back: old conduct needs the old law too (行政处罚法第37条)."""
    old = [a[0] for g, a in found if g.regime == "before" and g.conduct == ground.conduct]
    if ground.regime != "code" or not old or "conduct_end" not in facts:
        return conduct
    return all_of((conduct, any_of(old)))


def _weight(ground: Ground, found: _Found, facts: Facts) -> tuple[bool, int, int, bool]:
    """Heavier compares greater: punished at all, longest, shortest, and whether transfer is a duty.

    Where the circumstances are not known, ordinary ones are compared.
    """
    conduct, before = found
    low, high = ground.bands[_CIRCUMSTANCES.index(facts.get("circumstances", "一般"))]
    punished = all_of((conduct, *before.values())).state is not State.NOT_MET
    return punished, high, low, ground.transfer_mode != "可以移送"


def _finding(ground: Ground, found: _Found, facts: Facts, governs: bool) -> DetentionFinding:
    conduct, before = found
    whole = all_of((conduct, *before.values()))
    circumstances = facts.get("circumstances")
    days = ground.bands[_CIRCUMSTANCES.index(circumstances)] if circumstances else None
    return DetentionFinding(
        conduct_id=ground.id,
        conduct=ground.conduct,
        law=ground.law,
        article=ground.article,
        basis=ground.basis,
        name=ground.name,
        state=whole.state,
        reason=f"{whole.why}：{whole.state.label}{ground.basis}。",
        missing=whole.missing,
        days=days,
        band=f"拘留 {days[0]} 日至 {days[1]} 日" if days else _bands(ground),
        transferor=ground.transferor,
        transfer_mode=ground.transfer_mode,
        targets=ground.targets,
        preconditions=tuple(_precondition(need, answer) for need, answer in before.items()),
        governs=governs,
        note=ground.note,
        status=ground.status,
    )


def _precondition(need: str, answer: Answer) -> Finding:
    return Finding(
        clause_id=need,
        title=_NEED_TITLES[need],
        basis=_NEED_BASES.get(need, ""),
        state=answer.state,
        reason=f"{answer.why}。",
        missing=answer.missing,
        used=answer.used,
    )


def _bands(ground: Ground) -> str:
    """`一般 10 日至 15 日，情节较轻 5 日至 10 日`."""
    light, usual, serious = ground.bands
    if light == usual == serious:
        return f"拘留 {usual[0]} 日至 {usual[1]} 日"
    other = ("情节较轻", light) if light != usual else ("情节严重", serious)
    return f"拘留 {usual[0]} 日至 {usual[1]} 日，{other[0]}的 {other[1][0]} 日至 {other[1][1]} 日"


def _cautions(facts: Facts, findings: tuple[DetentionFinding, ...]) -> Iterator[str]:
    texts: Mapping[str, str] = detention_data()["caution"]
    end, decided = facts.get("conduct_end"), facts.get("detention_decided_on")
    hits = [f for f in findings if f.governs and f.state is not State.NOT_MET]
    yield texts["crime"]
    if any(f.conduct_id.startswith("fd") for f in hits):
        yield texts["day_853"]
    if any(f.conduct_id == "fd1131" and f.state in (State.MET, State.DOUBTFUL) for f in hits):
        yield texts["farm"]
    if end and end < CODE_DAY:
        if decided is None:
            yield texts["undated"]
        elif decided >= CODE_DAY:
            yield texts["both"]
            if any(f.conduct_id.startswith("pwxk") for f in hits):
                yield texts["pwxk"]
    if end and end < date(2026, 1, 1) and "违反规定处置危险物质" in facts.get("detention_conduct", ()):
        yield texts["zaf_old"]
