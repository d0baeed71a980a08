"""Banks that are changed in memory only, and documents that are read by name."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hotseat.domain.bank import Problem
from hotseat.domain.errors import HotseatError
from hotseat.importers.bankfile import Head
from hotseat.importers.draft import Draft
from hotseat.ports import BankEdit


@dataclass
class FakeShelf:
    """Implements ports.BankShelf. `problems` are those of each check, one list after the other."""

    owned: set[str] = field(default_factory=set)
    problems: list[list[Problem]] = field(default_factory=list)
    done: list[tuple[Any, ...]] = field(default_factory=list)

    def own(self, bank: str) -> bool:
        return bank in self.owned

    def open(self, bank: str, question: str = "") -> BankEdit:
        self.done.append(("open", bank, question))
        return BankEdit(bank, Path(f"/nowhere/.editing-{bank}"), Path(f"/nowhere/{bank}.toml"), b"")

    def check(self, edit: BankEdit) -> Sequence[Problem]:
        return self.problems.pop(0) if self.problems else []

    def keep(self, edit: BankEdit) -> bool:
        self.done.append(("keep", edit.bank))
        return True

    def drop(self, edit: BankEdit, unchanged: bool = False) -> None:
        self.done.append(("drop", edit.bank))

    def disable(self, bank: str, question: str, off: bool) -> None:
        self.done.append(("disable", bank, question, off))


@dataclass
class FakeImporter:
    """Implements context.Importer on drafts that are given by the name of their document."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    written: list[tuple[Draft, Head]] = field(default_factory=list)
    fails: str = ""

    def read(self, paths: Sequence[Path]) -> Draft:
        name = paths[0].name
        if name not in self.drafts:
            raise HotseatError(f"{name} cannot be read (No such file or directory)")
        return self.drafts[name]

    def read_pasted(self, text: str) -> Draft:
        return self.drafts["pasted text"]

    def against(self, draft: Draft, into: str) -> Draft:
        return draft

    def write(self, draft: Draft, head: Head) -> Path:
        if self.fails:
            raise HotseatError(self.fails)
        self.written.append((draft, head))
        return Path(f"/nowhere/{head.id}.toml")

    def paths(self, typed: str) -> list[Path]:
        return [Path(typed)]

    def complete(self, typed: str) -> list[str]:
        return [name for name in self.drafts if name.startswith(typed)]
