"""What invited people decide about mail, without an account: no more of it, or erase me."""
