"""The portal: pages made of the repository's answers, one function a page, and the site that holds them all."""
