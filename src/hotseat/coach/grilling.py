"""Keep asking about one story: what to ask next, and what a reply did to the question.

A `Grill` is a value: every reply gives a new one, and the same replies give the same questions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hotseat.coach import wordings
from hotseat.coach.analysis import analyse_labelled
from hotseat.coach.anchors import quote_of
from hotseat.coach.hearing import Labeller, default_labeller
from hotseat.coach.probe_lint import lint
from hotseat.coach.probes import FLAG_WORTH, Goal, probe_for, seed_of, worth
from hotseat.coach.replies import answers, evades, said, specific, too_short, vague, wanted
from hotseat.coach.risk import assess
from hotseat.coach.sentences import split
from hotseat.coach.structure import element_judgement
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
from hotseat.domain.rubric import Element, Flag, Level, rubric_for
from hotseat.domain.session import AskedQuestion, Rung
from hotseat.domain.transcript import Sentence, Transcript

_PLAN_ONLY = frozenset(rubric_for("execution_plan").elements) - {
    Element.TRADEOFF,
    Element.DELIVERY_METRIC,
}
"""Elements of a plan for the days to come; a story of the past is not asked for them."""

_FOLLOWED = 10.0
_GIVEN_UP = 100.0
_QUOTES_TRIED = 4
_HOLLOW_WORDS = 25  # a reply this long that the classifier calls vague may still hold something


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of one element: its status, the words that showed it, the rung to ask next."""

    status: Status
    sources: tuple[str, ...] = ()
    depth: int = 2


@dataclass(frozen=True, slots=True)
class Grill:
    """Where the questioning of one story stands.

    `known` holds every element, also those that the question does not call for. `asked` are the
    texts of probes. `tired` are targets that were dodged twice, `settled` flags that were answered
    or given up. `again` is the probe to put once more; `follow` the element to go deeper on next.
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


def begin(question: AskedQuestion, telling: Transcript, analysis: Analysis, level: Level) -> Grill:
    """Return the state before the first probe at an answer."""
    rubric = question.called_for
    known: dict[Element, Heard] = {}
    for element in (*rubric.elements, *Element):
        judged = element_judgement(Element(element), analysis.sentences, analysis.labels)
        known[Element(element)] = Heard(judged.status, tuple(e.quote for e in judged.evidence))
    flags = tuple((f.flag, tuple(e.quote for e in f.evidence)) for f in analysis.flags)
    return Grill(question, level, seed_of(telling.text), known, flags)


def next_probe(grill: Grill) -> Probe | None:
    """Return what to ask now; None when nothing worth asking is left."""
    if grill.again is not None:
        return grill.again
    for goal in _goals(grill):
        probe = probe_for(goal, grill.question, grill.seed + len(grill.asked), grill.asked)
        if probe is not None:
            return probe
    return None


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
    hit = _hits(probe, reply, labels)
    labels = _strengthened(probe, sentences, labels, hit)
    verdict = _verdict(grill, probe, reply, hit)
    quote = _reply_quote(probe, sentences, labels, verdict is Verdict.DODGED)
    after = _after(grill, probe, verdict, sentences, labels, quote)
    heard = analyse_labelled(
        reply, sentences, labels, grill.question, level=grill.level, probing=False
    )
    heard = replace(heard, risk=_risk(after, heard))
    return after, Rung(probe, verdict, minute, take, quote), heard


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


def coverage(grill: Grill) -> dict[Element, Status]:
    """Return the status of the elements that the question calls for, over telling and replies."""
    return {e: grill.known[e].status for e in grill.question.called_for.elements}


def ran_out(rungs: Sequence[Rung]) -> float | None:
    """Return the minute of the first of the dodges at the ladder's end; None where it held."""
    minute: float | None = None
    for rung in reversed(rungs):
        if rung.verdict is not Verdict.DODGED:
            break
        minute = rung.minute
    return minute


def _goals(grill: Grill) -> list[Goal]:
    """Return what is worth asking now, the most telling first; what was given up comes last."""
    ranked: list[tuple[float, Goal]] = []
    rubric = grill.question.called_for
    # A plan and a type of a bank's own are no stories: they are asked what they call for alone.
    strict = Element.CRITICAL_PATH in rubric.elements or grill.question.rubric is not None
    for element, heard in grill.known.items():
        called = element in rubric.elements
        if not called and (strict or element in _PLAN_ONLY):
            continue
        critical = rubric.is_critical(element, grill.level)
        rank = _rank(ElementJudgement(element, heard.status, critical), heard.depth, called)
        if element == grill.follow:
            rank = _FOLLOWED
        elif element in grill.tired:
            rank -= _GIVEN_UP
        kind = {Status.MISSING: "missing", Status.THIN: "thin", Status.MET: "depth"}[heard.status]
        depth = heard.depth if heard.status is Status.MET else 1
        ranked.append((rank, Goal(element, kind, heard.sources, depth)))
    ranked += [
        (FLAG_WORTH[flag], Goal(flag, "flag", sources))
        for flag, sources in grill.flags
        if flag not in grill.settled
    ]
    return [goal for _, goal in sorted(ranked, key=lambda pair: -pair[0])]


def _rank(judgement: ElementJudgement, depth: int, called: bool) -> float:
    """Return when an element's turn comes: gaps (0 to 2), the ladder rung by rung, other gaps."""
    gained = worth(judgement)
    if judgement.status is Status.MET:
        return gained - depth + (0.5 if judgement.critical else 0.0) - (0.0 if called else 1.5)
    return gained if called else gained - 3.0


def _strengthened(
    probe: Probe, sentences: Sequence[Sentence], labels: Sequence[SentenceLabels], hit: bool
) -> list[SentenceLabels]:
    """Label the sentence that answers the probe, where the classifier did not hear it."""
    made = list(labels)
    if not hit or not sentences or probe.target not in tuple(Element):
        return made
    if any(probe.target in heard.labels for heard in made):
        return made
    best = next((i for i, s in enumerate(sentences) if answers(probe.target, s.text)), None)
    if best is None:
        best = max(range(len(sentences)), key=lambda i: len(sentences[i].text))
    kept = tuple(x for x in made[best].labels if x != f"{probe.target}?")
    made[best] = replace(made[best], labels=(*kept, probe.target))
    return made


def _hits(probe: Probe, reply: Transcript, labels: Sequence[SentenceLabels]) -> bool:
    """Say whether a reply gives what the probe went after, by its labels or by its shape."""
    if _refuses(reply):
        return False
    heard = {label for sentence in labels for label in sentence.labels}
    elements = wanted(probe.target)
    told = said(reply.text)
    if any(element in heard for element in elements) and not vague(told):
        return True
    hollow = not told.concrete and any(f"{element}?" in heard for element in elements)
    return answers(probe.target, reply.text) and not (hollow and len(told.words) < _HOLLOW_WORDS)


def _refuses(reply: Transcript) -> bool:
    return too_short(reply.text) or evades(reply.text)


def _verdict(grill: Grill, probe: Probe, reply: Transcript, hit: bool) -> Verdict:
    heard = None if probe.target in tuple(Flag) else grill.known[Element(probe.target)]
    met = heard is not None and heard.status is Status.MET
    if hit:
        return Verdict.HELD if met else Verdict.FILLED
    deeper = met or probe.source == "curveball"
    if deeper and not _refuses(reply) and specific(reply.text, probe.text):
        return Verdict.HELD
    return Verdict.DODGED


def _reply_quote(
    probe: Probe, sentences: Sequence[Sentence], labels: Sequence[SentenceLabels], dodged: bool
) -> str:
    """Return the telling words of a reply: of the sentence that answers, else of the first."""
    names = {str(e) for e in wanted(probe.target)}
    pairs = list(zip(sentences, labels, strict=True))
    ordered = [s for s, heard in pairs if names & set(heard.labels)] + [s for s, _ in pairs]
    quotes = (quote_of(s.text, probe.target, vague=dodged) for s in ordered[:_QUOTES_TRIED])
    return next((q for q in quotes if q), "")


def _after(
    grill: Grill,
    probe: Probe,
    verdict: Verdict,
    sentences: Sequence[Sentence],
    labels: Sequence[SentenceLabels],
    quote: str,
) -> Grill:
    known = {e: _merged(heard, e, sentences, labels) for e, heard in grill.known.items()}
    filled = {
        e
        for e, heard in known.items()
        if heard.status is Status.MET and grill.known[e].status is not Status.MET
    }
    tired = tuple(t for t in grill.tired if t not in filled)
    settled, again, follow = grill.settled, grill.again, ""
    target = probe.target
    repeated = again is not None and again.text == probe.text
    again = None if repeated else again
    if verdict is Verdict.DODGED:
        again = again or (None if repeated else _once_more(grill, probe, quote))
        if again is None:
            tired = (*tired, target)
            settled = (*settled, Flag(target)) if target in tuple(Flag) else settled
    elif target in tuple(Flag):
        settled = (*settled, Flag(target))
    else:
        element = Element(target)
        known[element] = replace(
            known[element], status=Status.MET, depth=max(known[element].depth, probe.depth + 1)
        )
        critical = grill.question.called_for.is_critical(element, grill.level)
        follow = target if verdict is Verdict.FILLED and critical else ""
    if verdict is Verdict.DODGED and target in tuple(Element) and again is None:
        element = Element(target)
        known[element] = replace(known[element], depth=max(known[element].depth, probe.depth + 1))
    return replace(
        grill,
        known=known,
        asked=(*grill.asked, probe.text),
        tired=tired,
        settled=settled,
        again=again,
        follow=follow,
    )


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


def _once_more(grill: Grill, probe: Probe, dodge: str) -> Probe | None:
    """Return the probe put once more, in other words and quoting the dodge."""
    for text, anchor in _rewordings(grill, probe, dodge):
        if text not in grill.asked and not lint(text):
            why = "The question was not answered: asked once more"
            return replace(probe, text=text, anchor=anchor, why=why, source="coach")
    return None


def _rewordings(grill: Grill, probe: Probe, dodge: str) -> Iterator[tuple[str, str]]:
    turn = grill.seed + len(grill.asked)
    shorts = wordings.SHORT[probe.target]
    # A deeper question must not fall back on the one that was answered.
    own = probe.text.rsplit("”: ", 1)[-1]
    own = own[:1].lower() + own[1:]
    deeper = probe.depth > 1 or probe.source == "curveball"
    for short in (own,) if deeper else (*shorts, own):
        for quoting in (True, False) if dodge else (False,):
            frames = wordings.AGAIN if quoting else wordings.AGAIN_BARE
            for i in range(len(frames)):
                frame = frames[(turn + i) % len(frames)]
                text = frame.replace("{q}", f"“{dodge}”").replace("{short}", short)
                yield text, dodge if quoting else ""
