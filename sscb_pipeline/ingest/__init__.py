"""From a file in landing to accepted rows: receive, recognise, read, conform, validate, load."""
