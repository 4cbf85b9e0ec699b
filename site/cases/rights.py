"""What the roles give of cases and case types."""

from people.roles import COUNTER, EXCLUDED_CASES, FORM_BUILDER, HANDLER, LEAD, PRIVACY, READER, Rights

CASE_TYPES = ["cases.add_casetype", "cases.change_casetype"]

RIGHTS: Rights = {
    FORM_BUILDER: CASE_TYPES,
    HANDLER: ["cases.view_case", "cases.change_case"],
    LEAD: ["cases.view_case", "cases.change_case", "cases.assign_case", *CASE_TYPES],
    COUNTER: ["cases.view_case"],
    READER: ["cases.view_case"],
    PRIVACY: ["cases.view_processing", "cases.dispose_case"],
    EXCLUDED_CASES: ["cases.view_excluded_case"],
}
