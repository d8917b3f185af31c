"""How a figure is judged by what it was before: plain arithmetic, no database, no file."""
