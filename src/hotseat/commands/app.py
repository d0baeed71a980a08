"""Open the app: build the adapters and hand them to the screens."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hotseat.commands.common import banks_in
from hotseat.commands.importing import FileImporter
from hotseat.commands.late import (
    LatePlayer,
    LateRecorder,
    LateSearch,
    LateShelf,
    LateTranscriber,
    edit,
    read_sound,
)
from hotseat.config import Config
from hotseat.interview import Services
from hotseat.paths import VOCABULARY
from hotseat.tui.context import Context, Start

if TYPE_CHECKING:
    from hotseat.domain.exporting import Exported, ExportOrder
    from hotseat.domain.session import Session
    from hotseat.interview import Plan
    from hotseat.tui.context import Review


class SystemClock:
    """The machine's time."""

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        return time.monotonic()

    def now(self) -> datetime:
        """Return the local time with its offset."""
        return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Exporter:
    """Writes a session's document beside its data."""

    folder: Path

    def __call__(self, session: "Session", order: "ExportOrder") -> "Exported":
        """Return what was written, by default beside the session's data. Raises HotseatError."""
        from hotseat.commands.exporting import export_to
        from hotseat.store.sessions import FolderStore

        store = FolderStore(self.folder)
        return export_to(store, session, order, store.folder(session.name))


def context_of(folder: Path, config: Config) -> Context:
    """Build the adapters. Nothing heavy is imported before it is used."""
    from hotseat.config import save
    from hotseat.store.sessions import FolderStore

    services = Services(
        recorder=LateRecorder(),
        transcriber=LateTranscriber(
            config.model, config.final_model, config.language, folder / VOCABULARY
        ),
        store=FolderStore(folder),
        clock=SystemClock(),
        read_sound=read_sound,
    )
    return Context(
        workspace=folder,
        services=services,
        player=LatePlayer(),
        config=config,
        load_banks=lambda: banks_in(folder),
        save_config=save,
        export=Exporter(folder),
        models=_models,
        search=LateSearch(folder, services.store),
        hear_with=lambda model: LateTranscriber(model, "", config.language, folder / VOCABULARY),
        shelf=LateShelf(folder),
        importer=FileImporter(folder),
        edit=edit,
    )


def _models() -> Sequence[str]:
    from hotseat.asr.models import installed_models

    return [model.name for model in installed_models()]


def open_app(
    folder: Path,
    config: Config,
    plan: "Plan | None" = None,
    replay: "Session | None" = None,
    review: "Review | None" = None,
    take: int = 0,
) -> int:
    """Run the app until the user leaves; returns the exit status. `take` 0: the first answer.

    What C libraries print goes to the log meanwhile: it would land on the screen.
    """
    from hotseat.audio.quiet import keep_native_output_off_the_screen
    from hotseat.paths import log_file
    from hotseat.tui.launch import run

    context = context_of(folder, config)
    with keep_native_output_off_the_screen(log_file()):
        return run(context, Start(plan, replay, review, take))
