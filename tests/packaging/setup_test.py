# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""packaging/setup's scripts against an index of this test's own and a system without apt."""
import hashlib
import http.server
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import time
import unittest

SETUP = pathlib.Path(__file__).resolve().parents[2] / "packaging" / "setup"
WHEEL = "thing-1.0-py3-none-any.whl"
CONTENT = bytes(range(256)) * 2000


class Index(http.server.BaseHTTPRequestHandler):
    """One wheel, of which each answer holds `most` bytes and no more."""

    def do_GET(self):
        server = self.server
        if self.path == "/simple/thing/":
            link = f'<a href="../../files/{WHEEL}#sha256={hashlib.sha256(CONTENT).hexdigest()}">{WHEEL}</a>'
            self.answer(200, link.encode())
            return
        wanted = self.headers.get("Range")
        server.ranges.append(wanted)
        begin = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and server.resumes else 0
        if begin >= len(CONTENT):
            self.answer(416, b"")
            return
        rest = server.content[begin:]
        headers = {"Content-Range": f"bytes {begin}-{len(CONTENT) - 1}/{len(CONTENT)}"} if begin else {}
        self.answer(206 if begin else 200, rest[: server.most], len(rest), headers)

    def answer(self, code, body, length=None, headers=None):
        self.send_response(code)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Downloads(unittest.TestCase):
    def setUp(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Index)
        self.server.ranges, self.server.resumes = [], True
        self.server.most, self.server.content = len(CONTENT), CONTENT
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.cache = pathlib.Path(tempfile.mkdtemp())

    def tearDown(self):
        self.server.shutdown()
        self.server.server_close()
        shutil.rmtree(self.cache)

    def fetch(self):
        """fetch_wheel of a shell of its own."""
        lock = f"thing==1.0 --hash=sha256:{hashlib.sha256(CONTENT).hexdigest()}"
        script = f'''set -euo pipefail; setup={SETUP}; . "$setup/messages.sh"; . "$setup/downloads.sh"; cache={self.cache}
                     hold_cache; fetch_wheel "{lock}" "the thing"; printf %s "$wheel"'''
        return self.run_shell(script)

    def run_shell(self, script):
        environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        environment["PIP_INDEX_URL"] = f"http://127.0.0.1:{self.server.server_port}/simple"
        environment["PIP_EXTRA_INDEX_URL"] = ""
        return subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=environment, check=False)

    def part(self):
        return self.cache / "wheels" / f"{WHEEL}.part"

    def assert_whole(self, done):
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, str(self.cache / "wheels" / WHEEL))
        self.assertEqual((self.cache / "wheels" / WHEEL).read_bytes(), CONTENT)
        self.assertFalse(self.part().exists())

    def test_an_interrupted_download_goes_on_where_it_stopped(self):
        (self.cache / "wheels").mkdir()
        self.part().write_bytes(CONTENT[:300000])
        self.assert_whole(self.fetch())
        self.assertEqual(self.server.ranges, ["bytes=300000-"])
        self.assert_whole(self.fetch())  # there already, whole
        self.assertEqual(len(self.server.ranges), 1)

    def test_a_connection_that_breaks_again_and_again_is_no_hindrance(self):
        self.server.most = 100000
        self.assert_whole(self.fetch())
        self.assertEqual(self.server.ranges, [None] + [f"bytes={k}-" for k in range(100000, len(CONTENT), 100000)])

    def test_a_server_that_cannot_go_on_begins_again(self):
        self.server.resumes = False
        (self.cache / "wheels").mkdir()
        self.part().write_bytes(b"x" * 1000)
        self.assert_whole(self.fetch())

    def test_what_arrived_whole_is_not_fetched_again(self):
        (self.cache / "wheels").mkdir()
        self.part().write_bytes(CONTENT)
        self.assert_whole(self.fetch())
        self.assertEqual(self.server.ranges, [])

    def test_another_content_is_thrown_away(self):
        self.server.content = CONTENT[:-1] + b"x"
        done = self.fetch()
        self.assertEqual(done.returncode, 1)
        self.assertIn("does not have the SHA-256 pinned", done.stderr)
        self.assertFalse(self.part().exists())

    def test_a_kept_wheel_serves_the_next_set(self):
        """A wheel that two sets are made of is fetched once."""
        lock = self.cache / "thing.lock"
        lock.write_text(f"thing==1.0 --hash=sha256:{hashlib.sha256(CONTENT).hexdigest()}\n")
        script = f'''set -euo pipefail; setup={SETUP}; . "$setup/messages.sh"; . "$setup/downloads.sh"; . "$setup/wheel_sets.sh"
                     cache={self.cache}; unzip() {{ mkdir -p "${{@: -1}}/nvidia"; cp "$3" "${{@: -1}}/nvidia/"; }}
                     keep_wheels=yes fetch_set {self.cache}/one {lock} one "it"; fetch_set {self.cache}/two {lock} two "it"'''
        done = self.run_shell(script)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.server.ranges, [None])
        for name in ("one", "two"):
            self.assertTrue((self.cache / name / ".complete").exists())
        self.assertEqual(list((self.cache / "wheels").glob("*")), [])


class SystemPackages(unittest.TestCase):
    """This system as another distribution's: its commands, but neither apt nor dpkg."""

    def require(self, without=()):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("bash", "cmake", "ninja", "ccache", "pkg-config", "python3", "unzip", "curl", "g++", "grep", "rsvg-convert",
                         "pdftoppm"):
                place = shutil.which(name)
                if place and name not in without:
                    (pathlib.Path(folder) / name).symlink_to(place)
            script = f'setup={SETUP}; . "$setup/messages.sh"; . "$setup/system_packages.sh"; install_system_packages build test'
            return subprocess.run([shutil.which("bash"), "-c", script], capture_output=True, text=True, check=False,
                                  env={**os.environ, "PATH": folder})

    def test_what_is_there_is_found_without_debians_paths(self):
        done = self.require()
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_what_is_missing_is_named(self):
        done = self.require(without=("unzip", "ninja"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("ninja-build and unzip", done.stderr)
        self.assertIn("not Debian or Ubuntu", done.stderr)


class Prepare(unittest.TestCase):
    """All of the set-up before the build, on the machine that runs this test: it is set up."""

    @classmethod
    def setUpClass(cls):
        ready = subprocess.run(["bash", "-c", f'set -euo pipefail; . {SETUP}/prepare.sh; torch_is_ready && find_missing_models && '
                                              '[ -z "$missing_models" ]'], capture_output=True, check=False)
        if ready.returncode != 0:
            raise unittest.SkipTest("this tree was not set up by packaging/run or packaging/test")

    def prepare(self, **environment):
        begin = time.monotonic()
        done = subprocess.run(["bash", "-c", f'set -euo pipefail; . {SETUP}/prepare.sh; prepare build test'], capture_output=True, text=True,
                              check=False, env={**os.environ, **environment})
        return done, time.monotonic() - begin

    def test_a_second_call_does_nothing_and_is_quick(self):
        fastest = 60
        for _ in range(3):  # other tests run beside this one
            done, took = self.prepare()
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
            fastest = min(fastest, took)
        self.assertLess(fastest, 2)

    def test_without_network_and_with_a_cold_cache_one_sentence_says_what_is_missing(self):
        with tempfile.TemporaryDirectory() as folder:
            nowhere = "http://127.0.0.1:9/"
            done, _ = self.prepare(XDG_CACHE_HOME=f"{folder}/cache", CROQUIS_MODELS=f"{folder}/models", PIP_INDEX_URL=nowhere,
                                   PIP_EXTRA_INDEX_URL="", PIP_CONFIG_FILE=os.devnull, http_proxy=nowhere, https_proxy=nowhere)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            said = done.stderr.strip().splitlines()
            self.assertRegex(said[-1], r"LibTorch.* the model .* are missing and .*\.$")
            self.assertFalse([line for line in said if "Traceback" in line or "ERROR" in line])
            left = [file.name for file in pathlib.Path(folder).rglob("*") if file.is_file()]
            self.assertLessEqual(set(left), {"pip.log", "lock", ".lock"})


class Counts(unittest.TestCase):
    """What count_tests.py makes of ctest's report."""

    def counted(self, *cases):
        with tempfile.NamedTemporaryFile("w", suffix=".xml") as report:
            report.write(f"<testsuite>{''.join(cases)}</testsuite>")
            report.flush()
            done = subprocess.run(["python3", SETUP / "count_tests.py", report.name], capture_output=True, text=True, check=True)
        return done.stdout.strip(), done.stderr

    @staticmethod
    def case(name, status, lines=(), inside=""):
        return f'<testcase name="{name}" status="{status}">{inside}<system-out>{chr(10).join(lines)}</system-out></testcase>'

    def test_a_program_that_skipped_all_is_no_pass(self):
        skipped = ["SKIP   : GpuTest::initTestCase() There is no card.", "Totals: 1 passed, 0 failed, 1 skipped, 0 blacklisted, 1ms"]
        each = ["PASS   : T::initTestCase()", "SKIP   : T::a(row) no reason", "SKIP   : T::b() none", "PASS   : T::cleanupTestCase()",
                "Totals: 2 passed, 0 failed, 2 skipped, 0 blacklisted, 1ms"]
        counts, said = self.counted(self.case("gpu", "run", skipped), self.case("t", "run", each), self.case("good", "run"))
        self.assertEqual(counts, "1 0 2")
        self.assertIn("left out: gpu: GpuTest::initTestCase: There is no card.", said)

    def test_a_part_that_was_skipped_is_said(self):
        lines = ["PASS   : T::a()", "SKIP   : T::b() root may read everything", "Totals: 3 passed, 0 failed, 1 skipped, 0 blacklisted, 1ms"]
        counts, said = self.counted(self.case("t", "run", lines))
        self.assertEqual(counts, "1 0 0")
        self.assertIn("T::b: root may read everything", said)

    def test_what_could_not_start_has_failed(self):
        counts, _ = self.counted(self.case("a", "notrun", inside='<skipped message="Not Run"/>'), self.case("b", "fail"))
        self.assertEqual(counts, "0 2 0")


class Card(unittest.TestCase):
    """What is said where NVIDIA's driver runs a card."""

    def mention(self, card=True, configured=False, cuda=""):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "proc/driver/nvidia/gpus").mkdir(parents=True)
            if card:
                (root / "proc/driver/nvidia/gpus/0000:01:00.0").mkdir()
            if configured:
                (root / "build/release").mkdir(parents=True)
                (root / "build/release/CMakeCache.txt").touch()
            script = f'''set -euo pipefail; setup={SETUP}; checkout={root}; . "$setup/messages.sh"; torch_lock=x; . "$setup/cuda_wheels.sh"
                         mention_card {root}'''
            done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False,
                                  env={**os.environ, "CROQUIS_CUDA": cuda})
            self.assertEqual((done.returncode, done.stdout), (0, ""))
            return done.stderr

    def test_a_card_that_nobody_asked_for_is_mentioned_once(self):
        self.assertIn("packaging/run --cuda", self.mention())
        self.assertEqual(self.mention(configured=True), "")

    def test_nothing_is_said_without_one_or_when_it_is_decided(self):
        self.assertEqual(self.mention(card=False), "")
        self.assertEqual(self.mention(cuda="ON"), "")
        self.assertEqual(self.mention(cuda="OFF"), "")


class Toolkit(unittest.TestCase):
    """Which installed CUDA toolkit is compiled with."""

    def found(self, release):
        with tempfile.TemporaryDirectory() as folder:
            nvcc = pathlib.Path(folder).resolve() / "bin/nvcc"
            nvcc.parent.mkdir()
            nvcc.write_text(f"#!/bin/sh\necho 'Cuda compilation tools, release {release}, V{release}.88'\n", encoding="utf-8")
            nvcc.chmod(0o755)
            done = subprocess.run(["bash", "-c", f'set -euo pipefail; setup={SETUP}; . "$setup/cuda_wheels.sh"; installed_toolkit'],
                                  capture_output=True, text=True, check=False, env={**os.environ, "CUDA_HOME": str(nvcc.parent.parent)})
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            return done.stdout == str(nvcc.parent.parent)

    def test_the_runtimes_own_will_do(self):
        self.assertTrue(self.found("13.0"))

    def test_others_will_not(self):
        """Later ones neither: what they make may want a later runtime than LibTorch's."""
        for release in ("12.9", "13.1", "13.10", "14.0", "113.0", "1.13.0"):
            self.assertFalse(self.found(release), release)


if __name__ == "__main__":
    unittest.main()
