# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""wheel_address.py NAME SHA256: prints where the index that pip is set to keeps the wheel with that digest, and the wheel's name.

Run it with the Python whose pip is meant. Says nothing and ends with 1 where it can't tell: pip knows more ways to an index.
"""
import html.parser
import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request


def index_addresses():
    """pip's own settings: its files, then the environment, then what it has built in."""
    listed = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False).stdout
    settings = dict(re.findall(r"^(?::env:|global|download)\.((?:extra-)?index-url)='(.*)'$", listed, re.MULTILINE))
    main = os.environ.get("PIP_INDEX_URL") or settings.get("index-url")
    if not main:
        from pip._internal.models.index import PyPI
        main = PyPI.simple_url
    extra = os.environ.get("PIP_EXTRA_INDEX_URL") or settings.get("extra-index-url") or ""
    return [main, *extra.replace("\\n", " ").split()]


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found += [value for key, value in attrs if key == "href" and value]


def wheel_address(name, digest):
    for index in index_addresses():
        page = index.rstrip("/") + "/" + re.sub(r"[-_.]+", "-", name).lower() + "/"
        with urllib.request.urlopen(page, timeout=30) as answer:
            links = Links()
            links.feed(answer.read(64 << 20).decode("utf-8", "replace"))
            base = answer.geturl()
        for link in links.found:
            address, _, fragment = urllib.parse.urljoin(base, link).partition("#")
            if fragment == f"sha256={digest}" and address.endswith(".whl"):
                return address, os.path.basename(urllib.parse.unquote(urllib.parse.urlsplit(address).path))
    return None


if __name__ == "__main__":
    try:
        place = wheel_address(sys.argv[1], sys.argv[2])
    except Exception:  # whatever it was, pip is asked next
        place = None
    if not place:
        sys.exit(1)
    print(*place, sep="\n")
