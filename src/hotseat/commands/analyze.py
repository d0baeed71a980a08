"""`hotseat analyze`: what the coach hears in an answer, or in many."""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hotseat.domain.errors import HotseatError, UsageError
from hotseat.domain.rubric import RUBRICS, Level, Rubric

if TYPE_CHECKING:
    from hotseat.domain.analysis import Analysis, Evidence, Figure
    from hotseat.domain.transcript import Transcript

EXAMPLE = """FILE is text, a recording, or a transcript as `hotseat transcribe --to json` writes it.
With --batch it holds one JSON object a line: {"id", "question_type", "question", "sentences"}.

example:
  hotseat analyze answer.txt --type missed_deadline
  hotseat transcribe answer.wav --to json | hotseat analyze - --type failed_execution --json
  hotseat analyze --batch answers.jsonl > judged.jsonl"""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = EXAMPLE
    parser.add_argument("file", metavar="FILE", help='"-" reads standard input')
    parser.add_argument("--type", metavar="T", help="the question's type, or a bank's own")
    parser.add_argument("--level", choices=[level.value for level in Level], help="default: senior")
    parser.add_argument("--model", default="", help="the speech model, for a recording")
    parser.add_argument("--json", action="store_true", help="for a program")
    parser.add_argument("--batch", action="store_true", help="many answers, one JSON a line")


def run(options: argparse.Namespace) -> int:
    """Judge one answer or many."""
    level = Level(options.level) if options.level else Level.SENIOR
    types = _Types(options)
    if options.type:
        types.rubric(options.type)
    if options.batch:
        return _batch(options.file, options.type, level, types)
    if not options.type:
        raise UsageError(f"--type is missing; it is one of: {', '.join(types.all())}")
    return _single(options, level, types)


class _Types:
    """The question types; banks are read only where one is asked for that Hotseat does not know."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._own: dict[str, Rubric] | None = None

    def all(self) -> dict[str, Rubric]:
        """Return every type with its rubric."""
        from hotseat.commands.common import banks_of
        from hotseat.domain.bank import types_of

        if self._own is None:
            self._own = types_of(banks_of(self._options)[0])
        return self._own

    def rubric(self, name: object) -> Rubric | None:
        """Return a type's rubric, None where it is one that Hotseat knows. Raises UsageError."""
        if name in RUBRICS:
            return None
        if not isinstance(name, str) or name not in self.all():
            raise UsageError(f"the question type must be one of: {', '.join(self.all())}")
        return self.all()[name]


def _single(options: argparse.Namespace, level: Level, types: _Types) -> int:
    from hotseat.coach.analysis import analyse
    from hotseat.commands.common import say_json
    from hotseat.commands.reading import hearing, read_answer
    from hotseat.domain.session import AskedQuestion, Take

    transcript = read_answer(options.file, hearing(options.workspace, options.model))
    if not transcript.text:
        raise HotseatError("there is no answer to judge: not a word was found")
    rubric = types.rubric(options.type)
    question = AskedQuestion(text="", type=options.type, level=level, rubric=rubric)
    analysis = analyse(transcript, question, level=level)
    if options.json:
        say_json(_single_json(options.type, level, transcript, analysis))
        return 0
    from hotseat.exporters.notes import answer
    from hotseat.exporters.plain import lay_out

    take = Take(1, question, transcript.kind, transcript=transcript, analysis=analysis)
    print(lay_out(answer(take)), end="")
    return 0


def _single_json(
    question_type: str, level: Level, transcript: "Transcript", analysis: "Analysis"
) -> dict[str, Any]:
    from dataclasses import asdict

    from hotseat.domain.arc import arc_of, headline, said

    arc = arc_of(analysis, transcript.duration)
    return {
        "question_type": question_type,
        "level": level.value,
        "text": transcript.text,
        "sentences": [asdict(sentence) for sentence in analysis.sentences],
        **judged(analysis),
        "delivery": asdict(analysis.delivery),
        "ledger": [asdict(entry) for entry in analysis.ledger],
        "notes": list(analysis.notes),
        "memo": _memo(analysis, question_type),
        "arc": {**asdict(arc), "headline": headline(arc), "said": said(arc)},
    }


def _memo(analysis: "Analysis", question_type: str) -> dict[str, Any]:
    from hotseat.domain.memo import memo_of

    memo = memo_of(analysis, question_type)
    parts = {"for": memo.for_it, "against": memo.against, "change": memo.change}
    return {"title": memo.reader.memo} | {
        name: [
            {"text": line.text, "target": line.target, **_quotes((line.evidence,))[0]}
            for line in lines
        ]
        for name, lines in parts.items()
    }


def judged(analysis: "Analysis") -> dict[str, Any]:
    """Return what was heard as plain data; labels and flags run parallel to the sentences."""
    return {
        "labels": [list(sentence.labels) for sentence in analysis.labels],
        "sflags": [[flag.value for flag in s.flags] for s in analysis.labels],
        "elements": {
            each.element.value: {
                "status": each.status.value,
                "evidence": _quotes(each.evidence),
                "critical": each.critical,
                "confidence": each.confidence,
                "near": _quotes(each.near),
            }
            for each in analysis.elements
        },
        "flags": [each.flag.value for each in analysis.flags],
        "probes": [
            {"text": probe.text, "target": probe.target, "anchor": probe.anchor}
            for probe in analysis.probes
        ],
        "risk": {
            "level": analysis.risk.level.value,
            "reasons": [
                {"text": reason.text, "evidence": _quotes(reason.evidence)}
                for reason in analysis.risk.reasons
            ],
        },
        "figures": [_figure(each) for each in analysis.figures],
    }


def _figure(figure: "Figure") -> dict[str, Any]:
    from hotseat.domain.figure_words import asks

    return {
        "kind": figure.kind.value,
        "measures": figure.measures,
        "value": figure.value,
        "number": figure.number,
        "unit": figure.unit,
        "baseline": figure.baseline,
        "period": figure.period,
        "open": [gap.value for gap in figure.gaps],
        "asks": asks(figure),
        **_quotes((figure.evidence,))[0],
    }


def _quotes(evidence: "tuple[Evidence, ...]") -> list[dict[str, Any]]:
    return [{"sentence": each.sentence, "quote": each.quote} for each in evidence]


def _batch(source: str, fallback: str | None, level: Level, types: _Types) -> int:
    """Judge line by line; a bad line is told and never hides the others."""
    from hotseat.commands.common import json_text
    from hotseat.domain.text import clean_line

    bad = 0
    for number, line in _lines(source):
        try:
            print(json_text(_judge_line(line, fallback, level, types)), flush=True)
        except HotseatError as error:
            bad += 1
            print(f"hotseat: line {number}: {clean_line(str(error))}", file=sys.stderr)
    return 1 if bad else 0


def _lines(source: str) -> Iterator[tuple[int, bytes]]:
    from pathlib import Path

    from hotseat.commands.reading import STDIN
    from hotseat.files import reason

    try:
        with sys.stdin.buffer if source == STDIN else Path(source).open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line
    except OSError as error:
        raise HotseatError(f"{source} cannot be read ({reason(error)})") from error


def _judge_line(line: bytes, fallback: str | None, level: Level, types: _Types) -> dict[str, Any]:
    from hotseat.coach.analysis import analyse_sentences
    from hotseat.domain.session import AskedQuestion

    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise HotseatError(f"no JSON: {error}") from error
    if not isinstance(data, dict):
        raise HotseatError("a JSON object is needed")
    kind = data.get("question_type", fallback)
    if kind is None:
        raise HotseatError("question_type is missing")
    rubric = types.rubric(kind)
    text = str(data.get("question", ""))
    question = AskedQuestion(text=text, type=kind, level=level, rubric=rubric)
    analysis = analyse_sentences(_sentences(data.get("sentences")), question, level)
    return {"id": data.get("id"), **judged(analysis)}


def _sentences(found: object) -> list[str]:
    """Return sentences given as texts or as objects with a text."""
    from hotseat.domain.text import clean

    if isinstance(found, list):
        texts = [each.get("text") if isinstance(each, dict) else each for each in found]
        kept = [clean(text) for text in texts if isinstance(text, str)]
        if len(kept) == len(found):
            return kept
    raise HotseatError("sentences must be a list of texts")
