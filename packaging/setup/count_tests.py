# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints "PASSED FAILED SKIPPED" for a report that ctest --output-junit wrote, and on stderr what Qt's tests left out and why.

A test that ctest could not start is reported as skipped there; here it has failed. A program that skipped all that it has is skipped,
though it ends as one that passed.
"""
import re
import sys
import xml.etree.ElementTree

SKIPS = re.compile(r"^SKIP +: (\w+::\w+)\(.*?\) ?(.*)", re.M)
TOTALS = re.compile(r"^Totals: (\d+) passed, \d+ failed, (\d+) skipped", re.M)
FRAME = 2  # initTestCase and cleanupTestCase, counted as passed

passed = failed = skipped = 0
for case in xml.etree.ElementTree.parse(sys.argv[1]).iter("testcase"):
    reason = case.find("skipped")
    status = case.get("status")
    output = case.findtext("system-out") or ""
    left_out = SKIPS.findall(output)
    totals = TOTALS.search(output)
    nothing_ran = bool(totals) and int(totals[2]) > 0 and int(totals[1]) <= FRAME
    for function, why in left_out:
        print(f"left out: {case.get('name')}: {function}: {why.strip()}", file=sys.stderr)
    if status == "run" and reason is None and not nothing_ran:
        passed += 1
    elif status == "disabled" or nothing_ran or (reason is not None and reason.get("message", "").startswith("SKIP_")):
        skipped += 1
    else:
        failed += 1
print(passed, failed, skipped)
