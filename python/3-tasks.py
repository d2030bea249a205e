#!/usr/bin/env python3
"""Exercise 3: a wait that starts by itself."""
import asyncio
from typing import Callable, Coroutine

wait_random: Callable[[int], Coroutine[None, None, float]]
wait_random = __import__('0-basic_async_syntax').wait_random


def task_wait_random(max_delay: int) -> 'asyncio.Task[float]':
    """Start a wait as a task and return the task."""
    return asyncio.create_task(wait_random(max_delay))
