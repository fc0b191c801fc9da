"""What tests share: real processes, real databases, waiting for a condition."""
