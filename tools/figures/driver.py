"""Run one Python peer once, and print what it took, as child.rs does.

Arguments: the course's folder, the event loop, the function, n, max_delay.
"""
import asyncio
import os
import signal
import sys
import threading
import time
from typing import Callable, Coroutine, List, Tuple

MODULES = {'wait_n': '1-concurrent_coroutines', 'task_wait_n': '4-tasks'}
TICK = 0.01
WaitN = Callable[[int, int], Coroutine[None, None, List[float]]]


def end_with_parent() -> None:
    """End this process as soon as its standard input is closed."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(0)


async def lateness(over: asyncio.Event) -> Tuple[float, float]:
    """Tick till it is over: how late the first tick was, and at most later."""
    late: List[float] = []
    while not late or not over.is_set():
        start = time.perf_counter()
        await asyncio.sleep(TICK)
        late.append(max(time.perf_counter() - start - TICK, 0))
    return late[0], max(late[1:], default=0)


async def measure(wait_n: WaitN, n: int, max_delay: int) -> None:
    """Run the waits beside another task, and print what they took."""
    over = asyncio.Event()
    other = asyncio.ensure_future(lateness(over))
    await asyncio.sleep(0)
    start, processor = time.perf_counter(), time.process_time()
    delays = await wait_n(n, max_delay)
    past = time.perf_counter() - start - max(delays, default=0)
    processor = time.process_time() - processor
    over.set()
    disorder = sum(a > b for a, b in zip(delays, delays[1:]))
    print(past, processor, disorder, *await other, flush=True)


if __name__ == '__main__':
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = threading.Thread(target=end_with_parent, daemon=True)
    parent.start()
    folder, event_loop, function, n, max_delay = sys.argv[1:]
    sys.path.insert(0, folder)
    wait_n = getattr(__import__(MODULES[function]), function)
    __import__(event_loop).run(measure(wait_n, int(n), int(max_delay)))
    parent.join()
