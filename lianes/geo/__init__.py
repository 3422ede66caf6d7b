"""Offline builder of the boundaries and territory tables; the running app never imports it."""
