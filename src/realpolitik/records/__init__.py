"""What the project says: frozen values that know no engine and do no input or output."""
