"""A portal as its profile spells it: logs in, and takes the steps of a view that come before its last request.

Neither overstep nor authztrace can fetch a form's token, wait for a job or act as somebody else first. What is done here is what their user
would have to script beside them.
"""
import re
import time
from urllib.parse import urljoin, urlsplit

import requests

AGENT = "peer-matrix"


class Trouble(Exception):
    """The portal did not answer as the profile says."""


class Session:
    """One account's session."""

    def __init__(self, url, auth, user, secret):
        self.url, self.http = url, requests.Session()
        self.http.headers["User-Agent"] = AGENT
        values = {"user": user, "secret": secret}
        if auth["kind"] == "header":
            self.http.headers[auth["name"]] = fill(auth["value"], values)
        for step in auth.get("steps", []):
            self.ask(step, values)

    def ask(self, step, values, follow=True):
        """Asks, until it is ready; what the step takes is added to `values`."""
        for _ in range(step.get("poll", {}).get("times", 60)):
            made = request(step, values)
            url = urljoin(self.url, made.pop("path"))
            answer = self.http.request(url=url, allow_redirects=follow, timeout=120, **made)
            if is_ready(step.get("poll"), answer):
                break
            time.sleep(0.05)
        for name, locator in step.get("take", {}).items():
            values[name] = take(locator, answer)
        return answer

    def headers(self, cookies=()):
        """What a tool has to send to be this account; `cookies` beside the session's own."""
        all_cookies = {**self.http.cookies.get_dict(), **dict(cookies)}
        out = {k: v for k, v in self.http.headers.items() if k in ("Authorization", "User-Agent")}
        if all_cookies:
            out["Cookie"] = "; ".join(f"{k}={v}" for k, v in all_cookies.items())
        return out


def request(step, values):
    """A step as `requests` takes it, with `path` in place of the address."""
    method = step.get("method") or ("POST" if "post" in step else "GET")
    made = {"method": method, "path": fill(step.get("get") or step.get("post") or step.get("path"), values)}
    for ours, theirs in (("query", "params"), ("form", "data"), ("json", "json"), ("headers", "headers"), ("cookies", "cookies")):
        if ours in step:
            made[theirs] = fill(step[ours], values)
    return made


def fill(template, values):
    if isinstance(template, str):
        return re.sub(r"\{([\w.-]+)\}", lambda m: str(values.get(m[1], m[0])), template)
    if isinstance(template, dict):
        return {k: fill(v, values) for k, v in template.items()}
    if isinstance(template, list):
        return [fill(v, values) for v in template]
    return template


def is_ready(poll, answer):
    if not poll or answer.status_code >= 400 and answer.status_code not in poll.get("while_status", []):
        return True
    if "until" in poll:
        return take(poll["until"], answer) == poll["is"]
    return answer.status_code not in poll["while_status"]


def take(locator, answer):
    """The few kinds of locator that the profiles' steps use."""
    found = None
    if "json" in locator:
        found = answer.json()
        for key in locator["json"].strip("/").split("/"):
            try:
                found = found[int(key)] if isinstance(found, list) else found.get(key)
            except (AttributeError, IndexError) as error:
                raise Trouble(f"{locator['json']}: the answer has none") from error
    elif "header" in locator:
        passed = [a.headers.get(locator["header"]) for a in [*answer.history, answer]]
        found = next(filter(None, passed), None)
        if found and "regex" in locator:
            found = (re.search(locator["regex"], found) or [None, None])[1]
    elif "css" in locator:
        found = in_page(locator, answer.text)
    if found is None:
        where = urlsplit(answer.url).path
        raise Trouble(f"{where}: {answer.status_code}, nothing at {locator}")
    return found


def in_page(locator, page):
    if locator["css"].startswith("main "):
        page = page[page.find("<main"):]
    name = re.search(r"\[name=(\w+)\]", locator["css"])
    tag = rf'name="{name[1]}"' if name else rf"<{locator['css'].split()[-1]}\b"
    found = re.search(rf'{tag}[^>]*?\b{locator["attr"]}="([^"]*)"', page)
    return found and found[1]
