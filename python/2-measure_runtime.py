#!/usr/bin/env python3
"""Exercise 2: how long a wait takes on average."""
import asyncio
import time
from typing import Callable, Coroutine, List

wait_n: Callable[[int, int], Coroutine[None, None, List[float]]]
wait_n = __import__('1-concurrent_coroutines').wait_n


def measure_time(n: int, max_delay: int) -> float:
    """Measure wait_n(n, max_delay) and return its total time / n, in seconds.
    """
    start = time.perf_counter()
    asyncio.run(wait_n(n, max_delay))
    return (time.perf_counter() - start) / n
