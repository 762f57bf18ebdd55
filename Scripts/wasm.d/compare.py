"""Asks two or more builds of Geo the same 10,000 questions and compares what they answer.

    compare.py FACILITIES.csv SEED native COMMAND… [-- NAME COMMAND…]…

Each build reads the questions on standard input and writes its answers to standard output, as
Scripts/wasm.d/host.c does. The first build is what the others are compared with: the order must be
the same, and the distances to 1 µm. Exit 1 when it is not so.
"""

import array
import csv
import random
import subprocess
import sys
import time

KALIMANTAN, WORLD = 9000, 1000
TOLERANCE = 1e-6  # metres


def questions(sites, seed):
    """Places in Kalimantan, the sites themselves among them, and in the world with its seams."""
    draw = random.Random(seed)
    asked = list(sites)
    while len(asked) < KALIMANTAN:
        asked.append((draw.uniform(-4.5, 4.6), draw.uniform(108.5, 119.2)))
    seams = [(lat, lon) for lat in (-90, -0.0, 0, 90) for lon in (-180, -65.4, 0, 114.59, 180)]
    asked += seams
    while len(asked) < KALIMANTAN + WORLD:
        asked.append((draw.uniform(-90, 90), draw.uniform(-180, 180)))
    return asked


def answers(name, command, data):
    started = time.monotonic()
    result = subprocess.run(command, input=data, stdout=subprocess.PIPE, check=False)
    if result.returncode != 0:
        sys.exit(f"FAILED: {name} ended with {result.returncode} instead of answers")
    numbers = array.array("d")
    if len(result.stdout) % (2 * numbers.itemsize):
        sys.exit(f"FAILED: {name} gave {len(result.stdout)} bytes, no whole number of answers")
    numbers.frombytes(result.stdout)
    return numbers, time.monotonic() - started


def main():
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        sites = [(float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file)]
    seed = int(sys.argv[2])
    builds, current = [], []
    for word in sys.argv[3:] + ["--"]:
        if word == "--":
            builds.append((current[0], current[1:]))
            current = []
        else:
            current.append(word)
    asked = questions(sites, seed)
    data = array.array("d", [len(sites), len(asked)])
    for latitude, longitude in sites + asked:
        data.extend((latitude, longitude))
    data = data.tobytes()

    (first, command), others = builds[0], builds[1:]
    expected, _ = answers(first, command, data)
    # Twice three a question, and three for each of the 65 small indexes.
    if len(expected) != 2 * 3 * (2 * len(asked) + 65):
        sys.exit(f"FAILED: {first} gave {len(expected) // 2} answers to {len(asked)} questions")
    failed = False
    for name, command in others:
        found, seconds = answers(name, command, data)
        if len(found) != len(expected):
            sys.exit(f"FAILED: {name} gave {len(found) // 2} answers, {first} {len(expected) // 2}")
        otherwise = [i for i in range(0, len(found), 2) if found[i] != expected[i]]
        apart = [abs(found[i] - expected[i]) for i in range(1, len(found), 2)]
        # Written so that a distance which is no number fails.
        too_far = [i for i, difference in enumerate(apart) if not difference <= TOLERANCE]
        for i in otherwise[:3]:
            print(f"  answer {i // 2}: site {found[i]:.0f}, {first} has {expected[i]:.0f}")
        for i in too_far[:3]:
            print(f"  answer {i}: {found[2 * i + 1]} m, {first} has {expected[2 * i + 1]} m")
        bad = bool(otherwise or too_far)
        failed = failed or bad
        print(
            f"{'FAILED' if bad else 'ok'}: {name}: {len(asked)} questions, {len(sites)} sites, seed {seed}:"
            f" {len(otherwise)} of {len(apart)} answers are other sites, {len(too_far)} farther off than 1 µm;"
            f" {sum(d == 0 for d in apart)} distances equal to the bit, largest difference"
            f" {max(apart):.1e} m; {seconds:.1f} s"
        )
    sys.exit(1 if failed else 0)


main()
