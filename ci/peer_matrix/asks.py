"""Every question of a profile that is one request: account, view, target, selection and format, with what the account may do there."""
from dataclasses import dataclass, field


@dataclass
class Account:
    id: str
    role: str
    scope: object  # "all", "none", "own", "signed-out" or a list of instances
    person: str
    credential: dict

    def can_ask(self, auth):
        return self.scope == "signed-out" or auth in self.credential


@dataclass
class Ask:
    id: str
    account: Account
    view: str
    auth: str
    opens: bool
    within: bool  # no page offers it: it may open or not, and shows nothing foreign
    before: list  # steps that come first
    step: dict  # the request that is judged
    numbers: list
    values: dict = field(default_factory=dict)


class City:
    """Persons, their orders, and whose they are."""

    def __init__(self, population):
        self.instances = [i["id"] for i in population["instances"]]
        self.persons = {p["id"]: p for p in population["persons"]}
        self.orders = population["orders"]
        self.homes = {p: {e["instance"] for e in person["employments"]} for p, person in self.persons.items()}
        for order in self.orders:
            if order.get("instance"):
                self.homes[order["person"]].add(order["instance"])

    def witness(self, instance, taken):
        """The order that stands for an instance, as skott chooses it."""
        for order in self.orders:
            who = order["person"]
            stranger = who not in taken and len(self.homes[who]) <= 1 and not self.persons[who].get("protected")
            if order.get("instance") == instance and stranger:
                return order
        return None


    def hard(self, but):
        """Orders of who belongs to several instances, one in each, and of one protected person, as skott chooses them."""
        several = [p for p in self.persons if len(self.homes[p]) > 1][:2]
        alone = [p for p, who in self.persons.items() if who.get("protected") and p not in several]
        protected = [p for p in alone if any(o["person"] == p for o in self.orders)][:1]
        first = {}
        for order in self.orders:
            if order["person"] in several + protected and order["person"] != but:
                first.setdefault((order["person"], order.get("instance")), order)
        return list(first.values())

    def own(self, account):
        """The id of an order in the account's scope."""
        def is_own(order):
            return account.scope == "all" or order["person"] == account.person or isinstance(account.scope, list) and order.get("instance") in account.scope
        return next((o["id"] for o in self.orders if is_own(o)), "OD-00000")


def accounts(profile, city):
    out = []
    for p in profile["principal"]:
        person = p.get("person", "")
        if person.startswith("case:"):
            person = next(i for i, who in city.persons.items() if person[5:] in who.get("cases", []))
        values = {f"person.{k}": v for k, v in city.persons.get(person, {}).items()}
        written = p.get("credential", {})
        credential = {a: {k: v.replace("{person.email}", values.get("person.email", "")) for k, v in c.items()} for a, c in written.items()}
        out.append(Account(p["id"], p["role"], p["scope"], person, credential))
    return out


def asks(profile, city, page):
    """`page`: the name of the parameter that asks for another page, since neither tool follows a link."""
    everybody = accounts(profile, city)
    taken = {a.person for a in everybody if a.scope == "own"}
    for view in profile["view"]:
        can = [a for a in everybody if a.can_ask(view["auth"])]
        for account in can:
            for name, target in targets(view, account, can, city, taken):
                access = may(view, account, target.get("relation"))
                for selection, fields in selections(view, profile, account, city, taken):
                    if access == "refused" and selection != "alla":
                        continue
                    for form in view["format"]:
                        if "effect" in form and access != "refused":
                            continue  # nobody would put back what is written
                        if "manipulates" in form and selection != "alla":
                            continue
                        known = {**target, "own": city.own(account)}
                        numbers = [n for number in form.get("numbers", []) for n in of_each(number, city)]
                        yield from of_format(view, {**form, "numbers": numbers}, account, name, known, access, selection, fields, page)


def of_each(number, city):
    """A row of statistics is a number of its own."""
    if number.get("each") != "benefit":
        return [number]
    benefits = sorted({benefit for order in city.orders for benefit in order["benefits"]})
    return [{**number, "at": {**number["at"], "holds": benefit}} for benefit in benefits]


def of_format(view, form, account, name, target, access, selection, fields, page):
    *before, step = form["steps"]
    has_more = "next" in form and not before and access != "refused" and selection == "alla"
    pages = [{}, {page: "2"}] if has_more else [{}]
    for more in pages:
        last = chosen(step, fields)
        if more:
            last = {**last, "query": {**last.get("query", {}), **more}}
        ident = "/".join([account.id, view["id"], name, selection, form["id"], *more])
        opens, within = access != "refused", "manipulates" in form
        first = [chosen(s, fields) for s in before]
        yield Ask(ident, account, view["id"], view["auth"], opens, within, first, last, form.get("numbers", []), target)


def chosen(step, fields):
    via = step.get("selection")
    step = {k: v for k, v in step.items() if k != "selection"}
    return {**step, via: {**step.get(via, {}), **fields}} if via and fields else step


def targets(view, account, can, city, taken):
    kind = view.get("target")
    if kind is None:
        return [("-", {})]
    if kind == "instance":
        own = lambda i: account.scope == "all" or i in account.scope  # noqa: E731
        return [(i, {"target.id": i, "target.instance": i, "relation": "own" if own(i) else "foreign"}) for i in city.instances]
    mine = [o for o in city.orders if o["person"] == account.person][:1]
    if all(a.scope in ("own", "signed-out") for a in can):
        orders = [o for a in can for o in city.orders if o["person"] == a.person]
    else:
        orders = mine + [o for i in city.instances if (o := city.witness(i, taken))] + city.hard(account.person)
    return [(o["id"], order_target(o, account, city)) for o in orders]


def order_target(order, account, city):
    instance, scope = order.get("instance"), account.scope
    if scope == "own":
        together = instance in city.homes[account.person]
        relation = "own" if order["person"] == account.person else "colleague" if together else "foreign"
        home = sorted(city.homes[account.person])[0]
    else:
        relation = "own" if scope == "all" or instance in scope else "foreign"
        home = scope[0] if isinstance(scope, list) else city.instances[0]
    values = {"id": order["id"], "instance": instance, "home": instance if relation == "own" else home, **order.get("other", {})}
    return {"relation": relation, **spelled({f"target.{k}": v for k, v in values.items() if v})}


def spelled(values):
    """The same values in other spellings."""
    out = dict(values)
    for name, value in values.items():
        code = "".join(f"%{byte:02X}" for byte in value.encode())
        out |= {f"{name}.upper": value.upper(), f"{name}.lower": value.lower(), f"{name}.padded": f" {value} "}
        out |= {f"{name}.zeroed": f"0{value}", f"{name}.encoded": code}
    return out


def may(view, account, relation):
    for rule in view["access"]:
        if account.scope == "signed-out" and not ("role" in rule or "principal" in rule):
            continue
        named = all(k not in rule or v in rule[k] for k, v in (("role", account.role), ("principal", account.id), ("target", relation)))
        if named:
            return rule["is"]
    if account.scope == "signed-out":
        return "refused"
    raise ValueError(f"{view['id']}: nothing is said of {account.id}")


def selections(view, profile, account, city, taken):
    """The first option of every setting, and each other option alone: (name, fields)."""
    yield "alla", {}
    for name in view.get("settings", []):
        for at, option in enumerate(profile["setting"][name]["options"]):
            if at == 0 and "each" not in option and not option.get("set"):
                continue
            for instance in city.instances if "each" in option else [None]:
                values = option_values(instance, account, city, taken)
                try:
                    fields = {k: filled(v, values) for k, v in option.get("set", {}).items()}
                except KeyError:
                    continue
                yield f"{name}={option.get('id', '')}{instance or ''}", fields


def option_values(instance, account, city, taken):
    home = account.scope[0] if isinstance(account.scope, list) else city.instances[0]
    foreign = next((i for i in city.instances if account.scope == "none" or i not in account.scope and account.scope != "all"), None)
    out = spelled({"home": home, "own": city.own(account), **({"foreign": foreign} if foreign else {})})
    order = city.witness(instance, taken) if instance else None
    if order:
        person = city.persons[order["person"]]
        name = f"{person['given_name']} {person['family_name']}"
        out |= {"instance": instance, "order.prefix": order["id"][:-1], "name.prefix": name[:-1], "email.prefix": person["email"].split("@")[0]}
        out |= {"family.prefix": person["family_name"][:-1]}
    return out


def filled(template, values):
    if isinstance(template, list):
        return [filled(t, values) for t in template]
    out = template
    while "{" in out:
        name = out[out.index("{") + 1 : out.index("}")]
        out = out.replace("{" + name + "}", values[name])
    return out
