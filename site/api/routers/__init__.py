"""One router a resource; each function is a few lines over another app's service."""
