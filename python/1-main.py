#!/usr/bin/env python3
"""Print three lists: waits that run at the same time."""
import asyncio

wait_n = __import__('1-concurrent_coroutines').wait_n

if __name__ == '__main__':
    print(asyncio.run(wait_n(5, 5)))
    print(asyncio.run(wait_n(10, 7)))
    print(asyncio.run(wait_n(10, 0)))
