"""`hotseat export` and `hotseat sessions import`, as typed."""

import base64
import io
import re
import shutil
from dataclasses import replace
from pathlib import Path

import av
import pysubs2
import pytest
import webvtt
from selectolax.lexbor import LexborHTMLParser

from hotseat.domain.session import Session
from hotseat.store.sessions import FolderStore
from tests.cli.conftest import Place
from tests.cli.runs import hotseat, refused
from tests.exporters.test_html import first
from tests.tui import sample

JFK = Path(__file__).parents[1] / "data" / "audio" / "jfk.flac"


@pytest.fixture
def spoken(tmp_path: Path) -> tuple[FolderStore, Session]:
    """A workspace with two sessions of a story; the first has a recording of eleven seconds."""
    store = FolderStore(tmp_path / "work")
    whole = sample.grilled()
    answer = replace(whole.takes[0], audio="takes/01-missed-deadline.flac", seconds=11.0)
    session = store.create(replace(whole, takes=(answer, *whole.takes[1:])))
    takes = store.folder(session.name) / "takes"
    takes.mkdir(exist_ok=True)
    shutil.copy(JFK, takes / "01-missed-deadline.flac")
    store.create(replace(whole, created="2026-03-20T10:00:00+01:00", takes=whole.takes[:2]))
    return store, session


def test_a_page_holds_its_sound(spoken: tuple[FolderStore, Session], tmp_path: Path) -> None:
    store, session = spoken
    where, file = store.folder(session.name).parents[1], tmp_path / "page.html"
    words = ("export", session.name, "--to", "html", "--audio", "-o", file)
    ran = hotseat(*words, workspace=where)
    assert ran.status == 0
    assert "Take 2 is without sound" in ran.err
    tree = LexborHTMLParser(file.read_text())
    (sound,) = tree.css("audio")
    kind, data = (sound.attributes["src"] or "").split(",")
    assert kind == "data:audio/webm;base64"
    with av.open(io.BytesIO(base64.b64decode(data)), "r") as container:
        stream = container.streams.audio[0]
        assert stream.codec_context.name == "opus"
        frames = sum(frame.samples for frame in container.decode(stream))
    assert frames / 48_000 == pytest.approx(11.0, abs=0.05)
    assert len(data) < JFK.stat().st_size / 3
    button = first(tree, "button[data-from]").attributes
    assert button["data-sound"] == sound.attributes["id"]
    policy = first(tree, "meta[http-equiv]").attributes["content"] or ""
    assert "media-src data:" in policy
    without = hotseat("export", session.name, "--to", "html", workspace=where)
    assert "<audio" not in without.out
    assert "<script" not in without.out


def test_captions_pass_independent_readers(
    spoken: tuple[FolderStore, Session], tmp_path: Path
) -> None:
    store, session = spoken
    where = store.folder(session.name).parents[1]
    srt = hotseat("export", session.name, "--to", "srt", workspace=where).out
    vtt = hotseat("export", session.name, "--to", "vtt", workspace=where).out
    cues = [event.plaintext for event in pysubs2.SSAFile.from_string(srt, format_="srt")]
    said = [cue.text for cue in webvtt.from_string(vtt).captions]
    assert cues == said
    assert "Turned out nobody had asked the tax" in cues[2]
    for form, text in (("srt", srt), ("webvtt", vtt)):
        with av.open(io.BytesIO(text.encode()), mode="r", format=form) as container:
            packets = [p for p in container.demux() if p.size]
        assert len(packets) == len(cues)
    ran = hotseat("export", session.name, "--to", "srt", "-o", tmp_path, workspace=where)
    names = ["01-missed-deadline.srt", "02-systemic-change.srt", "03-breakdown.srt"]
    assert [Path(line).name for line in ran.lines] == names
    second = pysubs2.load(str(tmp_path / names[1]))
    assert second[0].start == 400
    assert second[0].plaintext.startswith("Every epic now")


def test_a_take_and_a_story(spoken: tuple[FolderStore, Session]) -> None:
    store, session = spoken
    where = store.folder(session.name).parents[1]
    take = hotseat("export", f"{session.name}#2", "--to", "md", workspace=where)
    assert "Every epic now" in take.out
    assert "Turned out nobody" not in take.out
    story = hotseat("export", "--story", "checkout-launch", "--to", "md", workspace=where)
    assert story.out.count("Turned out nobody had asked the tax team for a slot") >= 2
    assert "## From telling to telling" in story.out
    assert story.out.index("2026-03-14 10:30") < story.out.index("2026-03-20 10:00")
    page = hotseat("export", "--story", "checkout-launch", "--to", "html", workspace=where)
    assert len(LexborHTMLParser(page.out).css("article")) == 2
    data = hotseat("export", "--story", "checkout-launch", "--to", "json", workspace=where).json
    assert data["story"]["id"] == "checkout-launch"
    assert len(data["sessions"]) == 2


@pytest.mark.parametrize("form", ["md", "html", "txt", "json", "srt", "vtt"])
def test_what_is_redacted_is_in_no_format(
    spoken: tuple[FolderStore, Session], form: str, tmp_path: Path
) -> None:
    store, session = spoken
    where = store.folder(session.name).parents[1]
    words = ["export", session.name, "--to", form, "--redact", "tax team", "Canadian", "Quentin"]
    ran = hotseat(*words, "--redact-figures", "--audio", "-o", tmp_path / "x", workspace=where)
    assert ran.status == 0
    told = (tmp_path / "x").read_text()
    assert not re.search(r"tax\W+team|canadian|eleven", told, re.IGNORECASE)
    assert "Name A" in told
    assert "N1" in told
    assert "audio/webm" not in told
    assert "01-missed-deadline" not in told
    assert "Not found, so nothing was replaced: Quentin" in ran.err
    assert "Sound was left out" in ran.err


def test_json_goes_to_another_machine_and_opens_unchanged(
    spoken: tuple[FolderStore, Session], tmp_path: Path
) -> None:
    store, session = spoken
    where, file = store.folder(session.name).parents[1], tmp_path / "out" / "session.json"
    file.parent.mkdir()
    hotseat("export", session.name, "--to", "json", "--audio", "-o", file, workspace=where)
    there, third = tmp_path / "there", tmp_path / "third"
    there.mkdir()
    third.mkdir()
    ran = hotseat("sessions", "import", file, workspace=there)
    assert "Imported" in ran.out
    assert "without the sound of 2 of its takes" in ran.out
    other = FolderStore(there)
    assert other.load(session.name) == store.load(session.name)
    kept = other.folder(session.name) / "takes" / "01-missed-deadline.flac"
    assert kept.read_bytes() == JFK.read_bytes()
    again = hotseat("sessions", "import", file, workspace=there)
    assert again.out == f"{session.name} is here already, unchanged\n"
    bare = there / "sessions" / session.name / "session.json"
    ran = hotseat("sessions", "import", bare, workspace=third)
    assert "without the sound of 2" in ran.out
    found = FolderStore(third).folder(session.name) / "takes"
    assert (found / "01-missed-deadline.flac").read_bytes() == JFK.read_bytes()


def test_a_note_in_a_vault_is_kept_up_to_date_where_it_was_moved(
    place: Place, tmp_path: Path
) -> None:
    name, where, vault = place.done.name, place.folder, tmp_path / "vault"
    vault.mkdir()
    words = ("export", name, "--vault", vault)
    (file,) = (Path(line) for line in hotseat(*words, workspace=where).lines)
    assert file == vault / f"{name}.md"
    moved = vault / "Interviews" / "My best one.md"
    moved.parent.mkdir()
    file.rename(moved)
    moved.write_text(moved.read_text().replace("---\n\n", "mine: 1\n---\n\n", 1) + "\nMine.\n")
    moved.chmod(0o640)
    before = moved.stat()
    assert hotseat(*words, workspace=where).out == f"{moved}\n"
    assert moved.stat().st_mtime_ns == before.st_mtime_ns, "nothing changed, nothing is written"
    place.store.save(replace(place.done, title="Another title"))
    hotseat(*words, workspace=where)
    told = moved.read_text()
    assert 'title: "Another title"' in told
    assert "mine: 1\n" in told
    assert told.endswith("\nMine.\n")
    assert moved.stat().st_mode & 0o777 == 0o640
    assert not file.exists()
    file.write_text("A note of mine that is called so.\n")
    ran = hotseat(*words, "--redact", "engineers", workspace=where)
    assert ran.lines == [str(vault / f"{name}-redacted.md")]
    moved.unlink()
    assert hotseat(*words, workspace=where).lines == [str(vault / f"{name}-2.md")]
    assert file.read_text() == "A note of mine that is called so.\n"
    moved.write_text("---\na: [\n---\n")
    assert "no folder" in refused(1, "export", name, "--vault", vault / "no", workspace=where)
    told = refused(2, "export", name, "--to", "txt", "--vault", vault, workspace=where)
    assert "Markdown notes only" in told


def test_wrong_usage_is_told(place: Place, tmp_path: Path) -> None:
    name, where = place.done.name, place.folder
    assert "a session or" in refused(2, "export", workspace=where)
    assert "a session or" in refused(2, "export", name, "--story", "x", workspace=where)
    assert "no story" in refused(1, "export", "--story", "nope", workspace=where)
    assert "no take 77" in refused(1, "export", f"{name}#77", workspace=where)
    assert "leave out --audio" in refused(2, "export", name, "--audio", workspace=where)
    assert "too short" in refused(2, "export", name, "--redact", "x", workspace=where)
    told = refused(1, "sessions", "import", tmp_path / "none.json", workspace=where)
    assert "cannot be read" in told
