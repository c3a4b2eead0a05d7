"""The review desk as a web application: server-rendered, on loopback, for officers alone."""
