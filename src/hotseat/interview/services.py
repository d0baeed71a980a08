"""The adapters that an interview drives."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hotseat.ports import Clock, Recorder, SessionStore, Transcriber


@dataclass(frozen=True, slots=True)
class Services:
    """Microphones, speech to text, session folders, time."""

    recorder: "Recorder"
    transcriber: "Transcriber"
    store: "SessionStore"
    clock: "Clock"
