"""The register as others want it: sheets, CSV, a diary for calendars, the morning's digest."""
