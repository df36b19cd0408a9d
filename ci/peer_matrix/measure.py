"""How many of a portal's faults overstep and authztrace catch, and how many alarms they raise when it is sound.

  measure.py stub SKOTT OUT [FAULT...]      a stub a fault, as `skott stub` starts it
  measure.py pretix SKOTT OUT [FAULT...]    the running pretix of portals/pretix
"""
import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from contextlib import contextmanager
from pathlib import Path

import requests

import asks
import owners
import tools
from portal import AGENT, Session, Trouble, request

ROOT = Path(__file__).resolve().parents[2]
TRIES = 10  # what comes and goes is tried as often as skott prove does


class Stub:
    """Four instances with four persons each; $PEERS_INSTANCES for faults that need more."""

    folder, page, secret = ROOT / "portals/formansportalen", "sida", "skott-stubb"
    size = ["--instances", os.environ.get("PEERS_INSTANCES", "4"), "--persons", "4"]

    def __init__(self, skott):
        self.skott, self.port = skott, int(os.environ.get("PEERS_PORT", "8377"))
        planted = subprocess.run([skott, "plant", "--seed", "2020", *self.size, "--format", "json"], check=True, capture_output=True)
        self.population = json.loads(planted.stdout)
        listed = subprocess.run([skott, "faults", "--lang", "en"], check=True, capture_output=True, text=True).stdout.splitlines()
        self.faults = {name: facts.split("views: ")[1].split(", ") for name, _, facts in zip(listed[::3], listed[1::3], listed[2::3])}
        self.flaky = {name for name, _, facts in zip(listed[::3], listed[1::3], listed[2::3]) if " F43;" in facts}

    @contextmanager
    def with_fault(self, fault):
        command = [self.skott, "stub", "--port", str(self.port), *self.size, *(["--fault", fault] if fault else [])]
        stub = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        url = f"http://127.0.0.1:{self.port}"
        try:
            wait_for(url, stub)
            yield url
        finally:
            stub.terminate()
            stub.wait()

    def secret_of(self, name):
        return self.secret


class Pretix:
    """The server that portals/pretix/server/up has started."""

    folder, page = ROOT / "portals/pretix", "page"

    def __init__(self, _):
        self.population = json.loads((self.folder / "population.json").read_text(encoding="utf-8"))
        faults = tomllib.loads((self.folder / "portal.toml").read_text(encoding="utf-8"))["prove"]["fault"]
        self.faults = {f["name"]: f["views"] for f in faults}
        self.flaky = {f["name"] for f in faults if f["class"] == "F43"}

    @contextmanager
    def with_fault(self, fault):
        switch = [str(self.folder / "server/fault"), *(["only", fault] if fault else ["off", "--all"])]
        subprocess.run(switch, check=True, stdout=subprocess.DEVNULL)
        try:
            yield f"http://127.0.0.1:{os.environ.get('PRETIX_PORT', '8346')}"
        finally:
            subprocess.run([switch[0], "off", "--all"], check=True, stdout=subprocess.DEVNULL)

    def secret_of(self, name):
        return os.environ[name.removeprefix("env:")]


def wait_for(url, stub):
    for _ in range(100):
        if stub.poll() is not None:
            break
        try:
            return requests.get(url, timeout=5, allow_redirects=False)
        except requests.ConnectionError:
            time.sleep(0.05)
    raise Trouble(f"{url} does not answer")


def main(kind, skott, out, *only):
    portal = {"stub": Stub, "pretix": Pretix}[kind](skott)
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    profile = tomllib.loads((portal.folder / "portal.toml").read_text(encoding="utf-8"))
    city = asks.City(portal.population)
    touched = {view for fault in only or portal.faults for view in portal.faults[fault]}
    every = [ask for ask in asks.asks(profile, city, portal.page) if not only or ask.view in touched]
    planted = owners.values(city)
    split = {a.id: owners.split(a, planted) for a in asks.accounts(profile, city)}
    with portal.with_fault(None) as url:
        notes, unasked = {}, set()
        for ask, row, session in prepared(every, profile, portal, url, unasked):
            answer = session.ask(ask.step, ask.values | row["taken"], follow=False)
            notes[ask.id] = owners.noted(ask, split[ask.account.id][0], answer)
        rows = whole(prepared(every, profile, portal, url, unasked), notes, split)
        sound = {tool: tools.alarms(tool, rows, url, folder) for tool in tools.TOOLS}
    print(f"sound: {len(rows)} questions", file=sys.stderr, flush=True)
    result = {"asks": len(rows), "left_out": sorted(unasked), "tools": {}}
    for tool, (alarms, lines) in sound.items():
        result["tools"][tool] = {"lines": lines, "alarms_when_sound": sorted(alarms), "caught": {}, "missed": []}
    for fault in only or portal.faults:
        seen = [ask for ask in every if ask.view in portal.faults[fault]]
        new = {}
        for _ in range(TRIES if fault in portal.flaky else 1):
            with portal.with_fault(fault) as url:
                rows = whole(prepared(seen, profile, portal, url, set()), notes, split)
                for tool in tools.TOOLS.keys() - new.keys():
                    found = sorted(tools.alarms(tool, rows, url, folder, sound[tool][0])[0] - sound[tool][0])
                    if found:
                        new[tool] = found[:3]
            if len(new) == len(tools.TOOLS):
                break
        for tool, told in result["tools"].items():
            if tool in new:
                told["caught"][fault] = new[tool]
            else:
                told["missed"].append(fault)
            print(f"{fault}: {tool}: {'caught by ' + new[tool][0] if tool in new else '-'}", file=sys.stderr, flush=True)
    (folder / f"{kind}.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for tool, told in result["tools"].items():
        print(f"{kind}  {tool:10}  {len(told['caught'])} of {len(only or portal.faults)} faults   {len(told['alarms_when_sound'])} alarms when sound   {told['lines']} lines")


def prepared(wanted, profile, portal, url, unasked):
    """Logs in, takes the steps before each ask, and gives the ask with its last request."""
    sessions = {}
    credential = {p["id"]: p.get("credential", {}) for p in profile["principal"]}
    people = {a.id: a for a in asks.accounts(profile, asks.City(portal.population))}

    def session(account, auth):
        if people[account].scope == "signed-out":
            return Session(url, {"kind": "none"}, None, None)
        if (account, auth) not in sessions:
            secret = portal.secret_of(credential[account][auth]["secret"])
            sessions[account, auth] = Session(url, profile["auth"][auth], people[account].credential[auth].get("user"), secret)
        return sessions[account, auth]

    for ask in wanted:
        if ask.before:
            # What one question does to its session must not be seen by the next.
            sessions.pop((ask.account.id, ask.auth), None)
        own = session(ask.account.id, ask.auth)
        taken = dict(ask.values)
        try:
            for step in ask.before:
                helper = step.get("as")
                who = session(helper, next(iter(credential[helper]))) if helper else own
                answer = who.ask(step, taken)
                if who is own and answer.status_code in (401, 403, 404):
                    raise Trouble(f"{ask.id}: refused on the way")
        except (Trouble, requests.RequestException, ValueError):
            # It never came to the last request: the account was refused on the way.
            unasked.add(ask.id)
            continue
        yield ask, {"taken": taken}, own


def whole(preparations, notes, split):
    """The asks as the tools are told them."""
    rows = []
    for ask, row, session in preparations:
        note = notes.get(ask.id)
        if note is None:
            continue
        made = request(ask.step, {**ask.values, **row["taken"]})
        path = made["path"] if made["path"].startswith("/") else "/" + made["path"].split("/", 3)[3]
        extra = made.get("headers", {})
        own, foreign = split[ask.account.id]
        # What an account is refused shows it not even its own, whichever way it asks.
        is_closed = ask.within and not ask.opens and ask.account.scope != "own"
        forbidden = foreign + own if is_closed else foreign
        rows.append({
            "id": ask.id, "account": ask.account.id, "opens": ask.opens, "within": ask.within, "method": made["method"], "path": path,
            "query": made.get("params", {}), "body": made.get("json"), "form": made.get("data"), "extra": extra,
            "headers": {"User-Agent": AGENT, **session.headers(made.get("cookies", {}))},
            "forbidden": forbidden, **note,
        })
    return rows


if __name__ == "__main__":
    # Stopped by a signal, it still stops what it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    main(*sys.argv[1:])
