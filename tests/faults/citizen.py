"""A citizen with a browser that never gives up: fills in a form over HTTP while the servers die under them."""

import itertools
import re
import time

import requests

_visitors = itertools.count(1)


class Citizen:
    """One journey through a form of one step with the questions `naam` and `mail`."""

    def __init__(self, site, key, patience=60.0):
        self.site = site
        self.key = key
        self.deadline = time.monotonic() + patience
        self.browser = requests.Session()
        number = next(_visitors)
        # An address of their own behind the proxy, so that throttles see many citizens.
        self.browser.headers["X-Forwarded-For"] = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"

    def submit(self):
        """Return the draft's id once the site has acknowledged the submission."""
        first = self._post(f"/formulieren/{self.key}/start/", {})
        answers = {"naam": "Jonas Peeters", "mail": "jonas@voorbeeld.be", "shown-question": ["naam", "mail"]}
        check = self._step(first, answers)
        assert check.endswith("/controle/"), check
        done = self._post(check, _token(self._get(check)))
        assert done.endswith("/klaar/"), done
        return done.split("/")[-3]

    def _step(self, path, answers):
        """Answer a step. A kill between commit and answer makes the second try a conflict (409): look again, and go on."""
        while True:
            page = self._get(path)
            fields = {"answers-digest": _field(page, "answers-digest"), **answers, **_token(page)}
            answer = self._ask_post(path, fields, {302, 303, 409})
            if answer.status_code != 409:
                return answer.headers["Location"]

    def _get(self, path):
        return self._until(lambda: self.browser.get(self.site + path, timeout=10), {200}).text

    def _post(self, path, fields):
        return self._ask_post(path, fields, {302, 303}).headers["Location"]

    def _ask_post(self, path, fields, wanted):
        def ask():
            return self.browser.post(self.site + path, fields, timeout=10, allow_redirects=False)

        return self._until(ask, wanted)

    def _until(self, ask, wanted):
        """Ask again while nobody answers, as a person presses the button again."""
        while True:
            try:
                answer = ask()
                if answer.status_code in wanted:
                    return answer
                said = f"{answer.status_code} {answer.text[:200]}"
            except requests.RequestException as error:
                said = repr(error)
            assert time.monotonic() < self.deadline, said
            time.sleep(0.2)


def _field(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def _token(page):
    return {"csrfmiddlewaretoken": _field(page, "csrfmiddlewaretoken")}
