"""Keep asking about one story: what to ask next, and what a reply did to the question.

A `Grill` is a value: every reply gives a new one, and the same replies give the same questions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hotseat.coach import wordings
from hotseat.coach.analysis import analyse_labelled
from hotseat.coach.claims import claims_in
from hotseat.coach.doubt import quotable, sure_words
from hotseat.coach.hearing import Labeller, default_labeller
from hotseat.coach.priority import Case, Place, case_of, place_of
from hotseat.coach.probe_lint import lint
from hotseat.coach.probes import (
    CRITICAL_BONUS,
    Goal,
    Taken,
    flag_worth,
    near_to,
    probe_for,
    seed_of,
    sources_by_name,
    worth,
)
from hotseat.coach.replies import answers
from hotseat.coach.risk import assess
from hotseat.coach.sentences import split
from hotseat.coach.structure import element_judgement
from hotseat.coach.verdicts import (
    Told,
    added,
    clash,
    hits,
    reply_quote,
    strengthened,
    verdict_on,
)
from hotseat.domain.analysis import (
    Analysis,
    ElementJudgement,
    FlagJudgement,
    Probe,
    Risk,
    SentenceLabels,
    Status,
    Verdict,
)
from hotseat.domain.bank import Curveball
from hotseat.domain.choices import Style
from hotseat.domain.rubric import Element, Flag, Level, rubric_for
from hotseat.domain.session import AskedQuestion, Rung
from hotseat.domain.transcript import Sentence, Transcript, doubtful_spans

_PLAN_ONLY = frozenset(rubric_for("execution_plan").elements) - {
    Element.TRADEOFF,
    Element.DELIVERY_METRIC,
}
"""Elements of a plan for the days to come; a story of the past is not asked for them."""

_FOLLOWED = 10.0
_UNANSWERED = "The question was not answered: asked once more"
_QUIET_FLAG = 0.3
"""How likely a flag is gone after of which the telling says no more."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of one element: its status, the words that showed it, the rung to ask next."""

    status: Status
    sources: tuple[str, ...] = ()
    depth: int = wordings.FIRST_RUNG
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Grill:
    """Where the questioning of one story stands.

    `known` holds every element, also those that the question does not call for. `asked` are the
    texts of probes. `tired` are targets that were dodged twice, `settled` flags that were answered
    or given up. `again` is the probe to put once more; `follow` the element to go deeper on next.
    `near` are the telling's sentences by what they carry, `flag_worths` how likely each flag is
    gone after.
    """

    question: AskedQuestion
    level: Level
    seed: int
    known: Mapping[Element, Heard]
    flags: tuple[tuple[Flag, tuple[str, ...]], ...] = ()
    asked: tuple[str, ...] = ()
    tired: tuple[str, ...] = ()
    settled: tuple[Flag, ...] = ()
    again: Probe | None = None
    follow: str = ""
    style: Style = Style.DRY
    case: Case = field(default_factory=Case)
    near: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flag_worths: Mapping[str, float] = field(default_factory=dict)
    told: Told = field(default_factory=Told)


def begin(
    question: AskedQuestion,
    telling: Transcript,
    analysis: Analysis,
    level: Level,
    style: Style = Style.DRY,
) -> Grill:
    """Return the state before the first probe at an answer."""
    analysis = quotable(telling, analysis)
    rubric = question.called_for
    case = case_of(question.type, analysis.elements, analysis.flags, len(analysis.sentences))
    known: dict[Element, Heard] = {}
    for element in (*rubric.elements, *Element):
        judged = element_judgement(Element(element), analysis.sentences, analysis.labels)
        quotes = tuple(e.quote for e in judged.evidence)
        known[Element(element)] = Heard(
            judged.status, quotes, place=place_of(judged.evidence, case)
        )
    flags = tuple((f.flag, tuple(e.quote for e in f.evidence)) for f in analysis.flags)
    return Grill(
        question,
        level,
        seed_of(telling.text),
        known,
        flags,
        style=style,
        case=case,
        near=sources_by_name(analysis.sentences, analysis.labels),
        flag_worths={f.flag: flag_worth(f, case) for f in analysis.flags},
        told=Told(analysis.ledger, claims_in(s.text for s in analysis.sentences)),
    )


def next_probe(grill: Grill) -> Probe | None:
    """Return what to ask now; None when nothing worth asking is left."""
    if grill.again is not None:
        return grill.again
    taken = Taken(grill.asked)
    turn = grill.seed + len(grill.asked)
    goals = _goals(grill)
    fresh = [goal for goal in goals if goal.target not in grill.tired]
    left = [goal for goal in goals if goal.target in grill.tired]
    for goal in (*fresh, *_spare(fresh), *left, *_spare(left)):
        probe = probe_for(goal, grill.question, turn, taken, grill.style)
        if probe is not None:
            return probe
    return None


def _spare(goals: Sequence[Goal]) -> Iterator[Goal]:
    """Yield the rungs that were passed: each has more questions than the one that was asked."""
    for depth in range(wordings.FIRST_RUNG, wordings.FIRST_RUNG + len(wordings.RUNGS)):
        yield from (replace(goal, depth=depth) for goal in goals if goal.kind == "depth")


def throw(grill: Grill, ball: Curveball) -> Probe:
    """Return a curveball as a probe at the first element that it stresses."""
    target = ball.elements[0] if ball.elements else Element.TRADEOFF
    why = f"A curveball: does it still hold? It stresses {wordings.ABOUT[target]}"
    return Probe(ball.text, str(target), why=why, source="curveball")


def hear(
    grill: Grill,
    probe: Probe,
    reply: Transcript,
    minute: float,
    take: int = 0,
    labeller: Labeller | None = None,
) -> tuple[Grill, Rung, Analysis]:
    """Judge a reply to a probe: the new state, the step of the ladder, and the reply's analysis.

    `minute` counts from the start of the grilling.
    """
    sentences = split(reply)
    labels = (labeller or default_labeller()).label(
        [s.text for s in sentences], grill.question.type
    )
    hit = hits(probe, reply, labels)
    labels = strengthened(probe, sentences, labels, hit)
    heard = analyse_labelled(
        reply, sentences, labels, grill.question, level=grill.level, probing=False
    )
    verdict = verdict_on(probe, _met(grill, probe), reply, hit, labels)
    worded = sure_words(sentences, doubtful_spans(reply))
    quote = reply_quote(probe, worded, labels, verdict in (Verdict.DODGED, Verdict.PARTLY))
    rung = Rung(probe, verdict, minute, take, quote)
    sure = quotable(reply, heard)
    if found := clash(grill.told, sure):
        rung = Rung(probe, Verdict.CONTRADICTED, minute, take, found[1], against=found[0])
    after = _after(grill, rung, hit, worded, labels)
    after = replace(after, told=added(grill.told, sure))
    return after, rung, replace(heard, risk=_risk(after, heard))


def _risk(grill: Grill, heard: Analysis) -> Risk:
    """Return the risk of the whole story so far; evidence only where it stands in this reply."""
    proofs = {j.element: j.evidence for j in heard.elements}
    statuses = coverage(grill)
    rubric = grill.question.called_for
    elements = [
        ElementJudgement(e, status, rubric.is_critical(e, grill.level), proofs.get(e, ()))
        for e, status in statuses.items()
    ]
    proved = {f.flag: f for f in heard.flags}
    open_flags = [f for f, _ in grill.flags if f not in grill.settled]
    flags = [proved.get(f, FlagJudgement(f, ())) for f in dict.fromkeys([*open_flags, *proved])]
    return assess(elements, flags, grill.question.type, grill.level)


def _met(grill: Grill, probe: Probe) -> bool:
    """Say whether a probe goes deeper into something that was told."""
    if probe.target in tuple(Flag):
        return False
    return grill.known[Element(probe.target)].status is Status.MET


def coverage(grill: Grill) -> dict[Element, Status]:
    """Return the status of the elements that the question calls for, over telling and replies."""
    return {e: grill.known[e].status for e in grill.question.called_for.elements}


def _goals(grill: Grill) -> list[Goal]:
    """Return what is worth asking now, the most telling first."""
    ranked: list[tuple[float, Goal]] = []
    rubric = grill.question.called_for
    # A plan and a type of a bank's own are no stories: they are asked what they call for alone.
    strict = Element.CRITICAL_PATH in rubric.elements or grill.question.rubric is not None
    for element, heard in grill.known.items():
        called = element in rubric.elements
        if not called and (strict or element in _PLAN_ONLY):
            continue
        critical = rubric.is_critical(element, grill.level)
        rank = _rank(grill.case, element, heard, called, critical)
        if element == grill.follow:
            rank = _FOLLOWED
        kind = {Status.MISSING: "missing", Status.THIN: "thin", Status.MET: "depth"}[heard.status]
        depth = heard.depth if heard.status is Status.MET else 1
        sources = near_to(element, grill.near) if kind == "missing" else heard.sources
        ranked.append((rank, Goal(element, kind, sources, depth)))
    ranked += [
        (grill.flag_worths.get(flag, _QUIET_FLAG), Goal(flag, "flag", sources))
        for flag, sources in grill.flags
        if flag not in grill.settled
    ]
    return [goal for _, goal in sorted(ranked, key=lambda pair: -pair[0])]


def _rank(case: Case, element: Element, heard: Heard, called: bool, critical: bool) -> float:
    """Return when an element's turn comes: 0 to 1 as for a first probe, then rung by rung."""
    gained = worth(element, heard.status, heard.place, case)
    if heard.status is Status.MET:
        deeper = heard.depth - wordings.FIRST_RUNG
        return gained - deeper - (0.0 if called else 1.5)
    if heard.status is Status.MISSING and critical:
        gained += CRITICAL_BONUS
    return gained if called else gained - 3.0


def _after(
    grill: Grill,
    rung: Rung,
    hit: bool,
    sentences: Sequence[Sentence],
    labels: Sequence[SentenceLabels],
) -> Grill:
    probe, target = rung.probe, rung.probe.target
    known = {e: _merged(heard, e, sentences, labels) for e, heard in grill.known.items()}
    filled = {
        e
        for e, heard in known.items()
        if heard.status is Status.MET and grill.known[e].status is not Status.MET
    }
    tired = tuple(t for t in grill.tired if t not in filled)
    settled, follow = grill.settled, ""
    again = _again(grill, rung)
    closed = hit or rung.verdict in (Verdict.FILLED, Verdict.HELD)
    if closed:
        follow = _followed(grill, rung, again)
    elif again is None:
        tired = (*tired, target)
    if target in tuple(Flag):
        settled = (*settled, Flag(target)) if closed or again is None else settled
    elif closed or again is None:
        element = Element(target)
        status = Status.MET if closed else known[element].status
        depth = max(known[element].depth, probe.depth + 1)
        known[element] = replace(known[element], status=status, depth=depth)
    asked = (*grill.asked, probe.text)
    return replace(
        grill, known=known, asked=asked, tired=tired, settled=settled, again=again, follow=follow
    )


def _followed(grill: Grill, rung: Rung, again: Probe | None) -> str:
    """Return the element to go deeper on at once: a critical gap that has just been filled."""
    target = rung.probe.target
    if again is not None or target in tuple(Flag) or rung.verdict is not Verdict.FILLED:
        return ""
    return target if grill.question.called_for.is_critical(Element(target), grill.level) else ""


def _again(grill: Grill, rung: Rung) -> Probe | None:
    """Return what to put before anything new: the same question once more, or which telling holds.

    A question that stood open before a curveball stays open.
    """
    standing = grill.again
    repeated = standing is not None and standing.text == rung.probe.text
    if standing is not None and not repeated:
        return standing
    if rung.verdict is Verdict.CONTRADICTED:
        return _which_holds(grill, rung)
    given_up = rung.probe.target in grill.tired
    if repeated or given_up or rung.verdict not in (Verdict.DODGED, Verdict.PARTLY):
        return None
    return _once_more(grill, rung)


def _which_holds(grill: Grill, rung: Rung) -> Probe | None:
    """Return the question which of two tellings holds, quoting both."""
    text = f"You said “{rung.against}”, now “{rung.quote}”: which one holds?"
    if text in grill.asked or lint(text):
        return None
    why = "Two tellings disagree"
    return replace(rung.probe, text=text, anchor=rung.quote, why=why, source="coach")


def _merged(
    heard: Heard, element: Element, sentences: Sequence[Sentence], labels: Sequence[SentenceLabels]
) -> Heard:
    """Add what a reply says of an element; a label counts only where the shape bears it out."""
    judged = element_judgement(element, sentences, labels)
    if judged.status is Status.MET:
        sure = tuple(e.quote for e in judged.evidence if answers(element, e.quote))
        if sure:
            return replace(heard, status=Status.MET, sources=(*sure, *heard.sources))
        return heard
    if judged.status is Status.THIN and heard.status is Status.MISSING:
        return replace(heard, status=Status.THIN, sources=tuple(e.quote for e in judged.evidence))
    return heard


def _once_more(grill: Grill, rung: Rung) -> Probe | None:
    """Return the probe put once more, in other words and quoting the reply."""
    part = rung.verdict is Verdict.PARTLY
    why = "Only a part was answered: asked for the rest" if part else _UNANSWERED
    for text, anchor in _rewordings(grill, rung):
        if text not in grill.asked and not lint(text):
            return replace(rung.probe, text=text, anchor=anchor, why=why, source="coach")
    return None


def _rewordings(grill: Grill, rung: Rung) -> Iterator[tuple[str, str]]:
    probe, quote = rung.probe, rung.quote
    turn = grill.seed + len(grill.asked)
    # A deeper question must not fall back on the one that was answered.
    own = wordings.core_of(probe.text)
    deeper = probe.depth > 1 or probe.source == "curveball"
    quoted = "partly" if rung.verdict is Verdict.PARTLY else "again_quoted"
    before = Taken(grill.asked).gists
    shorts = [core for core in wordings.short(probe.target) if wordings.gist(core) not in before]
    for core in (own,) if deeper else (*shorts, own):
        for kind in (quoted, "again_bare") if quote else ("again_bare",):
            ways = wordings.frames(grill.style, kind)
            anchor = quote if kind == quoted else ""
            for i in range(len(ways)):
                yield wordings.framed(ways[(turn + i) % len(ways)], core, anchor), anchor
