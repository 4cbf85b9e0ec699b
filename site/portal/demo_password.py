"""The password of the demo's sign-ins. Public: `make run` prints it, so production refuses it (portal.sign_in)."""

DEMO_PASSWORD = "stadswinkel-demo-2026"  # noqa: S105  # the demo says it on its own sign-in page
