### The page in a browser where signing in ends. What it says of a refusal is in errors.ftl.

sign-in-page-title = Keepsake
sign-in-came-back = Keepsake has what it needs. You can close this page and go back to it.
