"""Cut speech at its pauses: voice probabilities in, stretches to decode out. Pure."""

from dataclasses import dataclass, field

RATE = 16_000
# Silero looks at 512 samples (32 ms at 16 kHz) at a time.
FRAME = 512
FRAME_SECONDS = FRAME / RATE


@dataclass(frozen=True, slots=True)
class CutRules:
    """When a stretch begins and ends, in seconds and voice probabilities.

    `voiced` and `unvoiced` are Silero's own thresholds (a frame between them stays what it was).
    A pause of `long_pause` always ends a stretch, one of `pause` ends it once the stretch lasted
    `enough`: short stretches cost accuracy, as Whisper was trained on 30 s. What is open at the
    stop has to be waited for, so the pause that is wanted shrinks from there on, down to `breath`
    at `long` (tiny.en: the longest of 96 open stretches 13 s instead of 21, wrong words 9.7 instead
    of 9.6 %). `longest` leaves room for the padding in Whisper's 30 s. Fewer voiced seconds than
    `least` are no speech (clicks).
    """

    voiced: float = 0.5
    unvoiced: float = 0.35
    pause: float = 0.5
    long_pause: float = 1.0
    breath: float = 0.16
    enough: float = 6.0
    long: float = 14.0
    longest: float = 27.0
    pad: float = 0.25
    least: float = 0.1

    def wanted(self, length: float) -> float:
        """Return the pause that ends a stretch of so many seconds."""
        if length < self.enough:
            return self.long_pause
        grown = min(1.0, (length - self.enough) / (self.long - self.enough))
        return self.pause - grown * (self.pause - self.breath)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Frames `start:end` to decode; the last voiced frame ends at `voice_end`; `voiced` of them.

    `runs` are the voiced frames, as `(begin, end)` in order.
    """

    start: int
    end: int
    voice_end: int
    voiced: int
    runs: tuple[tuple[int, int], ...] = ()

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return (self.end - self.start) * FRAME_SECONDS

    @property
    def voiced_seconds(self) -> float:
        """Seconds of voice in it."""
        return self.voiced * FRAME_SECONDS


def frames(seconds: float) -> int:
    """Return the number of whole frames nearest to `seconds`."""
    return round(seconds / FRAME_SECONDS)


@dataclass(slots=True)
class _Open:
    """The stretch that is not over: its first voiced frame, and whether each frame was voiced."""

    first: int
    voiced: list[bool] = field(default_factory=list)
    probabilities: list[float] = field(default_factory=list)

    @property
    def voice_end(self) -> int:
        at = len(self.voiced)
        while at and not self.voiced[at - 1]:
            at -= 1
        return self.first + at


class Cutter:
    """Follows voice probabilities frame by frame and says which stretches are complete."""

    def __init__(self, rules: CutRules | None = None) -> None:
        self.rules = rules or CutRules()
        self._seen = 0
        self._floor = 0  # no stretch reaches back before the end of the one before
        self._open: _Open | None = None

    @property
    def seen(self) -> int:
        """Frames fed so far."""
        return self._seen

    @property
    def silence(self) -> int:
        """Frames since the last voiced one, 0 while there is voice or nothing is open."""
        return self._seen - self._open.voice_end if self._open else 0

    @property
    def needed_from(self) -> int:
        """The first frame whose audio may still be wanted."""
        if self._open:
            return self._begin(self._open)
        return max(self._floor, self._seen - frames(self.rules.pad))

    def feed(self, probability: float) -> Stretch | None:
        """Take the next frame; return a stretch when it is complete."""
        self._seen += 1
        if self._open is None:
            if probability >= self.rules.voiced:
                self._open = _Open(self._seen - 1, [True], [probability])
            return None
        was = self._open.voiced[-1]
        limit = self.rules.unvoiced if was else self.rules.voiced
        self._open.voiced.append(probability >= limit)
        self._open.probabilities.append(probability)
        return self._close_if_over(self._open)

    def peek(self) -> Stretch | None:
        """Return the open stretch as it stands, or None when there is no speech in it."""
        return self._stretch(self._open, self._seen) if self._open else None

    def flush(self) -> Stretch | None:
        """The audio is over: return what is left."""
        left, self._open = self.peek(), None
        return left

    def cut(self, at: int) -> Stretch | None:
        """End the open stretch at a frame inside it, and go on with what is voiced after that."""
        if self._open is None:
            return None
        return self._cut_at(self._open, at - self._open.first)

    def _close_if_over(self, current: _Open) -> Stretch | None:
        rules = self.rules
        silence = self._seen - current.voice_end
        length = current.voice_end - current.first
        if silence >= frames(rules.wanted(length * FRAME_SECONDS)):
            self._open = None
            return self._kept(self._stretch(current, self._seen))
        if self._seen - self._begin(current) >= frames(rules.longest):
            return self._cut_inside(current)
        return None

    def _cut_inside(self, current: _Open) -> Stretch | None:
        """Cut a stretch that grew too long at its longest pause, or where the voice is weakest."""
        return self._cut_at(current, _best_cut(current.voiced, current.probabilities))

    def _cut_at(self, current: _Open, at: int) -> Stretch | None:
        head = _Open(current.first, current.voiced[:at], current.probabilities[:at])
        tail = _Open(current.first + at, current.voiced[at:], current.probabilities[at:])
        done = self._kept(self._stretch(head, current.first + at))
        lead = next((n for n, voiced in enumerate(tail.voiced) if voiced), None)
        if lead is None:
            self._open = None
        else:
            self._open = _Open(tail.first + lead, tail.voiced[lead:], tail.probabilities[lead:])
        return done

    def _kept(self, stretch: Stretch | None) -> Stretch | None:
        if stretch:
            self._floor = stretch.end
        return stretch

    def _begin(self, current: _Open) -> int:
        return max(self._floor, current.first - frames(self.rules.pad))

    def _stretch(self, current: _Open, limit: int) -> Stretch | None:
        voiced = sum(current.voiced)
        if voiced < frames(self.rules.least):
            return None
        end = min(limit, current.voice_end + frames(self.rules.pad))
        runs = _runs(current.voiced, current.first)
        return Stretch(self._begin(current), end, current.voice_end, voiced, runs)


def _runs(voiced: list[bool], first: int) -> tuple[tuple[int, int], ...]:
    """Return the runs of voiced frames, counted from `first` on."""
    found: list[tuple[int, int]] = []
    for at, voice in enumerate(voiced, first):
        if not voice:
            continue
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return tuple(found)


def _best_cut(voiced: list[bool], probabilities: list[float]) -> int:
    """Return where to cut: the middle of the longest pause in the second half, else the weakest."""
    half = len(voiced) // 2
    best, length, run = 0, 0, 0
    for at in range(half, len(voiced)):
        run = 0 if voiced[at] else run + 1
        if run > length:
            best, length = at + 1 - run // 2, run
    if length >= frames(0.1):
        return best
    late = half + half // 2  # without a pause keep the tail short
    return min(range(late, len(voiced)), key=lambda at: probabilities[at])
