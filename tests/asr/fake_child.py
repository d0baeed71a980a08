"""A child that speaks the protocol without a model, and misbehaves as its first argument says.

The second argument is a folder: a file is left in it for each start.
"""

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from hotseat.asr import protocol
from hotseat.asr.protocol import (
    REQUESTS,
    Done,
    Failed,
    Finish,
    Follow,
    Heard,
    LineReader,
    Load,
    Progress,
    Quit,
    Ready,
    Reworded,
    Settled,
    TranscribeFile,
)
from hotseat.domain.transcript import Word

MODE, FOLDER = sys.argv[1], Path(sys.argv[2])
WORDS = (Word("Um,", 0.1, 0.3, 0.8), Word("shipped.", 0.4, 0.9, 0.9))


def say(*events: protocol.Event) -> None:
    for event in events:
        os.write(1, protocol.encode(event))


def started() -> int:
    count = len(list(FOLDER.glob("start*"))) + 1
    (FOLDER / f"start{count}").write_text(str(os.getpid()))
    return count


def stubborn() -> None:
    while True:
        time.sleep(0.05)


def on_follow(job: int, count: int) -> None:
    say(Progress(job, 0.0, 0.0))
    if MODE == "hangs-once" and count == 2:
        say(Heard(job, WORDS[:1], "", 0.5))
        time.sleep(0.3)  # the app looks at the captions meanwhile
        say(Heard(job, WORDS[1:], "and then", 1.0))
        return
    say(Heard(job, WORDS, "and then", 1.0))
    if MODE == "dies" or (MODE == "dies-once" and count == 1):
        os._exit(3)
    if MODE == "hangs" or (MODE == "hangs-once" and count == 1):
        stubborn()
    if MODE == "raves":
        while True:
            os.write(1, b"nonsense " * 1000)
    if MODE == "noisy":
        os.write(1, b'Warning: something\n{"is":"done"\n\xff\xfe\n' + b"y" * 200_000 + b"\n")


def on_finish(job: int, count: int) -> None:
    if MODE == "dies-at-stop":
        os._exit(4)
    if MODE == "refuses":
        say(Failed(job, "there is no sound in it", again=False))
    elif MODE == "no-memory":
        say(Failed(job, "there is not enough memory", again=True))
    elif MODE == "crawls":
        while True:
            say(Progress(job, 0.1, 10.0))
            time.sleep(0.05)
    else:
        say(Settled(job, 3 if MODE == "loses-words" else 2, 1.0))
        reword(job, count)


def reword(job: int, count: int) -> None:
    """Give the final wording, or die over it."""
    if MODE == "dies-rewording" or (MODE == "dies-rewording-once" and count == 1):
        time.sleep(0.2)  # the app takes the settled text meanwhile
        os._exit(6)
    if MODE == "never-words":
        while True:
            say(Progress(job, 1.0, 1.0))
            time.sleep(0.05)
    wording = (WORDS[0], replace(WORDS[1], text="shipped it."))
    say(Reworded(job, wording, 2), Done(job, 3 if MODE == "loses-wording" else 2))


def main() -> None:
    count = started()
    reader = LineReader(REQUESTS)
    while True:
        data = os.read(0, 65536)
        if not data:
            if MODE == "stays":
                stubborn()
            return
        for request in reader.feed(data):
            match request:
                case Load():
                    if MODE == "no-load":
                        say(Failed(0, "the weights are spoilt", again=True))
                    elif MODE == "dies-loading":
                        os._exit(5)
                    else:
                        say(Ready(0.1))
                case Follow(job):
                    on_follow(job, count)
                case TranscribeFile(job):
                    on_follow(job, count)
                    on_finish(job, count)
                case Finish(job):
                    on_finish(job, count)
                case Quit() if MODE != "stays":
                    return


main()
