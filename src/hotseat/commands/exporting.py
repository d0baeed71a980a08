"""Make documents of sessions: choose, take out what must not be told, write."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hotseat.domain.errors import HotseatError, UsageError
from hotseat.domain.exporting import SOUND_FORMS, Exported, ExportOrder
from hotseat.domain.text import clean_line, slug
from hotseat.exporters.selection import Selection, only_take
from hotseat.files import reason, replace_file

if TYPE_CHECKING:
    from hotseat.domain.listing import SessionSummary
    from hotseat.domain.redaction import Redactor
    from hotseat.domain.session import Session
    from hotseat.store.sessions import FolderStore

CAPTIONS = ("srt", "vtt")


@dataclass(frozen=True, slots=True)
class Made:
    """A document not yet written: its text, a name for its file, and remarks on it."""

    text: str
    stem: str
    remarks: tuple[str, ...] = ()


def select(store: "FolderStore", session: "Session | None", order: ExportOrder) -> Selection:
    """Return what an order means: a session, a take of it, or the sessions of a story.

    Raises HotseatError where it is not there.
    """
    if order.story:
        return _story(store, order.story)
    if session is None:
        raise UsageError("name a session, or a story with --story ID")
    if order.take:
        return Selection((only_take(session, order.take),), take=order.take)
    return Selection((session,), history=_history(store, session))


def _story(store: "FolderStore", wanted: str) -> Selection:
    from hotseat.domain.story import stories

    summaries = store.summaries()
    story = next((each for each in stories(summaries) if each.ref.id == wanted), None)
    if story is None:
        shown = clean_line(wanted, 60)
        raise HotseatError(f'no story "{shown}"; `hotseat story list` shows them')
    names = tuple(reversed(story.names))
    known = {summary.name: summary for summary in summaries}
    return Selection(
        tuple(store.load(name) for name in names),
        story=story.ref,
        history=tuple(known[name] for name in names),
    )


def _history(store: "FolderStore", session: "Session") -> "tuple[SessionSummary, ...]":
    """Return the summaries of a session's story up to it, the oldest first."""
    from hotseat.domain.story import story_ref

    told = [(story_ref(each), each) for each in store.summaries() if not each.problem]
    own = next((ref for ref, each in told if each.name == session.name), None)
    if own is None:
        return ()
    found = [each for ref, each in told if ref is not None and ref.id == own.id]
    when = session.created
    return tuple(sorted((e for e in found if e.created <= when), key=lambda e: e.created))


def keep_in_vault(
    store: "FolderStore", session: "Session | None", order: ExportOrder, vault: Path
) -> Exported:
    """Bring the note on what an order means up to date in a vault. Raises HotseatError."""
    from hotseat.commands.vaulting import keep_note

    if order.form != "md" or order.output is not None:
        raise UsageError("a vault takes Markdown notes only; leave out --to and -o")
    selection, remarks = prepared(store, select(store, session, order), order)
    return Exported((keep_note(selection, vault),), remarks)


def export_to(
    store: "FolderStore", session: "Session | None", order: ExportOrder, home: Path | None = None
) -> Exported:
    """Do what an order asks for; `home` is where a document goes that has no place of its own."""
    if order.vault is not None:
        return keep_in_vault(store, session, order, order.vault)
    return write_documents(documents(store, session, order), order, home)


def prepared(
    store: "FolderStore", selection: Selection, order: ExportOrder
) -> tuple[Selection, tuple[str, ...]]:
    """Return the selection redacted, or with its sound, and remarks on that."""
    if order.redacts:
        return _redacted(selection, order)
    if order.audio and order.form == "html":
        return _with_sound(store, selection)
    if order.audio and order.form not in SOUND_FORMS:
        raise UsageError(f"sound fits only into {' and '.join(SOUND_FORMS)}; leave out --audio")
    return selection, ()


def _redacted(selection: Selection, order: ExportOrder) -> tuple[Selection, tuple[str, ...]]:
    from hotseat.coach.numbers import numbers_in, tokens_of
    from hotseat.domain.redacted import redacted
    from hotseat.domain.redaction import Redactor

    def figures(text: str) -> Iterator[tuple[int, int, float]]:
        tokens = tokens_of(text)
        for number in numbers_in(tokens):
            yield tokens[number.first].begin, tokens[number.after - 1].end, number.value

    redactor = Redactor(order.names, figures if order.figures else None)
    sessions = tuple(redacted(session, redactor) for session in selection.sessions)
    story = selection.story
    if story is not None:
        story = replace(story, id=redactor.plain_name(story.id), title=redactor.text(story.title))
    made = replace(
        selection,
        sessions=sessions,
        story=story,
        history=tuple(replace(each, title="", name="") for each in selection.history),
        redacted=True,
    )
    return made, tuple(_redaction_remarks(redactor, audio=order.audio))


def _redaction_remarks(redactor: "Redactor", *, audio: bool) -> Iterator[str]:
    unseen = [clean_line(name, 40) for name, times in redactor.counts.items() if not times]
    if unseen:
        yield f"Not found, so nothing was replaced: {', '.join(unseen)}"
    if redactor.inside:
        words = ", ".join(sorted(redactor.inside)[:8])
        yield f"Left, since a name is only part of them: {words}; name them too, or use Name*"
    if audio:
        yield "Sound was left out: it says the names"


def _with_sound(store: "FolderStore", selection: Selection) -> tuple[Selection, tuple[str, ...]]:
    import base64

    from hotseat.audio.compact import KIND, compact

    sounds: dict[tuple[int, int], str] = {}
    remarks: list[str] = []
    for at, take in selection.takes():
        if not take.audio:
            continue
        try:
            data = compact(store.folder(selection.sessions[at].name) / take.audio)
        except HotseatError as error:
            remarks.append(f"Take {take.number} is without sound: {error}")
        else:
            sounds[at, take.number] = f"data:{KIND};base64,{base64.b64encode(data).decode()}"
    return replace(selection, sounds=sounds), tuple(remarks)


def documents(store: "FolderStore", session: "Session | None", order: ExportOrder) -> list[Made]:
    """Return the documents that an order asks for; captions into a folder are one a take."""
    selection, remarks = prepared(store, select(store, session, order), order)
    if order.form in CAPTIONS and order.output is not None and is_folder(order.output):
        return _captions_each(selection, order.form, remarks)
    return [Made(written(store, selection, order), stem(selection), remarks)]


def written(store: "FolderStore", selection: Selection, order: ExportOrder) -> str:
    """Return a selection as the text of a document."""
    from hotseat.exporters import export

    if order.form == "json":
        from hotseat.commands.bundling import bundle

        return bundle(store, selection, sound=order.audio and not order.redacts)
    return export(selection, order.form)


def _captions_each(selection: Selection, form: str, remarks: tuple[str, ...]) -> list[Made]:
    from hotseat.exporters import export
    from hotseat.exporters.captions import captioned

    made: list[Made] = []
    several = len(selection.sessions) > 1
    for at, take in captioned(selection):
        session = selection.sessions[at]
        single = Selection((only_take(session, take.number),), take=take.number)
        own = Path(take.audio).stem or f"take-{take.number:02d}"
        name = f"{session.name}-{own}" if several else own
        made.append(Made(export(single, form), name, remarks if not made else ()))
    return made


def stem(selection: Selection) -> str:
    """Return a name for a document's file, without its ending."""
    if selection.story is not None:
        return f"story-{slug(selection.story.id, 80)}"
    name = Path(selection.sessions[0].name).name or "session"
    return f"{name}-take-{selection.take:02d}" if selection.take else name


def write_documents(made: Iterable[Made], order: ExportOrder, home: Path | None) -> Exported:
    """Write documents where an order says, else into the folder `home`. Raises HotseatError."""
    files: list[Path] = []
    remarks: list[str] = []
    for document in made:
        remarks += document.remarks
        place = order.output
        if place is None and home is not None:
            place = home / f"{_plain_name(order)}.{order.form}"
        elif place is not None and is_folder(place):
            place = place / f"{document.stem}.{order.form}"
        if place is None:
            raise UsageError("say where to write it, with -o FILE")
        write_file(place, document.text)
        files.append(place)
    return Exported(tuple(files), tuple(remarks))


def _plain_name(order: ExportOrder) -> str:
    """Return what a document is called inside a session's folder, without its ending."""
    name = f"story-{slug(order.story, 80)}" if order.story else "notes"
    take = f"-take-{order.take:02d}" if order.take else ""
    return f"{name}{take}{'-redacted' if order.redacts else ''}"


def is_folder(path: Path) -> bool:
    """Say whether a path is a folder that is there."""
    try:
        return path.is_dir()
    except OSError:
        return False


def write_file(file: Path, text: str) -> None:
    """Replace a file's content at once; a device or pipe is written to. Raises HotseatError."""
    try:
        if file.exists() and not file.is_file():
            file.write_text(text, encoding="utf-8")
        else:
            replace_file(file.resolve(), text.encode())
    except OSError as error:
        raise HotseatError(f"{file} cannot be written ({reason(error)})") from error


def put_out(text: str, file: Path | None) -> None:
    """Write text to a file and name it, or to standard output (None). Raises HotseatError."""
    if file is None:
        sys.stdout.write(text)
    else:
        write_file(file, text)
        print(file)
