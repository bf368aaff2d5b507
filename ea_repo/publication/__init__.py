"""What leaves the house: the audiences of a workspace, and the workspace as one of them may read it."""
