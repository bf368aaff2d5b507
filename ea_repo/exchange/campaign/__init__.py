"""Campaigns that ask people for what a model lacks: the workbooks that go out, and the answers that come back."""
