"""The adapters that an interview drives."""

from dataclasses import dataclass

from hotseat.ports import Clock, Recorder, SessionStore, Transcriber


@dataclass(frozen=True, slots=True)
class Services:
    """Microphones, speech to text, session folders, time."""

    recorder: Recorder
    transcriber: Transcriber
    store: SessionStore
    clock: Clock
