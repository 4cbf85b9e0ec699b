"""What runs by the clock, as a table. `manage.py setup` makes the queue's schedules say the same."""

from dataclasses import dataclass
from datetime import timedelta

from records.service import heartbeats


@dataclass(frozen=True, slots=True)
class Job:
    """A function of portal.operations.jobs and how often it runs."""

    name: str
    function: str
    minutes: int

    @property
    def heartbeat(self) -> str:
        """The name under which it writes down that it was done."""
        return self.function.rpartition(".")[2]

    @property
    def interval(self) -> timedelta:
        """The time between two runs."""
        return timedelta(minutes=self.minutes)


JOBS = (
    Job("stadswinkel: gepland publiceren", "portal.operations.jobs.publish_scheduled", 1),
    Job("stadswinkel: berichten versturen", "portal.operations.jobs.sweep_outbox", 1),
    Job("stadswinkel: meldingen aan collega’s", "portal.operations.jobs.send_notices", 1),
    Job("stadswinkel: taken over veel zaken afmaken", "portal.operations.jobs.finish_bulk_jobs", 1),
    Job("stadswinkel: zaken na hun bewaartermijn voorstellen", "portal.operations.jobs.propose_disposals", 60),
    Job("stadswinkel: goedgekeurde zaken vernietigen of overbrengen", "portal.operations.jobs.dispose", 1),
    Job("stadswinkel: opgeladen producten afmaken", "portal.operations.jobs.finish_uploads", 1),
    Job("stadswinkel: termijnen opnieuw tellen", "portal.operations.jobs.recount_deadlines", 1),
    Job("stadswinkel: verlopen ontwerpen wissen", "portal.operations.jobs.purge_drafts", 1),
    Job("stadswinkel: oude tellers en sessies wissen", "portal.operations.jobs.purge_counters", 60),
    Job("stadswinkel: verzonden berichten leegmaken", "portal.operations.jobs.purge_messages", 60),
    Job("stadswinkel: oude regels van het logboek wissen", "portal.operations.jobs.purge_audit", 24 * 60),
    Job("stadswinkel: oude reacties van bezoekers wissen", "portal.operations.jobs.purge_feedback", 12 * 60),
    Job("stadswinkel: oude tellingen van bezoek wissen", "portal.operations.jobs.purge_path_counts", 12 * 60),
    Job("stadswinkel: oude fouten wissen", "portal.operations.jobs.purge_errors", 12 * 60),
    Job("stadswinkel: zoekindex bijwerken", "portal.operations.jobs.sync_search", 1),
    Job("stadswinkel: populariteit berekenen", "portal.operations.jobs.compute_search_popularity", 6 * 60),
    Job("stadswinkel: oude zoekvragen wissen", "portal.operations.jobs.purge_search_usage", 12 * 60),
)

PREFIX = "stadswinkel: "


def sync() -> int:
    """Make the schedules say what JOBS says and return how many changed. A schedule made by an operator is left alone."""
    from django_q.models import Schedule

    changed: int
    changed, _ = Schedule.objects.filter(name__startswith=PREFIX).exclude(name__in=[job.name for job in JOBS]).delete()
    for job in JOBS:
        wanted = {"func": job.function, "schedule_type": Schedule.MINUTES, "minutes": job.minutes, "repeats": -1}
        schedule = Schedule.objects.filter(name=job.name).first()
        if schedule is None:
            Schedule.objects.create(name=job.name, **wanted)
        elif any(getattr(schedule, field) != value for field, value in wanted.items()):
            Schedule.objects.filter(pk=schedule.pk).update(**wanted)
        else:
            continue
        changed += 1
    heartbeats.expect(job.heartbeat for job in JOBS)
    return changed
