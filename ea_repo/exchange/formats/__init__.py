"""The formats: one module each, with `NAME`, `LABEL`, `recognise` and `read`; nothing else lists them."""
