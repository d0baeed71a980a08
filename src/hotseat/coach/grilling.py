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
from hotseat.coach.probes import PRIORITY, Goal, probe_for, seed_of
from hotseat.coach.replies import answers, evades, too_short, wanted
from hotseat.coach.sentences import split
from hotseat.coach.structure import element_judgement
from hotseat.domain.analysis import Analysis, Probe, SentenceLabels, Status, Verdict
from hotseat.domain.bank import Curveball
from hotseat.domain.rubric import Element, Flag, Level, rubric_for
from hotseat.domain.session import AskedQuestion, Rung
from hotseat.domain.transcript import Sentence, Transcript

_RANK = {Status.MISSING: 0, Status.THIN: 1, Status.MET: 2}


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of one element: its status, the words that showed it, the rung to ask next."""

    status: Status
    sources: tuple[str, ...] = ()
    depth: int = 2


@dataclass(frozen=True, slots=True)
class Grill:
    """Where the questioning of one story stands.

    `known` holds every element, also those that the question does not call for. `asked` are
    probe texts; `closed` are targets dodged twice; `settled` are flags that were answered or given up.
    `again` is the probe to put once more.
    """

    question: AskedQuestion
    level: Level
    seed: int
    known: Mapping[Element, Heard]
    flags: tuple[tuple[Flag, tuple[str, ...]], ...] = ()
    asked: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    settled: tuple[Flag, ...] = ()
    again: Probe | None = None
    last: str = ""


def begin(question: AskedQuestion, telling: Transcript, analysis: Analysis, level: Level) -> Grill:
    """Return the state before the first probe at an answer."""
    rubric = rubric_for(question.type)
    known: dict[Element, Heard] = {}
    for element in (*rubric.elements, *PRIORITY):
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
    return Probe(ball.text, target, why=why, source="curveball")


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
    labels = _strengthened(probe, reply, sentences, labels)
    verdict = _verdict(grill, probe, reply, labels)
    analysis = analyse_labelled(
        reply, sentences, labels, grill.question, level=grill.level, asked=grill.asked
    )
    quote = _reply_quote(probe, sentences, labels)
    after = _after(grill, probe, verdict, sentences, labels, quote)
    return after, Rung(probe, verdict, minute, take, quote), analysis


def coverage(grill: Grill) -> dict[Element, Status]:
    """Return the status of the elements that the question calls for, over telling and replies."""
    return {e: grill.known[e].status for e in rubric_for(grill.question.type).elements}


def ran_out(rungs: Sequence[Rung]) -> float | None:
    """Return the minute of the first of the dodges at the ladder's end; None where it held."""
    minute: float | None = None
    for rung in reversed(rungs):
        if rung.verdict is not Verdict.DODGED:
            break
        minute = rung.minute
    return minute


def _goals(grill: Grill) -> list[Goal]:
    ranked: list[tuple[int, int, Goal]] = []
    rubric = rubric_for(grill.question.type)
    for element, heard in grill.known.items():
        if element in grill.closed:
            continue
        called = element in rubric.elements
        critical = rubric.is_critical(element, grill.level)
        if heard.status is Status.MET:
            goal = Goal(element, "depth", heard.sources[::-1], heard.depth)
            rank = 10 + 2 * heard.depth - critical + (0 if called else 3)
        else:
            kind = "missing" if heard.status is Status.MISSING else "thin"
            goal = Goal(element, kind, heard.sources)
            rank = (0 if critical else 3) + (kind == "thin") if called else 17
        ranked.append((rank, PRIORITY.index(element), goal))
    for place, (flag, sources) in enumerate(grill.flags):
        if flag not in grill.settled and flag not in grill.closed:
            ranked.append((1, place - 99, Goal(flag, "flag", sources)))
    return [goal for _, _, goal in sorted(ranked, key=lambda item: item[:2])]


def _strengthened(
    probe: Probe, reply: Transcript, sentences: Sequence[Sentence], labels: list[SentenceLabels]
) -> list[SentenceLabels]:
    return labels


def _verdict(
    grill: Grill, probe: Probe, reply: Transcript, labels: Sequence[SentenceLabels]
) -> Verdict:
    if too_short(reply.text) or evades(reply.text):
        return Verdict.DODGED
    heard = {label for sentence in labels for label in sentence.labels}
    elements = wanted(probe.target)
    hit = any(e in heard or answers(e, reply.text) for e in elements)
    if not hit:
        return Verdict.DODGED
    if probe.target in tuple(Flag):
        return Verdict.FILLED
    return Verdict.HELD if grill.known[elements[0]].status is Status.MET else Verdict.FILLED


def _reply_quote(
    probe: Probe, sentences: Sequence[Sentence], labels: Sequence[SentenceLabels]
) -> str:
    names = {str(e) for e in wanted(probe.target)}
    for sentence, heard in zip(sentences, labels, strict=True):
        if names & set(heard.labels):
            return quote_of(sentence.text, probe.target)
    quotes = (quote_of(s.text, probe.target) for s in sentences)
    return next((q for q in quotes if q), "")


def _after(
    grill: Grill,
    probe: Probe,
    verdict: Verdict,
    sentences: Sequence[Sentence],
    labels: Sequence[SentenceLabels],
    quote: str,
) -> Grill:
    known = dict(grill.known)
    for element in known:
        known[element] = _merge(known[element], element, sentences, labels)
    target = probe.target
    closed, settled, again = grill.closed, grill.settled, None
    if verdict is Verdict.DODGED:
        if grill.again is not None and grill.again.text == probe.text:
            closed = (*closed, target)
        else:
            again = _once_more(grill, probe, quote)
    elif target in tuple(Flag):
        settled = (*settled, Flag(target))
    else:
        heard = known[Element(target)]
        sources = heard.sources
        if heard.status is not Status.MET:
            sources = tuple(s.text for s in sentences)
        known[Element(target)] = Heard(Status.MET, sources, max(2, probe.depth + 1))
    return replace(
        grill,
        known=known,
        asked=(*grill.asked, probe.text),
        closed=closed,
        settled=settled,
        again=again,
        last=target,
    )


def _merge(
    heard: Heard, element: Element, sentences: Sequence[Sentence], labels: Sequence[SentenceLabels]
) -> Heard:
    judged = element_judgement(element, sentences, labels)
    if _RANK[judged.status] > _RANK[heard.status]:
        return replace(heard, status=judged.status, sources=tuple(e.quote for e in judged.evidence))
    return heard


def _once_more(grill: Grill, probe: Probe, dodge: str) -> Probe | None:
    for text, anchor in _rewordings(grill, probe, dodge):
        if text not in grill.asked and not lint(text):
            why = "The question was not answered; asked once more"
            return replace(probe, text=text, anchor=anchor, why=why, source="coach")
    return None


def _rewordings(grill: Grill, probe: Probe, dodge: str) -> Iterator[tuple[str, str]]:
    turn = grill.seed + len(grill.asked)
    for short in wordings.SHORT[probe.target]:
        frames = wordings.AGAIN if dodge else wordings.AGAIN_BARE
        for i in range(len(frames)):
            frame = frames[(turn + i) % len(frames)]
            yield frame.replace("{q}", f"“{dodge}”").replace("{short}", short), dodge
