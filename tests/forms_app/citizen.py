"""A citizen without JavaScript: reads the page, fills in, presses a button. Posts what that page would post."""

import html
import re
from html.parser import HTMLParser

from django.test import Client

from forms_app.definition.wire import Wire

BUTTONS = {Wire.PREVIOUS, Wire.SAVE, Wire.ADD_ITEM, Wire.REMOVE_ITEM}


class _Page(HTMLParser):
    """Collects the names and values of a page's controls."""

    def __init__(self, text):
        super().__init__()
        self.values, self.files, self.hidden_questions = {}, set(), set()
        self._textarea = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "data-name" in given and "hidden" in given:
            self.hidden_questions.add(given["data-name"])
        name, kind = given.get("name"), given.get("type")
        if not name:
            return
        if tag == "input" and kind == "file":
            self.files.add(name)
        elif tag == "input" and (kind not in ("radio", "checkbox") or "checked" in given):
            self.values.setdefault(name, []).append(given.get("value", "on" if kind == "checkbox" else ""))
        elif tag == "textarea":
            self._textarea = name
            self.values[name] = [""]
        elif tag == "select":
            self._select = name
            self.values[name] = [""]

    def handle_data(self, data):
        if self._textarea:
            self.values[self._textarea] = [self.values[self._textarea][0] + data]

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._textarea = None


class Citizen:
    """One browser on one form."""

    def __init__(self, key="adreswijziging", client=None):
        self.client = client or Client()
        self.key = key
        self.page = None
        self.at = ""

    def start(self):
        return self.open(self.client.post(f"/formulieren/{self.key}/start/").url)

    def open(self, address):
        """Get an address and what it redirects to."""
        self.page = self.client.get(address, follow=True)
        self.at = self.page.redirect_chain[-1][0] if self.page.redirect_chain else address
        self.at = self.at.partition("#")[0]
        return self

    def send(self, press="", **answers):
        """Fill in over what stands in the page, and press a button ("Volgende" unless told)."""
        seen = _Page(self.page.text)
        data = {name: values for name, values in seen.values.items() if name not in BUTTONS}
        data.update({name.replace("__", "."): value for name, value in answers.items()})
        name, _sign, value = press.partition("=")
        if name:
            data[name] = value or "ja"
        answer = self.client.post(self.at, data)
        if answer.status_code in (302, 303):
            return self.open(answer.url)
        self.page = answer
        return self

    @property
    def draft_id(self):
        return self.at.split("/")[3]

    @property
    def address(self):
        return "/".join(self.at.split("/")[:4]) + "/"

    @property
    def step(self):
        return self.at.partition("?")[0].rstrip("/").split("/")[-1]

    @property
    def values(self):
        return _Page(self.page.text).values

    @property
    def hidden(self):
        return _Page(self.page.text).hidden_questions

    @property
    def text(self):
        return html.unescape(self.page.text)

    @property
    def errors(self):
        """What the summary says, with the id that each line links to."""
        summary = re.search(r'<div class="sn-errors".*?</div>', self.text, re.S)
        return re.findall(r'<a href="#([^"]*)">(.*?)</a>', summary[0]) if summary else []
