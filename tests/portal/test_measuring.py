"""A city's own measuring: its addresses go into the policy and the page, and what could open the policy further is refused."""

import json
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import env
from portal.launch import run

CODE = """
import django, json
django.setup()
from django.conf import settings
print(json.dumps(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]))
"""


def test_without_it_only_this_site_gives_scripts_and_hears_them(settings):
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert (directives["script-src"], directives["connect-src"]) == (["'self'"], ["'self'"])


def test_the_policy_takes_the_addresses_of_the_settings(tmp_path):
    given = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.development",
        "VAR_DIR": str(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(run.ROOT / "site"), str(run.ROOT)]),
        "MEASURING_SCRIPTS": "https://meting.voorbeeld.be/script.js",
        "MEASURING_CONNECT": "https://meting.voorbeeld.be, https://tel.voorbeeld.be:8443",
    }
    said = subprocess.run([sys.executable, "-c", CODE], env=given, capture_output=True, text=True, check=True)
    directives = json.loads(said.stdout.splitlines()[-1])
    assert directives["script-src"] == ["'self'", "https://meting.voorbeeld.be/script.js"]
    assert directives["connect-src"] == ["'self'", "https://meting.voorbeeld.be", "https://tel.voorbeeld.be:8443"]


@pytest.mark.parametrize(
    "value",
    [
        "http://meting.voorbeeld.be/script.js",
        "meting.voorbeeld.be",
        "*",
        "https://*",
        "'unsafe-inline'",
        "https://a.be; script-src *",
        "https://a.be/x?y=1",
        "https://a.be:99999",
        "https:///script.js",
        "data:",
    ],
)
def test_what_is_no_plain_https_address_stops_the_start_and_is_named(monkeypatch, value):
    monkeypatch.setenv("MEASURING_SCRIPTS", f"https://goed.be/x.js, {value}")
    with pytest.raises(ImproperlyConfigured, match=r"MEASURING_SCRIPTS=.*write https, host and path"):
        env.web_addresses("MEASURING_SCRIPTS")
