#!/usr/bin/env python3
"""Fine-tunes an encoder as a teacher of the tone of sentences, and labels plain text with it.

    sentence_teacher.py train --encoder DIR --tones DIR --save FILE [--seed N] [--epochs N]
    sentence_teacher.py label --encoder DIR --tones DIR --teacher FILE --out FILE

Under --tones stand `judged.jsonl` and `plain.jsonl`, as `detente-train tones` writes them. Two heads stand on the mean of the
encoder's last layer: is there a stance, and which tone has it. `label` writes a line each: id, probability of a stance in
percent, tone in hundredths, separated by tabs. No text is written.

Needs torch and transformers; --encoder holds config, tokenizer and weights.
"""
import argparse
import json
import random
import time
from pathlib import Path

import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy
from transformers import AutoModel, AutoTokenizer

PIECES = 110
BATCH = 32
RATE = 6e-5


class Teacher(nn.Module):
    def __init__(self, folder):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        width = self.encoder.config.hidden_size
        self.heads = nn.Sequential(nn.Linear(width, width // 2), nn.GELU(), nn.Linear(width // 2, 2))

    def forward(self, pieces):
        width = max(map(len, pieces))
        ids = torch.tensor([row + [0] * (width - len(row)) for row in pieces])
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in pieces])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        mask = mask[..., None].float()
        return self.heads((hidden.float() * mask).sum(1) / mask.sum(1))


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def cut(tokenizer, rows):
    return tokenizer([row["text"] for row in rows], truncation=True, max_length=PIECES)["input_ids"]


def batches(pieces, size):
    """Numbers of sentences of like length together."""
    order = sorted(range(len(pieces)), key=lambda i: (len(pieces[i]) + random.random() * 6, i))
    return [order[start : start + size] for start in range(0, len(order), size)]


def train(arguments, tokenizer, model):
    rows = read(arguments.tones / "judged.jsonl")
    pieces = cut(tokenizer, rows)
    heads = {"params": model.heads.parameters(), "lr": 5e-4}
    optimiser = torch.optim.AdamW([{"params": model.encoder.parameters(), "lr": RATE}, heads], weight_decay=0.01)
    steps = arguments.epochs * len(batches(pieces, BATCH))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [RATE, 5e-4], steps + 1, pct_start=0.08, anneal_strategy="linear"
    )
    model.train()
    for epoch in range(arguments.epochs):
        start, losses = time.time(), []
        groups = batches(pieces, BATCH)
        random.shuffle(groups)
        for group in groups:
            found = model([pieces[i] for i in group])
            tone = torch.tensor([float(rows[i]["tone"]) for i in group])
            weight = torch.tensor([float(rows[i]["importance"]) for i in group])
            toned = (tone != 0).float()
            loss = cross_entropy(found[:, 0], toned, reduction="none")
            loss = loss + 2 * toned * cross_entropy(2 * found[:, 1], (tone + 1) / 2, reduction="none")
            loss = (loss * weight).sum() / weight.sum()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.4f}, {time.time() - start:.0f} s", flush=True)
    torch.save(model.state_dict(), arguments.save)


def label(arguments, tokenizer, model):
    model.load_state_dict(torch.load(arguments.teacher))
    model.eval()
    rows = read(arguments.tones / "plain.jsonl")
    pieces = cut(tokenizer, rows)
    lines = [""] * len(rows)
    with torch.no_grad():
        for group in batches(pieces, 2 * BATCH):
            found = model([pieces[i] for i in group])
            stances, tones = torch.sigmoid(found[:, 0]).tolist(), torch.tanh(found[:, 1]).tolist()
            for i, stance, tone in zip(group, stances, tones):
                lines[i] = f"{rows[i]['id']}\t{round(stance * 100)}\t{round(tone * 100)}\n"
    arguments.out.write_text("".join(lines), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    for name, run in (("train", train), ("label", label)):
        command = commands.add_parser(name)
        command.set_defaults(run=run)
        command.add_argument("--encoder", type=Path, required=True)
        command.add_argument("--tones", type=Path, required=True)
        command.add_argument("--seed", type=int, default=1)
        if name == "train":
            command.add_argument("--save", type=Path, required=True)
            command.add_argument("--epochs", type=int, default=2)
        else:
            command.add_argument("--teacher", type=Path, required=True)
            command.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    tokenizer = AutoTokenizer.from_pretrained(arguments.encoder)
    arguments.run(arguments, tokenizer, Teacher(arguments.encoder))


if __name__ == "__main__":
    main()
