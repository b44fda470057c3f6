"""Partnerships: organisations, sectors, localities, staff groups, members and what each role may do."""
