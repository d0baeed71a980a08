"""Whether a figure measures the engine, the result or neither, by the words around it."""

from collections.abc import Iterator, Sequence

from hotseat.coach.amounts import IN_DAYS, MARKS
from hotseat.coach.figure_lexicon import CONTEXT, ENGINE, FRAMES, LATE, RESULT, singular
from hotseat.coach.figure_pairs import Group, counted
from hotseat.coach.lexicon import word_set
from hotseat.coach.numbers import Token
from hotseat.domain.analysis import FigureKind, SentenceLabels
from hotseat.domain.rubric import Element

_WORDS = (
    (FigureKind.ENGINE, ENGINE),
    (FigureKind.RESULT, RESULT),
    (FigureKind.CONTEXT, CONTEXT),
)
_LABELLED = (
    (Element.DELIVERY_METRIC, FigureKind.ENGINE),
    (Element.OUTCOME_METRIC, FigureKind.RESULT),
)
_COUNTED, _IN_CLAUSE, _ELSEWHERE, _FRAME = 4, 2, 1, 1
"""What a word weighs: the one that is counted, one of the clause, one elsewhere in the sentence, a
verb of the scene. Our own choice, on the cases of tests/coach/figures.toml set aside for it."""

_BREAKS = MARKS - frozenset("()/–—") | word_set("but")
_TAILS = word_set("time rate count coverage run work page cost days tests bugs defects users")
_MONEY = frozenset("$€£")


def kind_of(group: Group, tokens: Sequence[Token], marks: SentenceLabels | None) -> FigureKind:
    """Return what a figure measures.

    Its sentence's labels say whether it measures anything, and which of both; its words decide
    where the labels leave that open, and alone where there are none (`marks` is None).
    """
    behind = [t.text for t in tokens[group.result.after : group.result.after + 1]]
    if group.result.unit in IN_DAYS and behind and behind[0] in LATE:
        return FigureKind.RESULT
    scores = _scores(group, tokens)
    engine, result = scores[FigureKind.ENGINE], scores[FigureKind.RESULT]
    scene = scores[FigureKind.CONTEXT] > max(engine, result)
    if marks is not None:
        names_ = {label.rstrip("?") for label in marks.labels}
        measured = [kind for element, kind in _LABELLED if element.value in names_]
        if not measured and not (group.baseline and max(engine, result)):
            return FigureKind.CONTEXT
        if len(measured) == 1:
            counting = counted(group.result, tokens)
            named = scene and counting and singular(counting) in CONTEXT
            if named:
                return FigureKind.CONTEXT
            other = max(scores[kind] for _, kind in _LABELLED if kind is not measured[0])
            if other >= _COUNTED and not scores[measured[0]]:  # the words leave no doubt
                return FigureKind.ENGINE if engine else FigureKind.RESULT
            return measured[0]
        if len(measured) == 2:
            return FigureKind.ENGINE if engine > result else FigureKind.RESULT
    if scene or not max(engine, result):
        return FigureKind.CONTEXT
    return FigureKind.ENGINE if engine > result else FigureKind.RESULT


def _scores(group: Group, tokens: Sequence[Token]) -> dict[FigureKind, int]:
    scores = dict.fromkeys(FigureKind, 0)
    if counting := counted(group.result, tokens):
        _add(scores, counting, _COUNTED)
    for word in _clause(group, tokens):
        _add(scores, word, _IN_CLAUSE)
        if word in FRAMES and group.baseline is None:
            scores[FigureKind.CONTEXT] += _FRAME
    if group.result.unit in _MONEY:
        scores[FigureKind.RESULT] += _IN_CLAUSE
    if any(token.text == "budget" for token in tokens):
        scores[FigureKind.CONTEXT] += _COUNTED
    if max(scores[FigureKind.ENGINE], scores[FigureKind.RESULT]) == 0:
        for token in tokens:
            _add(scores, token.text, _ELSEWHERE)
    return scores


def _add(scores: dict[FigureKind, int], word: str, weight: int) -> None:
    plain = singular(word)
    for kind, words in _WORDS:
        if plain in words or word in words:
            scores[kind] += weight


def _clause(group: Group, tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the words around a figure up to the marks on both sides."""
    first, after = group.first, group.after
    while first > 0 and tokens[first - 1].text not in _BREAKS:
        first -= 1
    while after < len(tokens) and tokens[after].text not in _BREAKS:
        after += 1
    for token in tokens[first:after]:
        yield token.text


def names(group: Group, tokens: Sequence[Token]) -> str:
    """Return one or two words of the answer for what a figure measures, "" where none stand by."""
    if counting := counted(group.result, tokens):
        return counting
    hits = [n for n, token in enumerate(tokens) if singular(token.text) in ENGINE | RESULT]
    before = [at for at in hits if at < group.first]
    behind = [at for at in hits if at >= group.result.after]
    if not (before or behind):
        return ""
    at = before[-1] if before else behind[0]
    if at and tokens[at].text in _TAILS and at - 1 in hits:  # "blocked days", not "days"
        at -= 1
    pair = [t.text for t in tokens[at : at + 2]]
    return " ".join(pair if len(pair) > 1 and pair[1] in _TAILS else pair[:1])
