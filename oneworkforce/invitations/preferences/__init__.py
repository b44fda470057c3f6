"""What invited people may say of mail without an account: no more of it, or erase me."""
