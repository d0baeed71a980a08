"""Adapters that are made when first used: sound and speech have no part in the first paint."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hotseat.domain.bank import Problem
    from hotseat.domain.transcript import Transcript
    from hotseat.ports import (
        BankEdit,
        BankShelf,
        InputDevice,
        Playback,
        Player,
        Reading,
        Recorder,
        Recording,
        SessionSearch,
        SessionStore,
        Transcriber,
        Transcription,
    )


class LateRecorder:
    """Stands for the microphones until they are asked for."""

    def __init__(self) -> None:
        self._made: Recorder | None = None

    def devices(self) -> "Sequence[InputDevice]":
        """See ports.Recorder."""
        return self._recorder().devices()

    def open(self, path: Path | None, device: str = "") -> "Recording":
        """See ports.Recorder."""
        return self._recorder().open(path, device)

    def _recorder(self) -> "Recorder":
        if self._made is None:
            from hotseat.audio.capture import PortAudioRecorder

            self._made = PortAudioRecorder()
        return self._made


class LatePlayer:
    """Stands for the loudspeakers until something is played."""

    def open(self, path: Path) -> "Playback":
        """See ports.Player."""
        from hotseat.audio.playback import PortAudioPlayer

        player: Player = PortAudioPlayer()
        return player.open(path)


def read_sound(path: Path) -> "Reading":
    """See ports.SoundReader."""
    from hotseat.audio.prosody import read

    return read(path)


class LateSearch:
    """Stands for the full-text index until something is looked for.

    Where this Python has no SQLite only what a list shows is searched.
    """

    def __init__(self, workspace: Path, store: "SessionStore") -> None:
        self._workspace, self._store = workspace, store
        self._made: SessionSearch | None = None

    def step(self, seconds: float = 0.1) -> int:
        """See ports.SessionSearch."""
        index = self._index()
        return 0 if index is None else index.step(seconds)

    def said(self, words: str) -> frozenset[str]:
        """See ports.SessionSearch."""
        index = self._index()
        return frozenset() if index is None else index.said(words)

    def excerpt(self, name: str, words: "Sequence[str]") -> str:
        """See ports.SessionSearch."""
        index = self._index()
        return "" if index is None else index.excerpt(name, words)

    def _index(self) -> "SessionSearch | None":
        if self._made is None:
            try:
                from hotseat.store.search import SearchIndex
            except ImportError:
                return None
            self._made = SearchIndex(self._workspace, self._store.load)
        return self._made


class LateTranscriber:
    """Stands for the speech model until a room is entered."""

    def __init__(self, model: str, final_model: str, language: str, vocabulary: Path) -> None:
        self._model, self._final = model, final_model
        self._language, self._vocabulary = language, vocabulary
        self._made: Transcriber | None = None

    async def warm(self) -> None:
        """See ports.Transcriber."""
        await self._transcriber().warm()

    def ready(self) -> bool:
        """See ports.Transcriber."""
        return self._made is not None and self._made.ready()

    def follow(self, path: Path) -> "Transcription":
        """See ports.Transcriber."""
        return self._transcriber().follow(path)

    async def transcribe(self, path: Path) -> "Transcript":
        """See ports.Transcriber."""
        return await self._transcriber().transcribe(path)

    async def close(self) -> None:
        """See ports.Transcriber."""
        if self._made is not None:
            await self._made.close()

    def _transcriber(self) -> "Transcriber":
        if self._made is None:
            from hotseat.asr.client import WhisperTranscriber

            self._made = WhisperTranscriber(
                self._model,
                final_model=self._final,
                language=self._language,
                vocabulary=self._vocabulary,
            )
        return self._made


def edit(path: Path, line: int = 1) -> None:
    """Open a file in the user's editor and wait. Raises HotseatError."""
    from hotseat.commands import editor

    editor.edit(path, line)


class LateShelf:
    """Stands for the workspace's banks until one is changed."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self._made: BankShelf | None = None

    def own(self, bank: str) -> bool:
        """See ports.BankShelf."""
        return self._shelf().own(bank)

    def open(self, bank: str, question: str = "") -> "BankEdit":
        """See ports.BankShelf."""
        return self._shelf().open(bank, question)

    def check(self, edit: "BankEdit") -> "Sequence[Problem]":
        """See ports.BankShelf."""
        return self._shelf().check(edit)

    def keep(self, edit: "BankEdit") -> bool:
        """See ports.BankShelf."""
        return self._shelf().keep(edit)

    def drop(self, edit: "BankEdit", unchanged: bool = False) -> None:
        """See ports.BankShelf."""
        self._shelf().drop(edit, unchanged)

    def disable(self, bank: str, question: str, off: bool) -> None:
        """See ports.BankShelf."""
        self._shelf().disable(bank, question, off)

    def _shelf(self) -> "BankShelf":
        if self._made is None:
            from hotseat.store.shelf import FolderShelf

            self._made = FolderShelf(self._workspace)
        return self._made
