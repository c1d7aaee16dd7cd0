# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints "PASSED FAILED SKIPPED" for a report that ctest --output-junit wrote.

A test that ctest could not start is reported as skipped there; here it has failed.
"""
import sys
import xml.etree.ElementTree

passed = failed = skipped = 0
for case in xml.etree.ElementTree.parse(sys.argv[1]).iter("testcase"):
    reason = case.find("skipped")
    status = case.get("status")
    if status == "run" and reason is None:
        passed += 1
    elif status == "disabled" or (reason is not None and reason.get("message", "").startswith("SKIP_")):
        skipped += 1
    else:
        failed += 1
print(passed, failed, skipped)
