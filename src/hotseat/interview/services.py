"""The adapters that an interview drives."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hotseat.ports import Clock, Recorder, SessionStore, SoundReader, Transcriber


@dataclass(frozen=True, slots=True)
class Services:
    """Microphones, speech to text, session folders, time; the sound of takes, where it is read."""

    recorder: "Recorder"
    transcriber: "Transcriber"
    store: "SessionStore"
    clock: "Clock"
    read_sound: "SoundReader | None" = None
