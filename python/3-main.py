#!/usr/bin/env python3
"""Print the class of a task."""
import asyncio

task_wait_random = __import__('3-tasks').task_wait_random


async def main() -> None:
    """Start a task, await it, and print its class."""
    task = task_wait_random(5)
    await task
    print(task.__class__)


if __name__ == '__main__':
    asyncio.run(main())
