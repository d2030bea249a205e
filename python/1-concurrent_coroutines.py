#!/usr/bin/env python3
"""Exercise 1: many waits at the same time."""
import asyncio
from typing import Callable, Coroutine, List

wait_random: Callable[[int], Coroutine[None, None, float]]
wait_random = __import__('0-basic_async_syntax').wait_random


async def wait_n(n: int, max_delay: int) -> List[float]:
    """Run n waits at the same time and list their delays as they end."""
    waits = [wait_random(max_delay) for _ in range(n)]
    return [await wait for wait in asyncio.as_completed(waits)]
