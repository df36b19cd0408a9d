"""Settings of the test portal: pretix's own settings, plus what a small local copy needs.

Nothing of pretix is copied here; everything comes from the installed package.
"""
from pretix.settings import *  # noqa: F401,F403
from pretix.settings import DATABASES

# No mail ever leaves: each message is dropped.
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_CUSTOM_SMTP_BACKEND = EMAIL_BACKEND

# SQLite shared by a few workers: readers do not block the writer, a writer waits instead of failing.
DATABASES["default"]["OPTIONS"] = {
    "timeout": 30,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASES["default"]["CONN_MAX_AGE"] = 60


class _NoMigrations:
    """Tables are made from the models in one go, as pretix's own tests do: 5 s, not the 3 min of all migrations."""

    def __contains__(self, item):
        return True

    def __getitem__(self, item):
        return None

    def setdefault(self, key, default=None):
        return None


MIGRATION_MODULES = _NoMigrations()
