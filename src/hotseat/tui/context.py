"""What the command line hands to the screens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hotseat.config import Config
from hotseat.interview import Services

if TYPE_CHECKING:  # what only names types must not slow the start
    from hotseat.domain.bank import Bank, Problem
    from hotseat.domain.session import Session
    from hotseat.interview import Plan
    from hotseat.ports import Player, SessionSearch, Transcriber


@dataclass(slots=True)
class Context:
    """The adapters and what they loaded. `banks` and `summaries` are filled after first paint.

    `save_config` and `export` may raise HotseatError; `export` writes a session's notes in a
    format ("md", ...) and returns the file. `search` finds sessions by what was said in them;
    `hear_with` makes a transcriber with a model of that name, to be closed after use.
    """

    workspace: Path
    services: Services
    player: "Player"
    config: Config
    load_banks: "Callable[[], tuple[list[Bank], list[Problem]]]"
    save_config: Callable[[Config], None]
    export: "Callable[[Session, str], Path]"
    models: Callable[[], Sequence[str]]
    banks: "Sequence[Bank]" = ()
    bank_problems: "Sequence[Problem]" = ()
    search: "SessionSearch | None" = None
    hear_with: "Callable[[str], Transcriber] | None" = None


@dataclass(frozen=True, slots=True)
class Start:
    """Where the app opens: at home (nothing given), in the room with a plan, or on a session."""

    plan: "Plan | None" = None
    replay: "Session | None" = None
