"""What the roles give of cases and case types."""

from people.roles import COUNTER, EDITOR, EXCLUDED_CASES, HANDLER, LEAD, Rights

RIGHTS: Rights = {
    EDITOR: ["cases.add_casetype", "cases.change_casetype"],
    HANDLER: ["cases.view_case", "cases.change_case"],
    LEAD: [
        "cases.view_case",
        "cases.change_case",
        "cases.assign_case",
        "cases.add_casetype",
        "cases.change_casetype",
    ],
    COUNTER: ["cases.view_case"],
    EXCLUDED_CASES: ["cases.view_excluded_case"],
}
