#!/usr/bin/env python3
"""Writes letters for measuring: pieces of the samples, put together anew.

    corpus.py SAMPLES FOLDER COUNT

The same samples and count give the same bytes. A letter is one sample
with its own case number and, up to a size drawn between 3 and 25 KB, more
items, taken from the samples without mistakes so that findings stay about as
rare as in real letters. Small letters are more frequent than large ones. A
thousand letters stand in a folder.
"""
import math
import os
import random
import re
import sys

SEED = 20161221
SMALLEST, LARGEST = 3_000, 25_000
LABEL = "Claims Administrator guideline:"
BLANK = re.compile(r"\n[ \t]*\n")
OUTCOME = re.compile(r":\s+(Upheld|Overturned)\s*$")


def pieces(text):
    """(front, items) of a sample; no items when it is of another layout."""
    paragraphs, at = [], 0
    for gap in BLANK.finditer(text):
        paragraphs.append(text[at:gap.end()])
        at = gap.end()
    paragraphs.append(text[at:])
    starts = [i - 1 for i, p in enumerate(paragraphs)
              if p.lstrip().startswith(LABEL) and i > 0]
    if not starts:
        return text, []
    ends = starts[1:] + [len(paragraphs)]
    items = ["".join(paragraphs[a:b]) for a, b in zip(starts, ends)]
    if not all(OUTCOME.search(paragraphs[a]) for a in starts):
        return text, []
    return "".join(paragraphs[:starts[0]]), items


def read_samples(folder):
    """(all samples, the items of those without mistakes)"""
    samples, pool = [], []
    for name in sorted(os.listdir(folder)):
        if name.endswith(".txt"):
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8", errors="replace",
                      newline="") as f:
                samples.append(pieces(f.read()))
            if "clean" in name:
                pool += samples[-1][1]
    return samples, pool


def letter(rng, samples, pool, number):
    front, items = rng.choice(samples)
    size = int(math.exp(rng.triangular(math.log(SMALLEST), math.log(LARGEST),
                                       math.log(5_000))))
    parts, length = [front, *items], len(front) + sum(map(len, items))
    while items and length < size:
        item = rng.choice(pool)
        if length + len(item) > LARGEST:
            break
        parts.append(item if item.endswith("\n") else item + "\n \n")
        length += len(parts[-1])
    text = "".join(parts)
    return re.sub(r"CM\d\d-\d{7}", "CM16-%07d" % number, text, count=1)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    source, target, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    rng = random.Random(SEED)
    samples, pool = read_samples(source)
    for i in range(count):
        folder = os.path.join(target, "%03d" % (i // 1000))
        if i % 1000 == 0:
            os.makedirs(folder, exist_ok=True)
        text = letter(rng, samples, pool, i)
        with open(os.path.join(folder, "CM16-%07d.txt" % i), "wb") as f:
            f.write(text.encode())


main()
