"""Nothing of a citizen stands in a log line, whoever writes it."""

import json
import logging
import logging.config
import sys
from io import StringIO

import pytest
import structlog

from portal.operations import logs

SECRETS = [
    "eyJhbGciOi.tok-en_1",
    "an.peeters@voorbeeld.be",
    "93.05.18-223.61",
    "93051822361",
    "BE68 5390 0754 7034",
    "0470 12 34 56",
    "Kerkstraat 12",
    "Grote Heimelinkstraat 4 bus 2, 9100 Sint-Niklaas",
    "O.-L.-Vrouw-ten-Bosdreef 3",
]

LINES = [
    "GET /t/{}/ 303",
    "GET /cms/password_reset/confirm/MQ/{}/ 302",
    "Authorization: Bearer {}",
    "/formulieren/x/?token={}&a=b",
]


@pytest.fixture
def written():
    """Return a function that gives the log lines written so far, as they would be in production."""
    stream = StringIO()
    configuration = logs.configuration(as_json=True, is_cached=False)
    configuration["handlers"]["console"]["stream"] = stream
    logging.config.dictConfig(configuration)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    configuration["handlers"]["console"]["stream"] = sys.__stderr__
    logging.config.dictConfig(configuration)


@pytest.mark.parametrize("line", LINES)
def test_a_token_is_left_out_of_an_address_and_a_header(line):
    assert "tok-en" not in logs.redact(line.format(SECRETS[0]))
    assert logs.HIDDEN in logs.redact(line.format(SECRETS[0]))


@pytest.mark.parametrize("secret", SECRETS[1:])
def test_what_names_a_citizen_is_left_out_of_a_sentence(secret):
    said = logs.redact(f"Fout bij {secret}; probeer opnieuw.")
    assert said == f"Fout bij {logs.HIDDEN}; probeer opnieuw."


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-24T16:21:56.814952Z",
        "SN-7K4M-92QX-A",
        "9d8675292913456dae9fe7337a7955de",
        "/producten/identiteitskaart/ 200 in 12.5 ms",
        "wacht 180 seconden, poging 3 van 6",
    ],
)
def test_what_an_operator_needs_stays(line):
    assert logs.redact(line) == line


@pytest.mark.parametrize("part", ["A-", "9", "A ", "Aa Bb straat ", "%C2%B2", "a@", "a."])
def test_an_address_of_thousands_of_letters_holds_nobody_up(part):
    """A pattern that tries every way to part it would still be at it when the suite is given up."""
    line = f"/{part * (8000 // len(part))}"
    assert logs.redact(line) == line


def test_an_event_of_ours_is_one_json_line_without_private_fields(written):
    structlog.get_logger("test").info("sent", email="x", answers={"naam": "An"}, nested={"to": [SECRETS[1]]}, attempt=2)
    (line,) = written()
    assert line["event"] == "sent"
    assert (line["email"], line["answers"], line["nested"]["to"]) == (logs.HIDDEN, logs.HIDDEN, [logs.HIDDEN])
    assert (line["attempt"], line["level"]) == (2, "info")


def test_a_line_of_a_library_and_its_traceback_are_redacted_too(written):
    try:
        raise ValueError(f"duplicate key {SECRETS[1]} at {SECRETS[6]}")
    except ValueError:
        logging.getLogger("django.db").exception("failed for %s", SECRETS[2])
    (line,) = written()
    assert line["event"] == f"failed for {logs.HIDDEN}"
    assert "duplicate key [weg] at [weg]" in line["exception"]
    assert not any(secret in json.dumps(line) for secret in SECRETS)


@pytest.mark.django_db
def test_following_a_link_logs_a_request_id_and_no_token(client, written):
    answer = client.get("/t/geheim-geheim-geheim/", headers={"X-Request-ID": "proxy-0001"})
    said = [line for line in written() if line["event"] == "request"]
    assert answer["X-Request-ID"] == "proxy-0001"
    assert [(line["path"], line["request_id"]) for line in said] == [("/t/[weg]/", "proxy-0001")]


@pytest.mark.django_db
def test_a_request_id_that_could_forge_a_log_line_is_replaced(client):
    answer = client.get("/healthz", headers={"X-Request-ID": "a b\tc"})
    assert len(answer["X-Request-ID"]) == 32


def test_a_traceback_of_ours_stands_in_the_line_without_what_belongs_to_a_citizen(written):
    try:
        raise ValueError(f"{SECRETS[1]} {SECRETS[2]} /t/{SECRETS[0]}/")
    except ValueError:
        structlog.get_logger("test").exception("failed", item=SECRETS[1])
    (line,) = written()
    assert "Traceback" in line["exception"]
    assert "test_a_traceback_of_ours" in line["exception"]
    assert not [secret for secret in SECRETS[:3] if secret in str(line)]
