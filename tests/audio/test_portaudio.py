"""PortAudio's calls: one at a time, never for ever."""

import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from hotseat.audio import portaudio
from hotseat.domain.errors import HotseatError
from tests.audio.pretend import PretendSoundDevice, microphone
from tests.rig.wait import until


@pytest.fixture(autouse=True)
def sd(monkeypatch: pytest.MonkeyPatch) -> Iterator[PretendSoundDevice]:
    made = PretendSoundDevice(microphone("Desk microphone"))
    monkeypatch.setitem(sys.modules, "sounddevice", made)
    yield made
    portaudio._streams.clear()


def test_a_call_returns_and_raises_what_its_work_does() -> None:
    assert portaudio.call(lambda sd: sd.looks) == 0

    def broken(_: Any) -> None:
        raise ValueError("as it is")

    with pytest.raises(ValueError, match="as it is"):
        portaudio.call(broken)


def test_calls_never_overlap() -> None:
    inside: list[int] = []
    most: list[int] = []

    def work(_: Any) -> None:
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.005)
        inside.pop()

    threads = [threading.Thread(target=portaudio.call, args=(work,)) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 10


def test_a_call_that_hangs_is_given_up_and_so_is_all_behind_it_until_it_returns() -> None:
    go_on = threading.Event()
    undone: list[str] = []

    def hanging(_: Any) -> str:
        go_on.wait(20)
        return "late"

    with pytest.raises(HotseatError, match="The sound server does not answer: restart it"):
        portaudio.call(hanging, limit=0.1, undo=undone.append)
    done: list[int] = []
    began = time.monotonic()
    with pytest.raises(HotseatError, match="does not answer"):
        portaudio.call(lambda _: done.append(1))
    assert time.monotonic() - began < 2.0
    go_on.set()
    until(lambda: undone == ["late"], "the undoing")
    assert portaudio.call(lambda _: "well") == "well"
    assert done == []  # what was given up is not done later


def test_a_stream_is_closed_once(sd: PretendSoundDevice) -> None:
    stream = sd.RawInputStream(finished_callback=lambda: None)
    portaudio.opened(stream)
    assert portaudio.in_use()
    assert portaudio.close(stream, 1.0)
    assert stream.closed
    stream.closed = False
    assert portaudio.close(stream, 1.0)
    portaudio.let_go(stream)
    portaudio.refresh()
    assert not stream.closed
    assert not portaudio.in_use()


def test_a_stream_that_cannot_be_aborted_is_closed_all_the_same(sd: PretendSoundDevice) -> None:
    def broken() -> None:
        raise sd.PortAudioError("Error aborting stream")

    stream = sd.RawInputStream(finished_callback=broken)
    portaudio.opened(stream)
    assert portaudio.close(stream, 1.0)
    assert stream.closed


def test_closing_does_not_wait_longer_than_it_is_told(sd: PretendSoundDevice) -> None:
    go_on = threading.Event()
    stream = sd.RawInputStream(finished_callback=lambda: go_on.wait(20))
    portaudio.opened(stream)
    began = time.monotonic()
    assert not portaudio.close(stream, 0.1)
    assert time.monotonic() - began < 1.0
    go_on.set()
    until(lambda: not portaudio.in_use(), "the end of the stream")


def test_a_stream_that_was_let_go_does_not_keep_new_devices_out_of_sight(
    sd: PretendSoundDevice,
) -> None:
    stream = portaudio.opened(sd.RawInputStream(finished_callback=lambda: None))
    portaudio.refresh()
    assert sd.looks == 0
    portaudio.let_go(stream)
    portaudio.refresh()
    assert sd.looks == 1
    assert stream.closed
