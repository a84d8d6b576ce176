#!/usr/bin/env python3
"""Prints "N passed, N failed" over the reports of a test run: summary.py FOLDER [FAILED_STAGE].

ctest writes one FOLDER/<preset>.xml, GoogleTest one FOLDER/<preset>/<program>.xml. A GoogleTest program counts with its
cases; any other test, and a program that crashed before its report, counts as one. A stage that failed without a failed
test (the build, say) counts as one failure. The exit code is 1 when anything failed.
"""
import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def cases_of(report):
    """(passed, failed) of a GoogleTest report; skipped cases count in neither."""
    root = ElementTree.parse(report).getroot()
    failed = int(root.get("failures", 0)) + int(root.get("errors", 0))
    skipped = sum(1 for case in root.iter("testcase") if case.get("result") == "skipped")
    return int(root.get("tests", 0)) - int(root.get("disabled", 0)) - skipped - failed, failed


def programs_of(ctest_report, folder):
    """(passed, failed) of every test of one ctest run."""
    passed = failed = 0
    for test in ElementTree.parse(ctest_report).getroot().iter("testcase"):
        good = test.get("status") == "run"
        report = folder / f"test_{test.get('name')}.xml"
        if report.exists():
            case_passed, case_failed = cases_of(report)
            passed += case_passed
            failed += case_failed if good or case_failed else 1
        elif test.get("status") in ("run", "fail"):
            passed += good
            failed += not good
    return passed, failed


def main():
    folder = pathlib.Path(sys.argv[1])
    stage = sys.argv[2] if len(sys.argv) > 2 else ""
    results = [programs_of(report, folder / report.stem) for report in sorted(folder.glob("*.xml"))]
    passed, failed = (sum(column) for column in zip(*results)) if results else (0, 0)
    failed = failed or (1 if stage else 0)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
