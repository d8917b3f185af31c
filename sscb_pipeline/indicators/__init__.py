"""The SQL models as the pipeline sees them: what they mean, their order, their build, their roll-up."""
