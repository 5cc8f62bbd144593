#!/usr/bin/env python3
"""Measures the program over generated letters and prints ratios.

    bench.py PROGRAM EMPTY SAMPLES FOLDER SIZE...

EMPTY is a C program that does nothing. Corpora are made once in FOLDER, one a
size. Times are the best of several runs: what else the machine does can only
make a run longer.
"""
import os
import re
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TERMS = 300
SEARCH_LIMIT, THREADS_LIMIT = 3.0, 0.60
MEMORY_LIMIT_KB = 24 * 1024
START_LIMIT, START_LIMIT_SECONDS = 8.0, 0.015


def run(command, out):
    """(seconds, peak KB) of one run that must not fail to run."""
    with open(out, "wb") as f:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=f,
                                 stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1, 4, 5):
        sys.exit("%s: exit status %d" % (command[0], child.returncode))
    return seconds, usage.ru_maxrss


def best(command, out, times):
    runs = [run(command, out) for _ in range(times)]
    return min(r[0] for r in runs), max(r[1] for r in runs)


def lexicon_terms(rules, path):
    """Every so many of the lexicon's names, 300 in all."""
    names = set()
    for name in sorted(os.listdir(rules)):
        with open(os.path.join(rules, name), encoding="utf-8") as f:
            names.update(m.group(1) or m.group(2).strip() for m in re.finditer(
                r'name: *(?:"([^"]+)"|([^,}\n]+))', f.read()))
    names = sorted(n for n in names if len(n) > 2)
    with open(path, "w", encoding="utf-8") as f:
        for i in range(TERMS):
            f.write(names[i * len(names) // TERMS] + "\n")


def size_of(folder):
    return sum(os.path.getsize(os.path.join(d, f))
               for d, _, files in os.walk(folder) for f in files)


def corpus(samples, folder, count):
    """The letters' folder and how many bytes it holds."""
    path = os.path.join(folder, str(count))
    if not os.path.isdir(path):
        subprocess.run([sys.executable, os.path.join(HERE, "corpus.py"),
                        samples, path + ".part", str(count)], check=True)
        os.rename(path + ".part", path)
    return path, size_of(path)


def verdict(value, limit):
    return "%.2f (at most %.2f)%s" % (value, limit,
                                      "" if value <= limit else "  TOO MUCH")


def main():
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    program, empty, samples, folder = sys.argv[1:5]
    os.makedirs(folder, exist_ok=True)
    terms = os.path.join(folder, "terms")
    lexicon_terms(os.path.join(samples, "../rules/lexicon"), terms)
    search = shutil.which("rg")
    if not search:
        print("rg (ripgrep) is not installed: no ratio to a search")
    out = os.path.join(folder, "out")
    memory = []
    for count in map(int, sys.argv[5:]):
        path, size = corpus(samples, folder, count)
        times = 5 if count <= 1000 else 3 if count <= 10_000 else 1
        one, peak = best([program, "--jobs=1", "--output", out, path],
                         os.devnull, times)
        two, _ = best([program, "--jobs=2", "--output", out, path],
                      os.devnull, times)
        memory.append(peak)
        print("%d letters, %.1f MB" % (count, size / 1e6))
        print("  one thread   %7.3f s  %6.0f letters/s  %5.1f MB/s" %
              (one, count / one, size / 1e6 / one))
        print("  two threads  %7.3f s  %6.0f letters/s  of one: %s" %
              (two, count / two, verdict(two / one, THREADS_LIMIT)))
        if search:
            rg, _ = best([search, "-j1", "-c", "-i", "-F", "-f", terms, path],
                         os.devnull, times)
            print("  rg -F        %7.3f s  ratio %s" %
                  (rg, verdict(one / rg, SEARCH_LIMIT)))
        print("  memory       %7d KB (at most %d)%s" %
              (peak, MEMORY_LIMIT_KB,
               "" if peak <= MEMORY_LIMIT_KB else "  TOO MUCH"))
    if len(memory) > 1:
        print("memory, most letters against fewest: %.2f" %
              (memory[-1] / memory[0]))
    letter = os.path.join(samples, "01-clean.txt")
    nothing, _ = best([empty], os.devnull, 50)
    start, _ = best([program, "--jobs=1", letter], os.devnull, 50)
    print("one letter, start to exit: %.1f ms (at most %.0f), of an empty "
          "program: %s" % (start * 1e3, START_LIMIT_SECONDS * 1e3,
                           verdict(start / nothing, START_LIMIT)))


main()
