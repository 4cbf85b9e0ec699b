"""The people who may sign in to the demo: invented, and refused outside a demo by the loader.

Imports nothing of Django: `make run` prints the sign-ins before Django is there.
"""

from demo.files import data
from portal.demo_password import DEMO_PASSWORD

PASSWORD = DEMO_PASSWORD
ADMINISTRATOR: dict[str, str] = data("sign_ins")["administrator"]
SIGN_INS: dict[str, str] = data("sign_ins")["jobs"]
"""What each does, by username."""
