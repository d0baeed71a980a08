"""PortAudio, loaded late, looked at afresh, and never waited for without a limit.

PortAudio's own calls must not overlap, and every one of them may block for ever when the sound
server does not answer. So each runs in a daemon thread of its own, one at a time, with a limit.
"""

import atexit
import contextlib
import sys
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from hotseat.audio.messages import NO_ANSWER, no_portaudio
from hotseat.domain.errors import HotseatError

T = TypeVar("T")

LIMIT = 5.0
"""Seconds that a call may take before the sound server counts as not answering."""
_LIMIT_ONCE_HUNG = 1.0

# Guards PortAudio. A call that hangs keeps it, so that no other call runs into the same trap.
_calls = threading.Lock()
_state = threading.Lock()
_streams: dict[int, Any] = {}
_let_go: dict[int, Any] = {}
_hung = 0


def sounddevice() -> Any:
    """Return the sounddevice module. Raises HotseatError with the command that installs it."""
    try:
        import sounddevice
    except (OSError, ImportError) as error:  # OSError: the module is there, the library is not
        raise HotseatError(no_portaudio()) from error
    # Registered after sounddevice's own farewell, and so called before it.
    atexit.unregister(_let_the_program_end)
    atexit.register(_let_the_program_end)
    return sounddevice


def call(
    work: Callable[[Any], T], *, limit: float = LIMIT, undo: Callable[[T], object] | None = None
) -> T:
    """Return `work(sounddevice)`, done alone and within `limit` seconds.

    Raises what it raises, and HotseatError when it takes longer; what it returns after that is
    handed to `undo`.
    """
    running = _Call(work, undo)
    if not running.wait(min(limit, _LIMIT_ONCE_HUNG) if _hung else limit):
        raise HotseatError(NO_ANSWER)
    return running.result()


def refresh() -> None:
    """Let PortAudio look for devices again, unless one of ours is in use. Raises HotseatError."""
    call(look_again)


def look_again(sd: Any) -> None:
    """Do what `refresh` does, from within a call."""
    for stream in tuple(_let_go.values()):
        _close(sd, stream)
    if in_use():
        return
    sd._terminate()
    sd._initialize()


def in_use() -> bool:
    """Say whether a stream of ours is open."""
    with _state:
        return bool(_streams)


def opened(stream: Any) -> Any:
    """Count a stream that was opened, and return it."""
    with _state:
        _streams[id(stream)] = stream
    return stream


def close(stream: Any, limit: float) -> bool:
    """Abort and close a stream of ours; say whether it was closed within `limit` seconds.

    Never raises; a stream that was closed before is left alone. It is aborted, as `stop` blocks
    where a source stalls.
    """
    try:
        call(lambda sd: _close(sd, stream), limit=limit)
    except HotseatError:
        return False
    return True


def let_go(stream: Any) -> None:
    """Close a stream that is no longer of use, without waiting for it; never raises."""
    with _state:
        if id(stream) in _streams:
            _let_go[id(stream)] = stream
    _Call(lambda sd: _close(sd, stream), None)


def _close(sd: Any, stream: Any) -> None:
    if id(stream) not in _streams:
        return
    for step in (stream.abort, stream.close):
        with contextlib.suppress(sd.PortAudioError):  # one that broke is as good as closed
            step()
    with _state:
        _streams.pop(id(stream), None)
        _let_go.pop(id(stream), None)


class _Call(Generic[T]):
    """One call in its thread; one that is given up undoes what it still achieves."""

    def __init__(self, work: Callable[[Any], T], undo: Callable[[T], object] | None) -> None:
        self._work, self._undo = work, undo
        self._done = threading.Event()
        self._given_up = False
        self._value: list[T] = []
        self._error: BaseException | None = None
        threading.Thread(target=self._run, name="hotseat-portaudio", daemon=True).start()

    def wait(self, limit: float) -> bool:
        """Say whether it ended in time; if not, it is given up."""
        global _hung
        if self._done.wait(limit):
            return True
        with _state:
            if self._done.is_set():
                return True
            self._given_up = True
            _hung += 1
        return False

    def result(self) -> T:
        """Return or raise what the call did."""
        if self._error is not None:
            raise self._error
        return self._value[0]

    def _run(self) -> None:
        global _hung
        with _calls:
            if not self._given_up:
                self._work_now()
            with _state:
                self._done.set()
                late = self._given_up
                _hung -= late
        if late and self._value and self._undo is not None:
            self._undo(self._value[0])

    def _work_now(self) -> None:
        try:
            self._value.append(self._work(sounddevice()))
        except BaseException as error:  # noqa: BLE001 - raised again by result(), in the caller
            self._error = error


def _let_the_program_end() -> None:
    """Take back sounddevice's farewell to PortAudio where it might wait for ever.

    It closes what is open, and a sound server that does not answer does not answer this either.
    The end of the process frees everything as well.
    """
    farewell = getattr(sys.modules.get("sounddevice"), "_exit_handler", None)
    if farewell is not None and (in_use() or _calls.locked()):
        atexit.unregister(farewell)
