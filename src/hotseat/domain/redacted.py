"""A session with names and figures taken out: text, evidence and word times go together."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import PurePath
from typing import Any

from hotseat.domain.analysis import Analysis
from hotseat.domain.listing import StoryRef
from hotseat.domain.redaction import Redactor, Span, apply, moved
from hotseat.domain.rubric import PLAIN_FLAGS, PLAIN_NAMES, PLAIN_TYPES
from hotseat.domain.session import Session, Take
from hotseat.domain.transcript import Transcript, Word

# What Hotseat itself fills in is no text of the candidate's, unless it is not what it should be.
_OWN = frozenset((*PLAIN_NAMES, *PLAIN_FLAGS, *PLAIN_TYPES))
_TIMES = frozenset(("created", "started", "at", "corrected"))
_IDENTIFIERS = frozenset(("id", "bank", "type", "model", "language", "app", "source", "banks"))
# Keys whose texts name an element, a flag or a type.
_NAMING = frozenset(("labels", "near", "target", "type", "types"))
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{4,6}-?")


def redacted(session: Session, redactor: Redactor) -> Session:
    """Return the session with names (and figures) replaced in every text that it holds.

    Audio is left out, since it says them; so are the microphone's name, the path to a session
    outside the workspace, and, where figures go, the ledger of them. Offsets and word times still
    fit.
    """
    name = PurePath(session.name).name
    stamp = match.group() if (match := _STAMP.match(name)) else ""
    named = stamp + _slug(redactor, name[len(stamp) :])
    settings = replace(session.settings, device="")
    bare = replace(session, name="", settings=settings)
    made: Session = _walked(bare, "", redactor, ())
    return replace(made, name=named)


def _slug(redactor: Redactor, text: str) -> str:
    plain = redactor.plain_name(text)
    return redactor.text(plain) if redactor.figures else plain


def _walked(value: Any, key: str, redactor: Redactor, spans: tuple[Span, ...]) -> Any:
    """Return a value of a session, redacted; `spans` are those of the transcript it hangs on."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return _text(value, key, redactor)
    if isinstance(value, tuple):
        return tuple(_walked(each, key, redactor, spans) for each in value)
    if isinstance(value, Take):
        return _take(value, redactor)
    if isinstance(value, Transcript):
        return _transcript(value, redactor)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    if isinstance(value, StoryRef):
        title, kind = redactor.text(value.title), _text(value.type, "type", redactor)
        return StoryRef(_slug(redactor, value.id), title, kind)
    if isinstance(value, Analysis) and redactor.figures:
        value = replace(value, ledger=(), figures=())
    parts = {
        field.name: _walked(getattr(value, field.name), field.name, redactor, spans)
        for field in fields(value)
    }
    if {"begin", "end"} <= parts.keys():
        parts["begin"] = moved(parts["begin"], spans, end=False)
        parts["end"] = moved(parts["end"], spans, end=True)
    return replace(value, **parts)


def _text(text: str, key: str, redactor: Redactor) -> str:
    known = text.rstrip("?") in _OWN
    if (key in _NAMING and known) or _is_time(text, key):
        return text
    return redactor.plain_name(text) if key in _IDENTIFIERS else redactor.text(text)


def _is_time(text: str, key: str) -> bool:
    if key not in _TIMES:
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _take(take: Take, redactor: Redactor) -> Take:
    spans = tuple(redactor.spans(take.transcript.text)) if take.transcript else ()
    parts = {
        field.name: _walked(getattr(take, field.name), field.name, redactor, spans)
        for field in fields(take)
    }
    made = replace(take, **{**parts, "audio": ""})
    if made.analysis is None or made.transcript is None:
        return made
    return replace(made, analysis=_requoted(made.analysis, made.transcript.text))


def _requoted(analysis: Analysis, text: str) -> Analysis:
    """Return the analysis with its sentences and quotes taken anew from the text they stand in.

    A name may run over the edge of a quote; on its own the quote would not show it.
    """

    def anew(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(anew(each) for each in value)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        parts = {field.name: anew(getattr(value, field.name)) for field in fields(value)}
        for name in ("quote", "text"):
            begin, end = parts.get("begin"), parts.get("end")
            if isinstance(begin, int) and isinstance(end, int) and parts.get(name):
                parts[name] = text[max(0, begin) : max(0, end)] or parts[name]
        return replace(value, **parts)

    made: Analysis = anew(analysis)
    return made


def _transcript(told: Transcript, redactor: Redactor) -> Transcript:
    parts = {
        field.name: _walked(getattr(told, field.name), field.name, redactor, ())
        for field in fields(told)
        if field.name not in ("text", "words")
    }
    return replace(told, **parts, text=redactor.text(told.text), words=_words(told.words, redactor))


def _words(words: tuple[Word, ...], redactor: Redactor) -> tuple[Word, ...]:
    """Return the words with those under one placeholder made one, from first to last second."""
    joined = " ".join(word.text for word in words)
    spans = redactor.spans(joined)
    if not spans:
        return words
    made: list[Word] = []
    group: list[Word] = []
    begin = at = 0
    for word in words:
        end = at + len(word.text)
        group.append(word)
        if not any(span.begin < end + 1 and span.end > end for span in spans):
            text = _within(joined, begin, end, spans)
            made.append(_joined(group, text))
            group, begin = [], end + 1
        at = end + 1
    return tuple(word for word in made if word.text)


def _within(joined: str, begin: int, end: int, spans: list[Span]) -> str:
    inside = [
        Span(span.begin - begin, span.end - begin, span.word)
        for span in spans
        if begin <= span.begin and span.end <= end
    ]
    return apply(joined[begin:end], inside)


def _joined(group: list[Word], text: str) -> Word:
    if len(group) == 1:
        return replace(group[0], text=text)
    lowest = min(word.probability for word in group)
    return Word(text, group[0].start, group[-1].end, lowest)
