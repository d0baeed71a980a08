"""What the command line hands to the screens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from hotseat.config import Config
from hotseat.interview import Services

if TYPE_CHECKING:  # what only names types must not slow the start
    from hotseat.domain.bank import Bank, Problem
    from hotseat.domain.exporting import Exported, ExportOrder
    from hotseat.domain.session import Session
    from hotseat.importers.bankfile import Head
    from hotseat.importers.draft import Draft
    from hotseat.interview import Plan
    from hotseat.ports import BankShelf, Player, SessionSearch, Transcriber


class Importer(Protocol):
    """Documents into banks. All but `paths` and `complete` may raise HotseatError."""

    def read(self, paths: Sequence[Path]) -> "Draft":
        """Return what the documents propose."""
        ...

    def read_pasted(self, text: str) -> "Draft":
        """Return what a pasted text proposes."""
        ...

    def against(self, draft: "Draft", into: str) -> "Draft":
        """Hold a draft against the banks; what bank `into` has seen before is left out."""
        ...

    def write(self, draft: "Draft", head: "Head") -> Path:
        """Write what was accepted into a bank of the workspace; returns its file."""
        ...

    def paths(self, typed: str) -> list[Path]:
        """Return the paths that a line names: one with spaces, several, or as they are dragged."""
        ...

    def complete(self, typed: str) -> list[str]:
        """Return the paths that begin as typed, folders with a slash at the end."""
        ...


@dataclass(slots=True)
class Context:
    """The adapters and what they loaded. `banks` and `summaries` are filled after first paint.

    `save_config` and `export` may raise HotseatError; `export` writes what is ordered of a session
    and returns the files. `search` finds sessions by what was said in them; `hear_with` makes a
    transcriber with a model of that name, to be closed after use. `edit` opens a file at a line in
    the user's editor and waits for it.
    """

    workspace: Path
    services: Services
    player: "Player"
    config: Config
    load_banks: "Callable[[], tuple[list[Bank], list[Problem]]]"
    save_config: Callable[[Config], None]
    export: "Callable[[Session, ExportOrder], Exported]"
    models: Callable[[], Sequence[str]]
    shelf: "BankShelf"
    importer: Importer
    edit: Callable[[Path, int], None]
    banks: "Sequence[Bank]" = ()
    bank_problems: "Sequence[Problem]" = ()
    search: "SessionSearch | None" = None
    hear_with: "Callable[[str], Transcriber] | None" = None


@dataclass(frozen=True, slots=True)
class Review:
    """What documents propose, to be reviewed, and the bank that it is for ("": to be chosen)."""

    draft: "Draft"
    into: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """Where the app opens: at home, in the room, on a session, or on an import to review.

    `take` is the number of the take to replay (0: the first answer).
    """

    plan: "Plan | None" = None
    replay: "Session | None" = None
    review: Review | None = None
    take: int = 0
