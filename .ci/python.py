#!/usr/bin/env python3
"""Hold python/ to the course's rules and its mains to what they print."""
import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, Optional, Tuple

FOLDER = Path(__file__).resolve().parent.parent / 'python'
FLOAT = r'(\d+\.\d+(?:e-\d+)?)'

# What each main prints: for each line, the longest delay and how many there
# are. None is one float with no brackets.
DELAYS: Dict[str, List[Tuple[float, Optional[int]]]] = {
    '0-main.py': [(10, None), (5, None), (15, None)],
    '1-main.py': [(5, 5), (7, 10), (0, 10)],
    '2-main.py': [(2.8, None)],
    '3-main.py': [],
    '4-main.py': [(6, 5)],
}


def is_sentence(docstring: Optional[str]) -> bool:
    """Tell whether a docstring reads as a sentence: words, and an end."""
    text = (docstring or '').strip()
    return len(text.split()) >= 4 and text[0].isupper() and text[-1] == '.'


def faults(path: Path) -> List[str]:
    """List what a file has against the course's rules."""
    source = path.read_text()
    found = []
    if not os.access(path, os.X_OK):
        found.append('is not executable')
    if not source.startswith('#!/usr/bin/env python3\n'):
        found.append('has another first line')
    if not source.endswith('\n') or source.endswith('\n\n'):
        found.append('does not end with one newline')
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Module, ast.FunctionDef,
                             ast.AsyncFunctionDef)):
            if not is_sentence(ast.get_docstring(node)):
                name = getattr(node, 'name', 'the module')
                found.append(f'{name} has no docstring that is a sentence')
    return [f'{path}: {fault}' for fault in found]


def has_its_shape(name: str, printed: str) -> bool:
    """Tell whether a main printed what it should: count, range and shape."""
    if name == '3-main.py':
        return printed == "<class '_asyncio.Task'>\n"
    lines = printed.splitlines()
    if len(lines) != len(DELAYS[name]):
        return False
    for line, (longest, count) in zip(lines, DELAYS[name]):
        floats = re.findall(FLOAT, line)
        shape = floats[0] if count is None else f'[{", ".join(floats)}]'
        if line != shape or len(floats) != (count or 1):
            return False
        if any(not 0 <= float(delay) <= longest for delay in floats):
            return False
    return True


def main() -> None:
    """Check the files, then run all the mains at once."""
    found = [fault for path in sorted(FOLDER.glob('*.py'))
             for fault in faults(path)]
    mains = {name: subprocess.Popen([sys.executable, FOLDER / name],
                                    stdout=subprocess.PIPE, text=True)
             for name in DELAYS}
    for name, process in mains.items():
        printed = process.communicate()[0]
        if process.returncode or not has_its_shape(name, printed):
            found.append(f'{name} printed {printed!r}')
    sys.exit('\n'.join(found) or None)


if __name__ == '__main__':
    main()
