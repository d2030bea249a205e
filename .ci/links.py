#!/usr/bin/env python3
"""Follow each relative link and each heading anchor.

Both in the Markdown files, as a repository browser shows them, and in the
pages that `cargo doc` made of them.
"""
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Dict, List, Optional, Set, Tuple
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / 'target' / 'doc'
OUTSIDE = re.compile(r'[a-z]+:')


class Page(HTMLParser):
    """The links of an HTML page, and the anchors it has."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.links: List[str] = []
        self.anchors: Set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str,
                        attrs: List[Tuple[str, Optional[str]]]) -> None:
        """Keep what a tag links to, and its id."""
        for name, value in attrs:
            if value and name == 'id':
                self.anchors.add(value)
            elif value and (tag, name) in {('a', 'href'), ('img', 'src')}:
                self.links.append(value)


def text_of(path: Path) -> str:
    """Read a Markdown file without its code."""
    text = re.sub(r'^```.*?^```$', '', path.read_text(), flags=re.M | re.S)
    return re.sub(r'`[^`\n]+`', 'code', text)


def headings(path: Path) -> Set[str]:
    """List the anchors that a repository browser gives to the headings."""
    prose = re.sub(r'^```.*?^```$', '', path.read_text(), flags=re.M | re.S)
    found: Dict[str, int] = {}
    anchors = set()
    for title in re.findall(r'^#+ (.*)$', prose, re.M):
        slug = re.sub(r'[^\w\- ]', '', title.lower()).replace(' ', '-')
        count = found.get(slug, 0)
        found[slug] = count + 1
        anchors.add(f'{slug}-{count}' if count else slug)
    return anchors


def faults_of_markdown(path: Path) -> List[str]:
    """List the links of a Markdown file that lead nowhere."""
    text = text_of(path)
    defined = {name.lower(): target for name, target
               in re.findall(r'^\[([^\]]+)\]: (\S+)$', text, re.M)}
    faults = [f'[{name}] is not defined'
              for name in re.findall(r'\]\[([^\]]+)\]', text)
              if name.lower() not in defined]
    links = list(defined.values()) + re.findall(r'\]\(([^)\s]+)\)', text)
    for link in links:
        if OUTSIDE.match(link):
            continue
        name, _, anchor = unquote(link).partition('#')
        target = (path.parent / name).resolve() if name else path
        if not target.exists() or ROOT not in target.parents:
            faults.append(link)
        elif anchor and anchor not in headings(target):
            faults.append(link)
    return [f'{path.relative_to(ROOT)}: {fault}' for fault in faults]


def faults_of_docs(crates: List[str]) -> List[str]:
    """List the links of the crates' rendered pages that lead nowhere."""
    pages: Dict[Path, Page] = {}

    def page(path: Path) -> Page:
        if path not in pages:
            pages[path] = Page(path.read_text())
        return pages[path]

    faults = []
    for crate in crates:
        for path in sorted((DOCS / crate).rglob('*.html')):
            for link in page(path).links:
                if OUTSIDE.match(link):
                    continue
                name, _, anchor = unquote(link).partition('#')
                target = (path.parent / name).resolve() if name else path
                # The pages of sources make their anchors in the browser.
                followed = anchor and DOCS / 'src' not in target.parents
                if not target.exists() or (
                        followed and anchor not in page(target).anchors):
                    faults.append(f'{path.relative_to(ROOT)}: {link}')
    return faults


def main() -> None:
    """Follow the links of all Markdown files, then those of the docs."""
    files = subprocess.check_output(
        ['git', 'ls-files', '*.md'], cwd=ROOT, text=True).splitlines()
    faults = [fault for name in files
              for fault in faults_of_markdown(ROOT / name)]
    crates = [Path(name).parent.name for name in files
              if (ROOT / name).parent.joinpath('src/lib.rs').exists()
              and Path(name).parent.parent == Path('.')]
    faults += faults_of_docs(crates)
    sys.exit('\n'.join(['these links lead nowhere:', *faults])
             if faults else None)


if __name__ == '__main__':
    main()
