"""Run one Python contender once, and print its cost, as child.rs does.

Arguments: the folder of the course's files, the event loop's module, the
function, n, max_delay.
"""
import asyncio
import os
import signal
import sys
import threading
import time
from typing import Callable, Coroutine, List, Tuple

MODULES = {'wait_n': '1-concurrent_coroutines', 'task_wait_n': '4-tasks'}
TICK_INTERVAL = 0.01
WaitN = Callable[[int, int], Coroutine[None, None, List[float]]]


def exit_with_parent() -> None:
    """Exit as soon as standard input is closed, by the parent or its end."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(0)


async def tick() -> float:
    """Sleep for one tick, and return how much later than due it woke up."""
    start = time.perf_counter()
    await asyncio.sleep(TICK_INTERVAL)
    return max(time.perf_counter() - start - TICK_INTERVAL, 0)


async def run_ticker(done: asyncio.Event) -> Tuple[float, float]:
    """Tick until done, and return the first and the greatest later lateness.

    All waits start in the first tick.
    """
    first, later = await tick(), 0.0
    while not done.is_set():
        later = max(await tick(), later)
    return first, later


async def measure_beside_ticker(wait_n: WaitN, n: int, max_delay: int) -> None:
    """Run the waits beside a ticker, and print their cost."""
    done = asyncio.Event()
    ticker = asyncio.ensure_future(run_ticker(done))
    # This lets the ticker start its first sleep before the waits start.
    await asyncio.sleep(0)
    cpu_time_at_start, started_at = time.process_time(), time.perf_counter()
    delays = await wait_n(n, max_delay)
    elapsed = time.perf_counter() - started_at
    cpu_time = time.process_time() - cpu_time_at_start
    done.set()
    overhead = elapsed - max(delays, default=0)
    inversions = sum(a > b for a, b in zip(delays, delays[1:]))
    print(overhead, cpu_time, inversions, *await ticker, flush=True)


if __name__ == '__main__':
    # The Python default would print a traceback when the user presses Ctrl-C.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent_watcher = threading.Thread(target=exit_with_parent, daemon=True)
    parent_watcher.start()
    folder, event_loop, function, n, max_delay = sys.argv[1:]
    sys.path.insert(0, folder)
    wait_n = getattr(__import__(MODULES[function]), function)
    waits = measure_beside_ticker(wait_n, int(n), int(max_delay))
    __import__(event_loop).run(waits)
    # Keep running for the parent, which reads this process's peak of memory.
    parent_watcher.join()
