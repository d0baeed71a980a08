"""`hotseat transcribe`: a recording as text or captions."""

import argparse
from pathlib import Path
from typing import Any

from hotseat.domain.transcript import Transcript

FORMS = ("txt", "json", "srt", "vtt")
EXAMPLE = """FILE is a recording: WAV, FLAC, MP3, M4A, OGG ...

example:
  hotseat transcribe answer.wav
  hotseat transcribe answer.m4a --to srt -o answer.srt

Names in vocabulary.txt of the workspace, one a line, are spelt as they stand there."""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = EXAMPLE
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--to", choices=FORMS, default="txt", help="default: txt")
    parser.add_argument("--model", default="", help="a name from `hotseat models list`, or a path")
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="default: standard output"
    )


def run(options: argparse.Namespace) -> int:
    """Transcribe and print."""
    from hotseat.commands.exporting import put_out
    from hotseat.commands.reading import hearing, transcribed

    transcript = transcribed(options.file, hearing(options.workspace, options.model))
    put_out(document(transcript, options.to), options.output)
    return 0


def document(transcript: Transcript, form: str) -> str:
    """Return a transcript in one of FORMS."""
    from hotseat.commands.common import json_text
    from hotseat.domain.text import clean
    from hotseat.exporters.captions import to_srt, to_vtt

    if form == "srt":
        return to_srt(transcript)
    if form == "vtt":
        return to_vtt(transcript)
    if form == "json":
        return json_text(as_json(transcript), indent=1) + "\n"
    return clean(transcript.text) + "\n"


def as_json(transcript: Transcript) -> dict[str, Any]:
    """Return a transcript as plain data, times in seconds; the language where it is not English."""
    told: dict[str, Any] = {
        "text": transcript.text,
        "words": [
            {"text": w.text, "start": w.start, "end": w.end, "probability": w.probability}
            for w in transcript.words
        ],
        "duration": transcript.duration,
        "model": transcript.model,
    }
    if transcript.language != "en":
        told["language"] = transcript.language
    return told
