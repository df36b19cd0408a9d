"""What was planted, as Skott reads it (`skott.population/1`), and the secrets that the profile names as `env:`."""
import json
import os
from datetime import datetime
from zoneinfo import ZoneInfo

import city

FIRST_DAY = "2020-01-01"
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def write(seeded, folder):
    """The three files, the secrets readable by their owner alone."""
    write_json(seeded, os.path.join(folder, "seeded.json"))
    write_json(population(seeded), os.path.join(folder, "population.json"))
    path = os.path.join(folder, "secrets.env")
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.writelines(f"{name}={value}\n" for name, value in secrets(seeded).items())


def write_json(document, path):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, indent=1)
        file.write("\n")


def secrets(seeded):
    """PRETIX_PASSWORD, which all accounts share, and a token for each role that has one."""
    tokens = {
        "PRETIX_TOKEN_" + admin["role"].upper().replace("-", "_"): admin["api_token"]
        for admin in seeded["admins"] if admin["api_token"]
    }
    return {"PRETIX_PASSWORD": city.PASSWORD} | tokens


def population(seeded):
    """Nothing here differs from run to run: no database ids, no time of planting, no address of the server."""
    people = staff(seeded) + [mover(seeded["moved_person"])]
    cases = hard_cases([entry["person"] for entry in people])
    return {
        "schema": "skott.population/1",
        "instances": [instance(each) for each in seeded["instances"]],
        "persons": [entry["person"] | {"cases": cases[entry["person"]["id"]]} for entry in people],
        "orders": [each for entry in people for each in entry["orders"]],
    }


def instance(planted):
    slug = planted["slug"]
    return {"id": slug, "name": planted["name"], "kind": "forvaltning", "email_domain": planted["email_domain"],
            "contact": f"dataskydd@{slug}.example"}


def staff(seeded):
    out = []
    for each in seeded["instances"]:
        for number, p in enumerate(each["persons"], 1):
            key = f"{each['slug']}-{number:02d}"
            jobs = [{"instance": each["slug"], "from": FIRST_DAY}]
            orders = [order(o, key, each["slug"]) for o in p["orders"]]
            out.append({"person": person(p, key, jobs), "orders": orders})
    return out


def mover(p):
    """Both of the mover's orders are from one day: the last in the old instance and the first in the new one."""
    (old, left), (new, came) = p["orders_by_instance"].items()
    jobs = [{"instance": old, "from": FIRST_DAY, "until": day(left)}, {"instance": new, "from": day(came)}]
    orders = [order(left, "flyttad-01", old), order(came, "flyttad-01", new)]
    return {"person": person(p, "flyttad-01", jobs), "orders": orders}


def person(p, key, employments):
    return {
        "id": key, "given_name": p["given_name"], "family_name": p["family_name"], "email": p["email"],
        "phone": p["phone"], "address": {"street": p["street"], "postal_code": p["zipcode"], "city": p["city"]},
        "employments": employments, "other": {"employee_no": p["employee_no"]},
    }


def order(o, person_id, slug):
    kronor, ore = o["total"].split(".")
    return {
        "id": o["code"], "person": person_id, "instance": slug, "benefits": o["products"], "placed": day(o),
        "status": o["status"], "amount_ore": int(kronor) * 100 + int(ore), "other": {"secret": o["secret"]},
    }


def day(o):
    """The day in Göteborg, which is what the portal shows."""
    return datetime.fromisoformat(o["datetime"]).astimezone(STOCKHOLM).date().isoformat()


def hard_cases(persons):
    return {p["id"]: sorted(cases_of(p, persons)) for p in persons}


def cases_of(p, persons):
    """The cases of skott's population that arise here; the others do not occur in this city."""
    elsewhere = [other for other in persons if not workplaces(other) & workplaces(p)]
    if any(name(other) == name(p) for other in elsewhere):
        yield "same-name"
    if any(other["family_name"] == p["family_name"] for other in elsewhere):
        yield "same-surname"
    if any(other["phone"] == p["phone"] for other in elsewhere):
        yield "shared-phone"
    if len(workplaces(p)) > 1:
        yield "moved"
    if "-" in p["family_name"]:
        yield "hyphen"
    if not "".join(name(p)).isascii():
        yield "diacritics"


def name(p):
    return p["given_name"], p["family_name"]


def workplaces(p):
    return {job["instance"] for job in p["employments"]}
