"""The embedded PostgreSQL: really started, really stopped."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from onboarding.startup.account import Account
from onboarding.startup.postgres import CHECKOUT, Cluster
from onboarding.startup.processes import lives, wait_until
from onboarding.startup.progress import Refusal

JOIN_AND_WAIT = """
import sys, time
from onboarding.startup.postgres import Cluster
Cluster(sys.argv[1]).join()
print("joined", flush=True)
time.sleep(60)
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Cluster:
    return Cluster(tmp_path / "data")


def ask(cluster: Cluster, question: str):
    with psycopg.connect(cluster.url) as connection:
        return connection.execute(question).fetchone()[0]


def test_the_application_role_is_no_superuser(cluster: Cluster):
    with cluster:
        question = "SELECT rolname, rolsuper, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        with psycopg.connect(cluster.url) as connection:
            assert connection.execute(question).fetchone() == ("stagestart", False, False, False)


def test_the_application_role_owns_its_database(cluster: Cluster):
    with cluster:
        owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
        assert ask(cluster, owner) == "stagestart"


def test_text_does_not_depend_on_the_language_of_the_machine(cluster: Cluster, monkeypatch):
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    monkeypatch.setenv("PGDATA", "/nowhere")
    with cluster:
        assert ask(cluster, "SELECT upper('é')") == "É"
        assert ask(cluster, "SELECT pg_encoding_to_char(encoding) FROM pg_database LIMIT 1") == "UTF8"


def test_only_the_owner_can_enter_and_nothing_listens_on_the_network(cluster: Cluster):
    with cluster:
        assert stat.S_IMODE(cluster.sockets.stat().st_mode) == 0o700
        assert ask(cluster, "SELECT current_setting('listen_addresses')") == ""
        assert len(str(cluster.sockets / ".s.PGSQL.5432")) < 100


def test_a_long_data_folder_has_a_short_socket(tmp_path: Path):
    with Cluster(tmp_path / ("x" * 120), careless=True) as cluster:
        assert ask(cluster, "SELECT 1") == 1


def test_leaving_stops_every_process_and_keeps_the_data(cluster: Cluster):
    with cluster:
        server, guard = cluster.server_pid(), cluster.guard_pid()
        with psycopg.connect(cluster.url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    assert not lives(server)
    assert not lives(guard)
    assert not cluster.sockets.exists()
    with cluster:
        assert ask(cluster, "SELECT answer FROM kept") == 42


def test_the_server_runs_until_the_last_user_has_left(cluster: Cluster):
    with cluster:
        server = cluster.server_pid()
        with Cluster(cluster.data) as other:
            assert other.server_pid() == server
        assert lives(server)
        assert ask(cluster, "SELECT 1") == 1
    assert not lives(server)


def test_a_user_that_is_killed_leaves_no_server_behind(cluster: Cluster):
    command = [sys.executable, "-c", JOIN_AND_WAIT, str(cluster.data)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as user:
        assert user.stdout.readline() == "joined\n"
        server = cluster.server_pid()
        os.kill(user.pid, signal.SIGKILL)
    assert wait_until(lambda: not lives(server), 10)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent has died")
def test_a_guard_that_is_killed_takes_the_server_along_and_the_next_start_works(cluster: Cluster):
    with cluster:
        server = cluster.server_pid()
        os.kill(cluster.guard_pid(), signal.SIGKILL)
        assert wait_until(lambda: not lives(server), 10)
    with cluster:
        assert ask(cluster, "SELECT 1") == 1


def test_a_temporary_cluster_leaves_no_file(tmp_path: Path):
    with Cluster(tmp_path / "data", careless=True) as cluster:
        assert cluster.folder.exists()
    assert not cluster.folder.exists()
    assert not cluster.data.exists()


def test_data_of_another_version_is_refused(cluster: Cluster):
    cluster.folder.mkdir(parents=True)
    (cluster.folder / "PG_VERSION").write_text("12\n")
    with pytest.raises(Refusal, match="zijn van PostgreSQL 12; we hebben 18 nodig"):
        cluster.join()


def test_a_socket_folder_that_others_can_enter_is_refused(cluster: Cluster):
    cluster.sockets.mkdir(mode=0o755)
    with pytest.raises(Refusal, match="niet van jou alleen"):
        cluster.make_sockets_folder()
    cluster.sockets.rmdir()


def test_a_half_made_cluster_does_not_count(cluster: Cluster):
    half = cluster.data / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with cluster:
        assert ask(cluster, "SELECT 1") == 1
    assert not half.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run the server as somebody else")
def test_as_another_user_the_server_runs_where_that_user_can_reach(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("onboarding.startup.postgres._can_run", lambda *_: False)
    place = Path(f"/tmp/stagestart-place-{os.getpid()}")  # noqa: S108 - the other user cannot enter tmp_path
    cluster = Cluster(tmp_path / "data", careless=True, account=Account(user="nobody", place=place))
    with cluster:
        assert ask(cluster, "SELECT 1") == 1
        assert Path(f"/proc/{cluster.server_pid()}").stat().st_uid == cluster.runs_as.uid
        assert cluster.folder.parent == place
        assert place in cluster.programs.parents
    subprocess.run(["rm", "-rf", str(place)], check=True)
