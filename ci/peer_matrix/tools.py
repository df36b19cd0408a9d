"""Writes a matrix for overstep and a contract for authztrace, the best that each tool's rules can say, and runs them."""
import re
from collections import defaultdict

import requests
import yaml

# The same reading and writing in C, where there is it.
yaml.SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
STRANGE = 599  # a status that nobody answers: then the body alone decides
ANSWERS = [200, 201, 202, 204, 206, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 409, 410, 422, 501]


def any_of(texts):
    return rf"(?<!\w)(?:{'|'.join(re.escape(t) for t in texts)})(?!\w)" if texts else ""


def all_of(texts):
    return r"\A" + "".join(rf"(?=.*{re.escape(t)})" for t in texts)


# ---------------------------------------------------------------------------------------------------- overstep

def overstep_matrices(rows, url):
    """A matrix for each session; as every subject is asked everything, one matrix cannot hold a pattern for each of several."""
    groups = defaultdict(list)
    for row in rows:
        if row["method"] in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            groups[row["account"], tuple(sorted(row["headers"].items()))].append(row)
    for (account, headers), group in groups.items():
        resources, policy = [], {}
        for row in group:
            for name, access, is_allowed in overstep_resources(row):
                request = {"method": row["method"], "path": row["path"], "query": row["query"], "headers": row["extra"]}
                request |= {k: row[k] for k in ("body", "form") if row.get(k) is not None}
                resources.append({"name": name, "request": request, "type": "function", "access": access})
                if is_allowed:
                    policy[name] = {"allow": [{"role": "user"}]}
        yield {
            "roles": ["user"],
            "modules": {"rest": {"base_url": url}},
            "subjects": [{"name": account, "role": "user", "headers": dict(headers)}],
            "resources": resources,
            "policy": policy,
        }


def overstep_resources(row):
    """(name, how the answer is read, whether it is to be allowed). A body that matches is *allowed*, whatever its status."""
    forbidden = any_of(row["forbidden"])
    if row["within"]:
        if forbidden:
            yield row["id"] + " hides", {"allow_status": [STRANGE], "allow_body_regex": forbidden}, False
        return
    if not row["opens"]:
        yield row["id"], {"allow_body_regex": forbidden} if forbidden else {}, False
        return
    wrong = [another(*place, number) for place, _, number in row["numbers"]]
    hidden = "|".join(filter(None, [forbidden, any_of(row["absent"]), *wrong]))
    if hidden:
        yield row["id"] + " hides", {"allow_status": [STRANGE], "allow_body_regex": hidden}, False
    if row["shown"]:
        yield row["id"] + " shows", {"allow_status": [STRANGE], "allow_body_regex": all_of(row["shown"])}, True
    elif row["ok"]:
        yield row["id"] + " opens", {}, True


def another(label, pattern, number):
    """A number at its first place that is not this one."""
    before, group = pattern.split("([^", 1)
    return rf"\A(?:(?!{label}).)*{before}(?!\s|{re.escape(number)}[\",}}<])([^{group}"


def overstep(path):
    from overstep import load_matrix, run_pipeline

    result = run_pipeline(load_matrix(path), concurrency=4)
    return {f.test_id for f in result.findings}


# -------------------------------------------------------------------------------------------------- authztrace

def authztrace_contracts(rows, url):
    """Two for each session: by status, and, where a page must open but hold nothing foreign, by text alone."""
    groups = defaultdict(list)
    for row in rows:
        groups[row["account"], tuple(sorted(row["headers"].items()))].append(row)
    for (account, headers), group in groups.items():
        headers = dict(headers)
        # Who is not logged in has neither; the tool wants some header that says who asks.
        is_nobody = not {"Cookie", "Authorization"} & headers.keys()
        if is_nobody:
            headers["Cookie"] = "nobody=1"
        secret = "Cookie" if "Cookie" in headers else "Authorization"
        actor = {"auth": {"type": "header", "name": secret, "value": headers.pop(secret)}}
        by_status, by_text, lists = [], [], {}
        for row in group:
            check = {"name": row["id"], "as": account, "request": f"{row['method']} {row['path']}", "safe": True}
            check |= {"query": row["query"], "headers": {**headers, **row["extra"]}, "json": row.get("body"), "data": row.get("form")}
            # It follows to the login page, which opens for anybody.
            if row["within"] or is_nobody:
                by_text.append({**check, "expect": "deny", "assertions": {"deny_not_contains": row["forbidden"]}})
            elif row["opens"]:
                hidden = once(lists, row["forbidden"] + row["absent"])
                by_text.append({**check, "expect": "deny", "assertions": {"deny_not_contains": hidden}})
                if row["ok"]:
                    needs = once(lists, row["shown"] + [text for _, text, _ in row["numbers"]])
                    by_status.append({**check, "expect": "allow", "assertions": {"allow_contains": needs}})
            else:
                by_status.append({**check, "expect": "deny", "assertions": {"deny_not_contains": row["forbidden"]}})
        none = {"none": {"ids": {account: "none"}, "endpoints": [{"request": "GET /finns-inte-alls", "allow": []}]}}
        common = {"base_url": url, "actors": {account: actor}, "resources": none}
        if by_status:
            yield {**common, "policy": {"deny_status": [401, 403, 404, 501]}, "contracts": by_status}
        if by_text:
            yield {**common, "policy": {"deny_status": ANSWERS, "allow_status": [STRANGE]}, "contracts": by_text}


def once(lists, texts):
    """The same list for the same texts: it is then written once, and referred to."""
    return lists.setdefault(tuple(texts), texts)


def keep_texts():
    """authztrace decodes an answer anew for each text that it looks for: hours. Decoded once, it finds the same."""
    decode = requests.Response.text.fget

    def text(answer):
        if not hasattr(answer, "kept"):
            answer.kept = decode(answer)
        return answer.kept

    requests.Response.text = property(text)


def authztrace(path):
    from authztrace.config import load_contract
    from authztrace.engine import run
    from authztrace.matrix import generate

    contract = load_contract(path)
    results = run(contract, generate(contract), timeout=120, include_unsafe=True)
    # What is skipped after a failed setup is no alarm of its own; warnings count, as with --strict.
    return {r.check.name for r in results if r.outcome in ("fail", "error", "warn")}


TOOLS = {"overstep": (overstep_matrices, overstep), "authztrace": (authztrace_contracts, authztrace)}


keep_texts()


def alarms(tool, rows, url, folder, known=None):
    """What the tool alarms on, and the lines that its files have. With `known`, no further than the first alarm that is new."""
    write, run = TOOLS[tool]
    out, lines = set(), 0
    for at, document in enumerate(write(rows, url)):
        path = folder / f"{tool}-{at}.yaml"
        path.write_text(yaml.dump(document, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=100_000), encoding="utf-8")
        lines += path.read_text(encoding="utf-8").count("\n")
        out |= run(str(path))
        if known is not None and out - known:
            break
    return out, lines
