"""The words everyone here uses alike: agencies, areas, the calendar, codes."""
