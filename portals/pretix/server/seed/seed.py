#!/usr/bin/env python3
"""Fill an empty pretix database with the city of `city.py`, and write down what was planted.

PRETIX_EVENTS   instances (6; 4 to 60)
PRETIX_ORDERS   orders an instance (20; 4 to 400)
PRETIX_LOCALE   language of instances and users (en)

Writes into $PRETIX_HOME: seeded.json (everything, with logins), population.json (what Skott reads), secrets.env.
"""
import os
import sys
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402
from django.db import transaction  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402
from pretix.base.models import (  # noqa: E402
    Customer, Event, InvoiceAddress, Item, Order, OrderPayment, OrderPosition, Organizer, Question, QuestionAnswer,
    Quota, Team, TeamAPIToken, User,
)
from pretix.base.settings import GlobalSettingsObject  # noqa: E402

import city  # noqa: E402
import population  # noqa: E402

N = int(os.environ["PRETIX_EVENTS"])
M = int(os.environ["PRETIX_ORDERS"])
LOCALE = os.environ["PRETIX_LOCALE"]
EVENT_DATE = datetime(2027, 12, 31, 11, 0, tzinfo=timezone.utc)
EXPIRES = datetime(2027, 12, 1, 22, 59, 59, tzinfo=timezone.utc)
COMMON = {"locales": [LOCALE], "locale": LOCALE, "timezone": "Europe/Stockholm", "region": "SE",
          "name_scheme": "given_family"}


def name_parts(p):
    return {"_scheme": "given_family", "given_name": p["given_name"], "family_name": p["family_name"]}


def address(p):
    return {"street": p["street"], "zipcode": p["zipcode"], "city": p["city"], "country": "SE"}


def set_all(holder, values):
    for key, value in values.items():
        holder.settings.set(key, value)


def make_organizer():
    settings = GlobalSettingsObject().settings
    settings.update_check_perform = False
    settings.update_check_ack = True
    org = Organizer.objects.create(name="Göteborgs Stad", slug=city.ORG)
    set_all(org, COMMON | {
        "customer_accounts": True, "customer_accounts_native": True, "customer_accounts_link_by_email": False,
        "customer_accounts_require_login_for_order_access": True,
    })
    return org


def make_instance(org, n):
    """An instance with its products. They are a crown dearer from instance to instance: no two have the same sums."""
    slug, name = city.DEPARTMENTS[n]
    event = Event.objects.create(
        organizer=org, name=name, slug=slug, currency="SEK", live=False, date_from=EVENT_DATE, is_public=True,
        plugins="pretix.plugins.manualpayment,pretix.plugins.reports,pretix.plugins.checkinlists,"
                "pretix.plugins.statistics",
    )
    set_all(event, COMMON | {
        "attendee_names_asked": True, "attendee_emails_asked": True, "attendee_addresses_asked": True,
        "order_phone_asked": True, "payment_manual__enabled": True, "payment_manual_public_name": "Löneavdrag",
        "mail_from": "noreply@portal.example",
    })
    items = [
        Item.objects.create(event=event, name=product, default_price=Decimal(price) + n, admission=True,
                            personalized=True, position=k)
        for k, (product, price) in enumerate(city.PRODUCTS)
    ]
    Quota.objects.create(event=event, name="Alla", size=None).items.add(*items)
    question = Question.objects.create(event=event, question="Anställningsnummer", type=Question.TYPE_STRING,
                                       identifier="EMPLOYEENO", required=False)
    question.items.add(*items)
    event.checkin_lists.create(name="Utlämning", all_products=True)
    Event.objects.filter(pk=event.pk).update(live=True)
    event.live = True
    return event


class Planter:
    """What is planted so far: the codes that are taken, the persons counted, the accounts made."""

    def __init__(self, org):
        self.org = org
        self.password = make_password(city.PASSWORD)
        self.used = set()
        self.count = 0
        self.accounts = []

    def next_person(self, domain):
        self.count += 1
        return city.person(self.count - 1, domain)

    def make_account(self, p, key):
        return Customer.objects.create(
            organizer=self.org, identifier=city.alnum(7, "customer", key), email=p["email"], phone=p["phone"],
            password=self.password, name_parts=name_parts(p), is_active=True, is_verified=True, locale=LOCALE,
        )

    def note_account(self, p, customer, instances, orders):
        self.accounts.append({
            "role": "employee", "email": p["email"], "password": city.PASSWORD, "name": p["name"],
            "identifier": customer.identifier, "instances": instances, "order_codes": [o["code"] for o in orders],
        })

    def make_order(self, event, p, customer, i):
        code, key = city.unused_code(f"{event.slug}/{i}", self.used)
        items = list(event.items.order_by("position"))
        chosen = [items[k] for k in city.product_numbers(i)]
        order = save_order(event, p, customer, code, key, city.STATUSES[i % 10], city.placed(i, event.pk), chosen)
        for number, item in enumerate(chosen, 1):
            save_position(order, p, key, number, item)
        save_payment(order, sum(item.default_price for item in chosen))
        order.create_transactions(is_new=True, dt_now=order.datetime)
        return {
            "code": order.code, "secret": order.secret, "status": order.status, "total": str(order.total),
            "products": [str(item.name) for item in chosen], "datetime": order.datetime.isoformat(),
            "path": f"/{city.ORG}/{event.slug}/order/{order.code}/{order.secret}/",
        }

    def staff(self, event, orders):
        """The persons of one instance: two orders for the first, one for the others; accounts for three of them."""
        persons, i = [], 0
        while i < orders:
            p = self.next_person(event.slug)
            p["account"] = len(persons) < 3
            customer = self.make_account(p, f"{event.slug}/{len(persons)}") if p["account"] else None
            several = 2 if not persons and M > 4 else 1
            p["orders"] = [self.make_order(event, p, customer, i + k) for k in range(several)]
            i += several
            persons.append(p)
            if customer:
                self.note_account(p, customer, [event.slug], p["orders"])
        return persons

    def moved(self, events):
        """One employee with an order in each of two instances: seen by the admins of both, and rightly so."""
        p = self.next_person("flyttad")
        customer = self.make_account(p, "flyttad")
        orders = {event.slug: self.make_order(event, p, customer, M - 1) for event in events}
        self.note_account(p, customer, list(orders), orders.values())
        return p | {"account": True, "orders_by_instance": orders}


def save_order(event, p, customer, code, key, status, when, chosen):
    order = Order(
        event=event, organizer=event.organizer, code=code, status=status, email=p["email"], phone=p["phone"],
        locale=LOCALE, secret=city.hexes("secret", key, n=16), internal_secret=city.hexes("internal", key, n=32),
        datetime=when, expires=when + timedelta(days=14) if status == "e" else EXPIRES,
        cancellation_date=when + timedelta(days=1) if status == "c" else None, customer=customer, meta_info="{}",
        total=Decimal("0.00") if status == "c" else sum(item.default_price for item in chosen),
        sales_channel=event.organizer.sales_channels.get(identifier="web"),
    )
    order.save()
    InvoiceAddress.objects.create(order=order, customer=None, is_business=False, name_parts=name_parts(p),
                                  internal_reference=p["employee_no"], **address(p))
    return order


def save_position(order, p, key, number, item):
    position = OrderPosition(
        order=order, item=item, price=item.default_price, positionid=number, attendee_name_parts=name_parts(p),
        attendee_email=p["email"], secret=city.hexes("ticket", key, number, n=32),
        web_secret=city.hexes("web", key, number, n=16),
        pseudonymization_id=city.alnum(10, "pseudo", key, number), canceled=order.status == "c", **address(p),
    )
    position._calculate_tax()
    position.save()
    question = order.event.questions.get(identifier="EMPLOYEENO")
    QuestionAnswer.objects.create(orderposition=position, question=question, answer=p["employee_no"])


def save_payment(order, amount):
    paid = order.status == "p"
    if order.status in "pn":
        OrderPayment.objects.create(
            order=order, amount=amount, provider="manual", info="{}", created=order.datetime,
            state=OrderPayment.PAYMENT_STATE_CONFIRMED if paid else OrderPayment.PAYMENT_STATE_CREATED,
            payment_date=order.datetime + timedelta(hours=1) if paid else None,
        )


def make_user(role):
    return User.objects.create_user(f"{role}@portal.example", city.PASSWORD, fullname=role, locale=LOCALE,
                                    timezone="Europe/Stockholm")


def make_admin(org, events, role, team_name, limit, all_rights, rights, organizer_rights):
    user = make_user(role)
    team = Team.objects.create(
        organizer=org, name=team_name, all_events=limit is None, all_event_permissions=all_rights,
        limit_event_permissions=rights, all_organizer_permissions=organizer_rights, limit_organizer_permissions={},
    )
    team.members.add(user)
    seen = events if limit is None else [events[k] for k in limit]
    if limit is not None:
        team.limit_events.add(*seen)
    token = TeamAPIToken.objects.create(team=team, name=role, token=city.hexes("token", role, n=64))
    return {
        "role": role, "email": user.email, "password": city.PASSWORD, "team": team_name, "api_token": token.token,
        "all_instances": limit is None, "instances": [event.slug for event in seen],
        "sees_orders": role != "admin-noorders", "changes_orders": all_rights,
    }


def make_nobody():
    """A user in no team at all."""
    return {"role": "nobody", "email": make_user("nobody").email, "password": city.PASSWORD, "team": None,
            "api_token": None, "all_instances": False, "instances": [], "sees_orders": False, "changes_orders": False}


@transaction.atomic
def plant():
    org = make_organizer()
    planter, events, instances = Planter(org), [], []
    for n in range(N):
        event = make_instance(org, n)
        events.append(event)
        # the last order of the first two instances belongs to the employee who moved
        persons = planter.staff(event, M - 1 if n < 2 else M)
        instances.append({"slug": event.slug, "name": str(event.name), "email_domain": f"{event.slug}.example",
                          "items": [name for name, _ in city.PRODUCTS], "persons": persons})
    moved = planter.moved(events[:2])
    admins = [make_admin(org, events, *role) for role in city.roles([event.slug for event in events])]
    return {
        "base_url": os.environ["PRETIX_URL"], "organizer": {"slug": city.ORG, "name": "Göteborgs Stad"},
        "numbers": {"instances": N, "orders_per_instance": M, "orders": N * M, "persons": planter.count,
                    "locale": LOCALE},
        "admins": admins + [make_nobody()], "employees": planter.accounts, "instances": instances,
        "moved_person": moved,
    }


if not (4 <= N <= 60 and 4 <= M <= 400):
    sys.exit("PRETIX_EVENTS must be 4 to 60 and PRETIX_ORDERS 4 to 400")
with scopes_disabled():
    seeded = plant()
population.write(seeded, os.environ["PRETIX_HOME"])
print(f"planted {N} instances, {N * M} orders, {seeded['numbers']['persons']} persons, "
      f"{len(seeded['employees'])} accounts")
