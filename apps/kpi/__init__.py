"""KPI definitions, targets, facts, dashboards and reports."""
