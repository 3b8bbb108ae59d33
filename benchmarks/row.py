"""One measured figure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """`limit` is the promise, in the same unit: the largest value accepted. None promises nothing."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def kept(self) -> bool:
        return self.limit is None or self.value <= self.limit
