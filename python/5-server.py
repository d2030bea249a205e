#!/usr/bin/env python3
"""Lesson 5: a server of waits, for clients that connect by TCP."""
import asyncio
import os
import re
import signal
import socket
import sys
from typing import Any, Callable, Coroutine, Dict, NoReturn, TextIO

wait_random: Callable[[int], Coroutine[None, None, float]]
wait_random = __import__('0-basic_async_syntax').wait_random

DEFAULT_ADDRESS = '127.0.0.1:7878'
MAX_CLIENTS = 10000
MAX_LINE = 64
MAX_DELAY = 2 ** 32 - 1
READ_AHEAD = 16
# These are in seconds.
WRITE_LIMIT = 10
GRACE = 5
ACCEPT_PAUSE = 0.1
# It is opened here, because later there may be too many open files.
DEVNULL = os.open(os.devnull, os.O_WRONLY)


class Summary:
    """The waits that the server has served."""

    served = 0
    total_delay = 0.0

    def count(self, delay: float) -> None:
        """Count a wait of this delay, in seconds."""
        self.served += 1
        self.total_delay += delay

    def __str__(self) -> str:
        """Return the line that is printed at the end."""
        line = f'waits served: {self.served}'
        if self.served:
            line += f', {self.total_delay / self.served:.3f} s on average'
        return line


class Client:
    """A client that was accepted."""

    def __init__(self, summary: Summary) -> None:
        """Count the client's waits in this summary."""
        self.summary = summary
        # A line without a byte is the end of the server.
        self.lines: 'asyncio.Queue[bytes]' = asyncio.Queue(READ_AHEAD)

    def stop(self) -> None:
        """Let the wait under way end, but begin no other."""
        while not self.lines.empty():
            self.lines.get_nowait()
        self.lines.put_nowait(b'')

    async def serve(self, connection: socket.socket, address: Any) -> None:
        """Answer the client's lines, and report an error."""
        try:
            reader, writer = await asyncio.open_connection(
                sock=connection, limit=MAX_LINE)
        except OSError as error:
            connection.close()
            log(f'a client failed: {show(address)}: {error}', sys.stderr)
            return
        # This makes drain wait until the system has taken all of an answer.
        writer.transport.set_write_buffer_limits(high=0)
        try:
            await self.answer(reader, writer)
            # Closing would wait for a client that doesn't read.
            if not writer.transport.get_write_buffer_size():
                writer.close()
        except OSError as error:
            log(f'a client failed: {show(address)}: {error}', sys.stderr)
        finally:
            if not writer.transport.is_closing():
                writer.transport.abort()

    async def answer(self, reader: asyncio.StreamReader,
                     writer: asyncio.StreamWriter) -> None:
        """Answer lines until the client has gone, or the server stops."""
        tasks = [asyncio.ensure_future(self.read_lines(reader)),
                 asyncio.ensure_future(self.answer_lines(writer))]
        try:
            done, _ = await asyncio.wait(
                tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            # Before Python 3.12, wait_for can swallow a cancellation.
            self.stop()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def read_lines(self, reader: asyncio.StreamReader) -> None:
        """Put the client's lines into the queue, until its input ends."""
        starts_line = True
        while True:
            part = await read_part(reader)
            if not part:
                return
            if starts_line:
                # While the queue is full, nothing more is read. Of a line that
                # is too long, only the beginning is kept.
                await self.lines.put(part[:MAX_LINE + 1])
            starts_line = part.endswith(b'\n')

    async def answer_lines(self, writer: asyncio.StreamWriter) -> None:
        """Answer the lines in the queue, one after another."""
        while True:
            line = await self.lines.get()
            if not line:
                return
            try:
                max_delay = parse(line)
            except ValueError as fault:
                await write_line(writer, f'error: {fault}')
                continue
            delay = await wait_random(max_delay)
            await write_line(writer, str(delay))
            self.summary.count(delay)


async def read_part(reader: asyncio.StreamReader) -> bytes:
    """Read a line, or the next part of a line that is too long."""
    try:
        return await reader.readuntil()
    except asyncio.IncompleteReadError:
        # The input has ended, perhaps in the middle of a line.
        return b''
    except asyncio.LimitOverrunError as error:
        return await reader.readexactly(error.consumed)


def parse(line: bytes) -> int:
    """Return the number in a line, or raise what is wrong with the line."""
    if len(line) > MAX_LINE and not line.endswith(b'\n'):
        start = line[:MAX_LINE].decode(errors='replace')
        raise ValueError(f"more than {MAX_LINE} bytes: '{start}...'")
    text = line.strip(b' \t\n\r\f').decode(errors='replace')
    if not re.fullmatch(r'\+?[0-9]+', text) or int(text) > MAX_DELAY:
        raise ValueError(
            f"not a whole number from 0 to {MAX_DELAY}: '{text}'")
    return int(text)


async def write_line(writer: asyncio.StreamWriter, line: str) -> None:
    """Write a line, but do not wait forever for a client that reads nothing.
    """
    writer.write(f'{line}\n'.encode())
    try:
        await asyncio.wait_for(writer.drain(), WRITE_LIMIT)
    except asyncio.TimeoutError:
        raise TimeoutError("it doesn't read its answers") from None


async def accept(listener: socket.socket, summary: Summary,
                 clients: 'Dict[asyncio.Task[None], Client]') -> None:
    """Start a task for each client that connects, and never return."""
    places = asyncio.Semaphore(MAX_CLIENTS)

    def remove(task: 'asyncio.Task[None]') -> None:
        del clients[task]
        places.release()

    while True:
        await places.acquire()
        connection = None
        while connection is None:
            try:
                loop = asyncio.get_event_loop()
                connection, address = await loop.sock_accept(listener)
            except OSError as error:
                log(f'cannot accept a client: {error}', sys.stderr)
                await asyncio.sleep(ACCEPT_PAUSE)
        client = Client(summary)
        task = asyncio.ensure_future(client.serve(connection, address))
        clients[task] = client
        task.add_done_callback(remove)


async def serve(listener: socket.socket, stopped: asyncio.Event) -> Summary:
    """Serve waits until stopped, then let the waits under way end."""
    summary = Summary()
    clients: 'Dict[asyncio.Task[None], Client]' = {}
    accepting = asyncio.ensure_future(accept(listener, summary, clients))
    await stopped.wait()
    accepting.cancel()
    listener.close()
    for client in clients.values():
        client.stop()
    if clients:
        _, late = await asyncio.wait(set(clients), timeout=GRACE)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
    return summary


def listen(address: str) -> socket.socket:
    """Return a socket that listens on an address, such as 127.0.0.1:80."""
    host, separator, port = address.rpartition(':')
    if not separator or not port.isdecimal():
        raise OSError('invalid socket address')
    family, kind, protocol, _, name = socket.getaddrinfo(
        host.strip('[]'), int(port), type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    if sys.platform != 'win32':
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(name)
    listener.listen(1024)
    listener.setblocking(False)
    return listener


def show(address: Any) -> str:
    """Return an address as it is written, with brackets for IPv6."""
    host, port = address[:2]
    return f'[{host}]:{port}' if ':' in host else f'{host}:{port}'


async def main() -> None:
    """Serve waits at the address that the arguments name, until Ctrl-C."""
    if len(sys.argv) > 2:
        fail(f"unexpected argument '{sys.argv[2]}'")
    address = sys.argv[1] if len(sys.argv) > 1 else DEFAULT_ADDRESS
    try:
        listener = listen(address)
    except (OSError, OverflowError, UnicodeError) as error:
        fail(f'cannot listen on {address}: {error}')
    stopped = asyncio.Event()
    loop = asyncio.get_event_loop()

    def interrupt(*_: Any) -> None:
        # The second Ctrl-C ends the program, as usual.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        log('shutting down; press Ctrl-C again to end at once', sys.stdout)
        loop.call_soon_threadsafe(stopped.set)

    signal.signal(signal.SIGINT, interrupt)
    log(f'listening on {show(listener.getsockname())}', sys.stdout)
    log(str(await serve(listener, stopped)), sys.stdout)


def log(line: str, stream: TextIO) -> None:
    """Write a line, which is lost if nobody reads the stream any more."""
    try:
        print(line, file=stream, flush=True)
    except OSError:
        # Python would report the rest of the buffer at its end.
        os.dup2(DEVNULL, stream.fileno())


def fail(message: str) -> NoReturn:
    """End the program with an error."""
    print(f'error: {message}', file=sys.stderr)
    sys.exit(2)


if __name__ == '__main__':
    asyncio.run(main())
