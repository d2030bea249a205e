#!/usr/bin/env python3
"""Exercise 4: many waits as tasks."""
import asyncio
from typing import Callable, List

task_wait_random: Callable[[int], 'asyncio.Task[float]']
task_wait_random = __import__('3-tasks').task_wait_random


async def task_wait_n(n: int, max_delay: int) -> List[float]:
    """Run n waits as tasks and list their delays as they end."""
    waits = [task_wait_random(max_delay) for _ in range(n)]
    return [await wait for wait in asyncio.as_completed(waits)]
