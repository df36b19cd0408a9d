"""What an account may not be shown, as literal texts; and what stood in the sound portal's answer."""
import re


def values(city):
    """Every planted text and whose it is: {text: {(person, instances)}}."""
    out = {}
    for who, person in city.persons.items():
        texts = [f"{person['given_name']} {person['family_name']}", *(person.get(k) for k in ("email", "phone", "personnummer")), person["address"]["street"]]
        texts += person.get("other", {}).values()
        if person.get("personnummer"):
            texts.append(person["personnummer"].replace("-", ""))
        for text in filter(None, texts):
            out.setdefault(text, set()).add((who, frozenset(city.homes[who])))
    for order in city.orders:
        instance = frozenset([order["instance"]] if order.get("instance") else [])
        for text in filter(None, [order["id"], order.get("receipt"), *order.get("other", {}).values()]):
            out.setdefault(text, set()).add((order["person"], instance))
    return out


def split(account, planted):
    """(own, foreign): a text is foreign only if nobody whose it is can be seen by the account."""
    own, foreign = [], []
    for text, owners in planted.items():
        (own if any(sees(account, *o) for o in owners) else foreign).append(text)
    return own, [f for f in foreign if not any(f in o for o in own)]


def sees(account, person, instances):
    if account.scope == "own":
        return person == account.person
    return account.scope == "all" or account.scope != "none" and bool(instances & set(account.scope))


def noted(ask, own, answer):
    """What the sound portal's answer holds: own texts shown, own texts not shown, and its numbers."""
    # The two tools decode what says no charset differently; what only one of them reads is not asked for.
    readings = answer.text, answer.content.decode("utf-8", "replace")
    text = readings[0]
    is_open = 200 <= answer.status_code < 300
    is_read = is_open and not answer.content.startswith((b"PK", b"%PDF"))
    shown = [t for t in own if is_read and all(t in r for r in readings)]
    numbers = []
    for number in ask.numbers:
        label, pattern = place(number["at"])
        if pattern and (found := re.search(pattern, text)):
            numbers.append(((label, pattern), found[0], found[1]))
    absent = [t for t in own if is_read and not any(t in r for r in readings) and not any(t in s for s in shown)]
    return {"ok": is_open, "shown": shown, "absent": absent, "numbers": numbers}


def place(at):
    """What a number is labelled, and a pattern whose group is the number; a person would write these by hand."""
    if "holds" in at:
        return of_row(re.escape(at["holds"]), at["cell"])
    if "json" in at:
        label = rf'"{at["json"].split("/")[-1]}":'
        return label, label + r'\s*"?([^",}]+)'
    found = re.fullmatch(r"#([\w-]+)( strong)?", at["css"])
    if found is None:
        return None, None
    label = rf'id="{found[1]}"'
    return label, label + ">" + (r"[^<]*<strong>" if found[2] else "") + r"\s*([^<]+)"


def of_row(holds, cell):
    if "json" in cell:
        label = f'"{holds}"'
        return label, label + rf'[^}}]*?"{cell["json"][1:]}":\s*"?([^",}}]+)'
    label = f"<td>{holds}</td>"
    before = int(re.fullmatch(r"td:nth-child\((\d+)\)", cell["css"])[1]) - 2
    return label, label + r"\s*<td[^>]*>[^<]*</td>" * before + r"\s*<td[^>]*>\s*([^<]+)"
