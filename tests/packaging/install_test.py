# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""install_test.py BUILD-FOLDER: what is installed from it runs where it was put, and the desktop can find it."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

BUILD = pathlib.Path(sys.argv.pop(1))


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.prefix = pathlib.Path(cls.folder.name) / "a prefix"
        subprocess.run(["cmake", "--install", BUILD, "--prefix", cls.prefix], check=True, capture_output=True)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def run_program(self, name, *arguments):
        return subprocess.run([self.prefix / "bin" / name, *arguments], cwd=self.folder.name, capture_output=True, text=True)

    def test_a_sketch_is_drawn(self):
        photo = self.prefix / "share/croquis/samples/horse.png"
        done = self.run_program("croquis-cli", "draw", photo, "--iterations", "2", "--strokes", "4", "-o", "horse.svg", "--gif", "horse.gif")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((pathlib.Path(self.folder.name) / "horse.svg").read_text().count("<path"), 4)

    def test_its_own_engine_is_opened(self):
        environment = {**os.environ, "LD_DEBUG": "libs"}
        done = subprocess.run([self.prefix / "bin" / "croquis-cli", "draw", self.prefix / "share/croquis/samples/horse.png", "--iterations", "0",
                               "-o", "again.svg"], cwd=self.folder.name, capture_output=True, text=True, env=environment)
        self.assertEqual(done.returncode, 0)
        opened = [line for line in done.stderr.splitlines() if "calling init" in line and "libcroquis_engine" in line]
        self.assertTrue(opened and all(str(self.prefix) in line for line in opened), opened)

    @unittest.skipUnless((BUILD / "bin/croquis").exists(), "built without the window")
    def test_the_desktop_finds_the_window(self):
        entry = (self.prefix / "share/applications/croquis.desktop").read_text(encoding="utf-8")
        fields = dict(line.split("=", 1) for line in entry.splitlines() if "=" in line)
        self.assertEqual(self.run_program(fields["Exec"].split()[0], "--version").returncode, 0)
        self.assertTrue((self.prefix / f"share/icons/hicolor/scalable/apps/{fields['Icon']}.svg").is_file())
        info = xml.etree.ElementTree.parse(self.prefix / "share/metainfo/croquis.metainfo.xml")
        self.assertEqual(info.findtext("launchable"), "croquis.desktop")


if __name__ == "__main__":
    unittest.main()
