"""A workspace with two sessions."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from hotseat.domain.listing import SessionState
from hotseat.domain.session import Session
from hotseat.store.sessions import FolderStore
from tests.fakes.sessions import QUESTION, example


@dataclass(frozen=True)
class Place:
    """A workspace and what is in it."""

    folder: Path
    store: FolderStore
    done: Session
    interrupted: Session


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return a workspace with a finished session and an interrupted one with orphaned audio."""
    store = FolderStore(tmp_path)
    done = store.create(example())
    opened = Session("", "2026-11-03T09:00:00+01:00", title="Half way", pending=QUESTION)
    interrupted = store.create(replace(opened, state=SessionState.OPEN))
    store.take_path(interrupted, 1, "missed-deadline").write_bytes(bytes(44 + 32000 * 2))
    store.release(interrupted.name)
    return Place(tmp_path, store, done, interrupted)
