"""What a new city begins with: its name, pages to complete, a department, examples of case types and forms.

Each thing is made once. A line in the audit trail remembers it, so that what somebody changed stays and what somebody
deleted does not come back.
"""
