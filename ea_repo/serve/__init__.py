"""The portal and the questions over HTTP, live from the text; nothing is changed."""
