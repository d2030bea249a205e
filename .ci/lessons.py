#!/usr/bin/env python3
"""Run what the lessons show: their Python, and each one-line change.

The first Python block of a lesson is taken from its Python file, and the first
Rust block from its crate. A text block that follows a Python block is what it
prints. A diff block is a change of the example named before it, and the text
block that follows is what the example then prints: that is claimed in a copy
of the workspace, and the crates' own tests are run there. What the checker
says is to be changed is quoted from its source.
"""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Iterator, List, NamedTuple, Tuple

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / 'target' / 'changed'
LESSONS = {
    'basic_async_syntax': '0-basic_async_syntax.py',
    'concurrent_coroutines': '1-concurrent_coroutines.py',
    'measure_runtime': '2-measure_runtime.py',
    'tasks': '3-tasks.py',
    'task_wait_n': '4-tasks.py',
}


class Block(NamedTuple):
    """A block of a lesson, and the text block that follows, if one does."""

    language: str
    text: str
    prints: str


def blocks_of(lesson: str) -> List[Block]:
    """List the blocks of a lesson in order."""
    source = (ROOT / lesson / 'README.md').read_text()
    found = re.findall(r'^```(\S+)\n(.*?)^```$', source, re.M | re.S)
    return [Block(language, text, after[1] if after[0] == 'text' else '')
            for (language, text), after
            in zip(found, found[1:] + [('', '')])]


def is_taken_from(text: str, path: Path) -> bool:
    """Tell whether all lines of a text stand in a file, in that order."""
    lines: Iterator[str] = iter(path.read_text().splitlines())
    return all(line in lines for line in text.splitlines() if line)


def same_word(claim: str, word: str) -> bool:
    """Tell whether a printed word is the claim, or a time 0.2 s later."""
    try:
        late = float(word) - float(claim)
    except ValueError:
        return claim == word
    return claim == word or '.' in claim and 0 <= late < 0.21


def misquoted(lesson: str) -> List[str]:
    """List what a lesson quotes from the checker that is not said there."""
    said = (ROOT / 'checker/src/mistake.rs').read_text().replace('\\"', '"')
    text = (ROOT / lesson / 'README.md').read_text()
    table = text.split('| what to change |\n')[1].split('\n\n')[0]
    cells = [row[:-2].split(' | ')[2] for row in table.splitlines()[1:]]
    return [cell for cell in cells
            if '"' + cell.strip('`').strip() + '"' not in said]


def run_python(text: str, claim: str) -> bool:
    """Run a block in python/, and tell whether it prints what is claimed."""
    with tempfile.NamedTemporaryFile('w', suffix='.py') as file:
        file.write(f'import sys\nsys.path.insert(0, "{ROOT}/python")\n{text}')
        file.flush()
        ran = subprocess.run([sys.executable, file.name], text=True,
                             stdout=subprocess.PIPE)
    claims, words = claim.split(), ran.stdout.split()
    return (ran.returncode == 0 and (not claim or len(claims) == len(words))
            and all(map(same_word, claims, words)))


def change(source: str, block: Block) -> str:
    """Apply a diff block to an example, and claim what it prints now."""
    lines = block.text.splitlines(keepends=True)
    old = ''.join(line[1:] for line in lines if line[0] in ' -')
    new = ''.join(line[1:] for line in lines if line[0] in ' +')
    if source.count(old) != 1:
        sys.exit(f'this line is to be changed, and is not there once:\n{old}')
    claims = ''.join(f'//! {line}\n' for line in block.prints.splitlines())
    header = r'(//! \$ cargo run [^\n]*\n).*?(//! ```\n)'
    return re.sub(header, lambda found: found[1] + claims + found[2],
                  source.replace(old, new), count=1, flags=re.S)


def examples_changed() -> List[Tuple[str, str]]:
    """Write the changed examples into the copy, and list their names."""
    listed = subprocess.check_output(['git', 'ls-files', '-z'], cwd=ROOT)
    for name in listed.decode().split('\0')[:-1]:
        (COPY / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, COPY / name)
    changed = []
    for lesson in LESSONS:
        example = ''
        for block in blocks_of(lesson):
            if block.language == 'sh' and '--example' in block.text:
                example = block.text.split()[-1]
            elif block.language == 'diff':
                path = COPY / lesson / 'examples' / f'{example}.rs'
                path.write_text(change(path.read_text(), block))
                changed.append((lesson, example))
    return changed


def main() -> None:
    """Check the blocks of all lessons, then the changes."""
    for lesson, python in LESSONS.items():
        blocks = blocks_of(lesson)
        for language, source in [('python', ROOT / 'python' / python),
                                 ('rust', ROOT / lesson / 'src/lib.rs')]:
            first = next(b for b in blocks if b.language == language)
            if not is_taken_from(first.text, source):
                sys.exit(f'{lesson}: this is not in {source}:\n{first.text}')
        for quote in misquoted(lesson):
            sys.exit(f'{lesson}: the checker does not say: {quote}')
        for block in blocks:
            if block.language == 'python':
                # A machine that was busy gets two more tries.
                if not any(run_python(block.text, block.prints)
                           for _ in range(3)):
                    sys.exit(f'{lesson}: this fails, or prints something '
                             f'other than is said:\n{block.text}')
    for lesson, example in examples_changed():
        print(f'changed: {lesson}, {example}', flush=True)
    crates = [word for lesson in LESSONS for word in ('-p', lesson)]
    for command in (['build', '--examples'],
                    ['test', '--test', 'examples']):
        subprocess.run(['cargo', *command, '--locked', '--quiet', *crates,
                        '--target-dir', str(COPY / 'target')],
                       cwd=COPY, check=True)


if __name__ == '__main__':
    main()
