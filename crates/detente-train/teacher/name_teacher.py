#!/usr/bin/env python3
"""Fine-tunes an encoder as a teacher of names, and marks names in plain text with it.

    name_teacher.py train --encoder DIR --names DIR --save FILE [--seed N] [--epochs N]
    name_teacher.py label --encoder DIR --names DIR --teacher FILE --out FILE

Under --names stand `judged.jsonl` and `plain.jsonl`, as `detente-train names` writes them. `train` learns the tags of the
segmenter (outside, and begin, inside, last and unit of five classes) from the judged sentences, taken together with their
neighbours up to 128 pieces; where several tags are allowed, it learns their sum. How a word is capitalised, which an encoder of
lower-case text does not see, is added to its input. `label` writes a line each: id, tab, names as `start-end:class` in
characters with a space between two, the class `?` where the teacher gives its best tag less than --sure. No text is written.

Needs torch and transformers; --encoder holds config, tokenizer and weights.
"""
import argparse
import json
import random
import time
from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

CLASSES = ("PERSON", "ORG", "PLACE", "NORP", "OTHER")
TAGS = 1 + 4 * len(CLASSES)
BEGIN, INSIDE, LAST, UNIT = range(4)
PIECES = 128
LONGEST = 500
BATCH = 16


def case(word):
    """How a word is capitalised, a number below 6."""
    if not any(c.isalpha() for c in word):
        return 0
    if word.islower():
        return 1
    if word.isupper():
        return 2 if len(word) > 1 else 3
    return 4 if word[0].isupper() else 5


class Tagger(nn.Module):
    def __init__(self, folder):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        width = self.encoder.config.hidden_size
        self.case = nn.Embedding(6, width)
        nn.init.normal_(self.case.weight, std=0.02)
        self.out = nn.Linear(width, TAGS)
        self.drop = nn.Dropout(0.1)

    def forward(self, ids, cases, mask, firsts):
        embedded = self.encoder.get_input_embeddings()(ids) + self.case(cases)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        hidden = hidden.gather(1, firsts.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))
        return self.out(self.drop(hidden)).log_softmax(-1)


class Block:
    """Sentences of one document that are read together."""

    def __init__(self, document, tokenizer):
        self.document = document
        self.tokenizer = tokenizer
        self.ids, self.cases, self.firsts, self.rows = [tokenizer.cls_token_id], [0], [], []

    def add(self, number, row):
        """Adds a sentence; False where it has no room."""
        pieces = self.tokenizer(row["tokens"], add_special_tokens=False)["input_ids"]
        n = sum(max(1, len(p)) for p in pieces)
        if self.rows and (self.document != row["document"] or len(self.ids) + n >= PIECES):
            return False
        start = len(self.firsts)
        for word, p in zip(row["tokens"], pieces):
            if len(self.ids) >= LONGEST:
                break
            self.firsts.append(len(self.ids))
            self.ids += p or [self.tokenizer.unk_token_id]
            self.cases += [case(word)] * max(1, len(p))
        self.ids, self.cases = self.ids[: LONGEST + 10], self.cases[: LONGEST + 10]
        self.rows.append((number, len(self.firsts) - start))
        return True

    def item(self):
        return self.ids + [self.tokenizer.sep_token_id], self.cases + [0], self.firsts


def blocks(rows, tokenizer):
    out = []
    for number, row in enumerate(rows):
        if not out or not out[-1].add(number, row):
            out.append(Block(row["document"], tokenizer))
            out[-1].add(number, row)
    return out


def batches(items, size, shuffled):
    """Numbers of items in batches of like length."""
    order = list(range(len(items)))
    if shuffled:
        random.shuffle(order)
    chunks = [order[i : i + size * 40] for i in range(0, len(order), size * 40)]
    chunks = [sorted(chunk, key=lambda k: len(items[k][0])) for chunk in chunks]
    out = [chunk[i : i + size] for chunk in chunks for i in range(0, len(chunk), size)]
    if shuffled:
        random.shuffle(out)
    return out


def collate(items, pad):
    def filled(rows, fill):
        width = max(map(len, rows))
        return torch.tensor([row + [fill] * (width - len(row)) for row in rows])

    ids, cases, firsts = zip(*items)
    return filled(ids, pad), filled(cases, 0), filled([[1] * len(i) for i in ids], 0), filled(firsts, 0)


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def train(arguments, tokenizer, model):
    rows = read(arguments.names / "judged.jsonl")
    found = blocks(rows, tokenizer)
    items = [block.item() for block in found]
    allowed = [[tag for number, n in block.rows for tag in rows[number]["allowed"][:n]] for block in found]
    weights = [[min(rows[number]["weight"], 2.5) for number, n in block.rows for _ in range(n)] for block in found]
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder")]
    groups = [{"params": model.encoder.parameters(), "lr": 1e-4}, {"params": heads, "lr": 1e-3}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = arguments.epochs * ((len(items) + BATCH - 1) // BATCH)
    rise = lambda step: min(1, step / (0.05 * steps)) * max(0.0, 1 - step / steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rise)
    bits = 1 << torch.arange(TAGS)
    for epoch in range(arguments.epochs):
        model.train()
        start, losses = time.time(), []
        for batch in batches(items, BATCH, True):
            scores = model(*collate([items[k] for k in batch], tokenizer.pad_token_id))
            width = scores.shape[1]
            may = torch.tensor([allowed[k] + [(1 << TAGS) - 1] * (width - len(allowed[k])) for k in batch])
            weight = torch.tensor([weights[k] + [0.0] * (width - len(weights[k])) for k in batch])
            known = scores.masked_fill((may.unsqueeze(-1) & bits) == 0, -1e4).logsumexp(-1)
            loss = -(known * weight).sum() / weight.sum()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            losses.append(float(loss.detach()))
        print(f"epoch {epoch}: loss {sum(losses) / len(losses):.4f}, {time.time() - start:.0f} s", flush=True)
        torch.save(model.state_dict(), arguments.save)


def may_follow(before, after):
    open_class = (before - 1) // 4 if before and (before - 1) % 4 in (BEGIN, INSIDE) else None
    inner_class = (after - 1) // 4 if after and (after - 1) % 4 in (INSIDE, LAST) else None
    return open_class == inner_class


STEPS = torch.tensor([[0.0 if may_follow(a, b) else -1e4 for b in range(TAGS)] for a in range(TAGS)])


def best_path(scores):
    """The likeliest tags that may stand so after one another."""
    total, back = scores[0] + STEPS[0], []
    for row in scores[1:]:
        values, froms = (total.unsqueeze(1) + STEPS).max(0)
        total = values + row
        back.append(froms)
    tag = int((total + STEPS[:, 0]).argmax())
    path = [tag]
    for froms in reversed(back):
        tag = int(froms[tag])
        path.append(tag)
    return path[::-1]


def marks(row, scores, sure):
    """Names of a sentence, and places where the teacher is unsure."""
    path = best_path(scores)
    chances = scores[range(len(path)), path].exp().tolist()
    out, start = [], 0
    for token, tag in enumerate(path):
        part = (tag - 1) % 4 if tag else UNIT
        if part in (BEGIN, UNIT):
            start = token
        if part in (LAST, UNIT):
            unsure = min(chances[start : token + 1]) < sure
            if tag or unsure:
                name = "?" if unsure else CLASSES[(tag - 1) // 4]
                out.append(f"{row['spans'][start][0]}-{row['spans'][token][1]}:{name}")
    return out


def label(arguments, tokenizer, model):
    model.load_state_dict(torch.load(arguments.teacher))
    model.eval()
    rows = read(arguments.names / "plain.jsonl")
    lines = [""] * len(rows)
    found = blocks(rows, tokenizer)
    items = [block.item() for block in found]
    with torch.no_grad():
        for batch in batches(items, 2 * BATCH, False):
            scores = model(*collate([items[k] for k in batch], tokenizer.pad_token_id))
            for at, k in enumerate(batch):
                start = 0
                for number, n in found[k].rows:
                    row = rows[number]
                    lines[number] = f"{row['id']}\t{' '.join(marks(row, scores[at, start : start + n], arguments.sure))}\n"
                    start += n
    arguments.out.write_text("".join(lines), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=("train", "label"))
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--sure", type=float, default=0.6)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    random.seed(arguments.seed)
    tokenizer = AutoTokenizer.from_pretrained(arguments.encoder)
    model = Tagger(arguments.encoder)
    (train if arguments.mode == "train" else label)(arguments, tokenizer, model)


if __name__ == "__main__":
    main()
