"""The front over real sockets: what a slow, large, broken or hostile request does to the others, which is nothing."""

import contextlib
import gzip
import hashlib
import http.client
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from http import HTTPStatus

import brotli
import pytest

from ground import error_journal
from ground.addresses import LINKS
from ground.error_codes import error_code, in_groups
from portal.launch import processes
from tests.portal.server_app import LIMITS, MAX_WAITING, PAGE, THREADS
from tests.portal.server_process import GENEROUS, Server, begin, end, status_of

pytestmark = pytest.mark.alone


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Iterator[Server]:
    server = begin(tmp_path_factory.mktemp("front"))
    yield server
    end(server)


@pytest.fixture
def server(shared) -> Iterator[Server]:
    """The server, once nobody holds anything of it."""
    yield shared
    shared.wait_until("open_streams", 0)


@pytest.fixture
def held(server) -> Iterator[list[socket.socket]]:
    """Sockets that a test holds open; closed at its end, and waited for until the server has noticed."""
    sockets: list[socket.socket] = []
    yield sockets
    for raw in sockets:
        raw.close()
    deadline = time.monotonic() + GENEROUS
    for _ in range(2):
        while True:
            with server.slow_body("192.0.2.99") as raw:
                raw.sendall(b"x" * 499)
                if status_of(raw) == 200:
                    break
            assert time.monotonic() < deadline


def test_slow_bodies_slow_headers_and_idle_sockets_keep_nobody_waiting(server, held):
    held += [server.slow_body(f"192.0.2.{number}") for number in range(LIMITS.open_bodies)]
    held += [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
    for _ in range(50):
        raw = socket.create_connection(("127.0.0.1", server.port))
        raw.sendall(b"GET / HTTP/1.1\r\nHost: test")
        held.append(raw)
    assert server.echo()["threads"] <= THREADS
    assert server.ask("/pagina/")[2] == PAGE
    assert server.echo(method="POST", body=b"kort")["length"] == 4


def test_a_body_that_stops_coming_ends_with_408(server):
    with server.slow_body() as raw:
        assert status_of(raw) == HTTPStatus.REQUEST_TIMEOUT


def test_a_body_that_goes_on_coming_too_slowly_ends_with_408(server):
    with server.slow_body() as raw:
        with contextlib.suppress(OSError):  # closed at last
            for _ in range(499):
                raw.sendall(b"x")
                time.sleep(0.01)
        assert status_of(raw) == HTTPStatus.REQUEST_TIMEOUT


def test_headers_have_a_second_to_come(server):
    with server.send_part(b"GET / HTTP/1.1\r\nHost: test") as raw:
        time.sleep(0.3)
        raw.sendall(b"server\r\n\r\n")
        assert status_of(raw) == 200
    with server.send_part(b"GET / HTTP/1.1\r\nHost: test") as late, server.send_part(b"") as idle:
        for raw in (late, idle):
            assert raw.recv(100)[:12] in (b"", b"HTTP/1.1 408")


def test_a_body_that_comes_slowly_but_at_the_least_rate_is_taken(server):
    with server.slow_body(length=3_001, path="/formulieren/") as raw:
        for _ in range(5):
            raw.sendall(b"x" * 600)  # each 0.3 s is twice the least rate, and longer than the grace
            time.sleep(0.3)
        assert status_of(raw) == 200


@pytest.mark.parametrize(
    ("path", "length", "status"),
    [
        ("/", LIMITS.body, 200),
        ("/", LIMITS.body + 1, 413),
        ("/formulieren/", LIMITS.upload, 200),
        ("/formulieren/", LIMITS.upload + 1, 413),
        ("/formulier/", LIMITS.body + 1, 413),
    ],
)
@pytest.mark.parametrize("is_chunked", [False, True])
def test_how_large_a_body_may_be_depends_on_where_it_is_sent(server, path, length, status, is_chunked):
    with server.send(
        f"POST {path} HTTP/1.1", "Transfer-Encoding: chunked" if is_chunked else f"Content-Length: {length}"
    ) as raw:
        with contextlib.suppress(OSError):  # refused before it is all there
            raw.sendall(b"%x\r\n%s\r\n0\r\n\r\n" % (length, b"x" * length) if is_chunked else b"x" * length)
        assert status_of(raw) == status


def test_a_body_that_is_too_large_is_refused_before_it_is_sent_and_in_words(server, settings):
    with server.send("POST / HTTP/1.1", f"Content-Length: {LIMITS.body + 1}", "Expect: 100-continue") as raw:
        answer = http.client.HTTPResponse(raw)
        answer.begin()
        request_id = answer.headers["X-Request-ID"]
        code = error_code(request_id)
        assert (answer.status, answer.read()) == (413, f"<p>te groot: {in_groups(code)}</p>".encode())
        assert answer.headers["Cache-Control"] == "no-store"
        assert request_id in server.log.read_text()
    settings.VAR_DIR = next(server.log.parent.glob("test/*"))
    (error,) = error_journal.find(code)
    assert (error.status, error.kind, error.address) == (413, f"body of {LIMITS.body + 1} bytes", "/")


def test_a_client_of_the_api_is_refused_with_a_problem(server):
    status, headers, body = server.ask("/api/v1/x", "POST", b"x" * (LIMITS.body + 1))
    assert (status, headers["Content-Type"]) == (413, "application/problem+json")
    assert json.loads(body)["status"] == 413


def test_no_more_bytes_are_stored_than_all_bodies_may_have_together(server):
    answers, wait = server.in_background(1, "/formulieren/?seconds=3", "POST", b"x" * 100_000)
    server.wait_until("running", 1)
    assert server.ask("/formulieren/", "POST", b"x" * 60_000)[0] == HTTPStatus.SERVICE_UNAVAILABLE
    assert server.ask("/formulieren/", "POST", b"x" * 40_000)[0] == 200
    wait()
    assert [answer[0] for answer in answers] == [200]
    assert server.ask("/formulieren/", "POST", b"x" * 100_000)[0] == 200


def test_one_body_too_many_is_refused_and_whole_ones_still_pass(server, held):
    held += [server.slow_body(f"192.0.2.{number}") for number in range(LIMITS.open_bodies)]
    server.echo()  # they are all there
    with server.slow_body("192.0.2.50") as raw:
        assert status_of(raw) == HTTPStatus.SERVICE_UNAVAILABLE
    assert server.echo(method="POST", body=b"kort", X_Forwarded_For="192.0.2.50")["length"] == 4


def test_one_address_may_not_hold_all_room_for_bodies(server, held):
    held += [server.slow_body("192.0.2.1") for _ in range(LIMITS.open_bodies_of_client)]
    server.echo()
    with server.slow_body("192.0.2.1") as raw:
        assert status_of(raw) == HTTPStatus.SERVICE_UNAVAILABLE
    with server.slow_body("192.0.2.2") as raw:
        raw.sendall(b"x" * 499)
        assert status_of(raw) == 200


def test_a_slow_part_of_the_site_leaves_a_thread_for_the_rest(server):
    answers, wait = server.in_background(THREADS + 2, "/traag/?seconds=3")
    server.wait_until("running", THREADS - 1)
    assert server.echo("/")["length"] == 0
    assert answers == []
    wait()
    assert [answer[0] for answer in answers] == [200] * (THREADS + 2)


def test_changes_that_wait_leave_a_thread_to_who_only_reads(server):
    """As when somebody else holds the database for long: whatever part of the site they are for. Who opens a link is counted."""
    slow = [server.in_background(1, f"/deel-{number}/?seconds=3", "POST", b"x") for number in range(THREADS - 1)]
    slow.append(server.in_background(1, f"{LINKS}sleutel/?seconds=3"))
    server.wait_until("running", THREADS - 1)
    assert server.echo("/")["length"] == 0
    assert not any(answers for answers, _wait in slow)
    for answers, wait in slow:
        wait()
        assert [answer[0] for answer in answers] == [200]


def test_when_too_many_wait_the_next_is_told_to_come_back_and_kept_pages_go_on(server):
    server.ask("/pagina/")
    answers, wait = server.in_background(THREADS - 1 + MAX_WAITING + 2, "/traag/?seconds=3")
    server.wait_until("running", THREADS - 1)
    assert server.ask("/pagina/")[0] == 200
    wait()
    assert sorted(answer[0] for answer in answers) == [200] * (THREADS - 1 + MAX_WAITING) + [503] * 2
    assert {answer[1]["Retry-After"] for answer in answers} == {None, "5"}


def test_whoever_asks_whether_the_process_lives_waits_for_no_thread(server):
    slow, wait = server.in_background(THREADS - 1, "/traag/?seconds=3")
    server.wait_until("running", THREADS - 1)
    last, wait_for_last = server.in_background(1, "/ook-traag/?seconds=3")
    time.sleep(0.3)
    status, headers, body = server.ask("/healthz")
    assert (status, headers["Content-Type"], headers["Cache-Control"], body) == (200, "text/plain", "no-store", b"ok\n")
    assert server.ask("/healthz", "HEAD")[0::2] == (200, b"")
    assert slow == last == []
    wait()
    wait_for_last()


def test_changes_in_the_admin_go_one_at_a_time(server):
    answers, wait = server.in_background(4, "/cms/", "POST", b"x")
    wait()
    assert [answer[0] for answer in answers] == [200] * 4
    assert server.echo()["seen"]["most_changes"] == 1


def test_readers_who_do_not_read_hold_no_thread_and_end_when_they_leave(server, held):
    held += [server.send("GET /bestand/stroom/?kilobytes=65536 HTTP/1.1") for _ in range(THREADS + 2)]
    server.wait_until("open_streams", THREADS + 2)
    assert server.ask("/pagina/")[0] == 200


def test_what_a_reader_who_left_did_not_get_is_not_made(server):
    with server.send("GET /bestand/stroom/?kilobytes=1000000 HTTP/1.1") as raw:
        raw.recv(1000)
    server.wait_until("open_streams", 0)
    assert server.echo()["seen"]["kilobytes_left"] > 500_000


def test_a_stream_arrives_whole(server):
    assert server.ask("/stroom/?kilobytes=1000")[2] == b"x" * 1024 * 1000


def test_a_kept_page_is_made_once_and_goes_out_packed_and_as_304_and_as_head(server):
    status, headers, body = server.ask("/pagina/")
    before = server.echo()["seen"]["pages"]
    assert (status, body) == (200, PAGE)
    assert "stadswinkel" not in str(headers).lower()
    smallest = server.ask("/pagina/", Accept_Encoding="br, gzip")
    assert (smallest[1]["Content-Encoding"], brotli.decompress(smallest[2])) == ("br", PAGE)
    packed = server.ask("/pagina/", Accept_Encoding="gzip")
    assert (packed[1]["Content-Encoding"], gzip.decompress(packed[2])) == ("gzip", PAGE)
    assert "Content-Encoding" not in server.ask("/pagina/", Accept_Encoding="gzip;q=0")[1]
    status, headers, body = server.ask("/pagina/", If_None_Match=headers["ETag"])
    assert (status, body, headers["Content-Length"], headers["ETag"]) == (304, b"", None, packed[1]["ETag"])
    status, headers, body = server.ask("/pagina/", "HEAD")
    assert (status, body, headers["Content-Length"]) == (200, b"", str(len(PAGE)))
    assert server.echo()["seen"]["pages"] == before


@pytest.mark.parametrize(
    "given",
    [{"Cookie": "a=b; sessionid=x"}, {"Cookie": "messages=x"}, {"Authorization": "Bearer x"}, {"path": "/pagina/?q"}],
)
def test_who_says_who_he_is_gets_a_page_of_his_own(server, given):
    server.ask("/pagina/")
    before = server.echo()["seen"]["pages"]
    server.ask(**{"path": "/pagina/", **given})
    assert server.echo()["seen"]["pages"] == before + 1


def test_a_body_in_chunks_arrives_with_its_length(server):
    body = os.urandom(30_000)
    status, _, answer = server.ask("/formulieren/", "POST", iter([body[:10_000], body[10_000:]]))
    logged = json.loads(answer)
    assert (status, logged["digest"]) == (200, hashlib.sha256(body).hexdigest())
    assert logged["environ"]["CONTENT_LENGTH"] == "30000"
    assert "HTTP_TRANSFER_ENCODING" not in logged["environ"]


def test_the_application_sees_the_request_as_it_was(server):
    raw = server.send(
        "GET /a%20b%FF%C3%A9%2Fc/?x=%20 HTTP/1.1",
        "Cookie: a=1",
        "Cookie: b=2",
        "Proxy: http://evil",
        "X_Forwarded_For: 6.6.6.6",
        "Accept-Language: nl",
        "Accept-Language: fr",
        "Connection: close",
    )
    with raw:
        answer = http.client.HTTPResponse(raw)
        answer.begin()
        logged = json.loads(answer.read())["environ"]
    assert logged["PATH_INFO"].encode("latin-1") == b"/a b\xff\xc3\xa9/c/"
    assert logged["QUERY_STRING"] == "x=%20"
    assert (logged["HTTP_COOKIE"], logged["HTTP_ACCEPT_LANGUAGE"]) == ("a=1; b=2", "nl,fr")
    assert not {"HTTP_PROXY", "HTTP_X_FORWARDED_FOR"} & set(logged)
    assert (logged["REMOTE_ADDR"], logged["SERVER_PORT"]) == ("127.0.0.1", str(server.port))


def test_head_of_a_page_that_is_made_anew_has_its_length_and_no_body(server):
    status, headers, body = server.ask("/", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 100


def test_what_is_refused_stands_in_the_log_without_a_token(server):
    server.ask("/t/geheim-token-van-iemand/", "POST", b"x" * (LIMITS.body + 1))
    logged = json.loads(json_lines(server)[-1])
    assert (logged["event"], logged["status"], logged["path"]) == ("request_refused", 413, "/t/[weg]/")
    assert "geheim" not in server.log.read_text()


def test_what_the_application_does_not_catch_is_a_500_and_is_logged_without_personal_data(server):
    assert server.ask("/kapot/")[0] == 500
    assert "an@voorbeeld.be" not in server.log.read_text()
    logged = next(line for line in map(json.loads, reversed(json_lines(server))) if line["event"] == "request_failed")
    assert "server_app.py" in logged["exception"]


def test_an_answer_that_breaks_off_is_not_taken_for_a_whole_one(server):
    with pytest.raises(http.client.IncompleteRead):
        server.ask("/bestand/stroom/?kilobytes=12600")
    logged = next(line for line in map(json.loads, reversed(json_lines(server))) if line["event"] == "answer_failed")
    assert "ValueError" in logged["exception"]
    assert "an@voorbeeld.be" not in server.log.read_text()


def json_lines(server):
    """Return the lines of the application's own log."""
    return [line for line in server.log.read_text().splitlines() if line.startswith("{")]


def test_a_server_that_is_told_to_stop_finishes_what_runs(tmp_path):
    server = begin(tmp_path)
    try:
        answers, wait = server.in_background(1, "/traag/?seconds=3")
        server.wait_until("running", 1)
        os.kill(server.process.pid, signal.SIGTERM)
        wait()
        assert [answer[0] for answer in answers] == [200]
        assert server.process.wait(GENEROUS) == 0
        assert "Traceback" not in server.log.read_text()
    finally:
        end(server)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux's /proc")
def test_after_a_web_process_was_killed_the_other_serves_all_and_a_new_one_comes(tmp_path):
    server = begin(tmp_path, workers=2)
    try:
        leader = server.process.pid
        wait_for_line(server, "Started worker-1", "Started worker-2")
        before = wait_for_workers(leader)
        os.kill(before[0], signal.SIGKILL)
        wait_for_death(before[0])
        assert [server.ask("/")[0] for _ in range(50)] == [200] * 50
        assert set(wait_for_workers(leader)) != set(before)
    finally:
        end(server)


def wait_for_line(server, *wanted):
    """Wait until the server has logged all of it."""
    deadline = time.monotonic() + 60
    while not all(line in server.log.read_text() for line in wanted):
        assert time.monotonic() < deadline, server.log.read_text()
        time.sleep(0.05)


def wait_for_death(pid):
    """Wait until no thread of a killed process is left: until then it may take a connection along."""
    deadline = time.monotonic() + GENEROUS
    with contextlib.suppress(FileNotFoundError):
        while processes.read(pid) or len(os.listdir(f"/proc/{pid}/task")) > 1:
            assert time.monotonic() < deadline
            time.sleep(0.01)


def wait_for_workers(leader):
    """Return the numbers of both web processes, once both live."""
    deadline = time.monotonic() + 60
    while True:
        pids = [process.pid for process in processes.of_group(leader) if process.pid != leader]
        if len(pids) == 2:
            return pids
        assert time.monotonic() < deadline
        time.sleep(0.05)
