import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from hotseat.domain.errors import HotseatError
from hotseat.domain.listing import SessionState
from hotseat.domain.session import Session
from hotseat.domain.text import clean
from hotseat.store import sessions
from hotseat.store.sessions import FolderStore
from hotseat.wav import header, probe
from tests.fakes.sessions import QUESTION, example

OPEN = Session("", "2026-11-02T10:00:00+01:00", title="One", pending=QUESTION)


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path)


def test_the_folder_is_named_by_time_and_title_and_is_private(store: FolderStore) -> None:
    made = store.create(example())
    assert made.name == "2026-11-02T101530-the-provider-swap"
    folder = store.folder(made.name)
    takes = store.take_path(made, 1, "a/../b c").parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(takes.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "session.json").stat().st_mode) == 0o600
    assert store.take_path(made, 1, "a/../b c").name == "01-a-b-c.wav"


def test_a_session_opens_by_path_too(store: FolderStore, tmp_path: Path) -> None:
    made = store.create(example())
    inside = store.folder(made.name)
    outside = shutil.copytree(inside, tmp_path / "elsewhere" / "copy")
    assert store.load(str(inside)) == made
    assert store.load(str(inside / "session.json")) == made
    copied = store.load(str(outside))
    assert copied == replace(made, name=str(outside))
    store.save(replace(copied, notes="mine"))
    assert store.load(str(outside)).notes == "mine"
    assert store.load(made.name).notes == made.notes
    assert json.loads((outside / "session.json").read_text())["name"] == "copy"


def test_a_relative_path_opens(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    made = store.create(example())
    monkeypatch.chdir(store.folder(made.name).parent.parent)
    assert store.load(f"sessions/{made.name}/") == made


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../../etc",
        "/etc",
        "/etc/passwd",
        "a\0b",
        "~nobody-here/x",
        "x" * 5000,
        "a\\b",
    ],
)
def test_names_that_lead_elsewhere_are_refused(store: FolderStore, name: str) -> None:
    for ask in (store.load, store.delete, store.folder, store.hold):
        with pytest.raises(HotseatError, match="no session"):
            ask(name)


def test_nothing_outside_the_workspace_is_deleted(store: FolderStore, tmp_path: Path) -> None:
    made = store.create(example())
    outside = shutil.copytree(store.folder(made.name), tmp_path / "copy")
    with pytest.raises(HotseatError, match="outside the workspace"):
        store.delete(str(outside))
    assert outside.is_dir()


def test_deleting_a_link_leaves_what_it_points_to(store: FolderStore, tmp_path: Path) -> None:
    made = store.create(example())
    outside = shutil.move(store.folder(made.name), tmp_path / "kept")
    link = tmp_path / "sessions" / "link"
    link.symlink_to(outside)
    store.delete("link")
    assert not link.exists()
    assert (Path(outside) / "session.json").exists()


def test_a_missing_file_tells_where_the_audio_is(store: FolderStore) -> None:
    made = store.create(OPEN)
    (store.folder(made.name) / "session.json").unlink()
    with pytest.raises(HotseatError, match=r"is missing; the audio is safe in takes/.*recover"):
        store.load(made.name)


def test_a_damaged_file_is_listed_and_never_hides_the_others(store: FolderStore) -> None:
    good, bad = store.create(example()), store.create(OPEN)
    file = store.folder(bad.name) / "session.json"
    file.write_bytes(file.read_bytes()[:200])
    listed = {s.name: s.problem for s in store.summaries()}
    assert listed[good.name] == ""
    assert "is damaged (cut off); the audio is safe in takes/" in listed[bad.name]


def test_a_session_file_that_is_a_pipe_is_told_and_not_waited_for(store: FolderStore) -> None:
    made = store.create(OPEN)
    file = store.folder(made.name) / "session.json"
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(HotseatError, match="no file"):
        store.load(made.name)
    assert store.summaries()[0].problem


def test_a_damaged_session_is_rebuilt_around_its_audio(store: FolderStore) -> None:
    made = store.create(OPEN)
    store.take_path(made, 1, "a").write_bytes(bytes(44 + 64000))
    file = store.folder(made.name) / "session.json"
    file.write_text('{"name": "a')
    rebuilt = store.adopt(made.name)
    assert [t.seconds for t in rebuilt.takes] == [2.0]
    assert rebuilt.created.startswith("2026-11-02T10:00:00")
    assert store.load(made.name) == rebuilt
    assert file.with_name("session.json.damaged").read_text() == '{"name": "a'


def test_a_cut_off_session_opens_and_its_file_is_kept_when_it_is_saved(store: FolderStore) -> None:
    made = store.create(example())
    file = store.folder(made.name) / "session.json"
    cut = file.read_bytes()
    cut = cut[: cut.index(b'"number": 3')]
    file.write_bytes(cut)
    (summary,) = store.summaries()
    assert (summary.problem, summary.takes) == ("", 2)
    assert "cut off" in summary.warning
    session = store.load(made.name)
    assert session.takes == made.takes[:2]
    store.save(replace(session, notes="mine"))
    assert store.load(made.name).notes == "mine"
    assert "cut off" in store.load(made.name).problem
    store.save(replace(session, notes="again"))
    kept = [path for path in file.parent.iterdir() if ".damaged" in path.name]
    assert [path.read_bytes() for path in kept] == [cut]


def test_what_is_missing_of_the_sound_is_told_and_mended(store: FolderStore) -> None:
    made = store.create(example())
    names = [store.take_path(made, number, "a") for number in (1, 2, 3, 4)]
    takes = tuple(
        replace(take, audio=f"takes/{path.name}", seconds=5.0)
        for take, path in zip(made.takes, names, strict=True)
    )
    store.save(replace(made, takes=takes))
    names[0].write_bytes(header(16000) + bytes(range(250)) * 128)
    names[1].write_bytes(bytes(12) + header(0)[12:] + bytes(range(250)) * 128)
    names[2].write_bytes(b"")
    session = store.load(made.name)
    assert session.takes == takes
    told = store.lacking(session)
    assert told[0] == "Take 2: takes/02-a.wav has a damaged header and cannot be played"
    assert told[1] == "Take 3: takes/03-a.wav is empty"
    assert "Take 4: takes/04-a.wav is missing" in told[2]
    assert f"`hotseat sessions recover {made.name}`" in told[3]
    store.adopt(made.name)
    assert probe(names[1]).seconds == 1.0
    assert names[1].read_bytes()[44:] == bytes(range(250)) * 128
    assert [line[:6] for line in store.lacking(session)] == ["Take 3", "Take 4"]


def test_a_file_that_was_never_a_recording_is_not_given_a_header(store: FolderStore) -> None:
    made = store.create(example())
    path = store.take_path(made, 1, "a")
    path.write_bytes(b"ID3 some music" * 100)
    store.save(replace(made, takes=(replace(made.takes[0], audio="takes/01-a.wav"),)))
    store.adopt(made.name)
    assert path.read_bytes() == b"ID3 some music" * 100


def test_a_link_out_of_the_session_is_neither_read_nor_mended(
    store: FolderStore, tmp_path: Path
) -> None:
    made = store.create(example())
    outside = tmp_path / "other.wav"
    outside.write_bytes(header(0) + bytes(64000))
    path = store.take_path(made, 1, "a")
    path.symlink_to(outside)
    take = replace(made.takes[0], audio="takes/01-a.wav", seconds=0.0)
    session = replace(made, takes=(take,))
    store.save(session)
    with pytest.raises(HotseatError, match="outside its own folder"):
        store.audio(session, take)
    store.adopt(made.name)
    assert outside.read_bytes() == header(0) + bytes(64000)
    inside = path.with_name("02.wav")
    inside.write_bytes(header(0))
    assert store.audio(session, replace(take, audio="takes/02.wav")) == inside


def test_keys_that_others_added_outlast_saving(store: FolderStore, tmp_path: Path) -> None:
    made = store.create(example())
    file = store.folder(made.name) / "session.json"
    data = json.loads(file.read_text())
    data["mood"] = {"deep": [1, "é"]}
    data["settings"]["lamp"] = data["takes"][1]["camera"] = True
    data["takes"][0]["question"]["weight"] = 0.5
    data["takes"][0]["transcript"]["speaker"] = "me"
    file.write_text(json.dumps(data))
    for saving in (store, store, FolderStore(tmp_path)):
        session = saving.load(made.name)
        saving.save(replace(session, notes=session.notes + "x", takes=session.takes[:3]))
    kept = json.loads(file.read_text())
    assert kept["mood"] == {"deep": [1, "é"]}
    assert kept["settings"]["lamp"] is kept["takes"][1]["camera"] is True
    assert kept["takes"][0]["question"]["weight"] == 0.5
    assert "speaker" not in kept["takes"][0]["transcript"]
    assert (kept["notes"], len(kept["takes"])) == ("Slow down.xxx", 3)


@pytest.mark.parametrize("text", ["[]", "{", '{"takes": 7, "settings": []}', '{"takes": [1, {}]}'])
def test_what_others_made_of_the_file_stops_no_save(store: FolderStore, text: str) -> None:
    made = store.create(example())
    (store.folder(made.name) / "session.json").write_text(text)
    store.save(made)
    assert store.load(made.name) == made


def test_a_typing_error_in_a_session_is_never_rebuilt_away(store: FolderStore) -> None:
    made = store.create(OPEN)
    file = store.folder(made.name) / "session.json"
    text = file.read_text().replace('"title": "One"', '"title": 1')
    file.write_text(text)
    with pytest.raises(HotseatError, match="title: Expected"):
        store.adopt(made.name)
    assert file.read_text() == text


def test_a_take_cut_off_by_a_crash_gets_its_length(store: FolderStore) -> None:
    made = store.create(example())
    first = made.takes[0]
    store.take_path(made, 1, "missed-deadline").write_bytes(bytes(44 + 32000))
    store.save(replace(made, takes=(replace(first, seconds=0.0, transcript=None, analysis=None),)))
    (take,) = store.adopt(made.name).takes
    assert take.seconds == 1.0
    assert "not transcribed" in take.problem


def test_the_header_of_a_recording_cut_off_is_put_right(store: FolderStore) -> None:
    made = store.create(OPEN)
    audio = store.take_path(made, 1, "x")
    audio.write_bytes(header(0) + bytes(48000))
    assert not probe(audio).intact
    (take,) = store.adopt(made.name).takes
    assert take.seconds == 1.5
    assert probe(audio).intact


def test_empty_recordings_and_other_files_are_no_orphans(store: FolderStore) -> None:
    made = store.create(OPEN)
    takes = store.take_path(made, 1, "x").parent
    (takes / "01-x.wav").write_bytes(bytes(44))
    (takes / "notes.txt").write_bytes(bytes(100))
    assert store.orphans(made.name) == []


def test_audio_outside_the_folder_is_left_out(store: FolderStore) -> None:
    made = store.create(example())
    for audio in ("/etc/passwd", "../../x.wav", "..\\x.wav", "C:x.wav", "a\0b"):
        take = replace(made.takes[0], audio=audio)
        file = store.folder(made.name) / "session.json"
        file.write_text(json.dumps(asdict(replace(made, takes=(take,)))))
        (loaded,) = store.load(made.name).takes
        # A NUL is cleaned away, and what is left is a name inside the folder.
        assert loaded.audio in ("", "ab")
        assert loaded.audio == "ab" or "led out of the session's folder" in loaded.problem


def test_an_analysis_that_does_not_fit_is_left_out(store: FolderStore) -> None:
    made = store.create(example())
    answer = made.takes[0]
    assert answer.analysis is not None
    assert answer.transcript is not None
    short = replace(answer, transcript=replace(answer.transcript, text="Short."))
    lonely = replace(answer, transcript=None)
    unlabelled = replace(answer, analysis=replace(answer.analysis, labels=()))
    for take in (short, lonely, unlabelled):
        store.save(replace(made, takes=(take,)))
        (loaded,) = store.load(made.name).takes
        assert loaded.analysis is None
        assert "did not fit" in loaded.problem


def test_two_takes_of_one_number_are_told(store: FolderStore) -> None:
    made = store.create(example())
    store.save(replace(made, takes=(made.takes[0], made.takes[0])))
    with pytest.raises(HotseatError, match="number 1 is used twice"):
        store.load(made.name)


def test_what_a_newer_hotseat_made_is_read_and_never_written(store: FolderStore) -> None:
    made = store.create(example())
    file = store.folder(made.name) / "session.json"
    text = json.dumps(json.loads(file.read_text()) | {"schema": 9, "mood": "new"})
    file.write_text(text)
    loaded = store.load(made.name)
    assert loaded.takes == made.takes
    with pytest.raises(HotseatError, match=r"was not changed: Made by a newer Hotseat"):
        store.save(replace(loaded, title="Mine"))
    assert file.read_text() == text


def test_a_held_session_is_safe_from_another_app(store: FolderStore, tmp_path: Path) -> None:
    made, other = store.create(OPEN), FolderStore(tmp_path)
    assert not other.interrupted()
    for ask in (other.hold, other.delete, other.adopt):
        with pytest.raises(HotseatError, match="open in another Hotseat"):
            ask(made.name)
    store.save(replace(made, state=SessionState.ABANDONED))
    other.delete(made.name)
    assert not store.summaries()


def test_a_full_disk_keeps_the_saved_state(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = store.create(example())

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sessions, "replace_file", full)
    with pytest.raises(HotseatError, match=r"No space left on device; .* safe in"):
        store.save(replace(made, notes="new"))
    assert store.load(made.name) == made
    with pytest.raises(HotseatError):
        store.create(OPEN)
    monkeypatch.undo()
    assert len(store.summaries()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_workspace_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(HotseatError, match="cannot write to"):
        FolderStore(tmp_path).create(OPEN)


def test_a_workspace_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("")
    with pytest.raises(HotseatError, match=r"cannot write to .*choose another --workspace"):
        FolderStore(tmp_path).create(OPEN)


def test_hostile_folder_names_are_listed_cleaned(store: FolderStore) -> None:
    made = store.create(OPEN)
    folder = store.folder(made.name)
    folder.rename(folder.with_name("bad\x1b[31mname"))
    (summary,) = store.summaries()
    assert summary.name == clean(summary.name)
    assert "control characters" in summary.problem


KILLED = """
import sys
from dataclasses import replace
from pathlib import Path
from hotseat.store.sessions import FolderStore
from hotseat.wav import header, probe

store = FolderStore(Path(sys.argv[1]))
session = store.load(sys.argv[2])
store.hold(session.name)
print("saving", flush=True)
number = 0
while True:
    number += 1
    store.save(replace(session, notes=str(number) * 200_000))
"""


def test_kill_in_mid_save_leaves_a_session_that_opens(store: FolderStore, tmp_path: Path) -> None:
    made = store.create(replace(example(), state=SessionState.OPEN))
    store.release(made.name)
    folder = store.folder(made.name)
    for attempt in range(12):
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(tmp_path), made.name], stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.004 * attempt)  # another moment of the save each time
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        assert replace(store.load(made.name), notes="") == replace(made, notes="")
        assert [s.name for s in store.interrupted()] == [made.name]
    store.hold(made.name)
    assert sorted(p.name for p in folder.iterdir()) == [".lock", "session.json"]
