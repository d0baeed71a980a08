"""Documents that are large, or shaped to take long, for benchmarks and tests."""


def book() -> str:
    """Return 1 MB of Markdown with 1,160 questions."""
    chapter = "".join(
        f"## Tell me about launch {{}}x{n} and who was told of it.\n\n"
        + "Say what you knew on that day, and who heard it from you first. " * 12
        + "\n\n- Name the step that broke.\n- Say what stands today.\n\n"
        for n in range(20)
    )
    return "".join(chapter.format(*[number] * 20) for number in range(58))


SLOW: list[tuple[str, bytes]] = [
    ("marks.md", b"\n".join(c * 50_000 for c in (b">", b"*", b"[", b"_a", b'"', b"<", b"(("))),
    ("nested.md", b"\n".join(b"  " * (n % 60) + b"- Tell me about it" for n in range(20_000))),
    ("line.txt", b"Tell me about it. " * 100_000),
    ("asks.txt", (b"A? " * 30 + b"\n") * 10_000),
    ("blank.txt", b" " * 3_000_000 + b"?"),
    ("open.html", b"<" * 500_000),
    ("lists.html", b"<ul><li>" * 1_400 + b"x"),
    ("row.csv", b",".join([b"xxxxx"] * 200_000) + b"\n" + b'"' * 100_000),
    ("wide.json", b"[" + b",".join(b'{"q": "Why %d?"}' % n for n in range(20_000)) + b"]"),
]
"""What a reader may trip over: runs of marks, deep lists, one endless line, one endless row."""


def bank(questions: int) -> str:
    """Return the TOML of a bank of so many questions, each with guidance and three probes."""
    types = ("failed_execution", "missed_deadline", "resource_constraint", "execution_metrics")
    levels = ("mid", "senior", "director")
    head = 'schema = 1\n[bank]\nid = "big"\ntitle = "Big bank"\nsource = "me"\nlicence = "MIT"\n'
    return head + "".join(
        f"""
[[questions]]
id = "question-{n}"
text = "Tell me about launch {n} that slipped by a month, and who was told of it on which day."
type = "{types[n % 4]}"
level = "{levels[n % 3]}"
prep_seconds = 45
answer_seconds = 180
tests = "Whether you see a slip early and say so to those who count on the date."
guidance = ["Name the day on which you knew.", "Say who heard it first.", "Give the number."]
tags = ["launch", "estimates"]
probes = [
  {{ text = "What told you first that it would slip?", target = "breakdown" }},
  {{ text = "What is different in your plans since?", target = "systemic_change" }},
  {{ text = "Who paid for the month?", target = "tradeoff" }},
]
"""
        for n in range(questions)
    )
