#!/usr/bin/env python3
"""Run one Python peer once, and print what it took.

Arguments: the folder of its module, the event loop, the module, the function,
n and max_delay.
"""
import os
import signal
import sys
import threading
import time
from typing import Callable, Coroutine, List

WaitN = Callable[[int, int], Coroutine[None, None, List[float]]]


def end_with_parent() -> None:
    """End this process as soon as its standard input is closed."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(0)


async def measure(wait_n: WaitN, n: int, max_delay: int) -> None:
    """Print the time past the longest delay, and the neighbours out of order.
    """
    start = time.perf_counter()
    delays = await wait_n(n, max_delay)
    past = time.perf_counter() - start - max(delays, default=0)
    disorder = sum(a > b for a, b in zip(delays, delays[1:]))
    print(past, disorder, flush=True)


if __name__ == '__main__':
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = threading.Thread(target=end_with_parent, daemon=True)
    parent.start()
    folder, event_loop, module, function, n, max_delay = sys.argv[1:]
    sys.path.insert(0, folder)
    wait_n = getattr(__import__(module), function)
    __import__(event_loop).run(measure(wait_n, int(n), int(max_delay)))
    parent.join()
