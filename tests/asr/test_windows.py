"""The final lane's windows, and the holes in them that are heard once more."""

from hypothesis import given
from hypothesis import strategies as st

from hotseat.asr.holes import holes, put_in
from hotseat.asr.segments import Cutter, Stretch, frames
from hotseat.asr.windows import LONGEST, Shaper, Window
from hotseat.domain.transcript import Word


def stretch(begin: float, end: float) -> Stretch:
    start, stop = frames(begin), frames(end)
    return Stretch(start, stop, stop, stop - start, ((start, stop),))


def window(voiced: list[tuple[float, float]], words: tuple[Word, ...] = ()) -> Window:
    runs = tuple((frames(begin), frames(end)) for begin, end in voiced)
    return Window(runs[0][0], runs[-1][1], runs[-1][1], runs, words)


def test_stretches_are_gathered_to_what_fits() -> None:
    shaper = Shaper()
    assert shaper.add(stretch(0, 10), [Word("one", 1, 2)]) is None
    assert shaper.add(stretch(11, 20), [Word("two", 12, 13)]) is None
    done = shaper.add(stretch(21, 30), [Word("three", 22, 23)])
    assert done is not None
    assert [word.text for word in done.words] == ["one", "two"]
    left = shaper.flush()
    assert left is not None
    assert [word.text for word in left.words] == ["three"]
    assert shaper.flush() is None


def test_a_long_silence_completes_a_window() -> None:
    shaper = Shaper()
    shaper.add(stretch(0, 5), [])
    assert shaper.passed(frames(8)) is None
    assert shaper.passed(frames(9.5)) is not None
    assert shaper.first is None


@given(st.lists(st.tuples(st.sampled_from([0.05, 0.9]), st.integers(1, 400)), max_size=30))
def test_every_stretch_is_in_one_window_and_no_window_is_too_long(
    parts: list[tuple[float, int]],
) -> None:
    cutter, shaper = Cutter(), Shaper()
    cut: list[Stretch] = []
    made: list[Window] = []

    def take(done: Stretch | None) -> None:
        if done is not None:
            cut.append(done)
            window = shaper.add(done, [Word(str(len(cut)), 0, 0)])
            made.extend([window] if window else [])

    for chance, count in parts:
        for _ in range(count):
            take(cutter.feed(chance))
        passed = shaper.passed(cutter.needed_from)
        made.extend([passed] if passed else [])
    take(cutter.flush())
    last = shaper.flush()
    made.extend([last] if last else [])
    assert [w.text for each in made for w in each.words] == [str(n + 1) for n in range(len(cut))]
    assert all(each.end - each.start <= frames(LONGEST) for each in made)
    assert sum(end - begin for each in made for begin, end in each.voiced) == sum(
        each.voiced for each in cut
    )


def test_a_second_of_voice_without_words_is_a_hole() -> None:
    words = [Word("one", 0.2, 0.6), Word("two", 4.2, 4.6)]
    ((begin, end),) = holes(words, window([(0, 1), (1.2, 3), (4, 5)]))
    assert begin <= frames(1.2)
    assert frames(3) <= end <= frames(4.2)


def test_words_that_cover_the_voice_leave_no_hole() -> None:
    words = [Word("one", 0.2, 0.6), Word("two", 1.0, 1.5), Word("three", 2.0, 2.9)]
    assert holes(words, window([(0, 3)])) == []


def test_a_word_does_not_cover_what_the_aligner_stretched_it_over() -> None:
    assert holes([Word("one", 0.0, 6.0)], window([(0, 6)]))


def test_unsure_words_and_repeated_edges_do_not_fill_a_hole() -> None:
    words = [Word("so", 0, 0.3), Word("we", 5, 5.3)]
    more = [Word("so", 1, 1.3), Word("nobody", 2, 2.5), Word("asked", 3, 3.4), Word("we", 4, 4.2)]
    filled = put_in(words, more, 0.5, 4.8)
    assert [word.text for word in filled] == ["so", "nobody", "asked", "we"]
    unsure = [Word("nobody", 2, 2.5, 0.1), Word("asked", 3, 3.4, 0.2)]
    assert put_in(words, unsure, 0.5, 4.8) == words
