"""What users read: README, the pages in docs, and what stands in them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
TEXT = "\n".join(page.read_text("utf-8") for page in PAGES)


def blocks(language):
    """The blocks of code in a language, from all pages."""
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.M | re.S)


def commands(*names):
    """The arguments of commands, as they stand; of `render` alone, if none is named."""
    programs = "|".join(names or ("render",))
    lines = re.findall(rf"^    \.venv/bin/(?:{programs}) (.*)$", TEXT, re.M)
    return [line.partition(" #")[0].strip() for line in lines]


def write_files(folder):
    """Write the files that pages show, each called as its first line says."""
    for block in (*blocks("python"), *blocks("toml")):
        if named := re.match(r'(?:"""|# )(\w+\.\w+)', block):
            (folder / named[1]).write_text(block, "utf-8")
