#!/usr/bin/env python3
"""Lesson 5: send lines to a server of waits, and print its answers."""
import asyncio
import sys

DEFAULT_ADDRESS = '127.0.0.1:7878'
DEFAULT_LINES = ['1']


async def main() -> None:
    """Send the lines that the arguments name, after the address."""
    address = sys.argv[1] if len(sys.argv) > 1 else DEFAULT_ADDRESS
    lines = sys.argv[2:] or DEFAULT_LINES
    host, _, port = address.rpartition(':')
    try:
        if not port.isdecimal():
            raise OSError('invalid socket address')
        reader, writer = await asyncio.open_connection(
            host.strip('[]'), int(port))
    except (OSError, OverflowError, UnicodeError) as error:
        sys.exit(f'error: cannot connect to {address}: {error}')
    writer.write(''.join(f'{line}\n' for line in lines).encode())
    # The connection stays open until each line is answered.
    for _ in lines:
        try:
            answer = await reader.readline()
        except ConnectionError:
            answer = b''
        if not answer.endswith(b'\n'):
            sys.exit('error: the server closed the connection')
        print(answer.decode(), end='')
    writer.close()


if __name__ == '__main__':
    asyncio.run(main())
