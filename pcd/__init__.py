"""The one command, `pcd`: one file a verb, thin, composing the packages."""
