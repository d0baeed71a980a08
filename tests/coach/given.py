"""Answers and banks that the coach's tests share."""

import tomllib
from functools import lru_cache
from pathlib import Path

from hotseat.domain.bank import Bank
from hotseat.domain.bank_reading import parse_bank
from hotseat.domain.session import AskedQuestion

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "data" / "corpus" / "dev.jsonl"

STRONG = (
    "So I was running the returns portal for four hundred shops, due on the first of March, with "
    "three engineers. I'd assumed the carrier could take our labels as they were, so I planned "
    "one week for it. What broke was the label format: nobody had sent them a single real label, "
    "and their scanner rejected all of ours. That same evening I switched the portal off for all "
    "but ten pilot shops and called the carrier's operations lead. I never asked for a test "
    "label, I signed the plan without it, and that was my mistake. We were nineteen days late and "
    "paid forty thousand euros in penalties. Since then no carrier gets a date before one real "
    "label has been scanned in their depot, it's a field in the kickoff template and the project "
    "can't start without it."
)

WEAK = (
    "We had a big project for a client. There were a lot of moving parts and communication issues "
    "between the teams. Engineering just didn't deliver what they had promised. But we all rolled "
    "up our sleeves and worked nights and weekends. In the end everyone was aligned and it was a "
    "great success. I learned a lot and I'm more careful now."
)


def question(question_type: str = "missed_deadline") -> AskedQuestion:
    """A question of a type, without probes of its own."""
    return AskedQuestion("Tell me about a deadline that you missed.", question_type)


@lru_cache
def shipped_banks() -> tuple[Bank, ...]:
    """The banks in question_banks/, none where there are none yet."""
    banks = []
    for path in sorted((ROOT / "question_banks").glob("*.toml")):
        bank, _ = parse_bank(tomllib.loads(path.read_text(encoding="utf-8")), path.name, path.stem)
        banks.append(bank)
    return tuple(banks)
