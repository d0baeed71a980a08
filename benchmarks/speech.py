"""How soon, how right and how dear speech becomes text, beside what others do with the same sound.

Each model is measured in a process of its own. The references run in that process on the same
audio: record-then-transcribe with faster-whisper (beam 1 and 5), the time that encoding 30 seconds
takes, and whisper-streaming's LocalAgreement where it is installed. The speech: human clips that
come with the tests, answers of the corpus spoken by a synthetic voice, and any folder with a
manifest (see speech_clips.listed).

    python benchmarks/speech.py                         tiny.en, about half an hour
    python benchmarks/speech.py --model tiny.en --model ~/models/base --audio DIR --json out.json
    python benchmarks/speech.py --quick                 a look: ten minutes
    python benchmarks/speech.py --part time             waits and cost ("text": words)
Exit status 1 when a bar is missed.
"""

import argparse
import asyncio
import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import speech_clips as clips  # noqa: E402
import speech_rivals as rivals  # noqa: E402
import speech_running as running  # noqa: E402
from speech_lexical import lexical_f1  # noqa: E402
from speech_scoring import Score, percentile, scored, start_errors  # noqa: E402

from hotseat.asr.client import WhisperTranscriber  # noqa: E402
from hotseat.asr.models import find_model  # noqa: E402

STOPS = (18.0, 31.0, 45.0, 62.0, 77.0, 93.0, 120.0, 151.0)
"""Seconds into an answer at which a candidate stops, besides the long takes."""
SHORT, LONG = 180.0, 900.0
RIVAL = 20.0
"""Seconds that a clip for whisper-streaming lasts at least; it takes the two shortest of them."""
SMALL = {"tiny.en": (0.25, 450.0)}
OTHER = (0.45, 550.0)
"""Share of a core and MB that the child may use while it listens."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure, what it must reach, and whether it does."""

    name: str
    value: float
    bound: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Say whether the figure is within its bound."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure."""

    model: str
    part: str
    audio: Path | None
    answers: int
    quick: bool
    minutes: float
    speed: float


def main() -> int:
    """Measure each model in its own process, print a table, return 1 where a bar is missed."""
    options = _options()
    if options.one:
        print(json.dumps(asyncio.run(measured(_plan(options, options.one)))))
        return 0
    found = [_in_a_process(model) for model in options.model or ["tiny.en"]]
    for each in found:
        show(each)
    if options.json:
        Path(options.json).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0 if all(bar["met"] for each in found for bar in each["bars"]) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", action="append", help="name or folder; again for another")
    parser.add_argument("--audio", type=Path, help="a folder with manifest.jsonl")
    parser.add_argument("--answers", type=int, default=6, help="spoken answers of the corpus")
    parser.add_argument("--part", choices=("all", "time", "text"), default="all")
    parser.add_argument("--quick", action="store_true", help="fewer stops, nothing of 900 s")
    parser.add_argument("--minutes", type=float, default=0.0, help="a long take, for its memory")
    parser.add_argument("--speed", type=float, default=3.0, help="of what nobody waits for")
    parser.add_argument("--json", help="write the figures to this file")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    return parser.parse_args()


def _plan(options: argparse.Namespace, model: str) -> Plan:
    return Plan(
        model,
        options.part,
        options.audio,
        options.answers,
        options.quick,
        options.minutes,
        options.speed,
    )


def _in_a_process(model: str) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, __file__, *sys.argv[1:], "--one", model],
        stdout=subprocess.PIPE,
        check=True,
    )
    told: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return told


async def measured(plan: Plan) -> dict[str, Any]:
    """Return all figures of one model, with the bars they are held against."""
    folder = find_model(plan.model).path
    spoken, silent = clips.answers(plan.answers), clips.noises()
    if plan.audio:
        more, quiet = clips.listed(plan.audio)
        spoken, silent = spoken + more, silent + quiet
    texts = {clip.text for clip in spoken}
    spoken += [clip for clip in clips.packed() if clip.text not in texts]
    reference = rivals.batch_model(folder)
    figures: dict[str, Any] = {"encode_30": rivals.encode_30(reference)}
    transcriber = WhisperTranscriber(folder)
    await transcriber.warm()
    try:
        # The long and the short takes first: they are about time, and the caches are warm by then.
        if plan.part != "text":
            figures |= await _timing(plan, transcriber, reference, spoken)
        if plan.part != "time":
            figures |= await _accuracy(transcriber, reference, spoken)
            invented = [word for clip in silent for word in await _words(transcriber, clip)]
            figures["words_in_noise"] = len(invented)
        memory = await _long(plan, transcriber, spoken)
    finally:
        await transcriber.close()
    rival = None
    if plan.part != "time" and rivals.streaming_installed():
        rival = _streaming(folder, spoken)
    return {
        "model": find_model(plan.model).name,
        "figures": figures,
        "memory_mb": memory,
        "streaming": rival,
        "bars": [{**asdict(bar), "met": bar.met} for bar in _bars(plan, figures, memory)],
    }


async def _words(transcriber: WhisperTranscriber, clip: clips.Clip) -> list[str]:
    both = await running.hear(transcriber, clip)
    if heard := [word.text for word in (*both.live.words, *both.final.words)]:
        print(f"  in {clip.id}: {' '.join(heard[:12])}", file=sys.stderr)
    return heard


def _speech(spoken: list[clips.Clip], seconds: float) -> clips.Samples:
    """Return so many seconds of what is spoken as in an interview."""
    whole = np.concatenate([c.samples for c in spoken if not c.read and c.seconds > 20])
    return running.repeated(whole, seconds)


async def _timing(
    plan: Plan, transcriber: WhisperTranscriber, reference: Any, spoken: list[clips.Clip]
) -> dict[str, Any]:
    said = _speech(spoken, LONG)
    stops = STOPS[:3] if plan.quick else STOPS
    lags = [await running.lag(transcriber, said[: round(s * 16_000)], plan.speed) for s in stops]
    three = said[: round(SHORT * 16_000)]
    short = [await running.lag(transcriber, three, plan.speed) for _ in range(2)]
    figures: dict[str, Any] = {
        "lags": [round(each, 3) for each in lags + short],
        "lag_180": min(short),
        "batch_180": rivals.batch(reference, three, 1).seconds,
        "batch_180_beam_5": rivals.batch(reference, three, 5).seconds,
    }
    if not plan.quick:
        figures["lag_900"] = await running.lag(transcriber, said, plan.speed)
        figures["batch_900"] = rivals.batch(reference, said, 1).seconds
    live = await running.live_cost(transcriber, said[: (30 if plan.quick else 90) * 16_000])
    return figures | {name: value for name, value in asdict(live).items() if name != "memory"}


async def _accuracy(
    transcriber: WhisperTranscriber, reference: Any, spoken: list[clips.Clip]
) -> dict[str, Any]:
    sums = {name: Score() for name in ("live", "final", "beam_5", "interview", "interview_5")}
    human, late = Score(), []
    for clip in spoken:
        both = await running.hear(transcriber, clip)
        batch = scored(clip.text, rivals.batch(reference, clip.samples, 5).text)
        final, live = scored(clip.text, both.final.text), scored(clip.text, both.live.text)
        sums = sums | {
            "live": sums["live"] + live,
            "final": sums["final"] + final,
            "beam_5": sums["beam_5"] + batch,
        }
        if not clip.read:
            sums |= {
                "interview": sums["interview"] + live,
                "interview_5": sums["interview_5"] + batch,
            }
        human = human + final if clip.human else human
        words = [(word.text, word.start) for word in both.final.words]
        late += start_errors(clip.text, clip.starts, words)
        print(
            f"  {clip.id:24} {clip.seconds:5.0f} s  live {live.error_rate:5.1f}  final "
            f"{final.error_rate:5.1f}  batch {batch.error_rate:5.1f} %  fillers "
            f"{final.kept}/{final.fillers} +{final.invented}",
            file=sys.stderr,
        )
    return {f"wer_{name}": score.error_rate for name, score in sums.items()} | {
        "fillers_said": sums["final"].fillers,
        "filler_recall": sums["final"].recall,
        "filler_precision": sums["final"].precision,
        "filler_recall_live": sums["live"].recall,
        "batch_filler_recall": sums["beam_5"].recall,
        "human_fillers_said": human.fillers,
        "human_filler_recall": human.recall,
        "start_error_median": percentile(late, 50),
        "start_error_p90": percentile(late, 90),
        "starts": len(late),
    }


async def _long(
    plan: Plan, transcriber: WhisperTranscriber, spoken: list[clips.Clip]
) -> list[float]:
    if not plan.minutes:
        return []
    said = _speech(spoken, 300.0)
    return await running.long_memory(transcriber, said, plan.minutes, plan.speed)


def _streaming(folder: Path, spoken: list[clips.Clip]) -> dict[str, float]:
    total, cpu, seconds = Score(), 0.0, 0.0
    shortest = sorted(spoken, key=lambda clip: clip.seconds)
    for clip in [c for c in shortest if not c.read and c.seconds > RIVAL][:2]:
        heard = rivals.streaming(folder, clip.samples)
        total, cpu = total + scored(clip.text, heard.text), cpu + heard.cpu
        seconds += clip.seconds
    return {"wer": total.error_rate, "filler_recall": total.recall, "cores": cpu / seconds}


def _bars(plan: Plan, found: dict[str, Any], memory: list[float]) -> list[Bar]:
    bars = _bars_of_time(plan, found) if "lags" in found else []
    bars += _bars_of_text(found) if "wer_final" in found else []
    if memory:
        bars.append(Bar("memory after an hour over that after 5 min", memory[-1] / memory[0], 1.1))
    return bars


def _bars_of_time(plan: Plan, found: dict[str, Any]) -> list[Bar]:
    cores, most = SMALL.get(find_model(plan.model).name, OTHER)
    encode, lags = found["encode_30"], found["lags"]
    bars = [Bar("batch(180 s) / lag", found["batch_180"] / found["lag_180"], 12.0, at_least=True)]
    if "lag_900" in found:
        ratio = found["batch_900"] / found["lag_900"]
        bars += [
            Bar("batch(900 s) / lag", ratio, 40.0, at_least=True),
            Bar("lag(900 s) / lag(180 s)", found["lag_900"] / found["lag_180"], 1.3),
        ]
    return [
        *bars,
        Bar("lag p90 / encoding 30 s", percentile(lags, 90) / encode, 2.0),
        Bar("lag max / encoding 30 s", max(lags) / encode, 3.5),
        Bar("share of a core while live", found["cores"], cores),
        Bar("memory of the child, MB", found["peak_mb"], most),
        Bar("event loop p99, ms", found["event_loop_p99_ms"], 10.0),
    ]


def _bars_of_text(found: dict[str, Any]) -> list[Bar]:
    final, live = (
        found[f"wer_{one}"] - found[f"wer_{other}"]
        for one, other in (("final", "beam_5"), ("interview", "interview_5"))
    )
    return [
        Bar("final wrong words over batch, points", final, 0.3),
        Bar("live over batch in interviews, points", live, 1.0),
        Bar("filler recall", found["filler_recall"], 0.92, at_least=True),
        Bar("filler precision", found["filler_precision"], 0.95, at_least=True),
        Bar("lexical fillers, F1", lexical_f1(), 0.85, at_least=True),
        Bar("words in noise", found["words_in_noise"], 0),
        Bar("word start error, median s", found["start_error_median"], 0.10),
        Bar("word start error, p90 s", found["start_error_p90"], 0.25),
    ]


def show(found: dict[str, Any]) -> None:
    """Print the figures of a model: the bars, then all methods side by side."""
    figures = found["figures"]
    print(f"\n{found['model']}: encoding 30 s takes {figures['encode_30']:.3f} s")
    for bar in found["bars"]:
        sign = ">=" if bar["at_least"] else "<="
        verdict = "met" if bar["met"] else "MISSED"
        print(f"  {bar['name']:44}{bar['value']:9.3f}  {sign} {bar['bound']:<6} {verdict}")
    if "lags" in figures:
        print(f"  lags after stops, s: {', '.join(map(str, figures['lags']))}")
        print(
            f"  wait after 180 s: {figures['lag_180']:.2f} s; record, then batch (beam 5): "
            f"{figures['batch_180_beam_5']:.2f} s"
        )
    if "wer_final" in figures:
        _show_text(figures)
    if rival := found["streaming"]:
        print(
            f"  {'whisper-streaming':28}{rival['wer']:14.2f}{rival['filler_recall']:14.2f}"
            f"   {rival['cores']:.2f} of a core"
        )
    else:
        print("  whisper-streaming            not measured")


def _show_text(figures: dict[str, Any]) -> None:
    print(f"\n  {'':28}{'wrong words %':>14}{'fillers kept':>14}")
    for name, wrong, kept in (
        ("Hotseat, at stop", "wer_live", "filler_recall_live"),
        ("Hotseat, final", "wer_final", "filler_recall"),
        ("record, then batch (beam 5)", "wer_beam_5", "batch_filler_recall"),
    ):
        print(f"  {name:28}{figures[wrong]:14.2f}{figures[kept]:14.2f}")


if __name__ == "__main__":
    sys.exit(main())
