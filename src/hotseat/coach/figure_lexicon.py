"""The words by which a figure is told to measure the engine, the result, or neither."""

from hotseat.coach.lexicon import word_set

ENGINE = word_set(
    "cycle lead release deploy deployment build pipeline ci rollback revert bug defect incident",
    "outage hotfix unplanned planned sprint velocity backlog review unreviewed merge production",
    "blocked blocker coverage flaky regression throughput story wip handoff dependency rework",
    "estimate on-time capacity interrupt restore mttr test queue wait waited waiting approval",
    "spillover carryover iteration branch pr cadence feature failed job nightly staging change",
    "environment ticket legal date estimation escaped unit deadline",
)
"""Singular words of the delivery engine."""

RESULT = word_set(
    "revenue sale conversion retention churn churned user customer client account signup sign-up",
    "sign-ups contract nps csat cost saved save penalty margin deal arr mrr complaint refund order",
    "activation adoption usage renewed renew renewal late early behind overdue slipped slip delay",
    "lost lose abandonment satisfaction download visit traffic subscriber install engagement",
    "profit growth fine handling return booking withheld rating merchant support billing recurring",
    "earned brought pilot-customer seat subscription basket checkout logo caller patient",
)
"""Singular words of what came of the work."""

CONTEXT = word_set(
    "engineer designer developer people person pm squad team analyst contractor hire head",
    "headcount budget zone country store shop site office market city colleague tester budget",
    "hospital warehouse bank driver deadline branch clinic truck school",
)
"""Singular words of the scene: who and how many were there, what was promised."""

FRAMES = word_set("budget promised promise pilot had have got paid moved gave")
"""Verbs and nouns that put a figure into the scene where nothing else claims it."""

LATE = word_set("late early behind ahead overdue")
"""Behind a time these make it a result that needs no baseline."""

SLIPPED = word_set("slipped slip delay delayed")

MONEY_LOST = word_set("cost penalty penalties fine fines withheld lost paid saved refund refunds")
"""Money that was paid or kept once: it needs neither baseline nor period."""

CHANGED = word_set(
    "up down rose fell dropped grew climbed went gained more less fewer higher lower better worse",
    "increased decreased improved cut reduced saved",
)
"""Words of change: a figure beside one of them says by how much, not from what."""


def singular(word: str) -> str:
    """Return a word without a plural's ending, as the lists above hold it."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("ses") or (word.endswith("hes") and len(word) > 4):
        return word[:-1] if word.endswith("ses") else word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
