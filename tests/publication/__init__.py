"""What an audience is not shown appears nowhere."""
