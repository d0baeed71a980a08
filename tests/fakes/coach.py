"""A coach that reads key words, for tests of what is built on it."""

from dataclasses import dataclass, field, replace

import pytest

from hotseat.domain.analysis import (
    Analysis,
    Delivery,
    ElementJudgement,
    Evidence,
    Probe,
    Risk,
    RiskLevel,
    Status,
    Verdict,
)
from hotseat.domain.bank import Curveball
from hotseat.domain.choices import Style
from hotseat.domain.rubric import Element, Level, target_name
from hotseat.domain.session import AskedQuestion, Rung
from hotseat.domain.transcript import Transcript


def judged(text: str, question: AskedQuestion, level: Level) -> Analysis:
    """Judge by key words: `<element>!` in the text is specific, `<element>?` vague."""
    rubric = question.called_for
    elements = tuple(_judged(text, e, rubric.is_critical(e, level)) for e in rubric.elements)
    probes = tuple(
        Probe(f"Tell me more about {target_name(j.element).lower()}?", j.element, why="Not heard")
        for j in elements
        if j.status is Status.MISSING
    )
    words = len(text.split())
    risk, delivery = Risk(RiskLevel.MEDIUM, ()), Delivery(words, words * 0.4)
    return Analysis((), (), elements, (), probes, risk, delivery)


def _judged(text: str, element: Element, critical: bool) -> ElementJudgement:
    for mark, status in (("!", Status.MET), ("?", Status.THIN)):
        found = text.find(f"{element.value}{mark}")
        if found >= 0:
            quoted = Evidence(0, text[found:].split(".")[0], found, len(text))
            return ElementJudgement(element, status, critical, (quoted,))
    return ElementJudgement(element, Status.MISSING, critical)


@dataclass(frozen=True)
class FakeGrill:
    """The gaps still to go after, and the probe that was dodged once."""

    question: AskedQuestion
    left: tuple[Probe, ...]
    dodged: Probe | None = None


@dataclass
class FakeCoach:
    """Stands in for coach.analysis and coach.grilling. A reply with "dodge" in it dodges."""

    analysed: list[str] = field(default_factory=list)

    def analyse(
        self, transcript: Transcript, question: AskedQuestion, *, level: Level = Level.SENIOR
    ) -> Analysis:
        self.analysed.append(transcript.text)
        return judged(transcript.text, question, level)

    def begin(
        self,
        question: AskedQuestion,
        transcript: Transcript,
        analysis: Analysis,
        level: Level,
        style: Style = Style.DRY,
    ) -> FakeGrill:
        return FakeGrill(question, analysis.probes)

    def next_probe(self, grill: FakeGrill) -> Probe | None:
        if grill.dodged is not None:
            anchor = "we sort of aligned"
            return replace(grill.dodged, text=f"Once more: {grill.dodged.text}", anchor=anchor)
        return grill.left[0] if grill.left else None

    def hear(
        self, grill: FakeGrill, probe: Probe, reply: Transcript, minute: float, take: int
    ) -> tuple[FakeGrill, Rung, Analysis]:
        dodged = "dodge" in reply.text or not reply.text
        verdict = Verdict.DODGED if dodged else Verdict.FILLED
        again = probe if dodged and grill.dodged is None else None
        left = tuple(p for p in grill.left if p.target != probe.target or again is not None)
        rung = Rung(probe, verdict, minute, take, reply.text[:60])
        return (
            replace(grill, left=left, dodged=again),
            rung,
            judged(reply.text, grill.question, Level.SENIOR),
        )

    def throw(self, grill: FakeGrill, ball: Curveball) -> Probe:
        return Probe(ball.text, ball.elements[0], why="A curveball", source="curveball")


def use_fake_coach(patch: pytest.MonkeyPatch) -> FakeCoach:
    """Let the interview ask the scripted coach, for as long as the patch lasts."""
    coach = FakeCoach()
    patch.setattr("hotseat.interview.live.analyse", coach.analyse)
    patch.setattr("hotseat.interview.follow_up.analyse", coach.analyse)
    patch.setattr("hotseat.interview.hear_again.analyse", coach.analyse)
    patch.setattr("hotseat.interview.follow_up.grilling", coach)
    return coach


def question(**changes: object) -> AskedQuestion:
    """Return a failure question with a minute to prepare and two bank probes."""
    made = AskedQuestion(
        text="Tell me about a time a launch failed in execution. What broke, and what changed?",
        type="failed_execution",
        bank="test",
        id="launch-failed",
        prep_seconds=60,
        answer_seconds=120,
        tests="Whether the candidate can name the point where it broke",
        probes=(
            Probe("Who owned the hand-off?", "breakdown", source="bank"),
            Probe("What would you do differently?", "systemic_change", source="bank"),
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type]
