"""Öppna jämförelser: which agreements the national survey asks for, which the corpus has, and which are missing."""
