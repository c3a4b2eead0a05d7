"""A saved web page of the same decision beside the scan, as a second witness."""
