"""A PostgreSQL server of the test's own (tests/platform/postgres/private_server.sh): gone when the test's process is."""

import os
import pathlib
import subprocess

SCRIPT = pathlib.Path(__file__).parent.parent / "platform" / "postgres" / "private_server.sh"


def run(*words):
    done = subprocess.run([str(SCRIPT), *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"private_server.sh {words}: {done.stdout} {done.stderr}")
    return done.stdout.strip()


class Postgres:
    def __init__(self, replica_of=None):
        self.folder = run("standby", os.getpid(), replica_of.folder) if replica_of else run("make", os.getpid())

    def words(self, *others):
        """libpq's: this server, or whichever of these takes writes."""
        return f"host={','.join(server.folder for server in (self, *others))} user=tandem dbname=postgres"

    def sql(self, text):
        done = subprocess.run(["psql", "--no-psqlrc", "-At", "-v", "ON_ERROR_STOP=1", self.words(), "-c", text],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise AssertionError(f"{text}: {done.stderr}")
        return done.stdout.strip()

    def sql_when_started(self, text):
        """Starts it and says this first; then starts it again, so that it holds from the beginning."""
        self.start()
        self.sql(text)
        self.restart("fast")

    def kill(self):
        """SIGKILL to all of it, as a power cut does."""
        run("kill", self.folder)

    def start(self):
        run("start", self.folder)

    def stop(self):
        run("stop", self.folder)

    def restart(self, mode):
        """mode: fast, or immediate, which leaves everything to recovery."""
        run("restart", self.folder, mode)

    def promote(self):
        run("promote", self.folder)
