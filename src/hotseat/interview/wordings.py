"""Waits for the final wording of takes, and puts it where the session is then."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from hotseat.domain.errors import HotseatError
from hotseat.domain.session import Session
from hotseat.domain.transcript import Transcript
from hotseat.interview.course import Course
from hotseat.interview.keeping import changed
from hotseat.interview.rewording import adopted, reworded, take_in
from hotseat.interview.view import Phase, TakeReworded
from hotseat.ports import SessionStore, SoundReader

HandOver = Callable[[Session, int], bool]
_OVER = (Phase.FINISHED, Phase.LEFT)
# While a take is being judged its text is in use; it is looked at so often, in seconds.
_LOOK = 0.05


@dataclass(frozen=True, slots=True)
class _Change:
    """A wording for the text of a take."""

    number: int
    text: Transcript
    wording: Transcript
    read_sound: SoundReader | None

    def of(self, session: Session, store: SessionStore) -> Session:
        """Return the session changed; as it is where the take has another text by now."""
        take = take_in(session, self.number)
        if take is None or take.transcript != self.text:
            return session
        audio = store.audio(session, take)
        return reworded(session, self.number, self.wording, audio, self.read_sound)


def _working(course: Course) -> bool:
    return course.telling.phase is Phase.WORKING


class Wordings:
    """The final wordings that a sitting still waits for; they outlive it.

    `hand_over` is offered a session that is over: whoever shows it takes the wording of a take
    over, saves it, and says so.
    """

    def __init__(self, course: Course) -> None:
        self._course = course
        self._tasks: set[asyncio.Task[None]] = set()
        self.hand_over: HandOver = lambda _, __: False

    @property
    def waiting(self) -> bool:
        """Say whether a wording is still to come, or to be put in its place."""
        return bool(self._tasks)

    def expect(self, number: int, text: Transcript, wording: Awaitable[Transcript]) -> None:
        """Put the wording of a take in the place of its text once it is there."""
        task = asyncio.ensure_future(self._wait(number, text, wording))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _wait(self, number: int, text: Transcript, wording: Awaitable[Transcript]) -> None:
        try:
            change = _Change(number, text, await wording, self._course.services.read_sound)
            if not await self._put(change):
                await self._put_on_disk(change)
        except HotseatError:
            return  # the child is gone, or the session: the text that was used stays

    async def _put(self, change: _Change) -> bool:
        """Put it into the sitting; False where that is over."""
        course, record = self._course, self._course.record
        while True:
            while _working(course):
                await asyncio.sleep(_LOOK)
            if course.telling.left() or course.telling.phase in _OVER:
                return False
            session, follow = record.session, course.follow
            made = await asyncio.to_thread(change.of, session, course.services.store)
            if made is session:
                return True
            asking = await asyncio.to_thread(follow.reworded, made)
            now = record.session
            if now.takes != session.takes or follow is not course.follow or _working(course):
                continue  # something was judged meanwhile
            record.session = adopted(now, made, change.number)
            course.follow = asking
            if course.now.take is not None and course.now.take.number == change.number:
                course.now.take = take_in(record.session, change.number)
            course.telling.listen(TakeReworded(change.number))
            await record.save()
            return True

    async def _put_on_disk(self, change: _Change) -> None:
        """Put it into a session that is over. Raises HotseatError."""
        store, name = self._course.services.store, self._course.record.session.name
        while self._course.telling.phase not in _OVER:  # leaving, and saving what is under way
            await asyncio.sleep(_LOOK)
        session = await asyncio.to_thread(store.load, name)
        made = await asyncio.to_thread(change.of, session, store)
        if made is session or self.hand_over(made, change.number):
            return
        await asyncio.to_thread(changed, store, name, lambda now: adopted(now, made, change.number))
        self.hand_over(made, change.number)  # to whoever opened the session while it was written
