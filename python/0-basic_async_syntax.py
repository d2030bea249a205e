#!/usr/bin/env python3
"""Exercise 0: one asynchronous wait."""
import asyncio
import random


async def wait_random(max_delay: int = 10) -> float:
    """Wait a random time, 0 to max_delay seconds, and return that delay."""
    delay = random.uniform(0, max_delay)
    await asyncio.sleep(delay)
    return delay
