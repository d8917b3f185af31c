"""Figures others published, to compare with: next year's file of the department, taken in figure by figure."""
