"""Every figure of an answer: engine or result, what it is set against, and what is left open.

Written for precision: what was said is taken down in its words, and nothing is worked out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hotseat.coach.amounts import word_at
from hotseat.coach.figure_kinds import kind_of, names
from hotseat.coach.figure_lexicon import LATE, MONEY_LOST, SLIPPED
from hotseat.coach.figure_pairs import Amount, Group, amounts_in, counted, fits, groups_in
from hotseat.coach.lexicon import word_set
from hotseat.coach.numbers import Token, tokens_of
from hotseat.coach.periods import periods_in, rate_at
from hotseat.coach.structure import evidence
from hotseat.domain.analysis import Figure, FigureKind, Gap, SentenceLabels
from hotseat.domain.transcript import Sentence

TEXT_LIMIT = 2000
"""Characters of one sentence that are searched for figures."""

FIGURE_LIMIT = 200

_PAST = word_set("used before was were took waited had ran stood")
_NOW = word_set("now today since after nowadays")
_MONEY = frozenset("$€£")


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure before it is judged, with the sentence that it stands in."""

    sentence: Sentence
    tokens: Sequence[Token]
    group: Group
    period: str
    figure: Figure


def read_figures(
    sentences: Sequence[Sentence], labels: Sequence[SentenceLabels] | None = None
) -> tuple[Figure, ...]:
    """Return the figures of an answer in their order, at most 200.

    Without labels the words alone say what a figure measures. Dates, names ("week three") and the
    stretches of time that a figure is told over are no figures of their own.
    """
    found: list[_Found] = []
    for number, sentence in enumerate(sentences):
        marks = labels[number] if labels is not None and number < len(labels) else None
        for each in _in_sentence(sentence, marks):
            before = found[-1] if found else None
            if before is not None and (joined := _joined(before, each)):
                found[-1] = joined
            else:
                found.append(each)
        if len(found) >= FIGURE_LIMIT:
            break
    return tuple(_with_gaps(each) for each in found[:FIGURE_LIMIT])


def _in_sentence(sentence: Sentence, marks: SentenceLabels | None) -> Iterator[_Found]:
    tokens = tokens_of(sentence.text[:TEXT_LIMIT])
    periods = periods_in(tokens)
    groups = groups_in(amounts_in(tokens, periods), tokens)
    for number, group in enumerate(groups):
        before = groups[number - 1].after if number else 0
        behind = groups[number + 1].result.first if number + 1 < len(groups) else len(tokens)
        period = _period_of(group, periods, before, behind, alone=len(groups) == 1)
        figure = Figure(
            kind_of(group, tokens, marks),
            _words(sentence, tokens, group.result),
            group.result.value,
            group.result.unit,
            evidence(sentence),
            names(group, tokens),
            _words(sentence, tokens, group.baseline) if group.baseline else "",
            _span(sentence, tokens, *period) if period else "",
        )
        yield _Found(sentence, tokens, group, figure.period, figure)


def _period_of(
    group: Group, periods: Sequence[tuple[int, int]], before: int, behind: int, alone: bool
) -> tuple[int, int] | None:
    """Return the stretch of time that belongs to a group: behind it, inside it, or before it."""
    for low, high in (
        (group.result.after, max(behind, group.after)),
        (group.first, group.after),
        (before, group.first),
        (0, 10**6 if alone else 0),
    ):
        for first, after in periods:
            if low <= first and after <= high:
                return first, after
    return None


def _joined(before: _Found, now: _Found) -> _Found | None:
    """Join "a ticket waited nine days." and "Now it's two." to one figure."""
    if before.sentence.index + 1 != now.sentence.index:
        return None
    if before.figure.baseline or now.figure.baseline:
        return None
    past = {token.text for token in before.tokens}
    lead = {token.text for token in now.tokens[: now.group.first]}
    if past.isdisjoint(_PAST) or lead.isdisjoint(_NOW):
        return None
    if not fits(before.group.result, now.group.result) or (
        now.figure.measures and now.figure.measures != before.figure.measures
    ):
        return None
    figure = replace(
        now.figure,
        kind=before.figure.kind,
        measures=before.figure.measures,
        baseline=before.figure.value,
        unit=now.figure.unit or before.figure.unit,
    )
    return replace(now, figure=figure)


def _with_gaps(found: _Found) -> Figure:
    figure, group = found.figure, found.group
    around = {token.text for token in found.tokens}
    late = word_at(found.tokens, group.result.after) in LATE
    slipped = figure.unit in ("days", "weeks", "months") and not around.isdisjoint(SLIPPED)
    paid = figure.unit in _MONEY and not around.isdisjoint(MONEY_LOST) and not figure.period
    if figure.kind is FigureKind.CONTEXT or late or slipped or paid:
        return figure
    gaps: list[Gap] = []
    if not figure.baseline:
        gaps.append(Gap.RESULT if _is_past(found) else Gap.BASELINE)
    if not figure.period:
        gaps.append(Gap.PERIOD)
    return replace(figure, gaps=tuple(gaps))


def _is_past(found: _Found) -> bool:
    lead = [token.text for token in found.tokens[: found.group.first]]
    return "used" in lead and "to" in lead


def _words(sentence: Sentence, tokens: Sequence[Token], amount: Amount) -> str:
    """Return an amount as said, with what it counts and its rate: "three releases a week"."""
    after = amount.after
    if counting := counted(amount, tokens):
        while tokens[after].text != counting:
            after += 1
        after += 1
    elif word_at(tokens, after) in LATE:
        after += 1
    return _span(sentence, tokens, amount.first, rate_at(tokens, after))


def _span(sentence: Sentence, tokens: Sequence[Token], first: int, after: int) -> str:
    return sentence.text[tokens[first].begin : tokens[min(after, len(tokens)) - 1].end]
