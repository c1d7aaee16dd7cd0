#!/usr/bin/env python3
# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The part that each task of packaging/slurm/draw-folder.sbatch draws, with Slurm's variables and a program that says what it was told."""
import os
import pathlib
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "packaging/slurm/draw-folder.sbatch"


class SlurmTest(unittest.TestCase):
    def task(self, arguments, **variables):
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder) / "croquis-cli"
            program.write_text('#!/bin/sh\necho "$@"\n')
            program.chmod(0o755)
            environment = {"PATH": os.environ["PATH"], "CROQUIS_CLI": str(program), "SLURM_CPUS_PER_TASK": "2", **variables}
            return subprocess.run(["bash", SCRIPT, *arguments], env=environment, capture_output=True, text=True)

    def array(self, task, first, last, count, **more):
        return dict(SLURM_ARRAY_TASK_ID=str(task), SLURM_ARRAY_TASK_MIN=str(first), SLURM_ARRAY_TASK_MAX=str(last),
                    SLURM_ARRAY_TASK_COUNT=str(count), **more)

    def test_each_draws_its_part(self):
        for task in (1, 5, 8):
            done = self.task(["photos", "results", "--strokes", "8"], **self.array(task, 1, 8, 8))
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(done.stdout.split(), ["draw", "photos", "--output", "results/", "--shard", f"{task}/8",
                                                   "--threads", "2", "--strokes", "8"])

    def test_failed_tasks_alone_draw_their_parts(self):
        for first, last, count in ((5, 5, 1), (3, 5, 2)):
            done = self.task(["photos", "results"], **self.array(5, first, last, count, CROQUIS_PARTS="8"))
            self.assertIn("--shard 5/8", done.stdout)
            refused = self.task(["photos", "results"], **self.array(5, first, last, count))
            self.assertEqual(refused.returncode, 2)
            self.assertIn("CROQUIS_PARTS", refused.stderr)
            self.assertEqual(refused.stdout, "")

    def test_usage_is_said(self):
        for arguments, variables in ((["photos"], self.array(1, 1, 2, 2)), (["photos", "results"], {})):
            done = self.task(arguments, **variables)
            self.assertEqual(done.returncode, 2)
            self.assertIn("--array=1-8", done.stderr)
            self.assertNotIn("unbound", done.stderr)


if __name__ == "__main__":
    unittest.main()
