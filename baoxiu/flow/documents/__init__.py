"""Printed documents: each is made anew from versions that never change, and carries a code that anybody can check."""
