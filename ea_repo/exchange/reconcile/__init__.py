"""What others see beside what is declared here: a CMDB or a discovery against the repository. It changes nothing."""
