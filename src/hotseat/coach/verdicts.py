"""What a reply does to a probe: fills it, answers a part, dodges it, or contradicts the story."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hotseat.coach.anchors import quote_of
from hotseat.coach.claims import Claim, claims_in, contradiction
from hotseat.coach.ledger import disagreements
from hotseat.coach.replies import answers, evades, partly, said, specific, too_short, vague, wanted
from hotseat.domain.analysis import Analysis, LedgerEntry, Probe, SentenceLabels, Verdict
from hotseat.domain.rubric import Element
from hotseat.domain.transcript import Sentence, Transcript

_QUOTES_TRIED = 4
_HOLLOW_WORDS = 25  # a reply this long that the classifier calls vague may still hold something


@dataclass(frozen=True, slots=True)
class Told:
    """What the story holds so far that a reply may contradict: its figures and its claims."""

    figures: tuple[LedgerEntry, ...] = ()
    claims: tuple[Claim, ...] = ()


def clash(told: Told, heard: Analysis) -> tuple[str, str] | None:
    """Return two quotes that cannot both hold: of the story so far, and of the reply."""
    for before, now in disagreements(told.figures, heard.ledger):
        return before.evidence.quote, now.evidence.quote
    found = contradiction(told.claims, claims_in(s.text for s in heard.sentences))
    return (found[0].quote, found[1].quote) if found else None


def added(told: Told, heard: Analysis) -> Told:
    """Return the story's figures and claims with those of a reply."""
    claims = claims_in(s.text for s in heard.sentences)
    return Told((*told.figures, *heard.ledger), (*told.claims, *claims))


def strengthened(
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


def hits(probe: Probe, reply: Transcript, labels: Sequence[SentenceLabels]) -> bool:
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


def verdict_on(
    probe: Probe, met: bool, reply: Transcript, hit: bool, labels: Sequence[SentenceLabels]
) -> Verdict:
    """Return what a reply did; `met`: the probe went deeper, `hit`: it was answered."""
    if hit:
        return Verdict.HELD if met else Verdict.FILLED
    if _refuses(reply):
        return Verdict.DODGED
    deeper = met or probe.source == "curveball"
    if deeper and specific(reply.text, probe.text):
        return Verdict.HELD
    heard_of = {label.rstrip("?") for sentence in labels for label in sentence.labels}
    near = any(element in heard_of for element in wanted(probe.target))
    return Verdict.PARTLY if partly(reply.text, near) else Verdict.DODGED


def reply_quote(
    probe: Probe, sentences: Sequence[Sentence], labels: Sequence[SentenceLabels], dodged: bool
) -> str:
    """Return the telling words of a reply: of the sentence that answers, else of the first."""
    names = {str(e) for e in wanted(probe.target)}
    pairs = list(zip(sentences, labels, strict=True))
    ordered = [s for s, heard in pairs if names & set(heard.labels)] + [s for s, _ in pairs]
    quotes = (quote_of(s.text, probe.target, vague=dodged) for s in ordered[:_QUOTES_TRIED])
    return next((q for q in quotes if q), "")
