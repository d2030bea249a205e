#!/usr/bin/env python3
"""Print three delays: three waits, one after another."""
import asyncio

wait_random = __import__('0-basic_async_syntax').wait_random

if __name__ == '__main__':
    print(asyncio.run(wait_random()))
    print(asyncio.run(wait_random(5)))
    print(asyncio.run(wait_random(15)))
