#!/usr/bin/env python3
"""Print a list of waits that run as tasks."""
import asyncio

task_wait_n = __import__('4-tasks').task_wait_n

if __name__ == '__main__':
    print(asyncio.run(task_wait_n(5, 6)))
