#!/usr/bin/env python3
"""Fine-tunes an encoder as a teacher of directed tone, and labels pairs of names in plain text with it.

    tone_teacher.py train --encoder DIR --data DIR --save FILE [--seed N]
    tone_teacher.py label --encoder DIR --teacher FILE --pairs FILE --out FILE

`train` learns from `tone/gold_train.jsonl` under --data: the gold pairs, and ordered pairs of names in the same
sentences that have no stance. Three heads stand on the mean of the encoder's last layer: is there a stance, its tone,
its mode. `label` reads JSON lines {"id", "text", "source": [start, end], "target": [start, end]} (characters) and writes
tab-separated id, source start and end, target start and end, probability of a stance in percent, tone in hundredths,
and the four modes' probabilities in percent: no text.

Needs torch, transformers and numpy; DIR holds config, tokenizer and weights of the encoder.
"""
import argparse
import json
import random
import re
import time
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

MODES = ("asserted", "alleged", "possible", "denied")
MAX_TOKENS = 128
CHUNK = 1024


def marked(text, source, target):
    """The sentence with @ around the source and # around the target."""
    for (start, end), sign in sorted([(source, "@"), (target, "#")], reverse=True):
        text = f"{text[:start]}{sign} {text[start:end]} {sign}{text[end:]}"
    return text


class Teacher(torch.nn.Module):
    def __init__(self, folder):
        super().__init__()
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.encoder = AutoModel.from_pretrained(folder)
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, 2 + len(MODES))

    def forward(self, texts):
        batch = self.tokenizer(texts, padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.encoder(**batch).last_hidden_state
        hidden = hidden.float()
        mask = batch["attention_mask"][..., None].float()
        out = self.head((hidden * mask).sum(1) / mask.sum(1))
        return out[:, 0], torch.tanh(out[:, 1]), out[:, 2:]


def names_pattern(records):
    """A pattern that finds the names that are sources or targets anywhere in the gold sentences."""
    names = {d[side]["text"] for r in records for d in r["directed"] for side in ("source", "target")}
    names = sorted((n for n in names if n[:1].isupper()), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")


def examples(records, pattern, rng, negatives):
    """(text, stance, tone, mode) of the gold pairs, and of up to `negatives` other pairs for each of them."""
    positive, other = [], []
    for record in records:
        text = record["text"]
        spans = {}
        gold = set()
        for d in record["directed"]:
            s, t = ((d[side]["start"], d[side]["end"]) for side in ("source", "target"))
            spans[s], spans[t] = d["source"]["actor"], d["target"]["actor"]
            gold.add((d["source"]["actor"], d["target"]["actor"]))
            positive.append((marked(text, s, t), 1.0, d["tone"], MODES.index(d["mode"])))
        for match in pattern.finditer(text):
            if not any(s < match.end() and match.start() < e for s, e in spans):
                spans[match.span()] = match.group()
        pairs = [(s, t) for s in spans for t in spans if spans[s] != spans[t] and (spans[s], spans[t]) not in gold]
        other += [(marked(text, s, t), 0.0, 0.0, 0) for s, t in rng.sample(pairs, min(len(pairs), 3))]
    rng.shuffle(other)
    return positive + other[: int(negatives * len(positive))]


def batches(rows, size):
    """Indices of rows of like length together."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
    return [order[i : i + size] for i in range(0, len(order), size)]


def predict(teacher, texts, size=64):
    teacher.eval()
    stance, tone = np.zeros(len(texts)), np.zeros(len(texts))
    modes = np.zeros((len(texts), len(MODES)))
    rows = [(t,) for t in texts]
    with torch.inference_mode():
        for batch in batches(rows, size):
            a, b, c = teacher([texts[i] for i in batch])
            stance[batch] = torch.sigmoid(a).numpy()
            tone[batch] = b.numpy()
            modes[batch] = torch.softmax(c, -1).numpy()
    return stance, tone, modes


def report(teacher, rows, started):
    stance, tone, _ = predict(teacher, [r[0] for r in rows])
    has = np.array([r[1] for r in rows]) > 0
    gold = np.array([r[2] for r in rows])
    signed = has & (gold != 0)
    r = np.corrcoef(tone[signed], gold[signed])[0, 1]
    sign = np.mean((tone[signed] > 0) == (gold[signed] > 0))
    guess = stance > 0.5
    f1 = 2 * (guess & has).sum() / max(1, guess.sum() + has.sum())
    print(f"dev: tone r {r:.3f}, sign {sign:.3f}, stance F1 {f1:.3f}, {time.time() - started:.0f} s", flush=True)


def train(arguments):
    rng = random.Random(arguments.seed)
    torch.manual_seed(arguments.seed)
    read = lambda name: [json.loads(line) for line in open(Path(arguments.data, "tone", name), encoding="utf-8")]
    records, dev_records = read("gold_train.jsonl"), read("gold_dev.jsonl")
    pattern = names_pattern(records)
    rows = examples(records, pattern, rng, negatives=1.0)
    dev = examples(dev_records, pattern, rng, negatives=1.0)
    print(f"{len(rows)} pairs, {len(dev)} for development", flush=True)
    teacher = Teacher(arguments.encoder)
    groups = [{"params": teacher.encoder.parameters(), "lr": arguments.lr}, {"params": teacher.head.parameters(), "lr": 1e-3}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    base = [arguments.lr, 1e-3]
    steps, step = arguments.epochs * len(batches(rows, 16)), 0
    for epoch in range(arguments.epochs):
        teacher.train()
        started, total = time.time(), 0.0
        order = batches(rows, 16)
        rng.shuffle(order)
        for number, batch in enumerate(order):
            chosen = [rows[i] for i in batch]
            stance, tone, modes = teacher([r[0] for r in chosen])
            has, gold = torch.tensor([r[1] for r in chosen]), torch.tensor([r[2] for r in chosen])
            loss = torch.nn.functional.binary_cross_entropy_with_logits(stance, has)
            loss = loss + 3 * (has * (tone - gold) ** 2).mean()
            mode = torch.nn.functional.cross_entropy(modes, torch.tensor([r[3] for r in chosen]), reduction="none")
            loss = loss + 0.3 * (has * mode).mean()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            for group, lr in zip(optimizer.param_groups, base):
                group["lr"] = lr * min(1, step / 60) * (1 - step / steps)
            optimizer.step()
            step += 1
            total += loss.item()
            if number % 50 == 49:
                print(f"epoch {epoch}, {number + 1} of {len(order)}: loss {total / (number + 1):.3f}, {time.time() - started:.0f} s", flush=True)
        torch.save(teacher.state_dict(), arguments.save)
        report(teacher, dev, started)


def label(arguments):
    teacher = Teacher(arguments.encoder)
    teacher.load_state_dict(torch.load(arguments.teacher))
    pairs = [json.loads(line) for line in open(arguments.pairs, encoding="utf-8")]
    with open(arguments.out, "w", encoding="utf-8") as out:
        for start in range(0, len(pairs), CHUNK):
            chunk = pairs[start : start + CHUNK]
            texts = [marked(p["text"], p["source"], p["target"]) for p in chunk]
            for p, s, t, m in zip(chunk, *predict(teacher, texts)):
                numbers = [*p["source"], *p["target"], round(100 * s), round(100 * t), *(round(100 * x) for x in m)]
                out.write("\t".join([str(p["id"]), *map(str, numbers)]) + "\n")
            out.flush()
            print(f"{start + len(chunk)} of {len(pairs)}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("train")
    one.add_argument("--encoder", required=True)
    one.add_argument("--data", required=True)
    one.add_argument("--save", required=True)
    one.add_argument("--seed", type=int, default=0)
    one.add_argument("--epochs", type=int, default=2)
    one.add_argument("--lr", type=float, default=3e-5)
    one.set_defaults(run=train)
    two = commands.add_parser("label")
    for name in ("encoder", "teacher", "pairs", "out"):
        two.add_argument(f"--{name}", required=True)
    two.set_defaults(run=label)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
