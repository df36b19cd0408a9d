"""The command `fault`: writes the file that the running portal looks at for each request."""
import os
import shutil
import sys

from portal_faults import FAULTS

PATH = os.environ["PORTAL_FAULTS_FILE"]


def switched_on():
    try:
        with open(PATH) as file:
            return set(file.read().split())
    except FileNotFoundError:
        return set()


def write(names):
    with open(PATH + ".new", "w") as file:
        file.write("".join(name + "\n" for name in sorted(names)))
    os.replace(PATH + ".new", PATH)
    shutil.rmtree(PATH + ".cache", ignore_errors=True)  # the pages that `cache-mixup` kept


def main(verb="list", *names):
    unknown = [name for name in names if name not in FAULTS and name != "--all"]
    if unknown or verb not in ("list", "on", "only", "off") or (verb != "list" and not names):
        sys.exit(f"unknown: {' '.join(unknown) or ' '.join((verb, *names))}; see 'fault list'")
    on = switched_on()
    if verb == "list":
        for name, text in FAULTS.items():
            print(f"{'on ' if name in on else 'off'}  {name:26} {text}")
        return
    named = set(FAULTS) if "--all" in names else set(names)
    on = {"on": on | named, "only": named, "off": on - named}[verb]
    write(on)
    print("on:", " ".join(sorted(on)) or "none")


main(*sys.argv[1:])
