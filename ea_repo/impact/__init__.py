"""What depends on what, what a loss does, how to retire without one."""
