"""Which blocks, which words of a text answer to which of another, in bounded time."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher

ALIKE = 0.4  # share of common words from which two blocks are two states of the same
MOST_COMPARED = 6000  # pairs of blocks whose words are counted together
MOST_WORDS = 4000  # words compared one by one

Pair = tuple[int | None, int | None]
Opcode = tuple[bool, int, int, int, int]  # same or not, from and to in each


def likeness(before: Counter[str], after: Counter[str]) -> float:
    """The share of words in common, 0–1."""
    total = before.total() + after.total()
    if not total:
        return 1.0
    small, large = sorted((before, after), key=len)
    return 2 * sum(min(count, large[word]) for word, count in small.items()) / total


def align(
    before: Sequence[Hashable],
    after: Sequence[Hashable],
    alike: Callable[[int, int], float],
) -> Iterator[Pair]:
    """Pair what is the same, then, between those, what is `alike` enough (0–1); None where nothing answers."""
    for same, i1, i2, j1, j2 in opcodes(before, after):
        if same:
            yield from zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            yield from _paired(range(i1, i2), range(j1, j2), alike)


def opcodes(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[Opcode]:
    """Runs that are the same, and between them runs that are not. Common ends are found first."""
    head = 0
    shortest = min(len(before), len(after))
    while head < shortest and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shortest - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    ends = len(before) - tail, len(after) - tail
    if head:
        yield True, 0, head, 0, head
    yield from _between(before[head : ends[0]], after[head : ends[1]], head)
    if tail:
        yield True, ends[0], len(before), ends[1], len(after)


def _between(
    before: Sequence[Hashable], after: Sequence[Hashable], offset: int
) -> Iterator[Opcode]:
    if not before and not after:
        return
    if max(len(before), len(after)) > MOST_WORDS:
        yield False, offset, offset + len(before), offset, offset + len(after)
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after).get_opcodes():
        yield tag == "equal", i1 + offset, i2 + offset, j1 + offset, j2 + offset


def _paired(before: range, after: range, alike: Callable[[int, int], float]) -> Iterator[Pair]:
    """The pairs that together are most alike, in order; far from the diagonal nothing is compared."""
    if not before or not after:
        yield from ((i, None) for i in before)
        yield from ((None, j) for j in after)
        return
    best = _scores(before, after, alike)
    pairs: list[Pair] = []
    i, j = len(before), len(after)
    while i and j:
        step = best.get((i, j), (0.0, "up"))[1]
        if step == "pair":
            pairs.append((before[i - 1], after[j - 1]))
            i, j = i - 1, j - 1
        elif step == "up":
            i -= 1
            pairs.append((before[i], None))
        else:
            j -= 1
            pairs.append((None, after[j]))
    pairs += [(before[rank], None) for rank in reversed(range(i))]
    pairs += [(None, after[rank]) for rank in reversed(range(j))]
    yield from reversed(pairs)


def _scores(
    before: range, after: range, alike: Callable[[int, int], float]
) -> dict[tuple[int, int], tuple[float, str]]:
    rows, columns = len(before), len(after)
    width = max(3, MOST_COMPARED // (2 * max(rows, columns)))
    best: dict[tuple[int, int], tuple[float, str]] = {}

    def score(i: int, j: int) -> float:
        return best.get((i, j), (0.0, ""))[0]

    for i in range(1, rows + 1):
        middle = round(i * columns / rows)
        for j in range(max(1, middle - width), min(columns, middle + width) + 1):
            # Left first: what is removed is read before what is added.
            options = [(score(i, j - 1), "left"), (score(i - 1, j), "up")]
            likely = alike(before[i - 1], after[j - 1])
            if likely >= ALIKE:
                options.append((score(i - 1, j - 1) + likely, "pair"))
            best[i, j] = max(options, key=lambda option: option[0])
    return best
