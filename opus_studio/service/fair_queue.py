"""What waits for a worker, in fair order."""

from __future__ import annotations

from collections import OrderedDict, deque

from opus_studio.service.paths import Key


class FairQueue:
    """Jobs take turns, so that a batch does not shut out a single model."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, deque[int]] = OrderedDict()

    def append(self, key: Key) -> None:
        """Put a variant behind the others of its job, and a new job behind the other jobs."""
        self._jobs.setdefault(key[0], deque()).append(key[1])

    def take(self) -> Key | None:
        """Take out the variant whose turn it is; None when nothing waits."""
        if not self._jobs:
            return None
        uid, numbers = self._jobs.popitem(last=False)
        number = numbers.popleft()
        if numbers:
            self._jobs[uid] = numbers
        return uid, number

    def remove(self, key: Key) -> bool:
        """Take out a variant out of turn; False when it does not wait."""
        numbers = self._jobs.get(key[0])
        if numbers is None or key[1] not in numbers:
            return False
        numbers.remove(key[1])
        if not numbers:
            del self._jobs[key[0]]
        return True

    def __len__(self) -> int:
        return sum(len(numbers) for numbers in self._jobs.values())
